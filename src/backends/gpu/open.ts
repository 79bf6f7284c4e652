/** Opening a device: options, environment, and the choice of a mode. */
import { ValueError, checkOptions, describe } from '../../core/errors.js';
import { GpuDevice } from './device.js';
import { MODES, type Driver, type GpuMode } from './driver.js';
import { LOADERS, loadGpuJs, openBest, openMode, type Loaders, type PowerPreference } from './modes.js';
import { makeNamespace, type GpuNamespace } from './namespace.js';

/** Options of `open`. */
export interface OpenOptions {
  /** How to compute; `'auto'`, the default, takes the best that works. The environment variable NUMLOOM_GPU gives a default. */
  mode?: 'auto' | GpuMode;
  /** Which GPU to prefer where there are several; for mode `'webgpu'`. */
  powerPreference?: PowerPreference;
  /** Convert float64 to float32, and wide integers that fit, instead of refusing them; false by default. */
  downcast?: boolean;
}

const CHOICES = ['auto', ...MODES] as const;

function oneOf<T extends string>(name: string, value: unknown, choices: readonly T[]): T {
  if (!choices.includes(value as T)) {
    throw new ValueError(
      `open: ${name} must be one of ${choices.map((c) => `'${c}'`).join(', ')}, got ${describe(value)}`,
    );
  }
  return value as T;
}

/** `open` with the packages loaded by `loaders`. */
export async function openWith(loaders: Loaders, options: OpenOptions = {}): Promise<GpuNamespace> {
  checkOptions('open', options, ['mode', 'powerPreference', 'downcast']);
  const { powerPreference, downcast = false } = options;
  const environment = process.env['NUMLOOM_GPU'];
  let mode: 'auto' | GpuMode = 'auto';
  if (options.mode !== undefined) mode = oneOf('mode', options.mode, CHOICES);
  else if (environment) mode = oneOf('the environment variable NUMLOOM_GPU', environment, CHOICES);
  if (powerPreference !== undefined) {
    oneOf('powerPreference', powerPreference, ['low-power', 'high-performance'] as const);
  }
  if (typeof downcast !== 'boolean')
    throw new ValueError(`open: downcast must be true or false, got ${describe(downcast)}`);
  const library = await loadGpuJs(loaders);
  let driver: Driver;
  let reason: string;
  if (mode === 'auto') ({ driver, reason } = await openBest(library, loaders, powerPreference));
  else {
    driver = await openMode(mode, library, loaders, powerPreference);
    reason = options.mode === undefined ? 'asked for by NUMLOOM_GPU' : 'asked for';
  }
  return makeNamespace(new GpuDevice(driver, downcast, reason));
}

/**
 * Open a GPU.
 *
 * @param options - `mode`, `powerPreference`, `downcast`
 * @returns NumPy's functions on arrays of that device
 * @throws GpuUnavailableError when the mode does not work here, with what to install or set; ValueError and DTypeError for
 *   options that do not exist
 * @example
 * import { open } from 'numloom/gpu';
 * const cp = await open();
 * const x = cp.random.rand([200, 200]);
 * const y = cp.matmul(x, x);
 * await cp.synchronize();
 * const host = await y.get();
 */
export function open(options: OpenOptions = {}): Promise<GpuNamespace> {
  return openWith(LOADERS, options);
}
