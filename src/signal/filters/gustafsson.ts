/** Gustafsson's way of filtering forwards and backwards. */
import { leastSquares } from '../../ops/matrices/lstsq.js';
import { fresh } from '../values.js';
import type { Coefficients } from './linear.js';
import { filterRows } from './rows.js';
import { reversed } from './padding.js';

/**
 * Gustafsson's choice of initial states (IEEE Trans. Signal Processing 44, 1996): such that filtering forwards then backwards
 * gives what filtering backwards then forwards does, in the sense of least squares.
 */
export function gustafsson(
  c: Coefficients,
  x: Float64Array,
  rows: number,
  n: number,
  irlen: number | null,
): Float64Array {
  const { order } = c;
  if (order === 0) {
    const scale = c.b.re[0]! ** 2;
    return x.map((v) => v * scale);
  }
  const m = irlen === null || n <= 2 * irlen ? n : irlen;
  // The columns of the observability matrix: answers to unit states without input.
  const observe = (states: Float64Array, length: number): Float64Array =>
    filterRows(c, new Float64Array(length), 1, length, states);
  const columns = Array.from({ length: order }, (_, k) => {
    const unit = new Float64Array(order);
    unit[k] = 1;
    return observe(unit, m);
  });
  const filterBack = (v: Float64Array): Float64Array =>
    reversed(filterRows(c, reversed(v, 1, v.length), 1, v.length, new Float64Array(order)), 1, v.length);
  const filterForth = (v: Float64Array): Float64Array => filterRows(c, v, 1, v.length, new Float64Array(order));
  // Differences of the two ways for each unit state at the front and at the end.
  const front = columns.map(filterBack);
  const end = columns.map((o) => filterForth(reversed(o, 1, m)));
  const split = m !== n;
  const height = split ? 2 * m : m;
  const matrix = new Float64Array(height * 2 * order);
  for (let k = 0; k < order; k++) {
    for (let i = 0; i < m; i++) {
      // Backward after forward, with the forward state free; forward after backward, with the backward state free.
      const fromFront = front[k]![i]! - columns[k]![i]!;
      const fromEnd = columns[k]![m - 1 - i]! - end[k]![i]!;
      matrix[k * height + i] = fromFront;
      matrix[(order + k) * height + (split ? m : 0) + i] = fromEnd;
    }
  }
  const y = fresh(x.length);
  for (let row = 0; row < rows; row++) {
    const u = x.slice(row * n, (row + 1) * n);
    const fb = filterBack(filterForth(u));
    const bf = filterForth(filterBack(u));
    const rhs = new Float64Array(height);
    for (let i = 0; i < m; i++) {
      rhs[i] = bf[i]! - fb[i]!;
      if (split) rhs[m + i] = bf[n - m + i]! - fb[n - m + i]!;
    }
    const states = leastSquares(matrix, height, 2 * order, rhs, 1).x;
    for (let k = 0; k < order; k++) {
      for (let i = 0; i < m; i++) {
        fb[i]! += states[k]! * front[k]![i]!;
        fb[n - m + i]! += states[order + k]! * columns[k]![m - 1 - i]!;
      }
    }
    y.set(fb, row * n);
  }
  return y;
}
