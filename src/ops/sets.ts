/** Arrays as sets: isin, intersect1d, union1d, setdiff1d, setxor1d. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { DTYPES, type DTypeInfo } from '../core/dtype.js';
import { ValueError, checkOptions, describe } from '../core/errors.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import type { Promote } from '../core/promotion.js';
import { backend } from '../backends/backend.js';
import { memberFlat } from '../backends/single/membership.js';
import { searchsortedSegment } from '../backends/single/sort/index.js';
import { packed } from './axes.js';
import { asDType } from './creation.js';
import { concatenate } from './joining.js';
import { max, min } from './reductions.js';
import { flattenArray, ravelArray, reshapeC } from './reshaping.js';
import { meetArrays } from './resultType.js';
import { sort } from './sorting.js';
import { takeFrom } from './taking.js';
import { unique } from './unique.js';
import { subtract } from './ufuncs/arithmetic.js';
import { equal, logicalAnd, logicalNot, notEqual } from './ufuncs/logic.js';

/** Options of `isin`. */
export interface IsinOptions {
  /** Are the elements of both known to be distinct? Accepted for NumPy's sake. */
  assumeUnique?: boolean;
  /** Ask which are not among them. */
  invert?: boolean;
  /** `'sort'`, `'table'` (integers only), or null: whichever is faster. */
  kind?: 'sort' | 'table' | null;
}

const isSmallInteger = (info: DTypeInfo): boolean =>
  (info.kind === 'i' || info.kind === 'u' || info.kind === 'b') && info.domain === 'number';

/** Membership by a table of the integers between the least and the greatest; undefined where that would be too long. */
function byTable(elements: NDArray, tests: NDArray, must: boolean): NDArray | undefined {
  const low = Number(min(tests));
  const high = Number(max(tests));
  const range = high - low + 1;
  if (!must && range > 6 * (elements.size + tests.size)) return undefined;
  const result = emptyArray(DTYPES.bool, [elements.size]);
  memberFlat(elements.size, elements, tests.size, tests, low, high, result);
  return result;
}

function bySorting(elements: NDArray, tests: NDArray): NDArray {
  const sorted = sort(tests, { axis: null });
  const n = sorted.size;
  const places = emptyArray(DTYPES.int32, [elements.size]);
  searchsortedSegment(
    sorted.storage,
    sorted.dtype,
    sorted.offset,
    sorted.offset + n,
    elements.storage,
    elements.offset,
    elements.offset + elements.size,
    'left',
    places.storage,
  );
  return equal(takeFrom(sorted, places, { mode: 'clip' }), elements) as NDArray;
}

/**
 * Which elements are among others?
 *
 * @param element - array_like
 * @param testElements - array_like; its shape does not matter
 * @param options - `assumeUnique`, `invert`, `kind`
 * @returns a bool array of the shape of `element`
 * @throws ValueError for kind table and arrays that are not of integers
 * @example
 * np.isin([1, 2, 3], [2, 5]).toArray(); // [false, true, false]
 */
export function isin(element: ArrayLike, testElements: ArrayLike, options: IsinOptions = {}): NDArray<'bool'> {
  checkOptions('isin', options, ['assumeUnique', 'invert', 'kind']);
  const { kind = null, invert = false } = options;
  if (kind !== null && kind !== 'sort' && kind !== 'table') {
    throw new ValueError(`isin: invalid kind: ${describe(kind)}. Please use null, 'sort' or 'table'.`);
  }
  const { arrays, info } = meetArrays('isin', [element, testElements]);
  const { shape } = arrays[0]!;
  const integers = arrays.every((one) => isSmallInteger(one.info));
  if (kind === 'table' && !integers) {
    throw new ValueError(
      `isin: the 'table' method is only supported for boolean or integer arrays of at most 32 bits; select 'sort' or null for kind`,
    );
  }
  const elements = packed(ravelArray(asDType('isin', arrays[0]!, info)));
  const tests = ravelArray(asDType('isin', arrays[1]!, info));
  let found: NDArray;
  if (tests.size === 0 || elements.size === 0) found = zerosArray(DTYPES.bool, [elements.size]);
  else
    found =
      (integers && kind !== 'sort' ? byTable(elements, tests, kind === 'table') : undefined) ??
      bySorting(elements, tests);
  return reshapeC(invert ? (logicalNot(found) as NDArray<'bool'>) : (found as NDArray<'bool'>), shape);
}

/** Options of set operations. */
export interface SetOptions {
  /** Are the elements of each array known to be distinct? */
  assumeUnique?: boolean;
}

/** Options of `intersect1d`. */
export interface IntersectOptions extends SetOptions {
  /** Also give where the common elements come first in each array. */
  returnIndices?: boolean;
}

type Both<A, B> = ArrayOf<Promote<DTypeOf<A>, DTypeOf<B>>>;

/** Both arrays flattened, in the dtype in which they meet. */
function flatPair(functionName: string, ar1: ArrayLike, ar2: ArrayLike): [NDArray, NDArray] {
  const arrays = [asNDArray(functionName, ar1), asNDArray(functionName, ar2)];
  const { info } = meetArrays(functionName, arrays);
  return arrays.map((one) => ravelArray(asDType(functionName, one, info))) as [NDArray, NDArray];
}

/** Which elements of a sorted array equal the next one; as many as there are neighbours. */
function equalsNext(sorted: NDArray): NDArray {
  return equal(sorted.at('1:'), sorted.at(':-1')) as NDArray;
}

/**
 * The sorted distinct elements that two arrays have in common.
 *
 * @param ar1 - array_like, flattened
 * @param ar2 - array_like, flattened
 * @param options - `assumeUnique`, `returnIndices`
 * @returns the common elements; with `returnIndices` also where they come first in `ar1` and in `ar2`
 * @example
 * np.intersect1d([1, 3, 4, 3], [3, 1, 2]).toArray(); // [1, 3]
 */
export function intersect1d<A extends ArrayLike, B extends ArrayLike>(
  ar1: A,
  ar2: B,
  options: IntersectOptions & { returnIndices: true },
): [Both<A, B>, NDArray<'int32'>, NDArray<'int32'>];
export function intersect1d<A extends ArrayLike, B extends ArrayLike>(
  ar1: A,
  ar2: B,
  options?: IntersectOptions & { returnIndices?: false },
): Both<A, B>;
export function intersect1d(ar1: ArrayLike, ar2: ArrayLike, options: IntersectOptions = {}): NDArray | NDArray[] {
  checkOptions('intersect1d', options, ['assumeUnique', 'returnIndices']);
  const { assumeUnique = false, returnIndices = false } = options;
  let [first, second] = flatPair('intersect1d', ar1, ar2);
  if (!returnIndices) {
    if (!assumeUnique) [first, second] = [unique(first), unique(second)];
    const sorted = sort(concatenate([first, second]));
    return sorted.at(':-1').at(equalsNext(sorted));
  }
  let firstIndex: NDArray<'int32'> | undefined;
  let secondIndex: NDArray<'int32'> | undefined;
  if (!assumeUnique) {
    [first, firstIndex] = unique(first, { returnIndex: true });
    [second, secondIndex] = unique(second, { returnIndex: true });
  }
  const all = concatenate([first, second]);
  const order = emptyArray(DTYPES.int32, all.shape);
  backend().argsort(all.shape, all, order);
  const sorted = takeFrom(all, order);
  const common = equalsNext(sorted);
  const inFirst = order.at(':-1').at(common);
  const inSecond = subtract(order.at('1:').at(common), first.size) as NDArray<'int32'>;
  return [
    sorted.at(':-1').at(common),
    firstIndex ? takeFrom(firstIndex, inFirst) : inFirst,
    secondIndex ? takeFrom(secondIndex, inSecond) : inSecond,
  ];
}

/**
 * The sorted distinct elements of two arrays together.
 *
 * @param ar1 - array_like, flattened
 * @param ar2 - array_like, flattened
 * @example
 * np.union1d([1, 2], [2, 3]).toArray(); // [1, 2, 3]
 */
export function union1d<A extends ArrayLike, B extends ArrayLike>(ar1: A, ar2: B): Both<A, B> {
  return unique(concatenate(flatPair('union1d', ar1, ar2))) as Both<A, B>;
}

/**
 * The sorted distinct elements of one array that are not in another.
 *
 * @param ar1 - array_like, flattened
 * @param ar2 - array_like, flattened
 * @param options - `assumeUnique`: the result is then not sorted
 * @example
 * np.setdiff1d([3, 2, 1], [2]).toArray(); // [1, 3]
 */
export function setdiff1d<A extends ArrayLike>(ar1: A, ar2: ArrayLike, options: SetOptions = {}): ArrayOf<DTypeOf<A>> {
  checkOptions('setdiff1d', options, ['assumeUnique']);
  const source = asNDArray('setdiff1d', ar1);
  const first = options.assumeUnique ? flattenArray(source) : unique(source);
  return first.at(isin(first, ar2, { invert: true })) as unknown as ArrayOf<DTypeOf<A>>;
}

/**
 * The sorted distinct elements that only one of two arrays has.
 *
 * @param ar1 - array_like, flattened
 * @param ar2 - array_like, flattened
 * @param options - `assumeUnique`
 * @example
 * np.setxor1d([1, 2, 3], [2, 4]).toArray(); // [1, 3, 4]
 */
export function setxor1d<A extends ArrayLike, B extends ArrayLike>(
  ar1: A,
  ar2: B,
  options: SetOptions = {},
): Both<A, B> {
  checkOptions('setxor1d', options, ['assumeUnique']);
  let [first, second] = flatPair('setxor1d', ar1, ar2);
  if (!options.assumeUnique) [first, second] = [unique(first), unique(second)];
  const sorted = sort(concatenate([first, second]));
  if (sorted.size === 0) return sorted as Both<A, B>;
  const edge = asNDArray('setxor1d', [true]);
  const changes = concatenate([edge, notEqual(sorted.at('1:'), sorted.at(':-1')) as NDArray<'bool'>, edge]);
  return sorted.at(logicalAnd(changes.at('1:'), changes.at(':-1')) as NDArray) as Both<A, B>;
}
