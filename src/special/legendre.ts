/** Legendre functions and spherical harmonics, as SciPy gives them. */
import { special } from './define.js';
import { specialComplex, type SpecialComplex4 } from './complexResult.js';
import { lpmvKernel, sphericalHarmonic } from './legendreKernel.js';
import type { Special3 } from './types.js';

/**
 * The associated Legendre function of integer order m and real degree v at x in [-1, 1], with Condon and Shortley's sign.
 *
 * @example
 * special.lpmv(1, 2, 0.5); // -1.299038105676658
 */
export const lpmv = special<Special3>('lpmv', lpmvKernel);

/**
 * The spherical harmonic of order m and degree n at azimuth theta and polar angle phi.
 *
 * @example
 * special.sphHarm(0, 1, 0, 0); // Complex 0.4886025119029199
 */
export const sphHarm = specialComplex<SpecialComplex4>(
  'sph_harm',
  'rrrr',
  (m: number, n: number, theta: number, phi: number): void => sphericalHarmonic(n, m, phi, theta),
);

/** The spherical harmonic of degree n and order m at polar angle theta and azimuth phi: SciPy's newer order of arguments. */
export const sphHarmY = specialComplex<SpecialComplex4>('sph_harm_y', 'rrrr', sphericalHarmonic);

export { clpmn, lpmn, lpn, lqmn, lqn } from './legendreTables.js';
