/** Waveforms: sweeps, pulses, square and saw-tooth waves, sequences of maximal length. */
import { asNDArray, isScalarLike, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES, dtype as dtypeInfo, type DTypeInfo, type DTypeLike } from '../../core/dtype.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { emptyArray, zerosArray, type NDArray } from '../../core/ndarray.js';
import { checkShape, type ShapeLike } from '../../core/shape.js';
import { integerList } from '../../ops/integerArguments.js';
import { realArray, realParts, reals, wholeNumber, type Reals } from '../values.js';

/** A plain number for one, an array for an array. */
export type Wave<T> = T extends number ? number : Reals;

/** A function of one or several broadcast arguments, element by element. */
function mapped<T extends ArrayLike>(functionName: string, t: T, f: (t: number, i: number) => number): Wave<T> {
  const { re, shape } = realParts(functionName, 't', t);
  const result = realArray(re.map(f), shape);
  return (isScalarLike(t) ? result.item() : result) as Wave<T>;
}

/** Options of `chirp`. */
export interface ChirpOptions {
  /** How frequency changes; `'linear'` by default. */
  method?: 'linear' | 'lin' | 'li' | 'quadratic' | 'quad' | 'q' | 'logarithmic' | 'log' | 'lo' | 'hyperbolic' | 'hyp';
  /** The phase at the start, in degrees. Default 0. */
  phi?: number;
  /** For `'quadratic'`: is the vertex of the parabola at time 0 (the default) or at t1? */
  vertexZero?: boolean;
}

/**
 * A cosine whose frequency changes with time.
 *
 * @param t - times
 * @param f0 - the frequency at time 0
 * @param t1 - the time at which `f1` is reached
 * @param f1 - the frequency at t1
 * @returns the wave
 * @throws ValueError for an unknown method, or frequencies that it cannot take
 * @example
 * chirp([0, 1], 6, 10, 1).item(0); // 1
 */
export function chirp<T extends ArrayLike>(
  t: T,
  f0: number,
  t1: number,
  f1: number,
  options: ChirpOptions = {},
): Wave<T> {
  checkOptions('chirp', options, ['method', 'phi', 'vertexZero']);
  const { method = 'linear', phi = 0, vertexZero = true } = options;
  const shift = (phi * Math.PI) / 180;
  const wave = (phase: (t: number) => number): Wave<T> =>
    mapped('chirp', t, (x) => Math.cos(2 * Math.PI * phase(x) + shift));
  switch (method) {
    case 'linear':
    case 'lin':
    case 'li': {
      const beta = (f1 - f0) / t1;
      return wave((x) => f0 * x + 0.5 * beta * x * x);
    }
    case 'quadratic':
    case 'quad':
    case 'q': {
      const beta = (f1 - f0) / t1 ** 2;
      return vertexZero
        ? wave((x) => f0 * x + (beta * x ** 3) / 3)
        : wave((x) => f1 * x + (beta * ((t1 - x) ** 3 - t1 ** 3)) / 3);
    }
    case 'logarithmic':
    case 'log':
    case 'lo': {
      if (f0 * f1 <= 0)
        throw new ValueError('chirp: For a logarithmic chirp, f0 and f1 must be nonzero and have the same sign.');
      if (f0 === f1) return wave((x) => f0 * x);
      const beta = t1 / Math.log(f1 / f0);
      return wave((x) => beta * f0 * ((f1 / f0) ** (x / t1) - 1));
    }
    case 'hyperbolic':
    case 'hyp': {
      if (f0 === 0 || f1 === 0) throw new ValueError('chirp: For a hyperbolic chirp, f0 and f1 must be nonzero.');
      if (f0 === f1) return wave((x) => f0 * x);
      const singular = (-f1 * t1) / (f0 - f1);
      return wave((x) => -singular * f0 * Math.log(Math.abs(1 - x / singular)));
    }
    default:
      throw new ValueError(
        `chirp: method must be 'linear', 'quadratic', 'logarithmic', or 'hyperbolic', but a value of ${describe(method)} was given.`,
      );
  }
}

/**
 * A cosine whose frequency is a polynomial of time.
 *
 * @param t - times
 * @param poly - the polynomial's coefficients, the highest power first
 * @param options - `phi`: the phase at the start, in degrees, 0 by default
 * @returns the wave
 * @example
 * sweepPoly([0, 1], [0.5, 2]).item(0); // 1
 */
export function sweepPoly<T extends ArrayLike>(t: T, poly: ArrayLike, options: { phi?: number } = {}): Wave<T> {
  checkOptions('sweepPoly', options, ['phi']);
  const c = reals('sweepPoly', 'poly', poly);
  const n = c.length;
  const shift = ((options.phi ?? 0) * Math.PI) / 180;
  return mapped('sweepPoly', t, (x) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum = sum * x + c[k]! / (n - k);
    return Math.cos(2 * Math.PI * sum * x + shift);
  });
}

const turns = (t: number): number => {
  const x = t % (2 * Math.PI);
  return x < 0 ? x + 2 * Math.PI : x;
};

/** A parameter that may be one number or one for each time. */
function parameter(functionName: string, name: string, value: ArrayLike, n: number): (i: number) => number {
  const { re } = realParts(functionName, name, value);
  if (re.length !== 1 && re.length !== n)
    throw new ValueError(`${functionName}: ${name} must be a number or have ${n} elements, got ${re.length}`);
  return re.length === 1 ? () => re[0]! : (i) => re[i]!;
}

/**
 * A saw-tooth or triangle wave of period 2 pi: from -1 up to 1 and back.
 *
 * @param t - times
 * @param options - `width`: which part of the period it rises, 1 by default
 * @returns the wave; NaN where width is not from 0 to 1
 * @example
 * sawtooth(0); // -1
 */
export function sawtooth<T extends ArrayLike>(t: T, options: { width?: ArrayLike } = {}): Wave<T> {
  checkOptions('sawtooth', options, ['width']);
  const width = parameter('sawtooth', 'width', options.width ?? 1, asNDArray('sawtooth', t).size);
  return mapped('sawtooth', t, (x, i) => {
    const w = width(i);
    if (!(w >= 0 && w <= 1)) return NaN;
    const at = turns(x);
    if (at < w * 2 * Math.PI) return at / (Math.PI * w) - 1;
    return (Math.PI * (w + 1) - at) / (Math.PI * (1 - w));
  });
}

/**
 * A square wave of period 2 pi: 1, then -1.
 *
 * @param t - times
 * @param options - `duty`: which part of the period it is 1, 0.5 by default
 * @returns the wave; NaN where duty is not from 0 to 1
 * @example
 * square(0); // 1
 */
export function square<T extends ArrayLike>(t: T, options: { duty?: ArrayLike } = {}): Wave<T> {
  checkOptions('square', options, ['duty']);
  const duty = parameter('square', 'duty', options.duty ?? 0.5, asNDArray('square', t).size);
  return mapped('square', t, (x, i) => {
    const w = duty(i);
    if (!(w >= 0 && w <= 1)) return NaN;
    return turns(x) < w * 2 * Math.PI ? 1 : -1;
  });
}

/** Options of `gausspulse`. */
export interface GausspulseOptions {
  /** The centre frequency. Default 1000. */
  fc?: number;
  /** The bandwidth as a part of fc. Default 0.5. */
  bw?: number;
  /** The level at which bandwidth is measured, in dB. Default -6. */
  bwr?: number;
  /** For `'cutoff'`: the level at which the pulse is over, in dB. Default -60. */
  tpr?: number;
  /** Give the part out of phase too? Default false. */
  retquad?: boolean;
  /** Give the envelope too? Default false. */
  retenv?: boolean;
}

/**
 * A cosine under a Gaussian bell.
 *
 * @param t - times, or `'cutoff'` for the time after which the pulse is over
 * @returns the pulse; with `retquad` or `retenv` a list of it, the part out of phase, the envelope
 * @throws ValueError for frequencies, bandwidths or levels out of range
 * @example
 * gausspulse(0); // 1
 */
export function gausspulse(t: 'cutoff', options?: GausspulseOptions): number;
export function gausspulse<T extends ArrayLike>(
  t: T,
  options: GausspulseOptions & ({ retquad: true } | { retenv: true }),
): Wave<T>[];
export function gausspulse<T extends ArrayLike>(t: T, options?: GausspulseOptions): Wave<T>;
export function gausspulse(t: ArrayLike | 'cutoff', options: GausspulseOptions = {}): unknown {
  checkOptions('gausspulse', options, ['fc', 'bw', 'bwr', 'tpr', 'retquad', 'retenv']);
  const { fc = 1000, bw = 0.5, bwr = -6, tpr = -60, retquad = false, retenv = false } = options;
  if (fc < 0) throw new ValueError(`gausspulse: Center frequency (fc=${fc.toFixed(2)}) must be >=0.`);
  if (bw <= 0) throw new ValueError(`gausspulse: Fractional bandwidth (bw=${bw.toFixed(2)}) must be > 0.`);
  if (bwr >= 0)
    throw new ValueError(`gausspulse: Reference level for bandwidth (bwr=${bwr.toFixed(2)}) must be < 0 dB`);
  const a = -((Math.PI * fc * bw) ** 2) / (4 * Math.log(10 ** (bwr / 20)));
  if (typeof t === 'string') {
    if (t !== 'cutoff') throw new ValueError("gausspulse: If `t` is a string, it must be 'cutoff'");
    if (tpr >= 0) throw new ValueError('gausspulse: Reference level for time cutoff must be < 0 dB');
    return Math.sqrt(-Math.log(10 ** (tpr / 20)) / a);
  }
  const bell = (x: number): number => Math.exp(-a * x * x);
  const inPhase = mapped('gausspulse', t, (x) => bell(x) * Math.cos(2 * Math.PI * fc * x));
  if (!retquad && !retenv) return inPhase;
  const result: unknown[] = [inPhase];
  if (retquad) result.push(mapped('gausspulse', t, (x) => bell(x) * Math.sin(2 * Math.PI * fc * x)));
  if (retenv) result.push(mapped('gausspulse', t, bell));
  return result;
}

/** Options of `unitImpulse`. */
export interface UnitImpulseOptions {
  /** Where the 1 is: an index or one for each axis, `'mid'` for the middle; the first element by default. */
  idx?: number | readonly number[] | 'mid' | null;
  /** The dtype. Default float64. */
  dtype?: DTypeLike;
}

/**
 * Zeros with a single 1.
 *
 * @param shape - the shape
 * @returns the array
 * @throws ValueError for an index outside
 * @example
 * unitImpulse(5, { idx: 2 }).toArray(); // [0, 0, 1, 0, 0]
 */
export function unitImpulse(shape: ShapeLike, options: UnitImpulseOptions = {}): NDArray {
  checkOptions('unitImpulse', options, ['idx', 'dtype']);
  const lengths = checkShape('unitImpulse', shape);
  const { idx = null } = options;
  const info = (options.dtype === undefined ? DTYPES.float64 : dtypeInfo(options.dtype)) as DTypeInfo;
  const out = zerosArray(info, lengths) as NDArray;
  let at: number[];
  if (idx === null) at = lengths.map(() => 0);
  else if (idx === 'mid') at = lengths.map((n) => Math.floor(n / 2));
  else {
    at = integerList('unitImpulse', 'idx', idx);
    if (at.length === 1 && lengths.length > 1) at = lengths.map(() => at[0]!);
  }
  out.itemset(...at, 1);
  return out;
}

/** Feedback taps of primitive polynomials, by the number of bits. */
const TAPS: Readonly<Record<number, readonly number[]>> = {
  2: [1], 3: [2], 4: [3], 5: [3], 6: [5], 7: [6], 8: [7, 6, 1], 9: [5], 10: [7], 11: [9], 12: [11, 10, 4], 13: [12, 11, 8],
  14: [13, 12, 2], 15: [14], 16: [15, 13, 4], 17: [14], 18: [11], 19: [18, 17, 14], 20: [17], 21: [19], 22: [21], 23: [18],
  24: [23, 22, 17], 25: [22], 26: [25, 24, 20], 27: [26, 25, 22], 28: [25], 29: [27], 30: [29, 28, 7], 31: [28],
  32: [31, 30, 10],
}; // prettier-ignore

/** Options of `maxLenSeq`. */
export interface MaxLenSeqOptions {
  /** The state to begin with, bits; ones by default. */
  state?: ArrayLike | null;
  /** How many bits; 2 ** nbits - 1 by default. */
  length?: number | null;
  /** Other taps of the feedback. */
  taps?: ArrayLike | null;
}

/**
 * A binary sequence of maximal length from a shift register with feedback.
 *
 * @param nbits - the length of the register, from 2 to 32 unless taps are given
 * @returns the sequence of zeros and ones, and the state after it
 * @throws ValueError for unknown lengths, taps outside, or a state of zeros
 * @example
 * const [seq] = maxLenSeq(4);
 * seq.size; // 15
 */
export function maxLenSeq(
  nbits: number,
  options: MaxLenSeqOptions = {},
): [seq: NDArray<'int8'>, state: NDArray<'int8'>] {
  checkOptions('maxLenSeq', options, ['state', 'length', 'taps']);
  wholeNumber('maxLenSeq', 'nbits', nbits);
  let taps: readonly number[];
  if (options.taps == null) {
    const known = TAPS[nbits];
    if (!known) throw new ValueError(`maxLenSeq: nbits must be between 2 and 32 if taps is None, got ${nbits}`);
    taps = known;
  } else {
    taps = [...new Set(reals('maxLenSeq', 'taps', options.taps))].sort((a, b) => b - a);
    if (taps.length < 1 || taps.some((t) => t < 0 || t > nbits))
      throw new ValueError('maxLenSeq: taps must be non-empty with values between zero and nbits (inclusive)');
  }
  const full = 2 ** nbits - 1;
  const length = options.length ?? full;
  if (!Number.isInteger(length) || length < 0)
    throw new ValueError(`maxLenSeq: length must be greater than or equal to 0, got ${describe(length)}`);
  const register =
    options.state == null
      ? new Int8Array(nbits).fill(1)
      : Int8Array.from(reals('maxLenSeq', 'state', options.state), (x) => (x ? 1 : 0));
  if (register.length !== nbits)
    throw new ValueError(`maxLenSeq: state must be a 1-D array of size nbits, got ${register.length} for ${nbits}`);
  if (register.every((bit) => bit === 0)) throw new ValueError('maxLenSeq: state must not be all zeros');
  const seq = emptyArray(DTYPES.int8, [length]);
  const out = seq.storage as Int8Array;
  let at = 0;
  for (let i = 0; i < length; i++) {
    let bit = register[at]!;
    out[seq.offset + i] = bit;
    for (const tap of taps) bit ^= register[(tap + at) % nbits]!;
    register[at] = bit;
    at = (at + 1) % nbits;
  }
  const state = emptyArray(DTYPES.int8, [nbits]);
  for (let i = 0; i < nbits; i++) (state.storage as Int8Array)[state.offset + i] = register[(i + at) % nbits]!;
  return [seq, state];
}
