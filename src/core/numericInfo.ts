/** What the machine's numbers can do: finfo for floating-point dtypes, iinfo for integers. */
import {
  DTYPES,
  dtype as dtypeInfo,
  type DType,
  type DTypeInfo,
  type DTypeLike,
  type ResolveDType,
  type Scalar,
} from './dtype.js';
import { integerRange } from './element.js';
import { ValueError } from './errors.js';
import { NDArray } from './ndarray.js';
import { roundTo, type FloatDType } from './printing/digits.js';
import { floatAlone, scientific } from './printing/floatText.js';

/** The float dtype of a floating-point or complex dtype's parts. */
export type PartOf<D extends DType> = D extends 'complex64'
  ? 'float32'
  : D extends 'complex128'
    ? 'float64'
    : D & FloatDType;

/** The limits of a floating-point dtype. */
export class FloatInfo<D extends FloatDType = FloatDType> {
  /** The floating-point dtype; that of the parts for a complex one. */
  readonly dtype: D;
  /** Bits of a number. */
  readonly bits: number;
  /** The step from 1 to the next larger number. */
  readonly eps: number;
  /** The step from 1 to the next smaller number. */
  readonly epsneg: number;
  /** The largest number. */
  readonly max: number;
  /** The lowest number, `-max`. */
  readonly min: number;
  /** The smallest positive number of full precision; the same as `smallestNormal`. */
  readonly tiny: number;
  /** The smallest positive number of full precision. */
  readonly smallestNormal: number;
  /** The smallest positive number. */
  readonly smallestSubnormal: number;
  /** Decimal digits that are always kept. */
  readonly precision: number;
  /** `10 ** -precision`, as the dtype holds it. */
  readonly resolution: number;
  /** Bits of the exponent. */
  readonly nexp: number;
  /** Bits of the exponent; the same as `nexp`. */
  readonly iexp: number;
  /** Bits of the fraction. */
  readonly nmant: number;
  /** The power of two that `eps` is. */
  readonly machep: number;
  /** The power of two that `epsneg` is. */
  readonly negep: number;
  /** The smallest power of two that is too large. */
  readonly maxexp: number;
  /** The power of two that `tiny` is. */
  readonly minexp: number;

  /** Use `finfo(dtype)`. */
  constructor(dtype: D, bits: number, nmant: number) {
    const nexp = bits - nmant - 1;
    this.dtype = dtype;
    this.bits = bits;
    this.nmant = nmant;
    this.nexp = this.iexp = nexp;
    this.maxexp = 2 ** (nexp - 1);
    this.minexp = 2 - this.maxexp;
    this.machep = -nmant;
    this.negep = -nmant - 1;
    this.eps = 2 ** this.machep;
    this.epsneg = 2 ** this.negep;
    this.max = (2 - this.eps) * 2 ** (this.maxexp - 1);
    this.min = -this.max;
    this.tiny = this.smallestNormal = 2 ** this.minexp;
    this.smallestSubnormal = 2 ** (this.minexp - nmant);
    this.precision = Math.floor(nmant * Math.log10(2));
    this.resolution = roundTo(dtype, Number(`1e-${this.precision}`));
    Object.freeze(this);
  }

  /** As NumPy's repr: `finfo(resolution=1e-15, min=..., max=..., dtype=float64)`. */
  toString(): string {
    const precision = { float16: 5, float32: 7, float64: 16 }[this.dtype];
    const layout = {
      dtype: this.dtype,
      precision,
      unique: false,
      trim: 'k',
      plus: false,
      padLeft: 0,
      minDigits: null,
    } as const;
    const max = scientific(this.max, { ...layout, expDigits: 2 });
    return `finfo(resolution=${floatAlone(this.resolution, this.dtype, '0')}, min=-${max}, max=${max}, dtype=${this.dtype})`;
  }
}

const FLOATS = {
  float16: new FloatInfo('float16', 16, 10),
  float32: new FloatInfo('float32', 32, 23),
  float64: new FloatInfo('float64', 64, 52),
};

type DTypeSource<T extends DTypeLike> = T | DTypeInfo<ResolveDType<T>> | NDArray<ResolveDType<T>>;

function infoOf(source: DTypeSource<DTypeLike>): DTypeInfo {
  return source instanceof NDArray ? source.info : (dtypeInfo(source) as DTypeInfo);
}

/**
 * The limits of a floating-point dtype.
 *
 * @param dtype - a floating-point or complex dtype, or an array of one
 * @returns its precision, smallest and largest numbers; of its parts for a complex dtype
 * @throws ValueError for other dtypes, DTypeError for what is no dtype
 * @example
 * np.finfo('float32').eps; // 1.1920928955078125e-7
 */
export function finfo<T extends DTypeLike>(dtype: DTypeSource<T>): FloatInfo<PartOf<ResolveDType<T>>> {
  const info = infoOf(dtype as DTypeSource<DTypeLike>);
  if (info.kind !== 'f' && info.kind !== 'c') {
    throw new ValueError(`finfo: data type '${info.name}' not inexact; iinfo is for integers`);
  }
  const part = info.kind === 'f' ? info : info === DTYPES.complex64 ? DTYPES.float32 : DTYPES.float64;
  return FLOATS[part.name as FloatDType] as unknown as FloatInfo<PartOf<ResolveDType<T>>>;
}

/** The limits of an integer dtype. */
export class IntegerInfo<D extends DType = DType> {
  readonly dtype: D;
  /** Bits of a number. */
  readonly bits: number;
  /** `'i'` for signed, `'u'` for unsigned. */
  readonly kind: 'i' | 'u';
  /** The lowest number; a bigint for the 64-bit dtypes. */
  readonly min: Scalar<D>;
  /** The largest number; a bigint for the 64-bit dtypes. */
  readonly max: Scalar<D>;

  /** Use `iinfo(dtype)`. */
  constructor(info: DTypeInfo<D>) {
    const [min, max] = integerRange(info as DTypeInfo);
    const scalar = (value: bigint): Scalar<D> => (info.domain === 'bigint' ? value : Number(value)) as Scalar<D>;
    this.dtype = info.name;
    this.bits = info.itemsize * 8;
    this.kind = info.kind as 'i' | 'u';
    this.min = scalar(min);
    this.max = scalar(max);
    Object.freeze(this);
  }

  /** As NumPy's repr: `iinfo(min=-128, max=127, dtype=int8)`. */
  toString(): string {
    return `iinfo(min=${String(this.min)}, max=${String(this.max)}, dtype=${this.dtype})`;
  }
}

/**
 * The limits of an integer dtype.
 *
 * @param type - an integer dtype, or an array of one
 * @returns its least and greatest values and its bits
 * @throws ValueError for other dtypes, DTypeError for what is no dtype
 * @example
 * np.iinfo('int16').max; // 32767
 * np.iinfo('int64').max; // 9223372036854775807n
 */
export function iinfo<T extends DTypeLike>(type: DTypeSource<T>): IntegerInfo<ResolveDType<T>> {
  const info = infoOf(type as DTypeSource<DTypeLike>);
  if (info.kind !== 'i' && info.kind !== 'u') {
    throw new ValueError(
      `iinfo: Invalid integer data type '${info.kind}', got ${info.name}; finfo is for floating-point dtypes`,
    );
  }
  return new IntegerInfo(info) as unknown as IntegerInfo<ResolveDType<T>>;
}
