/**
 * The engine that hands transforms to FFTW, over all axes at once and in any layout. Plans are FFTW's estimates: they need no trials, so
 * results are the same in every run. Long rows and columns that powers of two make awkward for caches go to the portable engine.
 */
import type { StridedView } from '../../backends/backend.js';
import { FFTW_ESTIMATE, FFTW_PRESERVE_INPUT, fftw, type Fftw, type FftwPlan } from '../../backends/native/fftw.js';
import { sizeOf, stepsC } from '../../core/shape.js';
import type { ExponentialJob, FftEngine, Job, TrigonometricKind } from '../engine/engine.js';
import { portableEngine } from '../portable/engine.js';

type Floats = Float32Array | Float64Array;

/** FFTW's numbers for the kinds of real transforms. */
const REAL_KINDS: { readonly [K in TrigonometricKind]: number } = {
  dct1: 3,
  dct3: 4,
  dct2: 5,
  dct4: 6,
  dst1: 7,
  dst3: 8,
  dst2: 9,
  dst4: 10,
};

/** Rows of this length, if a power of two divides them well, are split by the portable engine: estimates pay no heed to caches. */
const LONG_ROW = 2 ** 18;
/** Columns of this length whose elements lie a multiple of so many bytes apart fall on few lines of a cache; it gathers these. */
const LONG_COLUMN = 256;
const CLASHING_BYTES = 1024;
/** Cosine and sine transforms of this length are quicker through real transforms than by FFTW's estimates. */
const LONG_COSINE = 2 ** 13;
/** Plans kept. */
const MOST_PLANS = 128;

/** The kinds of plans. */
const CODES = ['f', 'b', 'r', 'c', ...Object.keys(REAL_KINDS)];

interface Kept {
  readonly fftw: Fftw;
  readonly plan: FftwPlan;
}

/** The plans, least recently used first. */
const plans = new Map<string | number, Kept>();

/** The plan of a key, made by `make` if it is new; undefined if FFTW has none. */
function planFor(key: string | number, library: Fftw, make: () => FftwPlan | null): FftwPlan | undefined {
  const found = plans.get(key);
  if (found) {
    if (plans.size > MOST_PLANS / 2) {
      plans.delete(key);
      plans.set(key, found);
    }
    return found.plan;
  }
  const plan = make();
  if (!plan) return undefined;
  plans.set(key, { fftw: library, plan });
  if (plans.size > MOST_PLANS) {
    const [oldest, old] = plans.entries().next().value!;
    plans.delete(oldest);
    old.fftw.destroy(old.plan);
  }
  return plan;
}

/** Are FFTW's estimates good for these axes? Measured: docs/fft.md. */
function suits(shape: readonly number[], axes: readonly number[], { source }: Job): boolean {
  for (const axis of axes) {
    const n = shape[axis]!;
    const bytes = Math.abs(source.steps[axis]!) * source.info.itemsize;
    if (n >= LONG_ROW && n % CLASHING_BYTES === 0) return false;
    if (n >= LONG_COLUMN && bytes >= CLASHING_BYTES && bytes % CLASHING_BYTES === 0) return false;
  }
  return true;
}

function libraryOf(view: StridedView): Fftw | undefined {
  return fftw(view.info.itemsize / view.info.lanes === 8 ? 'float64' : 'float32');
}

/** The slots of a view from its first element on. */
function slots(view: StridedView): Floats {
  const storage = view.storage as Floats;
  return view.offset === 0 ? storage : storage.subarray(view.offset * view.info.lanes);
}

/** Dimensions as FFTW takes them: length, step in, step out, for some axes. */
function dimensions(
  shape: readonly number[],
  axes: readonly number[],
  from: readonly number[],
  to: readonly number[],
): BigInt64Array {
  const list = new BigInt64Array(3 * Math.max(axes.length, 1));
  axes.forEach((axis, k) => {
    list[3 * k] = BigInt(shape[axis]!);
    list[3 * k + 1] = BigInt(from[axis]!);
    list[3 * k + 2] = BigInt(to[axis]!);
  });
  return list;
}

/** Run a transform by FFTW: false if it cannot. */
function run(
  shape: readonly number[],
  axes: readonly number[],
  code: string,
  source: StridedView,
  target: StridedView,
  plan: (library: Fftw, dims: BigInt64Array, batch: BigInt64Array, from: Floats, to: Floats) => FftwPlan | null,
  execute: (library: Fftw) => (plan: FftwPlan, from: Floats, to: Floats) => void,
): boolean {
  const library = libraryOf(target);
  if (!library) return false;
  const from = slots(source);
  const to = source.storage === target.storage && source.offset === target.offset ? from : slots(target);
  const aligned = (library.alignment(from) << 8) | (from === to ? 0 : library.alignment(to));
  const key =
    shape.length === 1 && source.steps[0] === 1 && target.steps[0] === 1
      ? // Alignments are multiples of 4 below 64.
        ((shape[0]! * 2 + (from === to ? 1 : 0)) * 32 + CODES.indexOf(code)) * 512 +
        (library.precision === 'float32' ? 256 : 0) +
        (aligned >> 10) * 16 +
        ((aligned & 255) >> 2)
      : `${code}${library.precision}${from === to}${aligned},${axes.join('.')},${shape.join('.')},${source.steps.join('.')},${target.steps.join('.')}`;
  const made = planFor(key, library, () => {
    const rest = shape.map((_, k) => k).filter((k) => !axes.includes(k) && shape[k] !== 1);
    return plan(
      library,
      dimensions(shape, axes, source.steps, target.steps),
      dimensions(shape, rest, source.steps, target.steps),
      from,
      to,
    );
  });
  if (!made) return false;
  execute(library)(made, from, to);
  return true;
}

/** How many axes stay when those of length 1 are left out. */
function batchRank(shape: readonly number[], axes: readonly number[]): number {
  return shape.reduce((count, n, k) => count + (axes.includes(k) || n === 1 ? 0 : 1), 0);
}

/** Multiply every slot of a view, or only those of imaginary parts. */
function scaleView(shape: readonly number[], view: StridedView, re: number, im: number): void {
  if (re === 1 && im === 1) return;
  const data = view.storage as Floats;
  const { lanes } = view.info;
  const size = sizeOf(shape);
  const packed = stepsC(shape).every((step, k) => shape[k] === 1 || step === view.steps[k]);
  if (packed && re === im) {
    const end = (view.offset + size) * lanes;
    for (let i = view.offset * lanes; i < end; i++) data[i]! *= re;
    return;
  }
  const last = shape.length - 1;
  const walk = (axis: number, at: number): void => {
    const n = shape[axis]!;
    const step = view.steps[axis]! * lanes;
    for (let i = 0; i < n; i++, at += step) {
      if (axis < last) walk(axis + 1, at);
      else {
        data[at]! *= re;
        if (lanes === 2) data[at + 1]! *= im;
      }
    }
  };
  walk(0, view.offset * lanes);
}

function complex(shape: readonly number[], axes: readonly number[], job: ExponentialJob): void {
  const { source, target, inverse, scale } = job;
  const done =
    suits(shape, axes, job) &&
    run(
      shape,
      axes,
      inverse ? 'b' : 'f',
      source,
      target,
      (library, dims, batch, from, to) =>
        library.planComplex(
          axes.length,
          dims,
          batchRank(shape, axes),
          batch,
          from,
          to,
          inverse ? 1 : -1,
          FFTW_ESTIMATE,
        ),
      (library) => library.runComplex,
    );
  if (!done) return portableEngine.complex(shape, axes, job);
  scaleView(shape, target, scale, scale);
}

function realToComplex(shape: readonly number[], axis: number, job: ExponentialJob): void {
  const { source, target, inverse, scale } = job;
  const done =
    suits(shape, [axis], job) &&
    run(
      shape,
      [axis],
      'r',
      source,
      target,
      (library, dims, batch, from, to) =>
        library.planRealToComplex(1, dims, batchRank(shape, [axis]), batch, from, to, FFTW_ESTIMATE),
      (library) => library.runRealToComplex,
    );
  if (!done) return portableEngine.realToComplex(shape, axis, job);
  const half = shape.map((n, k) => (k === axis ? Math.floor(n / 2) + 1 : n));
  scaleView(half, target, scale, inverse ? -scale : scale);
}

function complexToReal(shape: readonly number[], axis: number, job: ExponentialJob): void {
  const { target, inverse, scale } = job;
  // FFTW knows only the exponent +: the conjugate goes in for the other.
  const source = inverse ? job.source : conjugated(shape, axis, job.source);
  const done =
    suits(shape, [axis], job) &&
    run(
      shape,
      [axis],
      'c',
      source,
      target,
      (library, dims, batch, from, to) =>
        library.planComplexToReal(
          1,
          dims,
          batchRank(shape, [axis]),
          batch,
          from,
          to,
          FFTW_ESTIMATE | FFTW_PRESERVE_INPUT,
        ),
      (library) => library.runComplexToReal,
    );
  if (!done) return portableEngine.complexToReal(shape, axis, job);
  scaleView(shape, target, scale, scale);
}

/** A packed copy of the half spectrum, conjugated. */
function conjugated(shape: readonly number[], axis: number, view: StridedView): StridedView {
  const half = shape.map((n, k) => (k === axis ? Math.floor(n / 2) + 1 : n));
  const data = view.storage as Floats;
  const storage = new view.info.Storage(2 * sizeOf(half)) as Floats;
  let to = 0;
  const walk = (depth: number, at: number): void => {
    if (depth === half.length) {
      storage[to++] = data[2 * at]!;
      storage[to++] = -data[2 * at + 1]!;
      return;
    }
    for (let i = 0; i < half[depth]!; i++) walk(depth + 1, at + i * view.steps[depth]!);
  };
  walk(0, view.offset);
  return { info: view.info, storage, offset: 0, steps: stepsC(half) };
}

function trigonometric(shape: readonly number[], axis: number, kind: TrigonometricKind, job: Job): void {
  const { source, target, scale } = job;
  const done =
    shape[axis]! < LONG_COSINE &&
    suits(shape, [axis], job) &&
    run(
      shape,
      [axis],
      kind,
      source,
      target,
      (library, dims, batch, from, to) =>
        library.planReal(
          1,
          dims,
          batchRank(shape, [axis]),
          batch,
          from,
          to,
          Int32Array.of(REAL_KINDS[kind]),
          FFTW_ESTIMATE,
        ),
      (library) => library.runReal,
    );
  if (!done) return portableEngine.trigonometric(shape, axis, kind, job);
  scaleView(shape, target, scale, scale);
}

export const nativeEngine: FftEngine = { name: 'fftw', complex, realToComplex, complexToReal, trigonometric };
