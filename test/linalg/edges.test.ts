// What fixtures and laws do not show: errors, empty and tiny matrices, nan and inf, warnings, types.

import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import * as linalg from '../../src/linalg/index.js';

const L = np.linalg;
const f32 = np.eye(2, { dtype: 'float32' });
const rows = [
  [2, 1],
  [1, 3],
];
const rankOne = [
  [1, 2],
  [2, 4],
];

describe('errors', () => {
  it('singular, indefinite, not square', () => {
    expect(() => L.inv(rankOne)).toThrow(L.LinAlgError);
    expect(() => L.inv(rankOne)).toThrow('Singular matrix');
    expect(() => L.solve(rankOne, [1, 2])).toThrow('Singular matrix');
    for (const assumeA of ['sym', 'diagonal', 'upper triangular', 'tridiagonal', 'banded'] as const) {
      const zero = [
        [0, 0],
        [0, 0],
      ];
      expect(() => L.solve(zero, [1, 2], { assumeA }), assumeA).toThrow('Singular matrix');
    }
    expect(() => L.solve(rankOne, [1, 2], { assumeA: 'pos' })).toThrow('leading minor of order 2');
    expect(() => L.cholesky([[1, 2], [2, 1]])).toThrow('leading minor of order 2 is not positive'); // prettier-ignore
    expect(() => L.choFactor([[-1]])).toThrow('leading minor of order 1');
    expect(() => L.eigh(rows, [[1, 2], [2, 1]])).toThrow('leading minor of order 2 of b'); // prettier-ignore
    for (const fn of [L.inv, L.det, L.eig, L.eigvals, L.cholesky, L.eigh, L.expm, L.sqrtm, L.schur] as const) {
      expect(() => (fn as (a: unknown) => unknown)([[1, 2]]), fn.name).toThrow('must be square');
      expect(() => (fn as (a: unknown) => unknown)([1, 2]), fn.name).toThrow('at least two');
    }
    expect(() => L.solveTriangular([[0, 1], [0, 1]], [1, 1])).toThrow('singular matrix: resolution failed at diagonal 0'); // prettier-ignore
    expect(() => L.solveBanded([0, 0], [[0, 1]], [1, 1])).toThrow('singular');
    expect(() => L.solveToeplitz([0, 1], [1, 1])).toThrow('Singular principal minor of order 1');
    expect(() => L.solveCirculant([1, 1], [1, 2])).toThrow('near singular');
    expect(() => L.logm(rankOne)).toThrow('singular');
    expect(() => L.tensorsolve(np.ones([2, 3]), np.ones([2]))).toThrow(L.LinAlgError);
    expect(() => L.matrixPower(rankOne, -1)).toThrow('Singular matrix');
    expect(() => L.matrixPower(rows, 1.5)).toThrow('integer');
  });

  it('shapes, options, dtypes', () => {
    expect(() => L.solve(rows, [1, 2, 3])).toThrow('mismatch in its core dimension');
    expect(() => L.lstsq(rows, [1, 2, 3])).toThrow('Incompatible dimensions');
    expect(() => L.multiDot([rows])).toThrow('at least two');
    expect(() => L.multiDot([rows, [[1, 2, 3]], rows])).toThrow('not aligned');
    expect(() => L.norm(rows, { ord: 3 })).toThrow('Invalid norm order');
    expect(() => L.norm([1, 2], { ord: 'fro' })).toThrow('Invalid norm order');
    expect(() => L.norm(np.ones([2, 2, 2]), { ord: 1 })).toThrow('Improper number of dimensions');
    expect(() => L.cond(np.ones([0, 2]))).toThrow('empty');
    expect(() => L.cholesky(rows, { upper: true, lower: true })).toThrow('contradict');
    expect(() => L.eigh(rows, { UPLO: 'X' as 'L' })).toThrow("'L' or 'U'");
    expect(() => L.eigh(rows, { subsetByIndex: [0, 5] })).toThrow('subsetByIndex');
    expect(() => L.qr(rows, { mode: 'big' as 'full' })).toThrow('mode must be one of');
    expect(() => L.svd(rows, { full: true } as object)).toThrow("unexpected option 'full'");
    expect(() => L.inv(np.ones([2, 2], { dtype: 'float16' }))).toThrow('float16 is unsupported');
    expect(() => L.cross([1, 2], [3, 4])).toThrow('3-dimensional');
    expect(() => L.outer(rows, [1])).toThrow('one-dimensional');
    expect(() => L.hadamard(3)).toThrow('power of 2');
    expect(() => L.pascal(60)).toThrow('do not fit');
    expect(() => L.qrInsert(np.eye(2), np.eye(2), [1, 2], 5)).toThrow('k must lie');
    expect(() => L.ldl(rows, { lower: true, high: 1 } as object)).toThrow('unexpected option');
    expect(() => L.cossin(np.eye(3), { p: 3, q: 1 })).toThrow('invalid p=3');
    expect(() => L.solveContinuousAre([[1]], [[1]], [[1, 2]], [[1]])).toThrow('square');
  });

  it('out of multiDot: dtype, shape, read-only', () => {
    const out = np.zeros([2, 2]);
    expect(L.multiDot([rows, rows, rows], { out })).toBe(out);
    expect(out.toArray()).toEqual(L.matrixPower(rows, 3).toArray());
    expect(() => L.multiDot([rows, rows, rows], { out: np.zeros([3, 2]) })).toThrow();
    const fixed = np.zeros([2, 2]);
    fixed.writeable = false;
    expect(() => L.multiDot([rows, rows, rows], { out: fixed })).toThrow('read-only');
    const own = np.array(rows);
    L.multiDot([own, rows, own], { out: own });
    expect(own.toArray()).toEqual(L.matrixPower(rows, 3).toArray());
    const flat = np.zeros([2]);
    L.multiDot([[1, 2], rows, rows], { out: flat });
    expect(flat.toArray()).toEqual(np.matmul(np.matmul([1, 2], rows), rows).toArray());
    expect(L.multiDot([[1, 2], rows, [3, 4]])).toBe(40);
  });
});

describe('nan and inf', () => {
  const bad = [
    [1, NaN],
    [2, 3],
  ];
  it('are an error where SciPy makes them one', () => {
    for (const fn of [L.schur, L.lu, L.luFactor, L.hessenberg, L.choFactor, L.ldl, L.sqrtm, L.logm, L.orth] as const) {
      expect(() => (fn as (a: unknown) => unknown)(bad), fn.name).toThrow('infs or NaNs');
    }
    for (const fn of [L.inv, L.solve, L.svd, L.qr, L.eigh, L.eig, L.cholesky, L.pinv, L.norm] as const) {
      const args = fn === L.solve ? [bad, [1, 2]] : [bad];
      const call = (): unknown => (fn as (...x: unknown[]) => unknown)(...args, { checkFinite: true });
      expect(call, fn.name).toThrow('infs or NaNs');
    }
    expect(() => L.lu(bad, { checkFinite: false })).not.toThrow();
  });

  it('are passed on as NumPy does', () => {
    expect(Number.isNaN(L.det(bad))).toBe(true);
    expect(L.inv(bad).toFlatArray().some(Number.isNaN)).toBe(true);
    expect(L.solve(bad, [1, 2]).toFlatArray().some(Number.isNaN)).toBe(true);
    expect(() => L.svd(bad)).toThrow('SVD did not converge');
    expect(() => L.eig(bad)).toThrow('infs or NaNs');
    expect(L.norm([NaN, 1])).toBeNaN();
    expect(L.cond(bad)).toBeNaN();
    expect(L.cond(rankOne, { p: 1 })).toBe(Infinity);
  });
});

describe('empty and 1 x 1', () => {
  const none = np.zeros([0, 0]);
  it('empty', () => {
    expect(L.inv(none).shape).toEqual([0, 0]);
    expect(L.det(none)).toBe(1);
    expect(L.slogdet(none)).toEqual({ sign: 1, logabsdet: 0 });
    expect(L.solve(none, np.zeros([0])).shape).toEqual([0]);
    expect(L.solve(none, np.zeros([0, 3])).shape).toEqual([0, 3]);
    expect(L.cholesky(none).shape).toEqual([0, 0]);
    expect(L.eigh(none).eigenvectors.shape).toEqual([0, 0]);
    expect(L.eig(none).eigenvalues.shape).toEqual([0]);
    const { U, S, Vh } = L.svd(np.zeros([0, 3]));
    expect([U.shape, S.shape, Vh.shape]).toEqual([[0, 0], [0], [3, 3]]);
    expect(Vh.toArray()).toEqual(np.eye(3).toArray());
    const { Q, R } = L.qr(np.zeros([3, 0]));
    expect([Q.shape, R.shape]).toEqual([
      [3, 0],
      [0, 0],
    ]);
    expect(L.qr(np.zeros([3, 0]), { mode: 'complete' }).Q.toArray()).toEqual(np.eye(3).toArray());
    expect(L.pinv(np.zeros([0, 3])).shape).toEqual([3, 0]);
    const least = L.lstsq(np.zeros([0, 2]), np.zeros([0]));
    expect([least.x.toArray(), least.rank]).toEqual([[0, 0], 0]);
    expect(L.norm([])).toBe(0);
    expect(L.expm(none).shape).toEqual([0, 0]);
    expect(L.logm(none).shape).toEqual([0, 0]);
    expect(L.lu(np.zeros([0, 2])).U.shape).toEqual([0, 2]);
    expect(L.schur(none)[0].shape).toEqual([0, 0]);
    expect(L.bandwidth(none)).toEqual([0, 0]);
    expect(L.eig(np.zeros([0, 3, 3])).eigenvectors.shape).toEqual([0, 3, 3]);
    expect(L.solveToeplitz([], np.zeros([0])).shape).toEqual([0]);
    expect(L.toeplitz([]).shape).toEqual([0, 0]);
    expect(L.blockDiag().shape).toEqual([1, 0]);
  });

  it('1 x 1', () => {
    expect(L.eig([[5]]).eigenvalues.toArray()).toEqual([5]);
    expect(L.schur([[5]])[0].toArray()).toEqual([[5]]);
    expect(L.expm([[0]]).toArray()).toEqual([[1]]);
    expect(L.ldl([[5]])[1].toArray()).toEqual([[5]]);
    expect(L.hilbert(1).toArray()).toEqual([[1]]);
  });
});

describe('warnings', () => {
  it('of ill-conditioned matrices reach the handler', () => {
    const nearly = [
      [1, 1],
      [1, 1 + 2 ** -52],
    ];
    const seen: string[] = [];
    L.catchWarnings(
      (warning) => seen.push(`${warning.name} ${warning.message}`),
      () => L.solve(nearly, [1, 2]),
    );
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatch(/^LinAlgWarning solve: Ill-conditioned matrix \(rcond=/);
    const stop = (): unknown =>
      L.catchWarnings(
        (warning) => {
          throw warning;
        },
        () => L.luFactor(rankOne),
      );
    expect(stop).toThrow(L.LinAlgWarning);
    L.catchWarnings(
      (warning) => seen.push(warning.message),
      () => expect(L.sqrtm([[0, 1], [0, 0]]).toFlatArray().some((x) => !Number.isNaN(x))).toBe(false), // prettier-ignore
    );
    expect(seen[1]).toContain('may not have a square root');
  });
});

describe('options of their own', () => {
  it('disp: false gives an estimate of the error', () => {
    const a = [
      [4, 1],
      [0, 9],
    ];
    for (const fn of [L.sqrtm, L.logm, L.signm] as const) {
      const [result, errest] = (fn as typeof L.sqrtm)(a, { disp: false });
      expect(result.shape).toEqual([2, 2]);
      expect(errest).toBeLessThan(1e-14);
    }
    expect(L.funm(a, (x) => np.multiply(x, x), { disp: false })[1]).toBeLessThan(1e-10);
  });

  it('eigBanded and eighTridiagonal with vectors', () => {
    const [w, v] = L.eighTridiagonal([2, 2, 2], [1, 1]);
    const full = L.toeplitz([2, 1, 0]);
    expect(np.allclose(np.matmul(full, v), np.multiply(v, w))).toBe(true);
    const [w2, v2] = L.eigBanded([[0, 1, 1], [2, 2, 2]], { select: 'i', selectRange: [1, 2] }); // prettier-ignore
    expect(v2.shape).toEqual([3, 2]);
    expect(np.allclose(np.matmul(full, v2), np.multiply(v2, w2))).toBe(true);
    expect(() => L.eighTridiagonal([1, 2], [1, 2])).toThrow('one more element');
  });

  it('clarksonWoodruffTransform keeps norms roughly, and adds rows up', () => {
    const a = np.random.defaultRng(1).standardNormal([400, 3]);
    const sketch = L.clarksonWoodruffTransform(a, 100, { seed: 3 });
    expect(sketch.shape).toEqual([100, 3]);
    const ratio = L.norm(sketch) / L.norm(a);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.3);
    expect(L.clarksonWoodruffTransform(a, 100, { seed: 3 }).toArray()).toEqual(sketch.toArray());
    const one = L.clarksonWoodruffTransform(np.ones([1, 2]), 1, { seed: 1 }).toArray() as number[][];
    expect(one[0]!.map(Math.abs)).toEqual([1, 1]);
  });

  it('exact integer matrices', () => {
    expect(L.pascal(3).toArray()).toEqual([[1n, 1n, 1n], [1n, 2n, 3n], [1n, 3n, 6n]]); // prettier-ignore
    expect(L.invpascal(2).toArray()).toEqual([[2n, -1n], [-1n, 1n]]); // prettier-ignore
    expect(L.invhilbert(2, { exact: true }).toArray()).toEqual([[4n, -6n], [-6n, 12n]]); // prettier-ignore
  });
});

it('is one module under three names', () => {
  expect(linalg.solve).toBe(np.linalg.solve);
  expect(Object.keys(linalg).sort()).toEqual(Object.keys(np.linalg).sort());
});

it('has the types of what it gives', () => {
  expectTypeOf(L.det(rows)).toEqualTypeOf<number>();
  expectTypeOf(L.inv(rows)).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(L.inv(f32)).toEqualTypeOf<np.NDArray<'float32'>>();
  expectTypeOf(L.solve(f32, rows)).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(L.solve(f32, f32)).toEqualTypeOf<np.NDArray<'float32'>>();
  expectTypeOf(L.inv([[new np.Complex(1)]])).toEqualTypeOf<np.NDArray<'complex128'>>();
  expectTypeOf(L.svd(rows)).toEqualTypeOf<linalg.Svd<np.NDArray<'float64'>, np.NDArray<'float64'>>>();
  expectTypeOf(L.svd(rows, { computeUv: false })).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(L.eigh([[new np.Complex(1)]]).eigenvalues).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(L.eig(rows).eigenvalues).toEqualTypeOf<np.NDArray<'float64' | 'complex128'>>();
  expectTypeOf(L.eigvals(f32)).toEqualTypeOf<np.NDArray<'float32' | 'complex64'>>();
  expectTypeOf(L.qr(rows, { mode: 'r' })).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(L.qr(rows, { pivoting: true }).P).toEqualTypeOf<np.NDArray<'int32'>>();
  expectTypeOf(L.lu(rows, { permuteL: true }).PL).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(L.norm([3, 4])).toEqualTypeOf<number>();
  expectTypeOf(L.norm(rows, { axis: 1 })).toEqualTypeOf<np.NDArray<'float64'>>();
  expect(L.norm([3, 4], { axis: 0 }).toArray()).toBe(5);
  expectTypeOf(L.vectorNorm(rows, { axis: 1 })).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(L.lstsq(rows, [1, 2]).rank).toEqualTypeOf<number>();
  expectTypeOf(L.schur(rows, { output: 'complex' })[0]).toEqualTypeOf<np.NDArray<'complex128'>>();
  expectTypeOf(L.toeplitz([1, 2])).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(L.hadamard(2)).toEqualTypeOf<np.NDArray<'int32'>>();
  // @ts-expect-error an option that does not exist
  expect(() => L.solve(rows, [1, 2], { assume: 'pos' })).toThrow("unexpected option 'assume'");
  // @ts-expect-error a structure that does not exist
  expect(() => L.solve(rows, [1, 2], { assumeA: 'round' })).toThrow('assumeA');
});
