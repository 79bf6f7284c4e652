/**
 * Least squares with banded rows by Givens rotations, one row at a time (P. Dierckx, Curve and Surface Fitting with Splines, 1993,
 * section 4.1.2): the triangle has as many diagonals as a row has entries, and the sum of squares of what is left over is at hand.
 */
export class BandedLeastSquares {
  /** Row i of the triangle: columns i to i + band - 1. */
  readonly r: Float64Array;
  readonly z: Float64Array;
  private readonly row: Float64Array;
  /** The sum of squares of the residuals of all rows so far. */
  residual = 0;

  constructor(
    readonly n: number,
    readonly band: number,
    readonly width: number,
  ) {
    this.r = new Float64Array(n * band);
    this.z = new Float64Array(n * width);
    this.row = new Float64Array(band);
  }

  /** A copy that more rows may be added to, with a wider band. */
  widened(band: number): BandedLeastSquares {
    const copy = new BandedLeastSquares(this.n, band, this.width);
    for (let i = 0; i < this.n; i++) {
      copy.r.set(this.r.subarray(i * this.band, (i + 1) * this.band), i * band);
    }
    copy.z.set(this.z);
    copy.residual = this.residual;
    return copy;
  }

  /** Add a row with entries from column `start` on (at most `band` of them); `rhs` is used up. */
  add(start: number, entries: Float64Array, rhs: Float64Array): void {
    const { n, band, width, r, z, row } = this;
    row.fill(0);
    row.set(entries);
    // The row as a window that moves along: what the rotations fill in comes in from the right.
    for (let j = start; j < n; j++) {
      const pivot = row[0]!;
      const base = j * band;
      let left = false;
      if (pivot === 0) {
        for (let i = 1; i < band; i++) {
          if (row[i] !== 0) left = true;
          row[i - 1] = row[i]!;
        }
      } else {
        const old = r[base]!;
        const length =
          Math.abs(pivot) < Math.abs(old)
            ? Math.abs(old) * Math.sqrt(1 + (pivot / old) ** 2)
            : Math.abs(pivot) * Math.sqrt(1 + (old / pivot) ** 2);
        const cos = old / length;
        const sin = pivot / length;
        r[base] = length;
        for (let column = 0; column < width; column++) {
          const above = z[j * width + column]!;
          const here = rhs[column]!;
          z[j * width + column] = cos * above + sin * here;
          rhs[column] = cos * here - sin * above;
        }
        for (let i = 1; i < band; i++) {
          const above = r[base + i]!;
          const here = row[i]!;
          r[base + i] = cos * above + sin * here;
          const next = cos * here - sin * above;
          if (next !== 0) left = true;
          row[i - 1] = next;
        }
      }
      row[band - 1] = 0;
      if (!left) break;
    }
    for (let column = 0; column < width; column++) this.residual += rhs[column]! ** 2;
  }

  /** The solution by back substitution; 0 for an unknown that no row has met. */
  solve(): Float64Array {
    const { n, band, width, r, z } = this;
    const x = new Float64Array(n * width);
    for (let i = n - 1; i >= 0; i--) {
      const pivot = r[i * band]!;
      const end = Math.min(band, n - i);
      for (let column = 0; column < width; column++) {
        let sum = z[i * width + column]!;
        for (let j = 1; j < end; j++) sum -= r[i * band + j]! * x[(i + j) * width + column]!;
        x[i * width + column] = pivot === 0 ? 0 : sum / pivot;
      }
    }
    return x;
  }
}
