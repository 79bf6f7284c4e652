/** Filtering with a transfer function: lfilter, its initial states, filtfilt. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, shapeText } from '../../core/errors.js';
import { sizeOf } from '../../core/shape.js';
import {
  arrayOfRows,
  fresh,
  realArray,
  reals,
  rowsOf,
  vectorParts,
  type Numbers,
  type Parts,
  type Reals,
  type Rows,
} from '../values.js';
import { filterRows } from './rows.js';

/** Options of `lfilter`. */
export interface LfilterOptions {
  /** The axis of time. Default -1. */
  axis?: number;
  /** The state to begin with: as many as the order, along the axis of time; gives the state at the end too. */
  zi?: ArrayLike | null;
}

/** A filter whose denominator begins with 1, both of one length. */
export interface Coefficients {
  readonly b: Parts;
  readonly a: Parts;
  readonly order: number;
  readonly recursive: boolean;
}

const longer = (x: Float64Array, n: number): Float64Array => {
  if (x.length === n) return x;
  const result = new Float64Array(n);
  result.set(x);
  return result;
};

/** Coefficients divided by a[0] and filled up to one length. */
export function coefficientsOf(functionName: string, b: ArrayLike, a: ArrayLike): Coefficients & { single: boolean } {
  const num = vectorParts(functionName, 'b', b);
  const den = vectorParts(functionName, 'a', a);
  if (num.re.length === 0) throw new ValueError(`${functionName}: b must have at least one element, got none`);
  if (den.re.length === 0) throw new ValueError(`${functionName}: a must have at least one element, got none`);
  const [re, im] = [den.re[0]!, den.im ? den.im[0]! : 0];
  if (re === 0 && im === 0) {
    throw new ValueError(`${functionName}: Invalid filter coefficients: the first element of a must not be 0`);
  }
  const n = Math.max(num.re.length, den.re.length);
  const size = re * re + im * im;
  const divide = (p: Parts): Parts => {
    if (im === 0)
      return {
        re: longer(
          p.re.map((x) => x / re),
          n,
        ),
        im: p.im
          ? longer(
              p.im.map((x) => x / re),
              n,
            )
          : null,
      };
    return {
      re: longer(
        p.re.map((x, i) => (x * re + (p.im ? p.im[i]! : 0) * im) / size),
        n,
      ),
      im: longer(
        p.re.map((x, i) => ((p.im ? p.im[i]! : 0) * re - x * im) / size),
        n,
      ),
    };
  };
  const [nb, na] = [divide(num), divide(den)];
  const recursive = na.re.some((x, i) => i > 0 && x !== 0) || (na.im ? na.im.some((x, i) => i > 0 && x !== 0) : false);
  return { b: nb, a: na, order: n - 1, recursive, single: num.single && den.single };
}

/** Rows filtered with complex numbers anywhere. */
function filterComplexRows(
  c: Coefficients,
  x: Parts,
  rows: number,
  n: number,
  states: { re: Float64Array; im: Float64Array },
): Parts {
  const { order } = c;
  const y = { re: fresh(x.re.length), im: fresh(x.re.length) };
  const part = (p: Parts): { re: Float64Array; im: Float64Array } => ({
    re: p.re,
    im: p.im ?? new Float64Array(p.re.length),
  });
  const [b, a] = [part(c.b), part(c.a)];
  for (let row = 0; row < rows; row++) {
    const zr = states.re.subarray(row * order, (row + 1) * order);
    const zi = states.im.subarray(row * order, (row + 1) * order);
    for (let i = row * n; i < (row + 1) * n; i++) {
      const ur = x.re[i]!;
      const ui = x.im ? x.im[i]! : 0;
      const vr = b.re[0]! * ur - b.im[0]! * ui + (order > 0 ? zr[0]! : 0);
      const vi = b.re[0]! * ui + b.im[0]! * ur + (order > 0 ? zi[0]! : 0);
      for (let k = 0; k < order; k++) {
        const [br, bi, ar, ai] = [b.re[k + 1]!, b.im[k + 1]!, a.re[k + 1]!, a.im[k + 1]!];
        zr[k] = (k + 1 < order ? zr[k + 1]! : 0) + br * ur - bi * ui - (ar * vr - ai * vi);
        zi[k] = (k + 1 < order ? zi[k + 1]! : 0) + br * ui + bi * ur - (ar * vi + ai * vr);
      }
      y.re[i] = vr;
      y.im[i] = vi;
    }
  }
  return y;
}

/** Initial states spread over the rows of a signal. */
export function statesOf(
  functionName: string,
  zi: ArrayLike,
  rows: Rows,
  order: number,
): Rows | { re: Float64Array; im: Float64Array | null; single: boolean } {
  const given = rowsOf(functionName, 'zi', zi, rows.axis >= 0 ? axisFor(zi, rows) : -1);
  const lead = rows.shape.filter((_, k) => k !== rows.axis);
  const want = [...rows.shape];
  want[rows.axis] = order;
  const mismatch = (): never => {
    throw new ValueError(
      `${functionName}: Unexpected shape for zi: expected ${shapeText(want)}, found ${shapeText(given.shape)}.`,
    );
  };
  if (given.n !== order) mismatch();
  if (given.shape.length === want.length && given.shape.every((n, k) => n === want[k])) {
    return { re: given.re.slice(), im: given.im ? given.im.slice() : null, single: given.single };
  }
  // Axes of length 1 are repeated.
  if (given.shape.length !== want.length) mismatch();
  const givenLead = given.shape.filter((_, k) => k !== rows.axis);
  if (!givenLead.every((n, k) => n === 1 || n === lead[k])) mismatch();
  const count = sizeOf(lead);
  const take = (values: Float64Array): Float64Array => {
    const result = new Float64Array(count * order);
    for (let row = 0; row < count; row++) {
      let rest = row;
      let from = 0;
      let step = 1;
      for (let k = lead.length - 1; k >= 0; k--) {
        const at = rest % lead[k]!;
        rest = Math.floor(rest / lead[k]!);
        if (givenLead[k] !== 1) from += at * step;
        step *= givenLead[k]!;
      }
      result.set(values.subarray(from * order, (from + 1) * order), row * order);
    }
    return result;
  };
  return { re: take(given.re), im: given.im ? take(given.im) : null, single: given.single };
}

function axisFor(zi: ArrayLike, rows: Rows): number {
  const depth = (v: unknown): number =>
    v && typeof v === 'object' && 'shape' in v
      ? (v as { shape: unknown[] }).shape.length
      : Array.isArray(v) || ArrayBuffer.isView(v)
        ? 1 + depth((v as unknown as unknown[])[0])
        : 0;
  return depth(zi) === rows.shape.length ? rows.axis : -1;
}

/**
 * Filter a signal with a rational transfer function, in the transposed direct form II.
 *
 * @param b - the numerator
 * @param a - the denominator; all coefficients are divided by a[0]
 * @param x - the signal
 * @returns the filtered signal; with `zi` a pair of it and the state at the end
 * @throws ValueError when a[0] is 0, or zi does not fit
 * @example
 * lfilter([1], [1, -0.5], [1, 1, 1]).toArray(); // [1, 1.5, 1.75]
 */
export function lfilter(
  b: ArrayLike,
  a: ArrayLike,
  x: ArrayLike,
  options: LfilterOptions & { zi: ArrayLike },
): [y: Numbers, zf: Numbers];
export function lfilter(b: ArrayLike, a: ArrayLike, x: ArrayLike, options?: LfilterOptions & { zi?: null }): Numbers;
export function lfilter(
  b: ArrayLike,
  a: ArrayLike,
  x: ArrayLike,
  options: LfilterOptions = {},
): Numbers | [Numbers, Numbers] {
  checkOptions('lfilter', options, ['axis', 'zi']);
  const c = coefficientsOf('lfilter', b, a);
  const rows = rowsOf('lfilter', 'x', x, options.axis ?? -1);
  const zi = options.zi ?? null;
  const given = zi === null ? null : statesOf('lfilter', zi, rows, c.order);
  const single = c.single && rows.single && (given === null || given.single);
  const size = rows.rows * c.order;
  const re = given ? given.re : new Float64Array(size);
  let y: Parts;
  let zf: Parts;
  if (c.b.im || c.a.im) {
    const states = { re, im: given?.im ?? new Float64Array(size) };
    y = filterComplexRows(c, rows, rows.rows, rows.n, states);
    zf = states;
  } else {
    // Real coefficients treat both parts alike.
    const yr = filterRows(c, rows.re, rows.rows, rows.n, re);
    const im = rows.im || given?.im ? (given?.im ?? new Float64Array(size)) : null;
    y = { re: yr, im: im ? filterRows(c, rows.im ?? new Float64Array(yr.length), rows.rows, rows.n, im) : null };
    zf = { re, im };
  }
  const result = arrayOfRows(y, rows, single);
  return zi === null ? result : [result, arrayOfRows(zf, rows, single)];
}

/** The state in which a filter's answer to a step is constant. */
export function steadyState(functionName: string, c: Coefficients): Float64Array {
  const n = c.order;
  const a = c.a.re;
  const b = c.b.re;
  if (n === 0) return new Float64Array(0);
  // (I - A^T) zi = B, with A the companion matrix of a: solved from the first equation onwards.
  let top = 0;
  let bottom = 1;
  for (let k = 1; k <= n; k++) {
    top += b[k]! - a[k]! * b[0]!;
    bottom += a[k]!;
  }
  if (bottom === 0)
    throw new ValueError(`${functionName}: the filter has a pole at 1: its answer to a step is not constant`);
  const zi = new Float64Array(n);
  zi[0] = top / bottom;
  let asum = 1;
  let csum = 0;
  for (let k = 1; k < n; k++) {
    asum += a[k]!;
    csum += b[k]! - a[k]! * b[0]!;
    zi[k] = asum * zi[0]! - csum;
  }
  return zi;
}

/**
 * The state of `lfilter` in which the answer to a step is constant from the start.
 *
 * @param b - the numerator
 * @param a - the denominator
 * @returns as many numbers as the filter's order
 * @throws ValueError when a is 0 or the filter has a pole at 1
 * @example
 * lfilterZi([1, 1], [1, -0.5]).toArray(); // [3]
 */
export function lfilterZi(b: ArrayLike, a: ArrayLike): Reals {
  const num = reals('lfilterZi', 'b', b);
  let den = reals('lfilterZi', 'a', a);
  let start = 0;
  while (den.length - start > 1 && den[start] === 0) start++;
  den = den.subarray(start);
  if (den.length < 1 || den[0] === 0)
    throw new ValueError('lfilterZi: There must be at least one nonzero `a` coefficient.');
  return realArray(steadyState('lfilterZi', coefficientsOf('lfilterZi', realArray(num), realArray(den))));
}

/**
 * The state of `lfilter` that follows from past input and output.
 *
 * @param b - the numerator
 * @param a - the denominator
 * @param y - past output, the latest first
 * @param options - `x`: past input, the latest first; zeros by default
 * @returns as many numbers as the filter's order
 * @throws ValueError when a[0] is 0
 * @example
 * lfiltic([1], [1, -0.5], [2]).toArray(); // [1]
 */
export function lfiltic(b: ArrayLike, a: ArrayLike, y: ArrayLike, options: { x?: ArrayLike | null } = {}): Reals {
  checkOptions('lfiltic', options, ['x']);
  const num = reals('lfiltic', 'b', b);
  let den = reals('lfiltic', 'a', a);
  let first = 0;
  while (first < den.length && den[first] === 0) first++;
  if (first === den.length) throw new ValueError('lfiltic: There must be at least one nonzero `a` coefficient.');
  den = den.subarray(first);
  const a0 = den[0]!;
  const [N, M] = [den.length - 1, num.length - 1];
  const K = Math.max(M, N);
  const ys = longer(reals('lfiltic', 'y', y).slice(0, Math.max(N, 0)), N);
  const xs = longer(options.x == null ? new Float64Array(0) : reals('lfiltic', 'x', options.x).slice(0, M), M);
  const zi = new Float64Array(K);
  for (let m = 0; m < M; m++) for (let k = m + 1; k <= M; k++) zi[m]! += (num[k]! / a0) * xs[k - m - 1]!;
  for (let m = 0; m < N; m++) for (let k = m + 1; k <= N; k++) zi[m]! -= (den[k]! / a0) * ys[k - m - 1]!;
  return realArray(zi);
}
