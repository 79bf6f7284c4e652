/** Reading values in the compact form. What is read never lives in the message's memory. */
import { Complex } from '../core/complex.js';
import { DTYPES, type StorageOf } from '../core/dtype.js';
import { NDArray } from '../core/ndarray.js';
import { sizeOf, stepsC } from '../core/shape.js';
import { DTYPE_NAMES, HEAD_BYTES, LONG, Tag, VIEWS, aligned } from './compactFormat.js';

/** Characters are turned to text in pieces: a short string keeps no more than one alive. */
const PIECE = 2 ** 13;
/** Objects of a shape before a function is made for it. */
const OFTEN = 24;
/** Shapes to remember; more are met only where objects serve as tables. */
const MOST_KNOWN = 1024;
const MOST_NUMBERED = 256;

/** Buffers have this method, which Node's types leave out. */
interface Slicing {
  latin1Slice(start: number, end: number): string;
}

/** A list of keys, as the reader knows it. */
class Layout {
  readonly keys: string[] = [];
  uses = 0;
  /** Makes an object with these keys at once. */
  make: ((reader: CompactReader) => unknown) | undefined;

  constructor(readonly definition: Uint8Array) {
    for (let at = 0; at < definition.length;) {
      const end = at + 1 + definition[at]!;
      this.keys.push(String.fromCharCode(...definition.subarray(at + 1, end)));
      at = end;
    }
  }

  compile(): (reader: CompactReader) => unknown {
    // Of an object literal V8 knows the fields: ten times as fast as one key after another.
    const fields = this.keys.map((key) => `${JSON.stringify(key)}: reader.value()`);
    return (this.make = new Function('reader', `return { ${fields.join(', ')} };`) as (
      reader: CompactReader,
    ) => unknown);
  }
}

const layouts = new Map<number, Layout>();
const NO_BYTES = Buffer.alloc(0);

/** Reads the values of one message after another. */
export class CompactReader {
  #bytes: Buffer = NO_BYTES;
  #view = new DataView(this.#bytes.buffer);
  #at = 0;
  /** Where the next string's characters are, and where the characters end. */
  #textAt = 0;
  #end = 0;
  #piece = '';
  #pieceStart = 0;
  #pieceEnd = 0;
  readonly #shapes: Layout[] = [];
  #shapeCount = 0;
  busy = false;

  /**
   * Read a message.
   *
   * @param bytes - the memory
   * @param length - bytes of it that count
   */
  read(bytes: Buffer, length: number): unknown {
    this.busy = true;
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.#at = HEAD_BYTES;
    this.#textAt = this.#view.getUint32(1, true);
    this.#end = length;
    this.#pieceEnd = 0;
    this.#shapeCount = 0;
    const value = this.value();
    this.#piece = '';
    this.busy = false;
    return value;
  }

  /** Forget the memory. */
  release(): void {
    this.#bytes = NO_BYTES;
  }

  /** The next value. */
  value(): unknown {
    const tag = this.#bytes[this.#at++]!;
    if (tag >= Tag.Small) return tag - Tag.Small;
    switch (tag as Tag) {
      case Tag.Float64:
        return this.#float();
      case Tag.Latin:
        return this.#latin();
      case Tag.Shape:
        return this.#known();
      case Tag.Int32:
        this.#at += 4;
        return this.#view.getInt32(this.#at - 4, true);
      case Tag.Null:
        return null;
      case Tag.Undefined:
        return undefined;
      case Tag.True:
        return true;
      case Tag.False:
        return false;
      case Tag.NewShape:
        return this.#newShape();
      case Tag.List:
        return this.#list();
      case Tag.Numbers:
        return this.#numbers();
      default:
        return this.#rare(tag as Tag);
    }
  }

  #rare(tag: Tag): unknown {
    switch (tag) {
      case Tag.BigInt:
        this.#at += 8;
        return this.#view.getBigInt64(this.#at - 8, true);
      case Tag.Date:
        return new Date(this.#float());
      case Tag.Complex:
        return new Complex(this.#float(), this.#float());
      case Tag.Utf8:
        return this.#text('utf8', this.#count());
      case Tag.Utf16:
        return this.#text('utf16le', 2 * this.#count());
      case Tag.Pairs: {
        const object: Record<string, unknown> = {};
        for (let left = this.#count(); left > 0; left--) {
          const key = this.value() as string;
          object[key] = this.value();
        }
        return object;
      }
      case Tag.Map: {
        const map = new Map<unknown, unknown>();
        for (let left = this.#count(); left > 0; left--) {
          const key = this.value();
          map.set(key, this.value());
        }
        return map;
      }
      case Tag.Set: {
        const set = new Set<unknown>();
        for (let left = this.#count(); left > 0; left--) set.add(this.value());
        return set;
      }
      case Tag.NDArray:
        return this.#array();
      case Tag.TypedArray: {
        const length = this.#count();
        const View = VIEWS[this.#bytes[this.#at++]!]!;
        return new View(this.#elements(length * View.BYTES_PER_ELEMENT));
      }
      default:
        throw new TypeError(`a message holds a value of unknown kind (${tag}): do all processes use the same numloom?`);
    }
  }

  #count(): number {
    const count = this.#bytes[this.#at++]!;
    if (count !== LONG) return count;
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }

  #float(): number {
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, true);
  }

  #latin(): string {
    const start = this.#textAt;
    const end = start + this.#bytes[this.#at++]!;
    this.#textAt = end;
    if (end > this.#pieceEnd) {
      this.#pieceStart = start;
      this.#pieceEnd = Math.min(this.#end, Math.max(end, start + PIECE));
      this.#piece = (this.#bytes as unknown as Slicing).latin1Slice(start, this.#pieceEnd);
    }
    return this.#piece.substring(start - this.#pieceStart, end - this.#pieceStart);
  }

  #text(encoding: 'utf8' | 'utf16le', bytes: number): string {
    const start = this.#at;
    this.#at += bytes;
    return this.#bytes.toString(encoding, start, this.#at);
  }

  #list(): unknown[] {
    const length = this.#count();
    const list: unknown[] = [];
    for (let k = 0; k < length; k++) list.push(this.value());
    return list;
  }

  #numbers(): number[] {
    const length = this.#count();
    const list: number[] = [];
    const view = this.#view;
    let at = this.#at;
    for (let k = 0; k < length; k++) {
      list.push(view.getFloat64(at, true));
      at += 8;
    }
    this.#at = at;
    return list;
  }

  #newShape(): unknown {
    const hash = this.#view.getUint32(this.#at, true);
    const start = this.#at + 6;
    const size = this.#view.getUint16(this.#at + 4, true);
    this.#at = start + size;
    let layout = layouts.get(hash);
    if (layout === undefined || !this.#equals(layout.definition, start, size)) {
      if (layouts.size >= MOST_KNOWN) layouts.clear();
      layout = new Layout(Uint8Array.prototype.slice.call(this.#bytes, start, start + size));
      layouts.set(hash, layout);
    }
    if (this.#shapeCount < MOST_NUMBERED) this.#shapes[this.#shapeCount] = layout;
    this.#shapeCount++;
    return this.#object(layout);
  }

  #equals(definition: Uint8Array, start: number, size: number): boolean {
    if (definition.length !== size) return false;
    const bytes = this.#bytes;
    for (let k = 0; k < size; k++) if (definition[k] !== bytes[start + k]) return false;
    return true;
  }

  #known(): unknown {
    return this.#object(this.#shapes[this.#bytes[this.#at++]!]!);
  }

  #object(layout: Layout): unknown {
    const { make } = layout;
    if (make !== undefined) return make(this);
    if (++layout.uses > OFTEN) return layout.compile()(this);
    const object: Record<string, unknown> = {};
    for (const key of layout.keys) object[key] = this.value();
    return object;
  }

  #array(): NDArray {
    const info = DTYPES[DTYPE_NAMES[this.#bytes[this.#at++]!]!];
    const axes = this.#bytes[this.#at++]!;
    const shape: number[] = [];
    for (let k = 0; k < axes; k++) shape.push(this.#float());
    const storage = new info.Storage(this.#elements(sizeOf(shape) * info.itemsize));
    return new NDArray(info, storage as StorageOf, shape, stepsC(shape), 0, null, true);
  }

  /** Elements of an array in memory of their own. */
  #elements(bytes: number): ArrayBuffer {
    const start = aligned(this.#at);
    this.#at = start + bytes;
    const from = this.#bytes.byteOffset + start;
    return (this.#bytes.buffer as ArrayBuffer).slice(from, from + bytes);
  }
}
