/** The GPU namespace of numloom, as far as the benchmark uses it, and which of its modes this machine offers. */
import type * as np from 'numloom';

/** An array on a device. */
export interface GpuArray {
  readonly T: GpuArray;
  readonly shape: readonly number[];
  get(): Promise<np.NDArray>;
  free(): void;
}

type GpuCall = (...operands: unknown[]) => GpuArray;

/** NumPy's functions on a device, by name. */
export type GpuFunctions = Readonly<Record<string, GpuCall>> & { readonly random: Readonly<Record<string, GpuCall>> };

/** What `open()` of numloom/gpu gives. */
export interface GpuNamespace {
  readonly mode: string;
  readonly device: unknown;
  asarray(values: np.NDArray): GpuArray;
  synchronize(): Promise<void>;
  close?(): Promise<void> | void;
  readonly [name: string]: unknown;
}

/** The modes of numloom/gpu, the quick ones first. */
export const GPU_MODES = ['webgpu', 'headlessgl', 'webasm', 'cpu'] as const;
export type GpuMode = (typeof GPU_MODES)[number];

/** The device in words. */
export function deviceName(cp: GpuNamespace): string {
  const { device } = cp;
  if (typeof device === 'string') return device;
  if (device && typeof device === 'object') {
    const { name, description } = device as Record<string, unknown>;
    const found = name ?? description;
    if (typeof found === 'string') return found;
    return JSON.stringify(device);
  }
  return cp.mode;
}

/**
 * Open a mode.
 *
 * @throws Error that says what to install or set where this machine does not offer the mode.
 */
export async function openGpu(mode: GpuMode): Promise<GpuNamespace> {
  const { open } = (await import('numloom/gpu')) as unknown as { open(options: object): Promise<GpuNamespace> };
  const cp = await open({ mode, downcast: true });
  if (cp.mode !== mode) {
    await cp.close?.();
    throw new Error(`numloom/gpu opened ${cp.mode} instead`);
  }
  return cp;
}
