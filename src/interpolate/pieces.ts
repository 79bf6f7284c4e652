/** Polynomial pieces as numbers: evaluation, derivatives and integrals of flat coefficients, without arrays or options. */
import { intervalOf, wrapped } from './intervals.js';
import { sharedKernel } from './sharing.js';

/**
 * Polynomials on the intervals of a grid. `c[(i * k + j) * width + column]` is the coefficient of `(x - x[i])**(k - 1 - j)`
 * on interval i, so that a point reads neighbours in memory.
 */
export interface Pieces {
  /** Breakpoints, strictly increasing or strictly decreasing. */
  readonly x: Float64Array;
  readonly c: Float64Array;
  /** Coefficients a piece. */
  readonly k: number;
  readonly width: number;
}

/** How many intervals. */
export function intervalCount(pieces: Pieces): number {
  return pieces.x.length - 1;
}

/** Ascending breakpoints: those of a decreasing grid with their signs changed. */
export function ascending(x: Float64Array): { grid: Float64Array; sign: 1 | -1 } {
  return x[x.length - 1]! >= x[0]! ? { grid: x, sign: 1 } : { grid: x.map((value) => -value), sign: -1 };
}

const shared = sharedKernel(
  'pieces',
  ([x, c], own: { k: number; width: number; extrapolate: boolean | 'periodic' }, points, out) =>
    evaluateHere(
      { x: x as Float64Array, c: c as Float64Array, k: own.k, width: own.width },
      points,
      out,
      own.extrapolate,
    ),
);

/** Values at points; nan outside unless `extrapolate`, and for nan. */
export function evaluatePieces(
  pieces: Pieces,
  points: Float64Array,
  out: Float64Array,
  extrapolate: boolean | 'periodic',
): void {
  const { x, c, k, width } = pieces;
  shared([x, c], { k, width, extrapolate }, points, out, points.length, 3 + k * width);
}

function evaluateHere(
  pieces: Pieces,
  points: Float64Array,
  out: Float64Array,
  extrapolate: boolean | 'periodic',
): void {
  const { x, c, k, width } = pieces;
  const { grid, sign } = ascending(x);
  const last = x.length - 2;
  const low = grid[0]!;
  const high = grid[last + 1]!;
  const periodic = extrapolate === 'periodic';
  let guess = 0;
  // The bounds of the interval at hand: most sorted queries need nothing else.
  let from = Infinity;
  let to = -Infinity;
  let base = 0;
  let start = 0;
  if (width === 1 && k === 4) return evaluateCubics(pieces, grid, sign, points, out, extrapolate);
  for (let p = 0; p < points.length; p++) {
    let at = points[p]!;
    if (periodic) at = wrapped(at, x[0]!, x[last + 1]!);
    const s = sign * at;
    if (!(s >= from && s < to)) {
      if (s !== s || (!extrapolate && (s < low || s > high))) {
        for (let j = 0; j < width; j++) out[p * width + j] = NaN;
        continue;
      }
      guess = intervalOf(grid, s, 0, last, guess);
      from = guess === 0 && !extrapolate ? low : grid[guess]!;
      to = grid[guess + 1]!;
      base = guess * k * width;
      start = x[guess]!;
    }
    const d = at - start;
    if (width === 1) {
      let value = c[base]!;
      for (let j = 1; j < k; j++) value = value * d + c[base + j]!;
      out[p] = value;
    } else {
      for (let column = 0; column < width; column++) {
        let value = c[base + column]!;
        for (let j = 1; j < k; j++) value = value * d + c[base + j * width + column]!;
        out[p * width + column] = value;
      }
    }
  }
}

/** Cubics of one column, the usual case: the coefficients stay at hand while points fall into one interval. */
function evaluateCubics(
  { x, c }: Pieces,
  grid: Float64Array,
  sign: 1 | -1,
  points: Float64Array,
  out: Float64Array,
  extrapolate: boolean | 'periodic',
): void {
  const last = x.length - 2;
  const low = grid[0]!;
  const high = grid[last + 1]!;
  let guess = 0;
  let from = Infinity;
  let to = -Infinity;
  let [start, c0, c1, c2, c3] = [NaN, NaN, NaN, NaN, NaN];
  const periodic = extrapolate === 'periodic';
  const down = sign < 0;
  const { length } = points;
  for (let p = 0; p < length; p++) {
    let at = points[p]!;
    if (periodic) at = wrapped(at, x[0]!, x[last + 1]!);
    const s = down ? -at : at;
    if (!(s >= from && s < to)) {
      if (s !== s || (!extrapolate && (s < low || s > high))) {
        out[p] = NaN;
        continue;
      }
      guess = intervalOf(grid, s, 0, last, guess);
      from = grid[guess]!;
      to = grid[guess + 1]!;
      start = x[guess]!;
      c0 = c[4 * guess]!;
      c1 = c[4 * guess + 1]!;
      c2 = c[4 * guess + 2]!;
      c3 = c[4 * guess + 3]!;
    }
    const d = at - start;
    out[p] = ((c0 * d + c1) * d + c2) * d + c3;
  }
}

/** The derivative of order nu, one piece a piece; a single zero coefficient where nothing is left. */
export function derivedPieces(pieces: Pieces, nu: number): Pieces {
  const { x, c, k, width } = pieces;
  const m = intervalCount(pieces);
  const kept = Math.max(1, k - nu);
  const result = new Float64Array(m * kept * width);
  if (k > nu) {
    for (let j = 0; j < kept; j++) {
      let factor = 1;
      for (let i = 0; i < nu; i++) factor *= k - 1 - j - i;
      for (let i = 0; i < m; i++) {
        for (let column = 0; column < width; column++) {
          result[(i * kept + j) * width + column] = c[(i * k + j) * width + column]! * factor;
        }
      }
    }
  }
  return { x, c: result, k: kept, width };
}

/** The integral of order nu, continuous, and 0 at the first breakpoint. */
export function integratedPieces(pieces: Pieces, nu: number): Pieces {
  const { x, c, k, width } = pieces;
  const m = intervalCount(pieces);
  const more = k + nu;
  const result = new Float64Array(m * more * width);
  for (let j = 0; j < k; j++) {
    let factor = 1;
    for (let i = 1; i <= nu; i++) factor *= k - 1 - j + i;
    for (let i = 0; i < m; i++) {
      for (let column = 0; column < width; column++) {
        result[(i * more + j) * width + column] = c[(i * k + j) * width + column]! / factor;
      }
    }
  }
  // Each power that was added is a constant of integration: chosen so that the function and its nu - 1 derivatives join.
  for (let i = 1; i < m; i++) {
    const d = x[i]! - x[i - 1]!;
    for (let column = 0; column < width; column++) {
      for (let order = 0; order < nu; order++) {
        let value = 0;
        for (let j = 0; j < more - order; j++) {
          let factor = 1;
          for (let f = 0; f < order; f++) factor *= more - 1 - j - f;
          value = value * d + factor * result[((i - 1) * more + j) * width + column]!;
        }
        let factorial = 1;
        for (let f = 2; f <= order; f++) factorial *= f;
        result[(i * more + more - 1 - order) * width + column] = value / factorial;
      }
    }
  }
  return { x, c: result, k: more, width };
}

/** The integral from a to b for each column, `a <= b` in the grid's direction; see `evaluatePieces` for what is outside. */
export function integralOfPieces(pieces: Pieces, a: number, b: number, extrapolate: boolean): Float64Array {
  const { x, c, k, width } = pieces;
  const { grid, sign } = ascending(x);
  const last = x.length - 2;
  const out = new Float64Array(width);
  const [low, high] = [sign * a, sign * b];
  if (low !== low || high !== high || (!extrapolate && (low < grid[0]! || high > grid[last + 1]!)))
    return out.fill(NaN);
  const first = intervalOf(grid, low, 0, last, 0);
  const final = intervalOf(grid, high, 0, last, first);
  for (let i = first; i <= final; i++) {
    const begin = (i === first ? a : x[i]!) - x[i]!;
    const end = (i === final ? b : x[i + 1]!) - x[i]!;
    for (let column = 0; column < width; column++) {
      let upper = 0;
      let lower = 0;
      for (let j = 0; j < k; j++) {
        const q = c[(i * k + j) * width + column]! / (k - j);
        upper = upper * end + q;
        lower = lower * begin + q;
      }
      out[column]! += upper * end - lower * begin;
    }
  }
  return out;
}
