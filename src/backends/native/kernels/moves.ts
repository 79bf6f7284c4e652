/** Moving, choosing and counting elements by compiled loops (c/moves.c). Each function says where the caller must do it itself. */
import type { Storage } from '../../../core/dtype.js';
import { setMaskLoops } from '../../../core/nonzero.js';
import type { StridedView } from '../../backend.js';
import { nativeLibrary } from './library.js';

/** From so many elements on a call of a compiled function pays. */
const FROM = 1000;

type Move = (
  many: Storage,
  few: Storage,
  at: Int32Array | Float64Array,
  wide: number,
  count: number,
  bytes: number,
  from: number,
  start: number,
) => void;

interface Moves {
  readonly gather: Move;
  readonly scatter: Move;
  choose(mask: Storage, x: Storage, y: Storage, out: Storage, count: number, bytes: number, still: number): void;
  count(a: Storage, count: number, bytes: number, kind: number): number;
  places(mask: Uint8Array, size: number, out: Int32Array, count: number): void;
  wrap(indices: Int32Array, out: Int32Array, count: number, length: number): number;
  sort(letter: number, a: Storage, start: number, count: number): number;
  dot(bytes: number, a: Storage, b: Storage, out: Storage, places: Float64Array): void;
}

let bound: Moves | undefined;

function moves(): Moves | undefined {
  const library = nativeLibrary();
  if (!library) return undefined;
  const [at, many] = ['void *', 'double'];
  bound ??= {
    gather: library.bind('numloom_gather', 'void', [at, at, at, 'int32_t', many, many, many, many]),
    scatter: library.bind('numloom_scatter', 'void', [at, at, at, 'int32_t', many, many, many, many]),
    choose: library.bind('numloom_choose', 'void', [at, at, at, at, many, 'int32_t', 'int32_t']),
    count: library.bind('numloom_count', 'double', [at, many, 'int32_t', 'int32_t']),
    places: library.bind('numloom_places', 'void', [at, many, at, many]),
    wrap: library.bind('numloom_wrap', 'double', [at, at, many, 'int32_t']),
    sort: library.bind('numloom_sort', 'int32_t', ['int32_t', at, many, many]),
    dot: library.bind('numloom_dot', 'void', ['int32_t', at, at, at, at]),
  };
  return bound;
}

/** A storage from its element `offset` on. */
const from = (view: StridedView): Storage =>
  view.offset === 0 ? view.storage : (view.storage.subarray(view.offset * view.info.lanes) as Storage);

/** See `Backend.gather` and `Backend.scatter`: `few` lies without gaps. */
export function nativeMove(
  scatter: boolean,
  view: StridedView,
  positions: Int32Array | Float64Array,
  block: number,
  packed: StridedView,
): boolean {
  const count = positions.length;
  if (count * block < FROM) return false;
  const library = moves();
  if (!library) return false;
  const { itemsize } = view.info;
  (scatter ? library.scatter : library.gather)(
    view.storage,
    packed.storage,
    positions,
    positions instanceof Float64Array ? 1 : 0,
    count,
    block * itemsize,
    view.offset * itemsize,
    packed.offset * itemsize,
  );
  return true;
}

/** See `chooseFlat`. */
export function nativeChoose(
  n: number,
  mask: StridedView,
  a: StridedView,
  aStill: boolean,
  b: StridedView,
  bStill: boolean,
  out: StridedView,
): boolean {
  if (n < FROM) return false;
  const library = moves();
  if (!library) return false;
  library.choose(from(mask), from(a), from(b), from(out), n, out.info.itemsize, (aStill ? 1 : 0) + (bStill ? 2 : 0));
  return true;
}

/** How many of `n` elements without gaps are not zero; undefined where JavaScript must count. */
export function nativeCount(view: StridedView, n: number): number | undefined {
  if (n < FROM) return undefined;
  const { info } = view;
  return moves()?.count(from(view), n, info.itemsize, info.lanes === 2 ? 2 : info.kind === 'f' ? 1 : 0);
}

/** See `wrapIndices`, for indices out of bounds that are errors; undefined where JavaScript must look. */
export function nativeWrap(indices: Int32Array, length: number, out: Int32Array): number | undefined {
  return indices.length < FROM || length >= 2 ** 31 ? undefined : moves()?.wrap(indices, out, indices.length, length);
}

/** Shorter segments are sorted faster without. */
const SORT_FROM = 256;
const SORTED = new Map(
  (['int32', 'uint32', 'float32', 'int64', 'uint64', 'float64'] as const).map((name, k) => [
    name as string,
    'iIfqQd'.charCodeAt(k),
  ]),
);

/** Sort a segment in place; see `sortSegment`. */
export function nativeSort(data: Storage, dtype: string, start: number, end: number): boolean {
  if (end - start < SORT_FROM) return false;
  const letter = SORTED.get(dtype);
  return letter !== undefined && moves()?.sort(letter, data, start, end - start) === 1;
}

const dotPlaces = new Float64Array(6);

/** Sums of products of 32-bit or 64-bit integers; see `Dot`. */
export function nativeDot(
  n: number,
  a: Storage,
  ao: number,
  as: number,
  b: Storage,
  bo: number,
  bs: number,
  c: Storage,
  co: number,
): boolean {
  if (n < FROM) return false;
  const library = moves();
  if (!library) return false;
  dotPlaces[0] = ao;
  dotPlaces[1] = bo;
  dotPlaces[2] = as;
  dotPlaces[3] = bs;
  dotPlaces[4] = n;
  dotPlaces[5] = co;
  library.dot(c.BYTES_PER_ELEMENT, a, b, c, dotPlaces);
  return true;
}

setMaskLoops({
  from: FROM,
  count: (bytes, start, size) => moves()?.count(start === 0 ? bytes : bytes.subarray(start), size, 1, 0),
  places(bytes, start, size, out) {
    const library = moves();
    library?.places(start === 0 ? bytes : bytes.subarray(start), size, out, out.length);
    return library !== undefined;
  },
});
