/**
 * An array on a device: a dtype, a buffer, and the shape, steps and offset that say which element lies where. This class
 * holds structure and moves data; the methods that compute are added by methods.ts.
 */
import { DTYPES, type DType, type DTypeInfo, type Scalar } from '../../core/dtype.js';
import { ValueError, shapeText } from '../../core/errors.js';
import { emptyArray, type ArrayOf, type ScalarOf } from '../../core/ndarray.js';
import { isStepsC, sizeOf, stepsC } from '../../core/shape.js';
import type { GpuDevice } from './device.js';
import type { Operand } from './elementwise.js';
import { launchElementwise } from './elementwise.js';
import { GpuError } from './errors.js';
import { mustBeAlive, type DeviceBuffer } from './memory.js';
import { arg } from '../../core/expression.js';

/** The element types that a device holds: all values are float32 there, so integers are exact up to 2**24. */
export type GpuDType = 'bool' | 'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'float32';

const NAMES: readonly DType[] = ['bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'float32'];

/** Does a device hold this dtype? */
export function isGpuDType(name: DType): name is GpuDType {
  return NAMES.includes(name);
}

/**
 * An n-dimensional array on a GPU, as CuPy's `ndarray` is. Made by the functions of the namespace that `open` gives.
 *
 * Operations on it return at once; `get()` brings the values to the host.
 *
 * @example
 * import { open } from 'numloom/gpu';
 *
 * const cp = await open();
 * const a = cp.array([[1, 2], [3, 4]]);
 * (await a.matmul(a).get()).toArray(); // [[7, 10], [15, 22]]
 */
export class GpuArray<out D extends GpuDType = GpuDType> implements Operand {
  /** The element type. */
  readonly dtype: D;
  /** How many elements. */
  readonly size: number;
  /** Are the elements laid out without gaps in C order? */
  readonly isC: boolean;
  /** For the library's own use: an array is no number. */
  readonly value = NaN;

  /** For the library's own use: lay a shape over a buffer. Nothing is checked. */
  constructor(
    /** The device that holds the elements. */
    readonly device: GpuDevice,
    /** The record behind `dtype`. */
    readonly info: DTypeInfo<D>,
    /** The device's memory, possibly shared with other views. */
    readonly buffer: DeviceBuffer,
    /** The length along each axis. */
    readonly shape: readonly number[],
    /** The distance between neighbours along each axis, in elements. */
    readonly steps: readonly number[] = stepsC(shape),
    /** Where in the buffer the first element lies. */
    readonly offset: number = 0,
  ) {
    this.dtype = info.name;
    this.size = sizeOf(shape);
    this.isC = isStepsC(shape, steps);
  }

  /** How many axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** Bytes that the elements take on the device. */
  get nbytes(): number {
    return this.size * 4;
  }

  /** The length along the first axis. */
  get length(): number {
    if (this.ndim === 0) throw new ValueError('len() of unsized object: an array without axes has no length');
    return this.shape[0]!;
  }

  /** Was its memory given back? */
  get freed(): boolean {
    return this.buffer.cell.freed;
  }

  /** The array with its axes in reverse order: a view. */
  get T(): GpuArray<D> {
    return this.strided([...this.shape].reverse(), [...this.steps].reverse(), this.offset);
  }

  /** A view of other shape and steps on the same buffer; for the library's own use, nothing is checked. */
  strided(shape: readonly number[], steps: readonly number[], offset: number): GpuArray<D> {
    mustBeAlive('view', this.buffer.cell);
    return new GpuArray(this.device, this.info, this.buffer, shape, steps, offset);
  }

  /** The elements laid out without gaps in C order: itself where it is so already, else a copy on the device. */
  packed(functionName: string): GpuArray<D> {
    return this.isC ? this : this.copied(functionName);
  }

  /** A fresh array of the same elements. */
  copied(functionName: string): GpuArray<D> {
    const computation = { id: 'copy', result: arg(0), output: this.info };
    const buffer = launchElementwise(functionName, this.device, computation, this.shape, [this]);
    return new GpuArray(this.device, this.info, buffer, this.shape);
  }

  /**
   * The values, on the host. Waits for the work that they depend on.
   *
   * @returns an NDArray of the same dtype and shape
   * @throws GpuError when that work failed, or an integer result was too large to be exact; ValueError after `free`
   * @example
   * (await cp.arange(3).get()).toArray(); // [0, 1, 2]
   */
  async get(): Promise<ArrayOf<D>> {
    const packed = this.packed('get');
    const data = await this.device.read('get', packed.buffer, packed.offset, packed.size);
    if (packed !== this) packed.free();
    if (this.info === (DTYPES.float32 as unknown)) {
      const result = emptyArray(DTYPES.float32, this.shape);
      result.storage.set(data, result.offset);
      return result as unknown as ArrayOf<D>;
    }
    const result = emptyArray(this.info as unknown as DTypeInfo<'int32'>, this.shape);
    const { storage, offset } = result;
    for (let i = 0; i < data.length; i++) {
      const value = data[i]!;
      if (Number.isNaN(value)) {
        throw new GpuError(
          `get: an ${this.dtype} result left the range in which this device is exact ` +
            `(${this.dtype === 'int32' || this.dtype === 'bool' ? '-2**24 to 2**24' : `that of ${this.dtype}`}); compute in float32 (astype('float32')) or on the host. An index out of bounds gives the same`,
        );
      }
      storage[offset + i] = value;
    }
    return result as unknown as ArrayOf<D>;
  }

  /**
   * The only value of an array of one element, or the one at an index.
   *
   * @param indices - none, one flat index, or one an axis
   * @throws ValueError without indices when the size is not 1; IndexError when an index is out of bounds
   */
  async item(...indices: number[]): Promise<ScalarOf<D>> {
    const host = (await this.get()) as unknown as { item(...indices: number[]): Scalar };
    return host.item(...indices) as ScalarOf<D>;
  }

  /**
   * Give the memory back at once, for this array and every view of it. Using one of them afterwards is an error.
   * Without it the memory goes when no array shows it any more.
   */
  free(): void {
    this.device.memory.free(this.buffer);
  }

  /** What it is; the values need `await a.get()`. */
  toString(): string {
    const state = this.freed ? ', freed' : '';
    return `GpuArray(shape=${shapeText(this.shape)}, dtype=${this.dtype}, device=${this.device.driver.mode}${state})`;
  }

  /** The same for console.log. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** What it is, instead of all that hangs on it. */
  toJSON(): string {
    return this.toString();
  }

  /** A GpuArray is no number: its values are elsewhere. */
  [Symbol.toPrimitive](hint: 'number' | 'string' | 'default'): string {
    if (hint !== 'string') {
      throw new ValueError(
        'a GpuArray is not a number: its value is on the device; use await a.item() or cp.add(a, b)',
      );
    }
    return this.toString();
  }
}
