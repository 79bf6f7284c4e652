/** Upsampling, filtering and downsampling in one go: only samples that stay are computed. */
import { backend, type StridedView } from '../../backends/backend.js';
import { signalKernels } from '../../backends/native/kernels/signal.js';
import { defineTask, share } from '../../backends/task.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import { chunksFor, productCost, viewOf } from '../filters/sliding.js';
import { arrayOfRows, fresh, rowsOf, shapedParts, type Numbers, type Parts } from '../values.js';

/** How a signal goes on beyond its ends. */
export type ExtensionMode =
  'constant' | 'wrap' | 'edge' | 'smooth' | 'symmetric' | 'reflect' | 'antisymmetric' | 'antireflect' | 'line';

export const EXTENSION_MODES: readonly string[] = [
  'constant', 'wrap', 'edge', 'smooth', 'symmetric', 'reflect', 'antisymmetric', 'antireflect', 'line',
]; // prettier-ignore

/** Options of `upfirdn`. */
export interface UpfirdnOptions {
  /** How many samples each becomes, zeros between. Default 1. */
  up?: number;
  /** Of how many samples one stays. Default 1. */
  down?: number;
  /** The axis of time. Default -1. */
  axis?: number;
  /** What lies beyond the ends; `cval` by default (`'constant'`). */
  mode?: ExtensionMode;
  /** The value beyond the ends. Default 0. */
  cval?: number;
}

/** The sample of an index outside, of `n` samples from `at` on. */
function beyond(x: Float64Array, at: number, n: number, i: number, mode: ExtensionMode, cval: number): number {
  const first = x[at]!;
  const last = x[at + n - 1]!;
  switch (mode) {
    case 'constant':
      return cval;
    case 'wrap':
      return x[at + (((i % n) + n) % n)]!;
    case 'edge':
      return i < 0 ? first : last;
    case 'smooth': {
      const step = n > 1 ? 1 : 0;
      return i < 0 ? first + i * (x[at + step]! - first) : last + (i - n + 1) * (last - x[at + n - 1 - step]!);
    }
    case 'line': {
      const slope = n > 1 ? (last - first) / (n - 1) : 0;
      return i < 0 ? first + i * slope : last + (i - n + 1) * slope;
    }
    case 'symmetric':
    case 'antisymmetric': {
      const k = ((i % (2 * n)) + 2 * n) % (2 * n);
      if (k < n) return x[at + k]!;
      return (mode === 'symmetric' ? 1 : -1) * x[at + 2 * n - 1 - k]!;
    }
    default: {
      if (n === 1) return first;
      const period = 2 * (n - 1);
      const k = ((i % period) + period) % period;
      if (mode === 'reflect') return x[at + (k < n ? k : period - k)]!;
      // Turned about the end points, over and over: every period rises by twice their difference.
      const rise = 2 * (last - first) * Math.floor(i / period);
      return rise + (k < n ? x[at + k]! : 2 * last - x[at + period - k]!);
    }
  }
}

/** How many samples come out. */
export const outputLength = (taps: number, n: number, up: number, down: number): number =>
  n === 0 ? 0 : Math.floor(((n - 1) * up + taps - 1) / down) + 1;

/** Sums of a phase's taps times neighbouring samples: four running sums, then the rest, as the compiled loop takes them. */
function polyphase(
  phases: Float64Array,
  width: number,
  up: number,
  down: number,
  x: Float64Array,
  y: Float64Array,
  from: number,
  firstPhase: number,
): void {
  const n = y.length;
  const native = n >= 64 ? signalKernels() : undefined;
  if (native) return native.polyphase(phases, x, y, width, up, down, n, from, firstPhase);
  const whole = Math.floor(down / up);
  const part = down % up;
  const fours = width - (width % 4);
  let phase = firstPhase;
  let base = from;
  for (let k = 0; k < n; k++) {
    const taps = phase * width;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let j = 0; j < fours; j += 4) {
      const t = taps + j;
      const b = base + j;
      s0 += phases[t]! * x[b]!;
      s1 += phases[t + 1]! * x[b + 1]!;
      s2 += phases[t + 2]! * x[b + 2]!;
      s3 += phases[t + 3]! * x[b + 3]!;
    }
    let sum = s0 + s1 + (s2 + s3);
    for (let j = fours; j < width; j++) sum += phases[taps + j]! * x[base + j]!;
    y[k] = sum;
    base += whole;
    phase += part;
    if (phase >= up) {
      phase -= up;
      base++;
    }
  }
}

const resampling = defineTask(
  'signal: polyphase',
  (
    chunk,
    chunks,
    width: number,
    up: number,
    down: number,
    rows: number,
    n: number,
    length: number,
    first: number,
    low: number,
    high: number,
    phases: StridedView,
    x: StridedView,
    y: StridedView,
  ) => {
    const inside = high - low;
    const [start, end] = share(rows * inside, chunk, chunks, 32);
    for (let at = start; at < end;) {
      const row = Math.floor(at / inside);
      const k = low + (at - row * inside);
      const count = Math.min(end - at, high - k);
      const newest = Math.floor((k * down) / up);
      polyphase(
        phases.storage as Float64Array,
        width,
        up,
        down,
        (x.storage as Float64Array).subarray(row * n, (row + 1) * n),
        (y.storage as Float64Array).subarray(row * length + k - first, row * length + k - first + count),
        newest - width + 1,
        k * down - newest * up,
      );
      at += count;
    }
  },
  [11],
);

/**
 * Rows filtered; the taps are sorted by which of them meet samples, and not zeros, at the same time.
 *
 * @param first - the first sample that is wanted
 * @param length - how many of them
 */
export function upfirdnRows(
  h: Float64Array,
  x: Float64Array,
  rows: number,
  n: number,
  up: number,
  down: number,
  mode: ExtensionMode = 'constant',
  cval = 0,
  first = 0,
  length = outputLength(h.length, n, up, down),
): Float64Array {
  const width = Math.ceil(h.length / up);
  // Phase p: taps p, p + up, ... backwards, so that they run along with the samples.
  const phases = new Float64Array(up * width);
  for (let p = 0; p < up; p++) {
    for (let j = 0; j < width; j++) {
      const k = p + j * up;
      phases[p * width + width - 1 - j] = k < h.length ? h[k]! : 0;
    }
  }
  const y = fresh(rows * length);
  const last = first + length;
  // Between these the filter lies within the samples.
  const low = Math.min(last, Math.max(first, Math.ceil(((width - 1) * up) / down)));
  const high = Math.max(low, Math.min(last, Math.ceil((n * up) / down)));
  if (high > low && rows > 0) {
    const products = rows * (high - low) * width;
    const work = products * 2 * productCost();
    const chunks = chunksFor(work, Math.ceil((rows * (high - low)) / 64));
    const sizes = [width, up, down, rows, n, length, first, low, high] as const;
    backend().run(resampling, chunks, work, ...sizes, viewOf(phases), viewOf(x), viewOf(y));
  }
  const plain = mode === 'constant' && cval === 0;
  for (let row = 0; row < rows; row++) {
    const at = row * n;
    const atEdge = (k: number): void => {
      const newest = Math.floor((k * down) / up);
      const taps = (k * down - newest * up) * width;
      const from = newest - width + 1;
      let sum = 0;
      if (plain) {
        const end = Math.min(width, n - from);
        for (let j = Math.max(0, -from); j < end; j++) sum += phases[taps + j]! * x[at + from + j]!;
      } else {
        for (let j = 0; j < width; j++) {
          const i = from + j;
          sum += phases[taps + j]! * (i >= 0 && i < n ? x[at + i]! : beyond(x, at, n, i, mode, cval));
        }
      }
      y[row * length + k - first] = sum;
    };
    for (let k = first; k < low; k++) atEdge(k);
    for (let k = high; k < last; k++) atEdge(k);
  }
  return y;
}

/**
 * A signal upsampled, filtered and downsampled (P. Vaidyanathan, Multirate Systems and Filter Banks, 1993).
 *
 * @param h - the filter
 * @param x - the signal
 * @returns the filtered signal, all of it
 * @throws ValueError for factors below 1, or an unknown mode
 * @example
 * upfirdn([1, 1, 1], [1, 1, 1]).toArray(); // [1, 2, 3, 2, 1]
 */
export function upfirdn(h: ArrayLike, x: ArrayLike, options: UpfirdnOptions = {}): Numbers {
  checkOptions('upfirdn', options, ['up', 'down', 'axis', 'mode', 'cval']);
  const { up = 1, down = 1, axis = -1, mode = 'constant', cval = 0 } = options;
  const taps = shapedParts('upfirdn', 'h', h);
  if (taps.shape.length !== 1 || taps.re.length === 0)
    throw new ValueError(`upfirdn: h must be 1-D with non-zero length, got shape ${shapeText(taps.shape)}`);
  if (!Number.isInteger(up) || !Number.isInteger(down) || up < 1 || down < 1) {
    throw new ValueError(`upfirdn: Both up and down must be >= 1, got ${describe(up)} and ${describe(down)}`);
  }
  if (!EXTENSION_MODES.includes(mode)) throw new ValueError(`upfirdn: Unknown mode: ${describe(mode)}`);
  const rows = rowsOf('upfirdn', 'x', x, axis);
  const run = (t: Float64Array, v: Float64Array): Float64Array =>
    upfirdnRows(t, v, rows.rows, rows.n, up, down, mode, cval);
  const re = run(taps.re, rows.re);
  let im: Float64Array | null = null;
  if (taps.im || rows.im) {
    im = new Float64Array(re.length);
    const add = (to: Float64Array, from: Float64Array, sign: number): void => {
      for (let i = 0; i < to.length; i++) to[i]! += sign * from[i]!;
    };
    if (taps.im && rows.im) add(re, run(taps.im, rows.im), -1);
    if (taps.im) add(im, run(taps.im, rows.re), 1);
    if (rows.im) add(im, run(taps.re, rows.im), 1);
  }
  const parts: Parts = { re, im };
  return arrayOfRows(parts, rows, taps.single && rows.single);
}
