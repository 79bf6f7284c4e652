/** The mode `headlessgl`: fragment shaders over textures, where the optional package `gl` is installed. */
import { KernelCache, flattenResult, valuesOf, type Driver, type Handle, type Program } from './driver.js';
import type { GpuJs, GpuJsModule, KernelResult, TextureResult } from './gpujs.js';

/** Runs kernels through OpenGL. Whole numbers in its shaders are exact to 2**24, which bounds the arrays. */
export class TextureDriver implements Driver {
  readonly mode = 'headlessgl';
  readonly device = 'OpenGL, through headless-gl';
  readonly software = false;
  readonly maxElements = 2 ** 24;
  readonly maxThreads = [4096, 4096, 4096] as const;
  readonly collected = false;
  private readonly kernels: KernelCache;

  constructor(
    private readonly gpu: GpuJs,
    private readonly library: GpuJsModule,
  ) {
    this.kernels = new KernelCache(gpu);
  }

  run(program: Program, output: readonly number[], args: readonly unknown[]): Handle {
    const result = this.kernels.get(program, output)(...args) as TextureResult;
    if (program.rank === 1 && program.width === 1) return result;
    // A texture of two dimensions is addressed as such; bring it back as one row.
    const flat = flattenResult(result.toArray() as KernelResult, valuesOf(program, output));
    result.delete();
    return this.upload(flat);
  }

  upload(data: Float32Array): Handle {
    const program: Program = {
      key: 'upload',
      args: [['a', 'Array']],
      body: 'return a[this.thread.x];',
      functions: [],
      rank: 1,
      width: 1,
    };
    return this.kernels.get(program, [data.length])(new this.library.Input(data, [data.length])) as TextureResult;
  }

  read(handle: Handle, start: number, length: number): Promise<Float32Array> {
    const all = (handle as TextureResult).toArray() as ArrayLike<number>;
    return Promise.resolve(Float32Array.from(all).subarray(start, start + length));
  }

  release(handle: Handle): void {
    (handle as TextureResult).delete();
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
