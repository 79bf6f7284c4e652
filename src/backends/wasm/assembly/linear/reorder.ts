/**
 * Reordering of Schur forms by swaps of neighbouring blocks (Z. Bai and J. Demmel, On swapping diagonal blocks in real Schur form, 1993):
 * rotations where both are single, else the orthogonal factor of a small Sylvester equation's solution.
 */
import { at, EPS, fromReal, get, put, SAFE_MIN, sub } from './scalar';
import { largest, scaleReals } from './vector';
import { safeScale } from './symmetric';
import { cs, eigenvaluesOf, rotateTwoColumns, rotateTwoRows, sa, sb, sc, sd, sn, standardise } from './francis';
import { complexRotation, rotateComplex, zc, zsIm, zsRe } from './complexSchur';
import { rc, rotation, rs } from './rotations';
import { applyToColumns, applyToRows, solveSmall, spanning } from './small';

/** Swap the blocks of orders p and q that begin at j; false where that would not be accurate. */
function swapReal(n: i32, t: usize, z: usize, j: i32, p: i32, q: i32): bool {
  if (p == 1 && q == 1) {
    const a = get<f64>(t, j, j, n);
    const b = get<f64>(t, j + 1, j + 1, n);
    rotation(get<f64>(t, j, j + 1, n), b - a);
    rotateTwoRows(n, j + 2, t, n, j, rc, rs);
    rotateTwoColumns(j, t, n, j, rc, rs);
    if (z != 0) rotateTwoColumns(n, z, n, j, rc, rs);
    // The element beside them keeps its size; its sign is a rotation's of angle (c, s): unchanged.
    put<f64>(t, j, j, n, b);
    put<f64>(t, j + 1, j + 1, n, a);
    return true;
  }
  const s = p + q;
  const m = memory.data(128);
  const x = memory.data(32);
  const g = memory.data(128);
  const copy = memory.data(128);
  let most = 0.0;
  for (let c = 0; c < s; c++) for (let i = 0; i < s; i++) most = max(most, abs(get<f64>(t, j + i, j + c, n)));
  const order = p * q;
  for (let c = 0; c < order; c++) for (let i = 0; i < order; i++) put<f64>(m, i, c, order, 0);
  // T11 X - X T22 = T12, unknown (i, l) at i + l p.
  for (let l = 0; l < q; l++) {
    for (let i = 0; i < p; i++) {
      const row = i + l * p;
      for (let k = 0; k < p; k++) {
        const c = k + l * p;
        put<f64>(m, row, c, order, get<f64>(m, row, c, order) + get<f64>(t, j + i, j + k, n));
      }
      for (let k = 0; k < q; k++) {
        const c = i + k * p;
        put<f64>(m, row, c, order, get<f64>(m, row, c, order) - get<f64>(t, j + p + k, j + p + l, n));
      }
      store<f64>(x + <usize>row * 8, get<f64>(t, j + i, j + p + l, n));
    }
  }
  solveSmall(order, m, x, max(EPS * most, SAFE_MIN / EPS));
  spanning(p, q, x, g);
  // Tried on a copy first.
  for (let c = 0; c < s; c++) for (let i = 0; i < s; i++) put<f64>(copy, i, c, s, get<f64>(t, j + i, j + c, n));
  applyToRows(s, g, s, 0, copy, s, 0);
  applyToColumns(s, g, s, copy, s, 0);
  for (let c = 0; c < q; c++) for (let i = q; i < s; i++) if (!(abs(get<f64>(copy, i, c, s)) <= 20 * EPS * most)) return false;
  applyToRows(s, g, n, j, t, n, j);
  applyToColumns(s, g, j + s, t, n, j);
  if (z != 0) applyToColumns(s, g, n, z, n, j);
  for (let c = 0; c < q; c++) for (let i = q; i < s; i++) put<f64>(t, j + i, j + c, n, 0);
  if (q == 2) standardiseAt(n, t, z, j);
  if (p == 2) standardiseAt(n, t, z, j + q);
  return true;
}

export function standardiseAt(n: i32, t: usize, z: usize, j: i32): void {
  standardise(get<f64>(t, j, j, n), get<f64>(t, j, j + 1, n), get<f64>(t, j + 1, j, n), get<f64>(t, j + 1, j + 1, n));
  put<f64>(t, j, j, n, sa);
  put<f64>(t, j, j + 1, n, sb);
  put<f64>(t, j + 1, j, n, sc);
  put<f64>(t, j + 1, j + 1, n, sd);
  rotateTwoRows(n, j + 2, t, n, j, cs, sn);
  rotateTwoColumns(j, t, n, j, cs, sn);
  if (z != 0) rotateTwoColumns(n, z, n, j, cs, sn);
}

// @ts-ignore: decorator
@inline
export function orderAt(n: i32, t: usize, j: i32): i32 {
  return j < n - 1 && get<f64>(t, j + 1, j, n) != 0 ? 2 : 1;
}

/** Move the block at `from` up to `to`; false where a swap failed. */
function moveReal(n: i32, t: usize, z: usize, from: i32, to: i32): bool {
  let here = from;
  let order = orderAt(n, t, here);
  while (here > to) {
    const before = here >= 2 && get<f64>(t, here - 1, here - 2, n) != 0 ? 2 : 1;
    if (!swapReal(n, t, z, here - before, before, order)) return false;
    here -= before;
    if (order == 2 && orderAt(n, t, here) == 1) {
      // It has fallen apart into two real ones.
      return moveReal(n, t, z, here, to) && moveReal(n, t, z, here + 1, to + 1);
    }
  }
  return true;
}

function swapComplex(n: i32, t: usize, z: usize, j: i32): void {
  const step = <usize>n * 16;
  const a = get<v128>(t, j, j, n);
  const b = get<v128>(t, j + 1, j + 1, n);
  complexRotation(get<v128>(t, j, j + 1, n), sub<v128>(b, a));
  const q = at<v128>(t, j, j + 2, n);
  rotateComplex(n - j - 2, q, step, q + 16, step, zc, zsRe, zsIm);
  const p = at<v128>(t, 0, j, n);
  rotateComplex(j, p, 16, p + step, 16, zc, zsRe, -zsIm);
  // The element beside them: rows, then columns, of [a x; 0 b].
  const corner = at<v128>(t, j, j, n);
  rotateComplex(2, corner, step, corner + 16, step, zc, zsRe, zsIm);
  rotateComplex(2, corner, 16, corner + step, 16, zc, zsRe, -zsIm);
  put<v128>(t, j, j, n, b);
  put<v128>(t, j + 1, j, n, fromReal<v128>(0));
  put<v128>(t, j + 1, j + 1, n, a);
  if (z != 0) {
    const v = at<v128>(z, 0, j, n);
    rotateComplex(n, v, 16, v + step, 16, zc, zsRe, -zsIm);
  }
}

/** Bring what `select` (i32 each) marks to the top; 1 where blocks were too close to be swapped. */
export function trsen<T>(n: i32, select: usize, t: usize, w: usize, z: usize): i32 {
  if (n == 0) return 0;
  const parts = isVector<T>() ? 2 : 1;
  const most = largest(parts * n * n, t);
  if (most != most || most == Infinity) return 1;
  const scale = safeScale(most);
  if (scale != 1) scaleReals(parts * n * n, scale, t);
  let info = 0;
  let to = 0;
  for (let k = 0; k < n; k++) {
    if (isVector<T>()) {
      if (load<i32>(select + <usize>k * 4) == 0) continue;
      for (let j = k; j > to; j--) swapComplex(n, t, z, j - 1);
      to++;
    } else {
      const order = orderAt(n, t, k);
      let wanted = load<i32>(select + <usize>k * 4) != 0;
      if (order == 2) wanted = wanted || load<i32>(select + <usize>(k + 1) * 4) != 0;
      if (wanted) {
        if (!moveReal(n, t, z, k, to)) {
          info = 1;
          break;
        }
        to += order;
      }
      k += order - 1;
    }
  }
  if (scale != 1) scaleReals(parts * n * n, 1 / scale, t);
  if (isVector<T>()) for (let i = 0; i < n; i++) v128.store(w + <usize>i * 16, get<v128>(t, i, i, n));
  else eigenvaluesOf(n, t, w);
  return info;
}
