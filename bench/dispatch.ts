/** What sharing out a call costs by itself: npx tsx bench/dispatch.ts (after npm run build). Medians in microseconds. */
import * as np from '../src/index.js';
import { runningThreads } from '../src/backends/switch.js';
import { nothing } from '../src/backends/threads/tasks.js';

const workers = Number(process.argv[2] ?? 2);
await np.setBackend('threads', { workers });
const { pool } = runningThreads()!;

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 1]! * 1000;
}
const job = (): number => {
  const begin = performance.now();
  pool.run(nothing, 2 * workers, []);
  return performance.now() - begin;
};
for (let i = 0; i < 200; i++) job();
const awake = median(Array.from({ length: 1001 }, job));
const asleep = median(
  Array.from({ length: 101 }, () => {
    const begin = performance.now();
    // First they wake for the last job, then they fall asleep.
    while (!pool.awake && performance.now() - begin < 5);
    while (pool.awake && performance.now() - begin < 20);
    return job();
  }),
);
console.log(
  `${workers} threads: ${awake.toFixed(1)} us a job while the workers are awake, ${asleep.toFixed(1)} us asleep`,
);
await np.shutdown();
