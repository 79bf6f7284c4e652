/** Where the bytes of the module `fft` come from: a file. */
import { fileSource } from '../file.js';

export const fft = fileSource('fft');
