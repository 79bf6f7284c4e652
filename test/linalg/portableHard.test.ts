// Hard cases for the portable engine: spectra known to be difficult, sizes at the ends of the range, nan and inf.

import { describe, expect, it } from 'vitest';
import '../../src/index.js';
import type { Kind } from '../../src/linalg/engine/engine.js';
import { portableEngine as engine } from '../../src/linalg/engine/portable/index.js';

const EPS = 2 ** -52;

function matrix(m: number, n: number, value: (i: number, j: number) => number): Float64Array {
  const a = new Float64Array(m * n);
  for (let j = 0; j < n; j++) for (let i = 0; i < m; i++) a[i + j * m] = value(i, j);
  return a;
}

function random(seed: number): () => number {
  return () => (seed = (seed * 48271) % 2147483647) / 1073741823.5 - 1;
}

const norm = (a: Float64Array): number => Math.hypot(...a);

function product(m: number, n: number, k: number, a: Float64Array, b: Float64Array, transposed = false): Float64Array {
  const c = new Float64Array(m * n);
  engine.gemm('d', transposed ? 'T' : 'N', 'N', m, n, k, 1, a, b, 0, c);
  return c;
}

const difference = (a: Float64Array, b: Float64Array): number => norm(a.map((x, i) => x - b[i]!));

function eigh(n: number, a: Float64Array): { w: Float64Array; v: Float64Array } {
  const [v, w] = [a.slice(), new Float64Array(n)];
  expect(engine.syevd('d', 'V', 'L', n, v, w)).toBe(0);
  const scaled = v.map((x, i) => x * w[Math.floor(i / n)]!);
  expect(difference(product(n, n, n, a, v), scaled)).toBeLessThan(10 * n * EPS * norm(a));
  const gram = product(n, n, n, v, v, true);
  for (let i = 0; i < n; i++) gram[i + i * n]! -= 1;
  expect(norm(gram)).toBeLessThan(10 * n * EPS);
  return { w, v };
}

/** Eigenvalues as [re, im], after a check of the right vectors. */
function eig(n: number, a: Float64Array): [number, number][] {
  const [w, v] = [new Float64Array(2 * n), new Float64Array(n * n)];
  expect(engine.geev('d', n, a.slice(), w, undefined, v)).toBe(0);
  const av = product(n, n, n, a, v);
  const residual = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const [re, im] = [w[2 * j]!, w[2 * j + 1]!];
    for (let i = 0; i < n; i++) {
      const other = im === 0 ? 0 : im > 0 ? -im * v[i + (j + 1) * n]! : -im * v[i + (j - 1) * n]!;
      residual[i + j * n] = av[i + j * n]! - re * v[i + j * n]! - other;
    }
  }
  expect(norm(residual)).toBeLessThan(10 * n * EPS * norm(a));
  return Array.from({ length: n }, (_, j) => [w[2 * j]!, w[2 * j + 1]!]);
}

describe('symmetric spectra', () => {
  it("finds the pair of Wilkinson's matrix that agrees to 14 digits", () => {
    const n = 21;
    const a = matrix(n, n, (i, j) => (i === j ? Math.abs(10 - i) : Math.abs(i - j) === 1 ? 1 : 0));
    const { w } = eigh(n, a);
    // J. Wilkinson, The Algebraic Eigenvalue Problem, 5.45.
    expect(w[20]).toBeCloseTo(10.746194182903393, 13);
    expect(w[19]).toBeCloseTo(10.746194182903322, 13);
    const [d, e] = [matrix(n, 1, (i) => Math.abs(10 - i)), new Float64Array(n - 1).fill(1)];
    expect(engine.stev('d', n, d, e)).toBe(0);
    expect(difference(d, w)).toBeLessThan(n * EPS * 11);
  });

  it('keeps vectors of clustered eigenvalues orthogonal', () => {
    const next = random(3);
    for (const noise of [1e-8, 1e-14, 1e-17, 0]) {
      const n = 60;
      const a = matrix(n, n, () => noise * next());
      for (let j = 0; j < n; j++) for (let i = 0; i <= j; i++) a[i + j * n] = a[j + i * n]!;
      for (let i = 0; i < n; i++) a[i + i * n]! += i < 20 ? 1 : 2;
      const { w } = eigh(n, a);
      for (let i = 0; i < n; i++) expect(Math.abs(w[i]! - (i < 20 ? 1 : 2))).toBeLessThan(n * (noise + 2 * EPS));
    }
  });

  it('has graded matrices from both ends', () => {
    for (const sign of [1, -1]) {
      const a = matrix(40, 40, (i, j) => 10 ** (sign * (i + j - 39) * 0.3) * (1 + ((i * j) % 7)) || 0);
      for (let j = 0; j < 40; j++) for (let i = 0; i <= j; i++) a[i + j * 40] = a[j + i * 40]!;
      eigh(40, a);
    }
  });
});

describe('singular values', () => {
  it('are accurate relative to themselves for bidiagonal matrices', () => {
    const n = 30;
    const next = random(7);
    const a = matrix(n, n, (i, j) =>
      i === j ? 10 ** (-3 * i) * (2 + next()) : j === i + 1 ? 10 ** (-3 * i) * next() : 0,
    );
    let logarithm = 0;
    for (let i = 0; i < n; i++) logarithm += Math.log(Math.abs(a[i + i * n]!));
    const s = new Float64Array(n);
    expect(engine.gesdd('d', 'N', n, n, a.slice(), s, s, s)).toBe(0);
    // The product of singular values is that of the diagonal, over 1300 binary orders.
    const found = s.reduce((sum, x) => sum + Math.log(x), 0);
    expect(Math.abs(found - logarithm)).toBeLessThan(1e-11);
  });

  it("are Hilbert's, to the precision of the largest", () => {
    const s = new Float64Array(8);
    engine.gesdd('d', 'N', 8, 8, matrix(8, 8, (i, j) => 1 / (i + j + 1)), s, s, s); // prettier-ignore
    expect(s[0]).toBeCloseTo(1.6959389969219499, 14);
    expect(Math.abs(s[7]! - 1.1115389663724423e-10)).toBeLessThan(8 * EPS);
  });
});

describe('general spectra', () => {
  it("solves Frank's matrix, whose eigenvalues are reciprocal pairs", () => {
    const n = 9;
    const found = eig(n, matrix(n, n, (i, j) => (i > j + 1 ? 0 : n - Math.max(i, j)))).map(([re]) => re); // prettier-ignore
    found.sort((x, y) => x - y);
    for (let i = 0; i < n; i++) expect(Math.abs(found[i]! * found[n - 1 - i]! - 1)).toBeLessThan(1e-9);
  });

  it("solves Grcar's matrix, far from normal", () => {
    const n = 60;
    const found = eig(n, matrix(n, n, (i, j) => (i === j + 1 ? -1 : j >= i && j < i + 4 ? 1 : 0))); // prettier-ignore
    expect(found.reduce((sum, [re]) => sum + re, 0)).toBeCloseTo(n, 10);
  });

  it('solves cyclic shifts, on which unshifted QR stands still', () => {
    for (const n of [3, 4, 12, 40]) {
      for (const [re, im] of eig(
        n,
        matrix(n, n, (i, j) => (i === (j + 1) % n ? 1 : 0)),
      )) {
        expect(Math.abs(Math.hypot(re, im) - 1)).toBeLessThan(20 * EPS * n);
      }
    }
  });

  it('solves defective matrices', () => {
    const n = 12;
    for (const upper of [true, false]) {
      const found = eig(n, matrix(n, n, (i, j) => (i === j ? 3 : (upper ? j - i : i - j) === 1 ? 1 : 0))); // prettier-ignore
      for (const [re, im] of found) expect(Math.hypot(re - 3, im)).toBe(0);
    }
    const next = random(5);
    const [q, tau] = [matrix(n, n, next), new Float64Array(n)];
    engine.geqrf('d', n, n, q, tau);
    engine.orgqr('d', n, n, n, q, tau);
    const jordan = matrix(n, n, (i, j) => (i === j ? 3 : j === i + 1 ? 1 : 0));
    const turned = product(n, n, n, product(n, n, n, q, jordan), q.map((_, i) => q[Math.floor(i / n) + (i % n) * n]!)); // prettier-ignore
    // An eigenvalue of multiplicity 12 moves by eps^(1/12).
    for (const [re, im] of eig(n, turned)) expect(Math.hypot(re - 3, im)).toBeLessThan(4 * EPS ** (1 / n));
  });

  it('finds infinite eigenvalues of pencils', () => {
    const n = 6;
    const next = random(11);
    const [a, b] = [matrix(n, n, next), matrix(n, n, (i, j) => (i === j && i > 1 ? 1 + i : 0))];
    const [alpha, beta] = [new Float64Array(2 * n), new Float64Array(n)];
    expect(engine.ggev('d', n, a, b, alpha, beta)).toBe(0);
    expect([...beta].filter((x) => Math.abs(x) < 1e-13)).toHaveLength(2);
  });
});

describe('the ends of the range', () => {
  it('scales by powers of two exactly, wherever the matrix lies', () => {
    const n = 12;
    const next = random(13);
    const a = matrix(n, n, next);
    const [s, w, l] = [new Float64Array(n), new Float64Array(2 * n), new Float64Array(n)];
    engine.gesdd('d', 'N', n, n, a.slice(), s, s, s);
    engine.geev('d', n, a.slice(), w);
    engine.syevd('d', 'N', 'L', n, a.slice(), l);
    for (const power of [-1000, -500, 500, 1000]) {
      const b = a.map((x) => x * 2 ** power);
      const [s2, w2, l2] = [new Float64Array(n), new Float64Array(2 * n), new Float64Array(n)];
      engine.gesdd('d', 'N', n, n, b.slice(), s2, s2, s2);
      engine.geev('d', n, b.slice(), w2);
      engine.syevd('d', 'N', 'L', n, b.slice(), l2);
      const back = (x: Float64Array) => x.map((v) => v * 2 ** -power);
      expect(difference(back(s2), s)).toBeLessThan(n * EPS * s[0]!);
      expect(difference(back(w2), w)).toBeLessThan(100 * n * EPS * s[0]!);
      expect(difference(back(l2), l)).toBeLessThan(n * EPS * s[0]!);
    }
  });

  it('ends with info on nan and inf', () => {
    const n = 20;
    for (const kind of ['d', 'z'] as Kind[]) {
      const parts = kind === 'z' ? 2 : 1;
      for (const bad of [NaN, Infinity]) {
        const next = random(17);
        const make = () => Float64Array.from({ length: parts * n * n }, next);
        const spoiled = () => make().fill(bad, 30, 31);
        const room = () => new Float64Array(parts * n * n);
        const wide = () => new Float64Array(2 * n);
        expect(engine.syevd(kind, 'V', 'L', n, spoiled(), wide().subarray(n))).toBeGreaterThan(0);
        expect(engine.gesdd(kind, 'S', n, n, spoiled(), wide().subarray(n), room(), room())).toBeGreaterThan(0);
        expect(engine.geev(kind, n, spoiled(), wide(), room(), room())).toBeGreaterThan(0);
        expect(engine.gees(kind, n, spoiled(), wide(), room())).toBeGreaterThan(0);
        expect(engine.ggev(kind, n, spoiled(), make(), wide(), new Float64Array(parts * n))).toBeGreaterThan(0);
        expect(engine.gges(kind, n, make(), spoiled(), wide(), new Float64Array(parts * n))).toBeGreaterThan(0);
        expect(engine.gelsd(kind, n, n, 1, spoiled(), new Float64Array(parts * n), wide().subarray(n), -1).info).toBe(
          1,
        );
        // These only must return.
        engine.gelsy(kind, n, n, 1, spoiled(), new Float64Array(parts * n), -1);
        engine.getrf(kind, n, n, spoiled(), new Int32Array(n));
        engine.sytrf(kind, true, 'U', n, spoiled(), new Int32Array(n));
        engine.geqp3(kind, n, n, spoiled(), new Int32Array(n), new Float64Array(parts * n));
        engine.gebal(kind, 'B', n, spoiled(), new Float64Array(n));
      }
    }
    expect(engine.stev('d', 3, Float64Array.of(1, NaN, 2), Float64Array.of(1, 1))).toBeGreaterThan(0);
  });
});
