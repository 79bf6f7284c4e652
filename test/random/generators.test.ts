// The stream of PCG64 and every sampler on it, against NumPy (fixtures from oracle.py).

import { describe, expect, it } from 'vitest';
import { PCG64 } from '../../src/random/pcg64.js';
import { limbKernel, pcg64Kernel } from '../../src/random/pcg64Kernel.js';
import { fillStandardExponential } from '../../src/random/ziggurat.js';
import { fixture, runStep, seedOf, type Program } from './program.js';

/** How many representable numbers apart two positive numbers are. */
function ulps(a: Float64Array | Float32Array, b: Float64Array | Float32Array): number {
  const bits = (v: Float64Array | Float32Array): bigint[] =>
    v instanceof Float64Array
      ? [...new BigInt64Array(v.slice().buffer)]
      : [...new Int32Array(v.slice().buffer)].map(BigInt);
  const other = bits(b);
  return bits(a).reduce((most, x, i) => Math.max(most, Math.abs(Number(x - other[i]!))), 0);
}

describe.each(['streams', 'integers', 'interleaved'])('%s', (name) => {
  const programs = fixture<Program[]>(name);
  it.each(programs.map((program, i) => [i, JSON.stringify(program.seed), program.steps[0]![0], program] as const))(
    'program %i, seed %s, %s',
    (_, __, ___, program) => {
      const bits = new PCG64(seedOf(program.seed));
      program.steps.forEach((step, i) => {
        const [call, args, expected] = step;
        if (args.includes('inv')) {
          // the C library's logarithm made the fixture: one unit in the last place
          const single = args[1] === 'float32';
          const bytes = Uint8Array.from(Buffer.from(expected as string, 'base64')).buffer;
          const n = args[0] as number;
          const made = fillStandardExponential(bits, single ? new Float32Array(n) : new Float64Array(n), 'inv');
          expect(ulps(made, single ? new Float32Array(bytes) : new Float64Array(bytes))).toBeLessThanOrEqual(1);
        } else {
          expect(runStep(bits, step), `step ${i}: ${call}(${JSON.stringify(args)})`).toEqual(expected);
        }
      });
    },
  );
});

describe('PCG64', () => {
  it('gives the same words from both kernels, at any block length', () => {
    for (const seed of [0, 7, 2n ** 100n]) {
      const { state, inc } = new PCG64(seed).state.state;
      const limbs = (value: bigint): number[] =>
        [0n, 32n, 64n, 96n].map((shift) => Number(BigInt.asIntN(32, value >> shift)));
      const core = Int32Array.from([...limbs(state), ...limbs(inc)]);
      const cores = [core.slice(), core.slice()] as const;
      for (const count of [1, 2, 3, 1000, 2047, 2048]) {
        const a = new Int32Array(2 * count);
        const b = new Int32Array(2 * count);
        limbKernel.words(cores[0], a, count);
        pcg64Kernel().words(cores[1], b, count);
        expect(b).toEqual(a);
        expect(cores[1]).toEqual(cores[0]);
        const x = new Float64Array(3 * count + 1);
        const y = new Float64Array(3 * count + 1);
        limbKernel.doubles(cores[0], x, 1, 3 * count);
        pcg64Kernel().doubles(cores[1], y, 1, 3 * count);
        expect(y).toEqual(x);
        expect(cores[1]).toEqual(cores[0]);
      }
    }
  });

  it('gives the same doubles one by one and in blocks, whatever was drawn before', () => {
    const single = new PCG64(5);
    const filled = new PCG64(5);
    for (const n of [1, 3, 20, 16, 17, 0, 100, 2048, 5000, 7, 40]) {
      const out = new Float64Array(n + 2).fill(-1);
      filled.fillDoubles(out, 1, n + 1);
      expect(out[0]).toBe(-1);
      expect(out[n + 1]).toBe(-1);
      expect(out.slice(1, n + 1)).toEqual(Float64Array.from({ length: n }, () => single.nextDouble()));
      expect(filled.state).toEqual(single.state);
      expect(filled.nextUint32()).toBe(single.nextUint32());
    }
  });

  it('gives the same 32-bit draws one by one and in blocks', () => {
    const single = new PCG64(6);
    const filled = new PCG64(6);
    for (const n of [1, 2, 3, 0, 31, 40, 33, 34, 1000, 1, 9001, 7]) {
      const out = new Int32Array(n + 1).fill(-1);
      filled.fillUint32(out, n);
      expect(out[n]).toBe(-1);
      expect(out.slice(0, n)).toEqual(Int32Array.from({ length: n }, () => single.nextUint32() | 0));
      expect(filled.state).toEqual(single.state);
      if (n % 3 === 0) expect(filled.nextDouble()).toBe(single.nextDouble());
    }
  });

  it('repeats the stream from a state, in the middle of a block and of a word', () => {
    const bits = new PCG64(9);
    for (const skip of [0, 1, 15, 40, 3000]) {
      for (let i = 0; i < skip; i++) bits.nextDouble();
      bits.nextUint32();
      const state = bits.state;
      const first = [bits.nextUint32(), bits.nextDouble(), bits.nextUint32(), bits.nextDouble()];
      const other = new PCG64(1);
      other.state = structuredClone(state);
      expect([other.nextUint32(), other.nextDouble(), other.nextUint32(), other.nextDouble()]).toEqual(first);
      expect(other.state).toEqual(bits.state);
    }
  });

  it('takes no step for a draw of nothing and goes back by a negative advance', () => {
    const bits = new PCG64(3);
    const before = bits.state;
    bits.fillDoubles(new Float64Array(0), 0, 0);
    bits.randomRaw(0);
    expect(bits.state).toEqual(before);
    bits.randomRaw(1234);
    expect(bits.advance(-1234).state).toEqual(before);
    expect(bits.advance(2n ** 128n).state).toEqual(before);
  });

  it('spawns what its seed sequence spawns', () => {
    const bits = new PCG64(11);
    const [a, b] = bits.spawn(2);
    const [c] = bits.spawn(1);
    const again = new PCG64(11).seedSeq.spawn!(3).map((s) => new PCG64(s).randomRaw(2));
    expect([a, b, c].map((g) => g!.randomRaw(2))).toEqual(again);
    expect(() => new PCG64({ generateState: bits.seedSeq.generateState.bind(bits.seedSeq) }).spawn(1)).toThrow(
      'The underlying SeedSequence does not implement spawning',
    );
  });

  it('names what is wrong with an argument', () => {
    const bits = new PCG64(1);
    expect(() => new PCG64(-1)).toThrow(/expected non-negative integer.*-1/);
    expect(() => bits.advance(0.5)).toThrow('PCG64.advance: delta must be an integer (a bigint beyond 2**53), got 0.5');
    expect(() => bits.jumped(NaN)).toThrow('PCG64.jumped: jumps must be an integer');
    expect(() => bits.randomRaw(-1)).toThrow('randomRaw: n must be a non-negative integer, got -1');
    expect(() => bits.spawn(-1)).toThrow('n_children must be non-negative');
    expect(() => {
      bits.state = { ...bits.state, bitGenerator: 'MT19937' as 'PCG64' };
    }).toThrow('state must be for a PCG64 RNG, got one for MT19937');
  });

  it('draws fresh entropy without a seed', () => {
    expect(new PCG64().randomRaw(2)).not.toEqual(new PCG64().randomRaw(2));
  });
});
