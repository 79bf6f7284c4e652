/** Small dense systems with several right-hand sides, rows of them side by side. */
import { engine } from '../linalg/engine/index.js';

/**
 * Solve `a x = b`: a is n x n in C order, b has n rows of `width` numbers and becomes x; both are used.
 *
 * @returns false when a is singular
 */
export function solveDense(a: Float64Array, n: number, b: Float64Array, width: number): boolean {
  if (n === 0) return true;
  // The engine takes matrices by columns.
  const columns = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) columns[j * n + i] = a[i * n + j]!;
  const rhs = new Float64Array(n * width);
  for (let i = 0; i < n; i++) for (let j = 0; j < width; j++) rhs[j * n + i] = b[i * width + j]!;
  const pivots = new Int32Array(n);
  if (engine().getrf('d', n, n, columns, pivots) !== 0) return false;
  engine().getrs('d', 'N', n, width, columns, pivots, rhs);
  for (let i = 0; i < n; i++) for (let j = 0; j < width; j++) b[i * width + j] = rhs[j * n + i]!;
  return true;
}
