/** What an entry of the table of operations (cases.ts) holds, and what can be asked of one. */
import type { GpuArray, GpuFunctions, GpuNamespace } from './gpu.js';
import type { Extent, InputName, Inputs } from './inputs.js';
import type { PeerCalls } from './peers.js';
import type { Precision } from './results.js';

/** The operands of a case on a GPU. */
export type GpuInputs = Readonly<Record<InputName, GpuArray>>;

/** One operation. Each closure is one call, which is what is timed. */
export interface Case {
  readonly name: string;
  readonly family:
    | 'element-wise'
    | 'layout'
    | 'selection'
    | 'reduction'
    | 'sorting'
    | 'product'
    | 'linear algebra'
    | 'random'
    | 'transform';
  /** The operands, in the order in which a call by name takes them. */
  readonly inputs: readonly InputName[];
  readonly numloom: (inputs: Inputs) => unknown;
  /** NumPy's expression on the same names. */
  readonly numpy: string;
  /** On a GPU: the name of the function there that takes the operands in order, or a closure. */
  readonly gpu?: string | ((cp: GpuFunctions, inputs: GpuInputs, size: Extent) => GpuArray);
  readonly peers?: PeerCalls;
  /** The precisions in which it is timed; both by default. */
  readonly dtypes?: readonly Precision[];
  /** The size is the side of matrices; a call makes size ** 3 multiply-adds. */
  readonly product?: boolean;
  /** The sizes at which it is timed, where they are not those of the run. */
  readonly sizes?: readonly number[];
  /** The number of elements, where it is not just the size. */
  readonly elements?: (size: Extent) => number;
  /** Part of a --quick run. */
  readonly quick?: boolean;
  /** Drawn at random: of libraries with streams of their own, only shape and range can agree. */
  readonly drawn?: boolean;
  /**
   * A target: the most times NumPy's time that `single` may take in float64 at a million elements (a side of 256), or, as [times,
   * operation], the most times that operation's own time.
   */
  readonly atMost?: number | readonly [times: number, operation: string];
}

/** The call of a case on a GPU, or null where the case has none. */
export function onGpu(one: Case, cp: GpuNamespace, inputs: GpuInputs, size: Extent): (() => GpuArray) | null {
  const { gpu } = one;
  if (gpu === undefined) return null;
  const functions = cp as unknown as GpuFunctions;
  if (typeof gpu !== 'string') return () => gpu(functions, inputs, size);
  const operands = one.inputs.map((name) => inputs[name]);
  const call = functions[gpu];
  if (typeof call !== 'function') throw new Error(`numloom/gpu has no ${gpu}`);
  return () => call(...operands);
}

/** What one call computes, in elements or multiply-adds. */
export function workOf(one: Case, size: Extent): number {
  return one.product ? size.n ** 3 : (one.elements?.(size) ?? size.n);
}
