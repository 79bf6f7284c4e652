/**
 * Smoothing and interpolating surfaces over a grid of colatitudes and longitudes: FITPACK's spgrid (P. Dierckx, Curve and Surface
 * Fitting with Splines, 1993, section 11.2). Fits separate into one along longitudes and one along colatitudes; what is free at the
 * poles, a value and a tangent plane, enters linearly and is found by least squares afterwards.
 */
import { BandedLeastSquares } from '../bandedLeastSquares.js';
import { intervalOf } from '../intervals.js';
import { basisAt } from '../splineBasis.js';
import { CyclicLeastSquares, closedKnots } from './closedCurve.js';
import { byInterval, rowSums, type SurfaceFit } from './gridSurface.js';
import { circleCoefficients, colatitudeKnots } from './sphere.js';
import { TOLERANCE, addKnot, jumps, knotsToAdd, searchParameter, type Ending, type Intervals } from './smoothing.js';

const PERIOD = 2 * Math.PI;

/** What is asked for at a pole. */
export interface Pole {
  /** Is there a tangent plane? */
  readonly smooth: boolean;
  /** Is it level? */
  readonly flat: boolean;
  readonly value: number | null;
  /** Is the value taken as it is, or as one more piece of data? */
  readonly exact: boolean;
}

/** Data r in C order, u by v; colatitudes within 0 and pi, longitudes from v[0] on within a period. */
export interface SphereGridData {
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly r: Float64Array;
  readonly poles: readonly [Pole, Pole];
}

interface Solution {
  /** All coefficients, rows by colatitude, the last three columns repeating the first. */
  readonly c: Float64Array;
  /** Squares of the residuals on the grid, and their sum. */
  readonly squares: Float64Array;
  readonly fp: number;
  /** The numbers at the poles. */
  readonly numbers: readonly number[];
}

/** Neighbouring coefficients and what they are multiplied by. */
interface Row {
  readonly first: number;
  readonly values: Float64Array;
}

/** Values of B-splines at points: the first of four columns, and the values. */
function basisRows(x: Float64Array, t: Float64Array): { first: Int32Array; values: Float64Array } {
  const n = t.length - 4;
  const first = new Int32Array(x.length);
  const values = new Float64Array(4 * x.length);
  const work = new Float64Array(4);
  const basis = new Float64Array(4);
  let span = 3;
  for (let i = 0; i < x.length; i++) {
    span = intervalOf(t, x[i]!, 3, n - 1, span);
    basisAt(t, 3, span, x[i]!, 0, basis, work);
    first[i] = span - 3;
    values.set(basis, 4 * i);
  }
  return { first, values };
}

/** Fits on given knots. */
class GridFit {
  readonly tu: Float64Array;
  readonly tv: Float64Array;
  readonly rows: number;
  readonly free: number;
  readonly #u: { first: Int32Array; values: Float64Array };
  readonly #v: { first: Int32Array; values: Float64Array };
  readonly #circle: { cos: Float64Array; sin: Float64Array };
  /** The rows that belong to the poles, one list a free number: which row, and its coefficients. */
  readonly #fixed: { row: number; c: Float64Array }[][] = [];
  /** The numbers at the poles before any are adapted, and which may be. */
  readonly #start: number[] = [];
  readonly #adapted: boolean[] = [];
  readonly #targets: { index: number; value: number }[] = [];

  constructor(
    readonly data: SphereGridData,
    inU: readonly number[],
    inV: readonly number[],
    adapt: boolean,
    start: readonly number[] | null = null,
  ) {
    const { u, v, r, poles } = data;
    this.tu = colatitudeKnots(inU);
    this.tv = closedKnots(inV, 3, v[0]!, v[0]! + PERIOD);
    this.rows = this.tu.length - 4;
    this.free = this.tv.length - 7;
    this.#u = basisRows(u, this.tu);
    this.#v = basisRows(v, this.tv);
    this.#circle = circleCoefficients(inV, v[0]!);
    const mv = v.length;
    poles.forEach((pole, k) => {
      const edge = k === 0 ? 0 : this.rows - 1;
      const next = k === 0 ? 1 : this.rows - 2;
      const level = new Float64Array(this.free).fill(1);
      const mean = r.subarray(k === 0 ? 0 : r.length - mv, k === 0 ? mv : r.length).reduce((a, b) => a + b, 0) / mv;
      const index = this.#fixed.length;
      this.#fixed.push([{ row: edge, c: level }, ...(pole.smooth ? [{ row: next, c: level }] : [])]);
      this.#start.push(start?.[index] ?? pole.value ?? mean);
      this.#adapted.push(adapt && !(pole.value !== null && pole.exact));
      if (pole.value !== null && !pole.exact) this.#targets.push({ index, value: pole.value });
      if (!pole.smooth || pole.flat) return;
      // A third of the distance between knots for a slope of 1, so that the numbers do not depend on the knots.
      const third = (k === 0 ? this.tu[4]! : Math.PI - this.tu[this.rows - 1]!) / 3;
      for (const c of [this.#circle.cos, this.#circle.sin]) {
        this.#fixed.push([{ row: next, c: c.slice(0, this.free).map((value) => value * third) }]);
        this.#start.push(start?.[this.#fixed.length - 1] ?? 0);
        this.#adapted.push(adapt);
      }
    });
  }

  /** The data along longitudes as coefficients. */
  #alongLongitude(p: number | undefined): Float64Array {
    const { u, v, r } = this.data;
    const [mu, mv] = [u.length, v.length];
    const fit = new CyclicLeastSquares(this.free, mu, Math.min(this.free, p === undefined ? 3 : 4), p === undefined ? 4 : 5);
    const rhs = new Float64Array(mu);
    for (let j = 0; j < mv; j++) {
      for (let i = 0; i < mu; i++) rhs[i] = r[i * mv + j]!;
      fit.add(this.#v.first[j]!, this.#v.values.subarray(4 * j, 4 * j + 4), rhs);
    }
    if (p !== undefined) {
      jumps(this.tv, 3).forEach((row, k) => {
        rhs.fill(0);
        fit.add(k, row.map((value) => value / p), rhs);
      });
    }
    return fit.solve();
  } // prettier-ignore

  /** The best surface; with p its third derivatives jump less. */
  solve(p?: number): Solution {
    const { free, rows } = this;
    const mu = this.data.u.length;
    const along = this.#alongLongitude(p);
    const parts = this.#fixed.length + 1;
    const width = free * parts;
    const isFixed = new Uint8Array(rows);
    for (const list of this.#fixed) for (const { row } of list) isFixed[row] = 1;
    const first = isFixed.findIndex((f) => !f);
    const count = isFixed.reduce((n, f) => n + (f ? 0 : 1), 0);
    const fit = new BandedLeastSquares(Math.max(count, 1), 5, width);
    const rhs = new Float64Array(width);
    const entries = new Float64Array(5);
    // One row for all parts: what belongs to a pole is known and goes to the right-hand side.
    const add = (at: number, values: ArrayLike<number>): void => {
      entries.fill(0);
      let start = -1;
      for (let k = 0; k < values.length; k++) {
        const row = at + k;
        if (isFixed[row]) {
          this.#fixed.forEach((list, part) => {
            for (const own of list) {
              if (own.row !== row) continue;
              for (let j = 0; j < free; j++) rhs[(part + 1) * free + j]! -= values[k]! * own.c[j]!;
            }
          });
        } else {
          if (start < 0) start = row - first;
          entries[row - first - start] = values[k]!;
        }
      }
      if (start >= 0) fit.add(start, entries, rhs);
    };
    for (let i = 0; i < mu; i++) {
      rhs.fill(0);
      for (let j = 0; j < free; j++) rhs[j] = along[j * mu + i]!;
      add(this.#u.first[i]!, this.#u.values.subarray(4 * i, 4 * i + 4));
    }
    if (p !== undefined) {
      jumps(this.tu, 3).forEach((row, k) => {
        rhs.fill(0);
        add(k, row.map((value) => value / p));
      });
    }
    const inner = count > 0 ? fit.solve() : new Float64Array(0);
    const surfaces = Array.from({ length: parts }, (_, part) => {
      const c = new Float64Array(rows * free);
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < free; j++) c[(first + i) * free + j] = inner[i * width + part * free + j]!;
      }
      if (part > 0) for (const { row, c: own } of this.#fixed[part - 1]!) for (let j = 0; j < free; j++) c[row * free + j]! += own[j]!;
      return c;
    });
    return this.#combined(surfaces, p);
  } // prettier-ignore

  /** Rows along one direction: values at points, then, with p, jumps divided by p. */
  #rowsAlong(basis: { first: Int32Array; values: Float64Array }, t: Float64Array, p: number | undefined): Row[] {
    const points = Array.from(basis.first, (first, i) => ({ first, values: basis.values.subarray(4 * i, 4 * i + 4) }));
    if (p === undefined) return points;
    return [...points, ...jumps(t, 3).map((row, first) => ({ first, values: row.map((value) => value / p) }))];
  }

  /** What coefficients (without those that repeat) give in rows along either direction. */
  #values(c: Float64Array, alongU: readonly Row[], alongV: readonly Row[]): Float64Array {
    const { free } = this;
    const width = alongV.length;
    const out = new Float64Array(alongU.length * width);
    const line = new Float64Array(free);
    alongU.forEach((u, i) => {
      line.fill(0);
      for (let k = 0; k < u.values.length; k++) {
        for (let j = 0; j < free; j++) line[j]! += u.values[k]! * c[(u.first + k) * free + j]!;
      }
      alongV.forEach((v, j) => {
        let sum = 0;
        for (let k = 0; k < v.values.length; k++) sum += v.values[k]! * line[(v.first + k) % free]!;
        out[i * width + j] = sum;
      });
    });
    return out;
  }

  /**
   * The surface of the data and those of the numbers at the poles, put together so that all squares are least: those of the
   * residuals and, with p, of the jumps.
   */
  #combined(surfaces: readonly Float64Array[], p: number | undefined): Solution {
    const [mu, mv] = [this.data.u.length, this.data.v.length];
    const alongU = this.#rowsAlong(this.#u, this.tu, p);
    const alongV = this.#rowsAlong(this.#v, this.tv, p);
    const width = alongV.length;
    const r = new Float64Array(alongU.length * width);
    for (let i = 0; i < mu; i++) r.set(this.data.r.subarray(i * mv, (i + 1) * mv), i * width);
    const values = surfaces.map((c) => this.#values(c, alongU, alongV));
    const g = [...this.#start];
    const open = g.flatMap((_, k) => (this.#adapted[k] ? [k] : []));
    if (open.length > 0) {
      const fit = new BandedLeastSquares(open.length, open.length, 1);
      const rhs = new Float64Array(1);
      for (let i = 0; i < r.length; i++) {
        rhs[0] = r[i]! - values[0]![i]!;
        g.forEach((start, k) => (rhs[0]! -= start * values[k + 1]![i]!));
        fit.add(0, Float64Array.from(open, (k) => values[k + 1]![i]!), rhs);
      }
      for (const { index, value } of this.#targets) {
        rhs[0] = value - g[index]!;
        fit.add(0, Float64Array.from(open, (k) => (k === index ? 1 : 0)), rhs);
      }
      // What the data say nothing about stays as it was.
      const least = 1e-10 * Math.max(...open.map((_, i) => fit.r[i * open.length]!));
      if (open.every((_, i) => fit.r[i * open.length]! > least)) {
        const change = fit.solve();
        open.forEach((k, i) => (g[k]! += change[i]!));
      }
    }
    const { free, rows } = this;
    const c = new Float64Array(rows * (free + 3));
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < free + 3; j++) {
        const at = i * free + (j % free);
        let sum = surfaces[0]![at]!;
        g.forEach((value, k) => (sum += value * surfaces[k + 1]![at]!));
        c[i * (free + 3) + j] = sum;
      }
    }
    const squares = this.data.r.map((value, at) => {
      const i = Math.floor(at / mv) * width + (at % mv);
      let sum = values[0]![i]!;
      g.forEach((own, k) => (sum += own * values[k + 1]![i]!));
      return (value - sum) ** 2;
    });
    const fp = squares.reduce((a, b) => a + b, 0);
    return { c, squares, fp, numbers: g };
  } // prettier-ignore
}

/** The surface with a sum of squares of s; 0 interpolates. */
export function fitSphereGrid(data: SphereGridData, s: number): SurfaceFit {
  const { u, v, poles } = data;
  const [mu, mv] = [u.length, v.length];
  const skipped = poles.map((pole) => (pole.smooth ? 0 : 1));
  const allU = Array.from(u.subarray(skipped[0], mu - skipped[1]!));
  const allV = Array.from(v.subarray(1));
  const finished = (fit: GridFit, { c, fp }: Solution, ier: number): SurfaceFit => ({
    tx: fit.tu,
    ty: fit.tv,
    c,
    kx: 3,
    ky: 3,
    fp,
    ier,
  });
  if (s === 0) {
    // What is not known at the poles is estimated by least squares on every other knot.
    const exact = poles.map((pole) => ({ ...pole, exact: pole.value !== null })) as [Pole, Pole];
    const sparse = Array.from(u).filter((_, i) => i % 2 === 0 && i >= 2 && i <= mu - 3);
    const estimate = new GridFit({ ...data, poles: exact }, sparse, allV, true).solve();
    const fit = new GridFit({ ...data, poles: exact }, allU, allV, false, estimate.numbers);
    return { ...finished(fit, fit.solve(), -1), fp: 0 };
  }
  const accuracy = TOLERANCE * s;
  const padded = (x: Float64Array, from: number, to: number): Float64Array => Float64Array.from([from, ...x, to]);
  const [pu, pv] = [padded(u, 0, Math.PI), padded(v.subarray(1), v[0]!, v[0]! + PERIOD)];
  const ends = (from: number, to: number): number[] => [from, from, from, from, to, to, to, to];
  const inU: Intervals = { t: ends(0, Math.PI), squares: [], inside: [mu] };
  const inV: Intervals = { t: ends(v[0]!, v[0]! + PERIOD), squares: [], inside: [mv - 1] };
  const [mostU, mostV] = [allU.length + 8, allV.length + 8];
  let [addedU, addedV, reducedU, reducedV, last, previous, fp0] = [0, 0, 0, 0, 0, 0, 0];
  for (let step = 0; ; step++) {
    const fit = new GridFit(data, inU.t.slice(4, -4), inV.t.slice(4, -4), true);
    const solution = fit.solve();
    const { squares, fp } = solution;
    if (step === 0) fp0 = fp;
    const excess = fp - s;
    if (Math.abs(excess) < accuracy) return finished(fit, solution, step === 0 ? -2 : 0);
    if (excess < 0) {
      if (step === 0) return finished(fit, solution, -2);
      let best = solution;
      const ier: Ending = searchParameter(1, s, fp0, fp, (p) => {
        best = fit.solve(p);
        return best.fp;
      });
      return finished(fit, best, ier);
    }
    if (inU.t.length >= mostU && inV.t.length >= mostV) return finished(fit, solution, -1);
    if (step > mu + mv) return finished(fit, solution, 0);
    if (last < 0) reducedU = previous - fp;
    else if (last > 0) reducedV = previous - fp;
    previous = fp;
    const before = inU.t.length + inV.t.length;
    // Knots go where fewer are wanted, turn by turn when it is equal.
    const wantedU = inU.t.length === 8 ? 1 : knotsToAdd(addedU, fp + reducedU, fp, s);
    const wantedV = inV.t.length === 8 ? 1 : knotsToAdd(addedV, fp + reducedV, fp, s);
    // The first knots in longitude are the same for all data, and come first of all.
    if (inV.t.length === 8) {
      for (const quarter of [1, 2, 3]) {
        const knot = v[0]! + (quarter * Math.PI) / 2;
        inV.t.splice(3 + quarter, 0, knot);
      }
      inV.inside.splice(0, 1, ...[0, 1, 2, 3].map((quarter) => pv.filter((x) => x > inV.t[3 + quarter]! && x < inV.t[4 + quarter]!).length)); // prettier-ignore
      last = 1;
      addedV = 3;
      continue;
    }
    let first = wantedU < wantedV || (wantedU === wantedV && last >= 0);
    if (first && inU.t.length >= mostU) first = false;
    else if (!first && inV.t.length >= mostV) first = true;
    if (first) {
      last = -1;
      addedU = wantedU;
      inU.squares = byInterval(u, fit.tu, 3, rowSums(squares, mu, mv, true));
      for (let i = 0; i < addedU && inU.t.length < mostU; i++) if (!addKnot(inU, pu, 3)) break;
    } else {
      last = 1;
      addedV = wantedV;
      inV.squares = byInterval(v, Float64Array.from(inV.t), 3, rowSums(squares, mu, mv, false));
      for (let i = 0; i < addedV && inV.t.length < mostV; i++) if (!addKnot(inV, pv, 3)) break;
    }
    if (inU.t.length + inV.t.length === before) return finished(fit, solution, 1);
  }
}
