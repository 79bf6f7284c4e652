/**
 * Plans: how a complex transform of a length is computed, laid down in the memory of the WebAssembly module for
 * assembly/fft/execute.ts, with its tables. They are kept as long as that memory.
 */
import { WasmModule, hasWebAssembly } from '../../backends/wasm/module.js';
import { fft as source } from '../../backends/wasm/sources/fft.js';
import type { TrigonometricKind } from '../engine/engine.js';
import { convolutionLength, costOf, radicesOf } from './factors.js';
import { root, rootIm, rootRe } from './roots.js';

/** The functions of assembly/fft.ts. */
export interface FftExports extends Record<string, unknown> {
  transform(plan: number, src: number, dst: number, b: number, work: number): void;
  transformAlong(plan: number, x: number, outer: number, n: number, inner: number, block: number, work: number): void;
  realForward(
    real: number,
    x: number,
    y: number,
    outer: number,
    inner: number,
    block: number,
    conjugate: boolean,
    work: number,
  ): void;
  realBackward(
    real: number,
    y: number,
    x: number,
    outer: number,
    inner: number,
    block: number,
    conjugate: boolean,
    work: number,
  ): void;
  cosineAlong(plan: number, x: number, outer: number, inner: number, block: number, work: number): void;
  scale(x: number, bytes: number, factor: number): void;
}

/** A plan as it lies in memory. */
export interface Plan {
  readonly n: number;
  readonly address: number;
  /** Does it take one column only? */
  readonly single: boolean;
  /** Bytes of scratch that it takes for `b` columns. */
  work(b: number): number;
}

export let wasm = new WasmModule<FftExports>(source);

/** Compute with or without fused multiply-add from now on, for tests of both variants. */
export function useVariant(variant: 'plain' | 'relaxed'): void {
  wasm = new WasmModule<FftExports>(source, variant);
  epoch = 0;
}

/** From this length on rows are split in two; see `split` in assembly/fft/execute.ts. */
const SPLIT_FROM = 2 ** 17;
/** Columns or rows of a split transform that are computed together. */
const SPLIT_BLOCK = 8;
/** Tables beyond this are let go, all at once, before the next transform, unless one transform alone needs as much. */
const MOST_BYTES = 128 * 2 ** 20;
const MOST_PLANS = 256;

let epoch = 0;
let keptBytes = 0;
/** How many transforms have made the plans that are kept, and whether the current one has made any. */
let makers = 0;
let making = false;
const plans = new Map<number, Plan>();

function keep(bytes: number): number {
  keptBytes += bytes;
  if (!making) makers++;
  making = true;
  return wasm.keep(bytes);
}

/** The address of a table of doubles. */
function table(values: Float64Array): number {
  const address = keep(values.byteLength);
  wasm.views.doubles(address, values.length).set(values);
  return address;
}

function words(values: readonly number[]): number {
  const address = keep(4 * values.length);
  wasm.views.ints(address, values.length).set(values);
  return address;
}

/** Forget all plans if there are too many; to be called before a transform, when none is in use. */
export function limitPlans(): void {
  making = false;
  if ((keptBytes > MOST_BYTES && makers > 1) || plans.size + realPlans.size + cosinePlans.size > MOST_PLANS)
    wasm.forget();
}

/** The plan for a length, made when it is first wanted. Only without scratch in use. */
export function planOf(n: number, inverse: boolean, single: boolean): Plan {
  if (epoch !== wasm.epoch) {
    if (!hasWebAssembly()) {
      throw new Error(
        'fft: this JavaScript engine has no WebAssembly (was it started with --jitless?); install FFTW or switch it on',
      );
    }
    plans.clear();
    realPlans.clear();
    cosinePlans.clear();
    keptBytes = 0;
    makers = 0;
    void wasm.exports;
    epoch = wasm.epoch;
  }
  const split = single && n >= SPLIT_FROM;
  const key = n * 4 + (inverse ? 1 : 0) + (split ? 2 : 0);
  let plan = plans.get(key);
  if (!plan) {
    plan = makePlan(n, inverse, split);
    plans.set(key, plan);
  }
  return plan;
}

function makePlan(n: number, inverse: boolean, single: boolean): Plan {
  const radices = radicesOf(n);
  if (!radices) return chirpPlan(n, inverse, single);
  if (radices.some((radix) => radix > 13)) {
    const m = convolutionLength(n);
    if (2.5 * costOf(m) + 4 * m < costOf(n)) return chirpPlan(n, inverse, single);
  }
  if (single) {
    const [n1, n2] = balanced(radices);
    if (n1 >= 16 && n2 >= 16) return splitPlan(n1, n2, inverse);
  }
  return passesPlan(n, radices, inverse);
}

/** Two factors of about the same size. */
function balanced(radices: readonly number[]): [number, number] {
  const n = radices.reduce((a, b) => a * b, 1);
  let best = 1;
  const divisors = new Set([1]);
  for (const radix of radices) for (const d of [...divisors]) divisors.add(d * radix);
  for (const d of divisors) if (d * d <= n && d > best) best = d;
  return [best, n / best];
}

function passesPlan(n: number, radices: readonly number[], inverse: boolean): Plan {
  const sign = inverse ? 1 : -1;
  const list = [0, n, inverse ? 1 : 0, radices.length];
  let m = n;
  for (const radix of radices) {
    const length = m;
    m /= radix;
    const factors = new Float64Array(Math.max(3 * (radix - 1) * (m - 1), 3 * (radix - 1)));
    let at = 0;
    for (let p = 1; p < m; p++) {
      for (let k = 1; k < radix; k++) {
        root(k * p, length);
        factors[at++] = rootRe;
        factors[at++] = -sign * rootIm;
        factors[at++] = sign * rootIm;
      }
    }
    list.push(radix, table(factors), radix > 8 ? table(rootTable(radix)) : 0);
  }
  return { n, address: words(list), single: false, work: (b) => 32 * n * b + 128 };
}

/** cos and sin of 2 pi j / n, in turn. */
function rootTable(n: number): Float64Array {
  const values = new Float64Array(2 * n);
  for (let j = 0; j < n; j++) {
    root(j, n);
    values[2 * j] = rootRe;
    values[2 * j + 1] = rootIm;
  }
  return values;
}

function splitPlan(n1: number, n2: number, inverse: boolean): Plan {
  const n = n1 * n2;
  const first = planOf(n1, inverse, false);
  const second = planOf(n2, inverse, false);
  const shift = Math.ceil(Math.log2(n) / 2);
  const low = 2 ** shift;
  const powers = (count: number, step: number): number => {
    const values = new Float64Array(2 * count);
    for (let j = 0; j < count; j++) {
      root(j * step, n);
      values[2 * j] = rootRe;
      values[2 * j + 1] = inverse ? rootIm : -rootIm;
    }
    return table(values);
  };
  const high = powers(Math.ceil(n / low), low);
  const list = [1, n, inverse ? 1 : 0, first.address, second.address, high, powers(low, 1), shift, SPLIT_BLOCK];
  const longer = Math.max(n1, n2);
  const rest = Math.max(first.work(SPLIT_BLOCK), second.work(SPLIT_BLOCK));
  return {
    n,
    address: words(list),
    single: true,
    work: () => 16 * n + 32 * longer * SPLIT_BLOCK + 256 + rest,
  };
}

/** Bluestein's algorithm: w^(j k) = w^(j^2 / 2) w^(k^2 / 2) w^(-(k - j)^2 / 2). */
function chirpPlan(n: number, inverse: boolean, single: boolean): Plan {
  const m = convolutionLength(n);
  const inner = planOf(m, false, single);
  const factors = new Float64Array(2 * n);
  // j^2 modulo 2 n, by differences.
  for (let j = 0, square = 0; j < n; j++) {
    root(square, 2 * n);
    factors[2 * j] = rootRe;
    factors[2 * j + 1] = inverse ? rootIm : -rootIm;
    square += 2 * j + 1;
    if (square >= 2 * n) square -= 2 * n;
  }
  const chirp = table(factors);
  const kernel = keep(16 * m);
  wasm.scratch((scratch, { transform }) => {
    const source = scratch.reserve(16 * m);
    const work = scratch.reserve(inner.work(1));
    const values = scratch.doubles(source, 2 * m);
    values.fill(0);
    for (let j = 0; j < n; j++) {
      const re = factors[2 * j]! / m;
      const im = -factors[2 * j + 1]! / m;
      values[2 * j] = re;
      values[2 * j + 1] = im;
      if (j > 0) {
        values[2 * (m - j)] = re;
        values[2 * (m - j) + 1] = im;
      }
    }
    transform(inner.address, source, kernel, 1, work);
  }, true);
  const list = [2, n, inverse ? 1 : 0, inner.address, chirp, kernel];
  return {
    n,
    address: words(list),
    single: inner.single,
    work: (b) => 32 * m * b + 256 + inner.work(b),
  };
}

/** A plan for real rows of length n; see assembly/fft/real.ts. */
export interface RealPlan {
  readonly address: number;
  readonly single: boolean;
  work(b: number): number;
}

const realPlans = new Map<number, RealPlan>();
const cosinePlans = new Map<string, RealPlan>();

/** The plan for real rows of a length: forward, or back. */
export function realPlanOf(n: number, inverse: boolean, single: boolean): RealPlan {
  const complex = planOf(n & 1 ? n : n >> 1, inverse, single);
  const key = n * 4 + (inverse ? 1 : 0) + (complex.single ? 2 : 0);
  let plan = realPlans.get(key);
  if (!plan) {
    const factors = new Float64Array(2 * ((n >> 2) + 1));
    if (!(n & 1)) {
      for (let k = 0; k <= n >> 2; k++) {
        root(k, n);
        factors[2 * k] = rootIm / 2;
        factors[2 * k + 1] = rootRe / 2;
      }
    }
    const address = words([n, complex.address, table(factors)]);
    plan = { address, single: complex.single, work: (b) => 16 * n * b + 64 + complex.work(b) };
    realPlans.set(key, plan);
  }
  return plan;
}

/** cos and sin of 2 pi (first + k step) / n. */
function arc(count: number, first: number, step: number, n: number): Float64Array {
  const values = new Float64Array(2 * count);
  for (let k = 0; k < count; k++) {
    root(first + k * step, n);
    values[2 * k] = rootRe;
    values[2 * k + 1] = rootIm;
  }
  return values;
}

/** The plan for a cosine or sine transform; see assembly/fft/cosine.ts. */
export function cosinePlanOf(kind: TrigonometricKind, n: number): RealPlan {
  // Looks first whether the memory has begun anew.
  planOf(1, false, false);
  const key = `${kind} ${n}`;
  let plan = cosinePlans.get(key);
  if (!plan) {
    const type = Number(kind[3]);
    const sine = kind.startsWith('dst');
    const [before, after] = !sine || type === 1 ? [0, 0] : type === 2 ? [2, 1] : [1, 2];
    let inner: RealPlan | Plan;
    let factors: Float64Array = new Float64Array(2);
    if (type === 1) inner = realPlanOf(sine ? 2 * n + 2 : 2 * n - 2, false, true);
    else if (type === 4 && n % 2 === 0) {
      inner = planOf(n / 2, false, true);
      factors = new Float64Array(2 * n);
      factors.set(arc(n / 2, 1, 4, 8 * n));
      factors.set(arc(n / 2, 0, 1, 2 * n), n);
    } else {
      const length = type === 4 ? 2 * n : n;
      inner = realPlanOf(length, type === 3, true);
      factors = arc((length >> 1) + 1, 0, 1, 4 * length);
    }
    const code = type === 1 && sine ? 5 : type;
    const address = words([code, n, inner.address, table(factors), before, after]);
    plan = { address, single: true, work: () => 6 * (16 * n + 80) + inner.work(1) };
    cosinePlans.set(key, plan);
  }
  return plan;
}
