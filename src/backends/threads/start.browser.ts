/** The threads backend in a browser: there is none. A page's main thread may not wait for its workers, so calls could not be synchronous. */
import { WorkerError } from '../../core/errors.js';
import type * as Start from './start.js';

export const checkThreadsOptions: typeof Start.checkThreadsOptions = () => {
  throw new WorkerError("setBackend: the 'threads' backend needs Node.js; in a browser numloom computes on 'single'");
};

export const startThreads: typeof Start.startThreads = async () => checkThreadsOptions({}) as never;
