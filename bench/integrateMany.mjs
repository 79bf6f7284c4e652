// solveIvpMany on one thread and on two, for bench/integrate.ts: the built library, turn by turn, medians.
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
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

const [one, two] = [[], []];
for (let round = 0; round < 5; round++) {
  np.setBackend('single');
  many();
  one.push(timed());
  await np.setBackend('threads', { workers: 2 });
  many();
  two.push(timed());
}
np.setBackend('single');
await np.shutdown();
const [a, b] = [median(one), median(two)];
console.log('| milliseconds | one thread | two | times faster |\n|---|---|---|---|');
console.log(`| solveIvpMany, 400 problems of Lorenz | ${a.toFixed(0)} | ${b.toFixed(0)} | ${(a / b).toFixed(2)} |`);
