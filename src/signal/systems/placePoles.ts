/**
 * Feedback that moves a system's poles (J. Kautsky, N. Nichols and P. Van Dooren, Int. J. Control 41, 1985): of all eigenvectors
 * that can belong to the wanted poles, nearly orthogonal ones are chosen by turns.
 */
import type { ArrayLike } from '../../core/arrayLike.js';
import { asNDArray } from '../../core/arrayLike.js';
import { Complex } from '../../core/complex.js';
import { ValueError, checkOptions, describe, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { det, eigvals, inv, lstsq, matrixRank, nullSpace, svdvals } from '../../linalg/index.js';
import { matmul } from '../../ops/matmul.js';
import {
  complexList,
  complexVector,
  interleavedArray,
  realArray,
  shapedParts,
  type Complexes,
  type Reals,
} from '../values.js';
import { warn } from '../warnings.js';

/** Options of `placePoles`. */
export interface PlacePolesOptions {
  /** `'YT'` (the default) or `'KNV0'`; both take the same steps here, complex poles as pairs. */
  method?: 'YT' | 'KNV0';
  /** When the determinant of the eigenvectors changes by less, the search ends. Default 0.001. */
  rtol?: number;
  /** How many rounds at most. Default 30. */
  maxiter?: number;
}

/** What `placePoles` finds. */
export interface PlacedPoles {
  /** The feedback K: the poles are the eigenvalues of A - B K. */
  readonly gainMatrix: Reals;
  /** The eigenvalues of A - B K. */
  readonly computedPoles: Complexes;
  readonly requestedPoles: Complexes;
  /** The eigenvectors. */
  readonly X: Complexes;
  /** By how much the determinant of X changed at the end; NaN where there is no choice. */
  readonly rtol: number;
  /** How many rounds; NaN where there is no choice. */
  readonly nbIter: number;
}

/** Poles with each pair of conjugates side by side, the one below the axis first. */
function ordered(poles: readonly Complex[]): Complex[] {
  const result = poles.filter((z) => z.im === 0).sort((a, b) => a.re - b.re);
  const below = poles.filter((z) => z.im < 0).sort((a, b) => a.re - b.re || a.im - b.im);
  const above = poles.filter((z) => z.im > 0);
  for (const z of below) {
    const k = above.findIndex((w) => w.re === z.re && w.im === -z.im);
    if (k < 0) throw new ValueError('placePoles: Complex poles must come with their conjugates');
    above.splice(k, 1);
    result.push(z, z.conj());
  }
  if (above.length > 0) throw new ValueError('placePoles: Complex poles must come with their conjugates');
  return result;
}

/** A matrix of complex numbers from a function of its places. */
function filled(m: number, n: number, at: (i: number, j: number) => Complex): Complexes {
  const pairs = new Float64Array(2 * m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const z = at(i, j);
      pairs[2 * (i * n + j)] = z.re;
      pairs[2 * (i * n + j) + 1] = z.im;
    }
  }
  return interleavedArray(pairs, [m, n]);
}

const elements = (a: NDArray): ((i: number, j: number) => Complex) => {
  const { re, im } = shapedParts('placePoles', 'matrix', a);
  const n = a.shape[1]!;
  return (i, j) => new Complex(re[i * n + j]!, im ? im[i * n + j]! : 0);
};

/**
 * The feedback that gives a system the wanted poles.
 *
 * @param A - the matrix of states
 * @param B - the matrix of inputs
 * @param poles - the wanted poles, complex ones with their conjugates
 * @returns the feedback, the poles that it gives, the eigenvectors and how the search went
 * @throws ValueError for sizes that do not fit, poles repeated too often, or complex poles without conjugates
 * @example
 * placePoles([[0, 1], [0, 0]], [[0], [1]], [-1, -2]).gainMatrix.toArray(); // about [[2, 3]]
 */
export function placePoles(A: ArrayLike, B: ArrayLike, poles: ArrayLike, options: PlacePolesOptions = {}): PlacedPoles {
  checkOptions('placePoles', options, ['method', 'rtol', 'maxiter']);
  const { method = 'YT', rtol = 1e-3, maxiter = 30 } = options;
  if (method !== 'YT' && method !== 'KNV0')
    throw new ValueError(`placePoles: The method keyword must be one of 'YT' or 'KNV0', got ${describe(method)}`);
  const a = asNDArray('placePoles', A);
  const b = asNDArray('placePoles', B);
  if (a.ndim !== 2 || b.ndim !== 2)
    throw new ValueError(`placePoles: A and B must be 2-D, got shapes ${shapeText(a.shape)} and ${shapeText(b.shape)}`);
  const n = a.shape[0]!;
  if (a.shape[1] !== n) throw new ValueError(`placePoles: A must be square, got shape ${shapeText(a.shape)}`);
  if (b.shape[0] !== n)
    throw new ValueError(
      `placePoles: B must have as many rows as A, got shapes ${shapeText(a.shape)} and ${shapeText(b.shape)}`,
    );
  const given = complexList('placePoles', 'poles', poles);
  if (given.length !== n) throw new ValueError(`placePoles: ${given.length} poles were given, but A has ${n} rows`);
  if (!(maxiter >= 1)) throw new ValueError('placePoles: maxiter must be at least equal to 1');
  if (rtol > 1) throw new ValueError('placePoles: rtol can not be greater than 1');
  const wanted = ordered(given);
  const rank = Number(matrixRank(b));
  for (const p of wanted) {
    if (wanted.filter((q) => q.equals(p)).length > rank) {
      throw new ValueError('placePoles: at least one of the requested pole is repeated more than rank(B) times');
    }
  }
  const left = rank < n ? (nullSpace(b.T) as NDArray) : null;
  const state = elements(a);
  // The eigenvectors that can belong to a pole: those on whose change the input has no part outside its range.
  const spaces = wanted.map((p) => {
    if (!left) return filled(n, n, (i, j) => new Complex(i === j ? 1 : 0));
    const shifted = filled(n, n, (i, j) => state(i, j).sub(i === j ? p : 0));
    return nullSpace(matmul(left.T, shifted) as NDArray) as NDArray;
  });
  const X: Complex[][] = spaces.map((s) => {
    const at = elements(s);
    return unit(
      Array.from({ length: n }, (_, i) =>
        Array.from({ length: s.shape[1]! }, (_, j) => at(i, j)).reduce((x, y) => x.add(y)),
      ),
    );
  });
  const pairUp = (): void => wanted.forEach((p, k) => p.im > 0 && (X[k] = X[k - 1]!.map((z) => z.conj())));
  if (rank === n) X.forEach((x, k) => x.forEach((_, i) => (x[i] = new Complex(i === k ? 1 : 0))));
  if (rank === n && wanted.some((p) => p.im !== 0)) {
    wanted.forEach((p, k) => {
      if (p.im < 0)
        X[k] = X[k]!.map((_, i) =>
          i === k ? new Complex(Math.SQRT1_2) : i === k + 1 ? new Complex(0, -Math.SQRT1_2) : new Complex(0),
        );
    });
  }
  pairUp();
  const array = (): Complexes => filled(n, n, (i, j) => X[j]![i]!);
  const size = (): number => {
    const d = det(array()) as unknown as Complex | number;
    return typeof d === 'number' ? Math.abs(d) : d.abs();
  };
  let change = NaN;
  let rounds = NaN;
  if (rank > 1 && rank < n) {
    const least = Math.sqrt(Number.EPSILON);
    /** Turn the eigenvectors by turns until their determinant settles. */
    const search = (): { rounds: number; change: number } => {
      let before = Math.max(least, size());
      let gap = NaN;
      for (let round = 1; round <= maxiter; round++) {
        turnEach(X, wanted, spaces);
        const now = Math.max(least, size());
        gap = Math.abs((now - before) / now);
        before = now;
        if (gap < rtol && now > least) return { rounds: round, change: gap };
      }
      return { rounds: maxiter + 1, change: gap };
    };
    // From several starts, as turns may end where no small step helps; the best conditioned eigenvectors are kept.
    let best: { X: Complex[][]; condition: number; rounds: number; change: number } | null = null;
    const random = generator();
    for (let start = 0; start < STARTS; start++) {
      if (start > 0) {
        spaces.forEach((space, k) => {
          if (wanted[k]!.im > 0) return;
          const at = elements(space);
          const weights = Array.from({ length: space.shape[1]! }, () =>
            wanted[k]!.im === 0 ? new Complex(random()) : new Complex(random(), random()),
          );
          X[k] = unit(Array.from({ length: n }, (_, i) => weights.reduce((x, w, j) => x.add(at(i, j).mul(w)), new Complex(0)))); // prettier-ignore
        });
        pairUp();
      }
      const found = search();
      const condition = conditionOf(array());
      if (!best || condition < best.condition * (1 - 1e-6)) best = { X: [...X], condition, ...found };
    }
    X.splice(0, n, ...best!.X);
    ({ rounds, change } = best!);
    if (rounds > maxiter) {
      rounds = maxiter;
      warn(
        `placePoles: Convergence was not reached after maxiter iterations. You asked for a tolerance of ${rtol}, we got ${change}.`,
      );
    }
  }
  const vectors = array();
  const moved = matmul(
    matmul(
      vectors,
      filled(n, n, (i, j) => (i === j ? wanted[i]! : new Complex(0))),
    ) as NDArray,
    inv(vectors) as NDArray,
  ) as NDArray;
  const target = shapedParts('placePoles', 'A', moved).re;
  const gap = realArray(
    target.map((v, i) => state(Math.floor(i / n), i % n).re - v),
    [n, n],
  );
  const { x: gain } = lstsq(b, gap) as unknown as { x: Reals };
  const product = matmul(b, gain) as unknown as Reals;
  const closed = realArray(
    Float64Array.from(product.copy().data, (v, i) => state(Math.floor(i / n), i % n).re - v),
    [n, n],
  );
  return {
    gainMatrix: gain,
    computedPoles: complexVector(complexList('placePoles', 'poles', eigvals(closed) as NDArray)),
    requestedPoles: complexVector(wanted),
    X: vectors,
    rtol: change,
    nbIter: rounds,
  };
}

/** How many starts the search for eigenvectors has. */
const STARTS = 6;

/** Numbers between -1 and 1, always the same ones. */
function generator(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 2 ** 30 - 1;
  };
}

/** The condition number of the eigenvectors. */
function conditionOf(vectors: Complexes): number {
  const values = (svdvals(vectors) as NDArray).toFlatArray().map(Number);
  return values[0]! / values[values.length - 1]!;
}

/** Turn each eigenvector within its space to the direction that is nearest to orthogonal to all others. */
function turnEach(X: Complex[][], wanted: readonly Complex[], spaces: readonly NDArray[]): void {
  const n = X.length;
  wanted.forEach((p, k) => {
    if (p.im > 0) return;
    const others = X.filter((_, j) => j !== k);
    const rows = filled(n - 1, n, (i, j) => others[i]![j]!.conj());
    const direction = elements(nullSpace(rows) as NDArray);
    const y = Array.from({ length: n }, (_, i) => direction(i, 0));
    const s = elements(spaces[k]!);
    const width = spaces[k]!.shape[1]!;
    const parts = Array.from({ length: width }, (_, j) =>
      y.reduce((sum, v, i) => sum.add(s(i, j).conj().mul(v)), new Complex(0)),
    );
    const x = y.map((_, i) => parts.reduce((sum, v, j) => sum.add(s(i, j).mul(v)), new Complex(0)));
    if (norm(x) > 1e-12) X[k] = unit(p.im === 0 ? realUpToPhase(x) : x);
    if (p.im < 0) X[k + 1] = X[k]!.map((z) => z.conj());
  });
}

const norm = (x: readonly Complex[]): number => Math.sqrt(x.reduce((sum, z) => sum + z.re * z.re + z.im * z.im, 0));

const unit = (x: readonly Complex[]): Complex[] => {
  const size = norm(x);
  return x.map((z) => new Complex(z.re / size, z.im / size));
};

/** A vector turned so that its largest element is real; of a real eigenvalue all are then. */
function realUpToPhase(x: readonly Complex[]): Complex[] {
  const top = x.reduce((a, b) => (b.abs() > a.abs() ? b : a));
  const turn = new Complex(top.re / top.abs(), -top.im / top.abs());
  return x.map((z) => new Complex(z.mul(turn).re, 0));
}
