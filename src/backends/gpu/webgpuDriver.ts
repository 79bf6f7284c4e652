/** The mode `webgpu`: compute shaders over storage buffers, through Dawn. */
import { KernelCache, valuesOf, type Driver, type Handle, type Program } from './driver.js';
import { GpuLostError } from './errors.js';
import type { GpuJs, GpuJsModule, WebGpuContext, WebGpuResult } from './gpujs.js';

// Bits of GPUBufferUsage and GPUMapMode, fixed by the WebGPU standard.
const MAP_READ = 0x01;
const COPY_SRC = 0x04;
const COPY_DST = 0x08;
const STORAGE = 0x80;

/** What the device has complained of, for every driver that shares it (gpu.js has one device a process). */
const complaints = new WeakMap<object, Set<(error: Error) => void>>();

function listen(context: WebGpuContext, listener: (error: Error) => void): () => void {
  const { device } = context;
  let listeners = complaints.get(device);
  if (!listeners) {
    const all = (listeners = new Set());
    complaints.set(device, all);
    const tell = (error: Error): void => all.forEach((one) => one(error));
    device.onuncapturederror = (event) => tell(new Error(event.error.message));
    void device.lost.then(({ reason, message }) => {
      if (reason !== 'destroyed') tell(new GpuLostError(`the GPU device was lost (${message}); open() a new one`));
    });
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Runs kernels on a WebGPU device. */
export class WebGpuDriver implements Driver {
  readonly mode = 'webgpu';
  readonly device: string;
  readonly software: boolean;
  readonly maxElements: number;
  readonly maxThreads: readonly [number, number, number];
  readonly collected = false;
  private readonly kernels: KernelCache;
  private readonly errors: Error[] = [];
  private readonly unlisten: () => void;

  constructor(
    private readonly gpu: GpuJs,
    private readonly library: GpuJsModule,
    private readonly context: WebGpuContext,
  ) {
    const { adapter, device } = context;
    const { info } = adapter;
    const name = [info?.description || info?.device, info?.vendor, info?.architecture].filter(Boolean).join(', ');
    this.software = (info?.isFallbackAdapter ?? adapter.isFallbackAdapter) === true;
    this.device = `${name || 'a WebGPU adapter'}${this.software ? ' (software)' : ''}`;
    const { limits } = device;
    this.maxElements = Math.floor(Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize) / 4);
    // gpu.js runs groups of 8 x 8 threads.
    const groups = limits.maxComputeWorkgroupsPerDimension;
    this.maxThreads = [8 * groups, 8 * groups, groups];
    this.kernels = new KernelCache(gpu);
    this.unlisten = listen(context, (error) => this.errors.push(error));
  }

  async run(program: Program, output: readonly number[], args: readonly unknown[]): Promise<Handle> {
    this.mustBeThere();
    const kernel = this.kernels.get(program, output);
    let result: WebGpuResult;
    try {
      result = (await kernel(...args)) as WebGpuResult;
    } catch (error) {
      this.kernels.drop(program);
      throw error;
    }
    const { buffer } = result;
    // gpu.js keeps the last result of a kernel alive; numloom frees results one by one.
    if (kernel.kernel.outputBuffer === buffer && buffer._refs! > 1) {
      kernel.kernel.outputBuffer = null;
      buffer._refs!--;
    }
    if (program.rank === 1 && program.width === 1) return result;
    const flat = this.wrap(buffer, valuesOf(program, output));
    result.delete();
    return flat;
  }

  /** gpu.js' handle of a buffer, seen as one row. */
  private wrap(buffer: WebGpuResult['buffer'], length: number): WebGpuResult {
    return new this.library.WebGPUBufferResult({ buffer, output: [length], context: this.context, kernel: null });
  }

  /** A lost device takes work without a word and gives zeros back. */
  private mustBeThere(): void {
    if (this.context.isLost) throw new GpuLostError('the GPU device was lost; open() a new one');
  }

  upload(data: Float32Array): Handle {
    this.mustBeThere();
    const { device } = this.context;
    const buffer = device.createBuffer({ size: data.byteLength, usage: STORAGE | COPY_SRC | COPY_DST });
    device.queue.writeBuffer(buffer, 0, data);
    return this.wrap(buffer, data.length);
  }

  async read(handle: Handle, start: number, length: number): Promise<Float32Array> {
    const { device } = this.context;
    this.mustBeThere();
    const bytes = length * 4;
    const staging = device.createBuffer({ size: bytes, usage: MAP_READ | COPY_DST });
    try {
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer((handle as WebGpuResult).buffer, start * 4, staging, 0, bytes);
      device.queue.submit([encoder.finish()]);
      await staging.mapAsync(MAP_READ);
      const data = new Float32Array(staging.getMappedRange().slice(0));
      staging.unmap();
      return data;
    } finally {
      staging.destroy();
    }
  }

  release(handle: Handle): void {
    (handle as WebGpuResult).delete();
  }

  complaint(): Error | null {
    const [first] = this.errors.splice(0);
    return first ?? null;
  }

  async synchronize(): Promise<Error | null> {
    this.mustBeThere();
    await this.context.device.queue.onSubmittedWorkDone();
    return this.complaint();
  }

  async close(): Promise<void> {
    this.unlisten();
    await this.gpu.destroy();
  }
}
