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
export {
  bilinear,
  lp2bp,
  lp2bs,
  lp2hp,
  lp2lp,
  normalize,
  tf2zpk,
  zpk2tf,
  type TfTuple,
} from './design/transferFunction.js';
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
export { lfilter, lfiltic, lfilterZi, type LfilterOptions } from './filters/linear.js';
export { filtfilt, type FiltfiltOptions } from './filters/filtfilt.js';
export { sosfilt, sosfiltZi, sosfiltfilt, type SosfiltOptions, type SosfiltfiltOptions } from './filters/sections.js';
export type { PadType } from './filters/padding.js';
export {
  chooseConvMethod,
  convolve,
  correlate,
  correlationLags,
  deconvolve,
  type ChooseConvMethodOptions,
  type ConvolutionMethod,
  type ConvolveOptions,
} from './convolution/convolve.js';
export type { ConvolutionMode } from './convolution/sizes.js';
export { fftconvolve, oaconvolve, type FftconvolveOptions } from './convolution/fourier.js';
export { convolve2d, correlate2d, sepfir2d, type Convolve2dOptions } from './convolution/images.js';
export { kaiserAtten, kaiserBeta, kaiserord } from './fir/kaiser.js';
export { firwin, firwin2, type Firwin2Options, type FirwinOptions, type PassZero } from './fir/windowed.js';
export { firls, type FirlsOptions } from './fir/firls.js';
export { remez, type RemezOptions } from './fir/remez.js';
export { minimumPhase, type MinimumPhaseOptions } from './fir/minimumPhase.js';
export { findfreqs, type FreqzOptions } from './response/frequencies.js';
export {
  freqz,
  freqzSos,
  freqzZpk,
  groupDelay,
  sosfreqz,
  type FreqzTfOptions,
  type GroupDelayOptions,
  type Response,
} from './response/freqz.js';
export { freqs, freqsZpk, type FreqsOptions } from './response/freqs.js';
export { savgolCoeffs, savgolFilter, type SavgolCoeffsOptions, type SavgolFilterOptions } from './smoothing/savgol.js';
export { medfilt, medfilt2d, orderFilter, wiener, type WienerOptions } from './smoothing/ranks.js';
export { detrend, type DetrendOptions } from './spectra/detrend.js';
export type { DetrendLike, SegmentOptions } from './spectra/segments.js';
export {
  coherence,
  csd,
  periodogram,
  welch,
  type CoherenceOptions,
  type PeriodogramOptions,
  type WelchOptions,
} from './spectra/welch.js';
export {
  checkCOLA,
  checkNOLA,
  istft,
  spectrogram,
  stft,
  type IstftOptions,
  type SpectrogramOptions,
  type StftOptions,
} from './spectra/stft.js';
export { lombscargle, vectorstrength, type LombscargleOptions } from './spectra/lombscargle.js';
export {
  CZT,
  ZoomFFT,
  czt,
  cztPoints,
  zoomFft,
  type ComplexLike,
  type CztOptions,
  type ZoomFFTOptions,
} from './spectra/czt.js';
export { upfirdn, type ExtensionMode, type UpfirdnOptions } from './resampling/upfirdn.js';
export {
  decimate,
  resample,
  resamplePoly,
  type DecimateOptions,
  type ResampleOptions,
  type ResamplePolyOptions,
} from './resampling/resample.js';
export { hilbert, hilbert2, type HilbertOptions } from './resampling/hilbert.js';
export {
  PeakPropertyWarning,
  peakProminences,
  peakWidths,
  type Indices,
  type PeakWidthsOptions,
} from './peaks/properties.js';
export { findPeaks, type FindPeaksOptions, type Interval, type PeakProperties } from './peaks/findPeaks.js';
export { argrelextrema, argrelmax, argrelmin, type Comparator, type ExtremaOptions } from './peaks/extrema.js';
export { findPeaksCwt, type FindPeaksCwtOptions } from './peaks/findPeaksCwt.js';
export {
  cascade,
  cwt,
  daub,
  morlet,
  morlet2,
  qmf,
  ricker,
  type MorletOptions,
  type Wavelet,
} from './waves/wavelets.js';
export {
  chirp,
  gausspulse,
  maxLenSeq,
  sawtooth,
  square,
  sweepPoly,
  unitImpulse,
  type ChirpOptions,
  type GausspulseOptions,
  type MaxLenSeqOptions,
  type UnitImpulseOptions,
  type Wave,
} from './waves/waveforms.js';
export {
  cmplxSort,
  invres,
  invresz,
  residue,
  residuez,
  uniqueRoots,
  type ResidueOptions,
  type Residues,
  type RootType,
} from './design/residues.js';
export {
  bspline,
  cspline1d,
  cspline1dEval,
  cspline2d,
  cubic,
  gaussSpline,
  qspline1d,
  qspline1dEval,
  qspline2d,
  quadratic,
  splineFilter,
  symiirorder1,
  symiirorder2,
  type Spline2dOptions,
  type SplineEvalOptions,
} from './splines/bsplines.js';
export {
  abcdNormalize,
  ss2tf,
  ss2zpk,
  tf2ss,
  zpk2ss,
  type AbcdOptions,
  type SsTuple,
} from './systems/representations.js';
export {
  LinearSystem,
  StateSpace,
  TransferFunction,
  ZerosPolesGain,
  dlti,
  lti,
  type DiscreteSystemLike,
  type SystemLike,
  type SystemOptions,
  type TimeStep,
} from './systems/system.js';
export {
  bode,
  freqresp,
  impulse,
  impulse2,
  lsim,
  lsim2,
  step,
  step2,
  type FreqrespOptions,
  type Lsim2Options,
  type LsimOptions,
  type ResponseOptions,
} from './systems/continuous.js';
export {
  dbode,
  dfreqresp,
  dimpulse,
  dlsim,
  dstep,
  type DfreqrespOptions,
  type DiscreteResponseOptions,
  type DlsimOptions,
} from './systems/discrete.js';
export { cont2discrete, type Cont2discreteOptions } from './systems/cont2discrete.js';
export { ShortTimeFFT, type FftMode, type ShortTimeFFTOptions, type SliceOptions } from './spectra/shortTimeFFT.js';
export { placePoles, type PlacePolesOptions, type PlacedPoles } from './systems/placePoles.js';
