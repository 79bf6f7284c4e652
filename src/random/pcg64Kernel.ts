// The inner loop of PCG64: from a 128-bit state to a block of 64-bit outputs, without BigInt. A small WebAssembly
// module (assembled below) where the engine has WebAssembly, the same step in 32-bit limbs elsewhere.
//
// Measured on Node 20.20, 2 virtual EPYC cores, best of 30, ns per 64-bit output in blocks of 2048 (NumPy 1.24 on the
// same machine: 4.4 ns for a double in Generator.random):
//   limbs, upper halves of products by double arithmetic      27
//   limbs, upper halves of products from 16-bit pieces        67
//   WebAssembly, outputs left in its memory                    3.2
//   WebAssembly, doubles copied out to the caller's array      5.6
// Compiling the module takes 0.4 ms, once.

import { nativeRandom } from '../backends/native/kernels/random.js';

/** Steps PCG64: `core` is the state and then the increment, four 32-bit limbs each, the lowest first. */
export interface Pcg64Kernel {
  /** Writes `count` outputs to `words` (lower and upper half in turn, from index 0) and moves `core` on. */
  words(core: Int32Array, words: Int32Array, count: number): void;
  /** Writes outputs as doubles in [0, 1) to `out[start]` up to `out[end - 1]` and moves `core` on. */
  doubles(core: Int32Array, out: Float64Array, start: number, end: number): void;
}

/** The largest `count` of one call of {@link Pcg64Kernel.words}. */
const BLOCK = 2048;

// The multiplier 0x2360ED051FC65DA44385DF649FCCF645 (L'Ecuyer 1999), in halves and in limbs.
const MULTIPLIER_HIGH = 0x2360ed051fc65da4n;
const MULTIPLIER_LOW = 0x4385df649fccf645n;
const M3 = 0x2360ed05;
const M2 = 0x1fc65da4;
const M1 = 0x4385df64;
const M0 = 0x9fccf645;

/**
 * The portable kernel. The upper half of a 32 x 32-bit product is `(a * b - lower) / 2**32` in double arithmetic: the
 * rounding error of `a * b` is at most 2**10, so rounding the quotient to an integer gives it exactly.
 */
export const limbKernel: Pcg64Kernel = {
  words(core, words, count) {
    const down = 2 ** -32;
    let s0 = core[0]! >>> 0;
    let s1 = core[1]! >>> 0;
    let s2 = core[2]! >>> 0;
    let s3 = core[3]! >>> 0;
    const i0 = core[4]! >>> 0;
    const i1 = core[5]! >>> 0;
    const i2 = core[6]! >>> 0;
    const i3 = core[7]! >>> 0;
    for (let i = 0; i < 2 * count; i += 2) {
      const low00 = Math.imul(s0, M0) >>> 0;
      const low01 = Math.imul(s0, M1) >>> 0;
      const low10 = Math.imul(s1, M0) >>> 0;
      const low02 = Math.imul(s0, M2) >>> 0;
      const low11 = Math.imul(s1, M1) >>> 0;
      const low20 = Math.imul(s2, M0) >>> 0;
      const high00 = ((s0 * M0 - low00) * down + 0.5) >>> 0;
      const high01 = ((s0 * M1 - low01) * down + 0.5) >>> 0;
      const high10 = ((s1 * M0 - low10) * down + 0.5) >>> 0;
      const high02 = ((s0 * M2 - low02) * down + 0.5) >>> 0;
      const high11 = ((s1 * M1 - low11) * down + 0.5) >>> 0;
      const high20 = ((s2 * M0 - low20) * down + 0.5) >>> 0;
      const top = Math.imul(s0, M3) + Math.imul(s1, M2) + Math.imul(s2, M1) + Math.imul(s3, M0);
      const column0 = low00 + i0;
      const column1 = high00 + low01 + low10 + i1 + ((column0 * down) >>> 0);
      const column2 = high01 + high10 + low02 + low11 + low20 + i2 + ((column1 * down) >>> 0);
      s0 = column0 >>> 0;
      s1 = column1 >>> 0;
      s2 = column2 >>> 0;
      s3 = (high02 + high11 + high20 + top + i3 + ((column2 * down) >>> 0)) >>> 0;
      // Output XSL-RR: the two halves xored, rotated right by the upper six bits.
      const swap = (s3 & 0x80000000) !== 0;
      const low = swap ? s1 ^ s3 : s0 ^ s2;
      const high = swap ? s0 ^ s2 : s1 ^ s3;
      const turn = (s3 >>> 26) & 31;
      words[i] = (low >>> turn) | ((high << 1) << (31 - turn));
      words[i + 1] = (high >>> turn) | ((low << 1) << (31 - turn));
    }
    core[0] = s0;
    core[1] = s1;
    core[2] = s2;
    core[3] = s3;
  },

  doubles(core, out, start, end) {
    const words = new Int32Array(2 * Math.min(BLOCK, end - start));
    for (let first = start; first < end; first += BLOCK) {
      const count = Math.min(BLOCK, end - first);
      limbKernel.words(core, words, count);
      for (let i = 0; i < count; i++) {
        out[first + i] = ((words[2 * i + 1]! >>> 0) * 0x200000 + (words[2 * i]! >>> 11)) * 2 ** -53;
      }
    }
  },
};

// ---------------------------------------------------------------------------------------------------------------------
// The WebAssembly module. Its memory holds the state and the increment (16 bytes each) at 0 and the outputs from
// address 64. Two functions (from: i32, to: i32) write outputs from address `from` up to `to`: `words` as they are,
// `doubles` as float64 in [0, 1).

type Code = readonly (number | Code)[];

const op = {
  loop: 0x03,
  end: 0x0b,
  brIf: 0x0d,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i64Load: 0x29,
  i64Store: 0x37,
  f64Store: 0x39,
  i32Const: 0x41,
  i64Const: 0x42,
  f64Const: 0x44,
  i32LtU: 0x49,
  i64LtU: 0x54,
  i32Add: 0x6a,
  i64Add: 0x7c,
  i64Mul: 0x7e,
  i64And: 0x83,
  i64Xor: 0x85,
  i64ShrU: 0x88,
  i64Rotr: 0x8a,
  f64Mul: 0xa2,
  i64ExtendI32U: 0xad,
  f64ConvertI64S: 0xb9,
} as const;

const I32 = 0x7f;
const I64 = 0x7e;
const NO_RESULT = 0x40;

function unsignedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  bytes.push(rest);
  return bytes;
}

function signedLeb(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asIntN(64, value);
  for (;;) {
    const low = Number(rest & 127n);
    rest >>= 7n;
    if (rest === ((low & 64) === 0 ? 0n : -1n)) return [...bytes, low];
    bytes.push(low | 128);
  }
}

function flatten(code: Code): number[] {
  return code.flatMap((item) => (typeof item === 'number' ? [item] : flatten(item)));
}

const get = (local: number): Code => [op.localGet, local];
const set = (local: number): Code => [op.localSet, local];
const i32 = (value: number): Code => [op.i32Const, signedLeb(BigInt(value))];
const i64 = (value: bigint): Code => [op.i64Const, signedLeb(value)];
const add = (first: Code, ...others: Code[]): Code => [first, ...others.map((term): Code => [term, op.i64Add])];
const mul = (a: Code, b: Code): Code => [a, b, op.i64Mul];
const lower = (a: Code): Code => [a, i64(0xffffffffn), op.i64And];
const upper = (a: Code): Code => [a, i64(32n), op.i64ShrU];

/** One of the two functions: its local variables and instructions. */
function stepFunction(asDouble: boolean): Code {
  const [from, to, low, high, incLow, incHigh, a0, a1, cross, middle] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  const b0 = i64(MULTIPLIER_LOW & 0xffffffffn);
  const b1 = i64(MULTIPLIER_LOW >> 32n);
  const load = (address: number): Code => [i32(0), op.i64Load, 3, address];
  const store = (address: number, value: Code): Code => [i32(0), value, op.i64Store, 3, address];
  // Output XSL-RR: the two halves xored, rotated right by the upper six bits.
  const output: Code = [get(low), get(high), op.i64Xor, get(high), i64(58n), op.i64ShrU, op.i64Rotr];
  const twoToMinus53: Code = [op.f64Const, 0, 0, 0, 0, 0, 0, 0xa0, 0x3c];
  const unit: Code = [output, i64(11n), op.i64ShrU, op.f64ConvertI64S, twoToMinus53, op.f64Mul];
  const localVariables: Code = [1, 8, I64];
  return [
    localVariables,
    [load(0), set(low), load(8), set(high), load(16), set(incLow), load(24), set(incHigh)],
    [op.loop, NO_RESULT],
    [lower(get(low)), set(a0), upper(get(low)), set(a1)],
    [mul(get(a0), b1), set(cross)],
    [add(upper(mul(get(a0), b0)), lower(get(cross)), mul(get(a1), b0)), set(middle)],
    add(
      // the upper half of low * MULTIPLIER_LOW, from four products of 32-bit limbs
      add(mul(get(a1), b1), upper(get(cross)), upper(get(middle))),
      mul(get(low), i64(MULTIPLIER_HIGH)),
      mul(get(high), i64(MULTIPLIER_LOW)),
      get(incHigh),
      // last, for it changes `low`: the carry of low * MULTIPLIER_LOW + incLow
      [
        add(mul(get(low), i64(MULTIPLIER_LOW)), get(incLow)),
        op.localTee,
        low,
        get(incLow),
        op.i64LtU,
        op.i64ExtendI32U,
      ],
    ),
    set(high),
    [get(from), asDouble ? [unit, op.f64Store, 3, 0] : [output, op.i64Store, 3, 0]],
    [get(from), i32(8), op.i32Add, op.localTee, from, get(to), op.i32LtU, op.brIf, 0, op.end],
    [store(0, get(low)), store(8, get(high))],
    op.end,
  ];
}

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const sized = (code: Code): Code => {
    const bytes = flatten(code);
    return [unsignedLeb(bytes.length), bytes];
  };
  const section = (id: number, code: Code): Code => [id, sized(code)];
  const name = (text: string): Code => [text.length, [...text].map((c) => c.charCodeAt(0))];
  return Uint8Array.from(
    flatten([
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, [1, 0x60, 2, I32, I32, 0]), // one type: (i32, i32) -> ()
      section(3, [2, 0, 0]), // two functions of that type
      section(5, [1, 0, 1]), // a memory of one page, 64 KiB
      section(7, [3, name('memory'), 2, 0, name('words'), 0, 0, name('doubles'), 0, 1]),
      section(10, [2, sized(stepFunction(false)), sized(stepFunction(true))]),
    ]),
  );
}

/** The little that is used here of the global WebAssembly, which the Node typings leave out. */
interface WasmEngine {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => {
    readonly exports: {
      readonly memory: { readonly buffer: ArrayBuffer };
      words(from: number, to: number): void;
      doubles(from: number, to: number): void;
    };
  };
}

/**
 * The WebAssembly kernel, or undefined where the engine has no WebAssembly (`node --jitless`) or where typed arrays are
 * big-endian, which WebAssembly memory never is.
 */
function assembleKernel(): Pcg64Kernel | undefined {
  const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
  const engine = (globalThis as { WebAssembly?: WasmEngine }).WebAssembly;
  if (engine === undefined || !littleEndian) return undefined;
  const exported = new engine.Instance(new engine.Module(moduleBytes())).exports;
  const buffer = exported.memory.buffer;
  const OUT = 64;
  const state = new Int32Array(buffer, 0, 8);
  const outWords = new Int32Array(buffer, OUT, 2 * BLOCK);
  const outDoubles = new Float64Array(buffer, OUT, BLOCK);
  const copyState = (from: Int32Array, to: Int32Array): void => {
    for (let i = 0; i < 8; i++) to[i] = from[i]!;
  };
  return {
    words(core, words, count) {
      if (count === 0) return;
      copyState(core, state);
      exported.words(OUT, OUT + 8 * count);
      copyState(state, core);
      if (count < BLOCK) for (let i = 0; i < 2 * count; i++) words[i] = outWords[i]!;
      else words.set(outWords);
    },
    doubles(core, out, start, end) {
      if (end <= start) return;
      copyState(core, state);
      for (let first = start; first < end; first += BLOCK) {
        const count = Math.min(BLOCK, end - first);
        exported.doubles(OUT, OUT + 8 * count);
        out.set(count === BLOCK ? outDoubles : outDoubles.subarray(0, count), first);
      }
      copyState(state, core);
    },
  };
}

let chosen: Pcg64Kernel | undefined;

/** From so many numbers on a call of a compiled function pays. */
export const NATIVE_FROM = 512;

/** The fastest kernel of this machine; made at the first call. */
export function pcg64Kernel(): Pcg64Kernel {
  if (chosen === undefined) {
    const portable = assembleKernel() ?? limbKernel;
    chosen = {
      words(core, words, count) {
        const native = count < NATIVE_FROM ? undefined : nativeRandom();
        if (native && words.length >= 2 * count) native.words(core, words, count);
        else portable.words(core, words, count);
      },
      doubles(core, out, start, end) {
        const native = end - start < NATIVE_FROM ? undefined : nativeRandom();
        if (native && out.length >= end) native.doubles(core, out, start, end, 0, 1);
        else portable.doubles(core, out, start, end);
      },
    };
  }
  return chosen;
}
