/**
 * Stacks of small real systems (n up to 16 or so), one call for all of them, row-major and packed as arrays hold them. The smallest go two
 * matrices at a time, one in each lane of a vector.
 */
import { fnma2 } from './scalar';
import { mark, release, room } from './memory';

/** LU with partial pivoting in place, `rows` exchanged whole; b (n x nrhs, row-major) along. Sign of the permutation, or 0 for a zero pivot. */
function eliminate(n: i32, a: usize, nrhs: i32, b: usize): f64 {
  let sign = 1.0;
  const step = <usize>n * 8;
  const width = <usize>nrhs * 8;
  for (let k = 0; k < n; k++) {
    const rowK = a + <usize>k * step;
    const o = <usize>k * 8;
    let p = k;
    let most = abs(load<f64>(rowK + o));
    for (let i = k + 1; i < n; i++) {
      const s = abs(load<f64>(a + <usize>i * step + o));
      if (s > most) {
        most = s;
        p = i;
      }
    }
    if (most == 0) return 0;
    if (p != k) {
      sign = -sign;
      const rowP = a + <usize>p * step;
      for (let j = o; j < step; j += 8) {
        const v = load<f64>(rowK + j);
        store<f64>(rowK + j, load<f64>(rowP + j));
        store<f64>(rowP + j, v);
      }
      const x = b + <usize>k * width;
      const y = b + <usize>p * width;
      for (let j: usize = 0; j < width; j += 8) {
        const v = load<f64>(x + j);
        store<f64>(x + j, load<f64>(y + j));
        store<f64>(y + j, v);
      }
    }
    const pivot = load<f64>(rowK + o);
    const bk = b + <usize>k * width;
    for (let i = k + 1; i < n; i++) {
      const row = a + <usize>i * step;
      const l = load<f64>(row + o) / pivot;
      if (l == 0) continue;
      for (let j = o + 8; j < step; j += 8) store<f64>(row + j, load<f64>(row + j) - l * load<f64>(rowK + j));
      const bi = b + <usize>i * width;
      for (let j: usize = 0; j < width; j += 8) store<f64>(bi + j, load<f64>(bi + j) - l * load<f64>(bk + j));
    }
  }
  return sign;
}

function substituteBack(n: i32, a: usize, nrhs: i32, b: usize): void {
  const step = <usize>n * 8;
  const width = <usize>nrhs * 8;
  for (let i = n - 1; i >= 0; i--) {
    const row = a + <usize>i * step;
    const bi = b + <usize>i * width;
    for (let k = i + 1; k < n; k++) {
      const u = load<f64>(row + <usize>k * 8);
      const bk = b + <usize>k * width;
      for (let j: usize = 0; j < width; j += 8) store<f64>(bi + j, load<f64>(bi + j) - u * load<f64>(bk + j));
    }
    const d = load<f64>(row + <usize>i * 8);
    for (let j: usize = 0; j < width; j += 8) store<f64>(bi + j, load<f64>(bi + j) / d);
  }
}

/** Up to this order matrices are solved two at a time. */
const PAIRED = 8;

/**
 * Two systems at once, one in each lane; rows are exchanged lane by lane wherever a larger pivot comes. False where one of them is
 * singular: then nothing is changed.
 */
function solvePair(n: i32, nrhs: i32, a: usize, b: usize, w: usize): bool {
  const wide = n + nrhs;
  const step = <usize>wide * 16;
  const otherA = <usize>(n * n) * 8;
  const otherB = <usize>(n * nrhs) * 8;
  let p = a;
  let q = w;
  let r = b;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++, p += 8, q += 16) v128.store(q, v128.load64_lane(p + otherA, v128.load64_zero(p), 1));
    for (let j = 0; j < nrhs; j++, r += 8, q += 16) v128.store(q, v128.load64_lane(r + otherB, v128.load64_zero(r), 1));
  }
  for (let k = 0; k < n; k++) {
    const row = w + <usize>k * step;
    const end = row + step;
    const head = row + <usize>k * 16;
    for (let i = k + 1; i < n; i++) {
      let x = head;
      let y = head + <usize>(i - k) * step;
      const mask = f64x2.gt(f64x2.abs(v128.load(y)), f64x2.abs(v128.load(x)));
      if (!v128.any_true(mask)) continue;
      for (; x < end; x += 16, y += 16) {
        const u = v128.load(x);
        const v = v128.load(y);
        v128.store(x, v128.bitselect(v, u, mask));
        v128.store(y, v128.bitselect(u, v, mask));
      }
    }
    const pivot = v128.load(head);
    if (v128.any_true(f64x2.eq(pivot, f64x2.splat(0)))) return false;
    for (let i = k + 1; i < n; i++) {
      let y = head + <usize>(i - k) * step;
      const l = f64x2.div(v128.load(y), pivot);
      y += 16;
      for (let x = head + 16; x < end; x += 16, y += 16) v128.store(y, fnma2(l, v128.load(x), v128.load(y)));
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = w + <usize>i * step;
    const right = row + <usize>n * 16;
    const end = row + step;
    for (let k = i + 1; k < n; k++) {
      const u = v128.load(row + <usize>k * 16);
      let y = w + <usize>k * step + <usize>n * 16;
      for (let x = right; x < end; x += 16, y += 16) v128.store(x, fnma2(u, v128.load(y), v128.load(x)));
    }
    const d = v128.load(row + <usize>i * 16);
    let z = b + <usize>(i * nrhs) * 8;
    for (let x = right; x < end; x += 16, z += 8) {
      const v = f64x2.div(v128.load(x), d);
      v128.store(x, v);
      v128.store64_lane(z, v, 0);
      v128.store64_lane(z + otherB, v, 1);
    }
  }
  return true;
}

/** Solve each: a is lost, b becomes x; the result is the (1-based) number of the first singular one, or 0. */
export function smallSolve(count: i32, n: i32, nrhs: i32, a: usize, b: usize): i32 {
  const sizeA = <usize>(n * n) * 8;
  const sizeB = <usize>(n * nrhs) * 8;
  let info = 0;
  let i = 0;
  if (n <= PAIRED) {
    const before = mark();
    const work = room<v128>(n * (n + nrhs));
    for (; i + 2 <= count; i += 2, a += 2 * sizeA, b += 2 * sizeB) {
      if (!solvePair(n, nrhs, a, b, work)) break;
    }
    release(before);
  }
  for (; i < count; i++, a += sizeA, b += sizeB) {
    if (eliminate(n, a, nrhs, b) == 0) {
      if (info == 0) info = i + 1;
      continue;
    }
    substituteBack(n, a, nrhs, b);
  }
  return info;
}

/** Inverses into b. */
export function smallInverse(count: i32, n: i32, a: usize, b: usize): i32 {
  const sizeA = <usize>(n * n) * 8;
  memory.fill(b, 0, sizeA * <usize>count);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < n; k++) store<f64>(b + <usize>i * sizeA + <usize>(k * n + k) * 8, 1);
  }
  return smallSolve(count, n, n, a, b);
}

/** Determinants into d; a is lost. With `logarithm` d has sign and logarithm of each. */
export function smallDeterminant(count: i32, n: i32, a: usize, d: usize, logarithm: bool): void {
  const sizeA = <usize>(n * n) * 8;
  for (let i = 0; i < count; i++, a += sizeA) {
    let sign = eliminate(n, a, 0, a);
    let product = sign;
    let log = 0.0;
    if (sign != 0) {
      for (let k = 0; k < n; k++) {
        const u = load<f64>(a + <usize>(k * n + k) * 8);
        if (logarithm) {
          if (u < 0) sign = -sign;
          log += NativeMath.log(abs(u));
        } else product *= u;
      }
    } else log = -Infinity;
    if (logarithm) {
      store<f64>(d, sign);
      store<f64>(d, log, 8);
      d += 16;
    } else {
      store<f64>(d, product);
      d += 8;
    }
  }
}

/** Lower Cholesky factors in place, zeros above; the (1-based) number of the first that is not positive definite, or 0. */
export function smallCholesky(count: i32, n: i32, a: usize): i32 {
  const sizeA = <usize>(n * n) * 8;
  const step = <usize>n * 8;
  let info = 0;
  for (let c = 0; c < count; c++, a += sizeA) {
    for (let i = 0; i < n; i++) {
      const row = a + <usize>i * step;
      for (let j = 0; j <= i; j++) {
        const other = a + <usize>j * step;
        let s = load<f64>(row + <usize>j * 8);
        for (let k = 0; k < j; k++) s -= load<f64>(row + <usize>k * 8) * load<f64>(other + <usize>k * 8);
        if (i == j) {
          if (!(s > 0) && info == 0) info = c + 1;
          store<f64>(row + <usize>j * 8, sqrt(s));
        } else store<f64>(row + <usize>j * 8, s / load<f64>(other + <usize>j * 8));
      }
      for (let j = i + 1; j < n; j++) store<f64>(row + <usize>j * 8, 0);
    }
  }
  return info;
}
