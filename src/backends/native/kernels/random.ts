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
   * @param normal - 1 for normal draws, 0 for exponential ones
   * @param tables - where layers accept, their widths, their densities: three times 256 numbers
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
   * The same from words that were made before, unscaled.
   *
   * @param places - the half word with which the next draw begins (moved on), and where none may begin any more
   * @param begins - receives where each draw began
   */
  zigguratWords(
    normal: number,
    words: Int32Array,
    tables: Tables,
    out: Float64Array,
    start: number,
    end: number,
    places: Int32Array,
    begins: Int32Array | null,
  ): number;
}

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

let bound: NativeRandom | undefined;

/** The functions, or undefined where the portable loops must do. */
export function nativeRandom(): NativeRandom | undefined {
  const library = nativeLibrary();
  if (!library || !LITTLE_ENDIAN) return undefined;
  bound ??= {
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
    zigguratWords: library.bind('numloom_ziggurat_words', 'double', [
      'int32_t',
      'void *',
      'void *',
      'void *',
      'double',
      'double',
      'void *',
      'void *',
    ]),
  };
  return bound;
}
