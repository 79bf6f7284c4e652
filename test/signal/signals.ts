/** Signals from seeds, as oracle.py makes them, and the comparison of results with what SciPy gave. */
import { expect } from 'vitest';
import { Complex, NDArray, reshape } from '../../src/index.js';
import { complexArray, realArray } from '../../src/signal/values.js';

/** Numbers in [-0.5, 0.5) of a linear congruential generator. */
export function noise(n: number, seed: number): Float64Array {
  const out = new Float64Array(n);
  let x = seed;
  for (let i = 0; i < n; i++) {
    x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
    out[i] = x / 2 ** 31 - 0.5;
  }
  return out;
}

/** Two sines and a little noise. */
export function tones(n: number, seed: number): Float64Array {
  const z = noise(n, seed);
  return z.map((x, i) => Math.sin(0.1 * i) + 0.5 * Math.sin(0.37 * i + 1) + 0.2 * x);
}

interface Made {
  g: 'noise' | 'tones';
  n: number[];
  seed: number;
  scale: number;
  complex: boolean;
}

/** An argument from its JSON. */
export function argument(v: unknown): unknown {
  if (Array.isArray(v)) return v.map(argument);
  if (v === null || typeof v !== 'object') return v;
  if ('c' in v) return new Complex(...(v.c as [number, number]));
  if ('f' in v) return Number((v.f as string).replace('inf', 'Infinity'));
  const { g, n, seed, scale, complex } = v as Made;
  const size = n.reduce((a, b) => a * b, 1);
  const make = g === 'noise' ? noise : tones;
  const re = make(size, seed).map((x) => x * scale);
  const flat = complex ? complexArray({ re, im: make(size, seed + 7).map((x) => x * scale) }) : realArray(re);
  return n.length === 1 ? flat : reshape(flat as NDArray, n);
}

interface Expected {
  s: number[];
  z?: 1;
  v: (number | string)[];
  step?: number;
  m?: number[];
}

const number = (x: number | string): number => (typeof x === 'number' ? x : Number(x.replace('inf', 'Infinity')));

/** The parts of an array or a number, one after another. */
function flat(v: unknown): { values: number[]; shape: number[]; complex: boolean } {
  if (v instanceof NDArray) {
    const list = v.toFlatArray();
    const complex = v.info.kind === 'c';
    const values = complex ? (list as Complex[]).flatMap((z) => [z.re, z.im]) : list.map((x) => Number(x));
    return { values, shape: [...v.shape], complex };
  }
  if (v instanceof Complex) return { values: [v.re, v.im], shape: [], complex: true };
  if (typeof v === 'number' || typeof v === 'boolean' || typeof v === 'bigint') {
    return { values: [Number(v)], shape: [], complex: false };
  }
  throw new Error(`neither array nor number: ${String(v)}`);
}

/** How far apart, over the largest value of the expected array. */
export function difference(actual: unknown, expected: unknown, asSet: boolean, label: string): number {
  if (expected === null || typeof expected === 'string' || typeof expected === 'boolean') {
    if (typeof expected === 'boolean') return Boolean(actual) === expected ? 0 : Infinity;
    if (typeof expected === 'string' && typeof actual === 'number') {
      return Object.is(actual, number(expected)) ? 0 : Infinity;
    }
    return actual === expected || (expected === null && actual === undefined) ? 0 : Infinity;
  }
  if (Array.isArray(expected)) {
    const list = actual as unknown[];
    if (list.length !== expected.length)
      throw new Error(`${label}: ${list.length} results, SciPy has ${expected.length}`);
    return Math.max(0, ...expected.map((e, i) => difference(list[i], e, asSet, `${label}[${i}]`)));
  }
  const want: Expected = typeof expected === 'number' ? { s: [], v: [expected] } : (expected as Expected);
  if (want.v === undefined) {
    const object = actual as Record<string, unknown>;
    return Math.max(
      0,
      ...Object.entries(expected as Record<string, unknown>).map(([k, e]) =>
        difference(object[k], e, false, `${label}.${k}`),
      ),
    );
  }
  const got = flat(actual);
  if (got.shape.join() !== want.s.join()) throw new Error(`shape [${got.shape.join()}], SciPy has [${want.s.join()}]`);
  let values = got.values;
  // A real result where SciPy's is complex, and the other way round where all imaginary parts are zero.
  if (want.z && !got.complex) values = values.flatMap((x) => [x, 0]);
  if (!want.z && got.complex) {
    expect(values.every((x, i) => i % 2 === 0 || x === 0)).toBe(true);
    values = values.filter((_, i) => i % 2 === 0);
  }
  let scale = 1e-300;
  for (const x of want.v) if (Number.isFinite(number(x))) scale = Math.max(scale, Math.abs(number(x)));
  if (asSet && !want.step) return setDifference(values, want.v.map(number), want.z ? 2 : 1) / scale;
  let worst = 0;
  want.v.forEach((x, i) => {
    const a = values[i * (want.step ?? 1)]!;
    const b = number(x);
    if (Object.is(a, b) || a === b) return;
    worst = Math.max(worst, Number.isFinite(b) && Number.isFinite(a) ? Math.abs(a - b) / scale : Infinity);
  });
  if (want.m) {
    let [sum, weighted, size] = [0, 0, 0];
    values.forEach((x, i) => {
      sum += x;
      weighted += x * ((i % 17) - 8);
      size += Math.abs(x);
    });
    const bound = Math.max(size, scale);
    if (!Number.isNaN(number(want.m[0]!)) || !Number.isNaN(sum)) {
      worst = Math.max(
        worst,
        Math.abs(sum - number(want.m[0]!)) / bound,
        Math.abs(weighted - number(want.m[1]!)) / bound / 8,
      );
    }
  }
  return Number.isNaN(worst) ? Infinity : worst;
}

function setDifference(a: readonly number[], b: readonly number[], lanes: number): number {
  if (a.length !== b.length) return Infinity;
  const left = Array.from({ length: b.length / lanes }, (_, i) => b.slice(i * lanes, i * lanes + lanes));
  let worst = 0;
  for (let i = 0; i < a.length; i += lanes) {
    let best = -1;
    let least = Infinity;
    left.forEach((x, k) => {
      const d = Math.hypot(...x.map((y, lane) => y - a[i + lane]!));
      if (d < least) [best, least] = [k, d];
    });
    if (best < 0) return Infinity;
    left.splice(best, 1);
    worst = Math.max(worst, least);
  }
  return worst;
}

/** One call that SciPy has made. */
export interface Case {
  f: string;
  args: unknown[];
  options?: Record<string, unknown>;
  r?: unknown;
  error?: string;
  message?: string;
  tol?: number;
  sets?: number[];
}
