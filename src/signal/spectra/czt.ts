/** Transforms along spirals of the complex plane and of parts of the frequency axis (L. Bluestein, 1970; L. Rabiner et al., 1969). */
import type { ArrayLike } from '../../core/arrayLike.js';
import { Complex } from '../../core/complex.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { nextFastLen } from '../../fft/index.js';
import { multiplyPairs, transformComplex } from '../transforms.js';
import { arrayOfRows, complexVector, fresh, reals, rowsOf, separated, type Complexes } from '../values.js';

/** A complex number, or a real one. */
export type ComplexLike = number | Complex;

const complexOf = (z: ComplexLike): Complex => (typeof z === 'number' ? new Complex(z, 0) : z);

/** z to a real power, through its logarithm. */
function powered(z: Complex, exponent: number): Complex {
  const size = Math.exp(Math.log(z.abs()) * exponent);
  const angle = z.arg() * exponent;
  return new Complex(size * Math.cos(angle), size * Math.sin(angle));
}

function checkSizes(functionName: string, n: unknown, m: unknown): { n: number; m: number } {
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 1)
    throw new ValueError(
      `${functionName}: Invalid number of CZT data points (${describe(n)}) specified. n must be positive and integer type.`,
    );
  const count = m ?? n;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1)
    throw new ValueError(
      `${functionName}: Invalid number of CZT output points (${describe(m)}) specified. m must be positive and integer type.`,
    );
  return { n, m: count };
}

/** Options of `CZT` and `czt`. */
export interface CztOptions {
  /** How many points; as many as samples by default. */
  m?: number | null;
  /** The ratio of neighbouring points' inverses; exp(-2 pi j / m) by default. */
  w?: ComplexLike | null;
  /** The first point. Default 1. */
  a?: ComplexLike;
}

/** The transform at points of a spiral, made once for signals of one length. */
export class CZT {
  /** The length of signals. */
  readonly n: number;
  /** How many points. */
  readonly m: number;
  /** The ratio of neighbouring points' inverses. */
  readonly w: Complex | null;
  /** The first point. */
  readonly a: Complex;
  /** What the signal is multiplied by, the chirp's transform, and what the result is multiplied by. */
  protected readonly before: Float64Array;
  protected readonly chirp: Float64Array;
  protected readonly after: Float64Array;
  protected readonly length: number;

  /**
   * @param n - the length of signals
   * @throws ValueError when n or m is no positive integer
   * @example
   * new CZT(8, { m: 4 }).evaluate([1, 0, 0, 0, 0, 0, 0, 0]).size; // 4
   */
  constructor(n: number, options: CztOptions = {}) {
    checkOptions('CZT', options, ['m', 'w', 'a']);
    const sizes = checkSizes('CZT', n, options.m);
    this.n = sizes.n;
    this.m = sizes.m;
    this.w = options.w == null ? null : complexOf(options.w);
    this.a = complexOf(options.a ?? 1);
    const { m, w, a } = this;
    const wk2 = (k: number): Complex => {
      if (w) return powered(w, (k * k) / 2);
      const angle = (-Math.PI * ((k * k) % (2 * m))) / m;
      return new Complex(Math.cos(angle), Math.sin(angle));
    };
    ({
      before: this.before,
      chirp: this.chirp,
      after: this.after,
      length: this.length,
    } = tables(this.n, m, wk2, (k) => powered(a, -k)));
  }

  /**
   * The transform of a signal.
   *
   * @param x - the signal, of n samples along the axis
   * @param options - `axis`: the axis of time, the last by default
   * @returns m numbers along the axis
   * @throws ValueError for another length
   */
  evaluate(x: ArrayLike, options: { axis?: number } = {}): Complexes {
    const rows = rowsOf('CZT', 'x', x, options.axis ?? -1);
    const { n, m, length } = this;
    if (rows.n !== n) throw new ValueError(`CZT: CZT defined for length ${n}, not ${rows.n}`);
    const pairs = new Float64Array(2 * length * rows.rows);
    for (let row = 0; row < rows.rows; row++) {
      for (let i = 0; i < n; i++) {
        const re = rows.re[row * n + i]!;
        const im = rows.im ? rows.im[row * n + i]! : 0;
        const c = this.before[2 * i]!;
        const s = this.before[2 * i + 1]!;
        pairs[2 * (row * length + i)] = re * c - im * s;
        pairs[2 * (row * length + i) + 1] = re * s + im * c;
      }
    }
    const spectra = transformComplex(pairs, rows.rows, length);
    multiplyPairs(spectra, this.chirp);
    const back = transformComplex(spectra, rows.rows, length, true);
    const y = fresh(2 * m * rows.rows);
    for (let row = 0; row < rows.rows; row++) {
      y.set(back.subarray(2 * (row * length + n - 1), 2 * (row * length + n - 1 + m)), 2 * row * m);
    }
    multiplyPairs(y, this.after);
    return arrayOfRows(separated(y), rows, false) as Complexes;
  }

  /** The points at which the transform is computed. */
  points(): Complexes {
    return cztPoints(this.m, { w: this.w, a: this.a });
  }
}

function tables(
  n: number,
  m: number,
  wk2: (k: number) => Complex,
  ak: (k: number) => Complex,
): { before: Float64Array; chirp: Float64Array; after: Float64Array; length: number } {
  const length = nextFastLen(n + m - 1);
  const before = new Float64Array(2 * n);
  const after = new Float64Array(2 * m);
  const chirp = new Float64Array(2 * length);
  const list = Array.from({ length: Math.max(m, n) }, (_, k) => wk2(k));
  const put = (to: Float64Array, i: number, z: Complex): void => {
    to[2 * i] = z.re;
    to[2 * i + 1] = z.im;
  };
  for (let k = 0; k < n; k++) put(before, k, ak(k).mul(list[k]!));
  for (let k = 0; k < m; k++) put(after, k, list[k]!);
  const one = new Complex(1, 0);
  for (let k = 0; k < n + m - 1; k++) put(chirp, k, one.div(list[Math.abs(k - (n - 1))]!));
  return { before, chirp: transformComplex(chirp), after, length };
}

/** Options of `ZoomFFT` and `zoomFft`. */
export interface ZoomFFTOptions {
  /** How many frequencies; as many as samples by default. */
  m?: number | null;
  /** The sampling rate. Default 2. */
  fs?: number;
  /** Is the last frequency the end of the range? Default false. */
  endpoint?: boolean;
}

/** The transform at equidistant frequencies of a range, made once for signals of one length. */
export class ZoomFFT extends CZT {
  /** The range of frequencies. */
  readonly f1: number;
  readonly f2: number;
  readonly fs: number;

  /**
   * @param n - the length of signals
   * @param fn - the range of frequencies, or its end (it begins with 0 then)
   * @throws ValueError when n or m is no positive integer, or fn no range
   * @example
   * new ZoomFFT(8, [0.2, 0.4], { m: 4 }).evaluate([1, 0, 0, 0, 0, 0, 0, 0]).size; // 4
   */
  constructor(n: number, fn: ArrayLike, options: ZoomFFTOptions = {}) {
    checkOptions('ZoomFFT', options, ['m', 'fs', 'endpoint']);
    const { m } = checkSizes('ZoomFFT', n, options.m);
    const { fs = 2, endpoint = false } = options;
    const range = reals('ZoomFFT', 'fn', fn);
    if (range.length !== 1 && range.length !== 2)
      throw new ValueError('ZoomFFT: fn must be a scalar or 2-length sequence');
    const [f1, f2] = range.length === 2 ? [range[0]!, range[1]!] : [0, range[0]!];
    const scale = endpoint ? ((f2 - f1) * m) / (fs * (m - 1)) : (f2 - f1) / fs;
    const turn = (angle: number): Complex => new Complex(Math.cos(angle), Math.sin(angle));
    super(n, { m, w: turn((-2 * Math.PI * scale) / m), a: turn((2 * Math.PI * f1) / fs) });
    // Angles from their own formulas: powers would lose figures.
    const made = tables(
      n,
      m,
      (k) => turn((-Math.PI * scale * k * k) / m),
      (k) => turn((-2 * Math.PI * f1 * k) / fs),
    );
    this.before.set(made.before);
    this.chirp.set(made.chirp);
    this.after.set(made.after);
    this.f1 = f1;
    this.f2 = f2;
    this.fs = fs;
  }
}

/**
 * The points of a spiral at which `czt` computes the transform.
 *
 * @param m - how many
 * @param options - `w`: the ratio of neighbours' inverses, `a`: the first point
 * @throws ValueError when m is no positive integer
 * @example
 * cztPoints(4).item(2).re; // -1
 */
export function cztPoints(m: number, options: { w?: ComplexLike | null; a?: ComplexLike } = {}): Complexes {
  checkOptions('cztPoints', options, ['w', 'a']);
  checkSizes('cztPoints', 1, m);
  const a = complexOf(options.a ?? 1);
  const w = options.w == null ? null : complexOf(options.w);
  const point = (k: number): Complex => {
    if (w) return powered(w, -k);
    const angle = (2 * Math.PI * k) / m;
    return new Complex(Math.cos(angle), Math.sin(angle));
  };
  return complexVector(Array.from({ length: m }, (_, k) => a.mul(point(k))));
}

/**
 * The z-transform of a signal at points of a spiral.
 *
 * @param x - the signal
 * @returns m numbers along the axis
 * @throws ValueError when m is no positive integer
 * @example
 * czt([1, 2, 3], { m: 5 }).size; // 5
 */
export function czt(x: ArrayLike, options: CztOptions & { axis?: number } = {}): Complexes {
  checkOptions('czt', options, ['m', 'w', 'a', 'axis']);
  const { axis = -1, ...rest } = options;
  return new CZT(rowsOf('czt', 'x', x, axis).n, rest).evaluate(x, { axis });
}

/**
 * The Fourier transform of a signal at equidistant frequencies of a range.
 *
 * @param x - the signal
 * @param fn - the range of frequencies, or its end (it begins with 0 then)
 * @returns m numbers along the axis
 * @throws ValueError when m is no positive integer, or fn no range
 * @example
 * zoomFft([1, 2, 3, 4], [0.1, 0.3], { m: 5 }).size; // 5
 */
export function zoomFft(x: ArrayLike, fn: ArrayLike, options: ZoomFFTOptions & { axis?: number } = {}): Complexes {
  checkOptions('zoomFft', options, ['m', 'fs', 'endpoint', 'axis']);
  const { axis = -1, ...rest } = options;
  return new ZoomFFT(rowsOf('zoomFft', 'x', x, axis).n, fn, rest).evaluate(x, { axis });
}
