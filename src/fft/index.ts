// NumPy's numpy.fft and SciPy's scipy.fft in one namespace: `np.fft`, and `import * as fft from 'numloom/fft'`.

import '../setup.js';
export type { AxesOptions, AxisOptions, CommonOptions, Norm } from './arguments.js';
export { fft, fft2, fftn, ifft, ifft2, ifftn, type FftOptions, type FftnOptions } from './complex.js';
export { hfft, hfft2, hfftn, ihfft, ihfft2, ihfftn, irfft, irfft2, irfftn, rfft, rfft2, rfftn } from './real.js';
export { fftfreq, fftshift, ifftshift, rfftfreq, type FrequencyOptions, type ShiftOptions } from './frequencies.js';
export { nextFastLen, prevFastLen, type FastLenOptions } from './lengths.js';
export { getWorkers, setWorkers, type WorkersScope } from './workers.js';
export {
  dct,
  dctn,
  dst,
  dstn,
  idct,
  idctn,
  idst,
  idstn,
  type DctOptions,
  type DctnOptions,
  type TransformType,
} from './trigonometric.js';
export { fht, fhtoffset, ifht, type FhtOffsetOptions, type FhtOptions } from './hankel.js';
