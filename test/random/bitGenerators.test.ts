/** The bit generators against NumPy: words, states, every way to draw from them, jumping, spawning, seeding by hand. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { random, type NDArray } from '../../src/index.js';
import { fixture } from '../oracle.js';

type State = (string | number)[];
interface Stream {
  name: 'MT19937' | 'Philox' | 'SFC64' | 'PCG64DXSM' | 'PCG64';
  seed: number | number[];
  first: string[];
  initial: State;
  steps: [method: string, args: number[], options: Record<string, string>, hash: string, state: State][];
  spawned: string[][];
  jumped?: [jumps: number, state: State, words: string[]][];
  advanced?: [delta: string, state: State, words: string[]][];
}
const data = fixture<{
  streams: Stream[];
  legacy: [seed: number | number[], state: State, words: string[]][];
  philox: [key: number | number[], counter: number | number[], words: string[]][];
}>('random/bitGenerators.json');

type Bits = random.BitGenerator & { jumped?(jumps: number): Bits; advance?(delta: bigint): Bits };
const make = (name: Stream['name'], seed: number | number[]): Bits => new random[name](seed) as Bits;
const words = (bits: Bits, n: number): string[] => Array.from(bits.randomRaw(n), String);

function digest(x: NDArray): string {
  const data = x.dtype === 'int32' ? BigInt64Array.from(x.data as Int32Array, BigInt) : x.data;
  return createHash('sha256')
    .update(new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength))
    .digest('hex')
    .slice(0, 16);
}

/** The state as the oracle lists it. */
function stateOf(bits: Bits): State {
  const whole = bits.state as unknown as Record<string, unknown> & { state: Record<string, unknown> };
  if (whole.bitGenerator === 'MT19937') {
    const { key, pos } = whole.state as { key: Uint32Array; pos: number };
    return [createHash('sha256').update(new Uint8Array(key.buffer)).digest('hex').slice(0, 16), pos];
  }
  const flat: State = Object.values(whole.state).flatMap((value) =>
    value instanceof BigUint64Array ? Array.from(value, String) : [String(value)],
  );
  if ('buffer' in whole) flat.push(...Array.from(whole.buffer as BigUint64Array, String), whole.bufferPos as number);
  return [...flat, whole.hasUint32 as number, whole.uinteger as number];
}

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

describe.each(data.streams.map((stream) => [stream.name, JSON.stringify(stream.seed), stream] as const))(
  '%s, seed %s',
  (name, _, stream) => {
    it('has NumPy’s words and state', () => {
      const bits = make(name, stream.seed);
      expect(stateOf(bits)).toEqual(stream.initial);
      expect(words(bits, 10)).toEqual(stream.first);
    });

    it('feeds every sampler as NumPy’s does', () => {
      const bits = make(name, stream.seed);
      const rng = new random.Generator(bits);
      for (const [method, args, options, hash, state] of stream.steps) {
        const given: unknown[] = [...args];
        if (Object.keys(options).length > 0) given.push(options);
        const draw = (rng as unknown as Record<string, (...a: unknown[]) => NDArray>)[camel(method)]!;
        expect(digest(draw.apply(rng, given)), method).toBe(hash);
        expect(stateOf(bits), method).toEqual(state);
      }
    });

    it('repeats from a state', () => {
      const bits = make(name, 7);
      bits.nextUint32();
      words(bits, 5);
      const before = bits.state;
      const expected = [bits.nextUint32(), bits.nextDouble(), ...words(bits, 20)];
      bits.state = before;
      expect([bits.nextUint32(), bits.nextDouble(), ...words(bits, 20)]).toEqual(expected);
      expect(() => (bits.state = { bitGenerator: 'Other' })).toThrow(`state must be for a ${name} RNG`);
    });

    it('spawns NumPy’s children', () => {
      const parent = make(name, stream.seed);
      expect((parent.spawn(2) as Bits[]).map((child) => words(child, 2))).toEqual(stream.spawned);
      expect(String(new random.Generator(parent))).toBe(`Generator(${name})`);
      expect(() => parent.spawn(-1)).toThrow('n_children must be non-negative');
    });

    for (const [jumps, state, next] of stream.jumped ?? []) {
      it(`jumps ${jumps} times`, () => {
        const bits = make(name, stream.seed);
        words(bits, 3);
        const other = bits.jumped!(jumps);
        expect(stateOf(other)).toEqual(state);
        expect(words(other, 3)).toEqual(next);
      });
    }

    it('advances', () => {
      const bits = make(name, stream.seed);
      words(bits, 3);
      for (const [delta, state, next] of stream.advanced ?? []) {
        bits.advance!(BigInt(delta));
        expect(stateOf(bits)).toEqual(state);
        expect(words(bits, 3)).toEqual(next);
      }
      expect('advance' in bits).toBe(stream.advanced !== undefined);
      expect('jumped' in bits).toBe(stream.jumped !== undefined);
    });
  },
);

describe('MT19937.legacySeeding', () => {
  it.each(data.legacy)('%j', (seed, state, next) => {
    const bits = random.MT19937.legacySeeding(seed) as Bits;
    expect(stateOf(bits)).toEqual(state);
    expect(words(bits, 3)).toEqual(next);
  });

  it('refuses other seeds', () => {
    expect(() => random.MT19937.legacySeeding(-1)).toThrow('Seed must be between 0 and 2**32 - 1');
    expect(() => random.MT19937.legacySeeding([2 ** 32])).toThrow('Seed must be between 0 and 2**32 - 1');
    expect(() => random.MT19937.legacySeeding([])).toThrow('Seed must be non-empty');
  });
});

describe('Philox', () => {
  it.each(data.philox)('key %j, counter %j', (key, counter, next) => {
    expect(words(new random.Philox(undefined, { key, counter }), 9)).toEqual(next);
  });

  it('refuses keys and counters out of range', () => {
    expect(() => new random.Philox(1, { key: 2 })).toThrow('seed and key cannot be both used');
    expect(() => new random.Philox(null, { key: -1 })).toThrow('key must be positive and less than 2**128');
    expect(() => new random.Philox(null, { counter: 1n << 256n })).toThrow(
      'counter must be positive and less than 2**256',
    );
    expect(() => new random.Philox(null, { key: [1] })).toThrow('key must be an integer or 2 64-bit words');
    expect(() => new random.Philox(null, { key: 0.5 })).toThrow(np.DTypeError);
  });
});
