/** The modes without a GPU: `webasm` (WebAssembly with SIMD) and `cpu` (JavaScript). Device memory is host memory. */
import { availableParallelism } from 'node:os';
import { KernelCache, flattenResult, valuesOf, type Driver, type Handle, type Program } from './driver.js';
import type { GpuJs, KernelResult } from './gpujs.js';

/** Runs kernels on the processor, at once. */
export class HostDriver implements Driver {
  readonly device: string;
  readonly software = true;
  readonly maxElements: number;
  readonly maxThreads = [2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1] as const;
  readonly collected = true;
  private readonly kernels: KernelCache;

  constructor(
    readonly mode: 'webasm' | 'cpu',
    private readonly gpu: GpuJs,
  ) {
    this.device =
      mode === 'webasm' ? 'the processor, through WebAssembly with SIMD' : 'the processor, through JavaScript';
    if (availableParallelism() > 1) this.device += ', one core';
    // A WebAssembly memory holds a kernel's operands and its result together: 4 GB.
    this.maxElements = mode === 'webasm' ? 2 ** 28 : 2 ** 31 - 1;
    this.kernels = new KernelCache(gpu, (kernel) => {
      // Each size of operands is a module with a memory of its own: keep few.
      if (mode === 'webasm') kernel.kernel.moduleCacheLimit = 4;
    });
  }

  run(program: Program, output: readonly number[], args: readonly unknown[]): Handle {
    const result = this.kernels.get(program, output)(...args) as KernelResult;
    return flattenResult(result, valuesOf(program, output));
  }

  upload(data: Float32Array): Handle {
    return data;
  }

  read(handle: Handle, start: number, length: number): Promise<Float32Array> {
    return Promise.resolve((handle as Float32Array).slice(start, start + length));
  }

  release(): void {
    // Host memory is garbage-collected.
  }

  complaint(): null {
    return null;
  }

  synchronize(): Promise<null> {
    return Promise.resolve(null);
  }

  async close(): Promise<void> {
    await this.gpu.destroy();
  }
}
