/** I(v, x) and K(v, x) for large order, uniformly in x > 0: Debye's expansions (DLMF 10.41(ii), (iii)). */

/** How many of the polynomials U(k, p) are kept: exact to a double from order 50 on. */
const TERMS = 13;

/** U(k, p) / p^k as coefficients of powers of p^2, by the recurrence DLMF 10.41.9. */
const POLYNOMIALS: readonly Float64Array[] = polynomials();

function polynomials(): Float64Array[] {
  const list = [Float64Array.of(1)];
  for (let k = 0; k + 1 < TERMS; k++) {
    const u = list[k]!;
    const next = new Float64Array(k + 2);
    for (let i = 0; i < u.length; i++) {
      // The term c p^d, d = k + 2 i, gives d c (p^(d + 1) - p^(d + 3)) / 2 and c (p^(d + 1) / (d + 1) - 5 p^(d + 3) / (d + 3)) / 8.
      const d = k + 2 * i;
      next[i]! += u[i]! * (d / 2 + 1 / (8 * (d + 1)));
      next[i + 1]! -= u[i]! * (d / 2 + 5 / (8 * (d + 3)));
    }
    list.push(next);
  }
  return list;
}

/** The sum of U(k, p) (sign / v)^k. */
function sum(v: number, p: number, sign: number): number {
  const square = p * p;
  const step = (sign * p) / v;
  let power = 1;
  let total = 1;
  for (let k = 1; k < TERMS; k++) {
    const u = POLYNOMIALS[k]!;
    power *= step;
    let value = u[k]!;
    for (let i = k - 1; i >= 0; i--) value = value * square + u[i]!;
    const term = power * value;
    total += term;
    if (Math.abs(term) < 2 ** -54) break;
  }
  return total;
}

/** v eta less x: eta = sqrt(1 + z^2) + ln(z / (1 + sqrt(1 + z^2))), z = x / v. */
function exponent(v: number, x: number): number {
  const z = x / v;
  const root = Math.sqrt(1 + z * z);
  // sqrt(1 + z^2) - z without cancellation; the logarithm is -asinh(1 / z).
  const logarithm = z > 1e-3 ? -Math.asinh(1 / z) : Math.log(z / (1 + root));
  return v * (1 / (root + z) + logarithm);
}

/** exp(e) where e may be beyond what a double holds while the product is not. */
function times(value: number, e: number): number {
  if (Math.abs(e) < 700) return value * Math.exp(e);
  const half = Math.exp(e / 2);
  return value * half * half;
}

/** exp(scaled ? -x : 0) I(v, x). */
export function uniformI(v: number, x: number, scaled: boolean): number {
  const z = x / v;
  const root = Math.sqrt(1 + z * z);
  const e = exponent(v, x) + (scaled ? 0 : x);
  return times(sum(v, 1 / root, 1) / Math.sqrt(2 * Math.PI * v * root), e);
}

/** exp(scaled ? x : 0) K(v, x). */
export function uniformK(v: number, x: number, scaled: boolean): number {
  const z = x / v;
  const root = Math.sqrt(1 + z * z);
  const e = exponent(v, x) + (scaled ? 0 : x);
  return times(Math.sqrt(Math.PI / (2 * v * root)) * sum(v, 1 / root, -1), -e);
}
