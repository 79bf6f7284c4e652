// solveIvpMany on one thread and on two, for bench/integrate.ts: the built library, turn by turn; the least times, which other work
// on the machine disturbs least, once the compiler of every thread has had its time.
import * as np from '../dist/index.js';
import { solveIvpMany } from '../dist/integrate/index.js';

const lorenz = await np.moduleFunction(new URL('./integrateSystems.mjs', import.meta.url), 'lorenz');
const params = np.linspace(20, 40, 400);
const many = () => solveIvpMany(lorenz, [0, 5], [1, 1, 1], { params, rtol: 1e-6, atol: 1e-9 });
const timed = () => {
  const start = performance.now();
  many();
  return performance.now() - start;
};
const least = (before) => {
  for (let k = 0; k < 6; k++) many();
  return Math.min(before, ...Array.from({ length: 6 }, timed));
};

let [one, two] = [Infinity, Infinity];
for (let round = 0; round < 4; round++) {
  np.setBackend('single');
  one = least(one);
  await np.setBackend('threads', { workers: 2 });
  two = least(two);
}
np.setBackend('single');
await np.shutdown();
console.log('| milliseconds | one thread | two | times faster |\n|---|---|---|---|');
console.log(
  `| solveIvpMany, 400 problems of Lorenz | ${one.toFixed(0)} | ${two.toFixed(0)} | ${(one / two).toFixed(2)} |`,
);
