/** Singular values and symmetric eigenvalues of stacks of small real matrices, row-major and packed. */
import { EPS, fma2, fnma2 } from './scalar';
import { mark, release, reserve, room } from './memory';
import { gesdd } from './svd';
import { syevd } from './symmetric';

/** Vectors are kept in rows of an even number of elements, so that they go two by two; what fills them up is zero. */
// @ts-ignore: decorator
@inline
function evenBytes(n: i32): usize {
  return <usize>((n + 1) & ~1) * 8;
}

let pq: f64 = 0;
let pp: f64 = 0;
let qq: f64 = 0;

/** Products of two rows with themselves and each other. */
// @ts-ignore: decorator
@inline
function products(x: usize, y: usize, bytes: usize): void {
  let s = f64x2.splat(0);
  let t = f64x2.splat(0);
  let u = f64x2.splat(0);
  for (let o: usize = 0; o < bytes; o += 16) {
    const v = v128.load(x + o);
    const w = v128.load(y + o);
    s = fma2(v, w, s);
    t = fma2(v, v, t);
    u = fma2(w, w, u);
  }
  pq = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
  pp = f64x2.extract_lane(t, 0) + f64x2.extract_lane(t, 1);
  qq = f64x2.extract_lane(u, 0) + f64x2.extract_lane(u, 1);
}

// @ts-ignore: decorator
@inline
function turn(x: usize, y: usize, bytes: usize, c: f64, s: f64): void {
  const cv = f64x2.splat(c);
  const sv = f64x2.splat(s);
  for (let o: usize = 0; o < bytes; o += 16) {
    const v = v128.load(x + o);
    const w = v128.load(y + o);
    v128.store(x + o, fnma2(sv, w, f64x2.mul(cv, v)));
    v128.store(y + o, fma2(sv, v, f64x2.mul(cv, w)));
  }
}

/** Beyond these orders the blocked routines are faster than rotations. */
const JACOBI_SVD = 8;
const JACOBI_EIGH = 4;

/** The matrices' transposes, as the blocked routines see them: u and v exchange. */
function bigSvd(count: i32, m: i32, n: i32, a: usize, s: usize, u: usize, vt: usize): i32 {
  const k = min(m, n);
  let info = 0;
  for (let i = 0; i < count; i++) {
    if (gesdd<f64>(u != 0 ? 1 : 0, n, m, a, s, vt, u) != 0 && info == 0) info = i + 1;
    a += <usize>(m * n) * 8;
    s += <usize>k * 8;
    if (u == 0) continue;
    u += <usize>(m * k) * 8;
    vt += <usize>(k * n) * 8;
  }
  return info;
}

function bigEigh(count: i32, n: i32, upper: bool, vectors: bool, a: usize, w: usize): i32 {
  let info = 0;
  for (let c = 0; c < count; c++) {
    if (syevd<f64>(vectors, !upper, n, a, w) != 0 && info == 0) info = c + 1;
    if (vectors) {
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < i; j++) {
          const p = a + <usize>(i * n + j) * 8;
          const q = a + <usize>(j * n + i) * 8;
          const v = load<f64>(p);
          store<f64>(p, load<f64>(q));
          store<f64>(q, v);
        }
      }
    }
    a += <usize>(n * n) * 8;
    w += <usize>n * 8;
  }
  return info;
}

/**
 * Singular values and vectors by one-sided Jacobi rotations of rows (M. Hestenes, 1958; J. Demmel and K. Veselic, Jacobi's method is more
 * accurate than QR, 1992): a is m x n; u (m x k), s (k), vt (k x n) with k = min(m, n); vectors are left out
 * where u is 0. The result is 0, or the number of the first that did not converge.
 */
export function smallSvd(count: i32, m: i32, n: i32, a: usize, s: usize, u: usize, vt: usize): i32 {
  const before = mark();
  const k = min(m, n);
  if (k > JACOBI_SVD) return bigSvd(count, m, n, a, s, u, vt);
  const long = max(m, n);
  const lengthBytes = evenBytes(long);
  const shortBytes = evenBytes(k);
  // Rows of w become orthogonal; g is the product of the rotations.
  const w = reserve(<usize>k * lengthBytes);
  const g = reserve(<usize>k * shortBytes);
  const order = room<i32>(k);
  const vectors = u != 0;
  let info = 0;
  for (let c = 0; c < count; c++) {
    memory.fill(w, 0, <usize>k * lengthBytes);
    memory.fill(g, 0, <usize>k * shortBytes);
    let most = 0.0;
    // The shorter side's vectors as rows: columns of a tall matrix, rows of a wide one.
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        const v = load<f64>(a + <usize>(i * n + j) * 8);
        if (m >= n) store<f64>(w + <usize>j * lengthBytes + <usize>i * 8, v);
        else store<f64>(w + <usize>i * lengthBytes + <usize>j * 8, v);
        const size = abs(v);
        if (!(size <= most)) most = size;
      }
    }
    for (let i = 0; i < k; i++) store<f64>(g + <usize>i * shortBytes + <usize>i * 8, 1);
    let scale = 1.0;
    if (most != most || most == Infinity) {
      if (info == 0) info = c + 1;
      scale = 0;
    } else if (most != 0 && (most < 1e-100 || most > 1e100)) {
      scale = NativeMath.pow(2, -floor(NativeMath.log2(most)));
      if (scale == Infinity) scale = 8.98846567431158e307;
      for (let o: usize = 0; o < <usize>k * lengthBytes; o += 8) store<f64>(w + o, load<f64>(w + o) * scale);
    }
    if (scale != 0) {
      const tolerance = EPS * EPS * <f64>long;
      const biggest = most * scale;
      const floor = EPS * EPS * biggest * biggest;
      let sweeps = 0;
      for (; sweeps < 60; sweeps++) {
        let rotated = false;
        for (let i = 0; i < k - 1; i++) {
          const x = w + <usize>i * lengthBytes;
          for (let j = i + 1; j < k; j++) {
            const y = w + <usize>j * lengthBytes;
            products(x, y, lengthBytes);
            if (pq * pq <= tolerance * pp * qq || pq == 0) continue;
            // Rows that are nothing but rounding errors need not be orthogonal here: see below.
            if (sweeps > 5 && min(pp, qq) <= floor) continue;
            rotated = true;
            const zeta = (qq - pp) / (2 * pq);
            const t = copysign<f64>(1, zeta) / (abs(zeta) + sqrt(1 + zeta * zeta));
            const cosine = 1 / sqrt(1 + t * t);
            const sine = cosine * t;
            turn(x, y, lengthBytes, cosine, sine);
            if (vectors) turn(g + <usize>i * shortBytes, g + <usize>j * shortBytes, shortBytes, cosine, sine);
          }
        }
        if (!rotated) break;
      }
      if (sweeps == 60 && info == 0) info = c + 1;
    }
    for (let i = 0; i < k; i++) {
      const x = w + <usize>i * lengthBytes;
      let square = 0.0;
      let largest = 0.0;
      for (let o: usize = 0; o < lengthBytes; o += 8) {
        const v = load<f64>(x + o);
        square += v * v;
        largest = max(largest, abs(v));
      }
      let value = sqrt(square);
      if (square < 1e-280 && largest > 0) {
        square = 0;
        for (let o: usize = 0; o < lengthBytes; o += 8) {
          const v = load<f64>(x + o) / largest;
          square += v * v;
        }
        value = largest * sqrt(square);
      }
      if (scale == 0) value = NaN;
      // Sorted, falling.
      let j = i;
      for (; j > 0 && load<f64>(s + <usize>(j - 1) * 8) < value; j--) {
        store<f64>(s + <usize>j * 8, load<f64>(s + <usize>(j - 1) * 8));
        store<i32>(order + <usize>j * 4, load<i32>(order + <usize>(j - 1) * 4));
      }
      store<f64>(s + <usize>j * 8, value);
      store<i32>(order + <usize>j * 4, i);
    }
    if (vectors) {
      orthonormalise(k, lengthBytes, w, s, order);
      for (let i = 0; i < k; i++) {
        const from = load<i32>(order + <usize>i * 4);
        const x = w + <usize>from * lengthBytes;
        const y = g + <usize>from * shortBytes;
        for (let j = 0; j < m; j++) store<f64>(u + <usize>(j * k + i) * 8, load<f64>((m >= n ? x : y) + <usize>j * 8));
        for (let j = 0; j < n; j++) store<f64>(vt + <usize>(i * n + j) * 8, load<f64>((m >= n ? y : x) + <usize>j * 8));
      }
      u += <usize>(m * k) * 8;
      vt += <usize>(k * n) * 8;
    }
    if (scale != 1 && scale != 0) for (let i = 0; i < k; i++) store<f64>(s + <usize>i * 8, load<f64>(s + <usize>i * 8) / scale);
    a += <usize>(m * n) * 8;
    s += <usize>k * 8;
  }
  release(before);
  return info;
}

/** Rows become of length 1, in the order of their values; those too short to have a direction any that is orthogonal to the others. */
function orthonormalise(k: i32, bytes: usize, w: usize, s: usize, order: usize): void {
  const least = load<f64>(s) * EPS * <f64>(bytes >> 3);
  for (let i = 0; i < k; i++) {
    const x = w + <usize>load<i32>(order + <usize>i * 4) * bytes;
    const value = load<f64>(s + <usize>i * 8);
    if (value > least) {
      for (let o: usize = 0; o < bytes; o += 16) v128.store(x + o, f64x2.div(v128.load(x + o), f64x2.splat(value)));
      continue;
    }
    // Begin with the row itself, then with axes, until one keeps a good part of its length beside the rows before.
    let axis = value > 0 ? -1 : 0;
    const real = <i32>(bytes >> 3);
    for (; axis < real; axis++) {
      if (axis < 0) {
        let most = 0.0;
        for (let o: usize = 0; o < bytes; o += 8) most = max(most, abs(load<f64>(x + o)));
        for (let o: usize = 0; o < bytes; o += 8) store<f64>(x + o, load<f64>(x + o) / most);
      } else {
        memory.fill(x, 0, bytes);
        store<f64>(x + <usize>axis * 8, 1);
      }
      let kept = 0.0;
      for (let pass = 0; pass < 3; pass++) {
        for (let l = 0; l < i; l++) {
          const y = w + <usize>load<i32>(order + <usize>l * 4) * bytes;
          let t = 0.0;
          for (let o: usize = 0; o < bytes; o += 8) t += load<f64>(x + o) * load<f64>(y + o);
          for (let o: usize = 0; o < bytes; o += 8) store<f64>(x + o, load<f64>(x + o) - t * load<f64>(y + o));
        }
        let square = 0.0;
        for (let o: usize = 0; o < bytes; o += 8) square += load<f64>(x + o) * load<f64>(x + o);
        if (pass == 0) kept = square;
        if (square == 0) break;
        const length = sqrt(square);
        for (let o: usize = 0; o < bytes; o += 8) store<f64>(x + o, load<f64>(x + o) / length);
      }
      if (kept > 1 / <f64>(4 * real)) break;
    }
  }
}

/** Eigenvalues, rising, and vectors (columns, over a; row-major) of symmetric matrices by Jacobi's rotations, from the lower or upper triangle. */
export function smallEigh(count: i32, n: i32, upper: bool, vectors: bool, a: usize, w: usize): i32 {
  if (n > JACOBI_EIGH) return bigEigh(count, n, upper, vectors, a, w);
  const before = mark();
  const step = <usize>n * 8;
  const b = reserve(step * <usize>n);
  const v = reserve(step * <usize>n);
  const order = room<i32>(n);
  let info = 0;
  for (let c = 0; c < count; c++) {
    let most = 0.0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        const x = load<f64>(a + (upper ? <usize>(j * n + i) : <usize>(i * n + j)) * 8);
        store<f64>(b + <usize>(i * n + j) * 8, x);
        store<f64>(b + <usize>(j * n + i) * 8, x);
        const size = abs(x);
        if (!(size <= most)) most = size;
      }
    }
    let scale = 1.0;
    const finite = most == most && most != Infinity;
    if (!finite) {
      if (info == 0) info = c + 1;
    } else if (most != 0 && (most < 1e-100 || most > 1e100)) {
      scale = NativeMath.pow(2, -floor(NativeMath.log2(most)));
      if (scale == Infinity) scale = 8.98846567431158e307;
      for (let i = 0; i < n * n; i++) store<f64>(b + <usize>i * 8, load<f64>(b + <usize>i * 8) * scale);
    }
    memory.fill(v, 0, step * <usize>n);
    for (let i = 0; i < n; i++) store<f64>(v + <usize>(i * n + i) * 8, 1);
    if (finite && !jacobi(n, b, v, vectors, most * scale) && info == 0) info = c + 1;
    for (let i = 0; i < n; i++) {
      const value = finite ? load<f64>(b + <usize>(i * n + i) * 8) / scale : NaN;
      let j = i;
      for (; j > 0 && load<f64>(w + <usize>(j - 1) * 8) > value; j--) {
        store<f64>(w + <usize>j * 8, load<f64>(w + <usize>(j - 1) * 8));
        store<i32>(order + <usize>j * 4, load<i32>(order + <usize>(j - 1) * 4));
      }
      store<f64>(w + <usize>j * 8, value);
      store<i32>(order + <usize>j * 4, i);
    }
    if (vectors) {
      // Vectors lie in rows of v.
      for (let j = 0; j < n; j++) {
        const row = v + <usize>load<i32>(order + <usize>j * 4) * step;
        for (let i = 0; i < n; i++) store<f64>(a + <usize>(i * n + j) * 8, load<f64>(row + <usize>i * 8));
      }
    }
    a += step * <usize>n;
    w += step;
  }
  release(before);
  return info;
}

/** Cyclic Jacobi (Golub and Van Loan, 8.5) on a whole symmetric matrix. */
function jacobi(n: i32, b: usize, v: usize, vectors: bool, most: f64): bool {
  const step = <usize>n * 8;
  const tiny = most * EPS * 0.1;
  for (let sweep = 0; sweep < 40; sweep++) {
    let rotated = false;
    for (let p = 0; p < n - 1; p++) {
      const rowP = b + <usize>p * step;
      for (let q = p + 1; q < n; q++) {
        const off = load<f64>(rowP + <usize>q * 8);
        const rowQ = b + <usize>q * step;
        const dp = load<f64>(rowP + <usize>p * 8);
        const dq = load<f64>(rowQ + <usize>q * 8);
        // Small beside the matrix.
        if (abs(off) <= tiny) continue;
        rotated = true;
        const zeta = (dq - dp) / (2 * off);
        const t = copysign<f64>(1, zeta) / (abs(zeta) + sqrt(1 + zeta * zeta));
        const c = 1 / sqrt(1 + t * t);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          if (k == p || k == q) continue;
          const o = <usize>k * 8;
          const x = load<f64>(rowP + o);
          const y = load<f64>(rowQ + o);
          const x1 = c * x - s * y;
          const y1 = s * x + c * y;
          store<f64>(rowP + o, x1);
          store<f64>(rowQ + o, y1);
          store<f64>(b + <usize>k * step + <usize>p * 8, x1);
          store<f64>(b + <usize>k * step + <usize>q * 8, y1);
        }
        store<f64>(rowP + <usize>p * 8, dp - t * off);
        store<f64>(rowQ + <usize>q * 8, dq + t * off);
        store<f64>(rowP + <usize>q * 8, 0);
        store<f64>(rowQ + <usize>p * 8, 0);
        if (!vectors) continue;
        const vp = v + <usize>p * step;
        const vq = v + <usize>q * step;
        for (let o: usize = 0; o < step; o += 8) {
          const x = load<f64>(vp + o);
          const y = load<f64>(vq + o);
          store<f64>(vp + o, c * x - s * y);
          store<f64>(vq + o, s * x + c * y);
        }
      }
    }
    if (!rotated) return true;
  }
  return false;
}
