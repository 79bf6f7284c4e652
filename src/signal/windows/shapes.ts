/** Windows of a simple formula: triangles, arcs, bells, tapers (F. Harris, Proc. IEEE 66, 1978). */
import { ValueError } from '../../core/errors.js';
import type { Reals } from '../values.js';
import { byPosition, makeWindow, mirrored, shapeNumber, type WindowOptions } from './make.js';

/**
 * The rectangular window.
 *
 * @param M - how many points
 * @returns M ones
 * @throws ValueError when M is negative or fractional
 * @example
 * boxcar(3).toArray(); // [1, 1, 1]
 */
export function boxcar(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('boxcar', M, options, (points) => new Float64Array(points).fill(1));
}

/**
 * A triangle whose ends are not zero.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * triang(3).toArray(); // [0.5, 1, 0.5]
 */
export function triang(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('triang', M, options, (points) =>
    mirrored(points, (n) => (points % 2 === 0 ? (2 * n + 1) / points : (2 * (n + 1)) / (points + 1))),
  );
}

/**
 * The Bartlett window: a triangle with zeros at both ends.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * bartlett(5).toArray(); // [0, 0.5, 1, 0.5, 0]
 */
export function bartlett(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('bartlett', M, options, (points) => mirrored(points, (n, last) => (2 * n) / last));
}

/**
 * Parzen's window, a piecewise cubic.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * parzen(51).size; // 51
 */
export function parzen(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('parzen', M, options, (points) =>
    mirrored(points, (n, last) => {
      const t = Math.abs(n - last / 2);
      const u = t / (points / 2);
      return t > (points - 1) / 4 ? 2 * (1 - u) ** 3 : 1 - 6 * u ** 2 + 6 * u ** 3;
    }),
  );
}

/**
 * Bohman's window.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * bohman(51).size; // 51
 */
export function bohman(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('bohman', M, options, (points) =>
    mirrored(points, (n, last) => {
      if (n === 0) return 0;
      const t = Math.abs(-1 + (2 * n) / last);
      return (1 - t) * Math.cos(Math.PI * t) + Math.sin(Math.PI * t) / Math.PI;
    }),
  );
}

/**
 * The modified Bartlett-Hann window.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * barthann(51).size; // 51
 */
export function barthann(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('barthann', M, options, (points) =>
    mirrored(points, (n, last) => {
      const t = Math.abs(n / last - 0.5);
      return 0.62 - 0.48 * t + 0.38 * Math.cos(2 * Math.PI * t);
    }),
  );
}

/**
 * Half a period of a sine.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * cosine(51).size; // 51
 */
export function cosine(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('cosine', M, options, (points) =>
    mirrored(points, (n) => Math.sin((Math.PI / points) * (n + 0.5))),
  );
}

/**
 * The Lanczos window, the main lobe of a sinc.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * lanczos(3).item(1); // 1
 */
export function lanczos(M: number, options: WindowOptions = {}): Reals {
  return makeWindow('lanczos', M, options, (points) =>
    mirrored(points, (n, last) => {
      const t = Math.PI * ((2 * n) / last - 1);
      return t === 0 ? 1 : Math.sin(t) / t;
    }),
  );
}

/**
 * A Gaussian bell.
 *
 * @param M - how many points
 * @param std - the standard deviation, in samples
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * gaussian(51, 7).item(25); // 1
 */
export function gaussian(M: number, std: number, options: WindowOptions = {}): Reals {
  shapeNumber('gaussian', 'std', std);
  return makeWindow('gaussian', M, options, (points) =>
    mirrored(points, (n, last) => Math.exp(-((n - last / 2) ** 2) / (2 * std * std))),
  );
}

/**
 * A bell with an adjustable power, `exp(-|n / sig|^(2 p) / 2)`.
 *
 * @param M - how many points
 * @param p - the power: 1 is Gaussian, 0.5 Laplacian
 * @param sig - the width, in samples
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * generalGaussian(51, 1.5, 7).item(25); // 1
 */
export function generalGaussian(M: number, p: number, sig: number, options: WindowOptions = {}): Reals {
  shapeNumber('generalGaussian', 'p', p);
  shapeNumber('generalGaussian', 'sig', sig);
  return makeWindow('generalGaussian', M, options, (points) =>
    mirrored(points, (n, last) => Math.exp(-0.5 * Math.abs((n - last / 2) / sig) ** (2 * p))),
  );
}

/** Options of `exponential`. */
export interface ExponentialOptions extends WindowOptions {
  /** Where the top is; in the middle by default, and only there for a symmetric window. */
  center?: number | null;
  /** How many samples the window takes to fall by a factor of e. Default 1. */
  tau?: number;
}

/**
 * A window that falls off exponentially from a point.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional, or when a symmetric window is given a centre
 * @example
 * exponential(51, { tau: 3 }).item(25); // 1
 */
export function exponential(M: number, options: ExponentialOptions = {}): Reals {
  const { center = null, tau = 1, sym = true } = options;
  if (sym && center !== null) throw new ValueError('exponential: If sym==True, center must be None.');
  return makeWindow(
    'exponential',
    M,
    options,
    (points) => {
      const top = center ?? (points - 1) / 2;
      return byPosition(points, (n) => Math.exp(-Math.abs(n - top) / tau));
    },
    ['center', 'tau'],
  );
}

/** Options of `tukey`. */
export interface TukeyOptions extends WindowOptions {
  /** What part of the window is tapered: 0 is a rectangle, 1 a Hann window. Default 0.5. */
  alpha?: number;
}

/**
 * Tukey's window: flat with cosine tapers.
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * tukey(5, { alpha: 1 }).item(2); // 1
 */
export function tukey(M: number, options: TukeyOptions = {}): Reals {
  const { alpha = 0.5 } = options;
  const shape = (points: number): Float64Array => {
    if (alpha <= 0) return new Float64Array(points).fill(1);
    if (alpha >= 1) return byPosition(points, (n, last) => 0.5 + 0.5 * Math.cos(-Math.PI + (2 * Math.PI * n) / last));
    return byPosition(points, (n, last) => {
      const width = Math.floor((alpha * last) / 2);
      if (n <= width) return 0.5 * (1 + Math.cos(Math.PI * (-1 + (2 * n) / alpha / last)));
      if (n < points - width - 1) return 1;
      return 0.5 * (1 + Math.cos(Math.PI * (-2 / alpha + 1 + (2 * n) / alpha / last)));
    });
  };
  return makeWindow('tukey', M, options, shape, ['alpha']);
}
