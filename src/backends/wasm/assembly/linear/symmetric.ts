/**
 * Symmetric and Hermitian eigenproblems: reduction to tridiagonal form in blocks (J. Dongarra, D. Sorensen and S. Hammarling, Block reduction
 * of matrices to condensed forms, 1989), then implicit QL or QR with Wilkinson's shift (Golub and Van Loan, 8.3), whose rotations
 * are logged and applied together.
 */
import { add, at, conj, div, EPS, fma2, fromReal, get, hypot, im, mul, neg, put, re, scaled, sub } from './scalar';
import { axpy, clear, copy, dotc, largest, norm, scal, scaleReals } from './vector';
import { both, copyMatrix, gemvC, gemvN } from './matrix';
import { flipTriangle } from './cholesky';
import { orgqr, reflector } from './householder';
import { mark, productSpace, release, reserve, room } from './memory';
import { triangleProduct } from '../product/triangle';
import { applyLog, emptyLog, logBytes, newSweep, openLog } from './rotations';

const BLOCK = 32;

/** `y = a @ x` for Hermitian a of which the lower triangle is stored. */
function hemv<T>(n: i32, a: usize, lda: i32, x: usize, y: usize): void {
  clear<T>(n, y);
  let j = 0;
  if (!isVector<T>()) {
    const step = <usize>lda * 8;
    for (; j + 4 <= n; j += 4) {
      // The square on the diagonal, then four columns below it at once.
      for (let c = j; c < j + 4; c++) {
        const xc = load<f64>(x + <usize>c * 8);
        let s = load<f64>(at<f64>(a, c, c, lda)) * xc;
        for (let i = c + 1; i < j + 4; i++) {
          const v = get<f64>(a, i, c, lda);
          s += v * load<f64>(x + <usize>i * 8);
          const q = y + <usize>i * 8;
          store<f64>(q, load<f64>(q) + v * xc);
        }
        const q = y + <usize>c * 8;
        store<f64>(q, load<f64>(q) + s);
      }
      const xj = x + <usize>j * 8;
      const s0 = load<f64>(xj);
      const s1 = load<f64>(xj, 8);
      const s2 = load<f64>(xj, 16);
      const s3 = load<f64>(xj, 24);
      const x0 = f64x2.splat(s0);
      const x1 = f64x2.splat(s1);
      const x2 = f64x2.splat(s2);
      const x3 = f64x2.splat(s3);
      let u0 = f64x2.splat(0);
      let u1 = f64x2.splat(0);
      let u2 = f64x2.splat(0);
      let u3 = f64x2.splat(0);
      let p0 = at<f64>(a, j + 4, j, lda);
      let p1 = p0 + step;
      let p2 = p1 + step;
      let p3 = p2 + step;
      let p = xj + 32;
      let q = y + <usize>(j + 4) * 8;
      const end = y + <usize>n * 8;
      for (; q + 16 <= end; q += 16, p += 16) {
        const v = v128.load(p);
        const a0 = v128.load(p0);
        const a1 = v128.load(p1);
        const a2 = v128.load(p2);
        const a3 = v128.load(p3);
        v128.store(q, fma2(a3, x3, fma2(a2, x2, fma2(a1, x1, fma2(a0, x0, v128.load(q))))));
        u0 = fma2(a0, v, u0);
        u1 = fma2(a1, v, u1);
        u2 = fma2(a2, v, u2);
        u3 = fma2(a3, v, u3);
        p0 += 16;
        p1 += 16;
        p2 += 16;
        p3 += 16;
      }
      let t0 = both(u0);
      let t1 = both(u1);
      let t2 = both(u2);
      let t3 = both(u3);
      if (q < end) {
        const v = load<f64>(p);
        const a0 = load<f64>(p0);
        const a1 = load<f64>(p1);
        const a2 = load<f64>(p2);
        const a3 = load<f64>(p3);
        store<f64>(q, load<f64>(q) + a0 * s0 + a1 * s1 + a2 * s2 + a3 * s3);
        t0 += a0 * v;
        t1 += a1 * v;
        t2 += a2 * v;
        t3 += a3 * v;
      }
      const yj = y + <usize>j * 8;
      store<f64>(yj, load<f64>(yj) + t0);
      store<f64>(yj, load<f64>(yj, 8) + t1, 8);
      store<f64>(yj, load<f64>(yj, 16) + t2, 16);
      store<f64>(yj, load<f64>(yj, 24) + t3, 24);
    }
  }
  const width = sizeof<T>();
  for (; j < n; j++) {
    const d = at<T>(a, j, j, lda);
    const xj = x + <usize>j * width;
    const yj = y + <usize>j * width;
    const v = load<T>(xj);
    axpy<T>(n - j - 1, v, d + width, yj + width);
    const s = add<T>(scaled<T>(v, re<T>(load<T>(d))), dotc<T>(n - j - 1, d + width, xj + width));
    store<T>(yj, add<T>(load<T>(yj), s));
  }
}

/**
 * Reduce to tridiagonal form: d and e real; the reflections' vectors (without their ones) stay below the subdiagonal, tau has n - 1.
 */
export function hetrd<T>(n: i32, a: usize, lda: i32, d: usize, e: usize, tau: usize): void {
  const before = mark();
  const width = sizeof<T>();
  const w = room<T>(n * BLOCK);
  const row = room<T>(BLOCK);
  for (let k0 = 0; k0 < n; k0 += BLOCK) {
    const nb = min(BLOCK, n - k0);
    for (let i = 0; i < nb; i++) {
      const c = k0 + i;
      const rows = n - c;
      const column = at<T>(a, c, c, lda);
      const v = at<T>(a, c, k0, lda);
      const wc = at<T>(w, c, 0, n);
      // Bring this column up to date: a -= V W^H + W V^H.
      for (let k = 0; k < i; k++) store<T>(row + <usize>k * width, conj<T>(get<T>(w, c, k, n)));
      gemvN<T>(rows, i, fromReal<T>(-1), v, lda, row, column);
      for (let k = 0; k < i; k++) store<T>(row + <usize>k * width, conj<T>(get<T>(a, c, k0 + k, lda)));
      gemvN<T>(rows, i, fromReal<T>(-1), wc, n, row, column);
      store<f64>(d + <usize>c * 8, re<T>(load<T>(column)));
      if (rows == 1) break;
      const below = column + width;
      const t = reflector<T>(rows - 1, below, below + width);
      store<T>(tau + <usize>c * width, t);
      store<f64>(e + <usize>c * 8, re<T>(load<T>(below)));
      store<T>(below, fromReal<T>(1));
      if (i == nb - 1 && k0 + nb >= n) continue;
      const y = at<T>(w, c + 1, i, n);
      hemv<T>(rows - 1, at<T>(a, c + 1, c + 1, lda), lda, below, y);
      clear<T>(i, row);
      gemvC<T>(rows - 1, i, fromReal<T>(1), wc + width, n, below, row);
      gemvN<T>(rows - 1, i, fromReal<T>(-1), v + width, lda, row, y);
      clear<T>(i, row);
      gemvC<T>(rows - 1, i, fromReal<T>(1), v + width, lda, below, row);
      gemvN<T>(rows - 1, i, fromReal<T>(-1), wc + width, n, row, y);
      scal<T>(rows - 1, t, y);
      const half = scaled<T>(mul<T>(t, dotc<T>(rows - 1, y, below)), -0.5);
      axpy<T>(rows - 1, half, below, y);
    }
    const next = k0 + nb;
    const rest = n - next;
    if (rest > 0) {
      const parts = isVector<T>() ? 2 : 1;
      const v = at<T>(a, next, k0, lda);
      const y = at<T>(w, next, 0, n);
      const c = at<T>(a, next, next, lda);
      // prettier-ignore
      triangleProduct<f64>(parts, true, rest, nb, -1, 0, v, 1, lda, false, y, n, 1, true, c, 1, lda, true, productSpace());
      // prettier-ignore
      triangleProduct<f64>(parts, true, rest, nb, -1, 0, y, 1, n, false, v, lda, 1, true, c, 1, lda, true, productSpace());
    }
  }
  release(before);
}

/** Beyond so many bytes a log is applied. */
const LOG_BYTES: usize = 1 << 19;

/**
 * Eigenvalues of a real tridiagonal matrix over d; e (n - 1, room for n) is lost. With z its columns (so many rows of real
 * numbers) are rotated along. The result is 0, or how many off-diagonal elements have not vanished.
 */
export function tridiagonalQl(n: i32, d: usize, e: usize, rows: i32, z: usize, ldz: i32): i32 {
  const before = mark();
  openLog(1);
  let left = 40 * n;
  let from = 0;
  let info = 0;
  while (from < n) {
    // The next block: from `from` to `to`.
    let to = from;
    while (to < n - 1 && !negligible(d, e, to)) to++;
    if (to < n - 1) store<f64>(e + <usize>to * 8, 0);
    if (to == from) {
      from++;
      continue;
    }
    // Work from the end with the smaller elements: QL where it is the beginning, else QR, which is QL turned round.
    const down = abs(load<f64>(d + <usize>from * 8)) <= abs(load<f64>(d + <usize>to * 8));
    info = blockQl(d, e, from, to, down, rows > 0, left);
    if (info < 0) {
      info = 0;
      for (let i = from; i < n - 1; i++) if (load<f64>(e + <usize>i * 8) != 0) info++;
      break;
    }
    left = info;
    info = 0;
    if (logBytes() > LOG_BYTES) {
      applyLog(0, rows, n, z, ldz);
      emptyLog();
    }
  }
  applyLog(0, rows, n, z, ldz);
  emptyLog();
  release(before);
  return info;
}

// @ts-ignore: decorator
@inline
function negligible(d: usize, e: usize, i: i32): bool {
  const o = <usize>i * 8;
  return abs(load<f64>(e + o)) <= EPS * 0.5 * (abs(load<f64>(d + o)) + abs(load<f64>(d + o, 8)));
}

/** One QL sweep on an unreduced block; how many sweeps are left, or -1. */
function blockQl(d: usize, e: usize, from: i32, to: i32, down: bool, logged: bool, left: i32): i32 {
  if (left <= 0) return -1;
  // Element i of the block, seen from the end that converges.
  const step: isize = down ? 8 : -8;
  const count = to - from;
  const d0 = d + <usize>(down ? from : to) * 8;
  const e0 = e + <usize>(down ? from : to - 1) * 8;
  const e1 = load<f64>(e0);
  let g = (load<f64>(d0 + step) - load<f64>(d0)) / (2 * e1);
  let r = hypot(g, 1);
  const last = d0 + <isize>count * step;
  g = load<f64>(last) - load<f64>(d0) + e1 / (g + copysign<f64>(r, g));
  let s = 1.0;
  let c = 1.0;
  let p = 0.0;
  // From the far end back: in true columns falling where `down`, else rising.
  let log = logged ? newSweep(from, count, down ? -1 : 1) : 0;
  const sign = down ? -1.0 : 1.0;
  let i = count - 1;
  for (; i >= 0; i--) {
    const di = d0 + <isize>i * step;
    const ei = e0 + <isize>i * step;
    const f = s * load<f64>(ei);
    const b = c * load<f64>(ei);
    r = hypot(f, g);
    if (i < count - 1) store<f64>(ei + step, r);
    if (r == 0) {
      store<f64>(di + step, load<f64>(di + step) - p);
      break;
    }
    s = f / r;
    c = g / r;
    g = load<f64>(di + step) - p;
    r = (load<f64>(di) - g) * s + 2 * c * b;
    p = s * r;
    store<f64>(di + step, g + p);
    g = c * r - b;
    if (logged) {
      store<f64>(log, c);
      store<f64>(log, sign * s, 8);
      log += 16;
    }
  }
  if (i >= 0) {
    if (logged) {
      for (; i >= 0; i--, log += 16) {
        store<f64>(log, 1);
        store<f64>(log, 0, 8);
      }
    }
    return left - 1;
  }
  store<f64>(d0, load<f64>(d0) - p);
  store<f64>(e0, g);
  return left - 1;
}

/** Sort values (rising or falling) and columns of up to two matrices with them; columns are so many real numbers. */
export function sortColumns(rising: bool, n: i32, w: usize, rows: i32, z: usize, rows2: i32, z2: usize): void {
  const before = mark();
  const order = room<i32>(n);
  for (let i = 0; i < n; i++) {
    const v = load<f64>(w + <usize>i * 8);
    let j = i;
    for (; j > 0; j--) {
      const other = load<f64>(w + <usize>(j - 1) * 8);
      if (rising ? other <= v : other >= v) break;
      store<f64>(w + <usize>j * 8, other);
      store<i32>(order + <usize>j * 4, load<i32>(order + <usize>(j - 1) * 4));
    }
    store<f64>(w + <usize>j * 8, v);
    store<i32>(order + <usize>j * 4, i);
  }
  permute(n, order, rows, z);
  permute(n, order, rows2, z2);
  release(before);
}

function permute(n: i32, order: usize, rows: i32, z: usize): void {
  if (rows == 0) return;
  const before = mark();
  const bytes = <usize>rows * 8;
  const other = reserve(bytes * <usize>n);
  memory.copy(other, z, bytes * <usize>n);
  for (let j = 0; j < n; j++) memory.copy(z + <usize>j * bytes, other + <usize>load<i32>(order + <usize>j * 4) * bytes, bytes);
  release(before);
}

/** The power of two that brings the largest element near 1, where it is very large or small; else 1. */
export function safeScale(most: f64): f64 {
  if (most == 0 || (most > 1e-120 && most < 1e120)) return 1;
  return NativeMath.pow(2, -floor(max(-1000.0, min(1000.0, NativeMath.log2(most)))));
}

export function syevd<T>(vectors: bool, upper: bool, n: i32, a: usize, w: usize): i32 {
  if (n == 0) return 0;
  const before = mark();
  const width = sizeof<T>();
  const parts = isVector<T>() ? 2 : 1;
  const work = room<T>(n * n);
  if (upper) flipTriangle<T>(true, n, a, n, work, n);
  else copyMatrix<T>(n, n, a, n, work, n);
  let most = 0.0;
  for (let j = 0; j < n; j++) {
    const s = largest(parts * (n - j), at<T>(work, j, j, n));
    if (s > most || s != s) most = s;
    if (most != most) break;
  }
  if (most != most || most == Infinity) {
    for (let i = 0; i < n; i++) store<f64>(w + <usize>i * 8, NaN);
    release(before);
    return 1;
  }
  const scale = safeScale(most);
  if (scale != 1) for (let j = 0; j < n; j++) scaleReals(parts * (n - j), scale, at<T>(work, j, j, n));
  const e = room<f64>(n);
  const tau = room<T>(n);
  hetrd<T>(n, work, n, w, e, tau);
  if (vectors) {
    clear<T>(n * n, a);
    store<T>(a, fromReal<T>(1));
    const q = at<T>(a, 1, 1, n);
    for (let j = 0; j < n - 1; j++) copy<T>(n - 1 - j, at<T>(work, j + 1, j, n), at<T>(q, j, j, n));
    orgqr<T>(n - 1, n - 1, n - 1, q, n, tau);
  }
  const info = tridiagonalQl(n, w, e, vectors ? n * parts : 0, a, n * parts);
  sortColumns(true, n, w, vectors ? n * parts : 0, a, 0, 0);
  if (scale != 1) scaleReals(n, 1 / scale, w);
  release(before);
  return info;
}

export function stev(n: i32, d: usize, e: usize, vectors: bool, z: usize): i32 {
  if (n == 0) return 0;
  const before = mark();
  const off = room<f64>(n);
  copy<f64>(n - 1, e, off);
  const most = largest(n, d);
  const other = largest(n - 1, off);
  if (most + other != most + other || most + other == Infinity) {
    release(before);
    return 1;
  }
  const scale = safeScale(max(most, other));
  if (scale != 1) {
    scaleReals(n, scale, d);
    scaleReals(n - 1, scale, off);
  }
  if (vectors) {
    clear<f64>(n * n, z);
    for (let i = 0; i < n; i++) put<f64>(z, i, i, n, 1);
  }
  const info = tridiagonalQl(n, d, off, vectors ? n : 0, z, n);
  sortColumns(true, n, d, vectors ? n : 0, z, 0, 0);
  if (scale != 1) scaleReals(n, 1 / scale, d);
  release(before);
  return info;
}
