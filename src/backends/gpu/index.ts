/**
 * NumPy on a GPU, in CuPy's manner: `open` gives a namespace of functions whose arrays stay on the device. Through gpu.js,
 * which is loaded when `open` runs.
 */
import '../../setup.js';
import './methods.js';

export { GpuArray, type GpuDType } from './array.js';
export type { CreationOptions, GpuCreation, TransferOptions } from './creation.js';
export { MODES, type GpuMode } from './driver.js';
export { GpuError, GpuLostError, GpuMemoryError, GpuUnavailableError } from './errors.js';
export type { MemoryInfo } from './memory.js';
export type { PowerPreference } from './modes.js';
export type { GpuChoosing, GpuControl, GpuNamespace, GpuShaping } from './namespace.js';
export { open, type OpenOptions } from './open.js';
export type { GpuOperand, GpuScalar } from './operands.js';
export type { GpuProducts } from './products.js';
export type { GpuChoiceOptions, GpuGenerator, GpuRandom } from './random.js';
export type {
  GpuAxisOptions,
  GpuExtremumOptions,
  GpuIndexOptions,
  GpuMeanOptions,
  GpuReductions,
  GpuRunningOptions,
  GpuSpreadOptions,
  GpuTotalOptions,
} from './reductions.js';
export type { GpuIndex } from './indexing.js';
export type { GpuBinary, GpuDTypeName, GpuPairOptions, GpuUfuncOptions, GpuUnary } from './types.js';
export { type GpuUfuncs } from './ufuncNames.js';
