/** The backend of one thread: loops generated in JavaScript. */
import type { Backend } from '../backend.js';
import { argExtrema } from './argExtrema.js';
import { copy, gather, scatter } from './copy.js';
import { elementwise, elementwiseFlat } from './elementwise.js';
import { matmul } from './matmul.js';
import { squaredDeviations } from './moments.js';
import { reduce } from './reduce.js';
import { scan } from './scan.js';
import { argsort, sort } from './sorting.js';
import { update } from './update.js';

/** Computes everything on the calling thread. */
export const singleBackend: Backend = {
  name: 'single',
  capabilities: { workers: 1, shared: false, exact: true },
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
  argExtrema,
  squaredDeviations,
  run(task, chunks, _work, ...args) {
    for (let chunk = 0; chunk < chunks; chunk++) task.run(chunk, chunks, ...args);
  },
};
