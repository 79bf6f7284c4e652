/** The compiled sums of a Runge-Kutta method's stages (c/stages.c), where the native library has them. */
import { koffi } from '../koffi.js';
import { boundLater } from './library.js';

/** At most so many arrays in a sum. */
export const MOST_TERMS = 16;

/** See c/stages.c. The places of the arrays are their addresses. */
export interface StageKernels {
  /** `out = base + h * sum`, without a base `out = sum`. */
  weighted(
    places: Float64Array,
    weights: Float64Array,
    count: number,
    base: Float64Array | null,
    h: number,
    out: Float64Array,
    n: number,
  ): void;
  /** `total[0]` is the sum of squares of `sum / (atol + rtol * max(|y|, |z|))`. */
  ratio(
    places: Float64Array,
    weights: Float64Array,
    count: number,
    y: Float64Array,
    z: Float64Array,
    rtol: Float64Array,
    atol: Float64Array,
    total: Float64Array,
    n: number,
  ): void;
  /** Where an array begins; only for arrays outside the JavaScript heap, more than 64 bytes long. */
  address(array: Float64Array): number;
}

/** The loops, or undefined where the portable ones must do. */
export const stageKernels = boundLater((library): StageKernels => {
  const [p, d] = ['void *', 'double'];
  return {
    weighted: library.bind('numloom_weighted', 'void', [p, p, d, p, d, p, d]),
    ratio: library.bind('numloom_weighted_ratio', 'void', [p, p, d, p, p, p, p, p, d]),
    address: (array) => Number(koffi()!.address(array)),
  };
});
