// What decompositions, solvers and updates must satisfy whatever signs and orders they choose; residuals are measured in eps * n * norm.

import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';

const L = np.linalg;
type A = np.NDArray;
const DTYPES = ['float32', 'float64', 'complex64', 'complex128'] as const;
type Kind = (typeof DTYPES)[number];

/** Normal values of a dtype. */
function normal(seed: number, shape: readonly number[], dtype: Kind): A {
  const rng = np.random.defaultRng(seed);
  const re = rng.standardNormal(shape);
  if (dtype.startsWith('float')) return re.astype(dtype);
  const im = rng.standardNormal(shape);
  return np.add(re, np.multiply(im, new np.Complex(0, 1))).astype(dtype) as A;
}

const H = (a: A): A => np.conjugate(a.mT) as A;
const mul = (...list: A[]): A => list.reduce((a, b) => np.matmul(a, b) as A);
const eye = (n: number): A => np.eye(n) as A;
const size = (a: A): number => Number(np.max(np.absolute(a) as A, a.size === 0 ? { initial: 0 } : {}));

/** Assert that two arrays agree to some eps times n times the size of the second. */
function near(actual: A, expected: A, dtype: Kind, factor = 10, label = ''): void {
  expect(actual.shape, label).toEqual(expected.shape);
  const eps = dtype === 'float32' || dtype === 'complex64' ? 2 ** -23 : 2 ** -52;
  const n = Math.max(...actual.shape.slice(-2), 1);
  const bound = factor * eps * n * Math.max(size(expected), 1e-30);
  const distance = size(np.subtract(actual, expected) as A);
  if (!(distance <= bound)) throw new Error(`${label}: off by ${distance}, bound ${bound}`);
}

const orthonormal = (q: A, dtype: Kind, label: string): void =>
  near(mul(H(q), q), eye(q.shape.at(-1)!), dtype, 10, label);

function upper(a: A, below = 0): void {
  const rows = a.toArray() as unknown as (number | np.Complex)[][];
  rows.forEach((row, i) =>
    row.forEach((x, j) => {
      if (i > j + below) expect(Number(x instanceof np.Complex ? x.abs() : x) === 0).toBe(true);
    }),
  );
}

for (const dtype of DTYPES) {
  describe(dtype, () => {
    it('qr', () => {
      for (const [m, n] of [
        [5, 5],
        [7, 3],
        [3, 6],
        [1, 1],
        [40, 30],
      ] as const) {
        const a = normal(m + n, [m, n], dtype);
        for (const mode of ['reduced', 'economic', 'complete', 'full'] as const) {
          const { Q, R } = L.qr(a, { mode });
          near(mul(Q, R), a, dtype, 10, `qr ${mode}`);
          orthonormal(Q, dtype, `qr ${mode}`);
          upper(R);
          const wide = mode === 'complete' || mode === 'full';
          expect(Q.shape).toEqual([m, wide ? m : Math.min(m, n)]);
          const pivoted = L.qr(a, { mode, pivoting: true });
          near(mul(pivoted.Q, pivoted.R), a.at(':', pivoted.P) as A, dtype, 10, 'pivoted');
          const diagonal = np.absolute(np.diagonal(pivoted.R)).toArray() as number[];
          expect([...diagonal].sort((x, y) => y - x)).toEqual(diagonal);
        }
        near(L.qr(a, { mode: 'r' }), L.qr(a).R as A, dtype, 1);
        const { h, tau } = L.qr(a, { mode: 'raw' });
        expect([h.shape, tau.shape]).toEqual([[n, m], [Math.min(m, n)]]);
        for (const mode of ['full', 'economic'] as const) {
          const { R, Q } = L.rq(a, { mode });
          near(mul(R, Q), a, dtype, 10, `rq ${mode}`);
          near(mul(Q, H(Q)), eye(Q.shape[0]!), dtype);
        }
        const k = Math.min(m, n);
        const c = normal(9, [4, m], dtype);
        const right = L.qrMultiply(a, c);
        near(right.CQ as A, mul(c, L.qr(a).Q), dtype, 20, 'qrMultiply right');
        near(right.R as A, L.qr(a).R as A, dtype, 20);
        const d = normal(8, [k, 2], dtype);
        const left = L.qrMultiply(a, d, { mode: 'left' });
        near(left.CQ as A, mul(L.qr(a).Q, d), dtype, 20, 'qrMultiply left');
        const conjugated = L.qrMultiply(a, c, { conjugate: true });
        near(conjugated.CQ as A, mul(c, np.conjugate(L.qr(a).Q) as A), dtype, 20, 'conjugate');
      }
      const stack = normal(1, [2, 3, 4, 2], dtype);
      const { Q, R } = L.qr(stack);
      near(mul(Q, R), stack, dtype);
    });

    it('svd, polar, orth, nullSpace', () => {
      for (const [m, n] of [
        [5, 5],
        [7, 3],
        [3, 6],
        [1, 1],
        [40, 30],
      ] as const) {
        const a = normal(m * n, [m, n], dtype);
        for (const fullMatrices of [true, false]) {
          const { U, S, Vh } = L.svd(a, { fullMatrices });
          const k = Math.min(m, n);
          near(mul(np.multiply(U.at(':', `:${k}`) as A, S) as A, Vh.at(`:${k}`) as A), a, dtype);
          orthonormal(U, dtype, 'U');
          orthonormal(H(Vh), dtype, 'V');
          near(S, L.svd(a, { computeUv: false }), dtype);
        }
        const low = mul(normal(1, [m, 2], dtype), normal(2, [2, n], dtype));
        const rank = Math.min(m, n, 2);
        const basis = L.orth(low) as A;
        const zero = L.nullSpace(low) as A;
        expect([basis.shape, zero.shape]).toEqual([
          [m, rank],
          [n, n - rank],
        ]);
        orthonormal(zero, dtype, 'null space');
        if (n > rank)
          expect(size(mul(low, zero))).toBeLessThan(
            (dtype.endsWith('2') || (dtype.endsWith('64') && dtype[0] === 'c') ? 1e-4 : 1e-11) * size(low),
          );
        near(mul(basis, H(basis), low), low, dtype, 20);
      }
      const b = normal(3, [2, 4, 4], dtype);
      const h = np.add(b, H(b)) as A;
      const { U, S, Vh } = L.svd(h, { hermitian: true });
      near(mul(np.multiply(U, np.expandDims(S, -2) as A) as A, Vh), h, dtype);
    });

    it('eigh, also with b and its types', () => {
      for (const n of [1, 2, 5, 30]) {
        const x = normal(n, [n, n], dtype);
        const a = np.add(x, H(x)) as A;
        for (const UPLO of ['L', 'U'] as const) {
          const half = (UPLO === 'L' ? np.tril(a) : np.triu(a)) as A;
          const { eigenvalues: w, eigenvectors: v } = L.eigh(half, { UPLO });
          near(mul(a, v), np.multiply(v, w) as A, dtype, 20, 'eigh');
          orthonormal(v, dtype, 'eigh');
        }
        const b = np.add(mul(x, H(x)), np.multiply(eye(n), n)).astype(dtype) as A;
        for (const type of [1, 2, 3] as const) {
          const { eigenvalues: w, eigenvectors: v } = L.eigh(a, b, { type });
          const [left, right] =
            type === 1 ? [mul(a, v), mul(b, v)] : type === 2 ? [mul(a, b, v), v] : [mul(b, a, v), v];
          near(left, np.multiply(right, w) as A, dtype, 500, `type ${type}`);
          const product = type === 3 ? mul(H(v), L.solve(b, v) as A) : mul(H(v), b, v);
          near(product, eye(n), dtype, 500, `norm ${type}`);
        }
        const some = L.eigh(a, { subsetByIndex: [0, Math.min(1, n - 1)] });
        expect(some.eigenvectors.shape).toEqual([n, Math.min(2, n)]);
      }
    });

    it('eig, left and right, alone and with b', () => {
      for (const n of [1, 2, 5, 20]) {
        const a = normal(n + 3, [n, n], dtype);
        const { eigenvalues: w, eigenvectors: v, leftEigenvectors: u } = L.eig(a, { left: true });
        near(mul(a, v), np.multiply(v, w) as A, dtype, 50, 'right');
        near(mul(H(u), a), np.multiply(w.reshape(n, 1) as A, H(u)) as A, dtype, 50, 'left');
        near(L.norm(v, { axis: 0 }) as A, np.ones(n) as A, dtype);
        const b = np.add(normal(n + 4, [n, n], dtype), np.multiply(eye(n), 5)).astype(dtype) as A;
        const pair = L.eig(a, b);
        near(
          mul(a, pair.eigenvectors),
          mul(b, np.multiply(pair.eigenvectors, pair.eigenvalues) as A),
          dtype,
          200,
          'pair',
        );
        const homogeneous = L.eigvals(a, b, { homogeneousEigvals: true });
        near(np.divide(homogeneous.at(0), homogeneous.at(1)) as A, L.eigvals(a, b) as A, dtype, 500);
      }
      const stack = normal(5, [3, 4, 4], dtype);
      const { eigenvalues: w, eigenvectors: v } = L.eig(stack);
      near(mul(stack, v), np.multiply(v, np.expandDims(w, -2) as A) as A, dtype, 50, 'stack');
    });

    it('schur, rsf2csf, hessenberg, qz, ordqz', () => {
      for (const n of [1, 2, 5, 20]) {
        const a = normal(n + 5, [n, n], dtype);
        for (const output of ['real', 'complex'] as const) {
          const [T, Z] = L.schur(a, { output }) as [A, A];
          near(mul(Z, T, H(Z)), a, dtype, 20, 'schur');
          orthonormal(Z, dtype, 'schur');
          upper(T, output === 'real' && dtype.startsWith('float') ? 1 : 0);
        }
        const [T, Z] = L.schur(a) as [A, A];
        const [Tc, Zc] = L.rsf2csf(T, Z);
        near(mul(Zc, Tc, H(Zc)), a, dtype, 20, 'rsf2csf');
        upper(Tc);
        for (const sort of ['lhp', 'rhp', 'iuc', 'ouc', (z: np.Complex) => z.re > 0.3] as const) {
          const [S, V, count] = L.schur(a, { sort }) as [A, A, number];
          near(mul(V, S, H(V)), a, dtype, 50, 'sorted');
          const w = L.eigvals(S.at(`:${count}`, `:${count}`) as A);
          const all = L.eigvals(a);
          const inside = (z: np.Complex | number): boolean => {
            const x = z instanceof np.Complex ? z : new np.Complex(z);
            if (typeof sort === 'function') return sort(x);
            return sort === 'lhp' ? x.re < 0 : sort === 'rhp' ? x.re >= 0 : sort === 'iuc' ? x.abs() <= 1 : x.abs() > 1;
          };
          expect((w.toArray() as np.Complex[]).every(inside)).toBe(true);
          expect((all.toArray() as np.Complex[]).filter(inside).length).toBe(count);
        }
        const [h, q] = L.hessenberg(a, { calcQ: true }) as [A, A];
        near(mul(q, h, H(q)), a, dtype, 20, 'hessenberg');
        upper(h, 1);
        near(L.hessenberg(a) as A, h, dtype, 1);
        const b = normal(n + 6, [n, n], dtype);
        for (const output of ['real', 'complex'] as const) {
          const [AA, BB, Q, W] = L.qz(a, b, { output }) as A[] as [A, A, A, A];
          near(mul(Q, AA, H(W)), a, dtype, 30, 'qz');
          near(mul(Q, BB, H(W)), b, dtype, 30, 'qz');
          upper(BB);
          for (const sort of ['lhp', 'rhp', 'iuc', 'ouc'] as const) {
            const [SA, SB, alpha, beta, P, R] = L.ordqz(a, b, { output, sort }) as A[] as [A, A, A, A, A, A];
            near(mul(P, SA, H(R)), a, dtype, 100, 'ordqz');
            near(mul(P, SB, H(R)), b, dtype, 100, 'ordqz');
            const values = (np.divide(alpha, beta) as A).toArray() as np.Complex[];
            const inside = values.map((x) =>
              sort === 'lhp' ? x.re < 0 : sort === 'rhp' ? x.re > 0 : sort === 'iuc' ? x.abs() < 1 : x.abs() > 1,
            );
            expect(inside.lastIndexOf(true) + 1, `${sort} first`).toBe(inside.filter(Boolean).length);
          }
        }
      }
    });

    it('updates of QR', () => {
      for (const [m, n] of [
        [6, 6],
        [8, 3],
        [3, 5],
      ] as const) {
        const a = normal(m + 2 * n, [m, n], dtype);
        for (const mode of ['full', 'economic'] as const) {
          const { Q, R } = L.qr(a, { mode });
          const check = (label: string, [q, r]: readonly [A, A], want: A): void => {
            near(mul(q, r), want, dtype, 50, `${label} ${mode} (${m},${n})`);
            near(mul(H(q), q), eye(q.shape[1]!), dtype, 50, `${label} ${mode} Q`);
            upper(r);
          };
          const [u, v] = [normal(1, [m, 2], dtype), normal(2, [n, 2], dtype)];
          check('update', L.qrUpdate(Q, R, u, v) as [A, A], np.add(a, mul(u, H(v))) as A);
          const [u1, v1] = [u.at(':', 0) as A, v.at(':', 0) as A];
          check('rank 1', L.qrUpdate(Q, R, u1, v1) as [A, A], np.add(a, np.outer(u1, np.conjugate(v1))) as A);
          // A change within the span of Q.
          const inside = a.at(':', 0) as A;
          check('inside', L.qrUpdate(Q, R, inside, v1) as [A, A], np.add(a, np.outer(inside, np.conjugate(v1))) as A);
          const rows = normal(3, [2, n], dtype);
          check('row', L.qrInsert(Q, R, rows, 1) as [A, A], np.insert(a, [1, 1], rows, { axis: 0 }) as A);
          const columns = normal(4, [m, 2], dtype);
          if (mode === 'full' || m > n + 1) {
            check(
              'column',
              L.qrInsert(Q, R, columns, 2, { which: 'col' }) as [A, A],
              np.insert(a, [2, 2], columns, { axis: 1 }) as A,
            );
          }
          check('without column', L.qrDelete(Q, R, 1, { which: 'col' }) as [A, A], np.delete(a, 1, { axis: 1 }) as A);
          if (m > n || mode === 'full')
            check('without rows', L.qrDelete(Q, R, 1, { p: 2 }) as [A, A], np.delete(a, [1, 2], { axis: 0 }) as A);
        }
      }
    });

    it('cossin', () => {
      for (const [m, p, q] of [
        [5, 2, 3],
        [6, 3, 3],
        [7, 5, 2],
        [7, 2, 5],
        [7, 5, 5],
        [4, 1, 1],
        [8, 2, 2],
      ] as const) {
        for (const made of ['any', 'near identity'] as const) {
          const base =
            made === 'any'
              ? normal(m, [m, m], dtype)
              : (np.add(np.multiply(normal(m, [m, m], dtype), 1e-5), eye(m)).astype(dtype) as A);
          const x = L.qr(base).Q as A;
          for (const swapSign of [false, true]) {
            const [U, CS, Vh] = L.cossin(x, { p, q, swapSign }) as [A, A, A];
            near(mul(U, CS, Vh), x, dtype, 50, `cossin (${m},${p},${q}) ${made}`);
            orthonormal(U, dtype, 'U');
            orthonormal(H(Vh), dtype, 'V');
            orthonormal(CS, dtype, 'CS');
          }
          const [[u1, u2], theta, [v1h, v2h]] = L.cossin(x, { p, q, separate: true });
          expect([u1.shape, u2.shape, v1h.shape, v2h.shape]).toEqual([
            [p, p],
            [m - p, m - p],
            [q, q],
            [m - q, m - q],
          ]);
          expect(theta.shape).toEqual([Math.min(p, m - p, q, m - q)]);
          const s = L.svdvals(x.at(`:${p}`, `:${q}`) as A).toArray() as number[];
          const cosines = (np.cos(theta).toArray() as number[]).reverse();
          cosines.forEach((c, i) => expect(Math.abs(c - s.slice(-cosines.length).reverse()[i]!)).toBeLessThan(1e-5));
        }
      }
    });

    it('Riccati equations with all terms', () => {
      for (const [m, n] of [
        [3, 2],
        [5, 3],
      ] as const) {
        const [a, b] = [normal(1, [m, m], dtype), normal(2, [m, n], dtype)];
        const definite = (k: number, seed: number): A => {
          const x = normal(seed, [k, k], dtype);
          const y = np.add(mul(x, H(x)), np.multiply(eye(k), k)).astype(dtype) as A;
          return np.divide(np.add(y, H(y)), 2).astype(dtype) as A;
        };
        const [q, r] = [definite(m, 3), definite(n, 4)];
        const e = np.add(np.multiply(normal(5, [m, m], dtype), 0.2), np.multiply(eye(m), 2)).astype(dtype) as A;
        const s = np.multiply(normal(6, [m, n], dtype), 0.1) as A;
        const x = L.solveContinuousAre(a, b, q, r, { e, s }) as A;
        const k = np.add(mul(H(e), x, b), s) as A;
        const rest = np.subtract(
          np.add(np.add(mul(H(a), x, e), mul(H(e), x, a)), q),
          mul(k, L.solve(r, H(k)) as A),
        ) as A;
        expect(size(rest)).toBeLessThan((dtype.endsWith('32') || dtype === 'complex64' ? 1e-2 : 1e-10) * size(x));
        const y = L.solveDiscreteAre(a, b, q, r, { e, s }) as A;
        const l = np.add(mul(H(a), y, b), s) as A;
        const gain = L.solve(np.add(r, mul(H(b), y, b)) as A, H(l)) as A;
        const left = np.add(np.subtract(np.subtract(mul(H(a), y, a), mul(H(e), y, e)), mul(l, gain)), q) as A;
        expect(size(left)).toBeLessThan((dtype.endsWith('32') || dtype === 'complex64' ? 1e-2 : 1e-10) * size(y));
      }
    });

    it('matrix functions undo each other', () => {
      const a = normal(4, [3, 5, 5], dtype);
      const rough = dtype === 'float32' || dtype === 'complex64' ? 2000 : 200;
      const root = L.sqrtm(a) as A;
      near(mul(root, root), a, dtype, rough, 'sqrtm');
      near(L.expm(L.logm(a)) as A, a, dtype, rough, 'logm');
      near(mul(L.fractionalMatrixPower(a, 0.25) as A, L.fractionalMatrixPower(a, 0.75) as A), a, dtype, rough, 'power');
      near(L.funm(a, np.exp as never) as A, L.expm(a) as A, dtype, rough * 100, 'funm');
      const [c, s] = [L.cosm(a) as A, L.sinm(a) as A];
      near(
        np.add(mul(c, c), mul(s, s)) as A,
        np.broadcastTo(eye(5), [3, 5, 5]) as A,
        dtype,
        rough * 10 * size(c) ** 2,
        'cos and sin',
      );
    });
  });
}
