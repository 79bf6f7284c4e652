/**
 * Zeros of Bessel functions of integer order and of their derivatives, by Newton's method on the phase: J = M cos(theta),
 * Y = M sin(theta), and the same for the derivatives (DLMF 10.18). The phase grows steadily, so that no zero is missed.
 */
import { ValueError, describe } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { count, vector } from '../arrays.js';
import { besselWaves, result } from './realOrder.js';

/** Which function: J, Y, J', Y'. */
export type Kind = 'J' | 'Y' | 'dJ' | 'dY';

const FIRST: Record<Kind, readonly number[]> = {
  // Coefficients of v^(1/3), v^(-1/3), v^-1, v^(-5/3) in DLMF 10.21.40.
  J: [1.8557571, 1.03315, -0.00397, -0.0908],
  Y: [0.9315768, 0.2603512, 0.01198, -0.006],
  dJ: [0.8086165, 0.0724901, -0.05097, 0.0094],
  dY: [1.821098, 0.9400068, -0.05809, -0.054],
};
const FIRST_ZERO: Record<Kind, number> = {
  J: 2.404825557695773,
  Y: 0.8935769662791675,
  dJ: 3.8317059702075125,
  dY: 2.197141326031017,
};

function firstGuess(kind: Kind, n: number): number {
  if (n === 0) return FIRST_ZERO[kind];
  const r = Math.cbrt(n);
  const c = FIRST[kind];
  return n + c[0]! * r + c[1]! / r + c[2]! / n + c[3]! / (n * r * r);
}

/** How far the phase is past a zero, within a quarter turn, over its slope. */
function correction(kind: Kind, n: number, x: number): number {
  besselWaves(n, x);
  let a = result[0]!;
  let b = result[2]!;
  let slope = 2 / (Math.PI * x);
  if (kind === 'dJ' || kind === 'dY') {
    a = (n / x) * a - result[1]!;
    b = (n / x) * b - result[3]!;
    slope *= 1 - (n / x) * (n / x);
  }
  const phase = kind === 'J' || kind === 'dJ' ? Math.atan(-a / b) : Math.atan(b / a);
  turn = slope / (a * a + b * b);
  return phase / turn;
}
/** The slope of the phase at the last point. */
let turn = 1;

/** The first `nt` positive zeros, ascending. */
export function zeros(kind: Kind, n: number, nt: number): Float64Array {
  const list = new Float64Array(nt);
  let x = firstGuess(kind, n);
  for (let k = 0; k < nt; k++) {
    for (let step = 0; step < 20; step++) {
      const d = correction(kind, n, x);
      x -= d;
      if (Math.abs(d) < 1e-9 * x) break;
    }
    // One more step where Newton's error has become its square.
    x -= correction(kind, n, x);
    list[k] = x;
    if (k + 1 < nt) {
      // Half a turn on: Heun's step through the inverse of the phase.
      const slope = turn;
      const ahead = x + Math.PI / slope;
      correction(kind, n, ahead);
      x += (Math.PI / 2) * (1 / slope + 1 / turn);
    }
  }
  return list;
}

function checked(name: string, n: unknown, nt: unknown): [number, number] {
  if (typeof n !== 'number' || !Number.isInteger(n)) {
    throw new ValueError(`${name}: n must be an integer, got ${describe(n)}`);
  }
  return [Math.abs(n), count(name, 'nt', nt, 1)];
}

/**
 * The first `nt` positive zeros of the Bessel function J(n, x).
 *
 * @param n - the order, an integer
 * @param nt - how many
 * @returns nt numbers, ascending
 * @throws ValueError if n or nt is no such integer
 * @example
 * special.jnZeros(0, 2).toArray(); // [2.404825557695773, 5.520078110286311]
 */
export function jnZeros(n: number, nt: number): NDArray<'float64'> {
  return vector(zeros('J', ...checked('jnZeros', n, nt)));
}
/** The first `nt` positive zeros of the derivative of J(n, x). */
export function jnpZeros(n: number, nt: number): NDArray<'float64'> {
  return vector(zeros('dJ', ...checked('jnpZeros', n, nt)));
}
/** The first `nt` positive zeros of Y(n, x). */
export function ynZeros(n: number, nt: number): NDArray<'float64'> {
  return vector(zeros('Y', ...checked('ynZeros', n, nt)));
}
/** The first `nt` positive zeros of the derivative of Y(n, x). */
export function ynpZeros(n: number, nt: number): NDArray<'float64'> {
  return vector(zeros('dY', ...checked('ynpZeros', n, nt)));
}

/**
 * The first `nt` positive zeros of J(n, x), J'(n, x), Y(n, x) and Y'(n, x), in this order.
 */
export function jnynZeros(
  n: number,
  nt: number,
): [NDArray<'float64'>, NDArray<'float64'>, NDArray<'float64'>, NDArray<'float64'>] {
  const [order, many] = checked('jnynZeros', n, nt);
  const of = (kind: Kind): NDArray<'float64'> => vector(zeros(kind, order, many));
  return [of('J'), of('dJ'), of('Y'), of('dY')];
}

/**
 * The first `nt` zeros of all J(n, x) and J'(n, x), n = 0, 1, ..., by size. The zero of J'(0, x) at 0 is among them.
 *
 * @param nt - how many, at most 1200
 * @returns the zeros; the order n of each; its number within the function; 0 for a zero of J, 1 for one of J'
 */
export function jnjnpZeros(
  nt: number,
): [NDArray<'float64'>, NDArray<'float64'>, NDArray<'float64'>, NDArray<'float64'>] {
  count('jnjnpZeros', 'nt', nt, 1);
  if (nt > 1200) throw new ValueError(`jnjnpZeros: nt must be at most 1200, got ${nt}`);
  // There are about x^2 / (2 pi) zeros below x.
  const limit = Math.sqrt(2 * Math.PI * nt) + 6;
  const found: { x: number; n: number; m: number; t: number }[] = [{ x: 0, n: 0, m: 0, t: 1 }];
  for (let n = 0; firstGuess('dJ', Math.max(n, 0)) < limit || n === 0; n++) {
    const many = Math.ceil(limit / Math.PI) + 1;
    for (const [kind, t] of [
      ['J', 0],
      ['dJ', 1],
    ] as const) {
      zeros(kind, n, many).forEach((x, k) => found.push({ x, n, m: k + 1, t }));
    }
  }
  found.sort((a, b) => a.x - b.x || a.t - b.t);
  const chosen = found.slice(0, nt);
  const of = (key: 'x' | 'n' | 'm' | 't'): NDArray<'float64'> => vector(Float64Array.from(chosen, (one) => one[key]));
  return [of('x'), of('n'), of('m'), of('t')];
}
