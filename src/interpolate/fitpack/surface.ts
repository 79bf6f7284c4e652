/** Smoothing surfaces near scattered data: FITPACK's surfit (Dierckx 1993, chapter 9). */
import { engine } from '../../linalg/engine/index.js';
import { BandedLeastSquares } from '../bandedLeastSquares.js';
import { intervalOf } from '../intervals.js';
import { basisAt } from '../splineBasis.js';
import type { SurfaceFit } from './gridSurface.js';
import { TOLERANCE, jumps, searchParameter, type Ending } from './smoothing.js';

/** Scattered data with weights. */
export interface SurfaceData {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly w: Float64Array;
  readonly kx: number;
  readonly ky: number;
  readonly bbox: readonly [xb: number, xe: number, yb: number, ye: number];
  /** Diagonal elements below this times the largest count as 0. */
  readonly eps: number;
}

/** A least squares problem on given knots; unknowns are ordered so that its band is narrow. */
class SurfaceProblem {
  readonly nx: number;
  readonly ny: number;
  /** Is y the outer index? */
  readonly swapped: boolean;
  readonly band: number;
  readonly fit: BandedLeastSquares;

  constructor(
    readonly data: SurfaceData,
    readonly tx: Float64Array,
    readonly ty: Float64Array,
  ) {
    const { kx, ky } = data;
    this.nx = tx.length - kx - 1;
    this.ny = ty.length - ky - 1;
    const [byX, byY] = [kx * this.ny + ky + 1, ky * this.nx + kx + 1];
    this.swapped = byY < byX;
    this.band = Math.min(byX, byY);
    this.fit = new BandedLeastSquares(this.nx * this.ny, this.band, 1);
    // Points by panel: rows come in the order of their first entry, which keeps the work within the band.
    const rows: { start: number; i: number }[] = [];
    const m = data.x.length;
    for (let i = 0; i < m; i++) rows.push({ start: this.index(this.spanX(i) - kx, this.spanY(i) - ky), i });
    rows.sort((a, b) => a.start - b.start || a.i - b.i);
    const row = new Float64Array(this.band);
    const rhs = new Float64Array(1);
    for (const { start, i } of rows) {
      row.fill(0);
      const weight = data.w[i]!;
      this.eachTerm(i, (index, value) => (row[index - start] = weight * value));
      rhs[0] = weight * data.z[i]!;
      this.fit.add(start, row, rhs);
    }
  }

  private index(i: number, j: number): number {
    return this.swapped ? j * this.nx + i : i * this.ny + j;
  }

  private spanX(i: number): number {
    const { kx } = this.data;
    return intervalOf(this.tx, this.data.x[i]!, kx, this.nx - 1, kx);
  }

  private spanY(i: number): number {
    const { ky } = this.data;
    return intervalOf(this.ty, this.data.y[i]!, ky, this.ny - 1, ky);
  }

  private eachTerm(p: number, visit: (index: number, value: number) => void): void {
    const { kx, ky, x, y } = this.data;
    const work = new Float64Array(Math.max(kx, ky) + 1);
    const bx = new Float64Array(kx + 1);
    const by = new Float64Array(ky + 1);
    const [sx, sy] = [this.spanX(p), this.spanY(p)];
    basisAt(this.tx, kx, sx, x[p]!, 0, bx, work);
    basisAt(this.ty, ky, sy, y[p]!, 0, by, work);
    for (let i = 0; i <= kx; i++) {
      for (let j = 0; j <= ky; j++) visit(this.index(sx - kx + i, sy - ky + j), bx[i]! * by[j]!);
    }
  }

  /** With the jumps of the highest derivatives, divided by p, as further rows. */
  smoothed(p: number): BandedLeastSquares {
    const { kx, ky } = this.data;
    const { nx, ny } = this;
    const outer = (this.swapped ? ky + 1 : kx + 1) * (this.swapped ? nx : ny) + 1;
    const more = this.fit.widened(Math.min(nx * ny, Math.max(this.band, outer)));
    const rhs = new Float64Array(1);
    const put = (entries: { index: number; value: number }[]): void => {
      const start = Math.min(...entries.map((entry) => entry.index));
      const row = new Float64Array(more.band);
      for (const { index, value } of entries) row[index - start] = value / p;
      rhs[0] = 0;
      more.add(start, row, rhs);
    };
    jumps(this.ty, ky).forEach((row, r) => {
      for (let i = 0; i < nx; i++) put(Array.from(row, (value, j) => ({ index: this.index(i, r + j), value })));
    });
    jumps(this.tx, kx).forEach((row, r) => {
      for (let j = 0; j < ny; j++) put(Array.from(row, (value, i) => ({ index: this.index(r + i, j), value })));
    });
    return more;
  }

  /** Coefficients in the order nx x ny; of least norm where the data leave them undetermined. */
  solve(fit: BandedLeastSquares): { c: Float64Array; deficient: number } {
    const { n } = fit;
    const { c, deficient } = solveTriangle(fit, this.data.eps);
    if (!this.swapped) return { c, deficient };
    const turned = new Float64Array(n);
    for (let i = 0; i < this.nx; i++) for (let j = 0; j < this.ny; j++) turned[i * this.ny + j] = c[j * this.nx + i]!;
    return { c: turned, deficient };
  }

  /** Weighted squares of the residuals. */
  squares(c: Float64Array): Float64Array {
    const { z, w } = this.data;
    return z.map((value, p) => {
      let sum = 0;
      this.eachTerm(p, (index, term) => {
        const at = this.swapped ? (index % this.nx) * this.ny + Math.floor(index / this.nx) : index;
        sum += term * c[at]!;
      });
      return (w[p]! * (value - sum)) ** 2;
    });
  }
}

/** The solution of a triangle; of least norm where its diagonal has elements below `eps` times the largest. */
export function solveTriangle(fit: BandedLeastSquares, eps: number): { c: Float64Array; deficient: number } {
  const { n, band, r } = fit;
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, r[i * band]!);
  let deficient = 0;
  for (let i = 0; i < n; i++) if (r[i * band]! <= eps * largest) deficient++;
  if (deficient === 0) return { c: fit.solve(), deficient };
  const dense = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = i; j < Math.min(n, i + band); j++) dense[j * n + i] = r[i * band + j - i]!;
  const c = fit.z.slice();
  const { rank } = engine().gelsd('d', n, n, 1, dense, c, new Float64Array(n), Math.max(eps, 1e-15));
  return { c, deficient: n - rank };
}

function knots(interior: readonly number[], from: number, to: number, k: number): Float64Array {
  const end = (value: number): number[] => new Array<number>(k + 1).fill(value);
  return Float64Array.from([...end(from), ...interior, ...end(to)]);
}

/** The least squares surface on interior knots. */
export function fitSurfaceOnKnots(data: SurfaceData, inX: readonly number[], inY: readonly number[]): SurfaceFit {
  const [xb, xe, yb, ye] = data.bbox;
  const tx = knots(inX, xb, xe, data.kx);
  const ty = knots(inY, yb, ye, data.ky);
  const problem = new SurfaceProblem(data, tx, ty);
  const { c, deficient } = problem.solve(problem.fit);
  const fp = problem.squares(c).reduce((a, b) => a + b, 0);
  return { tx, ty, c, kx: data.kx, ky: data.ky, fp, ier: deficient > 0 ? -(problem.nx * problem.ny - deficient) : 0 };
}

/**
 * The surface with a weighted sum of squares of s.
 *
 * @param mostX - the most knots in x
 * @param mostY - the most knots in y
 */
export function fitSurface(data: SurfaceData, s: number, mostX: number, mostY: number): SurfaceFit {
  const { x, y, kx, ky } = data;
  const [xb, xe, yb, ye] = data.bbox;
  const inX: number[] = [];
  const inY: number[] = [];
  const accuracy = TOLERANCE * s;
  let fp0 = 0;
  for (let step = 0; ; step++) {
    const tx = knots(inX, xb, xe, kx);
    const ty = knots(inY, yb, ye, ky);
    const problem = new SurfaceProblem(data, tx, ty);
    const { c } = problem.solve(problem.fit);
    const squares = problem.squares(c);
    const fp = squares.reduce((a, b) => a + b, 0);
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
    if (Math.abs(excess) <= accuracy) return result(fp <= 0 ? -1 : step === 0 ? -2 : 0);
    if (excess < 0) return step === 0 ? result(-2) : smoothSurface(problem, s, fp0, fp, result);
    if (problem.nx * problem.ny > x.length) return result(4);
    if (step > x.length) return result(0);
    // Each interval's share of the residuals, and where within it they are.
    const gather = (at: Float64Array, t: Float64Array, k: number): { sums: number[]; centres: number[] } => {
      const n = t.length - k - 1;
      const sums = new Array<number>(n - k).fill(0);
      const centres = new Array<number>(n - k).fill(0);
      squares.forEach((square, i) => {
        const j = intervalOf(t, at[i]!, k, n - 1, k) - k;
        sums[j]! += square;
        centres[j]! += square * at[i]!;
      });
      return { sums, centres };
    };
    const [inXs, inYs] = [gather(x, tx, kx), gather(y, ty, ky)];
    let placed = false;
    let full = true;
    for (;;) {
      // The greatest share in either direction; x comes first where it is equal.
      let best = 0;
      let at = -1;
      let along = true;
      if (tx.length < mostX) {
        full = false;
        inXs.sums.forEach((sum, j) => {
          if (sum > best) [best, at, along] = [sum, j, true];
        });
      }
      if (ty.length < mostY) {
        full = false;
        inYs.sums.forEach((sum, j) => {
          if (sum > best) [best, at, along] = [sum, j, false];
        });
      }
      if (at < 0) break;
      const list = along ? inXs : inYs;
      const [t, k] = along ? [tx, kx] : [ty, ky];
      const knot = list.centres[at]! / list.sums[at]!;
      const [left, right] = [knot - t[k + at]!, t[k + at + 1]! - knot];
      list.sums[at] = 0;
      // Too near to a knot that is there.
      if (right > 10 * left || left > 10 * right) continue;
      (along ? inX : inY).splice(at, 0, knot);
      placed = true;
      break;
    }
    if (!placed) return result(full ? 1 : 5);
  }
}

function smoothSurface(
  problem: SurfaceProblem,
  s: number,
  fp0: number,
  fpInfinity: number,
  result: (ier: number, c: Float64Array, fp: number) => SurfaceFit,
): SurfaceFit {
  const { n, band, r } = problem.fit;
  let diagonal = 0;
  for (let i = 0; i < n; i++) diagonal += r[i * band]!;
  let c: Float64Array = problem.fit.z;
  let fp = fpInfinity;
  const ier: Ending = searchParameter(n / diagonal, s, fp0, fpInfinity, (p) => {
    ({ c } = problem.solve(problem.smoothed(p)));
    fp = problem.squares(c).reduce((a, b) => a + b, 0);
    return fp;
  });
  return result(ier, c, fp);
}
