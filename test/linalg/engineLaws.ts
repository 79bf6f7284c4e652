// The laws that every engine of linear algebra obeys, on matrices of every family, size and kind: residuals by backward error,
// reconstruction, orthogonality, order. `describeEngine(engine)` declares the tests.

import { describe, expect, it } from 'vitest';
import type { Engine, Kind, Matrix, Trans, Uplo } from '../../src/linalg/engine/engine.js';
import {
  Dense,
  FAMILIES,
  KINDS,
  Source,
  epsilon,
  general,
  isComplex,
  isSingle,
  orthogonality,
  positive,
  rankOf,
  residual,
  sizes,
  spoiled,
  symmetric,
  unit,
  type Family,
} from './engineMatrices.js';
import { describeSpectra } from './engineSpectra.js';

/** Residuals in units of eps, n and the norms stay below this. */
export const BOUND = 10;
const UPLOS: readonly Uplo[] = ['L', 'U'];
const DEFINITE = ['random', 'graded', 'huge', 'tiny'] as const;

/** An array of the kind, or a real one of its precision, filled with NaN so that nothing in it is taken for a result. */
export function room(kind: Kind, count: number, real = false): Matrix {
  const length = isComplex(kind) && !real ? 2 * count : count;
  return (isSingle(kind) ? new Float32Array(length) : new Float64Array(length)).fill(NaN);
}

/** A test for each kind. */
export function eachKind(name: string, test: (kind: Kind) => void): void {
  for (const kind of KINDS) it(`${name}, ${kind}`, () => test(kind));
}

export function small(value: number, what: string): void {
  expect(value, what).toBeLessThan(BOUND);
}

/** Shapes around a size: square, tall, wide. */
export const shapes = (family: Family): readonly (readonly [number, number])[] =>
  family === 'random'
    ? [[0, 0], [3, 0], [0, 3], [1, 1], [2, 2], [5, 5], [37, 37], [130, 130], [5, 2], [37, 13], [13, 37], [1, 5], [130, 40]] // prettier-ignore
    : [[5, 5], [37, 37], [20, 7], [7, 20]]; // prettier-ignore

/** The matrix that LU's interchanges make of the identity's rows. */
function permuted(a: Dense, ipiv: Int32Array, count: number): Dense {
  const order = Array.from({ length: a.rows }, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const other = ipiv[i]! - 1;
    expect(other).toBeGreaterThanOrEqual(i);
    expect(other).toBeLessThan(a.rows);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return Dense.from(a.rows, a.columns, (i, j) => [a.re(order[i]!, j), a.im(order[i]!, j)]);
}

export function describeEngine(engine: Engine): void {
  describe(`the ${engine.name} engine`, () => {
    describe('products and triangular systems', () => describeProducts(engine));
    describe('linear systems', () => describeSystems(engine));
    describe('bands and tridiagonals', () => describeBands(engine));
    describe('orthogonal factorisations', () => describeOrthogonal(engine));
    describeSpectra(engine);
  });
}

function describeProducts(engine: Engine): void {
  eachKind('gemm', (kind) => {
    for (const [m, n, k] of [
      [1, 1, 1],
      [5, 3, 4],
      [0, 4, 3],
      [4, 0, 2],
      [3, 4, 0],
      [37, 20, 41],
      [130, 130, 7],
    ] as const) {
      // prettier-ignore
      for (const transa of ['N', 'T', 'C'] as const) {
        for (const transb of ['N', 'T', 'C'] as const) {
          const a = new Source(m + k).matrix(kind, transa === 'N' ? m : k, transa === 'N' ? k : m);
          const b = new Source(n + k).matrix(kind, transb === 'N' ? k : n, transb === 'N' ? n : k);
          const before = new Source(9).matrix(kind, m, n);
          for (const [alpha, beta] of [[1, 0], [-1.5, 2]] as const) { // prettier-ignore
            const c = beta === 0 ? room(kind, m * n) : before.as(kind);
            engine.gemm(kind, transa, transb, m, n, k, alpha, a.as(kind), b.as(kind), beta, c);
            const product = a.op(transa).times(b.op(transb)).scale(alpha);
            const wanted = beta === 0 ? product : product.minus(before.scale(-beta));
            const scale = a.norm() * b.norm() + before.norm();
            small(residual(kind, 1, Dense.of(kind, m, n, c).minus(wanted), scale), `${transa}${transb} ${m},${n},${k}`);
          }
        }
      }
    }
  });

  eachKind('trsm', (kind) => {
    for (const [m, n] of [
      [0, 3],
      [1, 1],
      [5, 2],
      [2, 5],
      [37, 11],
      [130, 9],
    ] as const) {
      // prettier-ignore
      for (const side of ['L', 'R'] as const) {
        for (const uplo of UPLOS) {
          for (const trans of ['N', 'T', 'C'] as const) {
            for (const diag of ['N', 'U'] as const) {
              const order = side === 'L' ? m : n;
              // A weak off-diagonal: triangular random matrices are hopelessly conditioned.
              const full = new Source(order).matrix(kind, order, order);
              const a = full.map((i, j, re, im) => (i === j ? [re + 2, im] : [re / order, im / order])).rounded(kind);
              const b = new Source(n).matrix(kind, m, n);
              const x = b.as(kind);
              const stored = spoiled(a, uplo).map((i, j, re, im) => (diag === 'U' && i === j ? NaN : [re, im]));
              engine.trsm(kind, side, uplo, trans, diag, m, n, stored.as(kind), x);
              const t = a.triangle(uplo, diag === 'U').op(trans);
              const solved = Dense.of(kind, m, n, x);
              const product = side === 'L' ? t.times(solved) : solved.times(t);
              const scale = t.norm() * solved.norm();
              small(residual(kind, order, product.minus(b), scale), `${side}${uplo}${trans}${diag} ${m},${n}`);
            }
          }
        }
      }
    }
  });

  eachKind('trtri', (kind) => {
    for (const n of [0, 1, 2, 5, 37, 130]) {
      for (const uplo of UPLOS) {
        const a = new Source(n)
          .matrix(kind, n, n)
          .map((i, j, re, im) => (i === j ? [re + 2, im] : [re / n, im / n]))
          .rounded(kind);
        const inverse = spoiled(a, uplo).as(kind);
        expect(engine.trtri(kind, uplo, 'N', n, inverse)).toBe(0);
        const x = Dense.of(kind, n, n, inverse).triangle(uplo);
        const t = a.triangle(uplo);
        small(residual(kind, n, t.times(x).minus(Dense.identity(n)), t.norm() * x.norm()), `${uplo} ${n}`);
      }
    }
    const singular = Dense.from(3, 3, (i, j) => (i === j && i === 1 ? 0 : 1)).as(kind);
    expect(engine.trtri(kind, 'U', 'N', 3, singular)).toBe(2);
  });
}

function describeSystems(engine: Engine): void {
  eachKind('getrf', (kind) => {
    for (const family of FAMILIES) {
      for (const [m, n] of shapes(family)) {
        const a = general(kind, family, m, n);
        const lu = a.as(kind);
        const least = Math.min(m, n);
        const ipiv = new Int32Array(least);
        const info = engine.getrf(kind, m, n, lu, ipiv);
        expect(info).toBeGreaterThanOrEqual(0);
        if (family === 'random') expect(info).toBe(0);
        const factors = Dense.of(kind, m, n, lu);
        const l = factors.head(m, least).triangle('L', true);
        const u = factors.head(least, n).triangle('U');
        // The real and imaginary parts of a pivot together are the largest.
        expect(l.data.every((x) => Math.abs(x) <= 1.5)).toBe(true);
        const factor = unit(a);
        const difference = permuted(a, ipiv, least)
          .scale(factor)
          .minus(l.times(u.scale(factor)));
        small(residual(kind, least, difference, a.scale(factor).norm()), `${family} ${m},${n}`);
      }
    }
    // Column 2 is twice column 1.
    const ipiv = new Int32Array(3);
    const singular = Dense.from(3, 3, (i, j) => [1, 2, i][j]! * (j < 2 ? 2 ** i : 1)).as(kind);
    expect(engine.getrf(kind, 3, 3, singular, ipiv)).toBe(2);
  });

  eachKind('getrs, getri, gecon, getrsCondition', (kind) => {
    for (const family of FAMILIES) {
      for (const n of sizes(family)) {
        const a = general(kind, family, n, n);
        const lu = a.as(kind);
        const ipiv = new Int32Array(n);
        if (engine.getrf(kind, n, n, lu, ipiv) !== 0) continue;
        const factor = unit(a);
        for (const trans of ['N', 'T', 'C'] as Trans[]) {
          const b = new Source(n).matrix(kind, n, 3);
          const x = b.as(kind);
          engine.getrs(kind, trans, n, 3, lu, ipiv, x);
          const solved = Dense.of(kind, n, 3, x).scale(1 / factor);
          const product = a.scale(factor).op(trans).times(solved);
          small(
            residual(kind, n, product.minus(b), a.scale(factor).norm() * solved.norm() + b.norm()),
            `${family} ${n}${trans}`,
          );
        }
        const inverse = lu.slice() as Matrix;
        expect(engine.getri(kind, n, inverse, ipiv)).toBe(0);
        const x = Dense.of(kind, n, n, inverse).scale(1 / factor);
        const scale = a.scale(factor).norm() * x.norm();
        small(residual(kind, n, x.times(a.scale(factor)).minus(Dense.identity(n)), scale), `inverse, ${family} ${n}`);
        for (const norm of ['1', 'I'] as const) {
          const measured = (y: Dense): number => sums(norm === '1' ? y : y.op('T'));
          const anorm = measured(a);
          const estimate = engine.gecon(kind, norm, n, lu, anorm);
          const rcond = n === 0 ? 1 : 1 / (measured(a.scale(factor)) * measured(x));
          // An estimate of the inverse's norm is never too large, and seldom three times too small.
          if (rcond < 1e3 * epsilon(kind)) expect(estimate).toBeLessThan(1e4 * epsilon(kind));
          else expect(estimate / rcond, `${family} ${n}`).toSatisfy((r: number) => r > 0.95 && r < 10);
          if (norm === 'I') continue;
          // Both at once: the same solution but for rounding, and an estimate as good.
          const b = new Source(n).matrix(kind, n, 3);
          const together = b.as(kind);
          const other = engine.getrsCondition(kind, n, 3, lu, ipiv, together, anorm);
          const solved = Dense.of(kind, n, 3, together).scale(1 / factor);
          small(
            residual(
              kind,
              n,
              a.scale(factor).times(solved).minus(b),
              a.scale(factor).norm() * solved.norm() + b.norm(),
            ),
            `together, ${family} ${n}`,
          );
          if (rcond < 1e3 * epsilon(kind)) expect(other).toBeLessThan(1e4 * epsilon(kind));
          else expect(other / rcond, `together, ${family} ${n}`).toSatisfy((r: number) => r > 0.95 && r < 10);
        }
      }
    }
  });

  eachKind('potrf, potrs, potri, pocon', (kind) => {
    for (const family of DEFINITE) {
      for (const n of sizes(family)) {
        for (const uplo of UPLOS) {
          const a = positive(kind, family, n);
          const factor = unit(a);
          const scaled = a.scale(factor);
          const chol = spoiled(a, uplo).as(kind);
          expect(engine.potrf(kind, uplo, n, chol)).toBe(0);
          const t = Dense.of(kind, n, n, chol).triangle(uplo).scale(Math.sqrt(factor));
          const product = uplo === 'L' ? t.times(t.H) : t.H.times(t);
          small(residual(kind, n, product.minus(scaled), scaled.norm()), `${family} ${n}${uplo}`);
          const b = new Source(n).matrix(kind, n, 2);
          const x = b.as(kind);
          engine.potrs(kind, uplo, n, 2, chol, x);
          const solved = Dense.of(kind, n, 2, x).scale(1 / factor);
          const rest = scaled.times(solved).minus(b);
          small(residual(kind, n, rest, scaled.norm() * solved.norm()), `solve, ${family} ${n}${uplo}`);
          const inverse = chol.slice() as Matrix;
          expect(engine.potri(kind, uplo, n, inverse)).toBe(0);
          const half = Dense.of(kind, n, n, inverse).scale(1 / factor);
          const y = half.map((i, j, re, im) =>
            (uplo === 'L' ? i >= j : i <= j) ? [re, im] : [half.re(j, i), -half.im(j, i)],
          );
          const off = y.times(scaled).minus(Dense.identity(n));
          small(residual(kind, n, off, scaled.norm() * y.norm()), `inverse, ${family} ${n}${uplo}`);
          const estimate = engine.pocon(kind, uplo, n, chol, sums(a));
          const rcond = n === 0 ? 1 : 1 / (sums(scaled) * sums(y));
          expect(estimate / rcond).toSatisfy((r: number) => r > 0.95 && r < 10);
        }
      }
    }
    // Positive up to order 2.
    const indefinite = Dense.from(4, 4, (i, j) => (i === j ? (i < 2 ? 2 : -1) : 0.5));
    for (const uplo of UPLOS) expect(engine.potrf(kind, uplo, 4, indefinite.as(kind))).toBe(3);
  });

  eachKind('sytrf, sytrs', (kind) => {
    for (const hermitian of isComplex(kind) ? [true, false] : [false]) {
      for (const family of ['random', 'graded', 'huge', 'tiny'] as const) {
        for (const n of sizes(family)) {
          for (const uplo of UPLOS) {
            // Zeros on the diagonal: no 1 x 1 pivots at first.
            const a = symmetric(kind, family, n, hermitian).map((i, j, re, im) =>
              i === j && n > 1 && n < 100 ? 0 : [re, im],
            );
            const factors = spoiled(a, uplo).as(kind);
            const ipiv = new Int32Array(n);
            expect(engine.sytrf(kind, hermitian, uplo, n, factors, ipiv)).toBe(0);
            const b = new Source(n).matrix(kind, n, 2);
            const x = b.as(kind);
            engine.sytrs(kind, hermitian, uplo, n, 2, factors, ipiv, x);
            const factor = unit(a);
            const solved = Dense.of(kind, n, 2, x).scale(1 / factor);
            const scaled = a.scale(factor);
            const rest = scaled.times(solved).minus(b);
            small(residual(kind, n, rest, scaled.norm() * solved.norm()), `${family} ${n}${uplo} ${hermitian}`);
          }
        }
      }
    }
    expect(engine.sytrf(kind, false, 'L', 2, new Dense(2, 2).as(kind), new Int32Array(2))).toBe(1);
  });
}

/** The largest sum of magnitudes in a column. */
function sums(a: Dense): number {
  let largest = 0;
  for (let j = 0; j < a.columns; j++) {
    let sum = 0;
    for (let i = 0; i < a.rows; i++) sum += Math.hypot(a.re(i, j), a.im(i, j));
    largest = Math.max(largest, sum);
  }
  return largest;
}

function describeBands(engine: Engine): void {
  eachKind('gbsv', (kind) => {
    for (const [n, kl, ku] of [
      [1, 0, 0],
      [5, 1, 2],
      [5, 0, 1],
      [37, 3, 2],
      [130, 2, 0],
      [6, 5, 5],
    ] as const) {
      // prettier-ignore
      const full = new Source(n).matrix(kind, n, n);
      const a = full.map((i, j, re, im) => (i - j > kl || j - i > ku ? 0 : i === j ? [re + 2, im] : [re, im]));
      const ab = Dense.from(2 * kl + ku + 1, n, (r, j) => {
        const i = r - kl - ku + j;
        return r < kl ? NaN : i < 0 || i >= n ? 0 : [a.re(i, j), a.im(i, j)];
      }).as(kind);
      const b = new Source(3).matrix(kind, n, 2);
      const x = b.as(kind);
      expect(engine.gbsv(kind, n, kl, ku, 2, ab, new Int32Array(n), x)).toBe(0);
      const solved = Dense.of(kind, n, 2, x);
      small(residual(kind, n, a.times(solved).minus(b), a.norm() * solved.norm()), `${n},${kl},${ku}`);
    }
    const zero = new Dense(4, 2).as(kind);
    expect(engine.gbsv(kind, 2, 1, 1, 1, zero, new Int32Array(2), new Dense(2, 1).as(kind))).toBe(1);
  });

  eachKind('pbtrf, pbtrs', (kind) => {
    for (const [n, kd] of [
      [1, 0],
      [5, 1],
      [5, 4],
      [37, 3],
      [130, 2],
    ] as const) {
      // prettier-ignore
      for (const uplo of UPLOS) {
        const source = symmetric(kind, 'random', n);
        const a = source
          .map((i, j, re, im) => (Math.abs(i - j) > kd ? 0 : i === j ? re + 2 * kd + 3 : [re, im]))
          .rounded(kind);
        const ab = Dense.from(kd + 1, n, (r, j) => {
          const i = uplo === 'L' ? j + r : j + r - kd;
          return i < 0 || i >= n ? NaN : [a.re(i, j), a.im(i, j)];
        }).as(kind);
        expect(engine.pbtrf(kind, uplo, n, kd, ab)).toBe(0);
        const b = new Source(3).matrix(kind, n, 2);
        const x = b.as(kind);
        engine.pbtrs(kind, uplo, n, kd, 2, ab, x);
        const solved = Dense.of(kind, n, 2, x);
        small(residual(kind, n, a.times(solved).minus(b), a.norm() * solved.norm()), `${uplo} ${n},${kd}`);
      }
    }
    expect(engine.pbtrf(kind, 'L', 2, 0, Dense.from(1, 2, (_, j) => 1 - 2 * j).as(kind))).toBe(2);
  });

  eachKind('gtsv, ptsv', (kind) => {
    for (const n of [1, 2, 5, 37, 130]) {
      const source = new Source(n);
      const [dl, d, du] = [n - 1, n, n - 1].map((count) => source.matrix(kind, count, 1)) as [Dense, Dense, Dense];
      const at = (v: Dense, i: number): [number, number] => [v.re(i, 0), v.im(i, 0)];
      const a = Dense.from(n, n, (i, j) =>
        i === j ? at(d, i) : i === j + 1 ? at(dl, j) : j === i + 1 ? at(du, i) : 0,
      );
      const b = source.matrix(kind, n, 2);
      const x = b.as(kind);
      expect(engine.gtsv(kind, n, 2, dl.as(kind), d.as(kind), du.as(kind), x)).toBe(0);
      const solved = Dense.of(kind, n, 2, x);
      small(residual(kind, n, a.times(solved).minus(b), a.norm() * solved.norm()), `gtsv ${n}`);

      const real = isSingle(kind) ? 's' : 'd';
      const diagonal = source.matrix(real, n, 1).map((_i, _j, re) => re + 4).rounded(real); // prettier-ignore
      const definite = Dense.from(n, n, (i, j) =>
        i === j ? at(diagonal, i) : i === j + 1 ? at(dl, j) : j === i + 1 ? [dl.re(i, 0), -dl.im(i, 0)] : 0,
      );
      const y = b.as(kind);
      expect(engine.ptsv(kind, n, 2, diagonal.as(real), dl.as(kind), y)).toBe(0);
      const found = Dense.of(kind, n, 2, y);
      small(residual(kind, n, definite.times(found).minus(b), definite.norm() * found.norm()), `ptsv ${n}`);
    }
    const zero = (count: number): Matrix => new Dense(count, 1).as(kind);
    expect(engine.gtsv(kind, 2, 1, zero(1), zero(2), zero(1), zero(2))).toBeGreaterThan(0);
  });
}

function describeOrthogonal(engine: Engine): void {
  eachKind('geqrf, orgqr, ormqr', (kind) => {
    for (const family of FAMILIES) {
      for (const [m, n] of shapes(family)) {
        const what = `${family} ${m},${n}`;
        const a = general(kind, family, m, n);
        const factor = unit(a);
        const least = Math.min(m, n);
        const qr = a.as(kind);
        const tau = room(kind, least);
        engine.geqrf(kind, m, n, qr, tau);
        const r = Dense.of(kind, m, n, qr).head(least, n).triangle('U').scale(factor);
        const reflectors = Dense.of(kind, m, n, qr).head(m, least).as(kind);
        const thin = reflectors.slice() as Matrix;
        engine.orgqr(kind, m, least, least, thin, tau);
        const q = Dense.of(kind, m, least, thin);
        small(orthogonality(kind, q), what);
        small(residual(kind, Math.max(m, n), q.times(r).minus(a.scale(factor)), a.scale(factor).norm()), what);
        const square = room(kind, m * m).fill(0);
        square.set(reflectors);
        engine.orgqr(kind, m, m, least, square, tau);
        const whole = Dense.of(kind, m, m, square);
        small(orthogonality(kind, whole), `whole, ${what}`);
        if (family !== 'random') continue;
        for (const trans of isComplex(kind) ? (['N', 'C'] as const) : (['N', 'T'] as const)) {
          for (const side of ['L', 'R'] as const) {
            const c = side === 'L' ? new Source(m).matrix(kind, m, 3) : new Source(m).matrix(kind, 3, m);
            const product = c.as(kind);
            engine.ormqr(kind, side, trans, c.rows, c.columns, least, reflectors, tau, product);
            const wanted = side === 'L' ? whole.op(trans).times(c) : c.times(whole.op(trans));
            const difference = Dense.of(kind, c.rows, c.columns, product).minus(wanted);
            small(residual(kind, m, difference, c.norm()), `${side}${trans} ${what}`);
          }
        }
      }
    }
  });

  eachKind('geqp3', (kind) => {
    for (const family of FAMILIES) {
      for (const [m, n] of shapes(family)) {
        const what = `${family} ${m},${n}`;
        const a = general(kind, family, m, n);
        const factor = unit(a);
        const least = Math.min(m, n);
        const qr = a.as(kind);
        const tau = room(kind, least);
        const jpvt = new Int32Array(n).fill(7);
        engine.geqp3(kind, m, n, qr, jpvt, tau);
        expect([...jpvt].sort((x, y) => x - y)).toEqual(Array.from({ length: n }, (_, i) => i + 1));
        const r = Dense.of(kind, m, n, qr).head(least, n).triangle('U').scale(factor);
        const size = (i: number): number => Math.hypot(r.re(i, i), r.im(i, i));
        const slack = 1e3 * epsilon(kind) * (least > 0 ? size(0) : 0);
        for (let i = 1; i < least; i++) expect(size(i), what).toBeLessThanOrEqual(size(i - 1) * 1.0001 + slack);
        if (family === 'deficient' && rankOf(m, n) < least) expect(size(rankOf(m, n))).toBeLessThan(slack);
        const thin = Dense.of(kind, m, n, qr).head(m, least).as(kind);
        engine.orgqr(kind, m, least, least, thin, tau);
        const q = Dense.of(kind, m, least, thin);
        const moved = Dense.from(m, n, (i, j) => [a.re(i, jpvt[j]! - 1) * factor, a.im(i, jpvt[j]! - 1) * factor]);
        small(residual(kind, Math.max(m, n), q.times(r).minus(moved), moved.norm()), what);
      }
    }
  });

  eachKind('gerqf, orgrq', (kind) => {
    for (const family of FAMILIES) {
      for (const [m, n] of shapes(family)) {
        if (m > n) continue;
        const what = `${family} ${m},${n}`;
        const a = general(kind, family, m, n);
        const factor = unit(a);
        const rq = a.as(kind);
        const tau = room(kind, m);
        engine.gerqf(kind, m, n, rq, tau);
        const stored = Dense.of(kind, m, n, rq);
        const r = Dense.from(m, m, (i, j) =>
          i <= j ? [stored.re(i, n - m + j) * factor, stored.im(i, n - m + j) * factor] : 0,
        );
        engine.orgrq(kind, m, n, m, rq, tau);
        const q = Dense.of(kind, m, n, rq);
        small(orthogonality(kind, q.H), what);
        small(residual(kind, n, r.times(q).minus(a.scale(factor)), a.scale(factor).norm()), what);
      }
    }
  });
}
