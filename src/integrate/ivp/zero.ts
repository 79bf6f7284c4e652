/** The zero of a function between two places where it changes sign: R. P. Brent, Algorithms for Minimization without Derivatives, chapter 4. */

const TOLERANCE = 4 * Number.EPSILON;
const MOST = 100;

/**
 * Find a zero of `f` between `a` and `b`, where f(a) and f(b) have different signs or one is 0.
 *
 * @param f - a continuous function
 */
export function zeroBetween(f: (x: number) => number, a: number, b: number): number {
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  // b is the best place so far, c the one on the other side, a the best before.
  let c = a;
  let fc = fa;
  let d = b - a;
  let e = d;
  for (let k = 0; k < MOST; k++) {
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const tolerance = TOLERANCE * (1 + Math.abs(b)) * 0.5;
    const middle = 0.5 * (c - b);
    if (Math.abs(middle) <= tolerance || fb === 0) return b;
    if (Math.abs(e) < tolerance || Math.abs(fa) <= Math.abs(fb)) d = e = middle;
    else {
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) {
        p = 2 * middle * s;
        q = 1 - s;
      } else {
        const u = fa / fc;
        const v = fb / fc;
        p = s * (2 * middle * u * (u - v) - (b - a) * (v - 1));
        q = (u - 1) * (v - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      if (2 * p < Math.min(3 * middle * q - Math.abs(tolerance * q), Math.abs(e * q))) {
        e = d;
        d = p / q;
      } else d = e = middle;
    }
    a = b;
    fa = fb;
    b += Math.abs(d) > tolerance ? d : Math.sign(middle) * tolerance;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      d = e = b - a;
    }
  }
  return b;
}
