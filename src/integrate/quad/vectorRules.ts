/** Rules for integrals of vectors over one interval, with their errors in a norm. */
import { scaledError, type GK21 } from './gaussKronrod.js';

/** An interval, its integral and errors. */
export interface Piece {
  readonly a: number;
  readonly b: number;
  readonly value: Float64Array;
  readonly error: number;
  readonly rounding: number;
}

export type Vector = (x: number) => Float64Array;
export type Norm = (values: Float64Array) => number;

export const NORMS: Readonly<Record<'2' | 'max', Norm>> = {
  2: (values) => Math.hypot(...values),
  max: (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
};

/** A Gauss-Kronrod pair over one interval, component by component. */
export function kronrodRule(pair: typeof GK21, f: Vector, norm: Norm, a: number, b: number): Piece {
  const { nodes, kronrod, gauss, gaussHasCentre } = pair;
  const centre = 0.5 * (a + b);
  const half = 0.5 * (b - a);
  const count = nodes.length;
  const middle = f(centre);
  const n = middle.length;
  const values: [Float64Array, number][] = [[middle, kronrod[count]!]];
  const sum = new Float64Array(n);
  const inner = new Float64Array(n);
  const size = new Float64Array(n);
  const add = (target: Float64Array, weight: number, source: Float64Array): void => {
    for (let i = 0; i < n; i++) target[i] = target[i]! + weight * source[i]!;
  };
  if (gaussHasCentre) add(inner, gauss[gauss.length - 1]!, middle);
  for (let k = 0; k < count; k++) {
    for (const x of [centre - half * nodes[k]!, centre + half * nodes[k]!]) {
      const value = f(x);
      values.push([value, kronrod[k]!]);
      if (k % 2 === 1) add(inner, gauss[k >> 1]!, value);
    }
  }
  for (const [value, weight] of values) {
    add(sum, weight, value);
    for (let i = 0; i < n; i++) size[i] = size[i]! + weight * Math.abs(value[i]!);
  }
  const deviation = new Float64Array(n);
  for (const [value, weight] of values) {
    for (let i = 0; i < n; i++) deviation[i] = deviation[i]! + weight * Math.abs(value[i]! - 0.5 * sum[i]!);
  }
  const scale = Math.abs(half);
  const error = scaledError(
    scale * norm(sum.map((value, i) => value - inner[i]!)),
    scale * norm(deviation),
    scale * norm(size),
  );
  return { a, b, value: sum.map((value) => value * half), error, rounding: 50 * Number.EPSILON * scale * norm(size) };
}

export function trapezoidRule(f: Vector, norm: Norm, a: number, b: number): Piece {
  const [first, middle, last] = [f(a), f(0.5 * (a + b)), f(b)];
  const h = b - a;
  const fine = first.map((value, i) => 0.25 * h * (value + 2 * middle[i]! + last[i]!));
  const coarse = first.map((value, i) => 0.5 * h * (value + last[i]!));
  const sizes = first.map((value, i) => Math.abs(value) + 2 * Math.abs(middle[i]!) + Math.abs(last[i]!));
  return {
    a,
    b,
    value: fine,
    error: norm(fine.map((value, i) => value - coarse[i]!)) / 3,
    rounding: 0.25 * Math.abs(h) * norm(sizes) * 2e-16,
  };
}
