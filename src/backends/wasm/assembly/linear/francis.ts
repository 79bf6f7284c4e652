/**
 * Real Schur form by Francis's implicit double-shift QR (Golub and Van Loan, 7.5), small subdiagonals judged as by M. Ahues and
 * F. Tisseur (A new deflation criterion for the QR algorithm, LAPACK Working Note 122, 1997), 2 x 2 blocks standardised: equal diagonal
 * elements and off-diagonal ones of opposite sign.
 */
import { at, EPS, fma2, fnma2, get, hypot, put, SAFE_MIN } from './scalar';

/** What `standardise` leaves: the block [sa sb; sc sd] and the rotation. */
export let sa: f64 = 0;
export let sb: f64 = 0;
export let sc: f64 = 0;
export let sd: f64 = 0;
export let cs: f64 = 1;
export let sn: f64 = 0;

/** The rotation that makes a 2 x 2 block triangular where its eigenvalues are real, standard where they are not. */
export function standardise(a: f64, b: f64, c: f64, d: f64): void {
  cs = 1;
  sn = 0;
  if (c == 0) {
    // Triangular already.
  } else if (b == 0) {
    cs = 0;
    sn = 1;
    const t = a;
    a = d;
    d = t;
    b = -c;
    c = 0;
  } else if (a != d || (b > 0) == (c > 0)) {
    const p = 0.5 * (a - d);
    const greater = max(abs(b), abs(c));
    const lesser = (b > 0) == (c > 0) ? min(abs(b), abs(c)) : -min(abs(b), abs(c));
    const scale = max(abs(p), greater);
    let z = (p / scale) * p + (greater / scale) * lesser;
    if (z >= 4 * EPS) {
      // Two real eigenvalues, well apart.
      z = p + copysign<f64>(sqrt(scale) * sqrt(z), p);
      a = d + z;
      d -= (greater / z) * lesser;
      const t = hypot(c, z);
      cs = z / t;
      sn = c / t;
      b -= c;
      c = 0;
    } else {
      // Complex, or nearly equal real ones: make the diagonal elements equal.
      const sigma = b + c;
      const t = hypot(sigma, a - d);
      cs = sqrt(0.5 * (1 + abs(sigma) / t));
      sn = -(p / (t * cs)) * copysign<f64>(1, sigma);
      const aa = a * cs + b * sn;
      const bb = b * cs - a * sn;
      const cc = c * cs + d * sn;
      const dd = d * cs - c * sn;
      a = aa * cs + cc * sn;
      b = bb * cs + dd * sn;
      c = cc * cs - aa * sn;
      d = dd * cs - bb * sn;
      const middle = 0.5 * (a + d);
      a = middle;
      d = middle;
      if (c != 0) {
        if (b == 0) {
          b = -c;
          c = 0;
          const old = cs;
          cs = -sn;
          sn = old;
        } else if ((b > 0) == (c > 0)) {
          // Real after all.
          const rb = sqrt(abs(b));
          const rcc = sqrt(abs(c));
          const q = copysign<f64>(rb * rcc, c);
          const u = 1 / sqrt(abs(b + c));
          a = middle + q;
          d = middle - q;
          b -= c;
          c = 0;
          const c1 = rb * u;
          const s1 = rcc * u;
          const old = cs;
          cs = old * c1 - sn * s1;
          sn = old * s1 + sn * c1;
        }
      }
    }
  }
  sa = a;
  sb = b;
  sc = c;
  sd = d;
}

/** Rows i and i + 1 of columns `from` to n: (x, y) becomes (c x + s y, c y - s x). */
export function rotateTwoRows(n: i32, from: i32, a: usize, ld: i32, i: i32, c: f64, s: f64): void {
  let p = at<f64>(a, i, from, ld);
  const step = <usize>ld * 8;
  for (let j = from; j < n; j++, p += step) {
    const x = load<f64>(p);
    const y = load<f64>(p, 8);
    store<f64>(p, c * x + s * y);
    store<f64>(p, c * y - s * x, 8);
  }
}

/** So many rows of columns j and j + 1. */
export function rotateTwoColumns(rows: i32, a: usize, ld: i32, j: i32, c: f64, s: f64): void {
  let p = at<f64>(a, 0, j, ld);
  let q = p + <usize>ld * 8;
  const cv = f64x2.splat(c);
  const sv = f64x2.splat(s);
  const end = p + <usize>rows * 8;
  for (; p + 16 <= end; p += 16, q += 16) {
    const x = v128.load(p);
    const y = v128.load(q);
    v128.store(p, fma2(sv, y, f64x2.mul(cv, x)));
    v128.store(q, fnma2(sv, x, f64x2.mul(cv, y)));
  }
  if (p < end) {
    const x = load<f64>(p);
    const y = load<f64>(q);
    store<f64>(p, c * x + s * y);
    store<f64>(q, c * y - s * x);
  }
}

/** Columns p, p + step, p + 2 step (or two of them) times I - t (1, u, v)^T (1, u, v). */
function reflectColumns(rows: i32, p: usize, step: usize, three: bool, t: f64, u: f64, v: f64): void {
  let p1 = p + step;
  let p2 = three ? p1 + step : p1;
  const tu = t * u;
  const tv = t * v;
  const uu = f64x2.splat(u);
  const vv = f64x2.splat(v);
  const t0 = f64x2.splat(t);
  const t1 = f64x2.splat(tu);
  const t2 = f64x2.splat(tv);
  const end = p + <usize>rows * 8;
  if (three) {
    for (; p + 16 <= end; p += 16, p1 += 16, p2 += 16) {
      const x = v128.load(p);
      const y = v128.load(p1);
      const z = v128.load(p2);
      const s = fma2(vv, z, fma2(uu, y, x));
      v128.store(p, fnma2(t0, s, x));
      v128.store(p1, fnma2(t1, s, y));
      v128.store(p2, fnma2(t2, s, z));
    }
    if (p < end) {
      const x = load<f64>(p);
      const y = load<f64>(p1);
      const z = load<f64>(p2);
      const s = x + u * y + v * z;
      store<f64>(p, x - t * s);
      store<f64>(p1, y - tu * s);
      store<f64>(p2, z - tv * s);
    }
  } else {
    for (; p < end; p += 8, p1 += 8) {
      const x = load<f64>(p);
      const y = load<f64>(p1);
      const s = x + u * y;
      store<f64>(p, x - t * s);
      store<f64>(p1, y - tu * s);
    }
  }
}

/** The same on rows: so many columns, each with its two or three elements at p. */
function reflectRows(columns: i32, p: usize, step: usize, three: bool, t: f64, u: f64, v: f64): void {
  const tu = t * u;
  const tv = t * v;
  const end = p + <usize>columns * step;
  if (three) {
    // Two columns at a time: their elements side by side.
    const uu = f64x2.splat(u);
    const vv = f64x2.splat(v);
    const t0 = f64x2.splat(t);
    const t1 = f64x2.splat(tu);
    const t2 = f64x2.splat(tv);
    for (; p + step < end; p += 2 * step) {
      const q = p + step;
      const a = v128.load(p);
      const b = v128.load(q);
      const x = v128.shuffle<f64>(a, b, 0, 2);
      const y = v128.shuffle<f64>(a, b, 1, 3);
      const z = v128.load64_lane(q, v128.load64_zero(p, 16), 1, 16);
      const s = fma2(vv, z, fma2(uu, y, x));
      const x1 = fnma2(t0, s, x);
      const y1 = fnma2(t1, s, y);
      const z1 = fnma2(t2, s, z);
      v128.store(p, v128.shuffle<f64>(x1, y1, 0, 2));
      v128.store(q, v128.shuffle<f64>(x1, y1, 1, 3));
      v128.store64_lane(p, z1, 0, 16);
      v128.store64_lane(q, z1, 1, 16);
    }
    if (p < end) {
      const x = load<f64>(p);
      const y = load<f64>(p, 8);
      const z = load<f64>(p, 16);
      const s = x + u * y + v * z;
      store<f64>(p, x - t * s);
      store<f64>(p, y - tu * s, 8);
      store<f64>(p, z - tv * s, 16);
    }
  } else {
    for (; p < end; p += step) {
      const x = load<f64>(p);
      const y = load<f64>(p, 8);
      const s = x + u * y;
      store<f64>(p, x - t * s);
      store<f64>(p, y - tu * s, 8);
    }
  }
}

/**
 * From Hessenberg to real Schur form. w has the eigenvalues as pairs. With `whole` all of h becomes triangular, else only eigenvalues
 * are right; z (n x n, or 0) is multiplied along. The result is 0, or how many eigenvalues were found when it gave up, + 1.
 */
export function francis(whole: bool, n: i32, lo: i32, hi: i32, h: usize, w: usize, z: usize): i32 {
  const step = <usize>n * 8;
  const small = (SAFE_MIN * <f64>n) / EPS;
  for (let j = lo; j <= hi; j++) for (let i = j + 2; i <= hi; i++) put<f64>(h, i, j, n, 0);
  for (let i = 0; i < n; i++) {
    if (i >= lo && i <= hi) continue;
    store<f64>(w + <usize>i * 16, get<f64>(h, i, i, n));
    store<f64>(w + <usize>i * 16, 0, 8);
  }
  let i = hi;
  let tries = 0;
  let left = 40 * (hi - lo + 2);
  while (i >= lo) {
    // Where the last unreduced block begins.
    let l = i;
    for (; l > lo; l--) {
      const sub = abs(get<f64>(h, l, l - 1, n));
      if (sub <= small) break;
      const here = get<f64>(h, l, l, n);
      const above = get<f64>(h, l - 1, l - 1, n);
      let scale = abs(here) + abs(above);
      if (scale == 0) {
        if (l - 2 >= lo) scale += abs(get<f64>(h, l - 1, l - 2, n));
        if (l + 1 <= hi) scale += abs(get<f64>(h, l + 1, l, n));
      }
      if (sub <= EPS * scale) {
        const other = abs(get<f64>(h, l - 1, l, n));
        const ab = max(sub, other);
        const ba = min(sub, other);
        const aa = max(abs(here), abs(above - here));
        const bb = min(abs(here), abs(above - here));
        const s = aa + ab;
        if (ba * (ab / s) <= max(small, EPS * (bb * (aa / s)))) break;
      }
    }
    if (l > lo) put<f64>(h, l, l - 1, n, 0);
    if (l == i) {
      store<f64>(w + <usize>i * 16, get<f64>(h, i, i, n));
      store<f64>(w + <usize>i * 16, 0, 8);
      i--;
      tries = 0;
      continue;
    }
    if (l == i - 1) {
      pairOff(whole, n, i, h, w, z);
      i -= 2;
      tries = 0;
      continue;
    }
    if (left-- <= 0) return i + 2;
    tries++;
    // The shifts: eigenvalues of the last 2 x 2 block, now and then something else.
    let h11: f64, h21: f64, h12: f64, h22: f64;
    if (tries % 20 == 10) {
      const s = abs(get<f64>(h, l + 1, l, n)) + abs(get<f64>(h, l + 2, l + 1, n));
      h11 = 0.75 * s + get<f64>(h, l, l, n);
      h12 = -0.4375 * s;
      h21 = s;
      h22 = h11;
    } else if (tries % 20 == 0) {
      const s = abs(get<f64>(h, i, i - 1, n)) + abs(get<f64>(h, i - 1, i - 2, n));
      h11 = 0.75 * s + get<f64>(h, i, i, n);
      h12 = -0.4375 * s;
      h21 = s;
      h22 = h11;
    } else {
      h11 = get<f64>(h, i - 1, i - 1, n);
      h21 = get<f64>(h, i, i - 1, n);
      h12 = get<f64>(h, i - 1, i, n);
      h22 = get<f64>(h, i, i, n);
    }
    let r1 = 0.0;
    let i1 = 0.0;
    let r2 = 0.0;
    let i2 = 0.0;
    const s = abs(h11) + abs(h12) + abs(h21) + abs(h22);
    if (s > 0) {
      h11 /= s;
      h21 /= s;
      h12 /= s;
      h22 /= s;
      const half = (h11 + h22) / 2;
      const det = (h11 - half) * (h22 - half) - h12 * h21;
      const root = sqrt(abs(det));
      if (det >= 0) {
        r1 = half * s;
        r2 = r1;
        i1 = root * s;
        i2 = -i1;
      } else {
        // Real: twice the one nearer to the last element.
        r1 = half + root;
        r2 = half - root;
        r1 = (abs(r1 - h22) <= abs(r2 - h22) ? r1 : r2) * s;
        r2 = r1;
      }
    }
    // Two small subdiagonals in a row let the sweep begin further down.
    let m = i - 2;
    let u0 = 0.0;
    let u1 = 0.0;
    let u2 = 0.0;
    for (; ; m--) {
      const mm = get<f64>(h, m, m, n);
      const next = get<f64>(h, m + 1, m + 1, n);
      const sub = get<f64>(h, m + 1, m, n);
      const size = abs(mm - r2) + abs(i2) + abs(sub);
      const q = sub / size;
      u0 = q * get<f64>(h, m, m + 1, n) + (mm - r1) * ((mm - r2) / size) - i1 * (i2 / size);
      u1 = q * (mm + next - r1 - r2);
      u2 = q * get<f64>(h, m + 2, m + 1, n);
      const all = abs(u0) + abs(u1) + abs(u2);
      u0 /= all;
      u1 /= all;
      u2 /= all;
      if (m <= l) {
        m = l;
        break;
      }
      const before = get<f64>(h, m - 1, m - 1, n);
      if (
        abs(get<f64>(h, m, m - 1, n)) * (abs(u1) + abs(u2)) <=
        EPS * abs(u0) * (abs(before) + abs(mm) + abs(next))
      ) break;
    }
    const top = whole ? 0 : l;
    const end = whole ? n : i + 1;
    for (let k = m; k < i; k++) {
      const three = k < i - 1;
      const p = at<f64>(h, k, k - 1, n);
      if (k > m) {
        u0 = load<f64>(p);
        u1 = load<f64>(p, 8);
        u2 = three ? load<f64>(p, 16) : 0;
      }
      // The reflection that takes (u0, u1, u2) to its first axis.
      const length = hypot(u0, hypot(u1, u2));
      let t = 0.0;
      let v1 = 0.0;
      let v2 = 0.0;
      let beta = u0;
      if (u1 != 0 || u2 != 0) {
        beta = -copysign<f64>(length, u0);
        t = (beta - u0) / beta;
        v1 = u1 / (u0 - beta);
        v2 = u2 / (u0 - beta);
      }
      if (k > m) {
        store<f64>(p, beta);
        store<f64>(p, 0, 8);
        if (three) store<f64>(p, 0, 16);
      } else if (m > l) {
        store<f64>(p, load<f64>(p) * (1 - t));
      }
      if (t == 0) continue;
      reflectRows(end - k, at<f64>(h, k, k, n), step, three, t, v1, v2);
      reflectColumns(min(k + 3, i) + 1 - top, at<f64>(h, top, k, n), step, three, t, v1, v2);
      if (z != 0) reflectColumns(n, at<f64>(z, 0, k, n), step, three, t, v1, v2);
    }
  }
  return 0;
}

/** Two eigenvalues are found: rows i - 1 and i. */
function pairOff(whole: bool, n: i32, i: i32, h: usize, w: usize, z: usize): void {
  const j = i - 1;
  standardise(get<f64>(h, j, j, n), get<f64>(h, j, i, n), get<f64>(h, i, j, n), get<f64>(h, i, i, n));
  eigenvaluesOfBlock(w + <usize>j * 16);
  if (whole) {
    rotateTwoRows(n, i + 1, h, n, j, cs, sn);
    rotateTwoColumns(j, h, n, j, cs, sn);
  }
  put<f64>(h, j, j, n, sa);
  put<f64>(h, j, i, n, sb);
  put<f64>(h, i, j, n, sc);
  put<f64>(h, i, i, n, sd);
  if (z != 0) rotateTwoColumns(n, z, n, j, cs, sn);
}

/** Of the block `standardise` left, as two pairs, the positive imaginary part first. */
export function eigenvaluesOfBlock(w: usize): void {
  const imaginary = sc == 0 ? 0.0 : sqrt(abs(sb)) * sqrt(abs(sc));
  store<f64>(w, sa);
  store<f64>(w, imaginary, 8);
  store<f64>(w, sd, 16);
  store<f64>(w, -imaginary, 24);
}

/** Eigenvalues of a real Schur form as pairs. */
export function eigenvaluesOf(n: i32, t: usize, w: usize): void {
  for (let i = 0; i < n; i++) {
    const p = w + <usize>i * 16;
    if (i < n - 1 && get<f64>(t, i + 1, i, n) != 0) {
      standardise(get<f64>(t, i, i, n), get<f64>(t, i, i + 1, n), get<f64>(t, i + 1, i, n), get<f64>(t, i + 1, i + 1, n));
      eigenvaluesOfBlock(p);
      i++;
    } else {
      store<f64>(p, get<f64>(t, i, i, n));
      store<f64>(p, 0, 8);
    }
  }
}
