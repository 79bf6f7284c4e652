/** numloom/signal: SciPy's scipy.signal. Filters and their design, spectra, peaks, convolution, resampling, linear systems. */
import '../setup.js';

export * as windows from './windows/index.js';
export * from './windows/index.js';
export { BadCoefficients, SignalWarning, setWarningHandler } from './warnings.js';
