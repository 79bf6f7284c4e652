/** SciPy's scipy.signal.windows: `signal.windows`. */
export { blackman, blackmanharris, flattop, generalCosine, generalHamming, hamming, hann, nuttall } from './cosines.js';
export {
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
  type ExponentialOptions,
  type TukeyOptions,
} from './shapes.js';
export { chebwin, dpss, kaiser, kaiserBesselDerived, taylor, type DpssOptions, type TaylorOptions } from './optimal.js';
export { getWindow, type WindowArgument, type WindowLike } from './getWindow.js';
export type { WindowOptions } from './make.js';
