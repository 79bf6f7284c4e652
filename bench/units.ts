/** Times, sizes and spreads in words, alike in tables, progress and page. */
import type { Result } from './results.js';

/** A time in the unit that suits it. */
export function duration(seconds: number): string {
  const [value, unit] =
    seconds < 1e-6
      ? [seconds * 1e9, 'ns']
      : seconds < 1e-3
        ? [seconds * 1e6, 'us']
        : seconds < 1
          ? [seconds * 1e3, 'ms']
          : [seconds, 's'];
  return `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0)} ${unit}`;
}

/** A number of elements: 1e6 for round ones, or the side of a matrix. */
export function sizeText(size: number): string {
  const power = Math.round(Math.log10(size));
  return size >= 1e3 && 10 ** power === size ? `1e${power}` : String(size);
}

/** Half the distance between the quartiles, as a share of the median. */
export const spread = (one: Result): string => `${Math.round((50 * (one.q3 - one.q1)) / one.median)} %`;

/** A duration in words: 42 s, 3 min 5 s. */
export function lasting(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** What a host backend says of itself: provider, memory, from which amount of work on it shares out. */
export function providerText(about: unknown): string {
  const { provider, sharedMemory, leastWork } = about as {
    readonly provider?: string;
    readonly sharedMemory?: boolean;
    readonly leastWork?: { readonly awake: number; readonly asleep: number };
  };
  const shares =
    leastWork && `shares out from ${leastWork.awake} us of work (workers awake), ${leastWork.asleep} us (asleep)`;
  return [provider, sharedMemory && 'shared memory', shares].filter(Boolean).join('; ');
}

/** A ratio with the places that it deserves: 12.3, 1.83, 0.0041. */
export const ratioText = (ratio: number): string =>
  ratio >= 100
    ? ratio.toFixed(0)
    : ratio >= 10
      ? ratio.toFixed(1)
      : ratio >= 0.1
        ? ratio.toFixed(2)
        : ratio.toPrecision(2);
