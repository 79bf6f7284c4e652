/** The short-time Fourier transform with any window and any hop, and its inverse through the dual window: SciPy's `ShortTimeFFT`. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { asNDArray } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { normalizeAxis } from '../../core/shape.js';
import { packed, permuted } from '../../ops/axes.js';
import { inverseReal, transformComplex, transformReal } from '../transforms.js';
import {
  fresh,
  interleaved,
  partsArray,
  realArray,
  reals,
  rowsOf,
  shapedParts,
  type Numbers,
  type Parts,
  type Reals,
} from '../values.js';
import { windowOf, type WindowLike } from '../windows/getWindow.js';
import { framesArray } from './segments.js';

/** Which frequencies: from 0 up, with doubled magnitudes or powers, all, or all with 0 in the middle. */
export type FftMode = 'onesided' | 'onesided2X' | 'twosided' | 'centered';

/** Options of `ShortTimeFFT`. */
export interface ShortTimeFFTOptions {
  /** Which frequencies; `'onesided'` by default. */
  fftMode?: FftMode;
  /** The length of the transforms; that of the window by default. */
  mfft?: number | null;
  /** The dual window; by default the canonical one. */
  dualWin?: ArrayLike | null;
  /** Scale the window so that each slice is a spectrum of magnitudes or of power densities. */
  scaleTo?: 'magnitude' | 'psd' | null;
  /** By how many samples phases are shifted, 0 by default: phases refer to the window's middle; null: to its first sample. */
  phaseShift?: number | null;
}

/** Which slices. */
export interface SliceOptions {
  /** The first slice; by default the first that meets the signal. */
  p0?: number | null;
  /** The one after the last. */
  p1?: number | null;
  /** Of how many samples the signal is shifted. Default 0. */
  kOffset?: number;
  /** The axis of time. Default -1. */
  axis?: number;
}

/** A short-time Fourier transform: window, hop and sampling rate. */
export class ShortTimeFFT {
  /** The window. */
  readonly win: Reals;
  /** By how many samples the window moves on. */
  readonly hop: number;
  /** The sampling rate. */
  readonly fs: number;
  readonly fftMode: FftMode;
  /** The length of the transforms. */
  readonly mfft: number;
  readonly phaseShift: number | null;
  /** What the window was scaled to. */
  readonly scaling: 'magnitude' | 'psd' | null;
  private readonly w: Float64Array;
  private dual: Float64Array | null;

  /**
   * @param win - the window
   * @param hop - by how many samples it moves on
   * @param fs - the sampling rate
   * @throws ValueError for an empty window, a hop below 1, or a transform shorter than the window
   * @example
   * const stft = new ShortTimeFFT(windows.hann(16), 8, 100);
   * stft.stft(np.ones(64)).shape; // [9, 9]
   */
  constructor(win: ArrayLike, hop: number, fs: number, options: ShortTimeFFTOptions = {}) {
    checkOptions('ShortTimeFFT', options, ['fftMode', 'mfft', 'dualWin', 'scaleTo', 'phaseShift']);
    const w = reals('ShortTimeFFT', 'win', win);
    if (w.length === 0) throw new ValueError('ShortTimeFFT: Parameter win must be 1d and not empty');
    if (!w.every(Number.isFinite)) throw new ValueError('ShortTimeFFT: Parameter win must have finite entries');
    if (!Number.isInteger(hop) || hop < 1)
      throw new ValueError(`ShortTimeFFT: Parameter hop=${describe(hop)} is not an integer >= 1!`);
    if (!(fs > 0)) throw new ValueError(`ShortTimeFFT: Sampling interval T=${1 / fs} must be positive!`);
    const { fftMode = 'onesided', mfft = null, dualWin = null, scaleTo = null, phaseShift = 0 } = options;
    if (!['onesided', 'onesided2X', 'twosided', 'centered'].includes(fftMode))
      throw new ValueError(
        `ShortTimeFFT: fft_mode=${describe(fftMode)} not in ('twosided', 'centered', 'onesided', 'onesided2X')!`,
      );
    if (fftMode === 'onesided2X' && scaleTo === null)
      throw new ValueError(`ShortTimeFFT: For scaling is None, fft_mode must not be 'onesided2X'`);
    this.mfft = mfft ?? w.length;
    if (!(this.mfft >= w.length))
      throw new ValueError(
        `ShortTimeFFT: Attribute mfft=${this.mfft} needs to be at least the window length m_num=${w.length}!`,
      );
    if (phaseShift !== null && !(Math.abs(phaseShift) < this.mfft))
      throw new ValueError(
        `ShortTimeFFT: -mfft < phase_shift < mfft does not hold for mfft=${this.mfft}, phase_shift=${phaseShift}!`,
      );
    this.hop = hop;
    this.fs = fs;
    this.fftMode = fftMode;
    this.phaseShift = phaseShift;
    this.scaling = scaleTo;
    let scale = 1;
    if (scaleTo === 'magnitude') scale = 1 / Math.abs(w.reduce((a, b) => a + b, 0));
    else if (scaleTo === 'psd') scale = 1 / Math.sqrt(w.reduce((a, b) => a + b * b, 0) * fs);
    else if (scaleTo !== null)
      throw new ValueError(`ShortTimeFFT: scaling=${describe(scaleTo)} must be either 'magnitude', 'psd' or null`);
    this.w = w.map((v) => v * scale);
    this.win = realArray(this.w);
    this.dual = null;
    if (dualWin !== null) {
      const d = reals('ShortTimeFFT', 'dualWin', dualWin);
      if (d.length !== w.length)
        throw new ValueError(`ShortTimeFFT: dual_win must have the window's length ${w.length}, got ${d.length}`);
      this.dual = d.map((v) => v / scale);
    }
  }

  /**
   * From a window by name.
   *
   * @param winParam - the window as `getWindow` takes it
   * @param fs - the sampling rate
   * @param nperseg - its length
   * @param noverlap - by how many samples windows overlap
   * @param options - `symmetricWin` (false by default) and those of the constructor
   * @example
   * ShortTimeFFT.fromWindow('hann', 100, 16, 8).hop; // 8
   */
  static fromWindow(
    winParam: WindowLike,
    fs: number,
    nperseg: number,
    noverlap: number,
    options: ShortTimeFFTOptions & { symmetricWin?: boolean } = {},
  ): ShortTimeFFT {
    const { symmetricWin = false, ...rest } = options;
    return new ShortTimeFFT(windowOf('ShortTimeFFT', winParam, nperseg, !symmetricWin), nperseg - noverlap, fs, rest);
  }

  /** The window's length. */
  get mNum(): number {
    return this.w.length;
  }
  /** The window's middle sample. */
  get mNumMid(): number {
    return Math.floor(this.w.length / 2);
  }
  /** The time between samples. */
  get T(): number {
    return 1 / this.fs;
  }
  /** The time between slices. */
  get deltaT(): number {
    return this.hop / this.fs;
  }
  /** The distance of frequencies. */
  get deltaF(): number {
    return this.fs / this.mfft;
  }
  /** Are only frequencies from 0 up computed? */
  get onesidedFft(): boolean {
    return this.fftMode === 'onesided' || this.fftMode === 'onesided2X';
  }
  /** How many frequencies. */
  get fPts(): number {
    return this.onesidedFft ? Math.floor(this.mfft / 2) + 1 : this.mfft;
  }
  /** The frequencies. */
  get f(): Reals {
    const n = this.mfft;
    const half = Math.floor(n / 2);
    return realArray(
      Float64Array.from({ length: this.fPts }, (_, k) => {
        const bin = this.onesidedFft ? k : this.fftMode === 'centered' ? k - half : k < Math.ceil(n / 2) ? k : k - n;
        return (bin * this.fs) / n;
      }),
    );
  }
  /** Can the transform be inverted: is there a dual window? */
  get invertible(): boolean {
    return this.dual !== null || this.canonicalDual() !== null;
  }
  /** The dual window; the canonical one unless another was given. */
  get dualWin(): Reals {
    return realArray(this.dualValues());
  }
  /** The first slice that meets the signal. */
  get pMin(): number {
    return this.before().p;
  }
  /** The first sample of that slice. */
  get kMin(): number {
    return this.before().k;
  }

  private before(): { k: number; p: number } {
    let k = -this.mNumMid;
    let p = 0;
    for (;;) {
      const next = k - this.hop;
      const end = next + this.mNum;
      let reaches = false;
      for (let i = Math.max(0, -next); i < this.mNum; i++) reaches ||= this.w[i]! !== 0;
      if (end <= 0 || !reaches) return { k, p };
      k = next;
      p--;
    }
  }

  private after(n: number): { k: number; p: number } {
    if (!Number.isInteger(n) || n < this.mNum - this.mNumMid) {
      throw new ValueError(
        `ShortTimeFFT: Parameter n must be >= ceil(m_num/2) = ${this.mNum - this.mNumMid}, got ${n}!`,
      );
    }
    let p = Math.floor(n / this.hop);
    let k = p * this.hop - this.mNumMid;
    for (;;) {
      const next = k + this.hop;
      let reaches = false;
      for (let i = 0; i < n - next && i < this.mNum; i++) reaches ||= this.w[i]! !== 0;
      if (next >= n || !reaches) return { k: k + this.mNum, p: p + 1 };
      k = next;
      p++;
    }
  }

  /** The slice after the last that meets a signal of n samples. */
  pMax(n: number): number {
    return this.after(n).p;
  }

  /** The sample after the last of these slices. */
  kMax(n: number): number {
    return this.after(n).k;
  }

  /** How many slices meet a signal of n samples. */
  pNum(n: number): number {
    return this.pMax(n) - this.pMin;
  }

  /** The times of the slices of a signal of n samples. */
  t(n: number, options: Omit<SliceOptions, 'axis'> = {}): Reals {
    const [p0, p1] = this.range(n, options);
    const { kOffset = 0 } = options;
    return realArray(Float64Array.from({ length: p1 - p0 }, (_, i) => ((p0 + i) * this.hop + kOffset) / this.fs));
  }

  private range(n: number, { p0 = null, p1 = null }: SliceOptions): [number, number] {
    const last = this.pMax(n);
    const from = p0 ?? this.pMin;
    const to = p1 ?? last;
    if (!(this.pMin <= from && from < to && to <= last)) {
      throw new ValueError(
        `ShortTimeFFT: Invalid Parameter p0=${from}, p1=${to}, i.e., p_min=${this.pMin} <= p0 < p1 <= p_max=${last} does not hold for signal length n=${n}!`,
      );
    }
    return [from, to];
  }

  /**
   * The transform of a signal.
   *
   * @param x - the signal
   * @param options - which slices, and the axis of time
   * @returns frequencies where time was, slices last
   * @throws ValueError for a signal too short, or complex where only frequencies from 0 up are computed
   */
  stft(x: ArrayLike, options: SliceOptions = {}): Numbers {
    checkOptions('ShortTimeFFT.stft', options, ['p0', 'p1', 'kOffset', 'axis']);
    const rows = rowsOf('ShortTimeFFT.stft', 'x', x, options.axis ?? -1);
    if (rows.im && this.onesidedFft)
      throw new ValueError(
        `ShortTimeFFT.stft: Complex-valued 'x' not allowed for self.fft_mode='${this.fftMode}'! Set property 'fft_mode' to 'twosided' or 'centered'.`,
      );
    const [p0, p1] = this.range(rows.n, options);
    const { kOffset = 0 } = options;
    const { mNum: m, fPts: bins, mfft } = this;
    const count = p1 - p0;
    const re = fresh(rows.rows * bins * count);
    const im = fresh(rows.rows * bins * count);
    const place = this.shiftOfFirst();
    for (let row = 0; row < rows.rows; row++) {
      const slices = (part: Float64Array): Float64Array => {
        const all = new Float64Array(count * mfft);
        for (let s = 0; s < count; s++) {
          const from = (p0 + s) * this.hop - this.mNumMid + kOffset;
          for (let i = 0; i < m; i++) {
            const k = from + i;
            if (k >= 0 && k < rows.n) all[s * mfft + ((i + place) % mfft)] = part[row * rows.n + k]! * this.w[i]!;
          }
        }
        return all;
      };
      const a = slices(rows.re);
      const pairs = this.onesidedFft
        ? transformReal(a, count, mfft)
        : transformComplex(interleaved({ re: a, im: rows.im ? slices(rows.im) : null }), count, mfft);
      for (let s = 0; s < count; s++) {
        for (let i = 0; i < bins; i++) {
          const bin = this.fftMode === 'centered' ? (i - Math.floor(mfft / 2) + mfft) % mfft : i;
          const at = 2 * (s * bins + bin);
          const factor = this.doubling(i);
          re[(row * bins + i) * count + s] = pairs[at]! * factor;
          im[(row * bins + i) * count + s] = pairs[at + 1]! * factor;
        }
      }
    }
    return framesArray({ re, im }, rows, bins, count, false);
  }

  /** Where the window's first sample lies in a transform, so that phases refer to the wanted sample. */
  private shiftOfFirst(): number {
    if (this.phaseShift === null) return 0;
    return ((-(this.phaseShift + this.mNumMid) % this.mfft) + this.mfft) % this.mfft;
  }

  /** By what a bin of a doubled spectrum counts. */
  private doubling(bin: number): number {
    if (this.fftMode !== 'onesided2X') return 1;
    if (bin === 0 || (this.mfft % 2 === 0 && 2 * bin === this.mfft)) return 1;
    return this.scaling === 'psd' ? Math.SQRT2 : 2;
  }

  /**
   * The squared magnitudes of the transform, or of two transforms their product.
   *
   * @param x - the signal
   * @param options - `y`: the second signal, and those of `stft`
   * @returns frequencies where time was, slices last; real, for two signals complex
   */
  spectrogram(x: ArrayLike, options: SliceOptions & { y?: ArrayLike | null } = {}): Numbers {
    const { y = null, ...rest } = options;
    const a = this.stft(x, rest);
    const p = shapedParts('ShortTimeFFT.spectrogram', 'x', a);
    if (y === null) return partsArray({ re: p.re.map((v, i) => v * v + p.im![i]! ** 2), im: null }, a.shape);
    const q = shapedParts('ShortTimeFFT.spectrogram', 'y', this.stft(y, rest));
    const product: Parts = {
      re: p.re.map((v, i) => v * q.re[i]! + p.im![i]! * q.im![i]!),
      im: p.re.map((v, i) => p.im![i]! * q.re[i]! - v * q.im![i]!),
    };
    return partsArray(product, a.shape);
  }

  private canonicalDual(): Float64Array | null {
    const sums = new Float64Array(this.hop);
    this.w.forEach((v, i) => (sums[i % this.hop]! += v * v));
    const w = this.w;
    let top = 0;
    for (const s of sums) top = Math.max(top, s);
    if (this.hop > w.length || sums.some((s) => !(s > Number.EPSILON * top))) return null;
    return w.map((v, i) => v / sums[i % this.hop]!);
  }

  private dualValues(): Float64Array {
    const d = (this.dual ??= this.canonicalDual());
    if (!d) throw new ValueError('ShortTimeFFT: STFT not invertible: window and hop leave samples that no slice sees');
    return d;
  }

  /**
   * The signal of a transform.
   *
   * @param S - the transform
   * @param options - `k0`, `k1`: the samples wanted; `fAxis`, `tAxis`: the axes of frequencies and slices, -2 and -1 by default
   * @returns the signal
   * @throws ValueError when the transform has another number of frequencies, or cannot be inverted
   */
  istft(S: ArrayLike, options: { k0?: number; k1?: number | null; fAxis?: number; tAxis?: number } = {}): Numbers {
    checkOptions('ShortTimeFFT.istft', options, ['k0', 'k1', 'fAxis', 'tAxis']);
    const array = asNDArray('ShortTimeFFT.istft', S);
    const f = normalizeAxis('ShortTimeFFT.istft', options.fAxis ?? -2, array.ndim);
    const t = normalizeAxis('ShortTimeFFT.istft', options.tAxis ?? -1, array.ndim);
    if (f === t) throw new ValueError('ShortTimeFFT.istft: f_axis may not be equal t_axis');
    const { fPts: bins, mfft, mNum: m } = this;
    if (array.shape[f] !== bins)
      throw new ValueError(`ShortTimeFFT.istft: S.shape[f_axis]=${array.shape[f]} must be equal to f_pts=${bins}`);
    const dual = this.dualValues();
    const count = array.shape[t]!;
    const others = array.shape.map((_, k) => k).filter((k) => k !== f && k !== t);
    const turned = packed(permuted(array, [...others, t, f]));
    const p = shapedParts('ShortTimeFFT.istft', 'S', turned);
    const rows = p.re.length / (count * bins);
    const pairs = new Float64Array(2 * p.re.length);
    for (let i = 0; i < p.re.length; i++) {
      const bin = i % bins;
      const to = i - bin + (this.fftMode === 'centered' ? (bin - Math.floor(mfft / 2) + mfft) % mfft : bin);
      const factor = 1 / this.doubling(bin);
      pairs[2 * to] = p.re[i]! * factor;
      pairs[2 * to + 1] = (p.im ? p.im[i]! : 0) * factor;
    }
    const lanes = this.onesidedFft ? 1 : 2;
    const slices =
      lanes === 1 ? inverseReal(pairs, rows * count, mfft) : transformComplex(pairs, rows * count, mfft, true);
    const last = (count + this.pMin - 1) * this.hop - this.mNumMid + m;
    const k0 = options.k0 ?? 0;
    const k1 = options.k1 ?? last;
    if (!(this.kMin <= k0 && k0 < k1 && k1 <= last))
      throw new ValueError(
        `ShortTimeFFT.istft: (k_min=${this.kMin}) <= (k0=${k0}) < (k1=${k1}) <= (k_max=${last}) is false!`,
      );
    const place = this.shiftOfFirst();
    const out = Array.from({ length: lanes }, () => new Float64Array(rows * (k1 - k0)));
    for (let row = 0; row < rows; row++) {
      for (let s = 0; s < count; s++) {
        const from = (this.pMin + s) * this.hop - this.mNumMid;
        for (let i = Math.max(0, k0 - from); i < m && from + i < k1; i++) {
          const at = ((row * count + s) * mfft + ((i + place) % mfft)) * lanes;
          for (let lane = 0; lane < lanes; lane++)
            out[lane]![row * (k1 - k0) + from + i - k0]! += slices[at + lane]! * dual[i]!;
        }
      }
    }
    const shape = [...others.map((k) => array.shape[k]!), k1 - k0];
    return partsArray({ re: out[0]!, im: lanes === 2 ? out[1]! : null }, shape);
  }
}
