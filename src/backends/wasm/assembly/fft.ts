// Fourier transforms: complex, real, cosine and sine, in float64. The host lays plans down in memory (see fft/execute.ts).
import { along, scaled } from './fft/axes';
import { splat } from './fft/complex';
import { cosineRow } from './fft/cosine';
import { execute } from './fft/execute';
import { backward, forward, word } from './fft/real';

export function heapBase(): usize {
  return __heap_base;
}

/** Transform `b` columns [n][b] from one place to another. */
export function transform(plan: usize, src: usize, dst: usize, b: usize, work: usize): void {
  execute<f64>(plan, src, dst, b, work);
}

/** Transform a packed array [outer][n][inner] in place along its middle axis. */
export function transformAlong(
  plan: usize,
  x: usize,
  outer: usize,
  n: usize,
  inner: usize,
  block: usize,
  work: usize,
): void {
  along<f64>(plan, x, outer, n, inner, block, work);
}

/** Reals [outer][n][inner] to complex [outer][n / 2 + 1][inner]. */
export function realForward(
  real: usize, x: usize, y: usize, outer: usize, inner: usize, block: usize, conj: bool, work: usize,
): void {
  const n = word(real, 0), h = (n >> 1) + 1;
  for (let i: usize = 0; i < outer; i++) {
    for (let c: usize = 0; c < inner; c += block) {
      forward(real, x + c * 8, inner * 8, y + c * 16, inner * 16, min(block, inner - c), conj, work);
    }
    x += n * inner * 8;
    y += h * inner * 16;
  }
}

/** Complex [outer][n / 2 + 1][inner] to reals [outer][n][inner], unscaled. */
export function realBackward(
  real: usize, y: usize, x: usize, outer: usize, inner: usize, block: usize, conj: bool, work: usize,
): void {
  const n = word(real, 0), h = (n >> 1) + 1;
  for (let i: usize = 0; i < outer; i++) {
    for (let c: usize = 0; c < inner; c += block) {
      backward(real, y + c * 16, inner * 16, x + c * 8, inner * 8, min(block, inner - c), conj, work);
    }
    x += n * inner * 8;
    y += h * inner * 16;
  }
}

/** Columns [n][inner] of reals as rows, or rows as columns. */
function turnReals(from: usize, fromStep: usize, to: usize, toStep: usize, rows: usize, columns: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    let target = to + (i << 3);
    for (let j: usize = 0; j < columns; j++) {
      store<f64>(target, load<f64>(from + (j << 3)));
      target += toStep;
    }
    from += fromStep;
  }
}

/** Cosine or sine transforms in place along the middle axis of [outer][n][inner]. */
export function cosineAlong(plan: usize, x: usize, outer: usize, inner: usize, block: usize, work: usize): void {
  const n = word(plan, 1), row = n << 3;
  if (inner == 1) {
    for (let i: usize = 0; i < outer; i++) cosineRow(plan, x + i * row, x + i * row, work);
    return;
  }
  const rest = work + ((block * row + 63) & ~63);
  for (let i: usize = 0; i < outer; i++) {
    for (let c: usize = 0; c < inner; c += block) {
      const b = min(block, inner - c);
      turnReals(x + (c << 3), inner << 3, work, row, n, b);
      for (let j: usize = 0; j < b; j++) cosineRow(plan, work + j * row, work + j * row, rest);
      turnReals(work, row, x + (c << 3), inner << 3, b, n);
    }
    x += row * inner;
  }
}

export function scale(x: usize, bytes: usize, factor: f64): void {
  scaled<f64>(x, bytes, splat<f64>(factor));
}
