/**
 * The line search of Moré and Thuente, which finds a step with sufficient decrease and curvature by safeguarded cubic and
 * quadratic interpolation (J. Moré and D. Thuente, ACM Trans. Math. Softw. 20, 1994, algorithms and cases as numbered there).
 */

/** Parameters of a search. */
export interface MoreThuenteOptions {
  /** Sufficient decrease: phi(t) <= phi(0) + ftol t phi'(0). */
  readonly ftol: number;
  /** Curvature: |phi'(t)| <= gtol |phi'(0)|. */
  readonly gtol: number;
  /** Relative width below which the interval counts as a point. */
  readonly xtol: number;
  readonly stepMin: number;
  readonly stepMax: number;
  readonly maxiter?: number;
}

/** How a search ended. */
export interface SearchResult {
  /** The step. */
  readonly step: number;
  readonly phi: number;
  readonly slope: number;
  /** Do both conditions hold? */
  readonly converged: boolean;
  /** Evaluations made. */
  readonly evaluations: number;
  /** Why it ended, if not by convergence. */
  readonly reason?: 'rounding' | 'xtol' | 'stepMax' | 'stepMin' | 'notDescent' | 'maxiter' | 'nan';
}

/** One end of the interval: the step, the function there, its derivative. */
interface End {
  t: number;
  f: number;
  d: number;
}

/** The minimiser of the cubic through two values and slopes, case by case; and the next interval. */
function trial(
  x: End,
  y: End,
  p: End,
  bracketed: boolean,
  least: number,
  most: number,
): { next: number; bracketed: boolean } {
  const opposite = p.d * Math.sign(x.d) < 0;
  let next: number;
  const theta = (3 * (x.f - p.f)) / (p.t - x.t) + x.d + p.d;
  if (p.f > x.f) {
    // Case 1: higher; the minimum lies between.
    const s = Math.max(Math.abs(theta), Math.abs(x.d), Math.abs(p.d));
    let gamma = s * Math.sqrt((theta / s) ** 2 - (x.d / s) * (p.d / s));
    if (p.t < x.t) gamma = -gamma;
    const r = (gamma - x.d + theta) / (gamma - x.d + gamma + p.d);
    const cubic = x.t + r * (p.t - x.t);
    const quadratic = x.t + (x.d / ((x.f - p.f) / (p.t - x.t) + x.d) / 2) * (p.t - x.t);
    next = Math.abs(cubic - x.t) < Math.abs(quadratic - x.t) ? cubic : cubic + (quadratic - cubic) / 2;
    bracketed = true;
  } else if (opposite) {
    // Case 2: lower, slope of the other sign.
    const s = Math.max(Math.abs(theta), Math.abs(x.d), Math.abs(p.d));
    let gamma = s * Math.sqrt((theta / s) ** 2 - (x.d / s) * (p.d / s));
    if (p.t > x.t) gamma = -gamma;
    const r = (gamma - p.d + theta) / (gamma - p.d + gamma + x.d);
    const cubic = p.t + r * (x.t - p.t);
    const secant = p.t + (p.d / (p.d - x.d)) * (x.t - p.t);
    next = Math.abs(cubic - p.t) > Math.abs(secant - p.t) ? cubic : secant;
    bracketed = true;
  } else if (Math.abs(p.d) < Math.abs(x.d)) {
    // Case 3: lower, slope of the same sign and flatter. The cubic may have no minimum in this direction.
    const s = Math.max(Math.abs(theta), Math.abs(x.d), Math.abs(p.d));
    let gamma = s * Math.sqrt(Math.max(0, (theta / s) ** 2 - (x.d / s) * (p.d / s)));
    if (p.t > x.t) gamma = -gamma;
    const r = (gamma - p.d + theta) / (gamma + (x.d - p.d) + gamma);
    const cubic = r < 0 && gamma !== 0 ? p.t + r * (x.t - p.t) : p.t > x.t ? most : least;
    const secant = p.t + (p.d / (p.d - x.d)) * (x.t - p.t);
    if (bracketed) {
      next = Math.abs(cubic - p.t) < Math.abs(secant - p.t) ? cubic : secant;
      const limit = p.t + 0.66 * (y.t - p.t);
      next = p.t > x.t ? Math.min(limit, next) : Math.max(limit, next);
    } else {
      next = Math.abs(cubic - p.t) > Math.abs(secant - p.t) ? cubic : secant;
      next = Math.min(Math.max(next, least), most);
    }
  } else if (bracketed) {
    // Case 4: lower, not flatter.
    const th = (3 * (p.f - y.f)) / (y.t - p.t) + y.d + p.d;
    const s = Math.max(Math.abs(th), Math.abs(y.d), Math.abs(p.d));
    let gamma = s * Math.sqrt((th / s) ** 2 - (y.d / s) * (p.d / s));
    if (p.t > y.t) gamma = -gamma;
    const r = (gamma - p.d + th) / (gamma - p.d + gamma + y.d);
    next = p.t + r * (y.t - p.t);
  } else next = p.t > x.t ? most : least;

  if (p.f > x.f) Object.assign(y, p);
  else {
    if (opposite) Object.assign(y, x);
    Object.assign(x, p);
  }
  return { next, bracketed };
}

/**
 * Search along a line.
 *
 * @param phi - the function
 * @param slope - its derivative, called after `phi` at the same step
 * @param phi0 - the value at 0
 * @param slope0 - the derivative at 0, negative
 * @param first - the first step tried
 */
export function moreThuente(
  phi: (t: number) => number,
  slope: (t: number) => number,
  phi0: number,
  slope0: number,
  first: number,
  options: MoreThuenteOptions,
): SearchResult {
  const { ftol, gtol, xtol, stepMin, stepMax, maxiter = 100 } = options;
  const end = (converged: boolean, evaluations: number, p: End, reason?: SearchResult['reason']): SearchResult => ({
    step: p.t,
    phi: p.f,
    slope: p.d,
    converged,
    evaluations,
    ...(reason ? { reason } : {}),
  });
  let t = first;
  if (!(slope0 < 0) || !(first >= stepMin && first <= stepMax)) {
    return end(false, 0, { t, f: phi0, d: slope0 }, slope0 === slope0 ? 'notDescent' : 'nan');
  }
  let bracketed = false;
  let early = true;
  const decrease = ftol * slope0;
  let width = stepMax - stepMin;
  let before = 2 * width;
  const x: End = { t: 0, f: phi0, d: slope0 };
  const y: End = { t: 0, f: phi0, d: slope0 };
  let least = 0;
  let most = t + 4 * t;
  for (let k = 1; k <= maxiter; k++) {
    const f = phi(t);
    const d = slope(t);
    const p: End = { t, f, d };
    const bound = phi0 + t * decrease;
    if (early && f <= bound && d >= 0) early = false;
    if (f <= bound && Math.abs(d) <= gtol * -slope0) return end(true, k, p);
    if (bracketed && (t <= least || t >= most)) return end(false, k, p, 'rounding');
    if (bracketed && most - least <= xtol * most) return end(false, k, p, 'xtol');
    if (t === stepMax && f <= bound && d <= decrease) return end(false, k, p, 'stepMax');
    if (t === stepMin && (f > bound || d >= decrease)) return end(false, k, p, 'stepMin');
    let next: number;
    if (early && f <= x.f && f > bound) {
      // Until a point with sufficient decrease and a rising slope is seen: the auxiliary function of section 2.
      const shift = (e: End, sign: 1 | -1): void => {
        e.f -= sign * e.t * decrease;
        e.d -= sign * decrease;
      };
      shift(x, 1);
      shift(y, 1);
      shift(p, 1);
      ({ next, bracketed } = trial(x, y, p, bracketed, least, most));
      shift(x, -1);
      shift(y, -1);
    } else ({ next, bracketed } = trial(x, y, p, bracketed, least, most));
    if (bracketed) {
      if (Math.abs(y.t - x.t) >= 0.66 * before) next = x.t + 0.5 * (y.t - x.t);
      before = width;
      width = Math.abs(y.t - x.t);
      least = Math.min(x.t, y.t);
      most = Math.max(x.t, y.t);
    } else {
      least = next + 1.1 * (next - x.t);
      most = next + 4 * (next - x.t);
    }
    next = Math.min(Math.max(next, stepMin), stepMax);
    if (bracketed && (next <= least || next >= most || most - least <= xtol * most)) next = x.t;
    if (!Number.isFinite(next)) return end(false, k, p, 'nan');
    t = next;
  }
  return end(false, maxiter, x, 'maxiter');
}
