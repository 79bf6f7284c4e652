/**
 * Taking arrays, complex numbers and shared objects out of a value, so that the rest can be cloned, and putting them back on the other
 * side. Used between ranks, threads and processes.
 */
import { Complex } from '../core/complex.js';
import { DTYPES, type DType, type StorageOf, type TypedArray } from '../core/dtype.js';
import { DTypeError, describe } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';
import { stepsC } from '../core/shape.js';

/** A property that no value of a program has: it marks where something was taken out. */
const MARK = '\u0000numloom';

/** How something that was taken out travels. */
export type Taken =
  | {
      readonly dtype: DType;
      readonly shape: readonly number[];
      readonly data: TypedArray;
      /** Of an array in shared memory, which may have gaps. */
      readonly steps?: readonly number[];
      readonly offset?: number;
    }
  | { readonly re: number; readonly im: number }
  | { readonly kind: string; readonly fields: unknown };

/** The method of objects that several threads or processes share: how they travel. */
export const SHARE: unique symbol = Symbol.for('numloom.share') as never;

/** An object that travels as a reference to shared memory. */
export interface Shareable {
  readonly context: 'thread' | 'process';
  [SHARE](): Taken;
}

const revivers = new Map<string, (fields: never) => unknown>();

/** Say how a kind of shared object is made from what travelled. */
export function registerShared<F>(kind: string, revive: (fields: F) => unknown): void {
  revivers.set(kind, revive);
}

/** How an array whose memory is shared in another way than by SharedArrayBuffer travels. */
let shareArray: ((array: NDArray) => Taken | undefined) | undefined;

/** Install what knows of memory shared between processes. */
export function setArraySharer(sharer: (array: NDArray) => Taken | undefined): void {
  shareArray = sharer;
}

/** Does an array's memory lie where other processes see it? */
export function isByReference(array: NDArray): boolean {
  return shareArray?.(array) !== undefined;
}

/** An NDArray's elements without gaps. */
export function packed(array: NDArray): TypedArray {
  return (array.isC ? array.data : (array as unknown as { copy(): NDArray }).copy().data) as TypedArray;
}

/** To whom a value goes: to a thread, which sees the same memory, to a process of this machine, or anywhere. */
export type Destination = 'thread' | 'process' | 'anywhere';

let destination: Destination = 'anywhere';

function takeArray(array: NDArray): Taken {
  const { dtype, shape, storage, steps, offset } = array;
  if (destination !== 'anywhere') {
    const shared = shareArray?.(array);
    if (shared) return shared;
    const { buffer } = storage;
    if (destination === 'thread' && typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer) {
      return { dtype, shape: [...shape], data: storage as TypedArray, steps: [...steps], offset };
    }
  }
  return { dtype, shape: [...shape], data: packed(array) };
}

function takeShared(value: Shareable): Taken {
  const name = value.constructor.name;
  if (destination === 'anywhere') {
    throw new DTypeError(`a ${name} lives in the memory of one machine and cannot be sent to another rank`);
  }
  if (destination === 'process' && value.context === 'thread') {
    throw new DTypeError(
      `this ${name} is shared by threads only and cannot be sent to a process; make it with { context: 'process' }`,
    );
  }
  return value[SHARE]();
}

/** A value with marks in place of what was taken out of it. */
export interface Exchanged {
  readonly value: unknown;
  readonly taken: Taken[];
}

/**
 * Take arrays, complex numbers and shared objects out of a value.
 *
 * @param to - to whom it goes
 * @throws DTypeError when the value holds a function
 */
export function takeOut(value: unknown, to: Destination = 'anywhere'): Exchanged {
  const taken: Taken[] = [];
  destination = to;
  return { value: replace(value, taken, 0, undefined), taken };
}

/** Put back what was taken out. */
export function putBack(value: unknown, taken: readonly Taken[]): unknown {
  return taken.length === 0 ? value : restore(value, taken.map(revive), new Set());
}

function revive(taken: Taken): unknown {
  if ('re' in taken) return new Complex(taken.re, taken.im);
  if ('kind' in taken) {
    const make = revivers.get(taken.kind);
    if (!make) throw new DTypeError(`a shared ${taken.kind} arrived where numloom/multiprocessing is not loaded`);
    return make(taken.fields as never);
  }
  const info = DTYPES[taken.dtype];
  const steps = taken.steps ?? stepsC(taken.shape);
  return new NDArray(info, taken.data as StorageOf, taken.shape, steps, taken.offset ?? 0, null);
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** From this depth on, look whether a value holds itself. */
const DEEP = 64;

/**
 * The value with marks in place of arrays and complex numbers, which are collected; itself when there are none.
 *
 * @param path - the objects on the way here, once it is long
 */
function replace(value: unknown, taken: Taken[], depth: number, path: ReadonlySet<unknown> | undefined): unknown {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'function' ? refuseFunction(value as { name?: string }) : value;
  }
  if (value instanceof NDArray) {
    taken.push(takeArray(value));
    return { [MARK]: taken.length - 1 };
  }
  if (value instanceof Complex) {
    taken.push({ re: value.re, im: value.im });
    return { [MARK]: taken.length - 1 };
  }
  if (typeof (value as Partial<Shareable>)[SHARE] === 'function') {
    taken.push(takeShared(value as Shareable));
    return { [MARK]: taken.length - 1 };
  }
  let next = path;
  if (depth >= DEEP) {
    if (path?.has(value)) return value;
    next = new Set(path).add(value);
  }
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item !== 'object' && typeof item !== 'function') continue;
      const out = replace(item, taken, depth + 1, next);
      if (out !== item) (copy ??= [...(value as unknown[])])[i] = out;
    }
    return copy ?? value;
  }
  if (isPlain(value)) {
    let copy: Record<string, unknown> | undefined;
    for (const key in value) {
      const item = (value as Record<string, unknown>)[key];
      if (typeof item !== 'object' && typeof item !== 'function') continue;
      const out = replace(item, taken, depth + 1, next);
      if (out !== item) (copy ??= { ...value })[key] = out;
    }
    return copy ?? value;
  }
  if (value instanceof Map) {
    let changed = false;
    const entries = [...value].map(([key, item]: [unknown, unknown]) => {
      const out = replace(item, taken, depth + 1, next);
      if (out !== item) changed = true;
      return [key, out] as const;
    });
    return changed ? new Map(entries) : value;
  }
  return value;
}

function refuseFunction(value: { name?: string }): never {
  throw new DTypeError(
    `a function cannot be sent (${describe(value)}): functions stay with their process; send its name or its arguments`,
  );
}

/** Put arrays and complex numbers back in place of their marks. */
function restore(value: unknown, given: readonly unknown[], seen: Set<unknown>): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (seen.has(value)) return value;
  const mark = (value as Record<string, unknown>)[MARK];
  if (typeof mark === 'number') return given[mark];
  seen.add(value);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = restore(value[i], given, seen);
  } else if (value instanceof Map) {
    for (const [key, item] of value as Map<unknown, unknown>) value.set(key, restore(item, given, seen));
  } else if (isPlain(value)) {
    const fields = value as Record<string, unknown>;
    for (const key in fields) fields[key] = restore(fields[key], given, seen);
  }
  return value;
}
