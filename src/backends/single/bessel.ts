/** The modified Bessel function of the first kind and order zero. */

/**
 * I0(x): the power series (DLMF 10.25.2), all of whose terms are positive, below 20, and from there on the asymptotic
 * expansion (DLMF 10.40.1), whose smallest term is then below rounding.
 */
export function besselI0(x: number): number {
  const y = Math.abs(x);
  if (y < 20) {
    const quarter = (y * y) / 4;
    let term = 1;
    let sum = 1;
    for (let k = 1; term > sum * 1e-17; k++) {
      term *= quarter / (k * k);
      sum += term;
    }
    return sum;
  }
  if (!Number.isFinite(y)) return y;
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 40; k++) {
    term *= (2 * k - 1) ** 2 / (8 * k * y);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  // The exponential in two halves, so that it does not overflow before the quotient does.
  const half = Math.exp(y / 2);
  return (half / Math.sqrt(2 * Math.PI * y)) * sum * half;
}

/** I0 of `n` numbers, in place. */
export function besselI0Flat(a: Float64Array, from: number, n: number): void {
  for (let i = from; i < from + n; i++) a[i] = besselI0(a[i]!);
}
