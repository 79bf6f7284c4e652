/** Sketching: fewer rows of nearly the same geometry. */
import type { ArrayLike } from '../core/arrayLike.js';
import { ValueError, checkOptions } from '../core/errors.js';
import { zerosArray, type ArrayOf, type NDArray } from '../core/ndarray.js';
import { copyAs } from '../ops/creation.js';
import { add, subtract } from '../ops/ufuncs/arithmetic.js';
import { Generator, defaultRng, type Seed } from '../random/generator.js';
import { INFO, exactly, kindOf, typed, type FloatOf } from './matrices.js';
import { wholeNumber } from './arguments.js';

/**
 * The Clarkson-Woodruff transform: each row is added to, or taken from, one row of the sketch drawn by chance
 * (K. Clarkson and D. Woodruff, STOC 2013). With probability norms of `a @ x` are nearly kept for all x.
 *
 * @param inputMatrix - array_like of shape (n, d)
 * @param sketchSize - how many rows the sketch has
 * @param options - `seed`: an integer, a `Generator`, or nothing for a fresh one
 * @returns an array of shape (sketchSize, d)
 * @throws ValueError when the input has not two axes
 */
export function clarksonWoodruffTransform<A extends ArrayLike>(
  inputMatrix: A,
  sketchSize: number,
  options: { seed?: Seed | Generator | null } = {},
): ArrayOf<FloatOf<A>> {
  checkOptions('clarksonWoodruffTransform', options, ['seed']);
  wholeNumber('clarksonWoodruffTransform', 'sketchSize', sketchSize, 1);
  const given = exactly('clarksonWoodruffTransform', 'inputMatrix', inputMatrix, 2);
  const [n, d] = given.shape as [number, number];
  const { seed } = options;
  if (n === 0) throw new ValueError('clarksonWoodruffTransform: the input has no rows');
  const rng = seed instanceof Generator ? seed : defaultRng(seed ?? undefined);
  const rows = rng.integers(0, sketchSize, [n]).toFlatArray();
  const signs = rng.integers(0, 2, [n]).toFlatArray();
  const info = INFO[kindOf('clarksonWoodruffTransform', given.info)];
  const result = zerosArray(info as never, [sketchSize, d]) as NDArray;
  const floats = copyAs(given, info as never) as NDArray;
  for (let i = 0; i < n; i++) {
    const target = result.strided([d], [1], Number(rows[i]!) * d);
    const row = floats.strided([d], [1], i * d);
    if (Number(signs[i]!) === 1) add(target, row, { out: target as never });
    else subtract(target, row, { out: target as never });
  }
  return typed(result);
}
