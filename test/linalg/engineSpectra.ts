// The laws of singular values, least squares, eigenvalues and Schur forms; called by engineLaws.ts.

import { describe, expect } from 'vitest';
import type { Engine, Kind, Matrix } from '../../src/linalg/engine/engine.js';
import { eachKind, room, shapes, small } from './engineLaws.js';
import {
  Dense,
  FAMILIES,
  Source,
  epsilon,
  general,
  isComplex,
  isSingle,
  orthogonality,
  rankOf,
  residual,
  sizes,
  spoiled,
  symmetric,
  unit,
} from './engineMatrices.js';

const realOf = (kind: Kind): Kind => (isSingle(kind) ? 's' : 'd');

/** A diagonal matrix of real numbers. */
function diagonal(values: ArrayLike<number>, rows = values.length, columns = values.length): Dense {
  return Dense.from(rows, columns, (i, j) => (i === j ? values[i]! : 0));
}

/** A diagonal matrix of numbers that lie as pairs. */
function diagonalOfPairs(pairs: ArrayLike<number>): Dense {
  const n = pairs.length / 2;
  return Dense.from(n, n, (i, j) => (i === j ? [pairs[2 * i]!, pairs[2 * i + 1]!] : 0));
}

/** Eigenvectors as LAPACK packs them: of a conjugate pair of a real matrix, real and imaginary part. */
function vectors(kind: Kind, n: number, packed: Matrix, pairs: ArrayLike<number>): Dense {
  const stored = Dense.of(kind, n, n, packed);
  if (isComplex(kind)) return stored;
  return Dense.from(n, n, (i, j) => {
    const imaginary = pairs[2 * j + 1]!;
    if (imaginary > 0) return [stored.re(i, j), stored.re(i, j + 1)];
    if (imaginary < 0) return [stored.re(i, j - 1), -stored.re(i, j)];
    return stored.re(i, j);
  });
}

/** Is the matrix upper triangular, or for real kinds with blocks of two that do not touch? */
function expectSchur(kind: Kind, t: Dense): void {
  for (let j = 0; j < t.columns; j++) {
    for (let i = j + 1; i < t.rows; i++) {
      const zero = t.re(i, j) === 0 && t.im(i, j) === 0;
      if (zero) continue;
      const block = !isComplex(kind) && i === j + 1 && (j === 0 || t.re(j, j - 1) === 0);
      if (!block) expect.fail(`element ${i},${j} of the Schur form is not 0`);
    }
  }
}

/** The eigenvalues that a (quasi-)triangular matrix shows, as pairs. */
function shown(t: Dense): number[] {
  const result: number[] = [];
  for (let i = 0; i < t.rows; i++) {
    if (i + 1 < t.rows && t.re(i + 1, i) !== 0) {
      const mean = (t.re(i, i) + t.re(i + 1, i + 1)) / 2;
      const half = (t.re(i, i) - t.re(i + 1, i + 1)) / 2;
      const root = Math.sqrt(-(half * half + t.re(i, i + 1) * t.re(i + 1, i)));
      result.push(mean, root, mean, -root);
      i++;
    } else {
      result.push(t.re(i, i), t.im(i, i));
    }
  }
  return result;
}

const slice = (array: Matrix): Matrix => array.slice() as Matrix;

export function describeSpectra(engine: Engine): void {
  describe('singular values and least squares', () => describeSingular(engine));
  describe('symmetric eigenproblems', () => describeSymmetric(engine));
  describe('general eigenproblems', () => describeGeneral(engine));
  describe('Schur forms', () => describeSchur(engine));
}

function describeSingular(engine: Engine): void {
  eachKind('gesdd', (kind) => {
    for (const family of FAMILIES) {
      for (const [m, n] of shapes(family)) {
        const a = general(kind, family, m, n);
        const factor = unit(a);
        const scaled = a.scale(factor);
        const least = Math.min(m, n);
        const reference: number[][] = [];
        for (const jobz of ['A', 'S', 'N'] as const) {
          // Of a matrix without elements LAPACK leaves U and V as they are.
          if (jobz === 'A' && least === 0) continue;
          const what = `${jobz} ${family} ${m},${n}`;
          const [columns, rows] = jobz === 'A' ? [m, n] : jobz === 'S' ? [least, least] : [0, 0];
          const s = room(kind, least, true);
          const u = room(kind, m * columns);
          const vt = room(kind, rows * n);
          expect(engine.gesdd(kind, jobz, m, n, a.as(kind), s, u, vt), what).toBe(0);
          const values = Array.from(s, (x) => x * factor);
          for (let i = 0; i < least; i++) {
            expect(values[i]).toBeGreaterThanOrEqual(i + 1 < least ? values[i + 1]! : 0);
            if (reference[0]) {
              expect(Math.abs(values[i]! - reference[0][i]!), what).toBeLessThan(10 * least * epsilon(kind) * reference[0][0]!); // prettier-ignore
            }
          }
          reference.push(values);
          if (jobz === 'N') continue;
          const left = Dense.of(kind, m, columns, u);
          const right = Dense.of(kind, rows, n, vt);
          small(orthogonality(kind, left), what);
          small(orthogonality(kind, right.H), what);
          const product = left.times(diagonal(values, columns, rows)).times(right);
          small(residual(kind, Math.max(m, n), product.minus(scaled), scaled.norm()), what);
        }
      }
    }
  });

  for (const name of ['gelsd', 'gelsy'] as const) {
    eachKind(name, (kind) => {
      for (const family of ['random', 'deficient', 'huge', 'tiny'] as const) {
        for (const [m, n] of [
          [1, 1],
          [5, 5],
          [20, 7],
          [7, 20],
          [130, 40],
        ] as const) {
          // prettier-ignore
          const what = `${family} ${m},${n}`;
          const a = general(kind, family, m, n);
          const factor = unit(a);
          const scaled = a.scale(factor);
          const rows = Math.max(m, n);
          const b = new Source(m).matrix(kind, m, 2);
          const x = Dense.from(rows, 2, (i, j) => (i < m ? [b.re(i, j), b.im(i, j)] : NaN)).as(kind);
          const rcond = family === 'deficient' ? 1e3 * epsilon(kind) : -1;
          const s = room(kind, Math.min(m, n), true);
          const { info, rank } =
            name === 'gelsd'
              ? engine.gelsd(kind, m, n, 2, a.as(kind), x, s, rcond)
              : engine.gelsy(kind, m, n, 2, a.as(kind), x, Math.max(rcond, epsilon(kind)));
          expect(info).toBe(0);
          expect(rank, what).toBe(family === 'deficient' ? rankOf(m, n) : Math.min(m, n));
          const solved = Dense.of(kind, rows, 2, x)
            .head(n, 2)
            .scale(1 / factor);
          // What is left is orthogonal to the columns, and the solution lies among the conjugated rows.
          const rest = b.minus(scaled.times(solved));
          const scale = scaled.norm() * (scaled.norm() * solved.norm() + b.norm());
          small(residual(kind, rows, scaled.H.times(rest), scale), what);
          const u = room(kind, m * Math.min(m, n));
          const vt = room(kind, Math.min(m, n) * n);
          engine.gesdd(kind, 'S', m, n, a.as(kind), room(kind, Math.min(m, n), true), u, vt);
          const v = Dense.of(kind, Math.min(m, n), n, vt).head(rank, n);
          const within = v.H.times(v.times(solved)).minus(solved);
          const condition = family === 'deficient' ? 1e3 : 10;
          expect(residual(kind, rows, within, solved.norm()), what).toBeLessThan(condition * 10);
        }
      }
    });
  }
}

function describeSymmetric(engine: Engine): void {
  eachKind('syevd', (kind) => {
    for (const family of FAMILIES) {
      for (const n of sizes(family)) {
        for (const uplo of ['L', 'U'] as const) {
          const what = `${family} ${n}${uplo}`;
          const a = symmetric(kind, family, n);
          const factor = unit(a);
          const scaled = a.scale(factor);
          const z = spoiled(a, uplo).as(kind);
          const w = room(kind, n, true);
          expect(engine.syevd(kind, 'V', uplo, n, z, w), what).toBe(0);
          for (let i = 1; i < n; i++) expect(w[i]).toBeGreaterThanOrEqual(w[i - 1]!);
          const q = Dense.of(kind, n, n, z);
          small(orthogonality(kind, q), what);
          const values = Array.from(w, (x) => x * factor);
          small(residual(kind, n, scaled.times(q).minus(q.times(diagonal(values))), scaled.norm()), what);
          const alone = room(kind, n, true);
          expect(engine.syevd(kind, 'N', uplo, n, spoiled(a, uplo).as(kind), alone)).toBe(0);
          const difference = diagonal(Array.from(alone, (x, i) => x * factor - values[i]!));
          small(residual(kind, n, difference, scaled.norm()), `values, ${what}`);
        }
      }
    }
  });

  eachKind('stev', (kind) => {
    if (isComplex(kind)) return expect(realOf(kind)).toMatch(/[sd]/);
    for (const n of [0, 1, 2, 5, 37, 130]) {
      for (const constant of [true, false]) {
        const source = new Source(n);
        const d = constant ? Dense.from(n, 1, () => 2) : source.matrix(kind, n, 1);
        const e = constant ? Dense.from(Math.max(0, n - 1), 1, () => -1) : source.matrix(kind, Math.max(0, n - 1), 1);
        const t = Dense.from(n, n, (i, j) =>
          i === j ? d.re(i, 0) : Math.abs(i - j) === 1 ? e.re(Math.min(i, j), 0) : 0,
        );
        const w = d.as(kind);
        const z = room(kind, n * n);
        expect(engine.stev(kind, n, w, e.as(kind), z)).toBe(0);
        const q = Dense.of(kind, n, n, z);
        small(orthogonality(kind, q), `${n}`);
        small(residual(kind, n, t.times(q).minus(q.times(diagonal(w))), t.norm()), `${n}`);
        const alone = d.as(kind);
        expect(engine.stev(kind, n, alone, e.as(kind))).toBe(0);
        small(residual(kind, n, diagonal(alone).minus(diagonal(w)), t.norm()), `values, ${n}`);
        for (let i = 1; i < n; i++) expect(w[i]).toBeGreaterThanOrEqual(w[i - 1]!);
        if (!constant) continue;
        for (let i = 0; i < n; i++) {
          expect(Math.abs(w[i]! - 4 * Math.sin((Math.PI * (i + 1)) / (2 * n + 2)) ** 2)).toBeLessThan(40 * epsilon(kind)); // prettier-ignore
        }
      }
    }
  });
}

function describeGeneral(engine: Engine): void {
  eachKind('geev', (kind) => {
    for (const family of FAMILIES) {
      for (const n of sizes(family)) {
        const what = `${family} ${n}`;
        const a = general(kind, family, n, n);
        const factor = unit(a);
        const scaled = a.scale(factor);
        const w = room(kind, 2 * n, true);
        const [vl, vr] = [room(kind, n * n), room(kind, n * n)];
        expect(engine.geev(kind, n, a.as(kind), w, vl, vr), what).toBe(0);
        const pairs = Array.from(w, (x) => x * factor);
        const values = diagonalOfPairs(pairs);
        const right = vectors(kind, n, vr, pairs);
        const left = vectors(kind, n, vl, pairs);
        small(residual(kind, n, scaled.times(right).minus(right.times(values)), scaled.norm() * right.norm()), what);
        small(residual(kind, n, left.H.times(scaled).minus(values.times(left.H)), scaled.norm() * left.norm()), what);
        for (const v of [left, right]) {
          for (let j = 0; j < n; j++) {
            const length = Dense.from(n, 1, (i) => [v.re(i, j), v.im(i, j)]).norm();
            if (!(Math.abs(length - 1) < 10 * n * epsilon(kind)))
              expect.fail(`${what}: vector ${j} has length ${length}`);
          }
        }
        let [re, im] = [0, 0];
        for (let i = 0; i < n; i++) {
          re += scaled.re(i, i) - pairs[2 * i]!;
          im += scaled.im(i, i) - pairs[2 * i + 1]!;
        }
        expect(Math.hypot(re, im), what).toBeLessThanOrEqual(10 * n * epsilon(kind) * scaled.norm());
        const alone = room(kind, 2 * n, true);
        expect(engine.geev(kind, n, a.as(kind), alone)).toBe(0);
        if (family !== 'random') continue;
        // The same values, perhaps in another order.
        for (let i = 0; i < n; i++) {
          let nearest = Infinity;
          for (let j = 0; j < n; j++) {
            nearest = Math.min(nearest, Math.hypot(alone[2 * i]! - w[2 * j]!, alone[2 * i + 1]! - w[2 * j + 1]!));
          }
          if (!(nearest < 1e4 * epsilon(kind) * a.norm())) expect.fail(`${what}: value ${i} is missing`);
        }
      }
    }
  });

  eachKind('ggev', (kind) => {
    for (const family of ['random', 'graded', 'deficient', 'huge', 'tiny'] as const) {
      for (const n of sizes(family)) {
        const what = `${family} ${n}`;
        const a = general(kind, family, n, n, 1);
        const b = general(kind, family, n, n, 2);
        const [fa, fb] = [unit(a), unit(b)];
        const [sa, sb] = [a.scale(fa), b.scale(fb)];
        const alpha = room(kind, 2 * n, true);
        const beta = room(kind, n);
        const [vl, vr] = [room(kind, n * n), room(kind, n * n)];
        expect(engine.ggev(kind, n, a.as(kind), b.as(kind), alpha, beta, vl, vr), what).toBe(0);
        const top = diagonalOfPairs(Array.from(alpha, (x) => x * fa));
        const bottom = isComplex(kind)
          ? diagonalOfPairs(Array.from(beta, (x) => x * fb))
          : diagonal(Array.from(beta, (x) => x * fb));
        const right = vectors(kind, n, vr, alpha);
        const left = vectors(kind, n, vl, alpha);
        const size = Math.max(top.norm(), bottom.norm(), sa.norm(), sb.norm());
        const off = sa.times(right).times(bottom).minus(sb.times(right).times(top));
        small(residual(kind, n, off, size * size * right.norm()), what);
        const other = bottom.times(left.H).times(sa).minus(top.times(left.H).times(sb));
        small(residual(kind, n, other, size * size * left.norm()), what);
      }
    }
  });

  eachKind('gebal, gehrd, orghr', (kind) => {
    for (const family of FAMILIES) {
      for (const n of sizes(family)) {
        const a = general(kind, family, n, n);
        const factor = unit(a);
        const scaled = a.scale(factor);
        const h = a.as(kind);
        const tau = room(kind, Math.max(0, n - 1));
        engine.gehrd(kind, n, 1, n, h, tau);
        const upper = Dense.of(kind, n, n, h)
          .map((i, j, re, im) => (i > j + 1 ? 0 : [re, im]))
          .scale(factor);
        engine.orghr(kind, n, 1, n, h, tau);
        const q = Dense.of(kind, n, n, h);
        small(orthogonality(kind, q), `${family} ${n}`);
        small(residual(kind, n, q.times(upper).times(q.H).minus(scaled), scaled.norm()), `${family} ${n}`);
      }
    }
    // Badly scaled, and with one eigenvalue that a permutation isolates.
    const n = 5;
    const a = general(kind, 'random', n, n).map((i, j, re, im) =>
      j === 0 && i > 0 ? 0 : [re * 16 ** (i - j), im * 16 ** (i - j)],
    );
    const balanced = a.as(kind);
    const scale = room(kind, n, true);
    const { ilo, ihi } = engine.gebal(kind, 'B', n, balanced, scale);
    expect(ilo).toBe(2);
    expect(ihi).toBe(5);
    const b = Dense.of(kind, n, n, balanced);
    expect(b.norm()).toBeLessThan(a.norm() / 10);
    // Scaling alone: b = D^-1 a D exactly, D of powers of two.
    const alone = a.as(kind);
    const d = room(kind, n, true);
    expect(engine.gebal(kind, 'S', n, alone, d)).toEqual({ ilo: 1, ihi: 5 });
    for (const x of d) expect(Number.isInteger(Math.log2(x))).toBe(true);
    const wanted = a.map((i, j, re, im) => [(re * d[j]!) / d[i]!, (im * d[j]!) / d[i]!]);
    expect(Dense.of(kind, n, n, alone).minus(wanted).norm()).toBe(0);
    expect(engine.gebal(kind, 'N', n, a.as(kind), d)).toEqual({ ilo: 1, ihi: 5 });
    expect([...d]).toEqual([1, 1, 1, 1, 1]);
  });
}

function describeSchur(engine: Engine): void {
  eachKind('gees, trsen', (kind) => {
    for (const family of FAMILIES) {
      for (const n of sizes(family)) {
        const what = `${family} ${n}`;
        const a = general(kind, family, n, n);
        const factor = unit(a);
        const scaled = a.scale(factor);
        const t = a.as(kind);
        const w = room(kind, 2 * n, true);
        const vs = room(kind, n * n);
        expect(engine.gees(kind, n, t, w, vs), what).toBe(0);
        const check = (form: Matrix, basis: Matrix, values: Matrix): void => {
          const upper = Dense.of(kind, n, n, form);
          const q = Dense.of(kind, n, n, basis);
          expectSchur(kind, upper);
          small(orthogonality(kind, q), what);
          small(residual(kind, n, q.times(upper.scale(factor)).times(q.H).minus(scaled), scaled.norm()), what);
          const difference = shown(upper.scale(factor)).map((x, i) => x - values[i]! * factor);
          small(residual(kind, n, diagonalOfPairs(difference), scaled.norm()), `values, ${what}`);
        };
        check(t, vs, w);
        const alone = room(kind, 2 * n, true);
        expect(engine.gees(kind, n, a.as(kind), alone)).toBe(0);
        if (family === 'nearly singular' || family === 'deficient') continue;
        // Bring those of positive real part to the top.
        const select = Uint8Array.from({ length: n }, (_, i) => (w[2 * i]! > 0 ? 1 : 0));
        const count = select.reduce((sum, mark) => sum + mark, 0);
        const [moved, basis, values] = [slice(t), slice(vs), room(kind, 2 * n, true)];
        const { info, m } = engine.trsen(kind, n, select, moved, values, basis);
        expect(info, what).toBe(0);
        expect(m).toBe(count);
        check(moved, basis, values);
        for (let i = 0; i < n; i++) expect(values[2 * i]! > 0, what).toBe(i < count);
        expect(engine.trsen(kind, n, select, slice(t), values)).toEqual({ info: 0, m: count });
      }
    }
  });

  eachKind('gges, tgsen', (kind) => {
    for (const family of ['random', 'graded', 'huge', 'tiny'] as const) {
      for (const n of sizes(family)) {
        const what = `${family} ${n}`;
        const a = general(kind, family, n, n, 1);
        const b = general(kind, family, n, n, 2);
        const [fa, fb] = [unit(a), unit(b)];
        const [s, t] = [a.as(kind), b.as(kind)];
        const alpha = room(kind, 2 * n, true);
        const beta = room(kind, n);
        const [q, z] = [room(kind, n * n), room(kind, n * n)];
        expect(engine.gges(kind, n, s, t, alpha, beta, q, z), what).toBe(0);
        const check = (form: Matrix, other: Matrix, left: Matrix, right: Matrix): void => {
          const [upper, lower] = [Dense.of(kind, n, n, form), Dense.of(kind, n, n, other)];
          const [u, v] = [Dense.of(kind, n, n, left), Dense.of(kind, n, n, right)];
          expectSchur(kind, upper);
          expect(lower.minus(lower.triangle('U')).norm()).toBe(0);
          small(orthogonality(kind, u), what);
          small(orthogonality(kind, v), what);
          const [sa, sb] = [a.scale(fa), b.scale(fb)];
          small(residual(kind, n, u.times(upper.scale(fa)).times(v.H).minus(sa), sa.norm()), what);
          small(residual(kind, n, u.times(lower.scale(fb)).times(v.H).minus(sb), sb.norm()), what);
        };
        check(s, t, q, z);
        // The ratio's real part has the sign of this product.
        const positive = (top: Matrix, bottom: Matrix, i: number): boolean =>
          isComplex(kind)
            ? top[2 * i]! * fa * bottom[2 * i]! * fb + top[2 * i + 1]! * fa * bottom[2 * i + 1]! * fb > 0
            : top[2 * i]! * fa * bottom[i]! * fb > 0;
        const select = Uint8Array.from({ length: n }, (_, i) => (positive(alpha, beta, i) ? 1 : 0));
        const count = select.reduce((sum, mark) => sum + mark, 0);
        const [ms, mt, mq, mz] = [slice(s), slice(t), slice(q), slice(z)];
        const [top, bottom] = [room(kind, 2 * n, true), room(kind, n)];
        const { info, m } = engine.tgsen(kind, n, select, ms, mt, top, bottom, mq, mz);
        expect(info, what).toBe(0);
        expect(m).toBe(count);
        check(ms, mt, mq, mz);
        for (let i = 0; i < n; i++) expect(positive(top, bottom, i), what).toBe(i < count);
      }
    }
  });

  eachKind('trsyl', (kind) => {
    for (const [m, n] of [
      [1, 1],
      [5, 2],
      [2, 5],
      [37, 20],
    ] as const) {
      // prettier-ignore
      const forms = [m, n].map((order, k) => {
        const t = general(kind, 'random', order, order, k + 3).as(kind);
        engine.gees(kind, order, t, room(kind, 2 * order, true));
        return Dense.of(kind, order, order, t);
      }) as [Dense, Dense];
      for (const trana of isComplex(kind) ? (['N', 'C'] as const) : (['N', 'T'] as const)) {
        for (const tranb of isComplex(kind) ? (['N', 'C'] as const) : (['N', 'T'] as const)) {
          for (const sign of [1, -1] as const) {
            const [a, b] = forms;
            const c = new Source(m + n).matrix(kind, m, n);
            const x = c.as(kind);
            const { info, scale } = engine.trsyl(kind, trana, tranb, sign, m, n, a.as(kind), b.as(kind), x);
            expect(info).toBe(0);
            expect(scale).toBeGreaterThan(0);
            const solved = Dense.of(kind, m, n, x);
            const left = a.op(trana).times(solved);
            const right = solved.times(b.op(tranb)).scale(-sign);
            const rest = left.minus(right).minus(c.scale(scale));
            const size = (a.norm() + b.norm()) * solved.norm();
            small(residual(kind, Math.max(m, n), rest, size), `${trana}${tranb}${sign} ${m},${n}`);
          }
        }
      }
    }
  });
}
