/** Where the bytes of the module `elementary` come from: a file. */
import { fileSource } from '../file.js';

export const elementary = fileSource('elementary');
