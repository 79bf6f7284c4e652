/**
 * The inner loops of recursive filters, in the transposed direct form II: every sample needs the state that the one before
 * left, so what counts is a short way from one sample to the next. For each small order a loop is made in which coefficients
 * and state are local variables.
 */
import { signalKernels } from '../../backends/native/kernels/signal.js';

/** Filters `n` samples of `x` from `at` on into `y`; `z` is the state, changed in place. `x` and `y` may be the same. */
export type FilterLoop = (
  b: Float64Array,
  a: Float64Array,
  x: Float64Array,
  y: Float64Array,
  at: number,
  n: number,
  z: Float64Array,
) => void;

const LARGEST_UNROLLED = 12;

const loops = new Map<string, FilterLoop>();

function unrolled(order: number, recursive: boolean): FilterLoop {
  const range = Array.from({ length: order }, (_, k) => k);
  const lines = [
    `let b0 = b[0]`,
    ...range.map((k) => `const b${k + 1} = b[${k + 1}]`),
    ...(recursive ? range.map((k) => `const a${k + 1} = a[${k + 1}]`) : []),
    ...range.map((k) => `let z${k} = z[${k}]`),
    `for (let i = at, end = at + n; i < end; i++) {`,
    `const u = x[i]`,
    `const v = z0 + b0 * u`,
    // The sum of input and state does not wait for v; only one product and one difference do.
    ...range.map((k) => {
      const rest = k === order - 1 ? `b${k + 1} * u` : `(z${k + 1} + b${k + 1} * u)`;
      return `z${k} = ${rest}${recursive ? ` - a${k + 1} * v` : ''}`;
    }),
    `y[i] = v`,
    `}`,
    ...range.map((k) => `z[${k}] = z${k}`),
  ];
  return new Function('b', 'a', 'x', 'y', 'at', 'n', 'z', lines.join('\n')) as FilterLoop;
}

const general: FilterLoop = (b, a, x, y, at, n, z) => {
  const order = z.length;
  const last = order - 1;
  for (let i = at, end = at + n; i < end; i++) {
    const u = x[i]!;
    const v = z[0]! + b[0]! * u;
    for (let k = 0; k < last; k++) z[k] = z[k + 1]! + b[k + 1]! * u - a[k + 1]! * v;
    z[last] = b[order]! * u - a[order]! * v;
    y[i] = v;
  }
};

/** The loop for filters of an order; with `recursive` false the denominator is 1. */
export function filterLoop(order: number, recursive: boolean): FilterLoop {
  if (order === 0) {
    return (b, _, x, y, at, n) => {
      const b0 = b[0]!;
      for (let i = at, end = at + n; i < end; i++) y[i] = b0 * x[i]!;
    };
  }
  if (order > LARGEST_UNROLLED) return general;
  const key = `${order} ${recursive}`;
  let loop = loops.get(key);
  if (!loop) loops.set(key, (loop = unrolled(order, recursive)));
  return loop;
}

/** Samples below which a compiled loop gains nothing. */
const NATIVE_FROM = 32;

/** Samples that go through one pair of sections before the next pair sees them: they stay in the cache. */
const BLOCK = 2048;

/**
 * Second-order sections, in pairs: the second section of a pair works on one sample while the first is at the next.
 *
 * @param sos - six coefficients a section
 * @param x - input
 * @param y - output, may be the same
 * @param z - two numbers of state a section, changed in place
 */
export function filterSections(
  sos: Float64Array,
  x: Float64Array,
  y: Float64Array,
  at: number,
  n: number,
  z: Float64Array,
): void {
  const sections = sos.length / 6;
  const native = n >= NATIVE_FROM && sections > 0 ? signalKernels() : undefined;
  if (native) return native.sections(sos, x.subarray(at, at + n), y.subarray(at, at + n), z, sections, n);
  for (let from = at; from < at + n; from += BLOCK) {
    const to = Math.min(at + n, from + BLOCK);
    let source = x;
    let s = 0;
    for (; s + 1 < sections; s += 2) {
      twoSections(sos, 6 * s, source, y, from, to, z, 2 * s);
      source = y;
    }
    if (s < sections) oneSection(sos, 6 * s, source, y, from, to, z, 2 * s);
    else if (sections === 0) y.set(x.subarray(from, to), from);
  }
}

function oneSection(
  c: Float64Array,
  k: number,
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  z: Float64Array,
  s: number,
): void {
  const b0 = c[k]!;
  const b1 = c[k + 1]!;
  const b2 = c[k + 2]!;
  const a1 = c[k + 4]!;
  const a2 = c[k + 5]!;
  let z0 = z[s]!;
  let z1 = z[s + 1]!;
  for (let i = from; i < to; i++) {
    const u = x[i]!;
    const v = z0 + b0 * u;
    z0 = z1 + b1 * u - a1 * v;
    z1 = b2 * u - a2 * v;
    y[i] = v;
  }
  z[s] = z0;
  z[s + 1] = z1;
}

function twoSections(
  c: Float64Array,
  k: number,
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  z: Float64Array,
  s: number,
): void {
  const b0 = c[k]!;
  const b1 = c[k + 1]!;
  const b2 = c[k + 2]!;
  const a1 = c[k + 4]!;
  const a2 = c[k + 5]!;
  const d0 = c[k + 6]!;
  const d1 = c[k + 7]!;
  const d2 = c[k + 8]!;
  const e1 = c[k + 10]!;
  const e2 = c[k + 11]!;
  let z0 = z[s]!;
  let z1 = z[s + 1]!;
  let w0 = z[s + 2]!;
  let w1 = z[s + 3]!;
  for (let i = from; i < to; i++) {
    const u = x[i]!;
    const v = z0 + b0 * u;
    z0 = z1 + b1 * u - a1 * v;
    z1 = b2 * u - a2 * v;
    const t = w0 + d0 * v;
    w0 = w1 + d1 * v - e1 * t;
    w1 = d2 * v - e2 * t;
    y[i] = t;
  }
  z[s] = z0;
  z[s + 1] = z1;
  z[s + 2] = w0;
  z[s + 3] = w1;
}
