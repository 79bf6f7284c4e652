/** Zeros of Y0, Y1 and Y1', real or complex, with the values that SciPy gives beside them. */
import { checkOptions } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { count, vector } from '../arrays.js';
import { z } from '../define.js';
import { yvComplex } from './complexArgument.js';
import { zeros } from './zeros.js';

/** Options of the zeros of Y0, Y1 and Y1'. */
export interface ComplexZerosOptions {
  /** The complex zeros with positive imaginary part and negative real part instead of the real ones. */
  complex?: boolean;
}

type Pair = [NDArray<'complex128'>, NDArray<'complex128'>];
/** A function and its derivative at a point: four parts. */
type Values = (x: number, y: number) => [number, number, number, number];

/** Y0, Y1 at a point as [re, im, re, im]. */
function y01(x: number, y: number): [number, number, number, number] {
  yvComplex(0, x, y);
  const re = z[0]!;
  const im = z[1]!;
  yvComplex(1, x, y);
  return [re, im, z[0]!, z[1]!];
}

const quotient = (a: number, b: number, c: number, d: number): [number, number] => {
  const n = c * c + d * d;
  return [(a * c + b * d) / n, (b * c - a * d) / n];
};

const Y0: Values = (x, y) => {
  const [a, b, c, d] = y01(x, y);
  return [a, b, -c, -d];
};
const Y1: Values = (x, y) => {
  const [a, b, c, d] = y01(x, y);
  const [e, f] = quotient(c, d, x, y);
  return [c, d, a - e, b - f];
};
/** Y1' and Y1'' = -Y1' / z - (1 - 1 / z^2) Y1. */
const DY1: Values = (x, y) => {
  const [, , c, d] = y01(x, y);
  const [, , e, f] = Y1(x, y);
  const [g, h] = quotient(e, f, x, y);
  const [s, t] = quotient(c, d, x * x - y * y, 2 * x * y);
  return [e, f, -g - c + s, -h - d + t];
};

/** Newton's method from every start. */
function newton(f: Values, starts: [number, number][]): Float64Array {
  const list = new Float64Array(2 * starts.length);
  starts.forEach(([x, y], k) => {
    for (let step = 0; step < 40; step++) {
      const [a, b, c, d] = f(x, y);
      const [p, q] = quotient(a, b, c, d);
      x -= p;
      y -= q;
      if (Math.abs(p) + Math.abs(q) < 1e-15 * (Math.abs(x) + Math.abs(y))) break;
    }
    list[2 * k] = x;
    list[2 * k + 1] = y;
  });
  return list;
}

/** The complex zeros lie at heights that tend to ln(3) / 2, half a period apart (DLMF 10.21(ix)). */
function complexStarts(first: readonly [number, number][], then: number, nt: number): [number, number][] {
  return Array.from({ length: nt }, (_, k) => first[k] ?? [-(then + k * Math.PI), 0.55]);
}

function give(
  name: string,
  nt: number,
  options: ComplexZerosOptions,
  f: Values,
  real: () => Float64Array,
  first: readonly [number, number][],
  then: number,
  values: (x: number, y: number) => [number, number],
): Pair {
  checkOptions(name, options, ['complex']);
  count(name, 'nt', nt, 1);
  let at: Float64Array;
  if (options.complex) at = newton(f, complexStarts(first, then, nt));
  else {
    const list = real();
    at = new Float64Array(2 * nt);
    list.forEach((x, k) => {
      at[2 * k] = x;
    });
  }
  const second = new Float64Array(2 * nt);
  for (let k = 0; k < nt; k++)
    [second[2 * k], second[2 * k + 1]] = values(at[2 * k]!, at[2 * k + 1]!) as [number, number];
  return [vector(at, undefined, 'complex128'), vector(second, undefined, 'complex128')];
}

/**
 * The first `nt` zeros of Y0.
 *
 * @param nt - how many
 * @param options - `complex`: the complex zeros
 * @returns the zeros, and the values of Y0' there; both complex. (SciPy gives the derivative's negative.)
 */
export function y0Zeros(nt: number, options: ComplexZerosOptions = {}): Pair {
  return give(
    'y0Zeros',
    nt,
    options,
    Y0,
    () => zeros('Y', 0, nt),
    [],
    2.38,
    (x, y) => [Y0(x, y)[2], Y0(x, y)[3]],
  );
}
/** The first `nt` zeros of Y1, and the values of Y1' there; both complex. */
export function y1Zeros(nt: number, options: ComplexZerosOptions = {}): Pair {
  return give(
    'y1Zeros',
    nt,
    options,
    Y1,
    () => zeros('Y', 1, nt),
    [[-0.503, 0.786]],
    0.74,
    (x, y) => [Y1(x, y)[2], Y1(x, y)[3]],
  );
}
/** The first `nt` zeros of Y1', and the values of Y1 there; both complex. */
export function y1pZeros(nt: number, options: ComplexZerosOptions = {}): Pair {
  return give(
    'y1pZeros',
    nt,
    options,
    DY1,
    () => zeros('dY', 1, nt),
    [
      [0.577, 0.904],
      [-1.94, 0.721],
    ],
    -0.83,
    (x, y) => {
      const v = y01(x, y);
      return [v[2], v[3]];
    },
  );
}
