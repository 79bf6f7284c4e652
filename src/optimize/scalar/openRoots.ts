/** Roots from a guess: Newton's, Halley's and the secant method (Press et al., sections 9.2 and 9.4). */
import type { RootFound } from './bracketedRoots.js';

/** A root, or why there is none. */
export interface OpenRoot extends RootFound {
  readonly reason?: string;
}

const close = (a: number, b: number, rtol: number, atol: number): boolean =>
  Math.abs(a - b) <= atol + rtol * Math.abs(b);

export function newtonRoot(
  f: (x: number) => number,
  fprime: (x: number) => number,
  fprime2: ((x: number) => number) | undefined,
  x0: number,
  tol: number,
  rtol: number,
  maxiter: number,
): OpenRoot {
  let x = x0;
  for (let k = 0; k < maxiter; k++) {
    const value = f(x);
    if (value === 0) return { root: x, iterations: k, converged: true };
    const slope = fprime(x);
    if (slope === 0) {
      return { root: x, iterations: k + 1, converged: false, reason: 'Derivative was zero.' };
    }
    let step = value / slope;
    if (fprime2) {
      const adjustment = (step * fprime2(x)) / slope / 2;
      if (Math.abs(adjustment) < 1) step /= 1 - adjustment;
    }
    const next = x - step;
    if (close(next, x, rtol, tol)) return { root: next, iterations: k + 1, converged: true };
    x = next;
  }
  return { root: x, iterations: maxiter, converged: false };
}

export function secantRoot(
  f: (x: number) => number,
  x0: number,
  x1: number | undefined,
  tol: number,
  rtol: number,
  maxiter: number,
): OpenRoot {
  let a = x0;
  let b = x1 ?? x0 * (1 + 1e-4) + (x0 >= 0 ? 1e-4 : -1e-4);
  let fa = f(a);
  let fb = f(b);
  if (Math.abs(fb) < Math.abs(fa)) [a, b, fa, fb] = [b, a, fb, fa];
  let x = b;
  for (let k = 0; k < maxiter; k++) {
    if (fa === fb) {
      if (b !== a) {
        return { root: (a + b) / 2, iterations: k + 1, converged: false, reason: `Tolerance of ${b - a} reached.` };
      }
      return { root: (a + b) / 2, iterations: k + 1, converged: true };
    }
    x = Math.abs(fb) > Math.abs(fa) ? ((-fa / fb) * b + a) / (1 - fa / fb) : ((-fb / fa) * a + b) / (1 - fb / fa);
    if (close(x, b, rtol, tol)) return { root: x, iterations: k + 1, converged: true };
    a = b;
    fa = fb;
    b = x;
    fb = f(b);
  }
  return { root: x, iterations: maxiter, converged: false };
}
