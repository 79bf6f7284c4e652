/** The orthogonal polynomials as ufuncs: `evalLegendre` and its family. */
import { special } from '../define.js';
import type { Special2, Special3, Special4 } from '../types.js';
import * as kernels from './kernels.js';

const { complexRecurrence, step } = kernels;

function set(s: number, t: number, u: number): void {
  step[0] = s;
  step[1] = t;
  step[2] = u;
}

type Two = (n: number, x: number, y: number) => void;

/** Complex versions, `scale` and `shift` giving the argument that the recurrence is in. */
const legendreComplex =
  (scale: number, shift: number): Two =>
  (n, x, y) =>
    complexRecurrence(n, scale * x + shift, scale * y, (k) => set((2 * k + 1) / (k + 1), 0, k / (k + 1)));
const chebytComplex =
  (scale: number, shift: number): Two =>
  (n, x, y) =>
    complexRecurrence(n, scale * x + shift, scale * y, (k) => set(k === 0 ? 1 : 2, 0, 1));
const chebyuComplex =
  (scale: number, shift: number): Two =>
  (n, x, y) =>
    complexRecurrence(n, scale * x + shift, scale * y, () => set(2, 0, 1));
const genlaguerreComplex = (n: number, a: number, x: number, y: number): void =>
  complexRecurrence(n, x, y, (k) => set(-1 / (k + 1), (2 * k + 1 + a) / (k + 1), (k + a) / (k + 1)));
const gegenbauerComplex = (n: number, a: number, x: number, y: number): void =>
  complexRecurrence(n, x, y, (k) => set((2 * (k + a)) / (k + 1), 0, (k + 2 * a - 1) / (k + 1)));
const jacobiComplex = (n: number, a: number, b: number, x: number, y: number): void =>
  complexRecurrence(n, x, y, (k) => {
    if (k === 0) return set((a + b + 2) / 2, (a - b) / 2, 0);
    const t = 2 * k + a + b;
    const d = 2 * (k + 1) * (k + a + b + 1) * t;
    set(((t + 1) * (t + 2) * t) / d, ((t + 1) * (a * a - b * b)) / d, (2 * (k + a) * (k + b) * (t + 2)) / d);
  });

const two = (name: string, kernel: (n: number, x: number) => number, complex: Two): Special2 =>
  special<Special2>(name, kernel, { complex, complexFrom: 1 });

/**
 * The Legendre polynomial of degree n at x; any real n.
 *
 * @example
 * special.evalLegendre(2, 0.5); // -0.125
 */
export const evalLegendre = two('eval_legendre', kernels.legendre, legendreComplex(1, 0));
/** The Chebyshev polynomial of the first kind T(n, x); any real n. */
export const evalChebyt = two('eval_chebyt', kernels.chebyt, chebytComplex(1, 0));
/** The Chebyshev polynomial of the second kind U(n, x); any real n. */
export const evalChebyu = two('eval_chebyu', kernels.chebyu, chebyuComplex(1, 0));
/** C(n, x) = 2 T(n, x / 2), a Chebyshev polynomial on [-2, 2]. */
export const evalChebyc = special<Special2>('eval_chebyc', kernels.chebyc);
/** S(n, x) = U(n, x / 2), a Chebyshev polynomial on [-2, 2]. */
export const evalChebys = two('eval_chebys', kernels.chebys, chebyuComplex(0.5, 0));
/** The Chebyshev polynomial T(n, 2 x - 1) on [0, 1]. */
export const evalShChebyt = two('eval_sh_chebyt', kernels.shChebyt, chebytComplex(2, -1));
/** The Chebyshev polynomial U(n, 2 x - 1) on [0, 1]. */
export const evalShChebyu = two('eval_sh_chebyu', kernels.shChebyu, chebyuComplex(2, -1));
/** The Legendre polynomial P(n, 2 x - 1) on [0, 1]. */
export const evalShLegendre = two('eval_sh_legendre', kernels.shLegendre, legendreComplex(2, -1));
/** The Laguerre polynomial of degree n at x; any real n. */
export const evalLaguerre = two('eval_laguerre', kernels.laguerre, (n, x, y) => genlaguerreComplex(n, 0, x, y));
/** The physicists' Hermite polynomial of integer degree n at x. */
export const evalHermite = special<Special2>('eval_hermite', kernels.hermite);
/** The statisticians' Hermite polynomial of integer degree n at x. */
export const evalHermitenorm = special<Special2>('eval_hermitenorm', kernels.hermitenorm);
/** The generalized Laguerre polynomial of degree n with parameter alpha > -1 at x. */
export const evalGenlaguerre = special<Special3>('eval_genlaguerre', kernels.genlaguerre, {
  complex: genlaguerreComplex,
  complexFrom: 2,
});
/** The Gegenbauer polynomial of degree n with parameter alpha at x. */
export const evalGegenbauer = special<Special3>('eval_gegenbauer', kernels.gegenbauer, {
  complex: gegenbauerComplex,
  complexFrom: 2,
});
/**
 * The Jacobi polynomial of degree n with parameters alpha and beta at x.
 *
 * @example
 * special.evalJacobi(2, 1, 0.5, 0.3); // -0.2090625
 */
export const evalJacobi = special<Special4>('eval_jacobi', kernels.jacobi, { complex: jacobiComplex, complexFrom: 3 });
/** The Jacobi polynomial G(n, p, q, x) on [0, 1]; its leading coefficient is 1. */
export const evalShJacobi = special<Special4>('eval_sh_jacobi', kernels.shJacobi);
