/** Roots from many guesses at once, real or complex: Newton's, Halley's and the secant method, element by element. */

/** Numbers as real and imaginary parts; without the latter, real ones. */
export interface Parts {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** What is found for each guess. */
export interface ManyRoots {
  readonly roots: Parts;
  readonly converged: Uint8Array;
  /** Where the derivative was zero and no root was found. */
  readonly zeroDerivative: Uint8Array;
  readonly iterations: number;
}

type Evaluate = (x: Parts) => Parts;

const make = (n: number): Parts => ({ re: new Float64Array(n), im: new Float64Array(n) });
const isZero = (x: Parts, i: number): boolean => x.re[i] === 0 && x.im[i] === 0;

/** a / b, by the larger part of b (R. L. Smith, Algorithm 116, Commun. ACM 5, 1962). */
function quotient(ar: number, ai: number, br: number, bi: number): [re: number, im: number] {
  if (bi === 0) return [ar / br, ai / br];
  if (Math.abs(br) >= Math.abs(bi)) {
    const ratio = bi / br;
    const below = br + bi * ratio;
    return [(ar + ai * ratio) / below, (ai - ar * ratio) / below];
  }
  const ratio = br / bi;
  const below = br * ratio + bi;
  return [(ar * ratio + ai) / below, (ai * ratio - ar) / below];
}

/** Newton's method, with a second derivative Halley's, from every guess until all steps are below `tol`. */
export function newtonRoots(
  f: Evaluate,
  fprime: Evaluate,
  fprime2: Evaluate | undefined,
  x0: Parts,
  tol: number,
  maxiter: number,
): ManyRoots {
  const n = x0.re.length;
  const x: Parts = { re: x0.re.slice(), im: x0.im.slice() };
  const open = new Uint8Array(n).fill(1);
  const flat = new Uint8Array(n);
  let iterations = 0;
  while (iterations < maxiter) {
    const value = f(x);
    if (value.re.every((_, i) => isZero(value, i))) {
      open.fill(0);
      break;
    }
    iterations++;
    const slope = fprime(x);
    const curve = fprime2?.(x);
    let moving = false;
    for (let i = 0; i < n; i++) {
      flat[i] = isZero(slope, i) ? 1 : 0;
      if (flat[i]) {
        if (isZero(value, i)) open[i] = 0;
        continue;
      }
      let [re, im] = quotient(value.re[i]!, value.im[i]!, slope.re[i]!, slope.im[i]!);
      if (curve !== undefined) {
        const [cr, ci] = quotient(curve.re[i]!, curve.im[i]!, slope.re[i]!, slope.im[i]!);
        [re, im] = quotient(re, im, 1 - 0.5 * (re * cr - im * ci), -0.5 * (re * ci + im * cr));
      }
      x.re[i] = x.re[i]! - re;
      x.im[i] = x.im[i]! - im;
      open[i] = Math.hypot(re, im) < tol ? 0 : 1;
      if (open[i]) moving = true;
    }
    if (!moving) break;
  }
  return found(x, open, flat, iterations);
}

/** The secant method from every guess and a point beside it. */
export function secantRoots(f: Evaluate, x0: Parts, x1: Parts | undefined, tol: number, maxiter: number): ManyRoots {
  const n = x0.re.length;
  let a: Parts = { re: x0.re.slice(), im: x0.im.slice() };
  let b = x1 ?? make(n);
  if (x1 === undefined) {
    const beside = Number.EPSILON ** 0.33;
    for (let i = 0; i < n; i++) {
      b.re[i] = a.re[i]! * (1 + beside) + (a.re[i]! >= 0 ? beside : -beside);
      b.im[i] = a.im[i]! * (1 + beside);
    }
  } else b = { re: b.re.slice(), im: b.im.slice() };
  let fa = f(a);
  let fb = f(b);
  const open = new Uint8Array(n).fill(1);
  const flat = new Uint8Array(n);
  const done = new Uint8Array(n);
  let iterations = 0;
  while (iterations < maxiter) {
    iterations++;
    const next = make(n);
    let moving = false;
    for (let i = 0; i < n; i++) {
      const dr = fb.re[i]! - fa.re[i]!;
      const di = fb.im[i]! - fa.im[i]!;
      if (done[i] || (dr === 0 && di === 0)) {
        // The function is the same at both points: their middle, if they are not one already.
        const same = a.re[i] === b.re[i] && a.im[i] === b.im[i];
        if (!done[i]) {
          flat[i] = same || isZero(fb, i) ? 0 : 1;
          if (!flat[i]) open[i] = 0;
        }
        done[i] = 1;
        next.re[i] = 0.5 * (a.re[i]! + b.re[i]!);
        next.im[i] = 0.5 * (a.im[i]! + b.im[i]!);
        a.re[i] = next.re[i]!;
        a.im[i] = next.im[i]!;
        continue;
      }
      const wr = b.re[i]! - a.re[i]!;
      const wi = b.im[i]! - a.im[i]!;
      const [re, im] = quotient(fb.re[i]! * wr - fb.im[i]! * wi, fb.re[i]! * wi + fb.im[i]! * wr, dr, di);
      next.re[i] = b.re[i]! - re;
      next.im[i] = b.im[i]! - im;
      open[i] = Math.hypot(re, im) < tol ? 0 : 1;
      if (open[i]) moving = true;
    }
    a = b;
    fa = fb;
    b = next;
    if (!moving) break;
    fb = f(b);
  }
  return found(b, open, flat, iterations);
}

function found(roots: Parts, open: Uint8Array, flat: Uint8Array, iterations: number): ManyRoots {
  return {
    roots,
    converged: open.map((value) => 1 - value),
    zeroDerivative: flat.map((value, i) => value & open[i]!),
    iterations,
  };
}
