/** Linear systems with few diagonals, by Gaussian elimination with row exchanges, for any number of right-hand sides. */
import { LinAlgError } from '../core/errors.js';

/** A square band matrix: row i holds the columns i - lower to i + upper, with room for what exchanges of rows fill in. */
export class BandMatrix {
  /** Numbers a row: lower + upper + 1, and `lower` more for the fill-in. */
  readonly span: number;
  readonly data: Float64Array;

  constructor(
    readonly n: number,
    readonly lower: number,
    readonly upper: number,
  ) {
    this.span = 2 * lower + upper + 1;
    this.data = new Float64Array(n * this.span);
  }

  set(i: number, j: number, value: number): void {
    this.data[i * this.span + j - i + this.lower] = value;
  }

  add(i: number, j: number, value: number): void {
    this.data[i * this.span + j - i + this.lower]! += value;
  }

  /** Solve for rows of `width` right-hand sides, which become the solution; the matrix is used up. */
  solve(rhs: Float64Array, width: number, where: string): void {
    const { n, lower, span, data } = this;
    const reach = span - lower - 1;
    for (let k = 0; k < n; k++) {
      // The pivot: the largest of column k in this row and the `lower` ones below.
      let best = k;
      let size = Math.abs(data[k * span + lower]!);
      const last = Math.min(n - 1, k + lower);
      for (let i = k + 1; i <= last; i++) {
        const value = Math.abs(data[i * span + k - i + lower]!);
        if (value > size) {
          size = value;
          best = i;
        }
      }
      if (!(size > 0)) throw new LinAlgError(`${where}: the system is singular (no pivot in column ${k})`);
      const end = Math.min(n - 1, k + reach);
      if (best !== k) {
        for (let j = k; j <= end; j++) {
          const a = k * span + j - k + lower;
          const b = best * span + j - best + lower;
          const kept = data[a]!;
          data[a] = data[b]!;
          data[b] = kept;
        }
        for (let c = 0; c < width; c++) {
          const kept = rhs[k * width + c]!;
          rhs[k * width + c] = rhs[best * width + c]!;
          rhs[best * width + c] = kept;
        }
      }
      const pivot = data[k * span + lower]!;
      for (let i = k + 1; i <= last; i++) {
        const factor = data[i * span + k - i + lower]! / pivot;
        if (factor === 0) continue;
        for (let j = k + 1; j <= end; j++) data[i * span + j - i + lower]! -= factor * data[k * span + j - k + lower]!;
        for (let c = 0; c < width; c++) rhs[i * width + c]! -= factor * rhs[k * width + c]!;
      }
    }
    for (let k = n - 1; k >= 0; k--) {
      const end = Math.min(n - 1, k + reach);
      const pivot = data[k * span + lower]!;
      for (let c = 0; c < width; c++) {
        let sum = rhs[k * width + c]!;
        for (let j = k + 1; j <= end; j++) sum -= data[k * span + j - k + lower]! * rhs[j * width + c]!;
        rhs[k * width + c] = sum / pivot;
      }
    }
  }
}
