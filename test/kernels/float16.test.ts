/** float16 conversion and neighbours against NumPy, over all bit patterns. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nextafter16, spacing16 } from '../../src/backends/single/intrinsics.js';
import { decodeFloat16, encodeFloat16, float16Table } from '../../src/core/float16.js';
import { doubles, fixture } from './fixture.js';

const data = fixture<Record<'decoded' | 'spacing' | 'up' | 'down' | 'numbers' | 'bits', string>>('float16');
const digest = (of: (x: number) => number): string =>
  createHash('sha256')
    .update(new Uint8Array(float16Table().map(of).buffer))
    .digest('hex');

describe('float16', () => {
  it('decodes all patterns as NumPy does', () => {
    expect(digest((x) => x)).toBe(data.decoded);
  });

  it('gives back each pattern', () => {
    const wrong = Array.from({ length: 65536 }, (_, bits) => bits).filter((bits) => {
      const x = decodeFloat16(bits);
      return encodeFloat16(x) !== (x === x ? bits : 0x7e00);
    });
    expect(wrong).toEqual([]);
  });

  it('rounds once, halves to even', () => {
    const bits = new Uint16Array(new Uint8Array(Buffer.from(data.bits, 'base64')).buffer);
    expect(Uint16Array.from(doubles(data.numbers), encodeFloat16)).toEqual(bits);
  });

  it('has neighbours and spacing', () => {
    expect(digest(spacing16)).toBe(data.spacing);
    expect(digest((x) => nextafter16(x, Infinity))).toBe(data.up);
    expect(digest((x) => nextafter16(x, -Infinity))).toBe(data.down);
  });
});
