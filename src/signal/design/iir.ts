/** Digital and analog filters of infinite response from prototypes: Butterworth, Chebyshev, elliptic, Bessel. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { partsArray, reals, type Reals } from '../values.js';
import { besselPrototype, type BesselNorm } from './besselPrototype.js';
import { elliptic } from './ellipticPrototype.js';
import { butterworth, checkOrder, chebyshev1, chebyshev2 } from './prototypes.js';
import { sectionsOf, sosArray } from './sections.js';
import { quotientOf, type TfTuple } from './transferFunction.js';
import { toBandpass, toBandstop, toDigital, toHighpass, toLowpass, zpkTuple, type Zpk, type ZpkTuple } from './zpk.js';

/** The band that passes or is stopped. */
export type BandType =
  | 'band' | 'bandpass' | 'pass' | 'bp'
  | 'bandstop' | 'bands' | 'stop' | 'bs'
  | 'low' | 'lowpass' | 'lp' | 'l'
  | 'high' | 'highpass' | 'hp' | 'h'; // prettier-ignore

/** Families of filters. */
export type FilterType = 'butter' | 'butterworth' | 'cheby1' | 'chebyshev1' | 'chebyshevi' | 'cheby2' | 'chebyshev2' | 'chebyshevii' | 'ellip' | 'elliptic' | 'cauer' | 'bessel' | 'bessel_phase' | 'bessel_delay' | 'bessel_mag'; // prettier-ignore

/** The form of a filter: coefficients, zeros and poles, or sections. */
export type OutputForm = 'ba' | 'zpk' | 'sos';

/** What a design in a form is. */
export type Designed<O extends OutputForm> = O extends 'zpk' ? ZpkTuple : O extends 'sos' ? Reals : TfTuple;

/** Options of `butter`, `cheby1` and their relatives. */
export interface DesignOptions<O extends OutputForm = OutputForm> {
  /** Which band; `'low'` by default. */
  btype?: BandType;
  /** An analog filter? Default false. */
  analog?: boolean;
  /** `'ba'` (coefficients, the default), `'zpk'` or `'sos'`. */
  output?: O;
  /** The sampling rate, in whose units frequencies are; by default frequencies are in half cycles a sample. */
  fs?: number | null;
}

/** Options of `bessel`. */
export interface BesselOptions<O extends OutputForm = OutputForm> extends DesignOptions<O> {
  /** What the critical frequency is: `'phase'` (the default), `'delay'` or `'mag'`. */
  norm?: BesselNorm;
}

/** Options of `iirfilter`. */
export interface IirfilterOptions<O extends OutputForm = OutputForm> extends Omit<DesignOptions<O>, 'btype'> {
  /** The ripple in the passband in dB, of Chebyshev's first kind and elliptic filters. */
  rp?: number | null;
  /** The attenuation in the stopband in dB, of Chebyshev's second kind and elliptic filters. */
  rs?: number | null;
  /** Which band; `'band'` by default. */
  btype?: BandType;
  /** The family; `'butter'` by default. */
  ftype?: FilterType;
}

type Band = 'lowpass' | 'highpass' | 'bandpass' | 'bandstop';

const BANDS: Readonly<Record<string, Band>> = Object.fromEntries(
  Object.entries({
    bandpass: ['band', 'bandpass', 'pass', 'bp'],
    bandstop: ['bs', 'bandstop', 'bands', 'stop'],
    lowpass: ['l', 'low', 'lowpass', 'lp'],
    highpass: ['high', 'highpass', 'h', 'hp'],
  }).flatMap(([band, names]) => names.map((name) => [name, band as Band])),
);

/** The band that a name means. */
export function bandOf(functionName: string, name: unknown): Band {
  const band = typeof name === 'string' ? BANDS[name.toLowerCase()] : undefined;
  if (!band) throw new ValueError(`${functionName}: ${describe(name)} is an invalid bandtype for filter.`);
  return band;
}

/** The sampling rate, checked: null if there is none. */
export function checkFs(functionName: string, fs: number | null | undefined): number | null {
  if (fs === undefined || fs === null) return null;
  if (typeof fs !== 'number' || !(fs > 0)) {
    throw new ValueError(`${functionName}: Sampling frequency fs must be a positive number, got ${describe(fs)}`);
  }
  return fs;
}

function prototype(functionName: string, N: number, family: string, rp: unknown, rs: unknown): Zpk {
  const decibels = (name: 'rp' | 'rs', value: unknown, what: string): number => {
    if (typeof value !== 'number') throw new ValueError(`${functionName}: ${what}`);
    if (!(value >= 0)) {
      throw new ValueError(
        `${functionName}: ${name === 'rp' ? 'passband ripple (rp)' : 'stopband attenuation (rs)'} must be positive, got ${value}`,
      );
    }
    return value;
  };
  switch (family.toLowerCase()) {
    case 'butter':
    case 'butterworth':
      return butterworth(N);
    case 'cheby1':
    case 'chebyshev1':
    case 'chebyshevi':
      return chebyshev1(N, decibels('rp', rp, 'passband ripple (rp) must be provided to design a Chebyshev I filter.'));
    case 'cheby2':
    case 'chebyshev2':
    case 'chebyshevii':
      return chebyshev2(
        N,
        decibels('rs', rs, 'stopband attenuation (rs) must be provided to design an Chebyshev II filter.'),
      );
    case 'ellip':
    case 'elliptic':
    case 'cauer': {
      const what = 'Both rp and rs must be provided to design an elliptic filter.';
      return elliptic(N, decibels('rp', rp, what), decibels('rs', rs, what));
    }
    case 'bessel':
    case 'bessel_phase':
      return besselPrototype(N, 'phase');
    case 'bessel_delay':
      return besselPrototype(N, 'delay');
    case 'bessel_mag':
      return besselPrototype(N, 'mag');
    default:
      throw new ValueError(`${functionName}: '${family}' is not a valid basic IIR filter.`);
  }
}

interface Request {
  readonly btype?: BandType;
  readonly analog?: boolean;
  readonly output?: OutputForm;
  readonly fs?: number | null;
  readonly ftype?: string;
  readonly rp?: number | null;
  readonly rs?: number | null;
}

/** Zeros, poles and gain of a filter. */
function designed(functionName: string, N: number, Wn: ArrayLike, request: Request): Zpk {
  const { btype = 'band', analog = false, ftype = 'butter' } = request;
  const fs = checkFs(functionName, request.fs);
  checkOrder(functionName, N);
  let critical = Array.from(reals(functionName, 'Wn', Wn));
  if (fs !== null) {
    if (analog) throw new ValueError(`${functionName}: fs cannot be specified for an analog filter`);
    critical = critical.map((w) => (2 * w) / fs);
  }
  if (!critical.every((w) => w > 0)) {
    throw new ValueError(`${functionName}: filter critical frequencies must be greater than 0, got ${describe(Wn)}`);
  }
  if (critical.length > 1 && !(critical[0]! < critical[1]!)) {
    throw new ValueError(`${functionName}: Wn[0] must be less than Wn[1], got ${describe(Wn)}`);
  }
  const band = bandOf(functionName, btype);
  const lowpass = prototype(functionName, N, ftype, request.rp, request.rs);
  let warped = critical;
  if (!analog) {
    if (critical.some((w) => w <= 0 || w >= 1)) {
      throw new ValueError(
        fs !== null
          ? `${functionName}: Digital filter critical frequencies must be 0 < Wn < fs/2 (fs=${fs} -> fs/2=${fs / 2}), got ${describe(Wn)}`
          : `${functionName}: Digital filter critical frequencies must be 0 < Wn < 1, got ${describe(Wn)}`,
      );
    }
    warped = critical.map((w) => 4 * Math.tan((Math.PI * w) / 2));
  }
  let filter: Zpk;
  if (band === 'lowpass' || band === 'highpass') {
    if (warped.length !== 1) {
      throw new ValueError(
        `${functionName}: Must specify a single critical frequency Wn for lowpass or highpass filter`,
      );
    }
    filter = band === 'lowpass' ? toLowpass(lowpass, warped[0]!) : toHighpass(lowpass, warped[0]!);
  } else {
    if (warped.length !== 2) {
      throw new ValueError(
        `${functionName}: Wn must specify start and stop frequencies for bandpass or bandstop filter`,
      );
    }
    const bw = warped[1]! - warped[0]!;
    const wo = Math.sqrt(warped[0]! * warped[1]!);
    filter = band === 'bandpass' ? toBandpass(lowpass, wo, bw) : toBandstop(lowpass, wo, bw);
  }
  return analog ? filter : toDigital(filter, 2);
}

/** A filter in the form that was asked for. */
export function inForm<O extends OutputForm>(
  functionName: string,
  filter: Zpk,
  output: OutputForm,
  analog: boolean,
): Designed<O> {
  if (output === 'zpk') return zpkTuple(filter) as Designed<O>;
  if (output === 'sos') return sosArray(sectionsOf(filter, analog ? 'minimal' : 'nearest', analog)) as Designed<O>;
  if (output !== 'ba') throw new ValueError(`${functionName}: ${describe(output)} is not a valid output form.`);
  const { b, a } = quotientOf(filter);
  return [partsArray(b), partsArray(a)] as unknown as Designed<O>;
}

function design<O extends OutputForm>(functionName: string, N: number, Wn: ArrayLike, request: Request): Designed<O> {
  const output = request.output ?? 'ba';
  if (output !== 'ba' && output !== 'zpk' && output !== 'sos') {
    throw new ValueError(`${functionName}: ${describe(output)} is not a valid output form.`);
  }
  return inForm(functionName, designed(functionName, N, Wn, request), output, request.analog ?? false);
}

const COMMON = ['btype', 'analog', 'output', 'fs'];

/**
 * A filter of infinite response of a family.
 *
 * @param N - the order of the prototype
 * @param Wn - the critical frequency, or two for bands: between 0 and 1 (the Nyquist frequency), in the units of `fs`, or in
 *   rad/s for analog filters
 * @returns `[b, a]`, `[z, p, k]` or sections, as `output` says
 * @throws ValueError for frequencies out of range, unknown families or bands, or missing ripple
 * @example
 * const [b, a] = iirfilter(4, [0.2, 0.5], { rs: 60, btype: 'band', ftype: 'cheby2' });
 * b.size; // 9
 */
export function iirfilter<O extends OutputForm = 'ba'>(
  N: number,
  Wn: ArrayLike,
  options: IirfilterOptions<O> = {},
): Designed<O> {
  checkOptions('iirfilter', options, ['rp', 'rs', 'ftype', ...COMMON]);
  return design<O>('iirfilter', N, Wn, { btype: 'band', ...options });
}

/**
 * A Butterworth filter: as flat as can be in the passband.
 *
 * @param N - the order
 * @param Wn - the frequency of -3 dB, or two for bands: between 0 and 1 (the Nyquist frequency), in the units of `fs`, or in
 *   rad/s for analog filters
 * @returns `[b, a]`, `[z, p, k]` or sections, as `output` says
 * @throws ValueError for frequencies out of range
 * @example
 * const sos = butter(4, 100, { btype: 'low', fs: 1000, output: 'sos' });
 * sos.shape; // [2, 6]
 */
export function butter<O extends OutputForm = 'ba'>(
  N: number,
  Wn: ArrayLike,
  options: DesignOptions<O> = {},
): Designed<O> {
  checkOptions('butter', options, COMMON);
  return design<O>('butter', N, Wn, { btype: 'low', ...options, ftype: 'butter' });
}

/**
 * A Chebyshev filter of the first kind: ripple in the passband.
 *
 * @param N - the order
 * @param rp - the ripple in the passband, in dB
 * @param Wn - where the gain first falls below -rp, or two frequencies for bands; see `butter`
 * @returns `[b, a]`, `[z, p, k]` or sections, as `output` says
 * @throws ValueError for frequencies out of range
 * @example
 * const [b, a] = cheby1(4, 5, 0.3);
 * b.size; // 5
 */
export function cheby1<O extends OutputForm = 'ba'>(
  N: number,
  rp: number,
  Wn: ArrayLike,
  options: DesignOptions<O> = {},
): Designed<O> {
  checkOptions('cheby1', options, COMMON);
  return design<O>('cheby1', N, Wn, { btype: 'low', ...options, rp, ftype: 'cheby1' });
}

/**
 * A Chebyshev filter of the second kind: ripple in the stopband.
 *
 * @param N - the order
 * @param rs - the attenuation in the stopband, in dB
 * @param Wn - where the gain first reaches -rs, or two frequencies for bands; see `butter`
 * @returns `[b, a]`, `[z, p, k]` or sections, as `output` says
 * @throws ValueError for frequencies out of range
 * @example
 * const [b, a] = cheby2(4, 40, 0.3);
 * b.size; // 5
 */
export function cheby2<O extends OutputForm = 'ba'>(
  N: number,
  rs: number,
  Wn: ArrayLike,
  options: DesignOptions<O> = {},
): Designed<O> {
  checkOptions('cheby2', options, COMMON);
  return design<O>('cheby2', N, Wn, { btype: 'low', ...options, rs, ftype: 'cheby2' });
}

/**
 * An elliptic (Cauer) filter: ripple in both bands, and the steepest slope between.
 *
 * @param N - the order
 * @param rp - the ripple in the passband, in dB
 * @param rs - the attenuation in the stopband, in dB
 * @param Wn - where the gain first falls below -rp, or two frequencies for bands; see `butter`
 * @returns `[b, a]`, `[z, p, k]` or sections, as `output` says
 * @throws ValueError for frequencies out of range
 * @example
 * const [b, a] = ellip(4, 5, 40, 0.3);
 * b.size; // 5
 */
export function ellip<O extends OutputForm = 'ba'>(
  N: number,
  rp: number,
  rs: number,
  Wn: ArrayLike,
  options: DesignOptions<O> = {},
): Designed<O> {
  checkOptions('ellip', options, COMMON);
  return design<O>('ellip', N, Wn, { btype: 'low', ...options, rs, rp, ftype: 'elliptic' });
}

/**
 * A Bessel (Thomson) filter: a delay as flat as can be in the passband.
 *
 * @param N - the order
 * @param Wn - the critical frequency, or two for bands; see `butter` and `norm`
 * @returns `[b, a]`, `[z, p, k]` or sections, as `output` says
 * @throws ValueError for frequencies out of range
 * @example
 * const [b, a] = bessel(4, 100, { analog: true });
 * a.size; // 5
 */
export function bessel<O extends OutputForm = 'ba'>(
  N: number,
  Wn: ArrayLike,
  options: BesselOptions<O> = {},
): Designed<O> {
  checkOptions('bessel', options, ['norm', ...COMMON]);
  const { norm = 'phase', ...rest } = options;
  if (!['phase', 'delay', 'mag'].includes(norm))
    throw new ValueError(`bessel: normalization not understood, got ${describe(norm)}`);
  return design<O>('bessel', N, Wn, { btype: 'low', ...rest, ftype: `bessel_${norm}` });
}
