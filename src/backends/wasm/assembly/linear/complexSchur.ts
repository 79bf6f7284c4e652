/** Complex Schur form by implicit QR with Wilkinson's shift and plane rotations (Golub and Van Loan, 7.5 and problem 7.5.6). */
import { add, at, conj, div, EPS, fma2, fromReal, get, hypot, im, isZero, modulus, mul, neg, pair, put, re, SAFE_MIN, scaled, size, sub } from './scalar';

/** What `complexRotation` finds: [c s; -conj(s) c] takes (f, g) to (r, 0); c is real. */
export let zc: f64 = 1;
export let zsRe: f64 = 0;
export let zsIm: f64 = 0;
export let zrRe: f64 = 0;
export let zrIm: f64 = 0;

export function complexRotation(f: v128, g: v128): void {
  const fr = re<v128>(f);
  const fi = im<v128>(f);
  const gr = re<v128>(g);
  const gi = im<v128>(g);
  const ff = fr * fr + fi * fi;
  const gg = gr * gr + gi * gi;
  const hh = ff + gg;
  if (ff > 1e-140 && gg > 1e-140 && hh < 1e140) {
    // Few roundings, so that thousands of rotations stay a unitary matrix.
    const u = 1 / sqrt(ff * hh);
    zc = ff * u;
    zsRe = (fr * gr + fi * gi) * u;
    zsIm = (fi * gr - fr * gi) * u;
    const v = hh * u;
    zrRe = fr * v;
    zrIm = fi * v;
    return;
  }
  scaledRotation(f, g);
}

/** The same for very large and very small numbers. */
function scaledRotation(f: v128, g: v128): void {
  const size0 = max(max(abs(re<v128>(f)), abs(im<v128>(f))), max(abs(re<v128>(g)), abs(im<v128>(g))));
  if (size0 > 0 && size0 < 1e-290) {
    scaledRotation(scaled<v128>(f, 1e200), scaled<v128>(g, 1e200));
    zrRe *= 1e-200;
    zrIm *= 1e-200;
    return;
  }
  const absF = modulus<v128>(f);
  const absG = modulus<v128>(g);
  if (absG == 0) {
    zc = 1;
    zsRe = 0;
    zsIm = 0;
    zrRe = re<v128>(f);
    zrIm = im<v128>(f);
    return;
  }
  if (absF == 0) {
    // s = conj(g) / |g|
    zc = 0;
    zsRe = re<v128>(g) / absG;
    zsIm = -im<v128>(g) / absG;
    zrRe = absG;
    zrIm = 0;
    return;
  }
  const r = hypot(absF, absG);
  const long = absF < 1e-290 ? scaled<v128>(f, 1e200) : f;
  const length = modulus<v128>(long);
  const phaseRe = re<v128>(long) / length;
  const phaseIm = im<v128>(long) / length;
  zc = absF / r;
  // s = phase * conj(g) / r
  const gr = re<v128>(g) / r;
  const gi = im<v128>(g) / r;
  zsRe = phaseRe * gr + phaseIm * gi;
  zsIm = phaseIm * gr - phaseRe * gi;
  zrRe = phaseRe * r;
  zrIm = phaseIm * r;
}

/** (x, y) becomes (c x + s y, c y - conj(s) x), elements so many bytes apart. */
export function rotateComplex(n: i32, x: usize, dx: usize, y: usize, dy: usize, c: f64, sRe: f64, sIm: f64): void {
  const cv = f64x2.splat(c);
  const sr = f64x2.splat(sRe);
  const si = pair(-sIm, sIm);
  const tr = f64x2.splat(-sRe);
  for (let i = 0; i < n; i++, x += dx, y += dy) {
    const a = v128.load(x);
    const b = v128.load(y);
    const as = v128.shuffle<f64>(a, a, 1, 0);
    const bs = v128.shuffle<f64>(b, b, 1, 0);
    v128.store(x, fma2(si, bs, fma2(sr, b, f64x2.mul(cv, a))));
    // -conj(s) a = (-sr) a + (swapped a) * (-si, si)
    v128.store(y, fma2(si, as, fma2(tr, a, f64x2.mul(cv, b))));
  }
}

/** As `francis`, complex. */
export function complexQr(whole: bool, n: i32, lo: i32, hi: i32, h: usize, w: usize, z: usize): i32 {
  const step = <usize>n * 16;
  const small = (SAFE_MIN * <f64>n) / EPS;
  for (let j = lo; j <= hi; j++) for (let i = j + 2; i <= hi; i++) put<v128>(h, i, j, n, fromReal<v128>(0));
  for (let i = 0; i < n; i++) if (i < lo || i > hi) v128.store(w + <usize>i * 16, get<v128>(h, i, i, n));
  let i = hi;
  let tries = 0;
  let left = 40 * (hi - lo + 2);
  while (i >= lo) {
    let l = i;
    for (; l > lo; l--) {
      const sub1 = size<v128>(get<v128>(h, l, l - 1, n));
      if (sub1 <= small) break;
      const here = get<v128>(h, l, l, n);
      const above = get<v128>(h, l - 1, l - 1, n);
      let scale = size<v128>(here) + size<v128>(above);
      if (scale == 0) {
        if (l - 2 >= lo) scale += size<v128>(get<v128>(h, l - 1, l - 2, n));
        if (l + 1 <= hi) scale += size<v128>(get<v128>(h, l + 1, l, n));
      }
      if (sub1 <= EPS * scale) {
        const other = size<v128>(get<v128>(h, l - 1, l, n));
        const ab = max(sub1, other);
        const ba = min(sub1, other);
        const gap = size<v128>(sub<v128>(above, here));
        const aa = max(size<v128>(here), gap);
        const bb = min(size<v128>(here), gap);
        const s = aa + ab;
        if (ba * (ab / s) <= max(small, EPS * (bb * (aa / s)))) break;
      }
    }
    if (l > lo) put<v128>(h, l, l - 1, n, fromReal<v128>(0));
    if (l == i) {
      v128.store(w + <usize>i * 16, get<v128>(h, i, i, n));
      i--;
      tries = 0;
      continue;
    }
    if (left-- <= 0) return i + 2;
    tries++;
    const last = get<v128>(h, i, i, n);
    let shift = last;
    if (tries % 20 == 10) shift = add<v128>(get<v128>(h, l, l, n), fromReal<v128>(0.75 * size<v128>(get<v128>(h, l + 1, l, n))));
    else if (tries % 20 == 0) shift = add<v128>(last, fromReal<v128>(0.75 * size<v128>(get<v128>(h, i, i - 1, n))));
    else {
      // The eigenvalue of the last 2 x 2 block nearer to its last element.
      const b = get<v128>(h, i - 1, i, n);
      const c = get<v128>(h, i, i - 1, n);
      const s = max(size<v128>(b), size<v128>(c));
      if (!isZero<v128>(b) && !isZero<v128>(c)) {
        const p = scaled<v128>(sub<v128>(get<v128>(h, i - 1, i - 1, n), last), 0.5);
        const scale = max(s, size<v128>(p));
        const ps = scaled<v128>(p, 1 / scale);
        const product = mul<v128>(scaled<v128>(b, 1 / scale), scaled<v128>(c, 1 / scale));
        let root = squareRoot(add<v128>(mul<v128>(ps, ps), product));
        if (re<v128>(root) * re<v128>(ps) + im<v128>(root) * im<v128>(ps) < 0) root = neg<v128>(root);
        const denominator = add<v128>(ps, root);
        if (!isZero<v128>(denominator)) shift = sub<v128>(last, scaled<v128>(div<v128>(product, denominator), scale));
      }
    }
    const top = whole ? 0 : l;
    const end = whole ? n : i + 1;
    let f = sub<v128>(get<v128>(h, l, l, n), shift);
    let g = get<v128>(h, l + 1, l, n);
    for (let k = l; k < i; k++) {
      const p = at<v128>(h, k, k - 1, n);
      if (k > l) {
        f = v128.load(p);
        g = v128.load(p, 16);
      }
      complexRotation(f, g);
      if (k > l) {
        v128.store(p, pair(zrRe, zrIm));
        v128.store(p, fromReal<v128>(0), 16);
      }
      const q = at<v128>(h, k, k, n);
      rotateComplex(end - k, q, step, q + 16, step, zc, zsRe, zsIm);
      const column = at<v128>(h, top, k, n);
      rotateComplex(min(k + 2, i) + 1 - top, column, 16, column + step, 16, zc, zsRe, -zsIm);
      if (z != 0) {
        const v = at<v128>(z, 0, k, n);
        rotateComplex(n, v, 16, v + step, 16, zc, zsRe, -zsIm);
      }
    }
  }
  return 0;
}

/** The principal square root. */
export function squareRoot(a: v128): v128 {
  const x = re<v128>(a);
  const y = im<v128>(a);
  const r = hypot(x, y);
  if (r == 0) return fromReal<v128>(0);
  const u = sqrt(0.5 * (r + abs(x)));
  if (x >= 0) return pair(u, y / (2 * u));
  return pair(abs(y) / (2 * u), copysign<f64>(u, y));
}
