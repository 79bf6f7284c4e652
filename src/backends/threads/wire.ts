/**
 * Jobs as messages: kernels travel once and then by their name, dtypes by number, views as flat lists. Storage that workers
 * can see arrives as the same memory, other typed arrays as copies.
 */
import { DTYPE_LIST, type DTypeInfo, type Storage } from '../../core/dtype.js';
import type { Kernel, StridedView } from '../backend.js';
import { placeOf, type FunctionPlace } from '../moduleFunction.js';
import { addressOf, bytesAt, isVisible } from './addresses.js';
import { isShared } from './memory.js';

/** A job as it is posted: its ticket, the task's name, the number of chunks, its arguments, kernels not sent before. */
export type JobMessage = readonly [
  ticket: number,
  task: string,
  chunks: number,
  args: readonly WireValue[],
  kernels: readonly WireKernel[],
];

/** What a worker tells: the job and the error that it met. */
export interface FaultMessage {
  readonly ticket: number;
  readonly error: unknown;
}

/** A kernel as it travels: dtypes by number. */
interface WireKernel extends Omit<Kernel, 'inputs' | 'outputs'> {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** An argument as it travels; the objects hold one of these marks. */
type WireValue =
  | { readonly view: readonly unknown[] }
  | { readonly kernel: string }
  | { readonly dtype: number }
  | { readonly fn: FunctionPlace }
  | { readonly list: readonly WireValue[] }
  | { readonly plain: unknown };

function isView(value: object): value is StridedView {
  return 'storage' in value && 'steps' in value;
}

function isKernel(value: object): value is Kernel {
  return 'results' in value && 'associative' in value;
}

function isDType(value: object): value is DTypeInfo {
  return 'num' in value && 'itemsize' in value;
}

/**
 * An argument in a form that can be posted.
 *
 * @param kernels - receives the kernels that occur
 */
function encode(value: unknown, kernels: Set<Kernel>): WireValue {
  if (typeof value === 'function') {
    return { fn: placeOf(value as (...args: never[]) => unknown)! };
  }
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return { plain: value };
  if (Array.isArray(value)) {
    return value.some((item) => typeof item === 'object' || typeof item === 'function')
      ? { list: value.map((item) => encode(item, kernels)) }
      : { plain: value };
  }
  if (isView(value)) {
    const { info, offset, steps } = value;
    if (!isShared(value.storage) && isVisible(value.storage)) {
      return { view: [info.num, addressOf(value.storage), 0, value.storage.length, offset, ...steps] };
    }
    // What others cannot see travels as a copy of its own part of the buffer.
    const storage = isShared(value.storage) ? value.storage : value.storage.slice();
    // The buffer and numbers instead of a typed array: that is cheaper to post.
    return { view: [info.num, storage.buffer, storage.byteOffset, storage.length, offset, ...steps] };
  }
  if (isKernel(value)) {
    kernels.add(value);
    return { kernel: value.id };
  }
  if (isDType(value)) return { dtype: value.num };
  return { plain: value };
}

/** Arguments in a form that can be posted, and the kernels among them. */
export function encodeArguments(args: readonly unknown[]): { wire: WireValue[]; kernels: Set<Kernel> } {
  const kernels = new Set<Kernel>();
  return { wire: args.map((value) => encode(value, kernels)), kernels };
}

/** A kernel in a form that can be posted. */
export function encodeKernel(kernel: Kernel): WireKernel {
  const { id, inputs, outputs, results, cheap, associative } = kernel;
  const numbers = (infos: readonly DTypeInfo[]): number[] => infos.map((info) => info.num);
  return { id, inputs: numbers(inputs), outputs: numbers(outputs), results, cheap, associative };
}

/** A worker's side: what it keeps between jobs. */
export class Decoder {
  readonly #kernels = new Map<string, Kernel>();
  readonly #functions = new Map<string, (...args: never[]) => unknown>();

  /** Remember kernels that came along. */
  learn(kernels: readonly WireKernel[]): void {
    const infos = (numbers: readonly number[]): DTypeInfo[] => numbers.map((num) => DTYPE_LIST[num]!);
    for (const kernel of kernels) {
      this.#kernels.set(kernel.id, { ...kernel, inputs: infos(kernel.inputs), outputs: infos(kernel.outputs) });
    }
  }

  /** The functions among the arguments whose modules are not loaded yet. */
  missing(args: readonly WireValue[]): FunctionPlace[] {
    return args.flatMap((value) => {
      if ('list' in value) return this.missing(value.list);
      return 'fn' in value && !this.#functions.has(placeKey(value.fn)) ? [value.fn] : [];
    });
  }

  /** Remember a function. */
  provide(place: FunctionPlace, fn: (...args: never[]) => unknown): void {
    this.#functions.set(placeKey(place), fn);
  }

  /** Arguments as the task takes them. `countMemory` hears how many bytes of shared memory came. */
  decode(args: readonly WireValue[], countMemory: (bytes: number) => void): unknown[] {
    return args.map((value) => {
      if ('plain' in value) return value.plain;
      if ('kernel' in value) return this.#kernels.get(value.kernel);
      if ('dtype' in value) return DTYPE_LIST[value.dtype];
      if ('fn' in value) return this.#functions.get(placeKey(value.fn));
      if ('list' in value) return this.decode(value.list, countMemory);
      const [num, place, byteOffset, slots, offset, ...steps] = value.view as [
        number,
        ArrayBufferLike | number,
        number,
        number,
        number,
        ...number[],
      ];
      const info = DTYPE_LIST[num]!;
      const buffer = typeof place === 'number' ? bytesAt(place, slots * info.Storage.BYTES_PER_ELEMENT) : place;
      const storage = new info.Storage(buffer, byteOffset, slots) as Storage;
      // Scratch is a part of memory that stays anyway.
      if (buffer instanceof SharedArrayBuffer && storage.byteLength === buffer.byteLength) {
        countMemory(buffer.byteLength);
      }
      return { info, storage, offset, steps };
    });
  }
}

function placeKey(place: FunctionPlace): string {
  return `${place.name} ${place.url}`;
}
