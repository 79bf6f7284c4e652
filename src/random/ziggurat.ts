// Standard normal and standard exponential draws by the ziggurat method, in double and single precision, and the
// exponential by inversion. Which bits of a word mean what, and which further draws a rejection takes, are NumPy's.
//
// Results are NumPy's to the bit, with one exception: where a logarithm makes the result, it is the machine's log1p, and
// NumPy's is the C library's. Against NumPy 1.24 with glibc 2.36, one unit in the last place differs in 7 of 10,000
// doubles by inversion, in no double and in 15 of 6 million singles by the ziggurat (draws from the tails).

import { hasSameLog1p, nativeRandom, type NativeRandom } from '../backends/native/kernels/random.js';
import { ValueError } from '../core/errors.js';
import type { BitGenerator } from './bitGenerator.js';
import { DrawBlock, type WordSource } from './drawBlock.js';
import {
  EXPONENTIAL_TAIL,
  NORMAL_TAIL,
  NORMAL_TAIL_INVERSE,
  exponentialTables32,
  exponentialTables64,
  normalTables32,
  normalTables64,
  type ZigguratTables,
} from './zigguratTables.js';

/** How `fillStandardExponential` draws: the ziggurat (fast) or minus the logarithm of a uniform draw. */
export type ExponentialMethod = 'zig' | 'inv';

const { fround } = Math;
const NORMAL_TAIL_32 = fround(NORMAL_TAIL);
const NORMAL_TAIL_INVERSE_32 = fround(NORMAL_TAIL_INVERSE);
const EXPONENTIAL_TAIL_32 = fround(EXPONENTIAL_TAIL);

/** The next single-precision number in [0, 1), a multiple of 2**-24, from 32 bits. */
export function nextFloat(bits: WordSource): number {
  return (bits.nextUint32() >>> 8) * 2 ** -24;
}

/**
 * One draw from the standard normal distribution (mean 0, standard deviation 1), as NumPy's `standard_normal()`.
 *
 * Source: G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables", J. Stat. Softw. 5(8)
 * (2000), with 256 layers; one 64-bit word in 99.3 % of draws.
 *
 * @param bits the stream to draw from
 * @returns the draw
 * @example standardNormal(new PCG64(1)) // 0.345584192064786
 */
export function standardNormal(bits: BitGenerator): number {
  return drawNormal(bits, normalTables64());
}

function drawNormal(bits: WordSource, tables: ZigguratTables): number {
  const { accept, width, density } = tables;
  for (;;) {
    // Bits 0-7: layer; 8: sign; 9-60: the abscissa as a fraction of the layer.
    const low = bits.nextUint64();
    const layer = low & 255;
    const fraction = (bits.high & 0x1fffffff) * 0x800000 + (low >>> 9);
    const size = fraction * width[layer]!;
    const x = (low & 256) === 0 ? size : -size;
    if (fraction < accept[layer]!) return x;
    if (layer === 0) {
      const tail = normalTail(bits);
      return (low & 0x20000) === 0 ? tail : -tail;
    }
    const lower = density[layer]!;
    const height = (density[layer - 1]! - lower) * bits.nextDouble() + lower;
    if (height < Math.exp(-0.5 * x * x)) return x;
  }
}

/** A draw from the normal tail, by Marsaglia's rejection from the exponential. */
function normalTail(bits: WordSource): number {
  for (;;) {
    const beyond = -NORMAL_TAIL_INVERSE * Math.log1p(-bits.nextDouble());
    const y = -Math.log1p(-bits.nextDouble());
    if (y + y > beyond * beyond) return NORMAL_TAIL + beyond;
  }
}

/**
 * One draw from the standard normal distribution in single precision, as NumPy's `standard_normal(dtype=np.float32)`:
 * 32 bits a draw.
 *
 * @param bits the stream to draw from
 * @returns the draw, a float32 value
 * @example standardNormalFloat32(new PCG64(1)) // 1.7291035652160645
 */
export function standardNormalFloat32(bits: BitGenerator): number {
  return drawNormalFloat32(bits, normalTables32());
}

function drawNormalFloat32(bits: WordSource, tables: ZigguratTables): number {
  const { accept, width, density } = tables;
  for (;;) {
    const word = bits.nextUint32();
    const layer = word & 255;
    const fraction = word >>> 9;
    const size = fround(fraction * width[layer]!);
    const x = (word & 256) === 0 ? size : -size;
    if (fraction < accept[layer]!) return x;
    if (layer === 0) {
      const tail = normalTailFloat32(bits);
      return (word & 0x20000) === 0 ? tail : -tail;
    }
    const lower = density[layer]!;
    const height = fround(fround(fround(density[layer - 1]! - lower) * nextFloat(bits)) + lower);
    if (height < Math.exp(-0.5 * x * x)) return x;
  }
}

function normalTailFloat32(bits: WordSource): number {
  for (;;) {
    const beyond = fround(-NORMAL_TAIL_INVERSE_32 * fround(Math.log1p(-nextFloat(bits))));
    const y = -fround(Math.log1p(-nextFloat(bits)));
    if (fround(y + y) > fround(beyond * beyond)) return fround(NORMAL_TAIL_32 + beyond);
  }
}

/**
 * One draw from the standard exponential distribution (mean 1), as NumPy's `standard_exponential()`.
 *
 * Source: Marsaglia and Tsang (2000), see {@link standardNormal}; one 64-bit word in 98.9 % of draws.
 *
 * @param bits the stream to draw from
 * @returns the draw, at least 0
 * @example standardExponential(new PCG64(1)) // 1.0730290263725388
 */
export function standardExponential(bits: BitGenerator): number {
  return drawExponential(bits, exponentialTables64());
}

function drawExponential(bits: WordSource, tables: ZigguratTables): number {
  const { accept, width, density } = tables;
  for (;;) {
    // Bits 3-10: layer; 11-63: the abscissa as a fraction of the layer.
    const low = bits.nextUint64();
    const layer = (low >>> 3) & 255;
    const fraction = (bits.high >>> 0) * 0x200000 + (low >>> 11);
    const x = fraction * width[layer]!;
    if (fraction < accept[layer]!) return x;
    if (layer === 0) return EXPONENTIAL_TAIL - Math.log1p(-bits.nextDouble());
    const lower = density[layer]!;
    const height = (density[layer - 1]! - lower) * bits.nextDouble() + lower;
    if (height < Math.exp(-x)) return x;
  }
}

/**
 * One draw from the standard exponential distribution in single precision: 32 bits a draw.
 *
 * @param bits the stream to draw from
 * @returns the draw, a float32 value, at least 0
 * @example standardExponentialFloat32(new PCG64(1)) // 0.7844818830490112
 */
export function standardExponentialFloat32(bits: BitGenerator): number {
  return drawExponentialFloat32(bits, exponentialTables32());
}

function drawExponentialFloat32(bits: WordSource, tables: ZigguratTables): number {
  const { accept, width, density } = tables;
  for (;;) {
    const word = bits.nextUint32();
    const layer = (word >>> 1) & 255;
    const fraction = word >>> 9;
    const x = fround(fraction * width[layer]!);
    if (fraction < accept[layer]!) return x;
    if (layer === 0) return fround(EXPONENTIAL_TAIL_32 - fround(Math.log1p(-nextFloat(bits))));
    const lower = density[layer]!;
    const height = fround(fround(fround(density[layer - 1]! - lower) * nextFloat(bits)) + lower);
    if (height < fround(Math.exp(-x))) return x;
  }
}

/**
 * Fills `out` with standard normal draws; a Float32Array with single-precision ones.
 *
 * @param bits the stream to draw from
 * @param out receives one draw an element
 * @returns `out`
 * @example fillStandardNormal(new PCG64(1), new Float64Array(3)) // [ 0.345584192064786, 0.8216181435011584, 0.33043707618338714 ]
 */
export function fillStandardNormal<T extends Float64Array | Float32Array>(bits: BitGenerator, out: T): T {
  if (out instanceof Float64Array) fillNormals(bits, rest('normal', bits, out));
  else fillNormalsFloat32(bits, rest<Float32Array>('normal', bits, out));
  return out;
}

/** What is left to fill after several threads have made as many draws as they can. */
function rest<T extends Float64Array | Float32Array>(kind: ZigguratKind, bits: BitGenerator, out: T): T {
  const done = bits.fillZiggurat?.(kind, out, null) ?? 0;
  return done === 0 ? out : (out.subarray(done) as T);
}

/** The draws that `readDraws` can make. */
export type ZigguratKind = 'normal' | 'exponential';

/** From so many draws on a call of a compiled function pays. */
const NATIVE_FROM = 256;

const flattened = new Map<ZigguratKind, Float64Array>();

/** The tables one after another, as compiled loops take them. */
function flatTables(kind: ZigguratKind): Float64Array {
  let tables = flattened.get(kind);
  if (tables === undefined) {
    const { accept, width, density } = kind === 'normal' ? normalTables64() : exponentialTables64();
    const tail = kind === 'normal' ? [NORMAL_TAIL, NORMAL_TAIL_INVERSE] : [EXPONENTIAL_TAIL, 0];
    tables = Float64Array.from([...accept, ...width, ...density, ...tail]);
    flattened.set(kind, tables);
  }
  return tables;
}

/** What is drawn, as compiled loops take it. */
function codeOf(kind: ZigguratKind, native: NativeRandom): number {
  return (kind === 'normal' ? 1 : 0) + (hasSameLog1p(native) ? 2 : 0);
}

/** The words that follow on a state of PCG64, one at a time. */
class StateWords implements WordSource {
  high = 0;
  /** Words that were read. */
  taken = 0;
  readonly #word = new Int32Array(2);
  constructor(
    private readonly core: Int32Array,
    private readonly step: (core: Int32Array, words: Int32Array, count: number) => void,
  ) {}

  nextUint64(): number {
    this.step(this.core, this.#word, 1);
    this.taken++;
    this.high = this.#word[1]!;
    return this.#word[0]!;
  }

  nextDouble(): number {
    const low = this.nextUint64();
    return ((this.high >>> 0) * 0x200000 + (low >>> 11)) * 2 ** -53;
  }

  nextUint32(): number {
    return this.nextUint64() >>> 0;
  }
}

/**
 * Fill with draws from a state of PCG64 by compiled loops.
 *
 * @param core - the state, moved on
 * @param step - the generator's own loop, for the draws that are left to JavaScript
 * @returns false where there are no compiled loops
 */
export function fillZigguratNatively(
  kind: ZigguratKind,
  core: Int32Array,
  step: (core: Int32Array, words: Int32Array, count: number) => void,
  out: Float64Array,
  scaling: readonly [offset: number, factor: number] | null,
): boolean {
  const native = out.length < NATIVE_FROM ? undefined : nativeRandom();
  if (!native) return false;
  const normal = kind === 'normal';
  const code = codeOf(kind, native);
  const tables = normal ? normalTables64() : exponentialTables64();
  const source = new StateWords(core, step);
  // Adding -0 changes nothing, not even a zero's sign.
  const [offset, factor] = scaling ?? [-0, 1];
  for (let i = 0; ;) {
    i = native.ziggurat(code, core, flatTables(kind), out, i, out.length, offset, factor);
    if (i === out.length) return true;
    out[i++] = offset + factor * (normal ? drawNormal(source, tables) : drawExponential(source, tables));
  }
}

/** A part of a stream of PCG64 as {@link readPartNatively} reads it. */
export interface StreamPart {
  /** The state at the part's first word, moved on. */
  readonly core: Int32Array;
  /** Where no draw may begin any more, in half words from the part's first word. */
  readonly limit: number;
  /** Receives where the first draws began, as many as it is long. */
  readonly begins: Int32Array;
}

/**
 * Draws from a part of a stream by compiled loops, until `out` is full or the part ends.
 *
 * @param step - the generator's own loop, for the draws that are left to JavaScript
 * @returns how many draws were made, and the half word with which the next begins; undefined where there are no compiled loops
 */
export function readPartNatively(
  kind: ZigguratKind,
  part: StreamPart,
  step: (core: Int32Array, words: Int32Array, count: number) => void,
  out: Float64Array,
  scaling: readonly [offset: number, factor: number] | null,
): { draws: number; next: number } | undefined {
  const native = nativeRandom();
  if (!native) return undefined;
  const normal = kind === 'normal';
  const tables = normal ? normalTables64() : exponentialTables64();
  const code = codeOf(kind, native);
  const flat = flatTables(kind);
  const { core, limit, begins } = part;
  const [offset, factor] = scaling ?? [-0, 1];
  const places = Int32Array.of(0, limit);
  for (let i = 0; ;) {
    const noted = begins.subarray(Math.min(i, begins.length));
    i = native.zigguratPart(code, core, flat, out, i, out.length, offset, factor, places, noted, noted.length);
    if (i === out.length || places[0]! >= limit) return { draws: i, next: places[0]! };
    const source = new StateWords(core, step);
    out[i++] = offset + factor * (normal ? drawNormal(source, tables) : drawExponential(source, tables));
    places[0]! += 2 * source.taken;
  }
}

/** A source over an array of words, lower and upper halves in turn. */
interface WordArray extends WordSource {
  readonly words: Int32Array;
  /** Where the next word lies. */
  position: number;
}

/** One draw in single precision, scaled. */
export function drawSingle(
  kind: ZigguratKind,
  bits: WordSource,
  one: Float32Array,
  scaling: readonly [number, number] | null,
): number {
  one[0] =
    kind === 'normal' ? drawNormalFloat32(bits, normalTables32()) : drawExponentialFloat32(bits, exponentialTables32());
  return scaling === null ? one[0]! : scaling[0] + scaling[1] * one[0]!;
}

/**
 * Draws from words until `out` is filled up to `end`, or a draw would begin at `limit`.
 *
 * @param begins - receives where each draw began, the first at index 0; null if nobody wants to know
 * @returns one past the last place filled
 */
export function readDraws(
  kind: ZigguratKind,
  source: WordArray,
  out: Float64Array | Float32Array,
  start: number,
  end: number,
  limit: number,
  begins: Int32Array | null,
): number {
  return out instanceof Float32Array
    ? readSingles(kind, source, out, start, end, limit, begins)
    : readDoubles(kind, source, out, start, end, limit, begins);
}

function readDoubles(
  kind: ZigguratKind,
  source: WordArray,
  out: Float64Array,
  start: number,
  end: number,
  limit: number,
  begins: Int32Array | null,
): number {
  const normal = kind === 'normal';
  const tables = normal ? normalTables64() : exponentialTables64();
  const { accept, width } = tables;
  const { words } = source;
  let i = start;
  let at = source.position;
  for (; i < end && at < limit; i++) {
    if (begins !== null) begins[i - start] = at;
    const low = words[at]!;
    const high = words[at + 1]!;
    const layer = normal ? low & 255 : (low >>> 3) & 255;
    const fraction = normal ? (high & 0x1fffffff) * 0x800000 + (low >>> 9) : (high >>> 0) * 0x200000 + (low >>> 11);
    if (fraction < accept[layer]!) {
      out[i] = normal ? fraction * width[layer]! * (1 - ((low >>> 7) & 2)) : fraction * width[layer]!;
      at += 2;
    } else {
      source.position = at;
      out[i] = normal ? drawNormal(source, tables) : drawExponential(source, tables);
      at = source.position;
    }
  }
  source.position = at;
  return i;
}

/** The same in single precision: draws begin at any half word. */
function readSingles(
  kind: ZigguratKind,
  source: WordArray,
  out: Float32Array,
  start: number,
  end: number,
  limit: number,
  begins: Int32Array | null,
): number {
  const normal = kind === 'normal';
  const tables = normal ? normalTables32() : exponentialTables32();
  const { accept, width } = tables;
  const { words } = source;
  let i = start;
  let at = source.position;
  for (; i < end && at < limit; i++) {
    if (begins !== null) begins[i - start] = at;
    const word = words[at]!;
    const layer = normal ? word & 255 : (word >>> 1) & 255;
    const fraction = word >>> 9;
    if (fraction < accept[layer]!) {
      out[i] = normal ? fraction * width[layer]! * (1 - ((word >>> 7) & 2)) : fraction * width[layer]!;
      at++;
    } else {
      source.position = at;
      out[i] = normal ? drawNormalFloat32(source, tables) : drawExponentialFloat32(source, tables);
      at = source.position;
    }
  }
  source.position = at;
  return i;
}

// The four loops below take the draws that their layer accepts at once straight from a block of words, and leave the
// others (one in 100) to the functions above, which read the same block. The sign is a factor, not a branch.

function fillNormals(bits: BitGenerator, out: Float64Array): void {
  const tables = normalTables64();
  const { accept, width } = tables;
  const block = new DrawBlock(bits, 64, out.length);
  const { words } = block;
  for (let i = 0; i < out.length;) {
    const limit = block.refill(out.length - i);
    let at = 0;
    while (at < limit) {
      const low = words[at]!;
      const layer = low & 255;
      const fraction = (words[at + 1]! & 0x1fffffff) * 0x800000 + (low >>> 9);
      if (fraction < accept[layer]!) {
        out[i++] = fraction * width[layer]! * (1 - ((low >>> 7) & 2));
        at += 2;
      } else {
        block.position = at;
        out[i++] = drawNormal(block, tables);
        at = block.position;
      }
    }
  }
}

function fillNormalsFloat32(bits: BitGenerator, out: Float32Array): void {
  const tables = normalTables32();
  const { accept, width } = tables;
  const block = new DrawBlock(bits, 32, out.length);
  const { words } = block;
  for (let i = 0; i < out.length;) {
    const limit = block.refill(out.length - i);
    let at = 0;
    while (at < limit) {
      const word = words[at]!;
      const layer = word & 255;
      const fraction = word >>> 9;
      if (fraction < accept[layer]!) {
        out[i++] = fraction * width[layer]! * (1 - ((word >>> 7) & 2));
        at++;
      } else {
        block.position = at;
        out[i++] = drawNormalFloat32(block, tables);
        at = block.position;
      }
    }
  }
}

function fillExponentials(bits: BitGenerator, out: Float64Array): void {
  const tables = exponentialTables64();
  const { accept, width } = tables;
  const block = new DrawBlock(bits, 64, out.length);
  const { words } = block;
  for (let i = 0; i < out.length;) {
    const limit = block.refill(out.length - i);
    let at = 0;
    while (at < limit) {
      const low = words[at]!;
      const layer = (low >>> 3) & 255;
      const fraction = (words[at + 1]! >>> 0) * 0x200000 + (low >>> 11);
      if (fraction < accept[layer]!) {
        out[i++] = fraction * width[layer]!;
        at += 2;
      } else {
        block.position = at;
        out[i++] = drawExponential(block, tables);
        at = block.position;
      }
    }
  }
}

function fillExponentialsFloat32(bits: BitGenerator, out: Float32Array): void {
  const tables = exponentialTables32();
  const { accept, width } = tables;
  const block = new DrawBlock(bits, 32, out.length);
  const { words } = block;
  for (let i = 0; i < out.length;) {
    const limit = block.refill(out.length - i);
    let at = 0;
    while (at < limit) {
      const word = words[at]!;
      const layer = (word >>> 1) & 255;
      const fraction = word >>> 9;
      if (fraction < accept[layer]!) {
        out[i++] = fraction * width[layer]!;
        at++;
      } else {
        block.position = at;
        out[i++] = drawExponentialFloat32(block, tables);
        at = block.position;
      }
    }
  }
}

/**
 * Fills `out` with standard exponential draws; a Float32Array with single-precision ones.
 *
 * @param bits the stream to draw from
 * @param out receives one draw an element
 * @param method 'zig' (default) or 'inv', which takes exactly one uniform number a draw
 * @returns `out`
 * @throws ValueError if `method` is neither
 * @example fillStandardExponential(new PCG64(1), new Float32Array(2), 'inv') // [ 0.64091277, 0.717074275 ]
 */
export function fillStandardExponential<T extends Float64Array | Float32Array>(
  bits: BitGenerator,
  out: T,
  method: ExponentialMethod = 'zig',
): T {
  if (method !== 'zig' && method !== 'inv') {
    throw new ValueError(`standardExponential: method must be 'zig' or 'inv', got ${JSON.stringify(method)}`);
  }
  if (method === 'inv') fillByInversion(bits, out);
  else if (out instanceof Float64Array) fillExponentials(bits, rest('exponential', bits, out));
  else fillExponentialsFloat32(bits, rest<Float32Array>('exponential', bits, out));
  return out;
}

function fillByInversion(bits: BitGenerator, out: Float64Array | Float32Array): void {
  if (out instanceof Float64Array) for (let i = 0; i < out.length; i++) out[i] = -Math.log1p(-bits.nextDouble());
  else for (let i = 0; i < out.length; i++) out[i] = -Math.log1p(-nextFloat(bits));
}
