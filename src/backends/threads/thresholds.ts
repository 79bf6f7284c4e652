/** From what amount of work on sharing out pays, measured on this machine when the pool starts. */
import type { Thresholds } from './options.js';
import type { Pool } from './pool.js';
import { nothing } from './tasks.js';

/** Sharing out may cost at most this part of the work if no worker comes in time. */
const MOST_LOST = 0.05;
/**
 * Nothing that takes less is shared out, in nanoseconds: data have to move to another core's cache, and a worker's first calls
 * of a loop run before the engine has compiled it there.
 */
const LEAST_AWAKE = 1_500_000;
const LEAST_ASLEEP = 2_000_000;
const CHEAP_FROM = 262_144;
const FEW = 512;
/**
 * Smaller arrays are made on the ordinary heap, and costly work on them is done on copies: shared memory is filled with zeros
 * first, which takes as long as a cheap operation, so that two threads lose by it what they gain.
 */
const SHARED_FROM = 2 ** 21;
const SHARED_FROM_OF_TWO = 2 ** 23;

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

/** Measure what a job costs the calling thread when the workers are awake, and when they must be woken. */
export function measureThresholds(pool: Pool): Thresholds {
  const time = (): number => {
    const begin = performance.now();
    pool.run(nothing, pool.workers, []);
    return performance.now() - begin;
  };
  for (let i = 0; i < 50; i++) time();
  const awake = median(Array.from({ length: 101 }, time));
  const asleep: number[] = [];
  for (let i = 0; i < 5; i++) {
    const begin = performance.now();
    // First they wake for the last job, then they fall asleep.
    while (!pool.awake && performance.now() - begin < 5);
    while (pool.awake && performance.now() - begin < 20);
    asleep.push(time());
  }
  const toNanoseconds = 1e6 / MOST_LOST;
  return {
    awake: Math.max(LEAST_AWAKE, awake * toNanoseconds),
    asleep: Math.max(LEAST_ASLEEP, median(asleep) * toNanoseconds),
    cheapFrom: CHEAP_FROM,
    few: FEW,
    sharedFrom: pool.workers > 2 ? SHARED_FROM : SHARED_FROM_OF_TWO,
  };
}

/** Share out whatever has two parts: for tests, where the work is small. */
export const SHARE_EVERYTHING: Thresholds = { awake: 0, asleep: 0, cheapFrom: 0, few: 2, sharedFrom: 1 };
