/** Random fills by compiled loops (c/random.c): words and doubles of PCG64, and ziggurat draws. */
import { nativeLibrary } from './library.js';

type Tables = Float64Array;

/** The compiled functions. `core` is a state of PCG64: eight limbs, the lowest first; it is moved on. */
export interface NativeRandom {
  /** The next `count` 64-bit words. */
  words(core: Int32Array, out: Int32Array, count: number): void;
  /** `offset + factor * u` for uniform draws u, to `out[start]` up to `out[end - 1]`. */
  doubles(core: Int32Array, out: Float64Array, start: number, end: number, offset: number, factor: number): void;
  /**
   * `offset + factor * x` for draws x, to `out[start]` and on. Returns one past the last that was made: where that is not `end`,
   * the caller makes the next draw.
   *
   * @param normal - 1 for normal draws, 0 for exponential ones; 2 more where draws from the tails are made too
   * @param tables - where layers accept, their widths, their densities: three times 256 numbers; where the tail begins, and one over it
   */
  ziggurat(
    normal: number,
    core: Int32Array,
    tables: Tables,
    out: Float64Array,
    start: number,
    end: number,
    offset: number,
    factor: number,
  ): number;
  /**
   * The same for a part of a stream.
   *
   * @param places - the half word at which the state stands (moved on), and where no draw may begin any more
   * @param begins - receives where the first `noting` draws began; null if nobody wants to know
   */
  zigguratPart(
    normal: number,
    core: Int32Array,
    tables: Tables,
    out: Float64Array,
    start: number,
    end: number,
    offset: number,
    factor: number,
    places: Int32Array,
    begins: Int32Array | null,
    noting: number,
  ): number;
  /**
   * Integers in [0, range] plus an offset from 32-bit words, to `out[start]` and on, `out[end - 1]` at most. Returns one past the last that
   * was made.
   *
   * @param size - bytes of an element: 4 or 8
   */
  bounded32(
    words: Int32Array,
    count: number,
    range: number,
    offset: number,
    size: number,
    out: ArrayBufferView,
    start: number,
    end: number,
  ): number;
  /** The same from 64-bit words; `bounds` is the range, below 2**64 - 1, and the offset. */
  bounded64(
    words: Int32Array,
    count: number,
    bounds: BigUint64Array,
    out: ArrayBufferView,
    start: number,
    end: number,
  ): number;
  /**
   * The same from pieces of 32-bit words, of `bits` bits each: 1 or 8 for elements of one byte, 16 for those of two.
   *
   * @param rest - what is left of the last word, and how many pieces; used first, and written
   */
  boundedSmall(
    words: Int32Array,
    count: number,
    bits: number,
    range: number,
    offset: number,
    out: ArrayBufferView,
    start: number,
    end: number,
    rest: Int32Array,
  ): number;
}

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

let bound: (NativeRandom & { readonly log1p: (x: Float64Array, count: number) => void }) | undefined;
let agreed: boolean | undefined;

/** Is the C library's log1p JavaScript's? Draws from tails are its results; they are made by compiled loops only then. */
export function hasSameLog1p(native: NativeRandom): boolean {
  if (agreed === undefined) {
    const x = Float64Array.from({ length: 512 }, (_, i) => -((i * 0.6180339887498949) % 1));
    const expected = x.map(Math.log1p);
    (native as NonNullable<typeof bound>).log1p(x, x.length);
    agreed = x.every((value, i) => value === expected[i]);
  }
  return agreed;
}

/** The functions, or undefined where the portable loops must do. */
export function nativeRandom(): NativeRandom | undefined {
  const library = nativeLibrary();
  if (!library || !LITTLE_ENDIAN) return undefined;
  bound ??= {
    log1p: library.bind('numloom_log1p', 'void', ['void *', 'double']),
    words: library.bind('numloom_pcg64_words', 'void', ['void *', 'void *', 'double']),
    doubles: library.bind('numloom_pcg64_doubles', 'void', [
      'void *',
      'void *',
      'double',
      'double',
      'double',
      'double',
    ]),
    ziggurat: library.bind('numloom_ziggurat', 'double', [
      'int32_t',
      'void *',
      'void *',
      'void *',
      'double',
      'double',
      'double',
      'double',
    ]),
    zigguratPart: library.bind('numloom_ziggurat_part', 'double', [
      'int32_t',
      'void *',
      'void *',
      'void *',
      'double',
      'double',
      'double',
      'double',
      'void *',
      'void *',
      'double',
    ]),
    bounded32: library.bind('numloom_bounded32', 'double', [
      'void *',
      'double',
      'double',
      'double',
      'int32_t',
      'void *',
      'double',
      'double',
    ]),
    bounded64: library.bind('numloom_bounded64', 'double', [
      'void *',
      'double',
      'void *',
      'void *',
      'double',
      'double',
    ]),
    boundedSmall: library.bind('numloom_bounded_small', 'double', [
      'void *',
      'double',
      'int32_t',
      'double',
      'double',
      'void *',
      'double',
      'double',
      'void *',
    ]),
  };
  return bound;
}
