/** Writing values in the compact form, into memory that is used again and again. */
import { Complex } from '../core/complex.js';
import { NDArray } from '../core/ndarray.js';
import { DTYPE_NAMES, HEAD_BYTES, LONG, MOST_LATIN, Tag, VIEW_NUMBERS, aligned } from './compactFormat.js';
import { packed } from './exchange.js';
import { shapeOf, type Shape } from './shapes.js';

/** Deeper values are left to V8. */
const DEEPEST = 64;
/** So many objects are looked for one by one; more, in a set. */
const FEW = 12;
const FIRST_BYTES = 2 ** 14;
/** Memory beyond this is not kept. */
const MOST_BYTES = 2 ** 22;
/** Shapes of a message are numbered in one byte. */
const MOST_SHAPES = 256;
const LEAST_BIGINT = -(2n ** 63n);
const LARGEST_BIGINT = 2n ** 63n - 1n;

/** Nothing: holds enumerable properties only where a program has given some to all objects. */
const NOTHING = {};

const SURROGATE = /[\ud800-\udfff]/;

function isWellFormed(text: string): boolean {
  const { isWellFormed: ask } = text as { isWellFormed?: () => boolean };
  return ask ? ask.call(text) : !SURROGATE.test(text);
}

/**
 * Writes one value after another. `write` says whether the value could be written; if so it lies in `bytes`, up to `length`, until the
 * next one is written.
 */
export class CompactWriter {
  bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  length = 0;
  busy = false;
  #view = new DataView(this.bytes.buffer);
  #at = 0;
  #text = new Uint8Array(FIRST_BYTES);
  #textAt = 0;
  /** Objects on the way: one that comes twice is left to V8, which keeps it one. */
  readonly #few: unknown[] = new Array<unknown>(FEW).fill(undefined);
  #many: Set<unknown> | undefined;
  #seen = 0;
  /** What an object at each depth looked like last: the next will look alike. */
  readonly #guesses: (Shape | undefined)[] = new Array<Shape | undefined>(DEEPEST + 2).fill(undefined);
  #message = 0;
  #shapes = 0;
  #byReference: ((array: NDArray) => boolean) | undefined;

  /**
   * Write a value.
   *
   * @param form - the first byte
   * @param byReference - which arrays the destination shares
   * @returns false when V8 must write it
   */
  write(form: number, value: unknown, byReference?: (array: NDArray) => boolean): boolean {
    for (const _ in NOTHING) return false;
    this.busy = true;
    this.#byReference = byReference;
    this.#at = HEAD_BYTES;
    this.#textAt = 0;
    this.#shapes = 0;
    this.#message = (this.#message + 1) | 0;
    try {
      if (!this.#value(value, 0)) return false;
      this.#finish(form);
      return true;
    } finally {
      if (this.#seen > 0) this.#forget();
      this.busy = false;
    }
  }

  /** Give back memory that a long message took. */
  trim(): void {
    if (this.bytes.length > MOST_BYTES) this.discard();
    if (this.#text.length > MOST_BYTES) this.#text = new Uint8Array(FIRST_BYTES);
  }

  /** Leave the memory to whoever has it now. */
  discard(): void {
    this.#resize(FIRST_BYTES, false);
  }

  #finish(form: number): void {
    const count = this.#textAt;
    if (this.#at + count > this.bytes.length) this.#grow(count);
    const { bytes } = this;
    const at = this.#at;
    bytes[0] = form;
    this.#view.setUint32(1, at, true);
    if (count < 32) for (let k = 0; k < count; k++) bytes[at + k] = this.#text[k]!;
    else bytes.set(this.#text.subarray(0, count), at);
    this.length = at + count;
  }

  #forget(): void {
    // A new set each time: V8 keeps tables of a set that has grown old among old objects, where making them larger takes ten times as long.
    this.#many = undefined;
    this.#few.fill(undefined);
    this.#seen = 0;
  }

  /** Is this the first time that an object comes? */
  #isFirst(value: object): boolean {
    const count = this.#seen++;
    if (count < FEW) {
      const few = this.#few;
      for (let k = 0; k < count; k++) if (few[k] === value) return false;
      few[count] = value;
      return true;
    }
    const many = (this.#many ??= new Set(this.#few));
    many.add(value);
    return many.size === count + 1;
  }

  #resize(length: number, keep: boolean): void {
    const bytes = Buffer.allocUnsafeSlow(length);
    if (keep) bytes.set(this.bytes.subarray(0, this.#at));
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }

  #grow(more: number): void {
    this.#resize(Math.max(2 * this.bytes.length, this.#at + more + 64), true);
  }

  #tag(tag: Tag): true {
    if (this.#at + 16 > this.bytes.length) this.#grow(16);
    this.bytes[this.#at++] = tag;
    return true;
  }

  /** A tag and a length; afterwards there is room for sixteen bytes. */
  #counted(tag: Tag, count: number): void {
    if (this.#at + 32 > this.bytes.length) this.#grow(32);
    this.bytes[this.#at] = tag;
    if (count < LONG) {
      this.bytes[this.#at + 1] = count;
      this.#at += 2;
    } else {
      this.bytes[this.#at + 1] = LONG;
      this.#view.setUint32(this.#at + 2, count, true);
      this.#at += 6;
    }
  }

  #value(value: unknown, depth: number): boolean {
    switch (typeof value) {
      case 'number':
        return this.#number(value);
      case 'string':
        return this.#string(value);
      case 'object':
        return value === null ? this.#tag(Tag.Null) : this.#object(value, depth);
      case 'boolean':
        return this.#tag(value ? Tag.True : Tag.False);
      case 'undefined':
        return this.#tag(Tag.Undefined);
      case 'bigint':
        if (value < LEAST_BIGINT || value > LARGEST_BIGINT) return false;
        this.#tag(Tag.BigInt);
        this.#view.setBigInt64(this.#at, value, true);
        this.#at += 8;
        return true;
      default:
        return false;
    }
  }

  #number(value: number): true {
    if (this.#at + 16 > this.bytes.length) this.#grow(16);
    const whole = value | 0;
    // Minus zero stays a float.
    if (whole === value && (whole !== 0 || 1 / value > 0)) {
      if (whole >= 0 && whole < Tag.Small) {
        this.bytes[this.#at++] = Tag.Small + whole;
      } else {
        this.bytes[this.#at] = Tag.Int32;
        this.#view.setInt32(this.#at + 1, whole, true);
        this.#at += 5;
      }
    } else this.#float(Tag.Float64, value);
    return true;
  }

  #float(tag: Tag, value: number): void {
    if (this.#at + 16 > this.bytes.length) this.#grow(16);
    this.bytes[this.#at] = tag;
    this.#view.setFloat64(this.#at + 1, value, true);
    this.#at += 9;
  }

  #string(value: string): true {
    const { length } = value;
    if (length > MOST_LATIN) return this.#longString(value);
    if (this.#textAt + length > this.#text.length) {
      const text = new Uint8Array(2 * this.#text.length);
      text.set(this.#text);
      this.#text = text;
    }
    const text = this.#text;
    const start = this.#textAt;
    for (let k = 0; k < length; k++) {
      const code = value.charCodeAt(k);
      if (code > 255) return this.#wideString(value);
      text[start + k] = code;
    }
    this.#textAt = start + length;
    if (this.#at + 16 > this.bytes.length) this.#grow(16);
    this.bytes[this.#at] = Tag.Latin;
    this.bytes[this.#at + 1] = length;
    this.#at += 2;
    return true;
  }

  #wideString(value: string): true {
    const { length } = value;
    this.#counted(Tag.Utf16, length);
    if (this.#at + 2 * length > this.bytes.length) this.#grow(2 * length);
    this.bytes.write(value, this.#at, 'utf16le');
    this.#at += 2 * length;
    return true;
  }

  #longString(value: string): true {
    if (!isWellFormed(value)) return this.#wideString(value);
    const count = Buffer.byteLength(value);
    this.#counted(Tag.Utf8, count);
    if (this.#at + count > this.bytes.length) this.#grow(count);
    this.bytes.write(value, this.#at, 'utf8');
    this.#at += count;
    return true;
  }

  #object(value: object, depth: number): boolean {
    if (depth > DEEPEST || !this.#isFirst(value)) return false;
    if (Array.isArray(value)) return this.#list(value, depth);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null)
      return this.#plain(value as Record<string, unknown>, depth);
    if (value instanceof NDArray) return this.#array(value);
    if (value instanceof Complex) {
      this.#float(Tag.Complex, value.re);
      this.#view.setFloat64(this.#at, value.im, true);
      this.#at += 8;
      return true;
    }
    if (ArrayBuffer.isView(value)) return this.#typedArray(value, prototype);
    if (prototype === Map.prototype) return this.#map(value as Map<unknown, unknown>, depth);
    if (prototype === Set.prototype) return this.#set(value as Set<unknown>, depth);
    if (prototype === Date.prototype) {
      this.#float(Tag.Date, Number(value));
      return true;
    }
    return false;
  }

  #list(list: readonly unknown[], depth: number): boolean {
    const { length } = list;
    if (length > 3 && typeof list[0] === 'number' && this.#numbers(list)) return true;
    this.#counted(Tag.List, length);
    for (let k = 0; k < length; k++) {
      const item = list[k];
      // A gap is not undefined.
      if (item === undefined && !(k in list)) return false;
      if (!this.#value(item, depth + 1)) return false;
    }
    return true;
  }

  #numbers(list: readonly unknown[]): boolean {
    const { length } = list;
    const start = this.#at;
    this.#counted(Tag.Numbers, length);
    if (this.#at + 8 * length > this.bytes.length) this.#grow(8 * length);
    const view = this.#view;
    let at = this.#at;
    for (let k = 0; k < length; k++) {
      const item = list[k];
      if (typeof item !== 'number') {
        this.#at = start;
        return false;
      }
      view.setFloat64(at, item, true);
      at += 8;
    }
    this.#at = at;
    return true;
  }

  #plain(value: Record<string, unknown>, depth: number): boolean {
    let shape: Shape | null | undefined = this.#guesses[depth];
    let fits = false;
    if (shape !== undefined) {
      const { keys } = shape;
      let count = 0;
      for (const key in value) {
        if (count < keys.length && keys[count] === key) count++;
        else {
          count = -1;
          break;
        }
      }
      fits = count === keys.length;
    }
    if (!fits) {
      shape = shapeOf(value);
      if (shape === null) return this.#pairs(value, depth);
      this.#guesses[depth] = shape;
    }
    this.#shape(shape!);
    let left = shape!.keys.length;
    for (const key in value) {
      left--;
      if (!this.#value(value[key], depth + 1)) return false;
    }
    // A getter may have changed it meanwhile.
    return left === 0;
  }

  #shape(shape: Shape): void {
    if (this.#at + 16 > this.bytes.length) this.#grow(16);
    if (shape.message === this.#message && shape.owner === this) {
      this.bytes[this.#at] = Tag.Shape;
      this.bytes[this.#at + 1] = shape.number;
      this.#at += 2;
      return;
    }
    const { definition } = shape;
    const count = definition.length;
    if (this.#at + count + 16 > this.bytes.length) this.#grow(count + 16);
    const { bytes } = this;
    let at = this.#at;
    bytes[at++] = Tag.NewShape;
    for (let k = 0; k < count; k++) bytes[at + k] = definition[k]!;
    this.#at = at + count;
    // What comes after the last number is written anew each time.
    if (this.#shapes < MOST_SHAPES) {
      shape.message = this.#message;
      shape.owner = this;
      shape.number = this.#shapes;
    }
    this.#shapes++;
  }

  #pairs(value: Record<string, unknown>, depth: number): boolean {
    const keys = Object.keys(value);
    this.#counted(Tag.Pairs, keys.length);
    for (const key of keys) {
      if (key === '__proto__') return false;
      this.#string(key);
      if (!this.#value(value[key], depth + 1)) return false;
    }
    return true;
  }

  #map(map: ReadonlyMap<unknown, unknown>, depth: number): boolean {
    const { size } = map;
    this.#counted(Tag.Map, size);
    let count = 0;
    for (const [key, item] of map) {
      count++;
      if (!this.#value(key, depth + 1) || !this.#value(item, depth + 1)) return false;
    }
    return count === size;
  }

  #set(set: ReadonlySet<unknown>, depth: number): boolean {
    const { size } = set;
    this.#counted(Tag.Set, size);
    let count = 0;
    for (const item of set) {
      count++;
      if (!this.#value(item, depth + 1)) return false;
    }
    return count === size;
  }

  #array(array: NDArray): boolean {
    if (this.#byReference?.(array)) return false;
    const { shape } = array;
    this.#tag(Tag.NDArray);
    const room = 2 + 8 * shape.length;
    if (this.#at + room > this.bytes.length) this.#grow(room);
    this.bytes[this.#at++] = DTYPE_NAMES.indexOf(array.dtype);
    this.bytes[this.#at++] = shape.length;
    for (const length of shape) {
      this.#view.setFloat64(this.#at, length, true);
      this.#at += 8;
    }
    this.#elements(packed(array));
    return true;
  }

  #typedArray(array: ArrayBufferView, prototype: unknown): boolean {
    const number = VIEW_NUMBERS.get(prototype);
    if (number === undefined) return false;
    this.#counted(Tag.TypedArray, (array as Uint8Array).length);
    this.bytes[this.#at++] = number;
    this.#elements(array);
    return true;
  }

  #elements(array: ArrayBufferView): void {
    const { byteLength } = array;
    const start = aligned(this.#at);
    if (start + byteLength > this.bytes.length) this.#grow(start - this.#at + byteLength);
    this.bytes.set(new Uint8Array(array.buffer, array.byteOffset, byteLength), start);
    this.#at = start + byteLength;
  }
}
