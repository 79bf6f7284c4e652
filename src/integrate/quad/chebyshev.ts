/** Chebyshev expansions of degree 12 and 24 on an interval, for rules with weights (QUADPACK, section 2.2.2: modified Clenshaw-Curtis). */

const DEGREE = 24;
const COSINES = Float64Array.from({ length: 2 * DEGREE }, (_, k) => Math.cos((Math.PI * k) / DEGREE));

/** Coefficients of both expansions: `f = sum(c[k] * T_k)`. */
export interface Expansions {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Expand f, given on [-1, 1], from its values at 25 Chebyshev points. */
export function expand(f: (x: number) => number): Expansions {
  const values = Float64Array.from({ length: DEGREE + 1 }, (_, k) => f(COSINES[k]!));
  return { low: coefficients(values, 2), high: coefficients(values, 1) };
}

/** The expansion through every `step`-th point: a discrete cosine transform with halves at the ends. */
function coefficients(values: Float64Array, step: number): Float64Array {
  const degree = DEGREE / step;
  const c = new Float64Array(degree + 1);
  for (let k = 0; k <= degree; k++) {
    let sum = 0;
    for (let i = 0; i <= degree; i++) {
      const weight = i === 0 || i === degree ? 0.5 : 1;
      sum += weight * values[i * step]! * COSINES[(i * k * step) % (2 * DEGREE)]!;
    }
    c[k] = (sum * 2) / degree;
  }
  c[0]! *= 0.5;
  c[degree]! *= 0.5;
  return c;
}

/** `sum(c[k] * moments[k])`. */
export function against(c: Float64Array, moments: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < c.length; k++) sum += c[k]! * moments[k]!;
  return sum;
}
