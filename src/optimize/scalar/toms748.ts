/** Algorithm 748 for enclosing zeros (G. Alefeld, F. Potra and Y. Shi, ACM Trans. Math. Softw. 21, 1995). */
import type { Interval, RootFound } from './bracketedRoots.js';

/** Are all values different, enough for interpolation? */
function distinct(values: readonly number[]): boolean {
  for (let i = 0; i < values.length; i++) {
    for (let j = 0; j < i; j++)
      if (Math.abs(values[i]! - values[j]!) < 32 * 2.2e-308 || values[i] === values[j]) return false;
  }
  return values.every(Number.isFinite);
}

/** The zero of the cubic of inverse interpolation through four points. */
function inverseCubic(
  a: number,
  b: number,
  c: number,
  d: number,
  fa: number,
  fb: number,
  fc: number,
  fd: number,
): number {
  const q11 = ((c - d) * fc) / (fd - fc);
  const q21 = ((b - c) * fb) / (fc - fb);
  const q31 = ((a - b) * fa) / (fb - fa);
  const d21 = ((b - c) * fc) / (fc - fb);
  const d31 = ((a - b) * fb) / (fb - fa);
  const q22 = ((d21 - q11) * fb) / (fd - fb);
  const q32 = ((d31 - q21) * fa) / (fc - fa);
  const d32 = ((d31 - q21) * fc) / (fc - fa);
  const q33 = ((d32 - q22) * fa) / (fd - fa);
  return a + q31 + q32 + q33;
}

/** A few Newton steps on the quadratic through three points. */
function quadraticNewton(a: number, b: number, d: number, fa: number, fb: number, fd: number, k: number): number {
  const ab = (fb - fa) / (b - a);
  const bd = (fd - fb) / (d - b);
  const abd = (bd - ab) / (d - a);
  if (abd === 0) return a - fa / ab;
  let x = Math.sign(abd) * Math.sign(fa) > 0 ? a : b;
  for (let i = 0; i < k; i++) {
    const slope = ab + abd * (2 * x - (a + b));
    if (slope === 0) break;
    x -= (fa + (ab + abd * (x - b)) * (x - a)) / slope;
  }
  return x;
}

export function toms748Root(start: Interval, xtol: number, rtol: number, maxiter: number, order: number): RootFound {
  const { f } = start;
  let [a, b, fa, fb] = [start.a, start.b, start.fa, start.fb];
  if (fa === 0) return { root: a, iterations: 0, converged: true };
  if (fb === 0) return { root: b, iterations: 0, converged: true };
  let [d, fd, e, fe] = [NaN, NaN, NaN, NaN];
  let exact: number | undefined;
  /** Take in a point: keep the part of the interval where the sign changes. */
  const take = (c: number): boolean => {
    const fc = f(c);
    if (fc === 0) {
      exact = c;
      return true;
    }
    [e, fe] = [d, fd];
    if (fc < 0 === fa < 0) [d, fd, a, fa] = [a, fa, c, fc];
    else [d, fd, b, fb] = [b, fb, c, fc];
    return false;
  };
  const narrow = (): boolean => {
    const best = Math.abs(fa) < Math.abs(fb) ? a : b;
    return (
      Math.abs(b - a) <= xtol + rtol * Math.abs(best) || Math.abs(b - a) / 2 <= 0.5 * (xtol + rtol * Math.abs(best))
    );
  };
  const best = (): number => exact ?? (Math.abs(fa) < Math.abs(fb) ? a : b);
  const end = (iterations: number, converged = true): RootFound => ({ root: best(), iterations, converged });
  let c = a - (fa * (b - a)) / (fb - fa);
  if (!(c > Math.min(a, b) && c < Math.max(a, b))) c = (a + b) / 2;
  if (take(c)) return end(1);
  for (let iteration = 2; iteration <= maxiter; iteration++) {
    if (narrow()) return end(iteration - 1);
    const width = b - a;
    for (let k = 2; k < order + 2; k++) {
      let x: number | undefined;
      if (Number.isFinite(e) && distinct([fa, fb, fd, fe])) {
        const y = inverseCubic(a, b, d, e, fa, fb, fd, fe);
        if (y > Math.min(a, b) && y < Math.max(a, b)) x = y;
      }
      x ??= quadraticNewton(a, b, d, fa, fb, fd, k);
      if (!(x > Math.min(a, b) && x < Math.max(a, b))) x = (a + b) / 2;
      if (take(x)) return end(iteration);
    }
    // A double step of the secant through the better end.
    const [u, fu] = Math.abs(fa) < Math.abs(fb) ? [a, fa] : [b, fb];
    c = u - (2 * fu * (b - a)) / (fb - fa);
    if (Math.abs(c - u) > 0.5 * Math.abs(b - a) || !Number.isFinite(c)) c = (a + b) / 2;
    else if (c === u) {
      const span = b - a;
      c =
        u + (u === a ? 1 : -1) * Math.max(Math.abs(span) / 2 ** 20, (xtol + rtol * Math.abs(u)) / 4) * Math.sign(span);
      if (!(c > Math.min(a, b) && c < Math.max(a, b))) c = (a + b) / 2;
    }
    if (take(c)) return end(iteration);
    if (narrow()) return end(iteration);
    if (Math.abs(b - a) >= 0.5 * Math.abs(width) && take((a + b) / 2)) return end(iteration);
  }
  return end(maxiter, false);
}
