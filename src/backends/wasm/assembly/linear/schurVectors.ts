/**
 * Eigenvectors of (quasi-)triangular matrices by back-substitution (Golub and Van Loan, 7.6.3). Left ones are right ones of the
 * transpose turned by 180 degrees, which is upper triangular again.
 */
import { add, at, conj, div, EPS, fromReal, get, hypot, im, isZero, modulus, mul, neg, pair, put, re, SAFE_MIN, scaled, size, sub } from './scalar';
import { axpy, clear, largest, scaleReals } from './vector';
import { mark, release, room } from './memory';

/** Right eigenvectors of upper triangular t, in the columns of x (n x n), upper triangular too. */
export function complexVectors(n: i32, t: usize, x: usize): void {
  for (let k = 0; k < n; k++) {
    const v = at<v128>(x, 0, k, n);
    clear<v128>(n, v);
    const lambda = get<v128>(t, k, k, n);
    const least = max(EPS * size<v128>(lambda), (SAFE_MIN * <f64>n) / EPS);
    v128.store(v + <usize>k * 16, fromReal<v128>(1));
    for (let i = 0; i < k; i++) v128.store(v + <usize>i * 16, neg<v128>(get<v128>(t, i, k, n)));
    for (let j = k - 1; j >= 0; j--) {
      let d = sub<v128>(get<v128>(t, j, j, n), lambda);
      if (!(size<v128>(d) >= least)) d = fromReal<v128>(least);
      const p = v + <usize>j * 16;
      keepFinite(2 * (k + 1), v, size<v128>(v128.load(p)), size<v128>(d));
      const y = div<v128>(v128.load(p), d);
      v128.store(p, y);
      axpy<v128>(j, neg<v128>(y), at<v128>(t, 0, j, n), v);
    }
    normalise(2 * (k + 1), v, 0);
  }
}

/** Before a division that would grow beyond measure: shorten the whole vector (or both parts). */
function keepFinite(n: i32, v: usize, numerator: f64, denominator: f64): void {
  if (numerator > 1e-100 && denominator * 1e100 < numerator) {
    const most = largest(n, v);
    scaleReals(n, denominator / numerator / max(1.0, most / numerator), v);
  }
}

/** Bring the largest part to 1. */
function normalise(n: i32, v: usize, other: usize): void {
  let most = largest(n, v);
  if (other != 0) most = max(most, largest(n, other));
  if (!(most > 0) || most == Infinity) return;
  if (most < 1e-290) {
    scaleReals(n, 1e100, v);
    if (other != 0) scaleReals(n, 1e100, other);
    most *= 1e100;
  }
  scaleReals(n, 1 / most, v);
  if (other != 0) scaleReals(n, 1 / most, other);
}

/**
 * The same for a real Schur form t: real eigenvectors, and of each complex pair the real and the imaginary part of that with
 * the positive imaginary part.
 */
export function realVectors(n: i32, t: usize, x: usize): void {
  for (let k = 0; k < n; k++) {
    const v = at<f64>(x, 0, k, n);
    if (k < n - 1 && get<f64>(t, k + 1, k, n) != 0) {
      pairVectors(n, t, k, v);
      k++;
      continue;
    }
    clear<f64>(n, v);
    const lambda = get<f64>(t, k, k, n);
    const least = max(EPS * abs(lambda), (SAFE_MIN * <f64>n) / EPS);
    store<f64>(v + <usize>k * 8, 1);
    for (let i = 0; i < k; i++) store<f64>(v + <usize>i * 8, -get<f64>(t, i, k, n));
    for (let j = k - 1; j >= 0; j--) {
      const p = v + <usize>j * 8;
      if (j > 0 && get<f64>(t, j, j - 1, n) != 0) {
        const i = j - 1;
        const q = p - 8;
        solveTwo(
          pair(get<f64>(t, i, i, n) - lambda, 0), pair(get<f64>(t, i, j, n), 0), pair(get<f64>(t, j, i, n), 0),
          pair(get<f64>(t, j, j, n) - lambda, 0), pair(load<f64>(q), 0), pair(load<f64>(p), 0), least,
        );
        if (divisor * 1e100 < 1) scaleReals(k + 1, divisor, v);
        store<f64>(q, x0Re);
        store<f64>(p, x1Re);
        axpy<f64>(i, -x0Re, at<f64>(t, 0, i, n), v);
        axpy<f64>(i, -x1Re, at<f64>(t, 0, j, n), v);
        j--;
      } else {
        let d = get<f64>(t, j, j, n) - lambda;
        if (!(abs(d) >= least)) d = least;
        keepFinite(k + 1, v, abs(load<f64>(p)), abs(d));
        const y = load<f64>(p) / d;
        store<f64>(p, y);
        axpy<f64>(j, -y, at<f64>(t, 0, j, n), v);
      }
      if (abs(load<f64>(p)) > 1e100) scaleReals(k + 1, 1e-100, v);
    }
    normalise(k + 1, v, 0);
  }
}

function pairVectors(n: i32, t: usize, k: i32, v: usize): void {
  const w = v + <usize>n * 8;
  clear<f64>(2 * n, v);
  const l = k + 1;
  const real = get<f64>(t, k, k, n);
  const b = get<f64>(t, k, l, n);
  const c = get<f64>(t, l, k, n);
  const imaginary = sqrt(abs(b)) * sqrt(abs(c));
  // (t - lambda) (x, y) = 0 in the block itself: -i mu x + b y = 0.
  if (abs(b) >= abs(c)) {
    store<f64>(v + <usize>k * 8, 1);
    store<f64>(w + <usize>l * 8, imaginary / b);
  } else {
    store<f64>(v + <usize>k * 8, -imaginary / c);
    store<f64>(w + <usize>l * 8, 1);
  }
  const xk = load<f64>(v + <usize>k * 8);
  const yl = load<f64>(w + <usize>l * 8);
  for (let i = 0; i < k; i++) {
    store<f64>(v + <usize>i * 8, -xk * get<f64>(t, i, k, n));
    store<f64>(w + <usize>i * 8, -yl * get<f64>(t, i, l, n));
  }
  const least = max(EPS * (abs(real) + imaginary), (SAFE_MIN * <f64>n) / EPS);
  for (let j = k - 1; j >= 0; j--) {
    const p = v + <usize>j * 8;
    const q = w + <usize>j * 8;
    const two = j > 0 && get<f64>(t, j, j - 1, n) != 0;
    if (two) {
      const i = j - 1;
      solveTwo(
        pair(get<f64>(t, i, i, n) - real, -imaginary), pair(get<f64>(t, i, j, n), 0), pair(get<f64>(t, j, i, n), 0),
        pair(get<f64>(t, j, j, n) - real, -imaginary), pair(load<f64>(p - 8), load<f64>(q - 8)),
        pair(load<f64>(p), load<f64>(q)), least,
      );
      if (divisor * 1e100 < 1) {
        scaleReals(l + 1, divisor, v);
        scaleReals(l + 1, divisor, w);
      }
      store<f64>(p - 8, x0Re);
      store<f64>(q - 8, x0Im);
      store<f64>(p, x1Re);
      store<f64>(q, x1Im);
      const ti = at<f64>(t, 0, i, n);
      const tj = at<f64>(t, 0, j, n);
      axpy<f64>(i, -x0Re, ti, v);
      axpy<f64>(i, -x0Im, ti, w);
      axpy<f64>(i, -x1Re, tj, v);
      axpy<f64>(i, -x1Im, tj, w);
      j--;
    } else {
      let d = pair(get<f64>(t, j, j, n) - real, -imaginary);
      if (!(size<v128>(d) >= least)) d = fromReal<v128>(least);
      const s = abs(load<f64>(p)) + abs(load<f64>(q));
      const ds = size<v128>(d);
      if (s > 1e-100 && ds * 1e100 < s) {
        scaleReals(l + 1, ds / s, v);
        scaleReals(l + 1, ds / s, w);
      }
      const y = div<v128>(pair(load<f64>(p), load<f64>(q)), d);
      store<f64>(p, re<v128>(y));
      store<f64>(q, im<v128>(y));
      const tj = at<f64>(t, 0, j, n);
      axpy<f64>(j, -re<v128>(y), tj, v);
      axpy<f64>(j, -im<v128>(y), tj, w);
    }
    if (abs(load<f64>(p)) + abs(load<f64>(q)) > 1e100) {
      scaleReals(l + 1, 1e-100, v);
      scaleReals(l + 1, 1e-100, w);
    }
  }
  normalise(l + 1, v, w);
}

let x0Re: f64 = 0;
let x0Im: f64 = 0;
let x1Re: f64 = 0;
let x1Im: f64 = 0;
/** The right-hand side was multiplied by this first. */
let divisor: f64 = 1;

/** A complex 2 x 2 system by elimination with complete pivoting; pivots below `least` count as that. */
function solveTwo(a: v128, b: v128, c: v128, d: v128, f: v128, g: v128, least: f64): void {
  divisor = 1;
  const sizes = max(max(size<v128>(a), size<v128>(b)), max(size<v128>(c), size<v128>(d)));
  let columns = false;
  if (size<v128>(b) == sizes || size<v128>(d) == sizes) {
    columns = true;
    let t = a;
    a = b;
    b = t;
    t = c;
    c = d;
    d = t;
  }
  if (size<v128>(c) > size<v128>(a)) {
    let t = a;
    a = c;
    c = t;
    t = b;
    b = d;
    d = t;
    t = f;
    f = g;
    g = t;
  }
  if (!(size<v128>(a) >= least)) a = fromReal<v128>(least);
  const l = div<v128>(c, a);
  let pivot = sub<v128>(d, mul<v128>(l, b));
  if (!(size<v128>(pivot) >= least)) pivot = fromReal<v128>(least);
  let right = sub<v128>(g, mul<v128>(l, f));
  const s = max(size<v128>(right), size<v128>(f));
  const p = min(size<v128>(pivot), size<v128>(a));
  if (s > 1e-100 && p * 1e100 < s) {
    divisor = p / s;
    right = scaled<v128>(right, divisor);
    f = scaled<v128>(f, divisor);
  }
  const y = div<v128>(right, pivot);
  const x = div<v128>(sub<v128>(f, mul<v128>(b, y)), a);
  x0Re = re<v128>(columns ? y : x);
  x0Im = im<v128>(columns ? y : x);
  x1Re = re<v128>(columns ? x : y);
  x1Im = im<v128>(columns ? x : y);
}
