/** newton from complex guesses and from arrays of guesses. */
import type { AbortLike } from '../core/abort.js';
import { checkSignal } from '../core/abort.js';
import { asNDArray, type ArrayLike, type DTypeOf } from '../core/arrayLike.js';
import { Complex } from '../core/complex.js';
import { DTYPES } from '../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { copyAs } from '../ops/creation.js';
import { newtonRoots, secantRoots, type ManyRoots, type Parts } from './scalar/openRootsMany.js';

/** The element type of roots that begin at such guesses. */
export type RootOf<X> = DTypeOf<X> extends 'complex64' | 'complex128' ? 'complex128' : 'float64';

/** Options of `newton` for arrays of guesses; derivatives take the whole array. */
export interface NewtonArrayOptions<X> {
  /** The derivative; without it, the secant method. */
  fprime?: ((x: NDArray<RootOf<X>>) => ArrayLike) | null;
  /** The second derivative: Halley's method. */
  fprime2?: ((x: NDArray<RootOf<X>>) => ArrayLike) | null;
  /** The allowable error of a root, 1.48e-8. */
  tol?: number;
  maxiter?: number;
  /** Second guesses for the secant method. */
  x1?: ArrayLike | null;
  fullOutput?: boolean;
  signal?: AbortLike;
}

/** The same for a complex guess. */
export interface NewtonComplexOptions {
  fprime?: ((x: Complex) => Complex | number) | null;
  fprime2?: ((x: Complex) => Complex | number) | null;
  tol?: number;
  maxiter?: number;
  x1?: Complex | null;
  signal?: AbortLike;
}

const NAME = 'newton';

function partsOf(array: NDArray): Parts {
  const n = array.size;
  if (array.info.kind !== 'c') {
    return { re: (copyAs(array, DTYPES.float64).data as Float64Array).slice(), im: new Float64Array(n) };
  }
  const pairs = copyAs(array, DTYPES.complex128).data as Float64Array;
  return {
    re: Float64Array.from({ length: n }, (_, i) => pairs[2 * i]!),
    im: Float64Array.from({ length: n }, (_, i) => pairs[2 * i + 1]!),
  };
}

function arrayOf({ re, im }: Parts, complex: boolean, shape: readonly number[]): NDArray {
  const steps = shape.map((_, k) => shape.slice(k + 1).reduce((a, b) => a * b, 1));
  if (!complex) return new NDArray(DTYPES.float64, re.slice(), shape, steps, 0, null, true);
  const pairs = new Float64Array(2 * re.length);
  for (let i = 0; i < re.length; i++) {
    pairs[2 * i] = re[i]!;
    pairs[2 * i + 1] = im[i]!;
  }
  return new NDArray(DTYPES.complex128, pairs, shape, steps, 0, null, true) as unknown as NDArray;
}

function settings({ tol = 1.48e-8, maxiter = 50 }: { tol?: number; maxiter?: number }): [number, number] {
  if (!(tol > 0)) throw new ValueError(`${NAME}: tol too small (${tol} <= 0)`);
  if (!(maxiter >= 1)) throw new ValueError(`${NAME}: maxiter must be greater than 0`);
  return [tol, maxiter];
}

/** Roots from an array of guesses. */
export function newtonFromArray(
  func: (x: NDArray) => ArrayLike,
  x0: ArrayLike,
  options: NewtonArrayOptions<ArrayLike>,
): { roots: NDArray; converged: NDArray<'bool'>; zeroDer: NDArray<'bool'>; all: boolean } {
  const [tol, maxiter] = settings(options);
  const guesses = asNDArray(NAME, x0);
  const { shape } = guesses;
  const complex = guesses.info.kind === 'c';
  const evaluator =
    (label: string, f: (x: NDArray) => ArrayLike) =>
    (x: Parts): Parts => {
      checkSignal(options.signal);
      const values = asNDArray(`${NAME}: ${label}`, f(arrayOf(x, complex, shape)));
      if (values.size !== guesses.size) {
        throw new ValueError(
          `${NAME}: ${label} must return shape ${shapeText(shape)}, it returned ${shapeText(values.shape)}`,
        );
      }
      if (values.info.kind === 'c' && !complex) {
        throw new DTypeError(`${NAME}: ${label} returned complex values for real guesses; give a complex x0`);
      }
      return partsOf(values);
    };
  const f = evaluator('func', func);
  const { fprime, fprime2, x1 } = options as NewtonArrayOptions<never> & {
    fprime?: (x: NDArray) => ArrayLike;
    fprime2?: (x: NDArray) => ArrayLike;
  };
  let found: ManyRoots;
  if (fprime) {
    found = newtonRoots(
      f,
      evaluator('fprime', fprime),
      fprime2 ? evaluator('fprime2', fprime2) : undefined,
      partsOf(guesses),
      tol,
      maxiter,
    );
  } else {
    const second = x1 === undefined || x1 === null ? undefined : asNDArray(NAME, x1);
    if (second !== undefined && second.size !== guesses.size) {
      throw new ValueError(
        `${NAME}: x1 must have the shape of x0, ${shapeText(shape)}, got ${shapeText(second.shape)}`,
      );
    }
    found = secantRoots(f, partsOf(guesses), second && partsOf(second), tol, maxiter);
  }
  const flags = (values: Uint8Array): NDArray<'bool'> =>
    new NDArray(
      DTYPES.bool,
      values,
      shape,
      guesses.shape.map((_, k) => shape.slice(k + 1).reduce((a, b) => a * b, 1)),
      0,
      null,
      true,
    );
  return {
    roots: arrayOf(found.roots, complex, shape),
    converged: flags(found.converged),
    zeroDer: flags(found.zeroDerivative),
    all: found.converged.every((value) => value === 1),
  };
}

/** A root from a complex guess, or why there is none. */
export function newtonFromComplex(
  func: (x: Complex) => Complex | number,
  x0: Complex,
  options: NewtonComplexOptions,
): { root: Complex; converged: boolean; flat: boolean; iterations: number } {
  const [tol, maxiter] = settings(options);
  const evaluator =
    (label: string, f: (x: Complex) => Complex | number) =>
    ({ re, im }: Parts): Parts => {
      checkSignal(options.signal);
      const value: unknown = f(new Complex(re[0]!, im[0]!));
      if (typeof value === 'number') return { re: Float64Array.of(value), im: Float64Array.of(0) };
      if (value instanceof Complex) return { re: Float64Array.of(value.re), im: Float64Array.of(value.im) };
      throw new DTypeError(`${NAME}: ${label} must return a number or a Complex, it returned ${describe(value)}`);
    };
  const one = ({ re, im }: Complex): Parts => ({ re: Float64Array.of(re), im: Float64Array.of(im) });
  const { fprime, fprime2, x1 } = options;
  const f = evaluator('func', func);
  const found = fprime
    ? newtonRoots(
        f,
        evaluator('fprime', fprime),
        fprime2 ? evaluator('fprime2', fprime2) : undefined,
        one(x0),
        tol,
        maxiter,
      )
    : secantRoots(f, one(x0), x1 ? one(x1) : undefined, tol, maxiter);
  return {
    root: new Complex(found.roots.re[0]!, found.roots.im[0]!),
    converged: found.converged[0] === 1,
    flat: found.zeroDerivative[0] === 1,
    iterations: found.iterations,
  };
}
