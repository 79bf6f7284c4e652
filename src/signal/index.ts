/** numloom/signal: SciPy's scipy.signal. Filters and their design, spectra, peaks, convolution, resampling, linear systems. */
import '../setup.js';

export * as windows from './windows/index.js';
export * from './windows/index.js';
export { BadCoefficients, SignalWarning, setWarningHandler } from './warnings.js';
export { buttap, cheb1ap, cheb2ap } from './design/prototypes.js';
export { besselap, type BesselNorm } from './design/besselPrototype.js';
export { ellipap } from './design/ellipticPrototype.js';
export {
  bilinearZpk,
  lp2bpZpk,
  lp2bsZpk,
  lp2hpZpk,
  lp2lpZpk,
  type BandOptions,
  type CutoffOptions,
  type ZpkTuple,
} from './design/zpk.js';
export { bilinear, lp2bp, lp2bs, lp2hp, lp2lp, normalize, tf2zpk, zpk2tf, type TfTuple } from './design/transferFunction.js';
export { sos2tf, sos2zpk, tf2sos, zpk2sos, type Pairing, type SosOptions } from './design/sections.js';
export {
  bessel,
  butter,
  cheby1,
  cheby2,
  ellip,
  iirfilter,
  type BandType,
  type BesselOptions,
  type DesignOptions,
  type Designed,
  type FilterType,
  type IirfilterOptions,
  type OutputForm,
} from './design/iir.js';
export {
  bandStopObj,
  buttord,
  cheb1ord,
  cheb2ord,
  ellipord,
  type OrderOptions,
  type OrderResult,
} from './design/orders.js';
export {
  gammatone,
  iircomb,
  iirdesign,
  iirnotch,
  iirpeak,
  type GammatoneOptions,
  type IircombOptions,
  type IirdesignOptions,
  type RealTf,
} from './design/specified.js';
