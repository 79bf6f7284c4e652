/** Airy functions, their zeros and integrals, as SciPy gives them. */
import type { NDArray } from '../core/ndarray.js';
import { airyComplex, airyKernel, airyeComplex, airyeKernel, itairyKernel } from './airyKernel.js';
import { count, vector } from './arrays.js';
import { specialMulti, z } from './define.js';
import type { Special1Of } from './types.js';

/**
 * Airy functions.
 *
 * @returns Ai, Ai', Bi, Bi' of a real or complex argument
 * @example
 * const [ai, aip, bi, bip] = special.airy(0);
 */
export const airy = specialMulti<Special1Of<4>>('airy', 4, airyKernel, { complex: airyComplex });
/**
 * Airy functions times exponentials: Ai and Ai' times exp(zeta), Bi and Bi' times exp(-|Re zeta|), zeta = (2 / 3) z sqrt(z).
 *
 * @returns the four; the first two are NaN for real arguments below 0
 */
export const airye = specialMulti<Special1Of<4>>('airye', 4, airyeKernel, { complex: airyeComplex });
/** The integrals from 0 to x of Ai(t), Bi(t), Ai(-t) and Bi(-t). */
export const itairy = specialMulti<Special1Of<4>>('itairy', 4, itairyKernel);

/** Newton's method for a zero of the function in z[at] (a derivative where at is odd), from x. */
function newton(at: number, x: number): number {
  for (let step = 0; step < 12; step++) {
    airyKernel(x);
    const f = z[at]!;
    // Ai'' = x Ai: the slope of the derivative.
    const slope = at & 1 ? x * z[at - 1]! : z[at + 1]!;
    const d = f / slope;
    x -= d;
    if (Math.abs(d) < 1e-15 * Math.abs(x)) break;
  }
  return x;
}

type Four = [NDArray<'float64'>, NDArray<'float64'>, NDArray<'float64'>, NDArray<'float64'>];

function zerosOf(name: string, nt: number, at: 0 | 2): Four {
  count(name, 'nt', nt, 1);
  const lists = Array.from({ length: 4 }, () => new Float64Array(nt));
  // DLMF 9.9.18 to 9.9.21: -t^(2/3) (1 + 5 / (48 t^2)), with 7 for the derivative.
  const start = (t: number, c: number): number => -Math.cbrt(t * t) * (1 + c / (48 * t * t));
  for (let k = 1; k <= nt; k++) {
    const t = ((3 * Math.PI) / 8) * (4 * k - (at === 0 ? 1 : 3));
    const s = ((3 * Math.PI) / 8) * (4 * k - (at === 0 ? 3 : 1));
    const a = newton(at, k === 1 ? (at === 0 ? -2.338 : -1.174) : start(t, 5));
    const b = newton(at + 1, k === 1 ? (at === 0 ? -1.019 : -2.294) : start(s, -7));
    lists[0]![k - 1] = a;
    lists[1]![k - 1] = b;
    airyKernel(b);
    lists[2]![k - 1] = z[at]!;
    airyKernel(a);
    lists[3]![k - 1] = z[at + 1]!;
  }
  return lists.map((list) => vector(list)) as Four;
}

/**
 * The first `nt` zeros of Ai and of Ai', all negative.
 *
 * @param nt - how many
 * @returns zeros of Ai, zeros of Ai', values of Ai at the latter, values of Ai' at the former
 * @example
 * special.aiZeros(1)[0].toArray(); // [-2.338107410459767]
 */
export function aiZeros(nt: number): Four {
  return zerosOf('aiZeros', nt, 0);
}
/** The first `nt` zeros of Bi and of Bi' on the negative axis, values of Bi at the latter and of Bi' at the former. */
export function biZeros(nt: number): Four {
  return zerosOf('biZeros', nt, 2);
}
