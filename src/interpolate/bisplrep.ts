/** Surfaces near scattered data under FITPACK's names: bisplrep and bisplev. */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import {
  SURFACE_MESSAGES,
  checkInterior,
  checkOrders,
  pairs,
  readSurface,
  surfaceValues,
  type BivariateTck,
  type Surface,
} from './bivariate.js';
import { arrayOver, realVector, reals } from './data.js';
import type { SurfaceFit } from './fitpack/gridSurface.js';
import { fitSurface, fitSurfaceOnKnots } from './fitpack/surface.js';
import { warn } from './warnings.js';

/** What functions take for a surface. */
export type BivariateTckLike = readonly [tx: ArrayLike, ty: ArrayLike, c: ArrayLike, kx: number, ky: number];

/** Options of `bisplrep`. */
export interface BisplrepOptions<Full extends boolean = boolean> {
  w?: ArrayLike | null;
  xb?: number | null;
  xe?: number | null;
  yb?: number | null;
  ye?: number | null;
  kx?: number;
  ky?: number;
  /** 0: find knots for s; -1: least squares on the interior knots `tx` and `ty` (which lie between the repeated ends). */
  task?: 0 | -1;
  /** The sum of squares to aim at; `m - sqrt(2 m)` by default. */
  s?: number | null;
  eps?: number;
  tx?: ArrayLike | null;
  ty?: ArrayLike | null;
  fullOutput?: Full;
  nxest?: number | null;
  nyest?: number | null;
  quiet?: boolean | 0 | 1;
}

/**
 * A smoothing surface near scattered data.
 *
 * @param x - m coordinates
 * @param y - m coordinates
 * @param z - m values
 * @param options - `s`, `w`, `kx`, `ky` (3), ...; see `BisplrepOptions`
 * @returns `[tx, ty, c, kx, ky]`; with `fullOutput` `[tck, fp, ier, msg]`
 * @throws DTypeError when lengths differ or there are too few points
 * @example
 * // bisplev(0.5, 0.5, bisplrep(x, y, z, { s: 0.1 }))
 */
export function bisplrep<Full extends boolean = false>(
  x: ArrayLike,
  y: ArrayLike,
  z: ArrayLike,
  options: BisplrepOptions<Full> = {},
): Full extends true ? [tck: BivariateTck, fp: number, ier: number, msg: string] : BivariateTck {
  const where = 'bisplrep';
  checkOptions(where, options, [
    'w', 'xb', 'xe', 'yb', 'ye', 'kx', 'ky', 'task', 's', 'eps', 'tx', 'ty', 'fullOutput', 'nxest', 'nyest', 'quiet',
  ]); // prettier-ignore
  const { xb = null, xe = null, yb = null, ye = null, eps = 1e-16, task = 0, quiet = true } = options;
  const flat = (name: string, a: ArrayLike): NDArray => {
    const array = reals(where, name, a);
    return arrayOver(array.data, [array.size]);
  };
  const data = readSurface(where, flat('x', x), flat('y', y), flat('z', z), {
    w: options.w ?? null,
    kx: options.kx ?? 3,
    ky: options.ky ?? 3,
    eps,
    bbox: [xb, xe, yb, ye],
  });
  const m = data.x.length;
  const { kx, ky } = data;
  let fit: SurfaceFit;
  if (task === -1) {
    if (!options.tx || !options.ty) throw new DTypeError(`${where}: Knots_x and Knots_y must be given for task=-1`);
    const inner = (name: string, t: ArrayLike, k: number): number[] => {
      const all = Array.from(realVector(where, name, t));
      if (all.length < 2 * k + 2)
        throw new DTypeError(`${where}: There must be at least 2*k+2 knots ${name} for task=-1, got ${all.length}`);
      return all.slice(k + 1, all.length - k - 1);
    };
    const [inX, inY] = [inner('tx', options.tx, kx), inner('ty', options.ty, ky)];
    checkInterior(where, data, inX, inY);
    fit = fitSurfaceOnKnots(data, inX, inY);
  } else {
    const s = options.s ?? m - Math.sqrt(2 * m);
    if (!(s >= 0)) throw new ValueError(`${where}: s must be >= 0, got ${describe(s)}`);
    const most = (given: number | null | undefined, k: number): number =>
      Math.max(given ?? Math.floor(k + Math.sqrt(m / 2)), 2 * k + 3);
    fit = fitSurface(data, s, most(options.nxest, kx), most(options.nyest, ky));
  }
  const tck: BivariateTck = [
    arrayOver(fit.tx, [fit.tx.length]),
    arrayOver(fit.ty, [fit.ty.length]),
    arrayOver(fit.c, [fit.c.length]),
    kx,
    ky,
  ];
  const message =
    SURFACE_MESSAGES[fit.ier] ?? 'The spline has a residual sum of squares fp such that abs(fp-s)/s<=0.001';
  if (!options.fullOutput && !quiet && fit.ier > 0) warn(where, message);
  return (options.fullOutput ? [tck, fit.fp, fit.ier, message] : tck) as never;
}

/**
 * Values of a surface on a grid.
 *
 * @param x - a number or a rising list
 * @param y - a number or a rising list
 * @param tck - `[tx, ty, c, kx, ky]`
 * @param options - `dx`, `dy`, orders of the partial derivatives (0)
 * @returns an array of shape (x.length, y.length) without axes of length 1; a number for two numbers
 * @throws ValueError when an order is out of range or tck does not fit together
 */
export function bisplev(
  x: ArrayLike,
  y: ArrayLike,
  tck: BivariateTckLike,
  options: { dx?: number; dy?: number } = {},
): number | NDArray<'float64'> {
  const where = 'bisplev';
  checkOptions(where, options, ['dx', 'dy']);
  const { dx = 0, dy = 0 } = options;
  const [kx, ky] = [tck[3], tck[4]];
  const s: Surface = { tx: realVector(where, 'tx', tck[0]), ty: realVector(where, 'ty', tck[1]), c: realVector(where, 'c', tck[2]), kx, ky }; // prettier-ignore
  if (s.c.length < (s.tx.length - kx - 1) * (s.ty.length - ky - 1)) {
    throw new ValueError(`${where}: ${s.c.length} coefficients do not fit ${s.tx.length} and ${s.ty.length} knots`);
  }
  checkOrders(where, dx, dy, s);
  const line = (name: string, v: ArrayLike): Float64Array => {
    const array = asNDArray(where, v);
    if (array.ndim > 1)
      throw new ValueError(`${where}: ${name} must be a number or of one axis, got shape ${shapeText(array.shape)}`);
    return reals(where, name, v).data;
  };
  const [xs, ys] = [line('x', x), line('y', y)];
  const z = surfaceValues(s, ...pairs(xs, ys), dx, dy);
  if (xs.length > 1) return arrayOver(z, [xs.length, ys.length]);
  return ys.length > 1 ? arrayOver(z, [ys.length]) : z[0]!;
}

/**
 * SciPy took `interp2d` away in version 1.14. Here it is an error that says what to use.
 *
 * @throws DTypeError always
 */
export function interp2d(..._args: unknown[]): never {
  throw new DTypeError(
    'interp2d: `interp2d` has been removed from SciPy 1.14.0 and is not here either. For data on a regular grid use RectBivariateSpline (evaluate(x, y)) or RegularGridInterpolator; for scattered data bisplrep and bisplev, or griddata',
  );
}
