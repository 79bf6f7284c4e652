/** Smoothing surfaces over rectangular grids: FITPACK's regrid (Dierckx 1993, chapter 10). */
import { BandedLeastSquares } from '../bandedLeastSquares.js';
import { intervalOf } from '../intervals.js';
import { notAKnot } from '../makeSplines.js';
import { basisAt, evaluateSpline } from '../splineBasis.js';
import { TOLERANCE, addKnot, jumps, knotsToAdd, searchParameter, type Ending, type Intervals } from './smoothing.js';

/** Data on a grid: z in C order, mx x my. */
export interface GridSurfaceData {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly kx: number;
  readonly ky: number;
  readonly bbox: readonly [xb: number, xe: number, yb: number, ye: number];
}

/** A product of splines near data, with FITPACK's ending. */
export interface SurfaceFit {
  readonly tx: Float64Array;
  readonly ty: Float64Array;
  readonly c: Float64Array;
  readonly kx: number;
  readonly ky: number;
  readonly fp: number;
  readonly ier: number;
}

/** The triangle of one direction: observations, and jumps of the highest derivative divided by p (none for p undefined). */
class Direction {
  readonly n: number;

  constructor(
    readonly x: Float64Array,
    readonly t: Float64Array,
    readonly k: number,
  ) {
    this.n = t.length - k - 1;
  }

  /** Least squares coefficients along this direction for rows of `width` values. */
  fit(values: Float64Array, width: number, p: number | undefined): Float64Array {
    const { x, t, k, n } = this;
    const fit = new BandedLeastSquares(n, p === undefined ? k + 1 : k + 2, width);
    const basis = new Float64Array(k + 1);
    const work = new Float64Array(k + 1);
    const rhs = new Float64Array(width);
    let span = k;
    for (let i = 0; i < x.length; i++) {
      span = intervalOf(t, x[i]!, k, n - 1, span);
      basisAt(t, k, span, x[i]!, 0, basis, work);
      rhs.set(values.subarray(i * width, (i + 1) * width));
      fit.add(span - k, basis, rhs);
    }
    if (p !== undefined) {
      jumps(t, k).forEach((row, i) => {
        rhs.fill(0);
        fit.add(
          i,
          row.map((value) => value / p),
          rhs,
        );
      });
    }
    return fit.solve();
  }

  /** Values of splines of `width` columns at the points. */
  values(c: Float64Array, width: number): Float64Array {
    const out = new Float64Array(this.x.length * width);
    evaluateSpline({ t: this.t, c, k: this.k, width }, this.x, 0, true, out);
    return out;
  }
}

/** The transpose of rows x columns. */
export function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j]!;
  return out;
}

function ends(from: number, to: number, k: number): number[] {
  return [...new Array<number>(k + 1).fill(from), ...new Array<number>(k + 1).fill(to)];
}

function through(x: Float64Array, k: number, from: number, to: number): Float64Array {
  const t = notAKnot(x, k);
  for (let i = 0; i <= k; i++) {
    t[i] = from;
    t[t.length - 1 - i] = to;
  }
  return t;
}

/** The surface with a sum of squares of s; 0 interpolates. */
export function fitGridSurface(data: GridSurfaceData, s: number): SurfaceFit {
  const { x, y, z, kx, ky, bbox } = data;
  const [mx, my] = [x.length, y.length];
  const [xb, xe, yb, ye] = bbox;
  const solve = (
    tx: Float64Array,
    ty: Float64Array,
    p?: number,
  ): { c: Float64Array; squares: Float64Array; fp: number } => {
    const along = new Direction(x, tx, kx);
    const across = new Direction(y, ty, ky);
    const half = along.fit(z, my, p);
    const c = across.fit(transposed(half, along.n, my), along.n, p);
    // c is ny x nx here; values at the grid by the same two steps.
    const atY = across.values(c, along.n);
    const atGrid = along.values(transposed(atY, my, along.n), my);
    const squares = atGrid.map((value, i) => (value - z[i]!) ** 2);
    return { c: transposed(c, across.n, along.n), squares, fp: squares.reduce((a, b) => a + b, 0) };
  };
  if (s === 0) {
    const [tx, ty] = [through(x, kx, xb, xe), through(y, ky, yb, ye)];
    return { tx, ty, c: solve(tx, ty).c, kx, ky, fp: 0, ier: -1 };
  }
  const accuracy = TOLERANCE * s;
  const inX: Intervals = { t: ends(xb, xe, kx), squares: [], inside: [mx - 2] };
  const inY: Intervals = { t: ends(yb, ye, ky), squares: [], inside: [my - 2] };
  const [mostX, mostY] = [mx + kx + 1, my + ky + 1];
  let [addedX, addedY, reducedX, reducedY, last, previous, fp0] = [0, 0, 0, 0, 0, 0, 0];
  for (let step = 0; ; step++) {
    const tx = Float64Array.from(inX.t);
    const ty = Float64Array.from(inY.t);
    const { c, squares, fp } = solve(tx, ty);
    const result = (ier: number, coefficients = c, sum = fp): SurfaceFit => ({
      tx,
      ty,
      c: coefficients,
      kx,
      ky,
      fp: sum,
      ier,
    });
    if (step === 0) fp0 = fp;
    const excess = fp - s;
    if (Math.abs(excess) < accuracy) return result(step === 0 ? -2 : 0);
    if (excess < 0) {
      if (step === 0) return result(-2);
      let best = { c, fp };
      const ier: Ending = searchParameter(1, s, fp0, fp, (p) => {
        best = solve(tx, ty, p);
        return best.fp;
      });
      return result(ier, best.c, best.fp);
    }
    if (tx.length >= mostX && ty.length >= mostY) return result(-1);
    if (step > mx + my) return result(0);
    if (last < 0) reducedX = previous - fp;
    else if (last > 0) reducedY = previous - fp;
    previous = fp;
    // Knots go where fewer are wanted, turn by turn when it is equal.
    const wantedX = tx.length === 2 * kx + 2 ? 1 : knotsToAdd(addedX, fp + reducedX, fp, s);
    const wantedY = ty.length === 2 * ky + 2 ? 1 : knotsToAdd(addedY, fp + reducedY, fp, s);
    let inFirst = wantedX < wantedY || (wantedX === wantedY && last >= 0);
    if (inFirst && tx.length >= mostX) inFirst = false;
    else if (!inFirst && ty.length >= mostY) inFirst = true;
    if (inFirst) {
      last = -1;
      addedX = wantedX;
      inX.squares = byInterval(x, tx, kx, rowSums(squares, mx, my, true));
      for (let i = 0; i < addedX && inX.t.length < mostX; i++) if (!addKnot(inX, x, kx)) break;
    } else {
      last = 1;
      addedY = wantedY;
      inY.squares = byInterval(y, ty, ky, rowSums(squares, mx, my, false));
      for (let i = 0; i < addedY && inY.t.length < mostY; i++) if (!addKnot(inY, y, ky)) break;
    }
    if (inX.t.length === tx.length && inY.t.length === ty.length) return result(1);
  }
}

/** Sums of squares by row or column of a grid. */
export function rowSums(squares: Float64Array, mx: number, my: number, rows: boolean): Float64Array {
  const sums = new Float64Array(rows ? mx : my);
  for (let i = 0; i < mx; i++) for (let j = 0; j < my; j++) sums[rows ? i : j]! += squares[i * my + j]!;
  return sums;
}

/** Sums by knot interval; a line on a knot counts half on either side. */
export function byInterval(x: Float64Array, t: Float64Array, k: number, squares: Float64Array): number[] {
  const n = t.length - k - 1;
  const sums: number[] = [];
  let part = 0;
  let knot = k + 1;
  for (let i = 0; i < x.length; i++) {
    part += squares[i]!;
    if (knot < n && x[i]! >= t[knot]!) {
      knot++;
      sums.push(part - 0.5 * squares[i]!);
      part = 0.5 * squares[i]!;
    }
  }
  sums.push(part);
  return sums;
}
