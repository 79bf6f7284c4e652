/** The backend of one thread: loops generated in JavaScript. */
import type { Backend } from '../backend.js';
import { copy, gather, scatter } from './copy.js';
import { elementwise, elementwiseFlat } from './elementwise.js';
import { matmul } from './matmul.js';
import { reduce } from './reduce.js';
import { scan } from './scan.js';
import { argsort, sort } from './sorting.js';
import { update } from './update.js';

/** Computes everything on the calling thread. */
export const singleBackend: Backend = {
  name: 'single',
  elementwise,
  elementwiseFlat,
  reduce,
  scan,
  copy,
  gather,
  scatter,
  update,
  matmul,
  sort,
  argsort,
};
