/**
 * What every entry point needs before it can compute: a backend, and the methods of arrays.
 */
import { useBackend } from './backends/backend.js';
import { singleBackend } from './backends/single/index.js';
import './core/printing.js';
import './ops/methods.js';
import './ops/methods/arithmetic.js';
import './ops/methods/products.js';
import './ops/methods/reductions.js';
import './ops/methods/shaping.js';

useBackend(singleBackend);
