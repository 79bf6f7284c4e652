/**
 * Adaptive bisection of the worst interval, with extrapolation where an integrand is singular: QUADPACK (1983), routines QAG, QAGS, QAGI and QAGP, sections
 * 3.2 to 3.4. A rule says what one interval gives; everything else is here.
 */
import { EpsilonTable } from './epsilon.js';
import type { Estimate } from './gaussKronrod.js';

/** What one interval gives. */
export type Rule = (a: number, b: number) => Estimate;

/** Why an integration ended. */
export const enum Ending {
  Converged = 0,
  Limit = 1,
  Roundoff = 2,
  BadPoint = 3,
  NoConvergence = 4,
  Divergent = 5,
  BadInput = 6,
}

/** An interval with its estimate. */
interface Piece {
  readonly a: number;
  readonly b: number;
  readonly value: number;
  readonly error: number;
  readonly level: number;
}

/** What adaptive integration finds. */
export interface Integral {
  readonly value: number;
  readonly error: number;
  readonly ending: Ending;
  readonly pieces: readonly Piece[];
}

/** What is asked for. */
export interface Request {
  readonly epsabs: number;
  readonly epsrel: number;
  /** The most intervals. */
  readonly limit: number;
}

/** How a rule wants to be used. */
export interface Manner {
  /** Does extrapolation help? Not for rules with weights. */
  readonly extrapolates?: boolean;
  /** Where an interval is cut; by default in the middle. */
  readonly cut?: (a: number, b: number) => number;
}

const EPS = Number.EPSILON;
const TINY = 2 ** -1022;

const halfway = (a: number, b: number): number => 0.5 * (a + b);

/** Pieces, the one of largest error first. */
class Pieces {
  readonly list: Piece[] = [];

  insert(piece: Piece): void {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.list[middle]!.error >= piece.error) low = middle + 1;
      else high = middle;
    }
    this.list.splice(low, 0, piece);
  }

  get value(): number {
    return this.list.reduce((sum, piece) => sum + piece.value, 0);
  }

  get error(): number {
    return this.list.reduce((sum, piece) => sum + piece.error, 0);
  }
}

/**
 * Integrate over the intervals between `points`.
 *
 * @param points - at least two, ascending
 */
export function integrateAdaptively(
  rule: Rule,
  points: readonly number[],
  request: Request,
  { extrapolates = true, cut = halfway }: Manner = {},
): Integral {
  const { epsabs, epsrel, limit } = request;
  const pieces = new Pieces();
  let absolute = 0;
  let smooth = 0;
  for (let k = 0; k + 1 < points.length; k++) {
    const [a, b] = [points[k]!, points[k + 1]!];
    const { value, error, absolute: size, deviation } = rule(a, b);
    pieces.insert({ a, b, value, error, level: 0 });
    absolute += size;
    if (error === deviation && error !== 0) smooth++;
  }
  let area = pieces.value;
  let error = pieces.error;
  const bound = (): number => Math.max(epsabs, epsrel * Math.abs(area));
  const single = points.length === 2;
  const finish = (ending: Ending): Integral => ({
    value: pieces.value,
    error: pieces.error,
    ending,
    pieces: pieces.list,
  });
  if (!Number.isFinite(area)) return { value: area, error, ending: Ending.BadPoint, pieces: pieces.list };
  if (error <= 100 * EPS * absolute && error > bound()) return finish(Ending.Roundoff);
  // A rule whose estimate is nothing but the function's spread says nothing.
  const uncertain = single && smooth === 1;
  if ((error <= bound() && !uncertain) || error === 0) return finish(Ending.Converged);
  if (limit <= pieces.list.length) return finish(Ending.Limit);

  const table = new EpsilonTable();
  table.add(area);
  const sameSign = Math.abs(area) >= (1 - 50 * EPS) * absolute;
  let extrapolated = { value: area, error: Number.MAX_VALUE, correction: 0 };
  let ending = Ending.Converged;
  let extrapolating = false;
  let noMore = !extrapolates;
  /** The error over intervals that are not yet small. */
  let largeError = error;
  let target = bound();
  /** Intervals cut less often than so are large; those beside given points are known to be difficult. */
  let small = single ? 2 : 1;
  let at = 0;
  let stale = 0;
  let [roundoff1, roundoff2, roundoff3] = [0, 0, 0];
  let slow = false;
  let count = pieces.list.length;
  for (; count < limit;) {
    const worst = pieces.list[at]!;
    pieces.list.splice(at, 1);
    const middle = cut(worst.a, worst.b);
    const level = worst.level + 1;
    const [left, right] = [rule(worst.a, middle), rule(middle, worst.b)];
    count++;
    const value = left.value + right.value;
    const pairError = left.error + right.error;
    error += pairError - worst.error;
    area += value - worst.value;
    if (left.deviation !== left.error && right.deviation !== right.error) {
      if (Math.abs(worst.value - value) <= 1e-5 * Math.abs(value) && pairError >= 0.99 * worst.error) {
        if (extrapolating) roundoff2++;
        else roundoff1++;
      }
      if (count > 10 && pairError > worst.error) roundoff3++;
    }
    pieces.insert({ a: worst.a, b: middle, value: left.value, error: left.error, level });
    pieces.insert({ a: middle, b: worst.b, value: right.value, error: right.error, level });
    if (roundoff1 + roundoff2 >= 10 || roundoff3 >= 20) ending = Ending.Roundoff;
    if (roundoff2 >= 5) slow = true;
    if (count === limit) ending = Ending.Limit;
    if (Math.max(Math.abs(worst.a), Math.abs(worst.b)) <= (1 + 100 * EPS) * (Math.abs(middle) + 1000 * TINY)) {
      ending = Ending.BadPoint;
    }
    if (!Number.isFinite(area)) return { value: area, error, ending: Ending.BadPoint, pieces: pieces.list };
    if (error <= bound()) return finish(Ending.Converged);
    if (ending !== Ending.Converged) break;
    if (noMore) {
      at = 0;
      continue;
    }
    if (count === 2 && single) {
      largeError = error;
      target = bound();
      table.add(area);
      at = 0;
      continue;
    }
    largeError -= worst.error;
    if (level < small) largeError += pairError;
    if (!extrapolating) {
      at = 0;
      if (pieces.list[at]!.level < small) continue;
      extrapolating = true;
      at = 1;
    }
    if (!slow && largeError > target) {
      // First the errors over large intervals are brought down.
      let found = false;
      for (; at < pieces.list.length; at++) {
        if (pieces.list[at]!.level < small) {
          found = true;
          break;
        }
      }
      if (found) continue;
    }
    const { limit: guess, error: guessError } = table.extrapolate(area);
    stale++;
    if (stale > 5 && extrapolated.error < 1e-3 * error) ending = Ending.NoConvergence;
    if (guessError < extrapolated.error) {
      stale = 0;
      extrapolated = { value: guess, error: guessError, correction: largeError };
      target = Math.max(epsabs, epsrel * Math.abs(guess));
      if (guessError <= target) break;
    }
    if (table.length === 1) noMore = true;
    if (ending !== Ending.Converged) break;
    at = 0;
    extrapolating = false;
    small++;
    largeError = error;
  }
  if (extrapolated.error === Number.MAX_VALUE) return finish(ending);
  let own = extrapolated.error;
  const { value } = extrapolated;
  if (ending !== Ending.Converged || slow) {
    if (slow) own += extrapolated.correction;
    if (ending === Ending.Converged) ending = Ending.BadPoint;
    const better = value !== 0 && area !== 0 ? own / Math.abs(value) <= error / Math.abs(area) : own <= error;
    if (!better) return finish(ending);
    if (area === 0) return { value, error: own, ending, pieces: pieces.list };
  }
  const negligible = !sameSign && Math.max(Math.abs(value), Math.abs(area)) <= absolute * 0.01;
  if (!negligible && (value / area < 0.01 || value / area > 100 || error > Math.abs(area))) ending = Ending.Divergent;
  return { value, error: own, ending, pieces: pieces.list };
}
