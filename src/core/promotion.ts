/**
 * NumPy 2's promotion (NEP 50), at run time and in the types: which dtype two dtypes meet in, and which conversions are
 * safe. The table is derived from kinds and sizes, not typed in.
 */
import { DTYPES, DTYPE_LIST, dtype, type DType, type DTypeInfo, type DTypeLike, type ResolveDType } from './dtype.js';
import { DTypeError, checkOptions } from './errors.js';

/** How strictly a conversion is judged, from `'no'` (none at all) to `'unsafe'` (anything goes). */
export type Casting = 'no' | 'equiv' | 'safe' | 'same_kind' | 'unsafe';

const FLOATS = [DTYPES.float16, DTYPES.float32, DTYPES.float64] as const;
const KIND_RANK = { b: 0, u: 1, i: 2, f: 3, c: 4 } as const;

/** The smallest float that holds every value of an integer type (float64 for the 64-bit ones, as in NumPy). */
function floatFor(d: DTypeInfo): DTypeInfo {
  if (d.kind === 'f') return d;
  if (d.kind === 'b' || d.itemsize === 1) return DTYPES.float16;
  return d.itemsize === 2 ? DTYPES.float32 : DTYPES.float64;
}

function promotePair(a: DTypeInfo, b: DTypeInfo): DTypeInfo {
  if (a === b) return a;
  if (KIND_RANK[a.kind] > KIND_RANK[b.kind]) [a, b] = [b, a];
  if (a.kind === 'b') return b;
  if (b.kind === 'c') {
    const part = a.kind === 'c' ? a.itemsize / 2 : Math.max(floatFor(a).itemsize, 4);
    return Math.max(part, b.itemsize / 2) === 4 ? DTYPES.complex64 : DTYPES.complex128;
  }
  if (b.kind === 'f') {
    const size = Math.max(floatFor(a).itemsize, b.itemsize);
    return FLOATS.find((f) => f.itemsize === size)!;
  }
  if (a.kind === b.kind) return a.itemsize > b.itemsize ? a : b;
  // Unsigned with signed: the smallest signed type that holds both, float64 past int64.
  if (b.itemsize > a.itemsize) return b;
  const size = a.itemsize * 2;
  return DTYPE_LIST.find((d) => d.kind === 'i' && d.itemsize === size) ?? DTYPES.float64;
}

const TABLE: readonly (readonly DTypeInfo[])[] = DTYPE_LIST.map((a) => DTYPE_LIST.map((b) => promotePair(a, b)));

/** The dtype of two dtypes' common values, as records. */
export function promoteInfo(a: DTypeInfo, b: DTypeInfo): DTypeInfo {
  return TABLE[a.num]![b.num]!;
}

/**
 * The smallest dtype to which both may be safely converted.
 *
 * @example
 * np.promoteTypes('int8', 'uint8'); // 'int16'
 */
export function promoteTypes<A extends DTypeLike, B extends DTypeLike>(
  type1: A,
  type2: B,
): Promote<ResolveDType<A>, ResolveDType<B>> {
  return promoteInfo(dtype(type1) as DTypeInfo, dtype(type2) as DTypeInfo).name as Promote<
    ResolveDType<A>,
    ResolveDType<B>
  >;
}

/** May `from` be converted to `to` under `casting`? For records. */
export function canCastInfo(from: DTypeInfo, to: DTypeInfo, casting: Casting): boolean {
  switch (casting) {
    case 'unsafe':
      return true;
    case 'no':
    case 'equiv':
      return from === to;
    case 'safe':
      return promoteInfo(from, to) === to && !(from.kind !== to.kind && to.kind === 'b');
    case 'same_kind':
      return promoteInfo(from, to) === to || KIND_RANK[from.kind] <= KIND_RANK[to.kind];
    default:
      throw new DTypeError(
        `casting must be one of 'no', 'equiv', 'safe', 'same_kind', or 'unsafe' (got '${String(casting)}')`,
      );
  }
}

/**
 * May values of one dtype be converted to another under a casting rule?
 *
 * @param from - the dtype at hand
 * @param to - the dtype wanted
 * @param options - `casting`, by default `'safe'`
 * @example
 * np.canCast('int64', 'float32'); // false
 */
export function canCast(from: DTypeLike, to: DTypeLike, options?: { casting?: Casting }): boolean {
  if (options !== undefined) checkOptions('canCast', options, ['casting']);
  return canCastInfo(dtype(from) as DTypeInfo, dtype(to) as DTypeInfo, options?.casting ?? 'safe');
}

/** One row of the promotion table per dtype: what it becomes beside each of the others, in NumPy's order. */
interface PromotionTable {
  bool: { [D in DType]: D };
  int8: Row<
    [
      'int8',
      'int8',
      'int16',
      'int16',
      'int32',
      'int32',
      'int64',
      'int64',
      'float64',
      'float16',
      'float32',
      'float64',
      'complex64',
      'complex128',
    ]
  >;
  uint8: Row<
    [
      'uint8',
      'int16',
      'uint8',
      'int16',
      'uint16',
      'int32',
      'uint32',
      'int64',
      'uint64',
      'float16',
      'float32',
      'float64',
      'complex64',
      'complex128',
    ]
  >;
  int16: Row<
    [
      'int16',
      'int16',
      'int16',
      'int16',
      'int32',
      'int32',
      'int64',
      'int64',
      'float64',
      'float32',
      'float32',
      'float64',
      'complex64',
      'complex128',
    ]
  >;
  uint16: Row<
    [
      'uint16',
      'int32',
      'uint16',
      'int32',
      'uint16',
      'int32',
      'uint32',
      'int64',
      'uint64',
      'float32',
      'float32',
      'float64',
      'complex64',
      'complex128',
    ]
  >;
  int32: Row<
    [
      'int32',
      'int32',
      'int32',
      'int32',
      'int32',
      'int32',
      'int64',
      'int64',
      'float64',
      'float64',
      'float64',
      'float64',
      'complex128',
      'complex128',
    ]
  >;
  uint32: Row<
    [
      'uint32',
      'int64',
      'uint32',
      'int64',
      'uint32',
      'int64',
      'uint32',
      'int64',
      'uint64',
      'float64',
      'float64',
      'float64',
      'complex128',
      'complex128',
    ]
  >;
  int64: Row<
    [
      'int64',
      'int64',
      'int64',
      'int64',
      'int64',
      'int64',
      'int64',
      'int64',
      'float64',
      'float64',
      'float64',
      'float64',
      'complex128',
      'complex128',
    ]
  >;
  uint64: Row<
    [
      'uint64',
      'float64',
      'uint64',
      'float64',
      'uint64',
      'float64',
      'uint64',
      'float64',
      'uint64',
      'float64',
      'float64',
      'float64',
      'complex128',
      'complex128',
    ]
  >;
  float16: Row<
    [
      'float16',
      'float16',
      'float16',
      'float32',
      'float32',
      'float64',
      'float64',
      'float64',
      'float64',
      'float16',
      'float32',
      'float64',
      'complex64',
      'complex128',
    ]
  >;
  float32: Row<
    [
      'float32',
      'float32',
      'float32',
      'float32',
      'float32',
      'float64',
      'float64',
      'float64',
      'float64',
      'float32',
      'float32',
      'float64',
      'complex64',
      'complex128',
    ]
  >;
  float64: Row<
    [
      'float64',
      'float64',
      'float64',
      'float64',
      'float64',
      'float64',
      'float64',
      'float64',
      'float64',
      'float64',
      'float64',
      'float64',
      'complex128',
      'complex128',
    ]
  >;
  complex64: Row<
    [
      'complex64',
      'complex64',
      'complex64',
      'complex64',
      'complex64',
      'complex128',
      'complex128',
      'complex128',
      'complex128',
      'complex64',
      'complex64',
      'complex128',
      'complex64',
      'complex128',
    ]
  >;
  complex128: { [D in DType]: 'complex128' };
}

type Order = [
  'bool',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'float16',
  'float32',
  'float64',
  'complex64',
  'complex128',
];
type Row<T extends readonly DType[]> = { [I in Extract<keyof T, `${number}`> as Order[I & keyof Order] & DType]: T[I] };

/** The dtype that `A` and `B` promote to. */
export type Promote<A, B> = A extends DType
  ? B extends DType
    ? A extends B
      ? A
      : B extends keyof PromotionTable[A]
        ? PromotionTable[A][B]
        : never
    : never
  : never;
