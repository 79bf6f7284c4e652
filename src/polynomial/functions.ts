/** The functions that NumPy has for every family (chebval, legval, ...), made once for a family. */
import { asNDArray, type ArrayLike, type NestedArray, type ScalarLike } from '../core/arrayLike.js';
import type { Scalar, TypedArray } from '../core/dtype.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { inexact, vectorOf } from '../ops/coefficients.js';
import { plainIfScalar, type Vector } from '../ops/matmul.js';
import { asDType } from '../ops/creation.js';
import { sort } from '../ops/sorting.js';
import { add, multiply, subtract } from '../ops/ufuncs/arithmetic.js';
import {
  clenshaw,
  derivative,
  integral,
  line,
  power,
  product,
  quotient,
  timesX,
  values,
  withRoots,
  type Family,
} from './family.js';
import {
  checkTogether,
  companion,
  fitted,
  rootsOf,
  vandermonde,
  vandermondeOf,
  type FitDiagnostics,
  type FitOptions,
} from './matrices.js';
import { combined, series } from './polyutils.js';

/** A plain value for a number and a vector of coefficients, else an array. */
export type Evaluated<X, C> = [X, C] extends [ScalarLike, Vector]
  ? Scalar<'float64'>
  : X extends NestedArray | TypedArray
    ? NDArray
    : X extends NDArray
      ? NDArray
      : number & NDArray;

/** Options of a derivative. */
export interface DerivativeOptions {
  /** How often, 1 by default. */
  m?: number;
  /** Each derivative is multiplied by this: the change of variable. */
  scl?: ScalarLike;
  /** The axis of the degree, 0 by default. */
  axis?: number;
}

/** Options of an integral. */
export interface IntegralOptions extends DerivativeOptions {
  /** The integration constants, 0 by default. */
  k?: ArrayLike;
  /** The lower bound, 0 by default. */
  lbnd?: ScalarLike;
}

/** The power series: what the other families convert from and to. */
export const POWER: Family = {
  prefix: 'poly',
  timesX: { up: () => 1 },
  antiderivative: { up: (n) => 1 / (n + 1) },
};

/** A series of one family as one of another, by Clenshaw's rule in the other's arithmetic. */
export function converted(from: Family, to: Family, c: ArrayLike): NDArray {
  const coef = series(c);
  return clenshaw<NDArray>(from, coef.shape[0]!, {
    coefficient: (k) => coef.strided([1], [1], coef.offset + k * coef.steps[0]!),
    line: (value, shift, factor) => {
      const moved = timesX(to, value);
      return product(to, shift === 0 ? moved : combined(moved, product(to, value, [shift]), subtract), [factor]);
    },
    plus: (a, b, factor) => combined(a, factor === undefined ? b : product(to, b, [factor]), add),
  });
}

/** The functions of a family, without its prefix. */
export function functionsOf(family: Family) {
  const { prefix } = family;

  function fit(
    x: ArrayLike,
    y: ArrayLike,
    deg: number | readonly number[],
    options: FitOptions & { full: true },
  ): [coef: NDArray, diagnostics: FitDiagnostics];
  function fit(
    x: ArrayLike,
    y: ArrayLike,
    deg: number | readonly number[],
    options?: FitOptions & { full?: false },
  ): NDArray;
  function fit(
    x: ArrayLike,
    y: ArrayLike,
    deg: number | readonly number[],
    options: FitOptions = {},
  ): NDArray | [NDArray, FitDiagnostics] {
    checkOptions(`${prefix}fit`, options, ['rcond', 'full', 'w']);
    const [coef, diagnostics] = fitted(family, x, y, deg, options);
    return options.full ? [coef, diagnostics] : coef;
  }

  const grid = (points: readonly ArrayLike[], c: ArrayLike): NDArray =>
    points.reduce<ArrayLike>((rest, x) => values(family, x, rest, true) as NDArray, c) as NDArray;
  const together = (name: string, points: readonly ArrayLike[], c: ArrayLike): NDArray => {
    const [first, ...others] = checkTogether(name, points);
    return others.reduce<NDArray>(
      (rest, x) => values(family, x, rest, false) as NDArray,
      values(family, first!, c, true) as NDArray,
    );
  };

  return {
    /** Sum of two series. */
    add: (c1: ArrayLike, c2: ArrayLike): NDArray => combined(c1, c2, add),
    /** Difference of two series. */
    sub: (c1: ArrayLike, c2: ArrayLike): NDArray => combined(c1, c2, subtract),
    /** x times a series. */
    mulx(c: ArrayLike): NDArray {
      const coef = series(c);
      const zero = coef.shape[0] === 1 && Number(coef.item(0)) === 0;
      return zero ? coef : timesX(family, coef);
    },
    /** Product of two series. */
    mul: (c1: ArrayLike, c2: ArrayLike): NDArray => product(family, c1, c2),
    /** Quotient and remainder of two series. Throws ValueError for a divisor of zero. */
    div: (c1: ArrayLike, c2: ArrayLike): [quotient: NDArray, remainder: NDArray] => quotient(family, c1, c2),
    /** A whole power of a series, at most `maxpower` (16; null for any). */
    pow(c: ArrayLike, pow: number, options: { maxpower?: number | null } = {}): NDArray {
      checkOptions(`${prefix}pow`, options, ['maxpower']);
      return power(family, c, pow, options.maxpower === undefined ? (prefix === 'poly' ? null : 16) : options.maxpower);
    },
    /** Values at points: `tensor` (true) evaluates every column of `c` at every x, else x broadcasts against the columns. */
    val<X extends ArrayLike, C extends ArrayLike>(x: X, c: C, options: { tensor?: boolean } = {}): Evaluated<X, C> {
      checkOptions(`${prefix}val`, options, ['tensor']);
      return values(family, x, c, options.tensor ?? true) as Evaluated<X, C>;
    },
    /** Values of a series of two variables at points (x, y). */
    val2d: (x: ArrayLike, y: ArrayLike, c: ArrayLike): NDArray => together(`${prefix}val2d`, [x, y], c),
    /** Values of a series of three variables at points (x, y, z). */
    val3d: (x: ArrayLike, y: ArrayLike, z: ArrayLike, c: ArrayLike): NDArray =>
      together(`${prefix}val3d`, [x, y, z], c),
    /** Values of a series of two variables on the grid of x and y. */
    grid2d: (x: ArrayLike, y: ArrayLike, c: ArrayLike): NDArray => grid([x, y], c),
    /** Values of a series of three variables on the grid of x, y and z. */
    grid3d: (x: ArrayLike, y: ArrayLike, z: ArrayLike, c: ArrayLike): NDArray => grid([x, y, z], c),
    /** The m-th derivative of a series. */
    der(c: ArrayLike, options: DerivativeOptions = {}): NDArray {
      checkOptions(`${prefix}der`, options, ['m', 'scl', 'axis']);
      return derivative(family, c, options.m ?? 1, options.scl ?? 1, options.axis ?? 0);
    },
    /** The m-th integral of a series, from `lbnd` and with the constants `k`. */
    int(c: ArrayLike, options: IntegralOptions = {}): NDArray {
      checkOptions(`${prefix}int`, options, ['m', 'k', 'lbnd', 'scl', 'axis']);
      const { m = 1, k = [], lbnd = 0, scl = 1, axis = 0 } = options;
      return integral(family, c, m, k, lbnd, scl, axis);
    },
    /** The straight line `off + scl * x`. */
    line: (off: ScalarLike, scl: ScalarLike): NDArray => line(family, off, scl),
    /** The series with given roots and, as a polynomial in x, leading coefficient 1. */
    fromroots(roots: ArrayLike): NDArray {
      const given = vectorOf(`${prefix}fromroots`, 'roots', roots);
      return withRoots(family, sort(asDType(`${prefix}fromroots`, given, inexact(given.info))) as NDArray);
    },
    /** The roots of a series, rising: complex unless all are real. */
    roots: (c: ArrayLike): NDArray => rootsOf(family, c),
    /** The companion matrix of a series. */
    companion: (c: ArrayLike): NDArray => companion(family, c),
    /** The values of the first `deg + 1` members of the family at points, along a last axis. */
    vander: (x: ArrayLike, deg: number): NDArray => vandermonde(family, x, deg),
    /** Products of members in two variables, the pairs of degrees along the last axis. */
    vander2d: (x: ArrayLike, y: ArrayLike, deg: readonly number[]): NDArray => vandermondeOf(family, [x, y], deg),
    /** Products of members in three variables, the triples of degrees along the last axis. */
    vander3d: (x: ArrayLike, y: ArrayLike, z: ArrayLike, deg: readonly number[]): NDArray =>
      vandermondeOf(family, [x, y, z], deg),
    /** The series of degree `deg`, or of the degrees listed, that fits points best in the sense of least squares. */
    fit,
    /** A power series as a series of this family. */
    fromPower: (pol: ArrayLike): NDArray => converted(POWER, family, pol),
    /** A series of this family as a power series. */
    toPower: (c: ArrayLike): NDArray => converted(family, POWER, c),
  };
}

/** Values of the polynomial with given roots at points: `tensor` as for `val`. */
export function polyvalfromroots(x: ArrayLike, r: ArrayLike, options: { tensor?: boolean } = {}): NDArray {
  checkOptions('polyvalfromroots', options, ['tensor']);
  const given = asNDArray('polyvalfromroots', r);
  let roots = asDType('polyvalfromroots', given, inexact(given.info));
  if (roots.ndim === 0) roots = roots.strided([1], [1], roots.offset);
  const points = asNDArray('polyvalfromroots', x);
  if (options.tensor ?? true) {
    roots = roots.strided(
      [...roots.shape, ...points.shape.map(() => 1)],
      [...roots.steps, ...points.shape.map(() => 0)],
      roots.offset,
    );
  } else if (points.ndim >= roots.ndim) {
    throw new ValueError(
      `polyvalfromroots: x.ndim must be < r.ndim when tensor == False, got shapes ${shapeText(points.shape)} and ${shapeText(roots.shape)}`,
    );
  }
  return plainIfScalar(multiply.reduce(subtract(points, roots) as NDArray, { axis: 0 }) as NDArray);
}
