/**
 * Eigenvalues of general matrices: balancing, reduction to Hessenberg form, shifted QR (B. Parlett and C. Reinsch,
 * Numer. Math. 13, 1969; R. Martin, G. Peters and J. Wilkinson, Numer. Math. 14, 1970; G. Golub and C. Van Loan, Matrix
 * Computations, chapter 7). Real matrices take double steps in real arithmetic, so that complex eigenvalues come in exact
 * pairs. Matrices are Float64Arrays by rows; complex ones are two of them.
 */
import { LinAlgError } from '../../core/errors.js';

/** Eigenvalues by parts. */
export interface Eigenvalues {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Steps allowed for one eigenvalue. */
const STEPS = 60;

function checkFinite(values: Float64Array): void {
  if (!values.every(Number.isFinite)) throw new LinAlgError('Array must not contain infs or NaNs');
}

/** Scale rows and columns by powers of two until they are about as long as each other. */
function balance(n: number, parts: readonly Float64Array[]): void {
  for (let done = false; !done;) {
    done = true;
    for (let k = 0; k < n; k++) {
      let row = 0;
      let column = 0;
      for (let j = 0; j < n; j++) {
        if (j === k) continue;
        for (const part of parts) {
          row += Math.abs(part[k * n + j]!);
          column += Math.abs(part[j * n + k]!);
        }
      }
      if (row === 0 || column === 0 || !Number.isFinite(row + column)) continue;
      const exponent = Math.round(Math.log2(row / column) / 2);
      const factor = 2 ** exponent;
      if (exponent === 0 || column * factor + row / factor >= 0.95 * (row + column)) continue;
      done = false;
      for (const part of parts) {
        for (let j = 0; j < n; j++) part[k * n + j]! /= factor;
        for (let j = 0; j < n; j++) part[j * n + k]! *= factor;
      }
    }
  }
}

/** Reduce a real matrix to Hessenberg form by reflections, in place. */
function toHessenberg(a: Float64Array, n: number): void {
  const v = new Float64Array(n);
  for (let k = 0; k < n - 2; k++) {
    let scale = 0;
    for (let i = k + 2; i < n; i++) scale += Math.abs(a[i * n + k]!);
    if (scale === 0) continue;
    scale += Math.abs(a[(k + 1) * n + k]!);
    let squares = 0;
    for (let i = k + 1; i < n; i++) {
      v[i] = a[i * n + k]! / scale;
      squares += v[i]! ** 2;
    }
    const length = v[k + 1]! > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
    const beta = 1 / (squares - v[k + 1]! * length);
    v[k + 1]! -= length;
    for (let j = k + 1; j < n; j++) {
      let sum = 0;
      for (let i = k + 1; i < n; i++) sum += v[i]! * a[i * n + j]!;
      sum *= beta;
      for (let i = k + 1; i < n; i++) a[i * n + j]! -= sum * v[i]!;
    }
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = k + 1; j < n; j++) sum += v[j]! * a[i * n + j]!;
      sum *= beta;
      for (let j = k + 1; j < n; j++) a[i * n + j]! -= sum * v[j]!;
    }
    a[(k + 1) * n + k] = scale * length;
    for (let i = k + 2; i < n; i++) a[i * n + k] = 0;
  }
}

/** The eigenvalues of a real 2 x 2 matrix, written to places k and k + 1. */
function pairOf(a: number, b: number, c: number, d: number, { re, im }: Eigenvalues, k: number): void {
  const half = (a - d) / 2;
  const scale = Math.max(Math.abs(half), Math.sqrt(Math.abs(b)) * Math.sqrt(Math.abs(c)));
  const disc = scale === 0 ? 0 : (half / scale) ** 2 + (b / scale) * (c / scale);
  const root = scale * Math.sqrt(Math.abs(disc));
  if (disc >= 0) {
    const z = half + (half >= 0 ? root : -root);
    re[k] = d + z;
    re[k + 1] = z === 0 ? d : d - (b / z) * c;
    im[k] = im[k + 1] = 0;
  } else {
    re[k] = re[k + 1] = d + half;
    im[k] = root;
    im[k + 1] = -root;
  }
}

/** One implicit double-shift step on rows and columns `low` to `high` of a Hessenberg matrix. */
function doubleStep(h: Float64Array, n: number, low: number, high: number, sum: number, product: number): void {
  const at = (i: number, j: number): number => h[i * n + j]!;
  let x = at(low, low) * (at(low, low) - sum) + product + at(low, low + 1) * at(low + 1, low);
  let y = at(low + 1, low) * (at(low, low) + at(low + 1, low + 1) - sum);
  let z = low + 2 <= high ? at(low + 1, low) * at(low + 2, low + 1) : 0;
  for (let k = low; k < high; k++) {
    const three = k + 2 <= high;
    if (k > low) {
      x = at(k, k - 1);
      y = at(k + 1, k - 1);
      z = three ? at(k + 2, k - 1) : 0;
    }
    const scale = Math.abs(x) + Math.abs(y) + Math.abs(z);
    if (scale === 0) continue;
    x /= scale;
    y /= scale;
    z /= scale;
    const length = x > 0 ? -Math.hypot(x, y, z) : Math.hypot(x, y, z);
    // I - beta * v @ v.T with v = (1, v1, v2) turns (x, y, z) into (length, 0, 0).
    const v1 = y / (x - length);
    const v2 = z / (x - length);
    const beta = (length - x) / length;
    if (k > low) {
      h[k * n + k - 1] = length * scale;
      h[(k + 1) * n + k - 1] = 0;
      if (three) h[(k + 2) * n + k - 1] = 0;
    }
    const [r0, r1, r2] = [k * n, (k + 1) * n, (k + 2) * n];
    for (let j = k; j <= high; j++) {
      const t = beta * (h[r0 + j]! + v1 * h[r1 + j]! + (three ? v2 * h[r2 + j]! : 0));
      h[r0 + j]! -= t;
      h[r1 + j]! -= t * v1;
      if (three) h[r2 + j]! -= t * v2;
    }
    const last = Math.min(k + 3, high);
    for (let i = low; i <= last; i++) {
      const r = i * n + k;
      const t = beta * (h[r]! + v1 * h[r + 1]! + (three ? v2 * h[r + 2]! : 0));
      h[r]! -= t;
      h[r + 1]! -= t * v1;
      if (three) h[r + 2]! -= t * v2;
    }
  }
}

/**
 * The eigenvalues of a real matrix, complex ones in neighbouring pairs, the one of positive imaginary part first.
 *
 * @param matrix - n x n, by rows; left as it is
 * @throws LinAlgError for nan or inf, or when the iteration does not end
 */
export function realEigenvalues(matrix: Float64Array, n: number): Eigenvalues {
  checkFinite(matrix);
  const h = matrix.slice();
  balance(n, [h]);
  toHessenberg(h, n);
  const found: Eigenvalues = { re: new Float64Array(n), im: new Float64Array(n) };
  let high = n - 1;
  let steps = 0;
  while (high >= 0) {
    let low = high;
    for (; low > 0; low--) {
      const size = Math.abs(h[(low - 1) * n + low - 1]!) + Math.abs(h[low * n + low]!);
      if (Math.abs(h[low * n + low - 1]!) <= Number.EPSILON * size || Math.abs(h[low * n + low - 1]!) < 1e-300) {
        h[low * n + low - 1] = 0;
        break;
      }
    }
    const last = high * n + high;
    if (low === high) {
      found.re[high] = h[last]!;
      high--;
      steps = 0;
    } else if (low === high - 1) {
      pairOf(h[last - n - 1]!, h[last - n]!, h[last - 1]!, h[last]!, found, high - 1);
      high -= 2;
      steps = 0;
    } else {
      if (++steps > STEPS) throw new LinAlgError('Eigenvalues did not converge');
      let sum = h[last - n - 1]! + h[last]!;
      let product = h[last - n - 1]! * h[last]! - h[last - n]! * h[last - 1]!;
      if (steps % 10 === 0) {
        // Shifts from elsewhere break a cycle.
        const size = Math.abs(h[last - 1]!) + Math.abs(h[last - n - 2]!);
        sum = 1.5 * size;
        product = size * size;
      }
      doubleStep(h, n, low, high, sum, product);
    }
  }
  return found;
}

/** A complex matrix by parts. */
interface ComplexMatrix {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Turn rows i and k = i + 1 (columns `from` to `to`) by the rotation with cosine c and sine (sr, si). */
function turnRows(
  { re, im }: ComplexMatrix,
  n: number,
  i: number,
  k: number,
  from: number,
  to: number,
  c: number,
  sr: number,
  si: number,
): void {
  for (let j = from; j <= to; j++) {
    const [p, q] = [i * n + j, k * n + j];
    const [xr, xi, yr, yi] = [re[p]!, im[p]!, re[q]!, im[q]!];
    re[p] = c * xr + sr * yr - si * yi;
    im[p] = c * xi + sr * yi + si * yr;
    re[q] = c * yr - sr * xr - si * xi;
    im[q] = c * yi - sr * xi + si * xr;
  }
}

/** The same rotation's conjugate transpose on columns i and k (rows `from` to `to`). */
function turnColumns(
  { re, im }: ComplexMatrix,
  n: number,
  i: number,
  k: number,
  from: number,
  to: number,
  c: number,
  sr: number,
  si: number,
): void {
  for (let j = from; j <= to; j++) {
    const [p, q] = [j * n + i, j * n + k];
    const [xr, xi, yr, yi] = [re[p]!, im[p]!, re[q]!, im[q]!];
    re[p] = c * xr + sr * yr + si * yi;
    im[p] = c * xi + sr * yi - si * yr;
    re[q] = c * yr - sr * xr + si * xi;
    im[q] = c * yi - sr * xi - si * xr;
  }
}

/** Cosine and sine of the rotation that turns (x, y) into (r, 0). */
function rotation(xr: number, xi: number, yr: number, yi: number): [c: number, sr: number, si: number] {
  const x = Math.hypot(xr, xi);
  const y = Math.hypot(yr, yi);
  if (y === 0) return [1, 0, 0];
  if (x === 0) return [0, yr / y, -yi / y];
  const r = Math.hypot(x, y);
  // s = x / |x| * conj(y) / r
  const [ur, ui] = [xr / x, xi / x];
  return [x / r, (ur * yr + ui * yi) / r, (ui * yr - ur * yi) / r];
}

/**
 * The eigenvalues of a complex matrix.
 *
 * @param re - the real parts, n x n by rows; left as they are
 * @param im - the imaginary parts
 * @throws LinAlgError for nan or inf, or when the iteration does not end
 */
export function complexEigenvalues(re: Float64Array, im: Float64Array, n: number): Eigenvalues {
  checkFinite(re);
  checkFinite(im);
  const h: ComplexMatrix = { re: re.slice(), im: im.slice() };
  balance(n, [h.re, h.im]);
  // To Hessenberg form by rotations, from the bottom of each column upwards.
  for (let k = 0; k < n - 2; k++) {
    for (let i = n - 1; i > k + 1; i--) {
      const [p, q] = [(i - 1) * n + k, i * n + k];
      const [c, sr, si] = rotation(h.re[p]!, h.im[p]!, h.re[q]!, h.im[q]!);
      if (sr === 0 && si === 0) continue;
      turnRows(h, n, i - 1, i, k, n - 1, c, sr, si);
      turnColumns(h, n, i - 1, i, 0, n - 1, c, sr, si);
      h.re[q] = h.im[q] = 0;
    }
  }
  const found: Eigenvalues = { re: new Float64Array(n), im: new Float64Array(n) };
  const size = (i: number, j: number): number => Math.abs(h.re[i * n + j]!) + Math.abs(h.im[i * n + j]!);
  let high = n - 1;
  let steps = 0;
  while (high >= 0) {
    let low = high;
    for (; low > 0; low--) {
      if (
        size(low, low - 1) <= Number.EPSILON * (size(low - 1, low - 1) + size(low, low)) ||
        size(low, low - 1) < 1e-300
      )
        break;
    }
    const last = high * n + high;
    if (low === high) {
      found.re[high] = h.re[last]!;
      found.im[high] = h.im[last]!;
      high--;
      steps = 0;
      continue;
    }
    if (++steps > STEPS) throw new LinAlgError('Eigenvalues did not converge');
    let [tr, ti] = wilkinsonShift(h, n, high);
    if (steps % 10 === 0) [tr, ti] = [h.re[last]! + size(high, high - 1), h.im[last]!];
    for (let i = low; i <= high; i++) {
      h.re[i * n + i]! -= tr;
      h.im[i * n + i]! -= ti;
    }
    const turns: [number, number, number][] = [];
    for (let i = low; i < high; i++) {
      const [p, q] = [i * n + i, (i + 1) * n + i];
      const turn = rotation(h.re[p]!, h.im[p]!, h.re[q]!, h.im[q]!);
      turnRows(h, n, i, i + 1, i, high, ...turn);
      turns.push(turn);
    }
    turns.forEach((turn, t) => turnColumns(h, n, low + t, low + t + 1, low, Math.min(low + t + 2, high), ...turn));
    for (let i = low; i <= high; i++) {
      h.re[i * n + i]! += tr;
      h.im[i * n + i]! += ti;
    }
  }
  return found;
}

/** The eigenvalue of the last 2 x 2 block that is nearer to its last element. */
function wilkinsonShift({ re, im }: ComplexMatrix, n: number, high: number): [number, number] {
  const last = high * n + high;
  const [a, b, c, d] = [last - n - 1, last - n, last - 1, last];
  const [hr, hi] = [(re[a]! - re[d]!) / 2, (im[a]! - im[d]!) / 2];
  const br = re[b]! * re[c]! - im[b]! * im[c]!;
  const bi = re[b]! * im[c]! + im[b]! * re[c]!;
  // d - bc / (h +- sqrt(h * h + bc)), the sign that makes the divisor large.
  const [qr, qi] = [hr * hr - hi * hi + br, 2 * hr * hi + bi];
  const size = Math.hypot(qr, qi);
  let rr = Math.sqrt((size + Math.abs(qr)) / 2);
  let ri = rr === 0 ? 0 : qi / (2 * rr);
  if (qr < 0) [rr, ri] = [Math.abs(ri), qi < 0 ? -rr : rr];
  if (hr * rr + hi * ri < 0) [rr, ri] = [-rr, -ri];
  const [zr, zi] = [hr + rr, hi + ri];
  const zz = zr * zr + zi * zi;
  if (zz === 0) return [re[d]!, im[d]!];
  return [re[d]! - (br * zr + bi * zi) / zz, im[d]! - (bi * zr - br * zi) / zz];
}
