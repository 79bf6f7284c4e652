// The passes of a Stockham transform (C. Van Loan, Computational Frameworks for the FFT, section 1.7), decimation in frequency.
// A pass of radix r turns x, seen as [r][m][s], into y, seen as [m][r][s]: y[p][k] = w^(k p) * sum over j of e(j k / r) x[j][p].
// `s` counts bytes and is a multiple of 16. `w` holds for every p from 1 on the r - 1 factors, as (re, -im, im).
import { factorIm, factorRe, fused, itemBytes, splat, times, turned } from './complex';

/** Bytes of a factor. */
@inline
function factorBytes<T>(): usize {
  return 3 * sizeof<T>();
}

@inline
function rotated<T>(x: v128, re: v128, im: v128, twisted: bool): v128 {
  return twisted ? times<T>(x, re, im) : x;
}

@inline
function block2<T>(x: usize, xm: usize, y: usize, s: usize, w: usize, twisted: bool): void {
  const r1 = factorRe<T>(w), i1 = factorIm<T>(w);
  const x1 = x + xm, y1 = y + s;
  for (let q: usize = 0; q < s; q += 16) {
    const a = v128.load(x + q), b = v128.load(x1 + q);
    v128.store(y + q, v128.add<T>(a, b));
    v128.store(y1 + q, rotated<T>(v128.sub<T>(a, b), r1, i1, twisted));
  }
}

export function pass2<T>(m: usize, s: usize, x: usize, y: usize, w: usize, turn: v128): void {
  const xm = m * s;
  block2<T>(x, xm, y, s, w, false);
  for (let p: usize = 1; p < m; p++) {
    x += s;
    y += 2 * s;
    block2<T>(x, xm, y, s, w, true);
    w += factorBytes<T>();
  }
}

@inline
function block3<T>(x: usize, xm: usize, y: usize, s: usize, w: usize, turn: v128, twisted: bool): void {
  const step = factorBytes<T>();
  const r1 = factorRe<T>(w), i1 = factorIm<T>(w);
  const r2 = factorRe<T>(w + step), i2 = factorIm<T>(w + step);
  const x1 = x + xm, x2 = x1 + xm, y1 = y + s, y2 = y1 + s;
  const half = splat<T>(-0.5), root = splat<T>(0.86602540378443864676);
  for (let q: usize = 0; q < s; q += 16) {
    const a = v128.load(x + q), b = v128.load(x1 + q), c = v128.load(x2 + q);
    const t = v128.add<T>(b, c);
    const u = v128.mul<T>(turned<T>(v128.sub<T>(b, c), turn), root);
    const v = fused<T>(t, half, a);
    v128.store(y + q, v128.add<T>(a, t));
    v128.store(y1 + q, rotated<T>(v128.add<T>(v, u), r1, i1, twisted));
    v128.store(y2 + q, rotated<T>(v128.sub<T>(v, u), r2, i2, twisted));
  }
}

export function pass3<T>(m: usize, s: usize, x: usize, y: usize, w: usize, turn: v128): void {
  const xm = m * s;
  block3<T>(x, xm, y, s, w, turn, false);
  for (let p: usize = 1; p < m; p++) {
    x += s;
    y += 3 * s;
    block3<T>(x, xm, y, s, w, turn, true);
    w += 2 * factorBytes<T>();
  }
}

@inline
function block4<T>(x: usize, xm: usize, y: usize, s: usize, w: usize, turn: v128, twisted: bool): void {
  const step = factorBytes<T>();
  const r1 = factorRe<T>(w), i1 = factorIm<T>(w);
  const r2 = factorRe<T>(w + step), i2 = factorIm<T>(w + step);
  const r3 = factorRe<T>(w + 2 * step), i3 = factorIm<T>(w + 2 * step);
  const x1 = x + xm, x2 = x1 + xm, x3 = x2 + xm;
  const y1 = y + s, y2 = y1 + s, y3 = y2 + s;
  for (let q: usize = 0; q < s; q += 16) {
    const a = v128.load(x + q), b = v128.load(x1 + q), c = v128.load(x2 + q), d = v128.load(x3 + q);
    const t0 = v128.add<T>(a, c), t1 = v128.sub<T>(a, c);
    const t2 = v128.add<T>(b, d), t3 = turned<T>(v128.sub<T>(b, d), turn);
    v128.store(y + q, v128.add<T>(t0, t2));
    v128.store(y1 + q, rotated<T>(v128.add<T>(t1, t3), r1, i1, twisted));
    v128.store(y2 + q, rotated<T>(v128.sub<T>(t0, t2), r2, i2, twisted));
    v128.store(y3 + q, rotated<T>(v128.sub<T>(t1, t3), r3, i3, twisted));
  }
}

export function pass4<T>(m: usize, s: usize, x: usize, y: usize, w: usize, turn: v128): void {
  const xm = m * s;
  block4<T>(x, xm, y, s, w, turn, false);
  for (let p: usize = 1; p < m; p++) {
    x += s;
    y += 4 * s;
    block4<T>(x, xm, y, s, w, turn, true);
    w += 3 * factorBytes<T>();
  }
}

@inline
function block5<T>(x: usize, xm: usize, y: usize, s: usize, w: usize, turn: v128, twisted: bool): void {
  const step = factorBytes<T>();
  const x1 = x + xm, x2 = x1 + xm, x3 = x2 + xm, x4 = x3 + xm;
  const y1 = y + s, y2 = y1 + s, y3 = y2 + s, y4 = y3 + s;
  const c1 = splat<T>(0.30901699437494742410), c2 = splat<T>(-0.80901699437494742410);
  const s1 = splat<T>(0.95105651629515357212), s2 = splat<T>(0.58778525229247312917);
  for (let q: usize = 0; q < s; q += 16) {
    const a = v128.load(x + q);
    const b = v128.load(x1 + q), e = v128.load(x4 + q);
    const c = v128.load(x2 + q), d = v128.load(x3 + q);
    const t1 = v128.add<T>(b, e), t2 = v128.add<T>(c, d);
    const u1 = turned<T>(v128.sub<T>(b, e), turn), u2 = turned<T>(v128.sub<T>(c, d), turn);
    const m1 = fused<T>(t2, c2, fused<T>(t1, c1, a));
    const m2 = fused<T>(t2, c1, fused<T>(t1, c2, a));
    const n1 = fused<T>(u2, s2, v128.mul<T>(u1, s1));
    const n2 = v128.sub<T>(v128.mul<T>(u1, s2), v128.mul<T>(u2, s1));
    v128.store(y + q, v128.add<T>(a, v128.add<T>(t1, t2)));
    v128.store(y1 + q, rotated<T>(v128.add<T>(m1, n1), factorRe<T>(w), factorIm<T>(w), twisted));
    v128.store(y2 + q, rotated<T>(v128.add<T>(m2, n2), factorRe<T>(w + step), factorIm<T>(w + step), twisted));
    v128.store(y3 + q, rotated<T>(v128.sub<T>(m2, n2), factorRe<T>(w + 2 * step), factorIm<T>(w + 2 * step), twisted));
    v128.store(y4 + q, rotated<T>(v128.sub<T>(m1, n1), factorRe<T>(w + 3 * step), factorIm<T>(w + 3 * step), twisted));
  }
}

export function pass5<T>(m: usize, s: usize, x: usize, y: usize, w: usize, turn: v128): void {
  const xm = m * s;
  block5<T>(x, xm, y, s, w, turn, false);
  for (let p: usize = 1; p < m; p++) {
    x += s;
    y += 5 * s;
    block5<T>(x, xm, y, s, w, turn, true);
    w += 4 * factorBytes<T>();
  }
}

@inline
function block7<T>(x: usize, xm: usize, y: usize, s: usize, w: usize, turn: v128, twisted: bool): void {
  const step = factorBytes<T>();
  const x1 = x + xm, x2 = x1 + xm, x3 = x2 + xm, x4 = x3 + xm, x5 = x4 + xm, x6 = x5 + xm;
  const y1 = y + s, y2 = y1 + s, y3 = y2 + s, y4 = y3 + s, y5 = y4 + s, y6 = y5 + s;
  const c1 = splat<T>(0.62348980185873353053), c2 = splat<T>(-0.22252093395631440429), c3 = splat<T>(-0.90096886790241912624);
  const s1 = splat<T>(0.78183148246802980871), s2 = splat<T>(0.97492791218182360702), s3 = splat<T>(0.43388373911755812048);
  for (let q: usize = 0; q < s; q += 16) {
    const a = v128.load(x + q);
    const b1 = v128.load(x1 + q), b6 = v128.load(x6 + q);
    const t1 = v128.add<T>(b1, b6), u1 = turned<T>(v128.sub<T>(b1, b6), turn);
    const b2 = v128.load(x2 + q), b5 = v128.load(x5 + q);
    const t2 = v128.add<T>(b2, b5), u2 = turned<T>(v128.sub<T>(b2, b5), turn);
    const b3 = v128.load(x3 + q), b4 = v128.load(x4 + q);
    const t3 = v128.add<T>(b3, b4), u3 = turned<T>(v128.sub<T>(b3, b4), turn);
    v128.store(y + q, v128.add<T>(v128.add<T>(a, t1), v128.add<T>(t2, t3)));
    const m1 = fused<T>(t3, c3, fused<T>(t2, c2, fused<T>(t1, c1, a)));
    const n1 = fused<T>(u3, s3, fused<T>(u2, s2, v128.mul<T>(u1, s1)));
    v128.store(y1 + q, rotated<T>(v128.add<T>(m1, n1), factorRe<T>(w), factorIm<T>(w), twisted));
    v128.store(y6 + q, rotated<T>(v128.sub<T>(m1, n1), factorRe<T>(w + 5 * step), factorIm<T>(w + 5 * step), twisted));
    const m2 = fused<T>(t3, c1, fused<T>(t2, c3, fused<T>(t1, c2, a)));
    const n2 = v128.sub<T>(v128.mul<T>(u1, s2), fused<T>(u2, s3, v128.mul<T>(u3, s1)));
    v128.store(y2 + q, rotated<T>(v128.add<T>(m2, n2), factorRe<T>(w + step), factorIm<T>(w + step), twisted));
    v128.store(y5 + q, rotated<T>(v128.sub<T>(m2, n2), factorRe<T>(w + 4 * step), factorIm<T>(w + 4 * step), twisted));
    const m3 = fused<T>(t3, c2, fused<T>(t2, c1, fused<T>(t1, c3, a)));
    const n3 = v128.sub<T>(fused<T>(u3, s2, v128.mul<T>(u1, s3)), v128.mul<T>(u2, s1));
    v128.store(y3 + q, rotated<T>(v128.add<T>(m3, n3), factorRe<T>(w + 2 * step), factorIm<T>(w + 2 * step), twisted));
    v128.store(y4 + q, rotated<T>(v128.sub<T>(m3, n3), factorRe<T>(w + 3 * step), factorIm<T>(w + 3 * step), twisted));
  }
}

export function pass7<T>(m: usize, s: usize, x: usize, y: usize, w: usize, turn: v128): void {
  const xm = m * s;
  block7<T>(x, xm, y, s, w, turn, false);
  for (let p: usize = 1; p < m; p++) {
    x += s;
    y += 7 * s;
    block7<T>(x, xm, y, s, w, turn, true);
    w += 6 * factorBytes<T>();
  }
}

@inline
function block8<T>(x: usize, xm: usize, y: usize, s: usize, w: usize, turn: v128, twisted: bool): void {
  const step = factorBytes<T>();
  const x1 = x + xm, x2 = x1 + xm, x3 = x2 + xm, x4 = x3 + xm, x5 = x4 + xm, x6 = x5 + xm, x7 = x6 + xm;
  const y1 = y + s, y2 = y1 + s, y3 = y2 + s, y4 = y3 + s, y5 = y4 + s, y6 = y5 + s, y7 = y6 + s;
  const root = splat<T>(0.70710678118654752440);
  for (let q: usize = 0; q < s; q += 16) {
    const b1 = v128.load(x1 + q), b5 = v128.load(x5 + q);
    const p4 = v128.add<T>(b1, b5), p5 = v128.sub<T>(b1, b5);
    const b3 = v128.load(x3 + q), b7 = v128.load(x7 + q);
    const p6 = v128.add<T>(b3, b7), p7 = turned<T>(v128.sub<T>(b3, b7), turn);
    const o0 = v128.add<T>(p4, p6), o2 = turned<T>(v128.sub<T>(p4, p6), turn);
    const h1 = v128.add<T>(p5, p7), h3 = v128.sub<T>(p5, p7);
    const o1 = v128.mul<T>(v128.add<T>(h1, turned<T>(h1, turn)), root);
    const o3 = v128.mul<T>(v128.sub<T>(turned<T>(h3, turn), h3), root);
    const b0 = v128.load(x + q), b4 = v128.load(x4 + q);
    const p0 = v128.add<T>(b0, b4), p1 = v128.sub<T>(b0, b4);
    const b2 = v128.load(x2 + q), b6 = v128.load(x6 + q);
    const p2 = v128.add<T>(b2, b6), p3 = turned<T>(v128.sub<T>(b2, b6), turn);
    const e0 = v128.add<T>(p0, p2), e2 = v128.sub<T>(p0, p2);
    v128.store(y + q, v128.add<T>(e0, o0));
    v128.store(y4 + q, rotated<T>(v128.sub<T>(e0, o0), factorRe<T>(w + 3 * step), factorIm<T>(w + 3 * step), twisted));
    v128.store(y2 + q, rotated<T>(v128.add<T>(e2, o2), factorRe<T>(w + step), factorIm<T>(w + step), twisted));
    v128.store(y6 + q, rotated<T>(v128.sub<T>(e2, o2), factorRe<T>(w + 5 * step), factorIm<T>(w + 5 * step), twisted));
    const e1 = v128.add<T>(p1, p3), e3 = v128.sub<T>(p1, p3);
    v128.store(y1 + q, rotated<T>(v128.add<T>(e1, o1), factorRe<T>(w), factorIm<T>(w), twisted));
    v128.store(y5 + q, rotated<T>(v128.sub<T>(e1, o1), factorRe<T>(w + 4 * step), factorIm<T>(w + 4 * step), twisted));
    v128.store(y3 + q, rotated<T>(v128.add<T>(e3, o3), factorRe<T>(w + 2 * step), factorIm<T>(w + 2 * step), twisted));
    v128.store(y7 + q, rotated<T>(v128.sub<T>(e3, o3), factorRe<T>(w + 6 * step), factorIm<T>(w + 6 * step), twisted));
  }
}

export function pass8<T>(m: usize, s: usize, x: usize, y: usize, w: usize, turn: v128): void {
  const xm = m * s;
  block8<T>(x, xm, y, s, w, turn, false);
  for (let p: usize = 1; p < m; p++) {
    x += s;
    y += 8 * s;
    block8<T>(x, xm, y, s, w, turn, true);
    w += 7 * factorBytes<T>();
  }
}

/** The largest radix of `passOdd`. */
export const LARGEST_ODD: usize = 255;
/** Sums and differences of the inputs of one butterfly. */
const pairs: usize = memory.data(256 * 16, 16);

/**
 * Any odd radix: sums and differences of inputs j and r - j, then (r - 1) / 2 real combinations of each. `roots` holds
 * cos and sin of 2 pi j / r for all j below r, each twice.
 */
export function passOdd<T>(r: usize, m: usize, s: usize, x: usize, y: usize, w: usize, roots: usize, turn: v128): void {
  const xm = m * s, half = (r - 1) >> 1;
  const last = xm * (r - 1), lastY = s * (r - 1);
  for (let p: usize = 0; p < m; p++) {
    for (let q: usize = 0; q < s; q += 16) {
      const a = v128.load(x + q);
      let sum = a;
      for (let j: usize = 1; j <= half; j++) {
        const b = v128.load(x + q + j * xm), c = v128.load(x + q + last + xm - j * xm);
        const t = v128.add<T>(b, c);
        sum = v128.add<T>(sum, t);
        v128.store(pairs + (j << 5) - 32, t);
        v128.store(pairs + (j << 5) - 16, turned<T>(v128.sub<T>(b, c), turn));
      }
      v128.store(y + q, sum);
      for (let k: usize = 1; k <= half; k++) {
        let even = a, odd = splat<T>(0);
        let place: usize = 0;
        for (let j: usize = 0; j < half; j++) {
          place += k;
          if (place >= r) place -= r;
          const at = roots + place * 2 * sizeof<T>();
          const c = sizeof<T>() == 8 ? v128.load64_splat(at) : v128.load32_splat(at);
          const d = sizeof<T>() == 8 ? v128.load64_splat(at, 8) : v128.load32_splat(at, 4);
          even = fused<T>(v128.load(pairs + (j << 5)), c, even);
          odd = fused<T>(v128.load(pairs + (j << 5), 16), d, odd);
        }
        let u = v128.add<T>(even, odd), v = v128.sub<T>(even, odd);
        if (p > 0) {
          const first = w + (k - 1) * factorBytes<T>(), second = w + (r - 1 - k) * factorBytes<T>();
          u = times<T>(u, factorRe<T>(first), factorIm<T>(first));
          v = times<T>(v, factorRe<T>(second), factorIm<T>(second));
        }
        v128.store(y + q + k * s, u);
        v128.store(y + q + lastY + s - k * s, v);
      }
    }
    x += s;
    y += r * s;
    if (p > 0) w += (r - 1) * factorBytes<T>();
  }
}
