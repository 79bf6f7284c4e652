// Transforms of real rows. An even length n goes through a complex transform of n / 2 (J. Cooley, P. Lewis, P. Welch, 1970), an
// odd one through a complex one of n. A real plan is a list of words: n, complex plan, factors.
// `factors` holds i e(-k / n) / 2 for k from 0 to n / 4.
import { conjugate, itemBytes, product, splat } from './complex';
import { copyRuns, execute } from './execute';

@inline
export function word(plan: usize, place: usize): usize {
  return <usize>load<u32>(plan + (place << 2));
}

@inline
function conjugateIf<T>(x: v128, yes: bool): v128 {
  return yes ? conjugate<T>(x) : x;
}

/** From z[h][b], the transform of pairs of neighbours, to x[h + 1][b], rows `step` bytes apart; `s` bytes a row. */
function untangle<T>(z: usize, x: usize, step: usize, h: usize, s: usize, factors: usize, conj: bool): void {
  const half = splat<T>(0.5);
  for (let k: usize = 0; k <= h >> 1; k++) {
    const f = v128.load(factors + (k << 4));
    const zk = z + k * s, zh = k == 0 ? z : z + (h - k) * s;
    const xk = x + k * step, xh = x + (h - k) * step;
    for (let q: usize = 0; q < s; q += 16) {
      const a = v128.load(zk + q), b = conjugate<T>(v128.load(zh + q));
      const e = v128.mul<T>(v128.add<T>(a, b), half), t = product<T>(v128.sub<T>(a, b), f);
      v128.store(xk + q, conjugateIf<T>(v128.sub<T>(e, t), conj));
      v128.store(xh + q, conjugateIf<T>(v128.add<T>(e, t), !conj));
    }
  }
}

/** The way back: from x[h + 1][b] to z[h][b], whose inverse transform is pairs of neighbours, times n. */
function tangle<T>(x: usize, step: usize, z: usize, h: usize, s: usize, factors: usize, conj: bool): void {
  const zero = splat<T>(0);
  for (let k: usize = 0; k <= h >> 1; k++) {
    const f = v128.mul<T>(v128.load(factors + (k << 4)), f64x2(-2, 2));
    const xk = x + k * step, xh = x + (h - k) * step;
    const zk = z + k * s, zh = z + (h - k) * s;
    for (let q: usize = 0; q < s; q += 16) {
      let a = conjugateIf<T>(v128.load(xk + q), conj), b = conjugateIf<T>(v128.load(xh + q), !conj);
      if (k == 0) {
        a = v128.shuffle<f64>(a, zero, 0, 2);
        b = v128.shuffle<f64>(b, zero, 0, 2);
      }
      const e = v128.add<T>(a, b), t = product<T>(v128.sub<T>(a, b), f);
      v128.store(zk + q, v128.add<T>(e, t));
      if (k > 0) v128.store(zh + q, conjugate<T>(v128.sub<T>(e, t)));
    }
  }
}

/** x[n][b] of reals, rows `step` bytes apart, as pairs z[h][b]. */
function pairUp(x: usize, step: usize, z: usize, h: usize, b: usize): void {
  for (let j: usize = 0; j < h; j++) {
    for (let q: usize = 0; q < b; q++) {
      store<f64>(z, load<f64>(x + (q << 3)));
      store<f64>(z, load<f64>(x + step + (q << 3)), 8);
      z += 16;
    }
    x += 2 * step;
  }
}

function unpair(z: usize, x: usize, step: usize, h: usize, b: usize): void {
  for (let j: usize = 0; j < h; j++) {
    for (let q: usize = 0; q < b; q++) {
      store<f64>(x + (q << 3), load<f64>(z));
      store<f64>(x + step + (q << 3), load<f64>(z, 8));
      z += 16;
    }
    x += 2 * step;
  }
}

/** Reals as complex numbers. */
function widen(x: usize, step: usize, z: usize, n: usize, b: usize): void {
  for (let j: usize = 0; j < n; j++) {
    for (let q: usize = 0; q < b; q++) {
      store<f64>(z, load<f64>(x + (q << 3)));
      store<f64>(z, 0, 8);
      z += 16;
    }
    x += step;
  }
}

/** Real parts. */
function narrow(z: usize, x: usize, step: usize, n: usize, b: usize): void {
  for (let j: usize = 0; j < n; j++) {
    for (let q: usize = 0; q < b; q++) {
      store<f64>(x + (q << 3), load<f64>(z));
      z += 16;
    }
    x += step;
  }
}

/**
 * `b` real columns x[n][b], rows `xStep` bytes apart, to y[n / 2 + 1][b], rows `yStep` bytes apart.
 * Scratch: complex [n][b], and what the complex plan takes.
 */
export function forward(
  real: usize, x: usize, xStep: usize, y: usize, yStep: usize, b: usize, conj: bool, work: usize,
): void {
  const n = word(real, 0), plan = word(real, 1), factors = word(real, 2);
  const s = b * 16, h = n >> 1;
  const rest = work + ((n * s + 63) & ~63);
  if (n & 1) {
    widen(x, xStep, work, n, b);
    execute<f64>(plan, work, work, b, rest);
    if (!conj) copyRuns(work, s, y, yStep, s, h + 1);
    else {
      for (let k: usize = 0; k <= h; k++) {
        for (let q: usize = 0; q < s; q += 16) v128.store(y + k * yStep + q, conjugate<f64>(v128.load(work + k * s + q)));
      }
    }
    return;
  }
  if (b == 1 && xStep == 8) execute<f64>(plan, x, work, 1, rest);
  else {
    pairUp(x, xStep, work, h, b);
    execute<f64>(plan, work, work, b, rest);
  }
  untangle<f64>(work, y, yStep, h, s, factors, conj);
}

/** The way back, unscaled: the imaginary parts of the first and (n even) last row do not count. */
export function backward(
  real: usize, y: usize, yStep: usize, x: usize, xStep: usize, b: usize, conj: bool, work: usize,
): void {
  const n = word(real, 0), plan = word(real, 1), factors = word(real, 2);
  const s = b * 16, h = n >> 1;
  const rest = work + ((n * s + 63) & ~63);
  if (n & 1) {
    for (let q: usize = 0; q < s; q += 16) {
      v128.store(work + q, v128.shuffle<f64>(v128.load(y + q), f64x2(0, 0), 0, 2));
      for (let k: usize = 1; k <= h; k++) {
        const a = conjugateIf<f64>(v128.load(y + k * yStep + q), conj);
        v128.store(work + k * s + q, a);
        v128.store(work + (n - k) * s + q, conjugate<f64>(a));
      }
    }
    execute<f64>(plan, work, work, b, rest);
    narrow(work, x, xStep, n, b);
    return;
  }
  tangle<f64>(y, yStep, work, h, s, factors, conj);
  if (b == 1 && xStep == 8) execute<f64>(plan, work, x, 1, rest);
  else {
    execute<f64>(plan, work, work, b, rest);
    unpair(work, x, xStep, h, b);
  }
}
