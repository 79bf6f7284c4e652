// The arguments and results of the distributions of vectors: checks in NumPy's words, shapes, and the arrays filled.

import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../../core/errors.js';
import { emptyArray, wrapTypedArray, type NDArray } from '../../core/ndarray.js';
import { broadcastShapes, sameShape, sizeOf } from '../../core/shape.js';
import { asDType } from '../../ops/creation.js';
import { memoryOf, shapeOf, spread, type Size } from '../arguments.js';
import type { BitGenerator } from '../bitGenerator.js';
import { LARGEST_POPULATION } from './hypergeometric.js';
import { drawMultinomial, fillByItems, fillByMarginals, fillDirichlet, type CountArray } from './multivariate.js';

/** Counts of vectors: int32 while they fit. */
export type CountVectors = NDArray<'int32'>;

/** The values of a float array in C order. */
export function floatsOf(method: string, value: ArrayLike): { values: Float64Array; shape: readonly number[] } {
  const array = asNDArray(method, value, DTYPES.float64);
  if (array.info.kind === 'c') {
    throw new DTypeError(`${method}: Cannot cast array data from dtype('${array.dtype}') to dtype('float64')`);
  }
  return { values: spread<Float64Array>(asDType(method, array, DTYPES.float64), array.shape), shape: array.shape };
}

/** Zeros for counts up to `largest`, and what turns them into the result. */
function countsFor(shape: readonly number[], largest: number): { out: CountArray; result: () => CountVectors } {
  if (largest <= 2 ** 31 - 1) {
    const array = emptyArray(DTYPES.int32, shape);
    const out = memoryOf<Int32Array>(array);
    out.fill(0);
    return { out, result: () => array };
  }
  const out = new Float64Array(sizeOf(shape));
  return {
    out,
    result: () => {
      const array = emptyArray(DTYPES.int64, shape);
      const memory = memoryOf<BigInt64Array>(array);
      for (let i = 0; i < out.length; i++) memory[i] = BigInt(out[i]!);
      return array as unknown as CountVectors;
    },
  };
}

/** Draws Dirichlet vectors; see `Generator.dirichlet`. */
export function drawDirichlet(bits: BitGenerator, alpha: ArrayLike, size: Size): NDArray<'float64'> {
  const { values, shape } = floatsOf('dirichlet', alpha);
  if (shape.length !== 1) throw new ValueError(`dirichlet: alpha must be 1-dimensional, got shape ${shapeText(shape)}`);
  const bad = values.find((value) => !(value >= 0));
  if (bad !== undefined) throw new ValueError(`dirichlet: alpha < 0, got ${bad}`);
  const result = emptyArray(DTYPES.float64, [...(shapeOf('dirichlet', size) ?? []), values.length]);
  fillDirichlet(bits, values, memoryOf<Float64Array>(result));
  return result;
}

function checkProbabilities(pvals: Float64Array, categories: number): void {
  for (let first = 0; first < pvals.length; first += categories) {
    let sum = 0;
    let compensation = 0;
    for (let j = 0; j < categories; j++) {
      const p = pvals[first + j]!;
      if (!(p >= 0 && p <= 1)) {
        throw new ValueError(`multinomial: pvals < 0, pvals > 1 or pvals contains NaNs, got ${p}`);
      }
      if (j === categories - 1) continue;
      const term = p - compensation;
      const next = sum + term;
      compensation = next - sum - term;
      sum = next;
    }
    if (sum > 1 + 1e-12) throw new ValueError(`multinomial: sum(pvals[:-1]) > 1.0, got ${sum}`);
  }
}

/** Draws multinomial vectors; see `Generator.multinomial`. */
export function drawMultinomials(bits: BitGenerator, n: ArrayLike, pvals: ArrayLike, size: Size): CountVectors {
  const { values: probabilities, shape } = floatsOf('multinomial', pvals);
  const categories = shape.at(-1) ?? 0;
  if (categories === 0) {
    throw new ValueError(
      'multinomial: pvals must have at least 1 dimension and the last dimension of pvals must be greater than 0, ' +
        `got shape ${shapeText(shape)}`,
    );
  }
  checkProbabilities(probabilities, categories);
  const counts = floatsOf('multinomial', n);
  for (const value of counts.values) {
    if (!Number.isSafeInteger(value)) throw new DTypeError(`multinomial: n must be an integer, got ${value}`);
    if (value < 0) throw new ValueError(`multinomial: n < 0, got ${value}`);
  }
  const common = broadcastShapes(counts.shape, shape.slice(0, -1));
  const asked = shapeOf('multinomial', size);
  if (asked !== undefined && !fits(common, asked)) {
    throw new ValueError(
      `multinomial: Output size ${shapeText(asked)} is not compatible with broadcast dimensions of inputs ${shapeText(common)}.`,
    );
  }
  const outer = asked ?? common;
  const { out, result } = countsFor(
    [...outer, categories],
    counts.values.reduce((a, b) => Math.max(a, b), 0),
  );
  const trials = spread<Float64Array>(wrapTypedArray(counts.values, counts.shape) as NDArray<'float64'>, outer);
  const rows = sizeOf(outer);
  const plain = shape.length === 1;
  const spreadP = plain
    ? probabilities
    : spread<Float64Array>(wrapTypedArray(probabilities, shape) as NDArray<'float64'>, [...outer, categories]);
  for (let row = 0; row < rows; row++) {
    const start = row * categories;
    drawMultinomial(bits, trials[row]!, spreadP, plain ? 0 : start, categories, out, start);
  }
  return result();
}

/** Does an array of this shape stretch to the other? */
function fits(shape: readonly number[], target: readonly number[]): boolean {
  if (shape.length > target.length) return false;
  const common = broadcastShapes(
    shape.map((length, k) => (length === 1 ? target[target.length - shape.length + k]! : length)),
    [],
  );
  return sameShape(common, target.slice(target.length - shape.length));
}

/** How `multivariateHypergeometric` draws. */
export type HypergeometricMethod = 'marginals' | 'count';

/** Draws multivariate hypergeometric vectors; see `Generator.multivariateHypergeometric`. */
export function drawHypergeometrics(
  bits: BitGenerator,
  colors: ArrayLike,
  nsample: number,
  size: Size,
  method: HypergeometricMethod,
): CountVectors {
  const name = 'multivariateHypergeometric';
  if (method !== 'marginals' && method !== 'count') {
    throw new ValueError(`${name}: method must be "count" or "marginals", got ${describe(method)}`);
  }
  if (!Number.isSafeInteger(nsample))
    throw new DTypeError(`${name}: nsample must be an integer, got ${describe(nsample)}`);
  if (nsample < 0) throw new ValueError(`${name}: nsample must be nonnegative, got ${nsample}`);
  const { values, shape } = floatsOf(name, colors);
  if (shape.length !== 1 || values.some((value) => !Number.isSafeInteger(value) || value < 0)) {
    throw new ValueError(
      `${name}: colors must be a one-dimensional sequence of nonnegative integers below 2**53, got ${describe(colors)}`,
    );
  }
  const total = values.reduce((sum, value) => sum + value, 0);
  if (method === 'marginals' && total >= LARGEST_POPULATION) {
    throw new ValueError(`${name}: When method is "marginals", sum(colors) must be less than 1000000000, got ${total}`);
  }
  if (nsample > total) throw new ValueError(`${name}: nsample > sum(colors), got ${nsample} > ${total}`);
  const { out, result } = countsFor([...(shapeOf(name, size) ?? []), values.length], nsample);
  if (values.length > 0) (method === 'count' ? fillByItems : fillByMarginals)(bits, [...values], nsample, out);
  return result();
}
