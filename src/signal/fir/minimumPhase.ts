/** Filters of least delay from filters of linear phase. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { transformComplex } from '../transforms.js';
import { realArray, reals, type Reals } from '../values.js';
import { warn } from '../warnings.js';

/** Options of `minimumPhase`. */
export interface MinimumPhaseOptions {
  /** Through the cepstrum (`'homomorphic'`, the default) or through a discrete Hilbert transform. */
  method?: 'homomorphic' | 'hilbert';
  /** How many points the transforms have; a few hundred times the length by default. */
  nFft?: number | null;
  /** Half as long, with the square root of the magnitude (the default), or as long, with the magnitude itself? */
  half?: boolean;
}

const pairs = (x: Float64Array, n: number): Float64Array => {
  const result = new Float64Array(2 * n);
  for (let i = 0; i < Math.min(n, x.length); i++) result[2 * i] = x[i]!;
  return result;
};

const exponential = (z: Float64Array): void => {
  for (let i = 0; i < z.length; i += 2) {
    const size = Math.exp(z[i]!);
    const angle = z[i + 1]!;
    z[i] = size * Math.cos(angle);
    z[i + 1] = size * Math.sin(angle);
  }
};

/**
 * A filter of minimum phase from one of linear phase.
 *
 * @param h - the filter, symmetric
 * @returns the filter of minimum phase; half as long, with the square root of the magnitude, unless `half` is false
 * @throws ValueError for fewer than three coefficients, unknown methods, or too short a transform
 * @example
 * minimumPhase(firwin(21, 0.3)).size; // 11
 */
export function minimumPhase(h: ArrayLike, options: MinimumPhaseOptions = {}): Reals {
  checkOptions('minimumPhase', options, ['method', 'nFft', 'half']);
  const { method = 'homomorphic', half = true } = options;
  const x = reals('minimumPhase', 'h', h);
  if (x.length <= 2) throw new ValueError(`minimumPhase: h must be 1-D and at least 2 samples long, got ${x.length}`);
  if (method !== 'homomorphic' && method !== 'hilbert') {
    throw new ValueError(`minimumPhase: method must be 'homomorphic' or 'hilbert', got ${describe(method)}`);
  }
  if (method === 'hilbert' && !half)
    throw new ValueError('minimumPhase: half=False is only supported when method="homomorphic"');
  const middle = Math.floor(x.length / 2);
  for (let i = 0; i < middle; i++) {
    if (!(Math.abs(x[i]! - x[x.length - 1 - i]!) <= 1e-8 + 1e-5 * Math.abs(x[i]!))) {
      warn('minimumPhase: h does not appear to by symmetric, conversion may fail');
      break;
    }
  }
  const n = options.nFft ?? 2 ** Math.ceil(Math.log2((2 * (x.length - 1)) / 0.01));
  if (!Number.isInteger(n) || n < x.length)
    throw new ValueError(`minimumPhase: n_fft must be at least len(h)==${x.length}, got ${n}`);
  const spectrum = transformComplex(pairs(x, n));
  const found = method === 'homomorphic' ? homomorphic(spectrum, n, x.length, half) : byHilbert(spectrum, n, middle);
  return realArray(found.slice(0, half ? middle + (x.length % 2) : x.length));
}

/** The cepstrum of the magnitude, folded to the side of causes (A. Oppenheim and R. Schafer, section 13.8). */
function homomorphic(spectrum: Float64Array, n: number, length: number, half: boolean): Float64Array {
  const magnitude = new Float64Array(n);
  let least = Infinity;
  for (let i = 0; i < n; i++) {
    const m = Math.hypot(spectrum[2 * i]!, spectrum[2 * i + 1]!);
    magnitude[i] = m;
    if (m > 0 && m < least) least = m;
  }
  // Something is added so that no logarithm is infinite.
  for (let i = 0; i < n; i++) magnitude[i] = (half ? 0.5 : 1) * Math.log(magnitude[i]! + 1e-7 * least);
  const cepstrum = transformComplex(pairs(magnitude, n), 1, n, true);
  const stop = half ? Math.floor((length + 1) / 2) : Math.floor(n / 2);
  for (let i = 0; i < n; i++) {
    const w = i === 0 ? 1 : i < stop ? 2 : i === stop && (half ? length : n + 1) % 2 === 1 ? 1 : 0;
    cepstrum[2 * i]! *= w;
    cepstrum[2 * i + 1] = 0;
  }
  const back = transformComplex(cepstrum);
  exponential(back);
  return transformComplex(back, 1, n, true).filter((_, i) => i % 2 === 0);
}

/** The square root of the zero-phase response, raised so that it is nowhere negative (N. Damera-Venkata and B. Evans, 1999). */
function byHilbert(spectrum: Float64Array, n: number, middle: number): Float64Array {
  const H = new Float64Array(n);
  let [high, low] = [-Infinity, Infinity];
  for (let i = 0; i < n; i++) {
    const angle = i * ((2 * Math.PI) / n) * middle;
    H[i] = spectrum[2 * i]! * Math.cos(angle) - spectrum[2 * i + 1]! * Math.sin(angle);
    high = Math.max(high, H[i]!);
    low = Math.min(low, H[i]!);
  }
  const dp = high - 1;
  const ds = -low;
  const scale = 4 / (Math.sqrt(1 + dp + ds) + Math.sqrt(1 - dp + ds)) ** 2;
  for (let i = 0; i < n; i++) H[i] = Math.sqrt((H[i]! + ds) * scale) + 1e-10;
  const cepstrum = transformComplex(pairs(H.map(Math.log), n), 1, n, true);
  const half = Math.floor(n / 2);
  for (let i = 0; i < n; i++) {
    const sign = i === 0 || i === half ? 0 : i < half ? 1 : -1;
    cepstrum[2 * i]! *= sign;
    cepstrum[2 * i + 1]! *= sign;
  }
  const phase = transformComplex(cepstrum);
  exponential(phase);
  for (let i = 0; i < n; i++) {
    phase[2 * i]! *= H[i]!;
    phase[2 * i + 1]! *= H[i]!;
  }
  return transformComplex(phase, 1, n, true).filter((_, i) => i % 2 === 0);
}
