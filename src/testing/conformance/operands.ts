/** Operands of a call under test: views over guarded storage, and what their bytes were before. */
import type { Backend, StridedView } from '../../backends/backend.js';
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import { sizeOf } from '../../core/shape.js';
import { filler } from './inputs.js';
import { forEachIndex, positionAt, type Layout } from './layouts.js';
import { read, write, type Element } from './scalars.js';

/** A strided view with its shape and a name for messages. */
export interface Operand {
  readonly view: StridedView;
  readonly shape: readonly number[];
  readonly layout: string;
}

/** Storage as the backend wants it: from its allocator where it has one. */
export function storageFor(backend: Backend, info: DTypeInfo, length: number): Storage {
  const bytes = length * info.itemsize;
  const { allocator } = backend;
  if (allocator && bytes >= allocator.smallest) {
    return new info.Storage(allocator.buffer(bytes, true), 0, length * info.lanes);
  }
  return new info.Storage(length * info.lanes);
}

/** What an operand is made of. */
export interface OperandSpec {
  readonly info: DTypeInfo;
  readonly shape: readonly number[];
  readonly layout: Layout;
  /** The element of the i-th index in C order. */
  readonly fill: (i: number) => Element;
  /** Memory of the ordinary heap, whatever the backend's allocator. */
  readonly ordinary?: boolean;
}

/** Make an operand; the elements around the view's are there too, and are nobody's business. */
export function makeOperand(backend: Backend, spec: OperandSpec): Operand {
  const { info, shape, layout, fill, ordinary = false } = spec;
  const { steps, offset, length } = layout.place(shape);
  const storage = ordinary ? new info.Storage(length * info.lanes) : storageFor(backend, info, length);
  fillWithAnything(info, storage, length);
  const view: StridedView = { info, storage, offset, steps };
  let i = 0;
  forEachIndex(shape, (index) => write(info, storage, positionAt(view, index), fill(i++)));
  return { view, shape, layout: layout.name };
}

/** Values everywhere, so that reading beside the view is noticed. */
function fillWithAnything(info: DTypeInfo, storage: Storage, length: number): void {
  const some = Math.min(length, 61);
  const next = filler(info, length);
  for (let position = 0; position < some; position++) write(info, storage, position, next(position));
  const slots = storage as Float64Array;
  for (let done = some * info.lanes; done < slots.length; done *= 2) slots.copyWithin(done, 0, done);
}

/** All elements in C order. */
export function elementsOf({ view, shape }: Operand): Element[] {
  const list: Element[] = new Array<Element>(sizeOf(shape));
  let i = 0;
  forEachIndex(shape, (index) => {
    list[i++] = read(view.info, view.storage, positionAt(view, index));
  });
  return list;
}

const bytesOf = (storage: Storage): Uint8Array =>
  new Uint8Array(storage.buffer as ArrayBuffer, storage.byteOffset, storage.byteLength);

/** A copy of a storage's bytes. */
export function snapshot(storage: Storage): Uint8Array {
  return Uint8Array.from(bytesOf(storage));
}

/** Put a storage's bytes back. */
export function restore(storage: Storage, bytes: Uint8Array): void {
  bytesOf(storage).set(bytes);
}

/** The first byte at which a storage differs from a copy; -1 if there is none. */
export function firstChange(storage: Storage, bytes: Uint8Array): number {
  const now = bytesOf(storage);
  if (Buffer.compare(now, bytes) === 0) return -1;
  return now.findIndex((byte, i) => byte !== bytes[i]);
}

/** The first value that has changed, all nan being one value (their signs differ from one tier of the engine to the next); else -1. */
export function firstOtherValue(storage: Storage, bytes: Uint8Array): number {
  const changed = firstChange(storage, bytes);
  if (changed < 0 || !(storage instanceof Float64Array || storage instanceof Float32Array)) return changed;
  const buffer = bytes.slice().buffer;
  const before = storage instanceof Float64Array ? new Float64Array(buffer) : new Float32Array(buffer);
  return storage.findIndex((value, i) => !Object.is(value, before[i]));
}

/** The first element outside the view whose bytes have changed; -1 if there is none. */
export function firstChangeOutside({ view, shape }: Operand, before: Uint8Array): number {
  const { itemsize } = view.info;
  const inside = new Uint8Array(before.length / itemsize);
  forEachIndex(shape, (index) => {
    inside[positionAt(view, index)] = 1;
  });
  const now = bytesOf(view.storage);
  for (let i = 0; i < now.length; i++) {
    if (now[i] !== before[i] && inside[Math.floor(i / itemsize)] === 0) return Math.floor(i / itemsize);
  }
  return -1;
}
