// Draws from a distribution: parameters checked before the first draw, one sampler for plain parameters, a new one where
// broadcast parameters change, counts as int32 where no value can be larger and as int64 otherwise.

import type { ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { ValueError } from '../../core/errors.js';
import { NDArray, emptyArray } from '../../core/ndarray.js';
import { floatParameters, floatTarget, memoryOf, type Parameters, type Size } from '../arguments.js';
import type { BitGenerator } from '../bitGenerator.js';
import { fillStandardExponential, fillStandardNormal, standardExponential, standardNormal } from '../ziggurat.js';
import { gammaSampler, gammaSamplerFloat32, standardGamma } from './gamma.js';
import type { FloatOptions } from '../options.js';
import { checkParameter, type Counts, type Distribution, type Transformed } from './distribution.js';

const INT32_MAX = 2 ** 31 - 1;

/** The i-th value of a parameter. */
const at = (values: number | Float64Array | undefined, i: number): number =>
  values === undefined ? NaN : typeof values === 'number' ? values : values[i]!;

/** Broadcast parameters after all checks. */
function parameters(distribution: Distribution, given: readonly ArrayLike[], size: Size): Parameters {
  const { name, parameters: rules, fault } = distribution;
  const found = floatParameters(name, given, size);
  rules.forEach((rule, k) => {
    const values = found.values[k]!;
    if (typeof values === 'number') checkParameter(name, rule, values);
    else for (let i = 0; i < values.length; i++) checkParameter(name, rule, values[i]!);
  });
  if (fault !== undefined) {
    const [a, b, c] = found.values;
    const count = found.values.every((values) => typeof values === 'number') ? 1 : found.count;
    for (let i = 0; i < count; i++) {
      const text = fault(at(a, i), at(b, i), at(c, i));
      if (text !== undefined) {
        const list = rules.map((rule, k) => `${rule.name} ${at(found.values[k], i)}`);
        throw new ValueError(`${name}: ${text}, got ${list.join(', ')}`);
      }
    }
  }
  return found;
}

/** Calls `write` with one draw after another. */
function drawEach(
  bits: BitGenerator,
  distribution: Distribution,
  { values, count }: Parameters,
  write: (i: number, value: number) => void,
): void {
  const [a, b, c] = values;
  let lastA = NaN;
  let lastB = NaN;
  let lastC = NaN;
  let draw = distribution.prepare(NaN, NaN, NaN);
  for (let i = 0; i < count; i++) {
    const nextA = at(a, i);
    const nextB = at(b, i);
    const nextC = at(c, i);
    if (!Object.is(nextA, lastA) || !Object.is(nextB, lastB) || !Object.is(nextC, lastC)) {
      draw = distribution.prepare(nextA, nextB, nextC);
      lastA = nextA;
      lastB = nextB;
      lastC = nextC;
    }
    write(i, draw(bits));
  }
}

const isTransformed = (distribution: Distribution): distribution is Transformed => 'source' in distribution;

/** A distribution that is a function of one standard draw. */
export function transformed(given: Omit<Transformed, 'prepare'>): Transformed {
  return {
    ...given,
    prepare: (a, b) => {
      const map = given.map(a, b);
      return given.source === 'normal' ? (bits) => map(standardNormal(bits)) : (bits) => map(standardExponential(bits));
    },
  };
}

/**
 * Draws floating-point numbers: one plain number without a size and with plain parameters, an array otherwise.
 *
 * @throws ValueError for a bad parameter, before anything is drawn
 */
export function drawFloats(
  bits: BitGenerator,
  distribution: Distribution,
  given: readonly ArrayLike[],
  size: Size,
): number | NDArray<'float64'> {
  const found = parameters(distribution, given, size);
  const [a, b, c] = found.values;
  const plain = found.values.every((values) => typeof values === 'number');
  if (found.shape === undefined) return distribution.prepare(at(a, 0), at(b, 0), at(c, 0))(bits);
  const result = emptyArray(DTYPES.float64, found.shape);
  const out = memoryOf<Float64Array>(result);
  if (!plain) drawEach(bits, distribution, found, (i, value) => (out[i] = value));
  else if (isTransformed(distribution)) {
    if (distribution.source === 'normal') fillStandardNormal(bits, out);
    else fillStandardExponential(bits, out);
    const map = distribution.map(at(a, 0), at(b, 0));
    for (let i = 0; i < out.length; i++) out[i] = map(out[i]!);
  } else {
    const draw = distribution.prepare(at(a, 0), at(b, 0), at(c, 0));
    for (let i = 0; i < out.length; i++) out[i] = draw(bits);
  }
  return result;
}

/**
 * Draws counts: one plain number, or an array of int32 where no value can be larger than that, of int64 otherwise.
 *
 * @throws ValueError or DTypeError for a bad parameter, before anything is drawn
 */
export function drawCounts(
  bits: BitGenerator,
  distribution: Counts,
  given: readonly ArrayLike[],
  size: Size,
): number | NDArray<'int32' | 'int64'> {
  const found = parameters(distribution, given, size);
  const [a, b, c] = found.values;
  const plain = found.values.every((values) => typeof values === 'number');
  if (found.shape === undefined) return distribution.prepare(at(a, 0), at(b, 0), at(c, 0))(bits);
  let largest = 0;
  for (let i = plain ? 0 : found.count - 1; i >= 0; i--) {
    largest = Math.max(largest, distribution.largest(at(a, i), at(b, i), at(c, i)));
  }
  if (!(largest <= INT32_MAX)) {
    const result = emptyArray(DTYPES.int64, found.shape);
    const out = memoryOf<BigInt64Array>(result);
    drawEach(bits, distribution, found, (i, value) => (out[i] = BigInt(value)));
    return result as unknown as NDArray<'int32' | 'int64'>;
  }
  const result = emptyArray(DTYPES.int32, found.shape);
  const out = memoryOf<Int32Array>(result);
  if (!plain) drawEach(bits, distribution, found, (i, value) => (out[i] = value));
  else {
    const draw = distribution.prepare(at(a, 0), at(b, 0), at(c, 0));
    for (let i = 0; i < out.length; i++) out[i] = draw(bits);
  }
  return result as unknown as NDArray<'int32' | 'int64'>;
}

/** Draws from the standard gamma distribution with a dtype or an array to write to. */
export function drawStandardGamma(
  bits: BitGenerator,
  shape: ArrayLike,
  size: Size,
  options: FloatOptions,
): number | NDArray {
  const out = options.out ?? undefined;
  const { info, target } = floatTarget('standardGamma', size, options.dtype, out);
  const found = parameters(standardGamma, [shape], target?.shape ?? size);
  const prepare = info.name === 'float32' ? gammaSamplerFloat32 : gammaSampler;
  if (found.shape === undefined) return prepare(at(found.values[0], 0))(bits);
  const result = target ?? emptyArray(info, found.shape);
  const memory = memoryOf<Float64Array | Float32Array>(result);
  drawEach(bits, { ...standardGamma, prepare }, found, (i, value) => (memory[i] = value));
  return result;
}
