/** Where the bytes of the module `linear` come from: a file. */
import { fileSource } from '../file.js';

export const linear = fileSource('linear');
