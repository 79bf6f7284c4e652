// Functions that the tests hand to workers.
import { createRequire } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/** Steps of the Collatz sequence. */
export function collatz(n) {
  let steps = 0;
  for (let m = n; m > 1; steps++) m = m % 2 === 0 ? m / 2 : 3 * m + 1;
  return steps;
}

/** 1 in a worker, 0 in the main thread, and it takes a while. */
export function place() {
  const end = performance.now() + 0.2;
  while (performance.now() < end);
  return isMainThread ? 0 : 1;
}

class Trouble extends Error {
  name = 'Trouble';
}

export function refuse(n) {
  if (n === 700) throw new RangeError('seven hundred');
  return n;
}

export function refuseInAWorker() {
  place();
  if (!isMainThread) throw Object.assign(new Trouble('in a worker'), { code: 'E_TROUBLE', at: { n: 1 } });
  return 0;
}

export function exitInAWorker() {
  place();
  if (!isMainThread) process.exit(3);
  return 0;
}

export function exhaustInAWorker() {
  place();
  const kept = [];
  while (!isMainThread) kept.push(new Array(100_000).fill(kept.length));
  return 0;
}

/** The two ends of a vector, scaled. */
export function ends(vector, factor) {
  return [vector.item(0) * factor, vector.item(-1) * factor];
}

/** The sum of a vector. */
export function total(vector) {
  let sum = 0;
  for (let i = 0; i < vector.size; i++) sum += vector.item(i);
  return sum;
}

export const notAFunction = 3;

/** In a worker, 1 and how many of numloom's ES modules require() loaded there; 0 in the main thread. */
export function requiredModules() {
  if (place() === 0) return 0;
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  return 1 + loaded.filter((path) => /\/dist\/.*\.js$/.test(path) && !path.includes('/node_modules/')).length;
}
