/** Systems of order at most 8 by elimination with complete pivoting, and orthogonal matrices of order at most 4. */
import { at, get, hypot, put } from './scalar';
import { swap } from './vector';

/** Solve m x = b (order n, column-major, both overwritten). Pivots below `least` count as that: true is returned. */
export function solveSmall(n: i32, m: usize, b: usize, least: f64): bool {
  let changed = false;
  const order = memory.data(32);
  for (let k = 0; k < n; k++) store<i32>(order + <usize>k * 4, k);
  for (let k = 0; k < n; k++) {
    let most = -1.0;
    let row = k;
    let column = k;
    for (let j = k; j < n; j++) {
      for (let i = k; i < n; i++) {
        const s = abs(get<f64>(m, i, j, n));
        if (s > most) {
          most = s;
          row = i;
          column = j;
        }
      }
    }
    if (row != k) {
      swap<f64>(n, at<f64>(m, k, 0, n), <usize>n * 8, at<f64>(m, row, 0, n), <usize>n * 8);
      swap<f64>(1, b + <usize>k * 8, 8, b + <usize>row * 8, 8);
    }
    if (column != k) {
      swap<f64>(n, at<f64>(m, 0, k, n), 8, at<f64>(m, 0, column, n), 8);
      swap<i32>(1, order + <usize>k * 4, 4, order + <usize>column * 4, 4);
    }
    if (!(most >= least)) {
      put<f64>(m, k, k, n, least);
      changed = true;
    }
    for (let i = k + 1; i < n; i++) {
      const l = get<f64>(m, i, k, n) / get<f64>(m, k, k, n);
      if (l == 0) continue;
      for (let j = k + 1; j < n; j++) put<f64>(m, i, j, n, get<f64>(m, i, j, n) - l * get<f64>(m, k, j, n));
      store<f64>(b + <usize>i * 8, load<f64>(b + <usize>i * 8) - l * load<f64>(b + <usize>k * 8));
    }
  }
  const x = memory.data(64);
  for (let i = n - 1; i >= 0; i--) {
    let s = load<f64>(b + <usize>i * 8);
    for (let j = i + 1; j < n; j++) s -= get<f64>(m, i, j, n) * load<f64>(x + <usize>load<i32>(order + <usize>j * 4) * 8);
    store<f64>(x + <usize>load<i32>(order + <usize>i * 4) * 8, s / get<f64>(m, i, i, n));
  }
  memory.copy(b, x, <usize>n * 8);
  return changed;
}

/** The orthogonal matrix (order s, over g) whose first columns span those of [-x; identity], x being p x q, s = p + q. */
export function spanning(p: i32, q: i32, x: usize, g: usize): void {
  const s = p + q;
  const a = memory.data(128);
  const v = memory.data(32);
  for (let j = 0; j < q; j++) {
    for (let i = 0; i < p; i++) put<f64>(a, i, j, s, -get<f64>(x, i, j, p));
    for (let i = 0; i < q; i++) put<f64>(a, p + i, j, s, i == j ? 1 : 0);
  }
  for (let j = 0; j < s; j++) for (let i = 0; i < s; i++) put<f64>(g, i, j, s, i == j ? 1 : 0);
  for (let j = 0; j < q; j++) {
    let length = 0.0;
    for (let i = j; i < s; i++) length = hypot(length, get<f64>(a, i, j, s));
    if (length == 0) continue;
    let square = 0.0;
    for (let i = j; i < s; i++) {
      let c = get<f64>(a, i, j, s) / length;
      if (i == j) c += c >= 0 ? 1.0 : -1.0;
      store<f64>(v + <usize>i * 8, c);
      square += c * c;
    }
    for (let c = j; c < q; c++) {
      let t = 0.0;
      for (let i = j; i < s; i++) t += load<f64>(v + <usize>i * 8) * get<f64>(a, i, c, s);
      t *= 2 / square;
      for (let i = j; i < s; i++) put<f64>(a, i, c, s, get<f64>(a, i, c, s) - t * load<f64>(v + <usize>i * 8));
    }
    for (let r = 0; r < s; r++) {
      let t = 0.0;
      for (let i = j; i < s; i++) t += get<f64>(g, r, i, s) * load<f64>(v + <usize>i * 8);
      t *= 2 / square;
      for (let i = j; i < s; i++) put<f64>(g, r, i, s, get<f64>(g, r, i, s) - t * load<f64>(v + <usize>i * 8));
    }
  }
}

/** Rows i to i + s of columns `from` to n: times g^T from the left. */
export function applyToRows(s: i32, g: usize, n: i32, from: i32, a: usize, ld: i32, i: i32): void {
  const y = memory.data(32);
  for (let j = from; j < n; j++) {
    const p = at<f64>(a, i, j, ld);
    for (let r = 0; r < s; r++) {
      let t = 0.0;
      for (let k = 0; k < s; k++) t += get<f64>(g, k, r, s) * load<f64>(p + <usize>k * 8);
      store<f64>(y + <usize>r * 8, t);
    }
    memory.copy(p, y, <usize>s * 8);
  }
}

/** Columns j to j + s of so many rows: times g from the right. */
export function applyToColumns(s: i32, g: usize, rows: i32, a: usize, ld: i32, j: i32): void {
  const y = memory.data(32);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < s; c++) {
      let t = 0.0;
      for (let k = 0; k < s; k++) t += get<f64>(a, i, j + k, ld) * get<f64>(g, k, c, s);
      store<f64>(y + <usize>c * 8, t);
    }
    for (let c = 0; c < s; c++) put<f64>(a, i, j + c, ld, load<f64>(y + <usize>c * 8));
  }
}
