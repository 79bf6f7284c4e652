/** qmcQuad: integrals over boxes of many dimensions, by quasi-Monte Carlo. */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { copyAs } from '../../ops/creation.js';
import { Halton } from '../../stats/qmc/halton.js';
import { QMCEngine } from '../../stats/qmc/engine.js';

/** Options of `qmcQuad`. */
export interface QmcQuadOptions {
  /** How many independent estimates; their spread gives the error. 8. */
  nEstimates?: number;
  /** How many points for each; 1024. */
  nPoints?: number;
  /** The engine that the points come from; a scrambled `Halton` by default. */
  qrng?: QMCEngine | null;
  /** Does `func` take all points of an estimate at once, as an array of shape (d, nPoints), and give as many values? */
  vectorized?: boolean;
}

/** What `qmcQuad` finds. */
export interface QmcQuadResult {
  /** The mean of the estimates. */
  readonly integral: number;
  /** Its standard error. */
  readonly standardError: number;
}

/** Bounds as numbers. */
function bounds(name: string, value: ArrayLike): Float64Array {
  const array = asNDArray('qmcQuad', value);
  if (array.ndim > 1)
    throw new ValueError(`qmcQuad: ${name} must be a number or 1-dimensional, got shape ${shapeText(array.shape)}`);
  return (copyAs(array, DTYPES.float64).data as Float64Array).slice();
}

/**
 * The integral of a function over a box, by quasi-Monte Carlo.
 *
 * Source: A. B. Owen, Practical Quasi-Monte Carlo Integration (2023), chapter 17: replicated randomised sequences.
 *
 * @param func - a function of a point of shape (d,) that gives a number; with `vectorized` of points (d, n) that gives n
 * @param a - the lower limits, d numbers
 * @param b - the upper limits; one below its lower limit changes the sign
 * @param options - `nEstimates` (8), `nPoints` (1024), `qrng` (a scrambled Halton sequence), `vectorized`
 * @returns the integral and its standard error
 * @throws ValueError for limits or an engine that do not fit together; what `func` throws
 * @example
 * qmcQuad(([x, y]) => x * y, [0, 0], [1, 2]).integral; // about 1
 */
export function qmcQuad(
  func: (x: NDArray<'float64'>) => ArrayLike,
  a: ArrayLike,
  b: ArrayLike,
  options: QmcQuadOptions = {},
): QmcQuadResult {
  checkOptions('qmcQuad', options, ['nEstimates', 'nPoints', 'qrng', 'vectorized']);
  if (typeof func !== 'function') throw new DTypeError(`qmcQuad: func must be a function, got ${describe(func)}`);
  const { nEstimates = 8, nPoints = 1024, vectorized = false } = options;
  for (const [name, value] of Object.entries({ nEstimates, nPoints })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new ValueError(`qmcQuad: ${name} must be a positive integer, got ${describe(value)}`);
    }
  }
  const low = bounds('a', a);
  const high = bounds('b', b);
  const d = Math.max(low.length, high.length);
  if ((low.length !== d && low.length !== 1) || (high.length !== d && high.length !== 1)) {
    throw new ValueError(`qmcQuad: a and b must have as many limits, got ${low.length} and ${high.length}`);
  }
  const from = Float64Array.from({ length: d }, (_, k) => low[low.length === 1 ? 0 : k]!);
  const width = from.map((value, k) => high[high.length === 1 ? 0 : k]! - value);
  const engine = options.qrng ?? new Halton(d);
  if (!(engine instanceof QMCEngine)) {
    throw new DTypeError(`qmcQuad: qrng must be an engine such as new Halton(d), got ${describe(engine)}`);
  }
  if (engine.d !== d) throw new ValueError(`qmcQuad: qrng must have the dimension ${d} of the limits, got ${engine.d}`);
  const volume = width.reduce((product, value) => product * value, 1);
  if (volume === 0) return { integral: 0, standardError: 0 };

  const estimates = engine.rng.spawn(nEstimates).map((rng) => {
    const points = engine.withGenerator(rng).random(nPoints).data as Float64Array;
    let sum = 0;
    if (vectorized) {
      const x = new Float64Array(d * nPoints);
      for (let i = 0; i < nPoints; i++) {
        for (let k = 0; k < d; k++) x[k * nPoints + i] = from[k]! + width[k]! * points[i * d + k]!;
      }
      const values = asNDArray('qmcQuad: func', func(array(x).strided([d, nPoints], [nPoints, 1], 0)));
      if (values.size !== nPoints) {
        throw new ValueError(
          `qmcQuad: func must return ${nPoints} values, it returned shape ${shapeText(values.shape)}`,
        );
      }
      for (const value of copyAs(values, DTYPES.float64).data as Float64Array) sum += value;
    } else {
      for (let i = 0; i < nPoints; i++) {
        const value = func(array(Float64Array.from(from, (start, k) => start + width[k]! * points[i * d + k]!)));
        const one = typeof value === 'number' ? value : asNDArray('qmcQuad: func', value);
        if (typeof one !== 'number' && one.size !== 1) {
          throw new ValueError(`qmcQuad: func must return a number, it returned shape ${shapeText(one.shape)}`);
        }
        sum += typeof one === 'number' ? one : Number(one.item());
      }
    }
    return (sum / nPoints) * volume;
  });
  const mean = estimates.reduce((sum, value) => sum + value, 0) / nEstimates;
  const squares = estimates.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { integral: mean, standardError: Math.sqrt(squares / (nEstimates - 1) / nEstimates) };
}

function array(values: Float64Array): NDArray<'float64'> {
  return asNDArray('qmcQuad', values) as NDArray<'float64'>;
}
