/** Generalised eigenproblems: Schur forms, vectors, reordering (B. Kagstrom, A direct method for reordering eigenvalues, 1993). */
import { add, at, conj, div, EPS, fromReal, get, hypot, im, modulus, mul, neg, pair, put, re, SAFE_MIN, scaled, size, sub } from './scalar';
import { clear, largest, scaleReals } from './vector';
import { gemm, reversedTranspose } from './matrix';
import { orderAt } from './reorder';
import { bringFirst, pencilEigenvalues, realQz, setPencil, standardPair } from './qz';
import { complexQz, setComplexPencil, swapComplexPencil } from './complexQz';
import { turnVectors } from './eigen';
import { applyToColumns, applyToRows, solveSmall, spanning } from './small';
import { mark, release, room } from './memory';

function schurForm<T>(n: i32, a: usize, b: usize, alpha: usize, beta: usize, q: usize, z: usize): i32 {
  if (isVector<T>()) {
    const info = complexQz(n, a, b, q, z);
    complexEigenvalues(n, a, b, alpha, beta);
    return info;
  }
  const info = realQz(n, a, b, q, z);
  pencilEigenvalues(n, a, b, alpha, beta);
  return info;
}

function complexEigenvalues(n: i32, a: usize, b: usize, alpha: usize, beta: usize): void {
  for (let i = 0; i < n; i++) {
    v128.store(alpha + <usize>i * 16, get<v128>(a, i, i, n));
    v128.store(beta + <usize>i * 16, get<v128>(b, i, i, n));
  }
}

/** The power of two that brings a matrix near 1; 0 where it is not finite. */
function scaleOf<T>(n: i32, a: usize): f64 {
  const most = largest((isVector<T>() ? 2 : 1) * n * n, a);
  if (most != most || most == Infinity) return 0;
  if (most == 0) return 1;
  return NativeMath.pow(2, -floor(max(-1000.0, min(1000.0, NativeMath.log2(most)))));
}

export function gges<T>(n: i32, a: usize, b: usize, alpha: usize, beta: usize, q: usize, z: usize): i32 {
  if (n == 0) return 0;
  const parts = isVector<T>() ? 2 : 1;
  const sa = scaleOf<T>(n, a);
  const sb = scaleOf<T>(n, b);
  if (sa == 0 || sb == 0) return 1;
  scaleReals(parts * n * n, sa, a);
  scaleReals(parts * n * n, sb, b);
  const info = schurForm<T>(n, a, b, alpha, beta, q, z);
  scaleReals(parts * n * n, 1 / sa, a);
  scaleReals(parts * n * n, 1 / sb, b);
  scaleReals(2 * n, 1 / sa, alpha);
  scaleReals(parts * n, 1 / sb, beta);
  return info;
}

export function ggev<T>(n: i32, a: usize, b: usize, alpha: usize, beta: usize, vl: usize, vr: usize): i32 {
  if (n == 0) return 0;
  const parts = isVector<T>() ? 2 : 1;
  const sa = scaleOf<T>(n, a);
  const sb = scaleOf<T>(n, b);
  if (sa == 0 || sb == 0) {
    for (let i = 0; i < 2 * n; i++) store<f64>(alpha + <usize>i * 8, NaN);
    return 1;
  }
  const before = mark();
  scaleReals(parts * n * n, sa, a);
  scaleReals(parts * n * n, sb, b);
  const q: usize = vl != 0 ? room<T>(n * n) : 0;
  const z: usize = vr != 0 ? room<T>(n * n) : 0;
  const info = schurForm<T>(n, a, b, alpha, beta, q, z);
  if (info == 0 && (vl != 0 || vr != 0)) {
    const x = room<T>(n * n);
    if (vr != 0) {
      vectors<T>(n, a, b, x);
      gemm<T>(0, 0, n, n, n, 1, z, n, x, n, 0, vr, n);
      largestOne<T>(n, alpha, vr);
    }
    if (vl != 0) {
      const ta = room<T>(n * n);
      const tb = room<T>(n * n);
      reversedTranspose<T>(n, n, a, n, ta, n);
      reversedTranspose<T>(n, n, b, n, tb, n);
      vectors<T>(n, ta, tb, x);
      turnVectors<T>(n, alpha, x, ta);
      gemm<T>(0, 0, n, n, n, 1, q, n, ta, n, 0, vl, n);
      largestOne<T>(n, alpha, vl);
    }
  }
  scaleReals(2 * n, 1 / sa, alpha);
  scaleReals(parts * n, 1 / sb, beta);
  release(before);
  return info;
}

/** Vectors of which the largest component has |re| + |im| = 1. */
function largestOne<T>(n: i32, alpha: usize, v: usize): void {
  for (let k = 0; k < n; k++) {
    const p = at<T>(v, 0, k, n);
    let most = 0.0;
    if (!isVector<T>() && load<f64>(alpha + <usize>k * 16, 8) != 0) {
      const r = at<T>(v, 0, k + 1, n);
      for (let i = 0; i < n; i++) most = max(most, abs(load<f64>(p + <usize>i * 8)) + abs(load<f64>(r + <usize>i * 8)));
      if (most > 0) scaleReals(2 * n, 1 / most, p);
      k++;
    } else {
      for (let i = 0; i < n; i++) most = max(most, size<T>(load<T>(p + <usize>i * sizeof<T>())));
      if (most > 0) scaleReals((isVector<T>() ? 2 : 1) * n, 1 / most, p);
    }
  }
}

/**
 * Right eigenvectors of a pencil in generalised Schur form, in the columns of x: (beta A - alpha B) x = 0 by back-substitution, in
 * complex arithmetic. Of complex pairs the real and the imaginary part of the first one.
 */
function vectors<T>(n: i32, a: usize, b: usize, x: usize): void {
  const before = mark();
  const v = room<v128>(n);
  const parts = isVector<T>() ? 2 : 1;
  const normA = largest(parts * n * n, a);
  const normB = largest(parts * n * n, b);
  const values = room<f64>(2 * n);
  const betas = room<f64>(n);
  if (!isVector<T>()) pencilEigenvalues(n, a, b, values, betas);
  for (let k = 0; k < n; k++) {
    const two = !isVector<T>() && orderAt(n, a, k) == 2;
    let alpha: v128;
    let beta: v128;
    if (isVector<T>()) {
      alpha = get<v128>(a, k, k, n);
      beta = get<v128>(b, k, k, n);
    } else {
      alpha = v128.load(values + <usize>k * 16);
      beta = fromReal<v128>(load<f64>(betas + <usize>k * 8));
    }
    const sizes = max(modulus<v128>(alpha) * normB, modulus<v128>(beta) * normA);
    clear<v128>(n, v);
    const last = two ? k + 1 : k;
    if (!(sizes > 0)) {
      // A singular pencil: any vector will do.
      v128.store(v + <usize>k * 16, fromReal<v128>(1));
    } else {
      alpha = scaled<v128>(alpha, 1 / sizes);
      beta = scaled<v128>(beta, 1 / sizes);
      const least = EPS;
      if (two) {
        const e11 = entry<T>(n, a, b, k, k, alpha, beta);
        const e12 = entry<T>(n, a, b, k, k + 1, alpha, beta);
        const e21 = entry<T>(n, a, b, k + 1, k, alpha, beta);
        const e22 = entry<T>(n, a, b, k + 1, k + 1, alpha, beta);
        const upper = size<v128>(e11) + size<v128>(e12) >= size<v128>(e21) + size<v128>(e22);
        v128.store(v + <usize>k * 16, neg<v128>(upper ? e12 : e22));
        v128.store(v + <usize>(k + 1) * 16, upper ? e11 : e21);
        spread<T>(n, a, b, k, k, alpha, beta, v);
        spread<T>(n, a, b, k + 1, k, alpha, beta, v);
      } else {
        v128.store(v + <usize>k * 16, fromReal<v128>(1));
        spread<T>(n, a, b, k, k, alpha, beta, v);
      }
      for (let j = k - 1; j >= 0; j--) {
        const p = v + <usize>j * 16;
        if (!isVector<T>() && j > 0 && get<f64>(a, j, j - 1, n) != 0) {
          const i = j - 1;
          const e11 = entry<T>(n, a, b, i, i, alpha, beta);
          const e12 = entry<T>(n, a, b, i, j, alpha, beta);
          const e21 = entry<T>(n, a, b, j, i, alpha, beta);
          const e22 = entry<T>(n, a, b, j, j, alpha, beta);
          // Cramer's rule would lose digits: eliminate with the larger of the first column.
          let f = v128.load(p - 16);
          let g = v128.load(p);
          const lower = size<v128>(e21) > size<v128>(e11);
          const p1 = guarded(lower ? e21 : e11, least);
          const p2 = lower ? e22 : e12;
          const l = div<v128>(lower ? e11 : e21, p1);
          const d = guarded(sub<v128>(lower ? e12 : e22, mul<v128>(l, p2)), least);
          if (lower) {
            const t = f;
            f = g;
            g = t;
          }
          const y = div<v128>(sub<v128>(g, mul<v128>(l, f)), d);
          v128.store(p - 16, div<v128>(sub<v128>(f, mul<v128>(p2, y)), p1));
          v128.store(p, y);
          spread<T>(n, a, b, i, i, alpha, beta, v);
          spread<T>(n, a, b, j, i, alpha, beta, v);
          j--;
        } else {
          const d = guarded(entry<T>(n, a, b, j, j, alpha, beta), least);
          v128.store(p, div<v128>(v128.load(p), d));
          spread<T>(n, a, b, j, j, alpha, beta, v);
        }
        const most = largest(2 * n, v);
        if (most > 1e50) scaleReals(2 * n, 1 / most, v);
      }
    }
    const most = largest(2 * (last + 1), v);
    if (most > 0) scaleReals(2 * (last + 1), 1 / most, v);
    for (let i = 0; i < n; i++) {
      const value = v128.load(v + <usize>i * 16);
      if (isVector<T>()) put<v128>(x, i, k, n, value);
      else {
        put<f64>(x, i, k, n, re<v128>(value));
        if (two) put<f64>(x, i, k + 1, n, im<v128>(value));
      }
    }
    if (two) k++;
  }
  release(before);
}

function guarded(d: v128, least: f64): v128 {
  return size<v128>(d) >= least ? d : fromReal<v128>(least);
}

// @ts-ignore: decorator
@inline
function toComplex<T>(x: T): v128 {
  if (isVector<T>()) return x as v128;
  return pair(x as f64, 0);
}

/** Element (i, j) of beta A - alpha B. */
function entry<T>(n: i32, a: usize, b: usize, i: i32, j: i32, alpha: v128, beta: v128): v128 {
  return sub<v128>(mul<v128>(beta, toComplex<T>(get<T>(a, i, j, n))), mul<v128>(alpha, toComplex<T>(get<T>(b, i, j, n))));
}

/** Component j is known: take its column of beta A - alpha B from the rows above `top`. */
function spread<T>(n: i32, a: usize, b: usize, j: i32, top: i32, alpha: v128, beta: v128, v: usize): void {
  const y = v128.load(v + <usize>j * 16);
  const fa = mul<v128>(beta, y);
  const fb = mul<v128>(alpha, y);
  for (let i = 0; i < top; i++) {
    const p = v + <usize>i * 16;
    const s = sub<v128>(mul<v128>(fa, toComplex<T>(get<T>(a, i, j, n))), mul<v128>(fb, toComplex<T>(get<T>(b, i, j, n))));
    v128.store(p, sub<v128>(v128.load(p), s));
  }
}

/** Swap the blocks of orders p and r at j of a real pencil. */
function swapBlocks(n: i32, a: usize, b: usize, q: usize, z: usize, j: i32, p: i32, r: i32): bool {
  const s = p + r;
  const half = p * r;
  const order = 2 * half;
  const m = memory.data(512);
  const x = memory.data(64);
  const gq = memory.data(128);
  const gz = memory.data(128);
  const ca = memory.data(128);
  const cb = memory.data(128);
  let mostA = 0.0;
  let mostB = 0.0;
  for (let c = 0; c < s; c++) {
    for (let i = 0; i < s; i++) {
      mostA = max(mostA, abs(get<f64>(a, j + i, j + c, n)));
      mostB = max(mostB, abs(get<f64>(b, j + i, j + c, n)));
    }
  }
  for (let i = 0; i < order * order; i++) store<f64>(m + <usize>i * 8, 0);
  // A11 R - L A22 = A12 and the same of B; unknowns R, then L; rows of A, then of B, each divided by its size.
  for (let e = 0; e < 2; e++) {
    const w = e == 0 ? a : b;
    const scale = 1 / max(e == 0 ? mostA : mostB, SAFE_MIN);
    for (let l = 0; l < r; l++) {
      for (let i = 0; i < p; i++) {
        const row = e * half + i + l * p;
        for (let k = 0; k < p; k++) put<f64>(m, row, k + l * p, order, scale * get<f64>(w, j + i, j + k, n));
        for (let k = 0; k < r; k++) put<f64>(m, row, half + i + k * p, order, -scale * get<f64>(w, j + p + k, j + p + l, n));
        store<f64>(x + <usize>row * 8, scale * get<f64>(w, j + i, j + p + l, n));
      }
    }
  }
  solveSmall(order, m, x, EPS);
  spanning(p, r, x, gz);
  spanning(p, r, x + <usize>half * 8, gq);
  for (let c = 0; c < s; c++) {
    for (let i = 0; i < s; i++) {
      put<f64>(ca, i, c, s, get<f64>(a, j + i, j + c, n));
      put<f64>(cb, i, c, s, get<f64>(b, j + i, j + c, n));
    }
  }
  applyToRows(s, gq, s, 0, ca, s, 0);
  applyToRows(s, gq, s, 0, cb, s, 0);
  applyToColumns(s, gz, s, ca, s, 0);
  applyToColumns(s, gz, s, cb, s, 0);
  for (let c = 0; c < r; c++) {
    for (let i = r; i < s; i++) {
      if (!(abs(get<f64>(ca, i, c, s)) <= 20 * EPS * mostA && abs(get<f64>(cb, i, c, s)) <= 20 * EPS * mostB)) return false;
    }
  }
  applyToRows(s, gq, n, j, a, n, j);
  applyToRows(s, gq, n, j, b, n, j);
  applyToColumns(s, gz, j + s, a, n, j);
  applyToColumns(s, gz, j + s, b, n, j);
  if (q != 0) applyToColumns(s, gq, n, q, n, j);
  if (z != 0) applyToColumns(s, gz, n, z, n, j);
  for (let c = 0; c < r; c++) {
    for (let i = r; i < s; i++) {
      put<f64>(a, j + i, j + c, n, 0);
      put<f64>(b, j + i, j + c, n, 0);
    }
  }
  setPencil(n, a, b, q, z);
  if (r == 2) standardPair(j);
  else flip(n, a, b, z, j);
  if (p == 2) standardPair(j + r);
  else flip(n, a, b, z, j + r);
  return true;
}

/** A single block's element of B made positive. */
function flip(n: i32, a: usize, b: usize, z: usize, j: i32): void {
  if (!(get<f64>(b, j, j, n) < 0)) return;
  scaleReals(j + 1, -1, at<f64>(a, 0, j, n));
  scaleReals(j + 1, -1, at<f64>(b, 0, j, n));
  if (z != 0) scaleReals(n, -1, at<f64>(z, 0, j, n));
}

function moveBlock(n: i32, a: usize, b: usize, q: usize, z: usize, from: i32, to: i32): bool {
  let here = from;
  const order = orderAt(n, a, here);
  while (here > to) {
    const before = here >= 2 && get<f64>(a, here - 1, here - 2, n) != 0 ? 2 : 1;
    if (!swapBlocks(n, a, b, q, z, here - before, before, order)) return false;
    here -= before;
    if (order == 2 && orderAt(n, a, here) == 1) {
      return moveBlock(n, a, b, q, z, here, to) && moveBlock(n, a, b, q, z, here + 1, to + 1);
    }
  }
  return true;
}

/** Bring what `select` (i32 each) marks to the top; 1 where blocks were too close to be swapped. */
export function tgsen<T>(n: i32, select: usize, a: usize, b: usize, alpha: usize, beta: usize, q: usize, z: usize): i32 {
  if (n == 0) return 0;
  const parts = isVector<T>() ? 2 : 1;
  const sa = scaleOf<T>(n, a);
  const sb = scaleOf<T>(n, b);
  if (sa == 0 || sb == 0) return 1;
  scaleReals(parts * n * n, sa, a);
  scaleReals(parts * n * n, sb, b);
  let info = 0;
  let to = 0;
  if (isVector<T>()) setComplexPencil(n, a, b, q, z);
  for (let k = 0; k < n; k++) {
    if (isVector<T>()) {
      if (load<i32>(select + <usize>k * 4) == 0) continue;
      for (let j = k; j > to; j--) swapComplexPencil(j - 1);
      to++;
    } else {
      const order = orderAt(n, a, k);
      let wanted = load<i32>(select + <usize>k * 4) != 0;
      if (order == 2) wanted = wanted || load<i32>(select + <usize>(k + 1) * 4) != 0;
      if (wanted) {
        if (!moveBlock(n, a, b, q, z, k, to)) {
          info = 1;
          break;
        }
        to += order;
      }
      k += order - 1;
    }
  }
  if (isVector<T>()) complexEigenvalues(n, a, b, alpha, beta);
  else pencilEigenvalues(n, a, b, alpha, beta);
  scaleReals(parts * n * n, 1 / sa, a);
  scaleReals(parts * n * n, 1 / sb, b);
  scaleReals(2 * n, 1 / sa, alpha);
  scaleReals(parts * n, 1 / sb, beta);
  return info;
}
