/** Which dtype values meet in, and questions about dtypes: resultType, isdtype, issubdtype, minScalarType and the like. */
import {
  asNDArray,
  dtypeOfScalar,
  isScalarLike,
  type ArrayLike,
  type DTypeOf,
  type ScalarLike,
} from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTYPES, DTYPE_LIST, dtype as dtypeInfo, type DType, type DTypeInfo, type DTypeLike } from '../core/dtype.js';
import { integerRange } from '../core/element.js';
import { DTypeError, ValueError, describe } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { promoteInfo, type Promote } from '../core/promotion.js';
import { weakInfo } from './ufuncs/call.js';
import type { Meet } from './ufuncs/types.js';

/** The dtype in which the arrays of a list meet, from the list's type. */
export type PromoteAll<T> = T extends readonly [infer A]
  ? DTypeOf<A>
  : T extends readonly [infer A, ...infer Rest]
    ? Promote<DTypeOf<A>, PromoteAll<Rest> & DType>
    : T extends readonly (infer E)[]
      ? DTypeOf<E>
      : T extends NDArray<infer D>
        ? D
        : DType;

/** The dtype in which dtypes meet; plain scalars are weak beside the rest. */
export function meetInfos(infos: readonly DTypeInfo[], scalars: readonly ScalarLike[]): DTypeInfo {
  let common: DTypeInfo | undefined;
  for (const info of infos) common = common === undefined ? info : promoteInfo(common, info);
  if (common === undefined) {
    for (const scalar of scalars) {
      const info = dtypeOfScalar(scalar);
      common = common === undefined ? info : promoteInfo(common, info);
    }
    return common ?? DTYPES.float64;
  }
  let result = common;
  for (const scalar of scalars) result = promoteInfo(result, weakInfo(scalar, common));
  return result;
}

/**
 * Array-likes as arrays, and the dtype in which they meet. Plain scalars become arrays of that dtype.
 *
 * @param functionName - for messages
 * @param values - array-likes
 */
export function meetArrays(functionName: string, values: readonly ArrayLike[]): { arrays: NDArray[]; info: DTypeInfo } {
  const arrays = values.map((value) => (isScalarLike(value) ? undefined : asNDArray(functionName, value)));
  const info = meetInfos(
    arrays.filter((one) => one !== undefined).map((one) => one.info),
    values.filter(isScalarLike),
  );
  return { arrays: arrays.map((one, k) => one ?? asNDArray(functionName, values[k]!, info)), info };
}

/**
 * The dtype in which arrays, plain scalars and dtypes meet (NEP 50: plain scalars are weak).
 *
 * @param arraysAndDtypes - array-likes and names of dtypes
 * @throws ValueError without any
 * @example
 * np.resultType('int8', 3); // 'int8'
 * np.resultType(np.ones(2, { dtype: 'float32' }), 'int32'); // 'float64'
 */
export function resultType<A extends ArrayLike>(a: A): DTypeOf<A>;
export function resultType<A extends ArrayLike, B extends ArrayLike>(a: A, b: B): Meet<A, B>;
export function resultType(...arraysAndDtypes: (ArrayLike | DTypeLike)[]): DType;
export function resultType(...arraysAndDtypes: (ArrayLike | DTypeLike)[]): DType {
  if (arraysAndDtypes.length === 0) throw new ValueError('resultType: at least one array or dtype is required');
  const infos: DTypeInfo[] = [];
  const scalars: ScalarLike[] = [];
  for (const one of arraysAndDtypes) {
    if (typeof one === 'string') infos.push(dtypeInfo(one) as DTypeInfo);
    else if (isScalarLike(one)) scalars.push(one);
    else infos.push(asNDArray('resultType', one).info);
  }
  return meetInfos(infos, scalars).name;
}

/** The least integer dtype that holds a whole number. */
function leastInteger(value: bigint): DTypeInfo {
  const kind = value < 0n ? 'i' : 'u';
  const found = DTYPE_LIST.find((info) => {
    if (info.kind !== kind) return false;
    const [low, high] = integerRange(info);
    return low <= value && value <= high;
  });
  if (!found) throw new ValueError(`minScalarType: no integer dtype holds ${value}`);
  return found;
}

const FLOAT_LIMITS = [
  [DTYPES.float16, 65504],
  [DTYPES.float32, 3.4028234663852886e38],
] as const;

function leastFloat(values: readonly number[]): DTypeInfo {
  const largest = Math.max(...values.map((value) => (Number.isFinite(value) ? Math.abs(value) : 0)));
  return FLOAT_LIMITS.find(([, limit]) => largest <= limit)?.[0] ?? DTYPES.float64;
}

/**
 * The smallest dtype that holds a scalar's value (a float's range, not its precision); an array's own dtype.
 *
 * A JavaScript number counts as a float, a bigint as an integer.
 *
 * @param a - array_like
 * @example
 * np.minScalarType(255n); // 'uint8'
 * np.minScalarType(1e50); // 'float64'
 */
export function minScalarType(a: ArrayLike): DType {
  const array = asNDArray('minScalarType', a);
  if (array.ndim > 0) return array.dtype;
  const value = array.item();
  if (value instanceof Complex) return leastFloat([value.re, value.im]) === DTYPES.float64 ? 'complex128' : 'complex64';
  if (array.info.kind === 'i' || array.info.kind === 'u') return leastInteger(BigInt(value as number)).name;
  if (typeof value === 'number') {
    const found = leastFloat([value]);
    return found.itemsize < array.info.itemsize ? found.name : array.dtype;
  }
  return array.dtype;
}

/**
 * The inexact dtype that arrays have in common: the widest, float64 where there are integers.
 *
 * @param arrays - arrays of numbers, not of booleans
 * @throws DTypeError for booleans
 * @example
 * np.commonType(np.ones(2, { dtype: 'float32' }), np.ones(2, { dtype: 'complex64' })); // 'complex64'
 */
export function commonType(...arrays: ArrayLike[]): DType {
  let precision = 2;
  let complex = false;
  for (const one of arrays) {
    const { info } = asNDArray('commonType', one);
    if (info.kind === 'b') throw new DTypeError("commonType: can't get common type for non-numeric array");
    complex ||= info.kind === 'c';
    precision = Math.max(precision, info.kind === 'f' ? info.itemsize : info.kind === 'c' ? info.itemsize / 2 : 8);
  }
  if (complex) return precision === 8 ? 'complex128' : 'complex64';
  return precision === 8 ? 'float64' : precision === 4 ? 'float32' : 'float16';
}

const ABSTRACT = {
  generic: 'biufc',
  number: 'iufc',
  integer: 'iu',
  signedinteger: 'i',
  unsignedinteger: 'u',
  inexact: 'fc',
  floating: 'f',
  complexfloating: 'c',
} as const;

/** The families of dtypes in NumPy's hierarchy of scalar types. */
export type AbstractDType = keyof typeof ABSTRACT;

const kindsOf = (name: string): string | undefined =>
  Object.hasOwn(ABSTRACT, name) ? ABSTRACT[name as AbstractDType] : undefined;

/**
 * Is the first type the second one, or a member of the family that it names?
 *
 * @param arg1 - a dtype or a family
 * @param arg2 - a dtype or a family such as `'integer'`
 * @example
 * np.issubdtype('float32', 'floating'); // true
 */
export function issubdtype(arg1: DTypeLike | AbstractDType, arg2: DTypeLike | AbstractDType): boolean {
  const family = kindsOf(arg2);
  const kinds = kindsOf(arg1) ?? dtypeInfo(arg1 as DTypeLike).kind;
  if (family !== undefined) return [...kinds].every((kind) => family.includes(kind));
  return kindsOf(arg1) === undefined && dtypeInfo(arg1 as DTypeLike).name === dtypeInfo(arg2 as DTypeLike).name;
}

const KIND_NAMES = {
  bool: 'b',
  'signed integer': 'i',
  'unsigned integer': 'u',
  integral: 'iu',
  'real floating': 'f',
  'complex floating': 'c',
  numeric: 'iufc',
} as const;

/** The kinds that `isdtype` knows, in the Array API's words. */
export type DTypeKind = keyof typeof KIND_NAMES;

/**
 * Is a dtype of a kind (Array API), or that very dtype?
 *
 * @param dtype - the dtype
 * @param kind - a kind, a dtype, or several of them of which one must hold
 * @throws ValueError for an unknown kind
 * @example
 * np.isdtype('float32', 'real floating'); // true
 * np.isdtype('int8', ['bool', 'integral']); // true
 */
export function isdtype(dtype: DTypeLike, kind: DTypeKind | DTypeLike | readonly (DTypeKind | DTypeLike)[]): boolean {
  const info = dtypeInfo(dtype) as DTypeInfo;
  if (typeof kind !== 'string' && !Array.isArray(kind)) {
    throw new DTypeError(`isdtype: kind must be a name or a list of names, got ${describe(kind)}`);
  }
  return ((typeof kind === 'string' ? [kind] : kind) as readonly string[]).some((one) => {
    if (Object.hasOwn(KIND_NAMES, one)) return KIND_NAMES[one as DTypeKind].includes(info.kind);
    try {
      return dtypeInfo(one as DTypeLike).name === info.name;
    } catch {
      throw new ValueError(
        `isdtype: kind argument is a string, but '${one}' is not a known kind name; they are ${Object.keys(KIND_NAMES).join(', ')}`,
      );
    }
  });
}

const DESCRIPTIONS: { readonly [char: string]: string } = {
  '?': 'bool',
  b: 'signed char',
  B: 'unsigned char',
  h: 'short',
  H: 'unsigned short',
  i: 'integer',
  I: 'unsigned integer',
  q: 'long long integer',
  Q: 'unsigned long long integer',
  e: 'half precision',
  f: 'single precision',
  d: 'double precision',
  F: 'complex single precision',
  D: 'complex double precision',
};

/**
 * A dtype's type character in words.
 *
 * @param char - NumPy's type character
 * @throws ValueError for a character that stands for none
 * @example
 * np.typename('d'); // 'double precision'
 */
export function typename(char: string): string {
  if (!Object.hasOwn(DESCRIPTIONS, char)) throw new ValueError(`typename: unknown type character ${describe(char)}`);
  return DESCRIPTIONS[char]!;
}

/** Options of `mintypecode`. */
export interface MintypecodeOptions {
  /** The characters among which to choose, `'GDFgdf'` by default. */
  typeset?: string;
  /** What is returned when none of the characters is in `typeset`, `'d'` by default. */
  default?: string;
}

/**
 * The character of the smallest type to which all the given types can be safely converted.
 *
 * @param typechars - a string or list of type characters
 * @param options - `typeset`, `default`
 * @example
 * np.mintypecode('dF'); // 'D'
 */
export function mintypecode(typechars: string | readonly string[], options: MintypecodeOptions = {}): string {
  const { typeset = 'GDFgdf' } = options;
  const found = new Set([...typechars].filter((char) => typeset.includes(char)));
  if (found.size === 0) return options.default ?? 'd';
  if (found.has('F') && found.has('d')) return 'D';
  return [...'GDFgdfQqLlIiHhBb?'].find((char) => found.has(char)) ?? options.default ?? 'd';
}
