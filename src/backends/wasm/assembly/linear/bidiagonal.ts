/**
 * Reduction to upper bidiagonal form in blocks (Dongarra, Sorensen and Hammarling, 1989) and the singular values of bidiagonal matrices by
 * implicit QR, without shift where high relative accuracy asks for it (J. Demmel and W. Kahan, Accurate singular values of
 * bidiagonal matrices, 1990). Sweeps from the bottom up are those from the top down of the matrix turned round and transposed.
 */
import { add, at, conj, EPS, fromReal, get, mul, neg, put, re, SAFE_MIN, scaled } from './scalar';
import { axpy, clear, copy, scal } from './vector';
import { gemm, gemvC, gemvN } from './matrix';
import { reflector } from './householder';
import { mark, release, room } from './memory';
import { applyLog, emptyLog, logBytes, newSweep, openLog, rc, rotation, rr, rs } from './rotations';

const BLOCK = 24;

/**
 * m x n, m >= n. The left reflections' vectors stay below the diagonal (tauq), those of the right go into the columns of p
 * (n x n: that of row i has its leading 1 at row i + 1, which is left out), with taup.
 */
export function gebrd<T>(m: i32, n: i32, a: usize, lda: i32, d: usize, e: usize, tauq: usize, taup: usize, p: usize): void {
  const before = mark();
  const width = sizeof<T>();
  const x = room<T>(m * BLOCK);
  const y = room<T>(n * BLOCK);
  const row = room<T>(n);
  const t = room<T>(BLOCK);
  const minus = fromReal<T>(-1);
  const one = fromReal<T>(1);
  clear<T>(n * n, p);
  for (let k0 = 0; k0 < n; k0 += BLOCK) {
    const nb = min(BLOCK, n - k0);
    for (let i = 0; i < nb; i++) {
      const c = k0 + i;
      const column = at<T>(a, c, c, lda);
      const rows = m - c;
      const rest = n - c - 1;
      const v = at<T>(a, c, k0, lda);
      const xc = at<T>(x, c, 0, m);
      // This column brought up to date: a - V Y^H - X U^H.
      for (let k = 0; k < i; k++) store<T>(t + <usize>k * width, conj<T>(get<T>(y, c, k, n)));
      gemvN<T>(rows, i, minus, v, lda, t, column);
      for (let k = 0; k < i; k++) store<T>(t + <usize>k * width, conj<T>(get<T>(p, c, k0 + k, n)));
      gemvN<T>(rows, i, minus, xc, m, t, column);
      const tq = reflector<T>(rows, column, column + width);
      store<T>(tauq + <usize>c * width, tq);
      store<f64>(d + <usize>c * 8, re<T>(load<T>(column)));
      store<T>(column, one);
      if (rest == 0) break;
      // y = tauq (A^H v - Y V^H v - U X^H v)
      const yi = at<T>(y, c + 1, i, n);
      clear<T>(rest, yi);
      gemvC<T>(rows, rest, one, at<T>(a, c, c + 1, lda), lda, column, yi);
      clear<T>(i, t);
      gemvC<T>(rows, i, one, v, lda, column, t);
      gemvN<T>(rest, i, minus, at<T>(y, c + 1, 0, n), n, t, yi);
      clear<T>(i, t);
      gemvC<T>(rows, i, one, xc, m, column, t);
      gemvN<T>(rest, i, minus, at<T>(p, c + 1, k0, n), n, t, yi);
      scal<T>(rest, tq, yi);
      // The row, conjugated: conj(a) - Y conj(v) - U conj(x).
      for (let k = 0; k < rest; k++) store<T>(row + <usize>k * width, conj<T>(get<T>(a, c, c + 1 + k, lda)));
      for (let k = 0; k <= i; k++) store<T>(t + <usize>k * width, conj<T>(get<T>(a, c, k0 + k, lda)));
      gemvN<T>(rest, i + 1, minus, at<T>(y, c + 1, 0, n), n, t, row);
      for (let k = 0; k < i; k++) store<T>(t + <usize>k * width, conj<T>(get<T>(x, c, k, m)));
      gemvN<T>(rest, i, minus, at<T>(p, c + 1, k0, n), n, t, row);
      const tp = reflector<T>(rest, row, row + width);
      store<T>(taup + <usize>c * width, tp);
      store<f64>(e + <usize>c * 8, re<T>(load<T>(row)));
      store<T>(row, one);
      copy<T>(rest, row, at<T>(p, c + 1, c, n));
      if (rows == 1) continue;
      // x = taup (A u - V Y^H u - X U^H u)
      const xi = at<T>(x, c + 1, i, m);
      clear<T>(rows - 1, xi);
      gemvN<T>(rows - 1, rest, one, at<T>(a, c + 1, c + 1, lda), lda, row, xi);
      clear<T>(i + 1, t);
      gemvC<T>(rest, i + 1, one, at<T>(y, c + 1, 0, n), n, row, t);
      gemvN<T>(rows - 1, i + 1, minus, v + width, lda, t, xi);
      clear<T>(i, t);
      gemvC<T>(rest, i, one, at<T>(p, c + 1, k0, n), n, row, t);
      gemvN<T>(rows - 1, i, minus, xc + width, m, t, xi);
      scal<T>(rows - 1, tp, xi);
    }
    const next = k0 + nb;
    if (next < n) {
      const corner = at<T>(a, next, next, lda);
      gemm<T>(0, 2, m - next, n - next, nb, -1, at<T>(a, next, k0, lda), lda, at<T>(y, next, 0, n), n, 1, corner, lda);
      gemm<T>(0, 2, m - next, n - next, nb, -1, at<T>(x, next, 0, m), m, at<T>(p, next, k0, n), n, 1, corner, lda);
    }
  }
  release(before);
}

const TOLERANCE: f64 = 40 * EPS;

/** The smaller singular value of [f g; 0 h] (Demmel and Kahan, section 4). */
function smallerSingular(f: f64, g: f64, h: f64): f64 {
  f = abs(f);
  g = abs(g);
  h = abs(h);
  const least = min(f, h);
  const most = max(f, h);
  if (least == 0) return 0;
  const ratio = least / most;
  if (g < most) {
    const u = g / most;
    const p = 1 + ratio;
    const q = (most - least) / most;
    return (2 * least) / (sqrt(p * p + u * u) + sqrt(q * q + u * u));
  }
  const u = most / g;
  if (u == 0) return (least * most) / g;
  const p = (1 + ratio) * u;
  const q = ((most - least) / most) * u;
  return (2 * least * u) / (sqrt(1 + p * p) + sqrt(1 + q * q));
}

/**
 * Diagonalise an upper bidiagonal matrix; singular values, with signs and in no order, over d. The rotations of both sides are in the
 * log when this returns (side 0 right, 1 left), or already applied to columns of v and u, where given: so many rows of
 * real numbers each, n columns. The result is 0, or how many elements beside the diagonal have not vanished.
 */
// prettier-ignore
export function bidiagonalQr(n: i32, d: usize, e: usize, logged: bool, keep: bool, vRows: i32, v: usize, ldv: i32, uRows: i32, u: usize, ldu: i32): i32 {
  openLog(2);
  let most = 0.0;
  for (let i = 0; i < n; i++) most = max(most, abs(load<f64>(d + <usize>i * 8)));
  for (let i = 0; i < n - 1; i++) most = max(most, abs(load<f64>(e + <usize>i * 8)));
  // A lower bound of the least singular value sets what may be neglected.
  let bound = n > 0 ? abs(load<f64>(d)) : 0;
  let mu = bound;
  for (let i = 1; i < n && bound > 0; i++) {
    mu = abs(load<f64>(d + <usize>i * 8)) * (mu / (mu + abs(load<f64>(e + <usize>(i - 1) * 8))));
    bound = min(bound, mu);
  }
  const threshold = max((TOLERANCE * bound) / sqrt(<f64>n), 36.0 * <f64>n * <f64>n * SAFE_MIN);
  let left = 40 * n;
  let to = n - 1;
  let oldFrom = -1;
  let oldTo = -1;
  let down = true;
  while (to > 0) {
    if (left-- <= 0) {
      let info = 0;
      for (let i = 0; i < n - 1; i++) if (load<f64>(e + <usize>i * 8) != 0) info++;
      return info;
    }
    if (logBytes() > 1 << 19 && logged && !keep) {
      applyLog(0, vRows, n, v, ldv);
      applyLog(1, uRows, n, u, ldu);
      emptyLog();
    }
    if (abs(load<f64>(d + <usize>to * 8)) <= threshold) store<f64>(d + <usize>to * 8, 0);
    let from = to;
    let largestHere = abs(load<f64>(d + <usize>to * 8));
    while (from > 0) {
      const ei = e + <usize>(from - 1) * 8;
      const di = d + <usize>(from - 1) * 8;
      if (abs(load<f64>(di)) <= threshold) store<f64>(di, 0);
      if (abs(load<f64>(ei)) <= threshold) {
        store<f64>(ei, 0);
        break;
      }
      from--;
      largestHere = max(largestHere, max(abs(load<f64>(di)), abs(load<f64>(ei))));
    }
    if (from == to) {
      to--;
      continue;
    }
    if (from > oldTo || to < oldFrom) down = abs(load<f64>(d + <usize>from * 8)) >= abs(load<f64>(d + <usize>to * 8));
    oldFrom = from;
    oldTo = to;
    sweep(n, d, e, from, to, down, largestHere, threshold, logged);
  }
  if (logged && !keep) {
    applyLog(0, vRows, n, v, ldv);
    applyLog(1, uRows, n, u, ldu);
    emptyLog();
  }
  return 0;
}

/** One sweep on the block from..to, or only the neglect of an element that has become small. */
function sweep(n: i32, d: usize, e: usize, from: i32, to: i32, down: bool, most: f64, threshold: f64, logged: bool): void {
  const step: isize = down ? 8 : -8;
  const count = to - from;
  const d0 = d + <usize>(down ? from : to) * 8;
  const e0 = e + <usize>(down ? from : to - 1) * 8;
  const dn = d0 + <isize>count * step;
  const en = e0 + <isize>(count - 1) * step;
  if (abs(load<f64>(en)) <= TOLERANCE * abs(load<f64>(dn))) {
    store<f64>(en, 0);
    return;
  }
  let mu = abs(load<f64>(d0));
  let least = mu;
  for (let i = 0; i < count; i++) {
    const ei = e0 + <isize>i * step;
    if (abs(load<f64>(ei)) <= TOLERANCE * mu) {
      store<f64>(ei, 0);
      return;
    }
    mu = abs(load<f64>(d0 + <isize>(i + 1) * step)) * (mu / (mu + abs(load<f64>(ei))));
    least = min(least, mu);
  }
  let shift = 0.0;
  if (<f64>n * TOLERANCE * (least / most) > max(EPS, 0.01 * TOLERANCE)) {
    shift = smallerSingular(load<f64>(dn - step), load<f64>(en), load<f64>(dn));
    const head = abs(load<f64>(d0));
    if (head > 0 && (shift / head) * (shift / head) < EPS) shift = 0;
  }
  // Turned round, right rotations are left ones and of opposite angle.
  const sign = down ? 1.0 : -1.0;
  const right: usize = down ? 0 : 16;
  const leftSide: usize = 16 - right;
  let log = logged ? newSweep(from, count, down ? 1 : -1) : 0;
  if (shift == 0) {
    let c = 1.0;
    let oldC = 1.0;
    let oldS = 0.0;
    for (let i = 0; i < count; i++) {
      const di = d0 + <isize>i * step;
      const ei = e0 + <isize>i * step;
      rotation(load<f64>(di) * c, load<f64>(ei));
      c = rc;
      const s = rs;
      if (i > 0) store<f64>(ei - step, oldS * rr);
      rotation(oldC * rr, load<f64>(di + step) * s);
      oldC = rc;
      oldS = rs;
      store<f64>(di, rr);
      if (logged) {
        store<f64>(log + right, c);
        store<f64>(log + right, sign * s, 8);
        store<f64>(log + leftSide, oldC);
        store<f64>(log + leftSide, sign * oldS, 8);
        log += 32;
      }
    }
    const h = load<f64>(dn) * c;
    store<f64>(dn, h * oldC);
    store<f64>(en, h * oldS);
  } else {
    const head = load<f64>(d0);
    let f = (abs(head) - shift) * (copysign<f64>(1, head) + shift / head);
    let g = load<f64>(e0);
    for (let i = 0; i < count; i++) {
      const di = d0 + <isize>i * step;
      const ei = e0 + <isize>i * step;
      rotation(f, g);
      const c = rc;
      const s = rs;
      if (i > 0) store<f64>(ei - step, rr);
      const dd = load<f64>(di);
      const ee = load<f64>(ei);
      const next = load<f64>(di + step);
      f = c * dd + s * ee;
      const off = c * ee - s * dd;
      g = s * next;
      const diagonal = c * next;
      rotation(f, g);
      store<f64>(di, rr);
      f = rc * off + rs * diagonal;
      store<f64>(di + step, rc * diagonal - rs * off);
      if (i < count - 1) {
        const beyond = load<f64>(ei + step);
        g = rs * beyond;
        store<f64>(ei + step, rc * beyond);
      }
      if (logged) {
        store<f64>(log + right, c);
        store<f64>(log + right, sign * s, 8);
        store<f64>(log + leftSide, rc);
        store<f64>(log + leftSide, sign * rs, 8);
        log += 32;
      }
    }
    store<f64>(en, f);
  }
  if (abs(load<f64>(en)) <= threshold) store<f64>(en, 0);
}
