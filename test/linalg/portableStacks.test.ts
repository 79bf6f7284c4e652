// Stacks of small matrices in one call: each against what defines it.

import { describe, expect, it } from 'vitest';
import '../../src/index.js';
import { stacks } from '../../src/linalg/engine/portable/stacks.js';

const EPS = 2 ** -52;
const COUNT = 7;

function random(seed: number): () => number {
  return () => (seed = (seed * 48271) % 2147483647) / 1073741823.5 - 1;
}

/** Row-major m x n matrices; `value` also gets the number of the matrix. */
function stack(m: number, n: number, value: (i: number, j: number, c: number) => number): Float64Array {
  return Float64Array.from({ length: COUNT * m * n }, (_, at) => {
    const place = at % (m * n);
    return value(Math.floor(place / n), place % n, Math.floor(at / (m * n)));
  });
}

const part = (a: Float64Array, size: number, c: number): Float64Array => a.subarray(c * size, (c + 1) * size);

/** a (m x k) times b (k x n), or times its transpose (n x k), row-major. */
function times(m: number, n: number, k: number, a: Float64Array, b: Float64Array, transposed = false): Float64Array {
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      for (let l = 0; l < k; l++) c[i * n + j]! += a[i * k + l]! * b[transposed ? j * k + l : l * n + j]!;
    }
  }
  return c;
}

const largest = (a: Float64Array): number => a.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
const apart = (a: Float64Array, b: Float64Array): number => largest(a.map((x, i) => x - b[i]!));
const identity = (n: number): Float64Array => Float64Array.from({ length: n * n }, (_, i) => +(i % (n + 1) === 0));

const FAMILIES: Record<string, (i: number, j: number, c: number, x: number) => number> = {
  random: (_i, _j, _c, x) => x,
  'rank one': (i, j, c) => ((i + 1 + c) * (j + 2)) / 3,
  zero: () => 0,
  graded: (i, j, _c, x) => x * 10 ** (-2 * (i + j)),
  tiny: (_i, _j, _c, x) => x * 2 ** -1000,
  huge: (_i, _j, _c, x) => x * 2 ** 1000,
  clustered: (i, j, _c, x) => +(i === j) + 1e-14 * x,
};

describe('systems in stacks', () => {
  for (const n of [1, 2, 3, 4, 5, 8, 9, 16]) {
    it(`solve, inv, det, slogdet, cholesky of order ${n}`, () => {
      const next = random(n);
      const a = stack(n, n, next);
      const b = stack(n, 2, next);
      const x = b.slice();
      expect(stacks.solve(COUNT, n, 2, a, x)).toBe(0);
      const inverse = new Float64Array(a.length);
      expect(stacks.inv(COUNT, n, a, inverse)).toBe(0);
      const [d, logs] = [new Float64Array(COUNT), new Float64Array(2 * COUNT)];
      expect(stacks.det(COUNT, n, a, d)).toBe(0);
      expect(stacks.slogdet(COUNT, n, a, logs)).toBe(0);
      const square = stack(n, n, () => 0);
      for (let c = 0; c < COUNT; c++) {
        const [ac, xc, vc] = [part(a, n * n, c), part(x, 2 * n, c), part(inverse, n * n, c)];
        expect(apart(times(n, 2, n, ac, xc), part(b, 2 * n, c))).toBeLessThan(10 * n * EPS * (1 + largest(xc)));
        expect(apart(times(n, n, n, ac, vc), identity(n))).toBeLessThan(10 * n * EPS * (1 + largest(vc)));
        expect((logs[2 * c]! * Math.exp(logs[2 * c + 1]!)) / d[c]!).toBeCloseTo(1, 12);
        const p = times(n, n, n, ac, ac, true);
        for (let i = 0; i < n; i++) p[i * n + i]! += 1;
        part(square, n * n, c).set(p);
      }
      // By minors, for what can be done so.
      if (n === 2) for (let c = 0; c < COUNT; c++) expect(d[c]).toBeCloseTo(a[4 * c]! * a[4 * c + 3]! - a[4 * c + 1]! * a[4 * c + 2]!, 14); // prettier-ignore
      const factor = square.map((v, at) => (at % n > Math.floor((at % (n * n)) / n) ? NaN : v));
      expect(stacks.cholesky(COUNT, n, factor)).toBe(0);
      for (let c = 0; c < COUNT; c++) {
        const f = part(factor, n * n, c);
        expect(apart(times(n, n, n, f, f, true), part(square, n * n, c))).toBeLessThan(10 * n * n * EPS);
      }
    });
  }

  it('say which matrix fails', () => {
    const a = stack(3, 3, (i, j, c) => (c === 4 ? 1 : +(i === j)));
    expect(stacks.solve(COUNT, 3, 1, a, new Float64Array(3 * COUNT))).toBe(5);
    expect(
      stacks.cholesky(
        COUNT,
        3,
        stack(3, 3, (i, j, c) => (i === j ? 2 - c : 0)),
      ),
    ).toBe(3);
    const d = new Float64Array(COUNT);
    stacks.det(COUNT, 3, a, d);
    expect([...d]).toEqual([1, 1, 1, 1, 0, 1, 1]);
    const spoiled = stack(3, 3, (i, j, c) => (c === 1 && i === j ? NaN : i + j));
    expect(stacks.svd(COUNT, 3, 3, spoiled, new Float64Array(3 * COUNT))).toBe(2);
    expect(stacks.eigh(COUNT, 3, 'L', false, spoiled, new Float64Array(3 * COUNT))).toBe(2);
  });
});

describe('spectra in stacks', () => {
  for (const [family, value] of Object.entries(FAMILIES)) {
    const back = family === 'tiny' ? 2 ** 1000 : family === 'huge' ? 2 ** -1000 : 1;
    it(`svd of ${family} matrices`, () => {
      const next = random(5);
      for (const [m, n] of [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [8, 8],
        [12, 12],
        [5, 3],
        [3, 5],
        [1, 4],
        [12, 10],
      ] as const) {
        const k = Math.min(m, n);
        const a = stack(m, n, (i, j, c) => value(i, j, c, next()));
        const [s, u, vt] = [
          new Float64Array(COUNT * k),
          new Float64Array(COUNT * m * k),
          new Float64Array(COUNT * k * n),
        ];
        expect(stacks.svd(COUNT, m, n, a, s, u, vt)).toBe(0);
        const alone = new Float64Array(COUNT * k);
        expect(stacks.svd(COUNT, m, n, a, alone)).toBe(0);
        for (let c = 0; c < COUNT; c++) {
          const values = part(s, k, c).map((x) => x * back);
          const [uc, vc] = [part(u, m * k, c), part(vt, k * n, c)];
          const scale = 10 * (m + n) * EPS * (values[0]! || 1);
          expect(apart(part(alone, k, c).map((x) => x * back), values)).toBeLessThan(scale); // prettier-ignore
          const scaled = uc.map((x, at) => x * values[at % k]!);
          expect(apart(times(m, n, k, scaled, vc), part(a, m * n, c).map((x) => x * back))).toBeLessThan(scale); // prettier-ignore
          expect(apart(times(k, k, n, vc, vc, true), identity(k))).toBeLessThan(10 * (m + n) * EPS);
          const ut = Float64Array.from({ length: m * k }, (_, at) => uc[(at % m) * k + Math.floor(at / m)]!);
          expect(apart(times(k, k, m, ut, ut, true), identity(k))).toBeLessThan(10 * (m + n) * EPS);
          for (let i = 1; i < k; i++) expect(values[i]!).toBeLessThanOrEqual(values[i - 1]!);
        }
      }
    });

    it(`eigh of ${family} matrices`, () => {
      const next = random(6);
      for (const n of [1, 2, 3, 4, 5, 12]) {
        for (const uplo of ['L', 'U'] as const) {
          const whole = stack(n, n, (i, j, c) => value(i, j, c, next()));
          for (let c = 0; c < COUNT; c++) {
            const h = part(whole, n * n, c);
            for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) h[j * n + i] = h[i * n + j]!;
          }
          const other = (at: number) => ((at % n) - Math.floor((at % (n * n)) / n)) * (uplo === 'L' ? 1 : -1) > 0;
          const v = whole.map((x, at) => (other(at) ? NaN : x));
          const w = new Float64Array(COUNT * n);
          expect(stacks.eigh(COUNT, n, uplo, true, v, w)).toBe(0);
          for (let c = 0; c < COUNT; c++) {
            const [vc, wc] = [part(v, n * n, c), part(w, n, c).map((x) => x * back)];
            const h = part(whole, n * n, c).map((x) => x * back);
            const scaled = vc.map((x, at) => x * wc[at % n]!);
            expect(apart(times(n, n, n, h, vc), scaled)).toBeLessThan(20 * n * EPS * (largest(h) || 1));
            expect(apart(times(n, n, n, vc, vc, true), identity(n))).toBeLessThan(10 * n * EPS);
            for (let i = 1; i < n; i++) expect(wc[i]!).toBeGreaterThanOrEqual(wc[i - 1]!);
          }
        }
      }
    });
  }
});
