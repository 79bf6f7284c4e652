/** Do arrays share memory? mayShareMemory looks at bounds, sharesMemory at every byte; byteBounds; and byte-wise fields. */
import { dtype as dtypeInfo, type DTypeInfo, type DTypeLike, type ResolveDType } from '../core/dtype.js';
import { ValueError, checkOptions } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { byteBounds as boundsOf, sharesMemory as boundsOverlap } from '../core/overlap.js';
import { integerArgument } from './integerArguments.js';

/**
 * The bytes between which an array's elements lie: the first, and one past the last, counted in its ArrayBuffer.
 *
 * @param a - the array
 * @example
 * const [low, high] = np.byteBounds(np.zeros(4));
 * high - low; // 32
 */
export function byteBounds(a: NDArray): [number, number] {
  return boundsOf(a);
}

/**
 * May two arrays share memory? Judged by their bounds alone: false is certain, true is not.
 *
 * @param a - an array
 * @param b - an array
 * @example
 * const a = np.arange(6);
 * np.mayShareMemory(a, a.at('::2')); // true
 */
export function mayShareMemory(a: NDArray, b: NDArray): boolean {
  return boundsOverlap(a, b);
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/**
 * Is there a solution of `sum(c[i] * x[i]) = target` with `0 <= x[i] <= u[i]`, all integers and `c[i] > 0`? Depth first,
 * the largest coefficient first; a branch is left when the greatest common divisor of the coefficients that remain does
 * not divide what remains, or they cannot reach it.
 */
function solvable(terms: readonly { c: number; u: number }[], target: number, work: { left: number }): boolean {
  const divisors: number[] = [];
  const reaches: number[] = [];
  for (let i = terms.length - 1, g = 0, r = 0; i >= 0; i--) {
    g = gcd(g, terms[i]!.c);
    r += terms[i]!.c * terms[i]!.u;
    divisors[i] = g;
    reaches[i] = r;
  }
  const search = (i: number, rest: number): boolean => {
    if (rest === 0) return true;
    if (i === terms.length || rest < 0 || rest > reaches[i]! || rest % divisors[i]! !== 0) return false;
    const { c, u } = terms[i]!;
    const beyond = i + 1 < terms.length ? reaches[i + 1]! : 0;
    const least = Math.max(0, Math.ceil((rest - beyond) / c));
    const most = Math.min(u, Math.floor(rest / c));
    for (let x = most; x >= least; x--) {
      if (work.left-- <= 0) throw new ValueError('sharesMemory: exceeded maxWork before the question was decided');
      if (search(i + 1, rest - c * x)) return true;
    }
    return false;
  };
  return search(0, target);
}

/**
 * Do two arrays have a byte in common? Exact, by solving for an element of one that lies over an element of the other.
 *
 * @param a - an array
 * @param b - an array
 * @param options - `maxWork`: give up (with an error) after so many steps; 0 looks at the bounds alone
 * @throws ValueError when `maxWork` steps do not decide
 * @example
 * const a = np.arange(6);
 * np.sharesMemory(a.at('::2'), a.at('1::2')); // false
 */
export function sharesMemory(a: NDArray, b: NDArray, options: { maxWork?: number | null } = {}): boolean {
  checkOptions('sharesMemory', options, ['maxWork']);
  if (!boundsOverlap(a, b)) return false;
  const { maxWork } = options;
  if (maxWork === 0) return true;
  const terms: { c: number; u: number }[] = [];
  // An element of a at its lowest address plus steps equals one of b: move both to non-negative steps, b mirrored.
  const add = (array: NDArray): void => {
    array.shape.forEach((length, k) => {
      const c = Math.abs(array.steps[k]!) * array.info.itemsize;
      if (length > 1 && c > 0) terms.push({ c, u: length - 1 });
    });
    terms.push({ c: 1, u: array.info.itemsize - 1 });
  };
  add(a);
  add(b);
  const [aLow] = boundsOf(a);
  const [, bHigh] = boundsOf(b);
  // aLow + (bytes into a) = bHigh - 1 - (bytes back into b)
  terms.sort((x, y) => y.c - x.c);
  const left = maxWork === undefined || maxWork === null || maxWork < 0 ? 1e8 : maxWork;
  return solvable(
    terms.filter((term) => term.u > 0),
    bHigh - 1 - aLow,
    { left },
  );
}

/** The bytes of every element from `offset` on read as another dtype: a view; behind `a.getfield`. */
export function fieldView<T extends DTypeLike>(
  functionName: string,
  a: NDArray,
  dtype: T,
  offset = 0,
): NDArray<ResolveDType<T>> {
  const info = dtypeInfo(dtype) as DTypeInfo;
  const at = integerArgument(functionName, 'offset', offset);
  const { itemsize } = a.info;
  if (at < 0 || at + info.itemsize > itemsize) {
    throw new ValueError(
      `${functionName}: need 0 <= offset <= ${itemsize - info.itemsize} for ${info.name} within ${a.dtype}, received offset ${at}`,
    );
  }
  const unit = info.itemsize / info.lanes;
  const start = a.storage.byteOffset + at;
  if (start % unit !== 0 || itemsize % info.itemsize !== 0) {
    throw new ValueError(`${functionName}: bytes at offset ${at} are not aligned for ${info.name}`);
  }
  const scale = itemsize / info.itemsize;
  const room = Math.floor((a.storage.byteLength - at) / unit);
  const storage = new info.Storage(a.storage.buffer, start, room);
  const view = new NDArray(
    info,
    storage,
    a.shape,
    a.steps.map((step) => step * scale),
    a.offset * scale,
    a.base ?? a,
  );
  view.writeable = a.writeable;
  return view as unknown as NDArray<ResolveDType<T>>;
}
