// Logarithms of the gamma function and of factorials, to the accuracy that the acceptance tests of samplers need.

// The coefficients B(2k) / (2k (2k - 1)) of Stirling's series, k = 1 to 10 (DLMF 5.11.1).
const STIRLING = [
  8.333333333333333e-2, -2.777777777777778e-3, 7.936507936507937e-4, -5.952380952380952e-4, 8.417508417508418e-4,
  -1.917526917526918e-3, 6.41025641025641e-3, -2.955065359477124e-2, 1.796443723688307e-1, -1.3924322169059,
];
const HALF_LOG_TWO_PI = 0.5 * 1.8378770664093453;

/** log(gamma(x)) for x > 0: Stirling's series at 7 or above, recurrence below. */
export function logGamma(x: number): number {
  if (x === 1 || x === 2) return 0;
  const steps = x < 7 ? Math.trunc(7 - x) : 0;
  let z = x + steps;
  const inverseSquare = (1 / z) * (1 / z);
  let series = STIRLING[9]!;
  for (let k = 8; k >= 0; k--) series = series * inverseSquare + STIRLING[k]!;
  let value = series / z + HALF_LOG_TWO_PI + (z - 0.5) * Math.log(z) - z;
  for (let k = 0; k < steps; k++) value -= Math.log(--z);
  return value;
}

const TABLE_SIZE = 126;
let table: Float64Array | undefined;

function makeTable(): Float64Array {
  const made = new Float64Array(TABLE_SIZE);
  let product = 1n;
  for (let k = 2; k < TABLE_SIZE; k++) {
    product *= BigInt(k);
    // The leading 60 bits carry the logarithm; the rest is a power of two.
    const shift = Math.max(0, product.toString(2).length - 60);
    made[k] = Math.log(Number(product >> BigInt(shift))) + shift * Math.LN2;
  }
  return made;
}

/** log(k!) for an integer k >= 0: a table up to 125, Stirling's series beyond. */
export function logFactorial(k: number): number {
  if (k < TABLE_SIZE) return (table ??= makeTable())[k]!;
  const inverse = 1 / k;
  return (k + 0.5) * Math.log(k) - k + (HALF_LOG_TWO_PI + inverse * (1 / 12 - (inverse * inverse) / 360));
}
