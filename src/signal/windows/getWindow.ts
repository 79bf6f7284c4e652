/** Windows by name, as functions of spectra and filter design take them. */
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { realParts, type Reals } from '../values.js';
import { blackman, blackmanharris, flattop, generalCosine, generalHamming, hamming, hann, nuttall } from './cosines.js';
import { chebwin, dpss, kaiser, kaiserBesselDerived, taylor } from './optimal.js';
import {
  barthann,
  bartlett,
  bohman,
  boxcar,
  cosine,
  exponential,
  gaussian,
  generalGaussian,
  lanczos,
  parzen,
  triang,
  tukey,
} from './shapes.js';

/** A window by name, by name and parameters (`['kaiser', 8]`), or the beta of a Kaiser window. */
export type WindowLike = string | readonly [name: string, ...parameters: (ArrayLike | null | undefined)[]] | number;

type Make = (M: number, sym: boolean, ...parameters: never[]) => Reals;

const simple =
  (f: (M: number, options: { sym: boolean }) => Reals): Make =>
  (M, sym) =>
    f(M, { sym });

/** Each with its names and how many parameters it needs at least. */
const TABLE: readonly [names: string, needs: number, make: Make][] = [
  ['barthann brthan bth', 0, simple(barthann)],
  ['bartlett bart brt', 0, simple(bartlett)],
  ['blackman black blk', 0, simple(blackman)],
  ['blackmanharris blackharr bkh', 0, simple(blackmanharris)],
  ['bohman bman bmn', 0, simple(bohman)],
  ['boxcar box ones rect rectangular', 0, simple(boxcar)],
  ['chebwin cheb', 1, (M, sym, at: number) => chebwin(M, at, { sym })],
  ['cosine halfcosine', 0, simple(cosine)],
  ['dpss', 1, (M, sym, NW: number) => dpss(M, NW, { sym })],
  ['exponential poisson', 0, (M, sym, center: number | null, tau: number) => exponential(M, { center, tau, sym })],
  ['flattop flat flt', 0, simple(flattop)],
  ['gaussian gauss gss', 1, (M, sym, std: number) => gaussian(M, std, { sym })],
  ['general cosine,general_cosine', 1, (M, sym, a: ArrayLike) => generalCosine(M, a, { sym })],
  ['general gaussian,general_gaussian,general gauss,general_gauss,ggs', 2, (M, sym, p: number, sig: number) => generalGaussian(M, p, sig, { sym })], // prettier-ignore
  ['general hamming,general_hamming', 1, (M, sym, alpha: number) => generalHamming(M, alpha, { sym })],
  ['hamming hamm ham', 0, simple(hamming)],
  ['hann han', 0, simple(hann)],
  ['kaiser ksr', 1, (M, sym, beta: number) => kaiser(M, beta, { sym })],
  ['kaiser bessel derived,kbd', 1, (M, sym, beta: number) => kaiserBesselDerived(M, beta, { sym })],
  ['lanczos sinc', 0, simple(lanczos)],
  ['nuttall nutl nut', 0, simple(nuttall)],
  ['parzen parz par', 0, simple(parzen)],
  ['taylor taylorwin', 0, (M, sym, nbar: number, sll: number, norm: boolean) => taylor(M, { nbar, sll, norm, sym })],
  ['triangle triang tri', 0, simple(triang)],
  ['tukey tuk', 0, (M, sym, alpha: number) => tukey(M, { alpha, sym })],
];

const byName = new Map<string, [needs: number, make: Make]>();
for (const [names, needs, make] of TABLE) {
  for (const name of names.split(names.includes(',') ? ',' : ' ')) byName.set(name, [needs, make]);
}

/**
 * A window by name.
 *
 * @param window - a name (`'hann'`), a list of a name and parameters (`['tukey', 0.25]`, `['gaussian', 7]`), or a number,
 *   the beta of a Kaiser window
 * @param Nx - how many points
 * @param options - `fftbins`: a periodic window, for spectra (the default), or with false a symmetric one
 * @returns Nx values
 * @throws ValueError for an unknown name, or where a window's parameters are missing
 * @example
 * getWindow('triang', 7).size; // 7
 * getWindow(['kaiser', 4], 9).size; // 9
 */
export function getWindow(window: WindowLike, Nx: number, options: { fftbins?: boolean } = {}): Reals {
  checkOptions('getWindow', options, ['fftbins']);
  const sym = !(options.fftbins ?? true);
  if (typeof window === 'number') return kaiser(Nx, window, { sym });
  const list: readonly unknown[] = Array.isArray(window) ? window : [window];
  const name = list[0];
  if (typeof name !== 'string') {
    throw new ValueError(`getWindow: ${describe(window)} as window type is not supported.`);
  }
  const entry = byName.get(name);
  if (!entry) throw new ValueError(`getWindow: Unknown window type: '${name}'.`);
  const [needs, make] = entry;
  const parameters = list.slice(1);
  if (parameters.length < needs) {
    throw new ValueError(
      `getWindow: The '${name}' window needs one or more parameters -- pass a list such as ['${name}', ...].`,
    );
  }
  return make(Nx, sym, ...(parameters as never[]));
}

/** A window as functions of spectra take it. */
export type WindowArgument = WindowLike | ArrayLike;

/** Is this a window by name (or a Kaiser window's beta), and not the values themselves? */
export function isNamedWindow(window: unknown): window is WindowLike {
  return (
    typeof window === 'string' || typeof window === 'number' || (Array.isArray(window) && typeof window[0] === 'string')
  );
}

/** The values of a window that is given by name or by its values. */
export function windowOf(functionName: string, window: WindowArgument, points: number, fftbins = true): Float64Array {
  if (isNamedWindow(window)) return getWindow(window, points, { fftbins }).data;
  const { re, shape } = realParts(functionName, 'window', window);
  if (shape.length !== 1) throw new ValueError(`${functionName}: window must be 1-D`);
  return re;
}
