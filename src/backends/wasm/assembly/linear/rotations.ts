/**
 * Plane rotations, first written down, then applied by the thousand: the iterations for eigenvalues and singular values
 * need only the vectors' rotations, not the vectors, so a log of many sweeps is applied to eight rows at a time that stay
 * in the first cache, each column loaded and stored once a rotation (after F. Van Zee, R. van de Geijn and G. Quintana-Orti,
 * Restructuring the tridiagonal and bidiagonal QR algorithms for performance, 2014).
 */
import { fma2, fnma2, hypot } from './scalar';
import { mark, release, reserve, room } from './memory';

/** What `rotation` finds: `c f + s g = r`, `-s f + c g = 0`. */
export let rc: f64 = 1;
export let rs: f64 = 0;
export let rr: f64 = 0;

export function rotation(f: f64, g: f64): void {
  if (g == 0) {
    rc = 1;
    rs = 0;
    rr = f;
  } else if (f == 0) {
    rc = 0;
    rs = 1;
    rr = g;
  } else {
    let r = copysign<f64>(hypot(f, g), f);
    if (abs(r) < 1e-290) {
      // Subnormal numbers have too few digits for a length.
      f *= 1e200;
      g *= 1e200;
      r = copysign<f64>(hypot(f, g), f);
      rr = r * 1e-200;
    } else rr = r;
    rc = f / r;
    rs = g / r;
  }
}

/**
 * The log: each sweep has a head (first column, count, -1 or 1 for falling or rising columns), its rotations in order, and
 * the head again. A rotation is (c, s), or (c, s) of the right side and of the left. It grows at the end of working memory: nothing else
 * may be reserved while one is open.
 */
const HEAD: usize = 16;
let logStart: usize = 0;
let logEnd: usize = 0;
let stride: usize = 16;

/** Begin a log of rotations for one side or for both. */
export function openLog(sides: i32): void {
  logStart = mark();
  logEnd = logStart;
  stride = <usize>(sides * 16);
}

export function logBytes(): usize {
  return logEnd - logStart;
}

export function emptyLog(): void {
  logEnd = logStart;
  release(logStart);
}

/** A new sweep over columns (first, first + 1), ...; the address of its first rotation is returned. */
export function newSweep(first: i32, count: i32, direction: i32): usize {
  const bytes = <usize>count * stride;
  release(logEnd);
  reserve(bytes + 2 * HEAD);
  const at = logEnd;
  head(at, first, count, direction);
  head(at + HEAD + bytes, first, count, direction);
  logEnd = at + bytes + 2 * HEAD;
  return at + HEAD;
}

function head(at: usize, first: i32, count: i32, direction: i32): void {
  store<i32>(at, first);
  store<i32>(at, count, 4);
  store<i32>(at, direction, 8);
}

/** Apply the log to columns of z (rows of real numbers): (z[j], z[j + 1]) becomes (c z[j] + s z[j + 1], c z[j + 1] - s z[j]). */
export function applyLog(side: i32, rows: i32, columns: i32, z: usize, ldz: i32): void {
  if (logEnd == logStart) return;
  release(logEnd);
  const before = mark();
  const strip = room<f64>(8 * columns);
  for (let i = 0; i < rows; i += 8) {
    const high = min(8, rows - i);
    load8(high, columns, z + <usize>i * 8, ldz, strip);
    applyToStrip(side, strip);
    store8(high, columns, z + <usize>i * 8, ldz, strip);
  }
  release(before);
}

function load8(high: i32, columns: i32, z: usize, ldz: i32, strip: usize): void {
  const step = <usize>ldz * 8;
  for (let j = 0; j < columns; j++, z += step, strip += 64) {
    if (high == 8) {
      v128.store(strip, v128.load(z));
      v128.store(strip, v128.load(z, 16), 16);
      v128.store(strip, v128.load(z, 32), 32);
      v128.store(strip, v128.load(z, 48), 48);
    } else {
      memory.fill(strip, 0, 64);
      for (let i = 0; i < high; i++) store<f64>(strip + <usize>i * 8, load<f64>(z + <usize>i * 8));
    }
  }
}

function store8(high: i32, columns: i32, z: usize, ldz: i32, strip: usize): void {
  const step = <usize>ldz * 8;
  for (let j = 0; j < columns; j++, z += step, strip += 64) {
    if (high == 8) {
      v128.store(z, v128.load(strip));
      v128.store(z, v128.load(strip, 16), 16);
      v128.store(z, v128.load(strip, 32), 32);
      v128.store(z, v128.load(strip, 48), 48);
    } else for (let i = 0; i < high; i++) store<f64>(z + <usize>i * 8, load<f64>(strip + <usize>i * 8));
  }
}

function applyToStrip(side: i32, strip: usize): void {
  let at = logStart;
  while (at < logEnd) {
    const first = load<i32>(at);
    const count = load<i32>(at, 4);
    const rising = load<i32>(at, 8) > 0;
    let p = at + HEAD + <usize>side * 16;
    const end = p + <usize>count * stride;
    if (rising) {
      let q = strip + <usize>first * 64;
      let x0 = v128.load(q);
      let x1 = v128.load(q, 16);
      let x2 = v128.load(q, 32);
      let x3 = v128.load(q, 48);
      for (; p < end; p += stride, q += 64) {
        const c = v128.load64_splat(p);
        const s = v128.load64_splat(p, 8);
        const y0 = v128.load(q, 64);
        const y1 = v128.load(q, 80);
        const y2 = v128.load(q, 96);
        const y3 = v128.load(q, 112);
        v128.store(q, fma2(s, y0, f64x2.mul(c, x0)));
        v128.store(q, fma2(s, y1, f64x2.mul(c, x1)), 16);
        v128.store(q, fma2(s, y2, f64x2.mul(c, x2)), 32);
        v128.store(q, fma2(s, y3, f64x2.mul(c, x3)), 48);
        x0 = fnma2(s, x0, f64x2.mul(c, y0));
        x1 = fnma2(s, x1, f64x2.mul(c, y1));
        x2 = fnma2(s, x2, f64x2.mul(c, y2));
        x3 = fnma2(s, x3, f64x2.mul(c, y3));
      }
      v128.store(q, x0);
      v128.store(q, x1, 16);
      v128.store(q, x2, 32);
      v128.store(q, x3, 48);
    } else {
      // The first rotation is of the last two columns.
      let q = strip + <usize>(first + count) * 64;
      let y0 = v128.load(q);
      let y1 = v128.load(q, 16);
      let y2 = v128.load(q, 32);
      let y3 = v128.load(q, 48);
      for (; p < end; p += stride, q -= 64) {
        const c = v128.load64_splat(p);
        const s = v128.load64_splat(p, 8);
        const r = q - 64;
        const x0 = v128.load(r);
        const x1 = v128.load(r, 16);
        const x2 = v128.load(r, 32);
        const x3 = v128.load(r, 48);
        v128.store(q, fnma2(s, x0, f64x2.mul(c, y0)));
        v128.store(q, fnma2(s, x1, f64x2.mul(c, y1)), 16);
        v128.store(q, fnma2(s, x2, f64x2.mul(c, y2)), 32);
        v128.store(q, fnma2(s, x3, f64x2.mul(c, y3)), 48);
        y0 = fma2(s, y0, f64x2.mul(c, x0));
        y1 = fma2(s, y1, f64x2.mul(c, x1));
        y2 = fma2(s, y2, f64x2.mul(c, x2));
        y3 = fma2(s, y3, f64x2.mul(c, x3));
      }
      v128.store(q, y0);
      v128.store(q, y1, 16);
      v128.store(q, y2, 32);
      v128.store(q, y3, 48);
    }
    at += 2 * HEAD + <usize>count * stride;
  }
}

/** b = R^T b for the log's product R: rows of so many columns, each element so many real numbers (`parts`). */
export function applyLogTransposed(side: i32, columns: i32, parts: i32, b: usize, ldb: i32): void {
  let at = logStart;
  const width = <usize>parts * 8;
  while (at < logEnd) {
    const first = load<i32>(at);
    const count = load<i32>(at, 4);
    const direction = load<i32>(at, 8);
    for (let t = 0; t < count; t++) {
      const p = at + HEAD + <usize>t * stride + <usize>side * 16;
      const j = direction > 0 ? first + t : first + count - 1 - t;
      rotateRows(columns, parts, b + <usize>j * width, ldb, load<f64>(p), load<f64>(p, 8));
    }
    at += 2 * HEAD + <usize>count * stride;
  }
}

/** b = R b. */
export function applyLogToRows(side: i32, columns: i32, parts: i32, b: usize, ldb: i32): void {
  let end = logEnd;
  const width = <usize>parts * 8;
  while (end > logStart) {
    const first = load<i32>(end - HEAD);
    const count = load<i32>(end - HEAD, 4);
    const direction = load<i32>(end - HEAD, 8);
    const at = end - 2 * HEAD - <usize>count * stride;
    for (let t = count - 1; t >= 0; t--) {
      const p = at + HEAD + <usize>t * stride + <usize>side * 16;
      const j = direction > 0 ? first + t : first + count - 1 - t;
      rotateRows(columns, parts, b + <usize>j * width, ldb, load<f64>(p), -load<f64>(p, 8));
    }
    end = at;
  }
}

function rotateRows(columns: i32, parts: i32, b: usize, ldb: i32, c: f64, s: f64): void {
  const width = <usize>parts * 8;
  const step = <usize>ldb * width;
  for (let r = 0; r < columns; r++, b += step) {
    for (let o: usize = 0; o < width; o += 8) {
      const x = load<f64>(b + o);
      const y = load<f64>(b + width + o);
      store<f64>(b + o, c * x + s * y);
      store<f64>(b + width + o, c * y - s * x);
    }
  }
}
