/** The parts of complex numbers, and questions about them. */
import type { ArrayOf, ScalarOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf, type ScalarLike } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTYPES, type DType, type DTypeInfo } from '../core/dtype.js';
import { checkOptions } from '../core/errors.js';
import { NDArray, zerosArray } from '../core/ndarray.js';
import { truthFlat } from '../backends/single/truth.js';
import { arctan2, degrees } from './ufuncs/elementary.js';
import { absolute } from './ufuncs/arithmetic.js';
import { equal, less, notEqual } from './ufuncs/logic.js';
import type { RealPart } from './ufuncs/types.js';

/** One part of a complex array: a view into its storage with doubled steps. */
function partView(a: NDArray, part: 0 | 1): NDArray {
  const info = (a.info === DTYPES.complex64 ? DTYPES.float32 : DTYPES.float64) as DTypeInfo;
  const view = new NDArray<DType>(
    info,
    a.storage,
    a.shape,
    a.steps.map((step) => 2 * step),
    2 * a.offset + part,
    a.base ?? a,
  );
  view.writeable = a.writeable;
  return view;
}

/** The real part of an array: a view. */
export function realView<D extends DType>(a: NDArray<D>): ArrayOf<RealPart<D>> {
  return (a.info.kind === 'c' ? partView(a as unknown as NDArray, 0) : a) as unknown as ArrayOf<RealPart<D>>;
}

/** The imaginary part of an array: a view of a complex one, zeros that cannot be assigned of a real one. */
export function imagView<D extends DType>(a: NDArray<D>): ArrayOf<RealPart<D>> {
  if (a.info.kind === 'c') return partView(a as unknown as NDArray, 1) as unknown as ArrayOf<RealPart<D>>;
  const zeros = zerosArray(a.info, a.shape);
  zeros.writeable = false;
  return zeros as unknown as ArrayOf<RealPart<D>>;
}

/**
 * The real part of complex numbers: a view of an array.
 *
 * @param val - array_like
 * @returns an array; a plain value for a plain one
 * @example
 * np.real([new np.Complex(1, 2)]).toArray(); // [1]
 */
export function real<A extends ArrayLike>(
  val: A,
): A extends ScalarLike ? ScalarOf<RealPart<DTypeOf<A>>> : ArrayOf<RealPart<DTypeOf<A>>> {
  const result = realView(asNDArray('real', val));
  return (isScalarLike(val) ? result.item() : result) as never;
}

/**
 * The imaginary part of complex numbers: a view of an array; zeros for real ones.
 *
 * @param val - array_like
 * @returns an array; a plain value for a plain one
 * @example
 * np.imag([new np.Complex(1, 2)]).toArray(); // [2]
 */
export function imag<A extends ArrayLike>(
  val: A,
): A extends ScalarLike ? ScalarOf<RealPart<DTypeOf<A>>> : ArrayOf<RealPart<DTypeOf<A>>> {
  const result = imagView(asNDArray('imag', val));
  return (isScalarLike(val) ? result.item() : result) as never;
}

/** The dtype of angles of `D`. */
type AngleDType<D> = D extends 'float16' | 'float32' | 'float64' ? D : D extends 'complex64' ? 'float32' : 'float64';

/**
 * The angle of complex numbers in the plane, within (-pi, pi].
 *
 * @param z - array_like
 * @param options - `deg`: in degrees instead of radians
 * @returns an array; a plain value for a plain one
 * @example
 * np.angle(new np.Complex(0, 1), { deg: true }); // 90
 */
export function angle<A extends ArrayLike>(
  z: A,
  options: { deg?: boolean } = {},
): A extends ScalarLike ? number : ArrayOf<AngleDType<DTypeOf<A>>> {
  checkOptions('angle', options, ['deg']);
  const source = asNDArray('angle', z);
  const { kind } = source.info;
  const parts = kind === 'c' || kind === 'f' ? source : source.astype('float64');
  let result: NDArray = arctan2(imagView(parts), realView(parts));
  if (options.deg) result = degrees(result, { out: result });
  return (isScalarLike(z) ? result.item() : result) as never;
}

/** A bool array, or a boolean for a plain value. */
type Answer<A> = A extends ScalarLike ? boolean : NDArray<'bool'>;

/**
 * Is the imaginary part of an element zero?
 *
 * @param x - array_like
 * @returns a bool array; a boolean for a plain value
 * @example
 * np.isreal([new np.Complex(1, 1), new np.Complex(1, 0)]).toArray(); // [false, true]
 */
export function isreal<A extends ArrayLike>(x: A): Answer<A> {
  const result = equal(imagView(numeric('isreal', x)), 0);
  return (isScalarLike(x) ? result.item() : result) as never;
}

/**
 * Is the imaginary part of an element other than zero?
 *
 * @param x - array_like
 * @returns a bool array; a boolean for a plain value
 * @example
 * np.iscomplex([new np.Complex(1, 1), new np.Complex(1, 0)]).toArray(); // [true, false]
 */
export function iscomplex<A extends ArrayLike>(x: A): Answer<A> {
  const result = notEqual(imagView(numeric('iscomplex', x)), 0);
  return (isScalarLike(x) ? result.item() : result) as never;
}

function numeric(functionName: string, x: ArrayLike): NDArray {
  return asNDArray(functionName, x);
}

/**
 * Is this of a complex type, whatever its values?
 *
 * @param x - array_like
 * @example
 * np.iscomplexobj(np.zeros([2], { dtype: 'complex128' })); // true
 */
export function iscomplexobj(x: ArrayLike): boolean {
  return x instanceof Complex || asNDArray('iscomplexobj', x).info.kind === 'c';
}

/**
 * Is this not of a complex type, whatever its values?
 *
 * @param x - array_like
 * @example
 * np.isrealobj([1, 2]); // true
 */
export function isrealobj(x: ArrayLike): boolean {
  return !iscomplexobj(x);
}

const EPSILON = { complex64: 2 ** -23, complex128: 2 ** -52 } as const;

/**
 * The real part, if all imaginary parts are negligible; else the complex numbers as they are.
 *
 * @param a - array_like
 * @param options - `tol` (100): how large an imaginary part may be, in machine epsilons if above 1, else absolute
 * @example
 * np.realIfClose([new np.Complex(2.1, 4e-15)]).toArray(); // [2.1]
 */
export function realIfClose<A extends ArrayLike>(
  a: A,
  options: { tol?: number } = {},
): ArrayOf<DTypeOf<A> | RealPart<DTypeOf<A>>> {
  checkOptions('realIfClose', options, ['tol']);
  const source = asNDArray('realIfClose', a);
  if (source.info.kind !== 'c') return source as never;
  let { tol = 100 } = options;
  if (tol > 1) tol *= EPSILON[source.dtype as keyof typeof EPSILON];
  const small = less(absolute(imagView(source)), tol, { order: 'C' });
  return (truthFlat(small, small.size, false) ? realView(source) : source) as never;
}
