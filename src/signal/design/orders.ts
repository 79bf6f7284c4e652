/** The least order of a filter that meets a specification, and its natural frequency. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions } from '../../core/errors.js';
import { ellipkKernel, ellipkm1Kernel } from '../../special/elliptic.js';
import { realArray, reals, type Reals } from '../values.js';
import { checkFs } from './iir.js';

/** Options of `buttord` and its relatives. */
export interface OrderOptions {
  /** An analog filter? Default false. */
  analog?: boolean;
  /** The sampling rate, in whose units frequencies are; by default frequencies are in half cycles a sample. */
  fs?: number | null;
}

type Family = 'butter' | 'cheby' | 'ellip';

/** 10 ** (0.1 |x|) */
const power = (decibels: number): number => 10 ** (0.1 * Math.abs(decibels));

/** The order, not rounded up, at which a prototype falls from gpass to gstop within a ratio of frequencies. */
function realOrder(family: Family, nat: number, gpass: number, gstop: number): number {
  const [stop, pass] = [power(gstop) - 1, power(gpass) - 1];
  if (family === 'butter') return Math.log10(stop / pass) / (2 * Math.log10(nat));
  if (family === 'cheby') return Math.acosh(Math.sqrt(stop / pass)) / Math.acosh(nat);
  const arg1 = Math.sqrt(pass / stop);
  const arg0 = 1 / nat;
  return (ellipkKernel(arg0 ** 2) * ellipkm1Kernel(arg1 ** 2)) / (ellipkm1Kernel(arg0 ** 2) * ellipkKernel(arg1 ** 2));
}

/** The least value of f between two points: golden section and parabolas (R. Brent, 1973, section 5.4). */
function minimumWithin(f: (x: number) => number, low: number, high: number): number {
  const golden = 0.5 * (3 - Math.sqrt(5));
  const rootEps = Math.sqrt(2.2e-16);
  let [a, b] = [low, high];
  let x = a + golden * (b - a);
  let [w, v] = [x, x];
  let [step, before] = [0, 0];
  let fx = f(x);
  let [fw, fv] = [fx, fx];
  let middle = (a + b) / 2;
  let tolerance = rootEps * Math.abs(x) + 1e-5 / 3;
  for (let calls = 1; calls < 500 && Math.abs(x - middle) > 2 * tolerance - (b - a) / 2; calls++) {
    let section = true;
    if (Math.abs(before) > tolerance) {
      let r = (x - w) * (fx - fv);
      let q = (x - v) * (fx - fw);
      let p = (x - v) * q - (x - w) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
      r = before;
      before = step;
      if (Math.abs(p) < Math.abs(0.5 * q * r) && p > q * (a - x) && p < q * (b - x)) {
        step = p / q;
        const u = x + step;
        if (u - a < 2 * tolerance || b - u < 2 * tolerance) step = middle >= x ? tolerance : -tolerance;
        section = false;
      }
    }
    if (section) {
      before = x >= middle ? a - x : b - x;
      step = golden * before;
    }
    const u = x + (step >= 0 ? 1 : -1) * Math.max(Math.abs(step), tolerance);
    const fu = f(u);
    if (fu <= fx) {
      if (u >= x) a = x;
      else b = x;
      [v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu];
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    }
    middle = (a + b) / 2;
    tolerance = rootEps * Math.abs(x) + 1e-5 / 3;
  }
  return x;
}

/** The order of a bandstop filter whose passband has one edge moved. */
function stopOrder(
  family: Family,
  wp: number,
  ind: number,
  passb: readonly number[],
  stopb: readonly number[],
  gpass: number,
  gstop: number,
): number {
  const pass = [...passb];
  pass[ind] = wp;
  const ratios = stopb.map((s) => (s * (pass[0]! - pass[1]!)) / (s * s - pass[0]! * pass[1]!));
  return realOrder(family, Math.min(...ratios.map(Math.abs)), gpass, gstop);
}

/**
 * The order, not rounded, of a bandstop filter as a function of one edge of its passband; for minimisation.
 *
 * @param wp - the edge of the passband
 * @param ind - which edge: 0 or 1
 * @param passb - the edges of the passband
 * @param stopb - the edges of the stopband
 * @param gpass - the largest loss in the passband, in dB
 * @param gstop - the least attenuation in the stopband, in dB
 * @param type - the family: `'butter'`, `'cheby'` or `'ellip'`
 * @returns the order
 * @throws ValueError for an unknown family
 * @example
 * bandStopObj(0.3, 0, [0.2, 0.8], [0.4, 0.6], 1, 40, 'butter') > 1; // true
 */
export function bandStopObj(
  wp: number,
  ind: number,
  passb: ArrayLike,
  stopb: ArrayLike,
  gpass: number,
  gstop: number,
  type: Family,
): number {
  if (!['butter', 'cheby', 'ellip'].includes(type)) throw new ValueError(`bandStopObj: Incorrect type: ${type}`);
  const pass = Array.from(reals('bandStopObj', 'passb', passb));
  return stopOrder(type, wp, ind, pass, Array.from(reals('bandStopObj', 'stopb', stopb)), gpass, gstop);
}

interface Specification {
  readonly N: number;
  /** The edges of the passband, warped for digital filters, and moved where that lowers the order. */
  readonly pass: number[];
  readonly nat: number;
  readonly kind: 'low' | 'high' | 'stop' | 'band';
  /** The given edges. */
  readonly given: readonly number[];
  readonly unwarp: (w: number) => number;
}

function specified(
  functionName: string,
  family: Family,
  wp: ArrayLike,
  ws: ArrayLike,
  gpass: number,
  gstop: number,
  options: OrderOptions,
): Specification {
  checkOptions(functionName, options, ['analog', 'fs']);
  const { analog = false } = options;
  if (!(gpass > 0)) throw new ValueError(`${functionName}: gpass should be larger than 0.0, got ${gpass}`);
  if (!(gstop > 0)) throw new ValueError(`${functionName}: gstop should be larger than 0.0, got ${gstop}`);
  if (gpass > gstop)
    throw new ValueError(`${functionName}: gpass should be smaller than gstop, got ${gpass} and ${gstop}`);
  const fs = checkFs(functionName, options.fs);
  let pass = Array.from(reals(functionName, 'wp', wp));
  let stop = Array.from(reals(functionName, 'ws', ws));
  if (fs !== null) {
    if (analog) throw new ValueError(`${functionName}: fs cannot be specified for an analog filter`);
    pass = pass.map((w) => (2 * w) / fs);
    stop = stop.map((w) => (2 * w) / fs);
  }
  if (pass.length !== stop.length || pass.length < 1 || pass.length > 2) {
    throw new ValueError(
      `${functionName}: wp and ws must have one or two elements, the same of both, and they have ${pass.length} and ${stop.length}`,
    );
  }
  if ([...pass, ...stop].some((w) => !(w > 0))) {
    throw new ValueError(`${functionName}: Values for wp, ws must be greater than 0`);
  }
  if (!analog && [...pass, ...stop].some((w) => w >= 1)) {
    throw new ValueError(
      `${functionName}: Values for wp, ws must be less than ${fs === null ? 1 : `fs/2 (fs=${fs} -> fs/2=${fs / 2})`}`,
    );
  }
  if (
    pass.length === 2 &&
    !((stop[0]! < pass[0]! && pass[1]! < stop[1]!) || (pass[0]! < stop[0]! && stop[1]! < pass[1]!))
  ) {
    throw new ValueError(`${functionName}: Passband must lie strictly inside stopband or vice versa`);
  }
  const given = pass;
  const rising = pass[0]! < stop[0]!;
  const kind = pass.length === 1 ? (rising ? 'low' : 'high') : rising ? 'stop' : 'band';
  if (!analog) {
    pass = pass.map((w) => Math.tan((Math.PI * w) / 2));
    stop = stop.map((w) => Math.tan((Math.PI * w) / 2));
  }
  let ratios: number[];
  if (kind === 'low') ratios = [stop[0]! / pass[0]!];
  else if (kind === 'high') ratios = [pass[0]! / stop[0]!];
  else if (kind === 'stop') {
    const [p, s] = [[...pass], stop];
    p[0] = minimumWithin((w) => stopOrder(family, w, 0, p, s, gpass, gstop), pass[0]!, stop[0]! - 1e-12);
    p[1] = minimumWithin((w) => stopOrder(family, w, 1, p, s, gpass, gstop), stop[1]! + 1e-12, pass[1]!);
    pass = p;
    ratios = s.map((w) => (w * (p[0]! - p[1]!)) / (w * w - p[0]! * p[1]!));
  } else ratios = stop.map((w) => (w * w - pass[0]! * pass[1]!) / (w * (pass[0]! - pass[1]!)));
  const nat = Math.min(...ratios.map(Math.abs));
  const N = Math.ceil(realOrder(family, nat, gpass, gstop));
  const unwarp = (w: number): number => (analog ? w : (2 / Math.PI) * Math.atan(w)) * (fs === null ? 1 : fs / 2);
  return { N, pass, nat, kind, given: given.map((w) => w * (fs === null ? 1 : fs / 2)), unwarp };
}

/** What order functions give: the order, and the natural frequency or frequencies. */
export type OrderResult<W> = [N: number, Wn: W extends number ? number : Reals];

function result<W>(N: number, Wn: readonly number[], wp: unknown): OrderResult<W> {
  return [N, typeof wp === 'number' ? Wn[0]! : realArray(Float64Array.from(Wn))] as OrderResult<W>;
}

/**
 * The least order of a Butterworth filter that loses no more than `gpass` in the passband and at least `gstop` in the
 * stopband.
 *
 * @param wp - the edge of the passband, or two: between 0 and 1 (the Nyquist frequency), in the units of `fs`, or in rad/s
 *   for analog filters
 * @param ws - the edge of the stopband, or two
 * @param gpass - the largest loss in the passband, in dB
 * @param gstop - the least attenuation in the stopband, in dB
 * @returns the order, and the frequency or frequencies that `butter` wants
 * @throws ValueError for edges out of range, or bands that do not lie one within the other
 * @example
 * const [N, Wn] = buttord(0.2, 0.3, 3, 40);
 * N; // 11
 */
export function buttord<W extends ArrayLike>(
  wp: W,
  ws: ArrayLike,
  gpass: number,
  gstop: number,
  options: OrderOptions = {},
): OrderResult<W> {
  const { N, pass, kind, unwarp } = specified('buttord', 'butter', wp, ws, gpass, gstop, options);
  const w0 = N === 0 ? 1 : (power(gpass) - 1) ** (-1 / (2 * N));
  let Wn: number[];
  if (kind === 'low') Wn = [w0 * pass[0]!];
  else if (kind === 'high') Wn = [pass[0]! / w0];
  else {
    const [p0, p1] = pass as [number, number];
    if (kind === 'stop') {
      const root = Math.sqrt((p1 - p0) ** 2 + 4 * w0 * w0 * p0 * p1);
      Wn = [(p1 - p0 + root) / (2 * w0), (p1 - p0 - root) / (2 * w0)];
    } else {
      Wn = [-w0, w0].map((w) => (-w * (p1 - p0)) / 2 + Math.sqrt(((w * w) / 4) * (p1 - p0) ** 2 + p0 * p1));
    }
    Wn = Wn.map(Math.abs).sort((a, b) => a - b);
  }
  return result(N, Wn.map(unwarp), wp);
}

/**
 * The least order of a Chebyshev filter of the first kind that meets a specification.
 *
 * @param wp - the edge of the passband, or two; see `buttord`
 * @param ws - the edge of the stopband, or two
 * @param gpass - the largest loss in the passband, in dB
 * @param gstop - the least attenuation in the stopband, in dB
 * @returns the order, and the frequency or frequencies that `cheby1` wants
 * @throws ValueError for edges out of range
 * @example
 * const [N] = cheb1ord(0.2, 0.3, 3, 40);
 * N; // 6
 */
export function cheb1ord<W extends ArrayLike>(
  wp: W,
  ws: ArrayLike,
  gpass: number,
  gstop: number,
  options: OrderOptions = {},
): OrderResult<W> {
  const { N, pass, unwarp } = specified('cheb1ord', 'cheby', wp, ws, gpass, gstop, options);
  return result(N, pass.map(unwarp), wp);
}

/**
 * The least order of a Chebyshev filter of the second kind that meets a specification.
 *
 * @param wp - the edge of the passband, or two; see `buttord`
 * @param ws - the edge of the stopband, or two
 * @param gpass - the largest loss in the passband, in dB
 * @param gstop - the least attenuation in the stopband, in dB
 * @returns the order, and the frequency or frequencies that `cheby2` wants
 * @throws ValueError for edges out of range
 * @example
 * const [N] = cheb2ord(0.2, 0.3, 3, 40);
 * N; // 6
 */
export function cheb2ord<W extends ArrayLike>(
  wp: W,
  ws: ArrayLike,
  gpass: number,
  gstop: number,
  options: OrderOptions = {},
): OrderResult<W> {
  const { N, pass, kind, unwarp } = specified('cheb2ord', 'cheby', wp, ws, gpass, gstop, options);
  const edge = 1 / Math.cosh((1 / N) * Math.acosh(Math.sqrt((power(gstop) - 1) / (power(gpass) - 1))));
  let Wn: number[];
  if (kind === 'low') Wn = [pass[0]! / edge];
  else if (kind === 'high') Wn = [pass[0]! * edge];
  else {
    const [p0, p1] = pass as [number, number];
    const half = kind === 'stop' ? (edge / 2) * (p0 - p1) : (p0 - p1) / (2 * edge);
    const first = half + Math.sqrt(half * half + p0 * p1);
    Wn = [first, (p0 * p1) / first];
  }
  return result(N, Wn.map(unwarp), wp);
}

/**
 * The least order of an elliptic filter that meets a specification.
 *
 * @param wp - the edge of the passband, or two; see `buttord`
 * @param ws - the edge of the stopband, or two
 * @param gpass - the largest loss in the passband, in dB
 * @param gstop - the least attenuation in the stopband, in dB
 * @returns the order, and the frequency or frequencies that `ellip` wants
 * @throws ValueError for edges out of range
 * @example
 * const [N] = ellipord(0.2, 0.3, 3, 40);
 * N; // 4
 */
export function ellipord<W extends ArrayLike>(
  wp: W,
  ws: ArrayLike,
  gpass: number,
  gstop: number,
  options: OrderOptions = {},
): OrderResult<W> {
  const { N, pass, unwarp } = specified('ellipord', 'ellip', wp, ws, gpass, gstop, options);
  return result(N, pass.map(unwarp), wp);
}
