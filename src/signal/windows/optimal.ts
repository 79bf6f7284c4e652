/** Windows of least leakage under some measure: Kaiser's, Dolph and Chebyshev's, Taylor's and Slepian's. */
import { besselI0 } from '../../backends/single/bessel.js';
import { ValueError, checkOptions } from '../../core/errors.js';
import { eighTridiagonal } from '../../linalg/index.js';
import { transformComplex, transformReal } from '../transforms.js';
import { realArray, realNumber, type Reals } from '../values.js';
import { warn } from '../warnings.js';
import { makeWindow, mirrored, shapeNumber, windowValues, type WindowOptions } from './make.js';

/**
 * Kaiser's window.
 *
 * @param M - how many points
 * @param beta - the shape: 0 is a rectangle, 5 like Hamming, 6 like Hann, 8.6 like Blackman
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * kaiser(3, 14).item(1); // 1
 */
export function kaiser(M: number, beta: number, options: WindowOptions = {}): Reals {
  shapeNumber('kaiser', 'beta', beta);
  return makeWindow('kaiser', M, options, (points) => kaiserValues(points, beta));
}

function kaiserValues(points: number, beta: number): Float64Array {
  const top = besselI0(beta);
  return mirrored(
    points,
    (n, last) => besselI0(beta * Math.sqrt(Math.max(0, 1 - ((n - last / 2) / (last / 2)) ** 2))) / top,
  );
}

/**
 * The Kaiser-Bessel derived window, whose squares half its length apart sum to 1.
 *
 * @param M - how many points, an even number
 * @param beta - the shape, as of `kaiser`
 * @returns M values
 * @throws ValueError for an odd M, or when a periodic window is asked for
 * @example
 * kaiserBesselDerived(4, 4).size; // 4
 */
export function kaiserBesselDerived(M: number, beta: number, options: WindowOptions = {}): Reals {
  checkOptions('kaiserBesselDerived', options, ['sym']);
  if (options.sym === false) {
    throw new ValueError('kaiserBesselDerived: Kaiser-Bessel Derived windows are only defined for symmetric shapes');
  }
  if (M < 1) return realArray(new Float64Array(0));
  if (M % 2 !== 0) {
    throw new ValueError(
      `kaiserBesselDerived: Kaiser-Bessel Derived windows are only defined for even number of points, got ${M}`,
    );
  }
  const half = windowValues('kaiserBesselDerived', M / 2 + 1, true, (points) => kaiserValues(points, beta));
  const sums = half.slice();
  for (let i = 1; i < sums.length; i++) sums[i]! += sums[i - 1]!;
  return realArray(mirrored(M, (n) => Math.sqrt(sums[n]! / sums[sums.length - 1]!)));
}

/**
 * The Dolph-Chebyshev window: of all with side lobes so low the one with the narrowest main lobe.
 *
 * @param M - how many points
 * @param at - the attenuation of the side lobes, in dB
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * chebwin(51, 100).item(25); // 1
 */
export function chebwin(M: number, at: number, options: WindowOptions = {}): Reals {
  shapeNumber('chebwin', 'at', at);
  if (Math.abs(at) < 45) {
    warn(
      'chebwin: This window is not suitable for spectral analysis for attenuation values lower than about 45dB ' +
        'because the equivalent noise bandwidth of a Chebyshev window does not grow monotonically with increasing ' +
        'sidelobe attenuation when the attenuation is smaller than about 45 dB.',
    );
  }
  return makeWindow('chebwin', M, options, (points) => dolphChebyshev(points, at));
}

function dolphChebyshev(points: number, at: number): Float64Array {
  const order = points - 1;
  const beta = Math.cosh(Math.acosh(10 ** (Math.abs(at) / 20)) / order);
  const even = points % 2 === 0;
  // The transform at the points' frequencies, for even lengths shifted by half a sample.
  const spectrum = new Float64Array(2 * points);
  for (let k = 0; k < points; k++) {
    const x = beta * Math.cos((Math.PI * k) / points);
    let p: number;
    if (x > 1) p = Math.cosh(order * Math.acosh(x));
    else if (x < -1) p = (2 * (points % 2) - 1) * Math.cosh(order * Math.acosh(-x));
    else p = Math.cos(order * Math.acos(x));
    spectrum[2 * k] = even ? p * Math.cos((Math.PI * k) / points) : p;
    spectrum[2 * k + 1] = even ? p * Math.sin((Math.PI * k) / points) : 0;
  }
  const turned = transformComplex(spectrum);
  const w = new Float64Array(points);
  const half = even ? points / 2 : (points + 1) / 2;
  for (let i = 0; i < half; i++) {
    const value = turned[2 * (even ? i + 1 : i)]!;
    const from = half - 1 - i;
    w[from] = value;
    w[points - 1 - from] = value;
  }
  let top = 0;
  for (const x of w) top = Math.max(top, x);
  return w.map((x) => x / top);
}

/** Options of `taylor`. */
export interface TaylorOptions extends WindowOptions {
  /** How many side lobes next to the main one are nearly constant. Default 4. */
  nbar?: number;
  /** How far below the main lobe they lie, in dB. Default 30. */
  sll?: number;
  /** Divide by the value in the middle? Default true. */
  norm?: boolean;
}

/**
 * Taylor's window, for radar and antennas (A. Doerry, Sandia report SAND2017-4042).
 *
 * @param M - how many points
 * @returns M values
 * @throws ValueError when M is negative or fractional
 * @example
 * taylor(51, { nbar: 20, sll: 100 }).size; // 51
 */
export function taylor(M: number, options: TaylorOptions = {}): Reals {
  const { nbar = 4, sll = 30, norm = true } = options;
  const shape = (points: number): Float64Array => {
    const a = Math.acosh(10 ** (sll / 20)) / Math.PI;
    const s2 = nbar ** 2 / (a ** 2 + (nbar - 0.5) ** 2);
    const coefficients = Array.from({ length: nbar - 1 }, (_, i) => {
      const m = i + 1;
      let above = i % 2 === 0 ? 1 : -1;
      let below = 2;
      for (let j = 1; j < nbar; j++) {
        above *= 1 - m ** 2 / s2 / (a ** 2 + (j - 0.5) ** 2);
        if (j !== m) below *= 1 - m ** 2 / j ** 2;
      }
      return above / below;
    });
    const at = (n: number): number => {
      let sum = 0;
      for (let i = 0; i < coefficients.length; i++) {
        sum += coefficients[i]! * Math.cos((2 * Math.PI * (i + 1) * (n - points / 2 + 0.5)) / points);
      }
      return 1 + 2 * sum;
    };
    const scale = norm ? 1 / at((points - 1) / 2) : 1;
    const w = new Float64Array(points);
    for (let n = 0; n < points; n++) w[n] = scale * at(n);
    return w;
  };
  return makeWindow('taylor', M, options, shape, ['nbar', 'sll', 'norm']);
}

/** Options of `dpss`. */
export interface DpssOptions extends WindowOptions {
  /** How many windows, of falling concentration; null (the default) for one, as a vector. */
  Kmax?: number | null;
  /** What is brought to 1: the largest value (`'approximate'` or `'subsample'` correct an even length), or the norm (2). */
  norm?: 2 | 'approximate' | 'subsample' | null;
  /** Give the concentrations too. Default false. */
  returnRatios?: boolean;
}

/**
 * Discrete prolate spheroidal sequences, Slepian's windows: of all the most concentrated in a band of frequencies.
 *
 * @param M - how many points
 * @param NW - half the bandwidth times the length
 * @returns a vector, with `Kmax` an array of shape (Kmax, M); with `returnRatios` a pair of that and the concentrations
 * @throws ValueError when NW or Kmax is out of range
 * @example
 * dpss(51, 3).size; // 51
 * dpss(51, 3, { Kmax: 4 }).shape; // [4, 51]
 */
export function dpss(
  M: number,
  NW: number,
  options: DpssOptions & { returnRatios: true },
): [windows: Reals, ratios: Reals];
export function dpss(M: number, NW: number, options?: DpssOptions & { returnRatios?: false }): Reals;
export function dpss(M: number, NW: number, options: DpssOptions = {}): Reals | [Reals, Reals] {
  checkOptions('dpss', options, ['Kmax', 'sym', 'norm', 'returnRatios']);
  const { Kmax = null, sym = true, returnRatios = false } = options;
  const norm = options.norm ?? (Kmax === null ? 'approximate' : 2);
  if (!['approximate', 'subsample', 2].includes(norm)) {
    throw new ValueError(`dpss: norm must be one of ('approximate', 2, 'subsample'), got ${String(norm)}`);
  }
  windowValues('dpss', M, true, () => new Float64Array(0));
  const count = Kmax ?? 1;
  if (M <= 1) {
    const windows = realArray(new Float64Array(M * count).fill(1), Kmax === null ? [M] : [count, M]);
    return returnRatios ? [windows, realArray(new Float64Array(count).fill(1), Kmax === null ? [] : [count])] : windows;
  }
  if (!Number.isInteger(count) || count < 1 || count > M)
    throw new ValueError('dpss: Kmax must be greater than 0 and less than M');
  const nw = realNumber('dpss', 'NW', NW);
  if (nw >= M / 2) throw new ValueError('dpss: Time-bandwidth product NW must be less than M/2.');
  if (nw <= 0) throw new ValueError('dpss: Time-bandwidth product NW must be positive');
  const n = sym ? M : M + 1;
  const width = nw / n;
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n - 1);
  for (let i = 0; i < n; i++) {
    diagonal[i] = ((n - 1 - 2 * i) / 2) ** 2 * Math.cos(2 * Math.PI * width);
    if (i > 0) beside[i - 1] = (i * (n - i)) / 2;
  }
  const [, vectors] = eighTridiagonal(diagonal, beside, { select: 'i', selectRange: [n - count, n - 1] });
  const v = vectors as unknown as Reals;
  const windows = Array.from({ length: count }, (_, k) =>
    Float64Array.from({ length: n }, (_, i) => v.item(i, count - 1 - k) as number),
  );
  windows.forEach((w, k) => fixSign(w, k));
  const ratios = Float64Array.from(windows, (w) => concentration(w, width));
  if (norm !== 2) toTop(windows, nw, norm);
  const flat = new Float64Array(M * count);
  windows.forEach((w, k) => flat.set(w.subarray(0, M), k * M));
  const result = realArray(flat, Kmax === null ? [M] : [count, M]);
  return returnRatios ? [result, realArray(ratios, Kmax === null ? [] : [count])] : result;
}

/** Even windows have a positive mean, odd ones begin upwards. */
function fixSign(w: Float64Array, k: number): void {
  let negative: boolean;
  if (k % 2 === 0) negative = w.reduce((a, b) => a + b, 0) < 0;
  else {
    const threshold = Math.max(1e-7, 1 / w.length);
    negative = w.find((x) => x * x > threshold)! < 0;
  }
  if (negative) for (let i = 0; i < w.length; i++) w[i] = -w[i]!;
}

/** What part of the energy lies in the band: the quadratic form of a sinc. */
function concentration(w: Float64Array, width: number): number {
  const n = w.length;
  let sum = 0;
  for (let lag = 0; lag < n; lag++) {
    let correlation = 0;
    for (let i = lag; i < n; i++) correlation += w[i]! * w[i - lag]!;
    const weight = lag === 0 ? 2 * width : (2 * Math.sin(2 * Math.PI * width * lag)) / (Math.PI * lag);
    sum += weight * correlation;
  }
  return sum;
}

/** Bring the largest value of all windows to 1; where a length is even, the top lies between two points. */
function toTop(windows: readonly Float64Array[], nw: number, norm: 'approximate' | 'subsample'): void {
  const [first] = windows as [Float64Array];
  const n = first.length;
  let top = -Infinity;
  for (const w of windows) for (const x of w) top = Math.max(top, x);
  let factor = 1 / top;
  if (n % 2 === 0) {
    if (norm === 'approximate') factor *= n ** 2 / (n ** 2 + nw);
    else {
      // The top of the window of the same shape that is sampled half a step further.
      const spectrum = transformReal(first);
      let between = spectrum[0]!;
      for (let k = 1; 2 * k <= n; k++) {
        const angle = (1 - 1 / n) * k * Math.PI;
        between += 2 * (spectrum[2 * k]! * Math.cos(angle) - spectrum[2 * k + 1]! * Math.sin(angle));
      }
      factor = n / between;
    }
  }
  for (const w of windows) for (let i = 0; i < n; i++) w[i]! *= factor;
}
