/** Small dense systems with several right-hand sides, rows of them side by side. */
import { engine } from '../linalg/engine/index.js';

/**
 * Solve `a x = b`: a is n x n in C order and stays as it is, b has n rows of `width` numbers and becomes x.
 *
 * @returns the least pivot over the largest: 0 when a is singular, and b is as it was; near 0 where rounding alone keeps it from that
 */
export function solveDense(a: Float64Array, n: number, b: Float64Array, width: number): number {
  if (n === 0) return 1;
  // The engine takes matrices by columns.
  const columns = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) columns[j * n + i] = a[i * n + j]!;
  const rhs = new Float64Array(n * width);
  for (let i = 0; i < n; i++) for (let j = 0; j < width; j++) rhs[j * n + i] = b[i * width + j]!;
  const pivots = new Int32Array(n);
  if (engine().getrf('d', n, n, columns, pivots) !== 0) return 0;
  engine().getrs('d', 'N', n, width, columns, pivots, rhs);
  for (let i = 0; i < n; i++) for (let j = 0; j < width; j++) b[i * width + j] = rhs[j * n + i]!;
  let least = Infinity;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const pivot = Math.abs(columns[i * n + i]!);
    least = Math.min(least, pivot);
    largest = Math.max(largest, pivot);
  }
  return least / largest;
}
