/** Upsampling, filtering and downsampling in one go: only samples that stay are computed. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
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

/** Rows filtered; the taps are sorted by which of them meet samples, and not zeros, at the same time. */
export function upfirdnRows(
  h: Float64Array,
  x: Float64Array,
  rows: number,
  n: number,
  up: number,
  down: number,
  mode: ExtensionMode = 'constant',
  cval = 0,
): Float64Array {
  const length = outputLength(h.length, n, up, down);
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
  const plain = mode === 'constant' && cval === 0;
  for (let row = 0; row < rows; row++) {
    const at = row * n;
    const to = row * length;
    let phase = 0;
    let newest = 0;
    const whole = Math.floor(down / up);
    const part = down % up;
    for (let k = 0; k < length; k++) {
      const taps = phase * width;
      const from = newest - width + 1;
      let sum = 0;
      if (from >= 0 && newest < n) {
        const base = at + from;
        for (let j = 0; j < width; j++) sum += phases[taps + j]! * x[base + j]!;
      } else if (plain) {
        const end = Math.min(width, n - from);
        for (let j = Math.max(0, -from); j < end; j++) sum += phases[taps + j]! * x[at + from + j]!;
      } else {
        for (let j = 0; j < width; j++) {
          const i = from + j;
          sum += phases[taps + j]! * (i >= 0 && i < n ? x[at + i]! : beyond(x, at, n, i, mode, cval));
        }
      }
      y[to + k] = sum;
      newest += whole;
      phase += part;
      if (phase >= up) {
        phase -= up;
        newest++;
      }
    }
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
