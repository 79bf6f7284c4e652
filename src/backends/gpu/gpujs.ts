/**
 * The part of gpu.js, and of WebGPU below it, that numloom uses. Written down here so that numloom's own declarations
 * need neither package: both are optional.
 */

/** A GPUBuffer of WebGPU; gpu.js counts its owners in `_refs`. */
export interface WebGpuBuffer {
  readonly size: number;
  _refs?: number;
  destroy(): void;
  unmap(): void;
  mapAsync(mode: number): Promise<void>;
  getMappedRange(): ArrayBuffer;
}

/** A GPUDevice of WebGPU. */
export interface WebGpuDevice {
  readonly limits: {
    readonly maxStorageBufferBindingSize: number;
    readonly maxBufferSize: number;
    readonly maxComputeWorkgroupsPerDimension: number;
  };
  readonly lost: Promise<{ reason: string; message: string }>;
  readonly queue: {
    writeBuffer(buffer: WebGpuBuffer, offset: number, data: Float32Array): void;
    submit(commands: unknown[]): void;
    onSubmittedWorkDone(): Promise<void>;
  };
  onuncapturederror: ((event: { error: { message: string } }) => void) | null;
  createBuffer(descriptor: { size: number; usage: number }): WebGpuBuffer;
  createCommandEncoder(): {
    copyBufferToBuffer(from: WebGpuBuffer, fromAt: number, to: WebGpuBuffer, toAt: number, bytes: number): void;
    finish(): unknown;
  };
  pushErrorScope(filter: 'validation' | 'out-of-memory' | 'internal'): void;
  popErrorScope(): Promise<{ message: string } | null>;
}

/** What gpu.js shares among its WebGPU kernels. */
export interface WebGpuContext {
  readonly adapter: {
    readonly info?: {
      vendor?: string;
      architecture?: string;
      device?: string;
      description?: string;
      isFallbackAdapter?: boolean;
    };
    readonly isFallbackAdapter?: boolean;
  };
  readonly device: WebGpuDevice;
  readonly isLost: boolean;
}

/** gpu.js' handle of a buffer on a WebGPU device. */
export interface WebGpuResult {
  readonly buffer: WebGpuBuffer;
  delete(): void;
}

/** gpu.js' handle of an array in a texture. */
export interface TextureResult {
  toArray(): ArrayLike<number> | ArrayLike<number>[];
  delete(): void;
}

/** What a kernel may give back. */
export type KernelResult = Float32Array | Float32Array[] | Float32Array[][] | WebGpuResult | TextureResult;

/** A kernel, called with its arguments in order. */
export interface GpuJsKernel {
  (...args: unknown[]): KernelResult | Promise<KernelResult>;
  setOutput(output: readonly number[]): unknown;
  destroy(): void;
  readonly kernel: { outputBuffer?: WebGpuBuffer | null; moduleCacheLimit?: number };
}

/** A value type of gpu.js' kernel language. */
export type ArgumentType = 'Array' | 'Integer' | 'Float';

/** A function that kernels may call. */
export interface KernelFunction {
  readonly source: string;
  readonly settings: {
    readonly argumentTypes: Readonly<Record<string, 'Integer' | 'Float'>>;
    readonly returnType: 'Integer' | 'Float';
  };
}

/** How a kernel is made. */
export interface KernelSettings {
  readonly output: readonly number[];
  readonly argumentTypes: Readonly<Record<string, ArgumentType>>;
  readonly functions: readonly KernelFunction[];
  readonly pipeline: boolean;
  readonly immutable: boolean;
  readonly dynamicOutput: boolean;
  readonly dynamicArguments: boolean;
  readonly strictIntegers: boolean;
  readonly precision: 'single';
  readonly loopMaxIterations: number;
}

/** An instance of gpu.js. */
export interface GpuJs {
  createKernel(source: string, settings: KernelSettings): GpuJsKernel;
  destroy(): Promise<void> | void;
}

/** The module gpu.js. */
export interface GpuJsModule {
  readonly GPU: { new (settings: { mode: string }): GpuJs; readonly isHeadlessGLSupported: boolean };
  readonly WebGPUContext: { acquire(): Promise<WebGpuContext>; destroy(): Promise<void> };
  readonly WebGPUBufferResult: new (settings: {
    buffer: WebGpuBuffer;
    output: readonly number[];
    componentCount?: number;
    context: WebGpuContext;
    kernel: null;
  }) => WebGpuResult;
  readonly Input: new (value: Float32Array, size: readonly number[]) => unknown;
}

/** The module webgpu (Dawn). */
export interface WebGpuModule {
  create(options: string[]): { requestAdapter(options?: object): Promise<unknown> };
}
