/**
 * Roots of functions of one variable between two points of different sign: bisection, Brent's method with inverse quadratic or
 * hyperbolic interpolation (R. Brent, Algorithms for Minimization Without Derivatives, chapter 4; J. Bus and T. Dekker, ACM
 * Trans. Math. Softw. 1, 1975), Ridders' method (IEEE Trans. Circuits Syst. 26, 1979).
 */

/** What a root finder finds. */
export interface RootFound {
  readonly root: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** A function whose ends have been evaluated. */
export interface Interval {
  readonly f: (x: number) => number;
  readonly a: number;
  readonly b: number;
  readonly fa: number;
  readonly fb: number;
}

export function bisection({ f, a, b, fa, fb }: Interval, xtol: number, rtol: number, maxiter: number): RootFound {
  if (fa === 0) return { root: a, iterations: 0, converged: true };
  if (fb === 0) return { root: b, iterations: 0, converged: true };
  let x = a;
  let width = b - a;
  for (let k = 1; k <= maxiter; k++) {
    width *= 0.5;
    const middle = x + width;
    const fm = f(middle);
    if (fm * Math.sign(fa) >= 0) x = middle;
    if (fm === 0 || Math.abs(width) < xtol + rtol * Math.abs(middle))
      return { root: middle, iterations: k, converged: true };
  }
  return { root: x, iterations: maxiter, converged: false };
}

/** Brent's method; `hyperbolic` chooses the extrapolation. */
export function brentRoot(
  start: Interval,
  xtol: number,
  rtol: number,
  maxiter: number,
  hyperbolic: boolean,
): RootFound {
  const { f } = start;
  let [previous, current, opposite] = [start.a, start.b, 0];
  let [fPrevious, fCurrent, fOpposite] = [start.fa, start.fb, 0];
  if (fPrevious === 0) return { root: previous, iterations: 0, converged: true };
  if (fCurrent === 0) return { root: current, iterations: 0, converged: true };
  let stepBefore = 0;
  let step = 0;
  for (let k = 1; k <= maxiter; k++) {
    if (fPrevious !== 0 && fCurrent !== 0 && fPrevious < 0 !== fCurrent < 0) {
      opposite = previous;
      fOpposite = fPrevious;
      stepBefore = step = current - previous;
    }
    if (Math.abs(fOpposite) < Math.abs(fCurrent)) {
      [previous, current, opposite] = [current, opposite, current];
      [fPrevious, fCurrent, fOpposite] = [fCurrent, fOpposite, fCurrent];
    }
    const delta = (xtol + rtol * Math.abs(current)) / 2;
    const half = (opposite - current) / 2;
    if (fCurrent === 0 || Math.abs(half) < delta) return { root: current, iterations: k, converged: true };
    let attempt = NaN;
    if (Math.abs(stepBefore) > delta && Math.abs(fCurrent) < Math.abs(fPrevious)) {
      if (previous === opposite) attempt = (-fCurrent * (current - previous)) / (fCurrent - fPrevious);
      else {
        const d1 = (fPrevious - fCurrent) / (previous - current);
        const d2 = (fOpposite - fCurrent) / (opposite - current);
        attempt = hyperbolic
          ? (-fCurrent * (fOpposite - fPrevious)) / (fOpposite * d1 - fPrevious * d2)
          : (-fCurrent * (fOpposite * d2 - fPrevious * d1)) / (d2 * d1 * (fOpposite - fPrevious));
      }
    }
    if (2 * Math.abs(attempt) < Math.min(Math.abs(stepBefore), 3 * Math.abs(half) - delta)) {
      stepBefore = step;
      step = attempt;
    } else stepBefore = step = half;
    previous = current;
    fPrevious = fCurrent;
    current += Math.abs(step) > delta ? step : half > 0 ? delta : -delta;
    fCurrent = f(current);
  }
  return { root: current, iterations: maxiter, converged: false };
}

export function ridders({ f, a, b, fa, fb }: Interval, xtol: number, rtol: number, maxiter: number): RootFound {
  if (fa === 0) return { root: a, iterations: 0, converged: true };
  if (fb === 0) return { root: b, iterations: 0, converged: true };
  let x = 0;
  for (let k = 1; k <= maxiter; k++) {
    const half = 0.5 * (b - a);
    const middle = a + half;
    const fm = f(middle);
    // Rounding may not carry the step over the middle.
    const size = Math.min(
      Math.abs((half * fm) / Math.sqrt(fm * fm - fa * fb)),
      Math.max(0, 0.5 * Math.abs(b - a) - 0.5 * xtol),
    );
    const direction = Math.sign(half) * (Math.sign(fm) || 0) * (fa < fb ? -1 : 1);
    x = fm === 0 ? middle : middle + direction * size;
    const fx = f(x);
    if (fx !== 0 && fm !== 0 && fx < 0 !== fm < 0) [a, fa, b, fb] = [middle, fm, x, fx];
    else if (fx !== 0 && fb !== 0 && fx < 0 !== fb < 0) [a, fa] = [x, fx];
    else [b, fb] = [x, fx];
    if (fx === 0 || Math.abs(b - a) < xtol + rtol * Math.abs(x)) return { root: x, iterations: k, converged: true };
  }
  return { root: x, iterations: maxiter, converged: false };
}
