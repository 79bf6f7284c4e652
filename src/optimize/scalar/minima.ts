/**
 * Minima of functions of one variable: Brent's method (R. Brent, Algorithms for Minimization Without Derivatives, chapter 5),
 * free and bounded, and golden sections.
 */

/** What was found. */
export interface Minimum {
  readonly x: number;
  readonly fun: number;
  readonly nit: number;
  readonly nfev: number;
  /** 0, or 1 where the limit of iterations came first, 2 for nan. */
  readonly flag: number;
}

/** Three points around a minimum. */
export interface Around {
  readonly xa: number;
  readonly xb: number;
  readonly xc: number;
  readonly fb: number;
  readonly fa: number;
  readonly fc: number;
  readonly calls: number;
}

const GOLDEN = 0.381966;
const LEAST = 1e-11;

/** Brent's method from three points. `calls` made so far are counted. */
export function brentMinimum(f: (x: number) => number, start: Around, tol = 1.48e-8, maxiter = 500): Minimum {
  let x = start.xb;
  let w = x;
  let v = x;
  let fx = start.fb;
  let fw = fx;
  let fv = fx;
  let [a, b] = start.xa < start.xc ? [start.xa, start.xc] : [start.xc, start.xa];
  let before = 0;
  let step = 0;
  let nfev = start.calls;
  let nit = 0;
  while (nit < maxiter) {
    const tol1 = tol * Math.abs(x) + LEAST;
    const middle = 0.5 * (a + b);
    if (Math.abs(x - middle) < 2 * tol1 - 0.5 * (b - a)) break;
    let golden = Math.abs(before) <= tol1;
    if (!golden) {
      const r = (x - w) * (fx - fv);
      let q = (x - v) * (fx - fw);
      let p = (x - v) * q - (x - w) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
      const last = before;
      before = step;
      if (p > q * (a - x) && p < q * (b - x) && Math.abs(p) < Math.abs(0.5 * q * last)) {
        step = p / q;
        const u = x + step;
        if (u - a < 2 * tol1 || b - u < 2 * tol1) step = middle - x >= 0 ? tol1 : -tol1;
      } else golden = true;
    }
    if (golden) {
      before = x >= middle ? a - x : b - x;
      step = GOLDEN * before;
    }
    const u = Math.abs(step) < tol1 ? x + (step >= 0 ? tol1 : -tol1) : x + step;
    const fu = f(u);
    nfev++;
    if (fu > fx) {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) [v, w, fv, fw] = [w, u, fw, fu];
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    } else {
      if (u >= x) a = x;
      else b = x;
      [v, w, x, fv, fw, fx] = [w, x, u, fw, fx, fu];
    }
    nit++;
  }
  return { x, fun: fx, nit, nfev, flag: Number.isNaN(x) || Number.isNaN(fx) ? 2 : nit >= maxiter ? 1 : 0 };
}

/** Brent's method within an interval. */
export function boundedMinimum(
  f: (x: number) => number,
  lower: number,
  upper: number,
  xatol = 1e-5,
  maxiter = 500,
): Minimum {
  const root = Math.sqrt(2.2e-16);
  const golden = 0.5 * (3 - Math.sqrt(5));
  let [a, b] = [lower, upper];
  let second = a + golden * (b - a);
  let third = second;
  let x = second;
  let before = 0;
  let step = 0;
  let fx = f(x);
  let nfev = 1;
  let fSecond = Infinity;
  let fThird = Infinity;
  second = third = x;
  fSecond = fThird = fx;
  let flag = 0;
  let nit = 1;
  let middle = 0.5 * (a + b);
  let tol1 = root * Math.abs(x) + xatol / 3;
  let fu = Infinity;
  while (Math.abs(x - middle) > 2 * tol1 - 0.5 * (b - a)) {
    let useGolden = true;
    if (Math.abs(before) > tol1) {
      useGolden = false;
      const r = (x - second) * (fx - fThird);
      let q = (x - third) * (fx - fSecond);
      let p = (x - third) * q - (x - second) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
      const last = before;
      before = step;
      if (Math.abs(p) < Math.abs(0.5 * q * last) && p > q * (a - x) && p < q * (b - x)) {
        step = p / q;
        const u = x + step;
        if (u - a < 2 * tol1 || b - u < 2 * tol1) step = middle - x >= 0 ? tol1 : -tol1;
      } else useGolden = true;
    }
    if (useGolden) {
      before = x >= middle ? a - x : b - x;
      step = golden * before;
    }
    const u = x + (step >= 0 ? 1 : -1) * Math.max(Math.abs(step), tol1);
    fu = f(u);
    nfev++;
    if (fu <= fx) {
      if (u >= x) a = x;
      else b = x;
      [third, fThird] = [second, fSecond];
      [second, fSecond] = [x, fx];
      [x, fx] = [u, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fSecond || second === x) {
        [third, fThird] = [second, fSecond];
        [second, fSecond] = [u, fu];
      } else if (fu <= fThird || third === x || third === second) [third, fThird] = [u, fu];
    }
    middle = 0.5 * (a + b);
    tol1 = root * Math.abs(x) + xatol / 3;
    if (nfev >= maxiter) {
      flag = 1;
      break;
    }
  }
  nit = nfev;
  if (Number.isNaN(x) || Number.isNaN(fx) || Number.isNaN(fu)) flag = 2;
  return { x, fun: fx, nit, nfev, flag };
}

/** Golden sections from three points. */
export function goldenMinimum(
  f: (x: number) => number,
  start: Around,
  tol = Math.sqrt(Number.EPSILON),
  maxiter = 5000,
): Minimum {
  const R = 0.61803399;
  const C = 1 - R;
  let x0 = start.xa;
  let x3 = start.xc;
  let x1: number;
  let x2: number;
  if (Math.abs(start.xc - start.xb) > Math.abs(start.xb - start.xa)) {
    x1 = start.xb;
    x2 = start.xb + C * (start.xc - start.xb);
  } else {
    x2 = start.xb;
    x1 = start.xb - C * (start.xb - start.xa);
  }
  let f1 = f(x1);
  let f2 = f(x2);
  let nfev = start.calls + 2;
  let nit = 0;
  while (nit < maxiter && Math.abs(x3 - x0) > tol * (Math.abs(x1) + Math.abs(x2))) {
    if (f2 < f1) {
      [x0, x1] = [x1, x2];
      x2 = R * x1 + C * x3;
      [f1, f2] = [f2, f(x2)];
    } else {
      [x3, x2] = [x2, x1];
      x1 = R * x2 + C * x0;
      [f2, f1] = [f1, f(x1)];
    }
    nfev++;
    nit++;
  }
  const [x, fun] = f1 < f2 ? [x1, f1] : [x2, f2];
  return { x, fun, nit, nfev, flag: Number.isNaN(fun) || Number.isNaN(x) ? 2 : nit >= maxiter ? 1 : 0 };
}
