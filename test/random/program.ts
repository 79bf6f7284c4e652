// Runs a fixture program (see oracle.py) on PCG64 and gives each step's bytes or state beside NumPy's.

import { readFileSync } from 'node:fs';
import { choiceWithProbabilities, choiceWithoutReplacement } from '../../src/random/choice.js';
import { fillIntegers, fillIntegersBetween, type IntegerArrays, type IntegerDType } from '../../src/random/integers.js';
import { PCG64, type PCG64State } from '../../src/random/pcg64.js';
import { permutation, shuffle } from '../../src/random/permute.js';
import { fillExponential, fillNormal, fillRandom, fillUniform, randomBytes } from '../../src/random/samples.js';
import { fillStandardExponential, fillStandardNormal, type ExponentialMethod } from '../../src/random/ziggurat.js';
import type { SeedLike } from '../../src/random/seedSequence.js';

type Json = number | string | boolean | null | Json[] | { [key: string]: Json };
export type Step = [call: string, args: Json[], result: string | Json[]];
export interface Program {
  seed: Json;
  steps: Step[];
}

export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/random/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** JSON has no integers beyond 2**53: the fixtures write them as strings. */
export function integer(value: Json): number | bigint {
  return typeof value === 'string' ? BigInt(value) : (value as number);
}

export function seedOf(value: Json): SeedLike {
  return Array.isArray(value) ? value.map(integer) : integer(value);
}

export function stateRow(state: PCG64State): Json[] {
  return [String(state.state.state), String(state.state.inc), state.hasUint32, state.uinteger];
}

const make: { [D in IntegerDType]: (n: number) => IntegerArrays[D] } = {
  bool: (n) => new Uint8Array(n),
  int8: (n) => new Int8Array(n),
  uint8: (n) => new Uint8Array(n),
  int16: (n) => new Int16Array(n),
  uint16: (n) => new Uint16Array(n),
  int32: (n) => new Int32Array(n),
  uint32: (n) => new Uint32Array(n),
  int64: (n) => new BigInt64Array(n),
  uint64: (n) => new BigUint64Array(n),
};

const floats = (n: Json, dtype: Json): Float64Array | Float32Array =>
  dtype === 'float32' ? new Float32Array(n as number) : new Float64Array(n as number);

const numbers = (value: Json): number | number[] => value as number | number[];

/** Each call: what it draws, as a typed array or a state row. */
const calls: { [call: string]: (bits: PCG64, args: Json[]) => ArrayBufferView | Json[] } = {
  raw: (bits, [n]) => bits.randomRaw(n as number),
  random: (bits, [n, dtype]) => fillRandom(bits, floats(n!, dtype!)),
  standardNormal: (bits, [n, dtype]) => fillStandardNormal(bits, floats(n!, dtype!)),
  standardExponential: (bits, [n, dtype, method]) =>
    fillStandardExponential(bits, floats(n!, dtype!), method as ExponentialMethod),
  skipNormal: (bits, [n, dtype]) => {
    fillStandardNormal(bits, floats(n!, dtype!));
    return stateRow(bits.state);
  },
  skipExponential: (bits, [n, dtype]) => {
    fillStandardExponential(bits, floats(n!, dtype!));
    return stateRow(bits.state);
  },
  integers: (bits, [dtype, low, high, n, endpoint]) => {
    const d = dtype as IntegerDType;
    return fillIntegers(bits, d, make[d](n as number), integer(low!), integer(high!), endpoint as boolean);
  },
  integersBetween: (bits, [dtype, low, high, endpoint]) => {
    const d = dtype as IntegerDType;
    const [lows, highs] = [(low as Json[]).map(integer), (high as Json[]).map(integer)];
    return fillIntegersBetween(bits, d, make[d](lows.length), lows, highs, endpoint as boolean);
  },
  uniform: (bits, [low, high, n]) => fillUniform(bits, new Float64Array(n as number), numbers(low!), numbers(high!)),
  normal: (bits, [loc, scale, n]) => fillNormal(bits, new Float64Array(n as number), numbers(loc!), numbers(scale!)),
  exponential: (bits, [scale, n]) => fillExponential(bits, new Float64Array(n as number), numbers(scale!)),
  bytes: (bits, [n]) => randomBytes(bits, n as number),
  shuffle: (bits, [n]) =>
    shuffle(
      bits,
      Int32Array.from({ length: n as number }, (_, i) => i),
    ),
  permutation: (bits, [n]) => permutation(bits, n as number),
  choice: (bits, [population, n, order]) =>
    choiceWithoutReplacement(bits, Number(population), n as number, order as boolean),
  choiceTail: (bits, [population, n, order]) =>
    choiceWithoutReplacement(bits, Number(population), n as number, order as boolean).slice(-10),
  choiceP: (bits, [p, n, replace]) => choiceWithProbabilities(bits, p as number[], n as number, replace as boolean),
  advance: (bits, [delta]) => stateRow(bits.advance(integer(delta!)).state),
  jumped: (bits, [jumps]) => stateRow(bits.jumped(jumps as number).state),
  state: (bits) => stateRow(bits.state),
};

/** The last `count` bytes of a view in base64, as NumPy wrote them. */
function base64(view: ArrayBufferView, count: number): string {
  return Buffer.from(view.buffer, view.byteOffset + view.byteLength - count, count).toString('base64');
}

/** Runs one step; a base64 result is cut to the length of NumPy's, which may keep only the last values. */
export function runStep(bits: PCG64, [call, args, expected]: Step): string | Json[] {
  const result = calls[call]!(bits, args);
  if (Array.isArray(result)) return result;
  if (typeof expected !== 'string') throw new Error(`${call}: the fixture has no bytes`);
  const count = Buffer.from(expected, 'base64').length;
  if (count > result.byteLength) return `only ${result.byteLength} bytes`;
  return base64(result, count);
}
