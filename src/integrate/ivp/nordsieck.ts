/**
 * Coefficients of the linear multistep methods in Nordsieck form, in which a step keeps h**j y(j) / j! for every derivative j: C. W. Gear, Numerical
 * Initial Value Problems in Ordinary Differential Equations (1971), chapter 9; A. C. Hindmarsh, ODEPACK, in Scientific Computing (1983).
 */

/** One method of one order. */
export interface Formula {
  /** How the correction enters each row of the Nordsieck array; row 1 has weight 1. */
  readonly weights: readonly number[];
  /** What divides the correction to give the error of this order. */
  readonly error: number;
  /** The same for the orders below and above. */
  readonly errorBelow: number;
  readonly errorAbove: number;
}

export const MOST_ADAMS = 12;
export const MOST_BDF = 5;

/** The coefficients of `(x + first)(x + first + 1) ...`, `count` factors, from the constant up. */
function risingProduct(first: number, count: number): number[] {
  let p = [1];
  for (let k = 0; k < count; k++) {
    const next = new Array<number>(p.length + 1).fill(0);
    p.forEach((value, i) => {
      next[i]! += (first + k) * value;
      next[i + 1]! += value;
    });
    p = next;
  }
  return p;
}

/** Implicit Adams methods; index q is order q. */
export const ADAMS: readonly Formula[] = adams();
/** Backward differentiation formulas; index q is order q. */
export const BACKWARD: readonly Formula[] = backward();

function adams(): Formula[] {
  const factorials = [1];
  const rows = Array.from({ length: MOST_ADAMS + 1 }, (_, q) => {
    if (q > 0) factorials.push(factorials[q - 1]! * q);
    // Adams weights are integrals of p(x) = (x + 1)...(x + q - 1) over the last step, the errors those of x p(x).
    const p = risingProduct(1, Math.max(q - 1, 0));
    let integral = 0;
    let moment = 0;
    p.forEach((value, i) => {
      const part = i % 2 === 0 ? value : -value;
      integral += part / (i + 1);
      moment += part / (i + 2);
    });
    const scale = factorials[Math.max(q - 1, 0)]!;
    const weights = [integral / scale, ...p.map((value, i) => value / scale / (i + 1))];
    weights[1] = 1;
    return { weights, moment };
  });
  const error = (q: number): number => factorials[q]! / rows[q]!.moment;
  return rows.map(({ weights }, q) => ({
    weights,
    error: error(q),
    errorBelow: q > 1 ? 1 / (rows[q - 1]!.moment * q) : 1,
    errorAbove: q < MOST_ADAMS ? error(q + 1) : 1,
  }));
}

function backward(): Formula[] {
  let factorial = 1;
  return Array.from({ length: MOST_BDF + 1 }, (_, q) => {
    if (q === 0) return { weights: [1], error: 1, errorBelow: 1, errorAbove: 1 };
    const p = risingProduct(1, q);
    const weights = p.map((value) => value / p[1]!);
    if (q > 1) factorial *= q - 1;
    return {
      weights,
      error: (q + 1) / weights[0]!,
      errorBelow: 1 / factorial,
      errorAbove: (q + 2) / weights[0]!,
    };
  });
}
