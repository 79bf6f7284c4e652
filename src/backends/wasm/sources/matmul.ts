/** Where the bytes of the module `matmul` come from: a file. */
import { fileSource } from '../file.js';

export const matmul = fileSource('matmul');
