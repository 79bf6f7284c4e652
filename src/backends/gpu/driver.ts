/**
 * What a mode of gpu.js must be able to do for numloom: keep arrays of float32, run kernels on them, and move data in and
 * out. One small class a kind of memory: host arrays (cpu, webasm), storage buffers (webgpu), textures (headlessgl).
 */
import type {
  ArgumentType,
  GpuJs,
  GpuJsKernel,
  KernelFunction,
  KernelResult,
  TextureResult,
  WebGpuResult,
} from './gpujs.js';

/** The modes, most capable first. */
export const MODES = ['webgpu', 'headlessgl', 'webasm', 'cpu'] as const;

/** How gpu.js computes. */
export type GpuMode = (typeof MODES)[number];

/** An array on the device, as the mode keeps it. */
export type Handle = Float32Array | WebGpuResult | TextureResult;

/** A kernel as text: what a thread computes. */
export interface Program {
  /** A name that no other program has. */
  readonly key: string;
  /** Names and types of the arguments, in order. */
  readonly args: readonly (readonly [string, ArgumentType])[];
  /** Statements in gpu.js' subset of JavaScript that return the value at `this.thread.x` (`.y`, `.z`). */
  readonly body: string;
  /** The functions that the body calls. */
  readonly functions: readonly KernelFunction[];
  /** How many dimensions the threads have. */
  readonly rank: 1 | 2 | 3;
  /** How many neighbouring values a thread returns. */
  readonly width: 1 | 4;
}

/** A mode at work. */
export interface Driver {
  readonly mode: GpuMode;
  /** What computes, in words. */
  readonly device: string;
  /** Is it software that only behaves like a GPU? */
  readonly software: boolean;
  /** The longest array that it holds, in elements. */
  readonly maxElements: number;
  /** The most threads along each dimension, where there are several. */
  readonly maxThreads: readonly [number, number, number];
  /** Is its memory the garbage collector's own business? */
  readonly collected: boolean;
  /** Run a program over `output` threads. */
  run(program: Program, output: readonly number[], args: readonly unknown[]): Handle | Promise<Handle>;
  /** Put data on the device. The data may be kept. */
  upload(data: Float32Array): Handle | Promise<Handle>;
  /** Read a part of an array. */
  read(handle: Handle, start: number, length: number): Promise<Float32Array>;
  /** Give the memory back. */
  release(handle: Handle): void;
  /** The first error that the device has reported by itself since the last call. */
  complaint(): Error | null;
  /** Wait for the device; then the same as `complaint`. */
  synchronize(): Promise<Error | null>;
  /** Give everything back. */
  close(): Promise<void>;
}

/** The kernels of one mode, each made when first needed. */
export class KernelCache {
  private readonly kernels = new Map<string, GpuJsKernel>();

  constructor(
    private readonly gpu: GpuJs,
    private readonly made?: (kernel: GpuJsKernel) => void,
  ) {}

  /** How many kernels there are. */
  get size(): number {
    return this.kernels.size;
  }

  /** The kernel of a program. */
  get(program: Program, output: readonly number[]): GpuJsKernel {
    const known = this.kernels.get(program.key);
    if (known) {
      known.setOutput(output);
      return known;
    }
    const kernel = this.gpu.createKernel(
      `function(${program.args.map(([name]) => name).join(', ')}) {\n${program.body}\n}`,
      {
        output,
        argumentTypes: Object.fromEntries(program.args),
        functions: program.functions,
        pipeline: true,
        immutable: true,
        dynamicOutput: true,
        dynamicArguments: true,
        strictIntegers: true,
        precision: 'single',
        loopMaxIterations: 2 ** 30,
      },
    );
    this.made?.(kernel);
    this.kernels.set(program.key, kernel);
    return kernel;
  }

  /** Forget a kernel that could not be built. */
  drop(program: Program): void {
    this.kernels.delete(program.key);
  }
}

/** How many values a launch gives. */
export function valuesOf(program: Program, output: readonly number[]): number {
  return output.reduce((product, n) => product * n, program.width);
}

/** A kernel's result as one host array: gpu.js nests results of two and three dimensions. */
export function flattenResult(result: KernelResult, length: number): Float32Array {
  if (result instanceof Float32Array) return result;
  let first: unknown = result;
  while (Array.isArray(first)) first = first[0];
  const head = first as Float32Array;
  const rest = head.buffer.byteLength / 4 - head.byteOffset / 4;
  // Rows that are views of one memory already lie one after another.
  if (head.length !== rest && rest >= length) return new Float32Array(head.buffer, head.byteOffset, length);
  const flat = new Float32Array(length);
  let at = 0;
  const copy = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(copy);
    else {
      flat.set(value as Float32Array, at);
      at += (value as Float32Array).length;
    }
  };
  copy(result);
  return flat;
}
