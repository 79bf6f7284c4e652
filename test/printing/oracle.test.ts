/** Arrays and floats as text, against NumPy's own texts (fixtures made by oracle.py). */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import type { NDArray } from '../../src/index.js';
import { arrayOf, read, textOf, type Case } from './cases.js';

/** The same elements, reached backwards through a view that skips every other place. */
function scattered(a: NDArray): NDArray {
  const shape = a.shape.map((length) => 2 * length);
  const wide = np.zeros(shape, { dtype: a.dtype });
  const index = a.shape.map(() => '::-2');
  wide.set(index, a);
  return wide.at(...index);
}

describe.each(['arrays.json', 'options.json', 'floats.json', 'random.json'])('%s', (file) => {
  const cases = read<Case[]>(file);

  it(`gives NumPy's text in all ${cases.length} cases`, () => {
    for (const one of cases) expect(textOf(arrayOf(one), one), JSON.stringify(one)).toBe(one[5]);
  });

  it('gives the same for views that are not contiguous', () => {
    for (const one of cases) {
      if (one[2].length === 0) continue;
      expect(textOf(scattered(arrayOf(one)), one), JSON.stringify(one)).toBe(one[5]);
    }
  });
});

interface Numbers {
  shortest: { float16: string; float32: string; float64: string };
  radix: {
    binary: [number, number | null, string | { error: string }][];
    base: [number, number, number, string][];
  };
  limits: {
    finfo: Record<'float16' | 'float32' | 'float64', Record<string, number>>;
    finfoText: Record<'float16' | 'float32' | 'float64', string>;
    iinfo: Record<'int8', [string, string, number, string, string]>;
  };
}
const numbers = read<Numbers>('numbers.json');

describe('shortest digits', () => {
  const digest = (a: NDArray<'float16'> | NDArray<'float32'> | NDArray<'float64'>): string => {
    const texts = Array.from({ length: a.size }, (_, i) => np.formatFloatScientific(a.at([i]).at(0) as typeof a));
    return createHash('sha256').update(texts.join('\n')).digest('hex');
  };

  it('are those of NumPy for every float16', () => {
    const bits = Uint16Array.from({ length: 65536 }, (_, i) => i);
    expect(digest(np.array(bits).view('float16'))).toBe(numbers.shortest.float16);
  });

  it('are those of NumPy for float32 at the edges of binades and in between', () => {
    const bits = Array.from({ length: 2000 }, (_, i) => i);
    for (let e = 1; e < 255; e++) for (const d of [-2, -1, 0, 1, 2]) bits.push(e * 2 ** 23 + d);
    for (let i = 0; i < 20000; i++) bits.push(Number((BigInt(i) * 2654435761n) % 0x7f800000n));
    expect(digest(np.array(Uint32Array.from(bits)).view('float32'))).toBe(numbers.shortest.float32);
  });

  it('are those of NumPy for float64 at powers of two and where two decimals are as near', () => {
    const values: number[] = [];
    for (let e = -1022; e < 1024; e++) for (const d of [0, 1, 2]) values.push(2 ** e * (1 + d * 2 ** -52));
    for (let k = 0; k < 2000; k++) values.push(2 ** 49 + k / 8);
    expect(digest(np.array(Float64Array.from(values)))).toBe(numbers.shortest.float64);
  });
});

describe('binaryRepr and baseRepr', () => {
  it.each(numbers.radix.binary)('binaryRepr(%s, width %s)', (n, width, want) => {
    if (typeof want === 'string') {
      expect(np.binaryRepr(n, { width })).toBe(want);
      expect(np.binaryRepr(BigInt(n), { width })).toBe(want);
    } else expect(() => np.binaryRepr(n, { width })).toThrow(want.error);
  });

  it('baseRepr', () => {
    for (const [n, base, padding, want] of numbers.radix.base) {
      expect(np.baseRepr(n, { base, padding }), `${n} ${base} ${padding}`).toBe(want);
    }
  });

  it('take bigints of any size and refuse what is no integer', () => {
    expect(np.baseRepr(2n ** 70n, { base: 16 })).toBe('400000000000000000');
    expect(np.binaryRepr(-(2n ** 70n), { width: 72 })).toBe(`11${'0'.repeat(70)}`);
    expect(() => np.binaryRepr(2.5)).toThrow('binaryRepr: num must be an integer, got 2.5');
    expect(() => np.baseRepr(5, { base: 37 })).toThrow('Bases greater than 36');
    expect(() => np.baseRepr(5, { base: 1 })).toThrow('Bases less than 2');
  });
});

describe('finfo and iinfo', () => {
  it.each(['float16', 'float32', 'float64'] as const)('finfo(%s)', (dtype) => {
    const info = np.finfo(dtype);
    expect({ ...info }).toEqual({ ...numbers.limits.finfo[dtype], dtype });
    expect(String(info)).toBe(numbers.limits.finfoText[dtype]);
  });

  it.each(Object.entries(numbers.limits.iinfo))('iinfo(%s)', (dtype, [min, max, bits, kind, text]) => {
    const info = np.iinfo(dtype as 'int8');
    expect([String(info.min), String(info.max), info.bits, info.kind, String(info)]).toEqual([
      min,
      max,
      bits,
      kind,
      text,
    ]);
    expect(typeof info.max).toBe(bits === 64 ? 'bigint' : 'number');
  });
});
