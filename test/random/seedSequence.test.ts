// SeedSequence against NumPy's words, and its errors.

import { describe, expect, it } from 'vitest';
import { PCG64 } from '../../src/random/pcg64.js';
import { SeedSequence, type SeedLike } from '../../src/random/seedSequence.js';
import { fixture, seedOf } from './program.js';

type Json = Parameters<typeof seedOf>[0];
const { states, tree } = fixture<{
  states: [Json, Json[], number, number[], string[]][];
  tree: [number[], string][];
}>('seeds');

describe('SeedSequence', () => {
  it.each(states.map((row) => [JSON.stringify(row.slice(0, 3)), row] as const))('%s', (_, row) => {
    const [entropy, key, poolSize, words, doubles] = row;
    const sequence = new SeedSequence(seedOf(entropy), { spawnKey: seedOf(key) as number[], poolSize });
    expect([...sequence.generateState(6)]).toEqual(words);
    expect([...sequence.generateState(3, 'uint64')].map(String)).toEqual(doubles);
    expect([...sequence.generateState(6, 'uint32')]).toEqual(words);
  });

  it('spawns a tree', () => {
    const root = new SeedSequence(12345);
    const first = root.spawn(3);
    const second = root.spawn(2);
    const grand = first[1]!.spawn(2);
    expect(root.nChildrenSpawned).toBe(5);
    const rows = [...first, ...second, ...grand].map((sequence) => {
      const out = new Float64Array(2);
      new PCG64(sequence).fillDoubles(out, 0, 2);
      return [sequence.spawnKey, Buffer.from(out.buffer).toString('base64')];
    });
    expect(rows).toEqual(tree);
    const resumed = new SeedSequence(12345, { nChildrenSpawned: 3 });
    expect(resumed.spawn(1)[0]!.generateState(4)).toEqual(second[0]!.generateState(4));
  });

  it('keeps the entropy that it drew', () => {
    const drawn = new SeedSequence();
    expect(typeof drawn.entropy).toBe('bigint');
    expect(new SeedSequence(drawn.entropy).generateState(4)).toEqual(drawn.generateState(4));
    expect(new SeedSequence(null).entropy).not.toBe(drawn.entropy);
  });

  it('names what is wrong with an argument', () => {
    const wrong: [unknown, RegExp][] = [
      [-1, /expected non-negative integer for entropy, got -1/],
      [-1n, /expected non-negative integer/],
      [1.5, /SeedSequence expects int or sequence of ints for entropy not 1.5/],
      [NaN, /expects int or sequence of ints for entropy not NaN/],
      ['12', /expects int or sequence of ints for entropy not "12"/],
      [[1, -2], /expected non-negative integer for entropy\[1\], got -2/],
      [[1.5], /entropy\[0\] must be integer, got 1.5/],
      [['1'], /entropy\[0\] must be integer, got "1"/],
      [[[1]], /does not accept nested sequences/],
      [2 ** 60, /beyond 2\*\*53 and not exact/],
    ];
    for (const [entropy, message] of wrong) expect(() => new SeedSequence(entropy as SeedLike)).toThrow(message);
    expect(() => new SeedSequence(1, { poolSize: 3 })).toThrow(/entropy pool should be at least 4, got poolSize 3/);
    expect(() => new SeedSequence(1).spawn(-1)).toThrow(/nChildren must be non-negative, got -1/);
    expect(() => new SeedSequence(1).generateState(1, 'int8' as 'uint32')).toThrow(/only support uint32 or uint64/);
  });
});
