// Cosine and sine transforms of one row, types 1 to 4, through real and complex transforms (J. Makhoul, A fast cosine transform in one
// and two dimensions, 1980; S. Martucci, Symmetric convolution and the discrete sine and cosine transforms, 1994).
// A plan is a list of words: type, n, real or complex plan, factors, before, after. `before` and `after` say what is done to the
// row before and after a cosine transform to make it a sine transform: 1 reverses it, 2 turns the sign of every second element.
import { execute } from './execute';
import { backward, forward, word } from './real';

/** Move a row, reversed or with alternating signs. */
function moved(from: usize, to: usize, n: usize, how: usize): void {
  for (let j: usize = 0; j < n; j++) {
    const x = load<f64>(from + ((how == 1 ? n - 1 - j : j) << 3));
    store<f64>(to + (j << 3), how == 2 && j & 1 ? -x : x);
  }
}

/** Scratch: six rows of 2 n + 2 doubles, and what the plans within take for one column of 2 n + 2. */
export function cosineRow(plan: usize, x: usize, y: usize, work: usize): void {
  const type = word(plan, 0), n = word(plan, 1), inner = word(plan, 2), factors = word(plan, 3);
  const before = word(plan, 4), after = word(plan, 5);
  const row = ((2 * n + 2) * 8 + 63) & ~63;
  const first = work, second = work + row, spectrum = second + row, rest = spectrum + 2 * row;
  moved(x, first, n, before);
  if (type == 1) symmetric(n, inner, first, second, spectrum, rest);
  else if (type == 5) antisymmetric(n, inner, first, second, spectrum, rest);
  else if (type == 2) second2(n, inner, factors, first, second, spectrum, rest);
  else if (type == 3) third(n, inner, factors, first, second, spectrum, rest);
  else if (n & 1) fourthOdd(n, inner, factors, first, second, spectrum, rest);
  else fourth(n, inner, factors, first, second, spectrum, rest);
  moved(second, y, n, after);
}

/** Type 1: the row goes on as its mirror image. */
function symmetric(n: usize, real: usize, x: usize, y: usize, spectrum: usize, rest: usize): void {
  for (let j: usize = 1; j < n - 1; j++) store<f64>(x + ((2 * n - 2 - j) << 3), load<f64>(x + (j << 3)));
  forward(real, x, 8, spectrum, 16, 1, false, rest);
  for (let k: usize = 0; k < n; k++) store<f64>(y + (k << 3), load<f64>(spectrum + (k << 4)));
}

/** Sine transform of type 1: 0, the row, 0, its negated mirror image. */
function antisymmetric(n: usize, real: usize, x: usize, y: usize, spectrum: usize, rest: usize): void {
  store<f64>(y, 0);
  store<f64>(y + ((n + 1) << 3), 0);
  for (let j: usize = 0; j < n; j++) {
    const v = load<f64>(x + (j << 3));
    store<f64>(y + ((j + 1) << 3), v);
    store<f64>(y + ((2 * n + 1 - j) << 3), -v);
  }
  forward(real, y, 8, spectrum, 16, 1, false, rest);
  for (let k: usize = 0; k < n; k++) store<f64>(y + (k << 3), -load<f64>(spectrum + ((k + 1) << 4), 8));
}

function second2(n: usize, real: usize, factors: usize, x: usize, y: usize, spectrum: usize, rest: usize): void {
  for (let j: usize = 0; j < (n + 1) >> 1; j++) store<f64>(y + (j << 3), load<f64>(x + (j << 4)));
  for (let j: usize = 0; j < n >> 1; j++) store<f64>(y + ((n - 1 - j) << 3), load<f64>(x + (j << 4), 8));
  forward(real, y, 8, spectrum, 16, 1, false, rest);
  store<f64>(y, 2 * load<f64>(spectrum));
  for (let k: usize = 1; k <= n >> 1; k++) {
    const c = 2 * load<f64>(factors + (k << 4)), s = 2 * load<f64>(factors + (k << 4), 8);
    const re = load<f64>(spectrum + (k << 4)), im = load<f64>(spectrum + (k << 4), 8);
    store<f64>(y + ((n - k) << 3), re * s - im * c);
    store<f64>(y + (k << 3), re * c + im * s);
  }
}

function third(n: usize, real: usize, factors: usize, x: usize, y: usize, spectrum: usize, rest: usize): void {
  store<f64>(spectrum, load<f64>(x));
  store<f64>(spectrum, 0, 8);
  for (let k: usize = 1; k <= n >> 1; k++) {
    const c = load<f64>(factors + (k << 4)), s = load<f64>(factors + (k << 4), 8);
    const u = load<f64>(x + (k << 3)), v = load<f64>(x + ((n - k) << 3));
    store<f64>(spectrum + (k << 4), u * c + v * s);
    store<f64>(spectrum + (k << 4), u * s - v * c, 8);
  }
  backward(real, spectrum, 16, x, 8, 1, false, rest);
  for (let j: usize = 0; j < (n + 1) >> 1; j++) store<f64>(y + (j << 4), load<f64>(x + (j << 3)));
  for (let j: usize = 0; j < n >> 1; j++) store<f64>(y + (j << 4), load<f64>(x + ((n - 1 - j) << 3)), 8);
}

/** Type 4 of even length: x[2 j] + i x[n - 1 - 2 j], rotated, through a complex transform of n / 2. */
function fourth(n: usize, plan: usize, factors: usize, x: usize, y: usize, spectrum: usize, rest: usize): void {
  const h = n >> 1;
  for (let j: usize = 0; j < h; j++) {
    const c = load<f64>(factors + (j << 4)), s = load<f64>(factors + (j << 4), 8);
    const u = load<f64>(x + (j << 4)), v = load<f64>(x + ((n - 1 - 2 * j) << 3));
    store<f64>(spectrum + (j << 4), u * c + v * s);
    store<f64>(spectrum + (j << 4), v * c - u * s, 8);
  }
  execute<f64>(plan, spectrum, spectrum, 1, rest);
  const after = factors + (h << 4);
  for (let k: usize = 0; k < h; k++) {
    const c = 2 * load<f64>(after + (k << 4)), s = 2 * load<f64>(after + (k << 4), 8);
    const re = load<f64>(spectrum + (k << 4)), im = load<f64>(spectrum + (k << 4), 8);
    store<f64>(y + (k << 4), re * c + im * s);
    store<f64>(y + ((n - 1 - 2 * k) << 3), re * s - im * c);
  }
}

/** Type 4 of odd length: every second number of the type 2 transform of the row and as many zeros. */
function fourthOdd(n: usize, real: usize, factors: usize, x: usize, y: usize, spectrum: usize, rest: usize): void {
  memory.fill(x + (n << 3), 0, n << 3);
  second2(2 * n, real, factors, x, y, spectrum, rest);
  for (let k: usize = 0; k < n; k++) store<f64>(y + (k << 3), load<f64>(y + (k << 4), 8));
}
