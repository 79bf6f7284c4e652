/** What piscina's workers run for a pool. */
import { work, type PoolAnswer, type PoolTask } from './poolTasks.js';

/** Do a chunk of calls; called by piscina. */
export default function poolWorker(task: PoolTask): Promise<PoolAnswer> {
  return work(task);
}
