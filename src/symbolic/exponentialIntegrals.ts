/** The error function and the exponential, logarithmic, sine and cosine integrals of real numbers (DLMF 7.6, 7.9, 6.6, 6.9, 6.12). */

const GAMMA = 0.57721566490153286061;

/** Ei(x): the principal value of the integral of exp(t)/t from minus infinity. */
export function expIntegral(x: number): number {
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  if (x < -2) {
    // The continued fraction of E1, from its end.
    const z = -x;
    let f = 0;
    for (let k = 120; k > 0; k--) f = k / (1 + k / (z + f));
    return -Math.exp(-z) / (z + f);
  }
  if (x > 40) {
    let term = 1;
    let total = 1;
    for (let k = 1; k < x; k++) {
      term *= k / x;
      total += term;
      if (term < 1e-17 * total) break;
    }
    return (Math.exp(x) / x) * total;
  }
  let term = 1;
  let total = 0;
  for (let k = 1; k < 300; k++) {
    term *= x / k;
    total += term / k;
    if (Math.abs(term) < 1e-18 * Math.abs(total)) break;
  }
  return GAMMA + Math.log(Math.abs(x)) + total;
}

/** li(x): the principal value of the integral of 1/log(t) from 0. */
export const logIntegral = (x: number): number => (x === 0 ? 0 : expIntegral(Math.log(x)));

/** Si(x) and Ci(x). */
export function sineCosineIntegrals(given: number): [number, number] {
  const x = Math.abs(given);
  const sign = Math.sign(given);
  const ci = (value: number): number => (given < 0 ? NaN : value);
  if (x === 0) return [0, -Infinity];
  if (x === Infinity) return [(sign * Math.PI) / 2, ci(0)];
  if (x <= 3) {
    let [s, c, term] = [0, 0, 1];
    for (let k = 1; k < 60; k++) {
      term *= x / k;
      const part = term / k;
      if (k % 2) s += k % 4 === 1 ? part : -part;
      else c += k % 4 === 0 ? part : -part;
    }
    return [sign * s, ci(GAMMA + Math.log(x) + c)];
  }
  // E1(i x) by its continued fraction: Ci(x) - i (Si(x) - pi/2) = -E1(i x).
  let [re, im] = [0, 0];
  for (let k = 400; k > 0; k--) {
    // f = k / (1 + k / (i x + f))
    const d = re * re + (im + x) * (im + x);
    const [a, b] = [1 + (k * re) / d, (-k * (im + x)) / d];
    const n = a * a + b * b;
    [re, im] = [(k * a) / n, (-k * b) / n];
  }
  // exp(-i x) / (i x + f)
  const d = re * re + (im + x) * (im + x);
  const [c, s] = [Math.cos(x), Math.sin(x)];
  const [er, ei] = [(c * re - s * (im + x)) / d, (-s * re - c * (im + x)) / d];
  return [sign * (Math.PI / 2 + ei), ci(-er)];
}

/** The error function: its series for small x, the continued fraction of erfc beyond (DLMF 7.6.1, 7.9.1). */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a < 2.5) {
    let term = a;
    let total = a;
    for (let n = 1; Math.abs(term) > 1e-17 * total; n++) {
      term *= (-a * a) / n;
      total += term / (2 * n + 1);
      if (n > 200) break;
    }
    return (Math.sign(x) * 2 * total) / Math.sqrt(Math.PI);
  }
  if (a > 6) return Math.sign(x);
  let f = 0;
  for (let k = 80; k > 0; k--) f = k / 2 / (a + f);
  return Math.sign(x) * (1 - Math.exp(-a * a) / Math.sqrt(Math.PI) / (a + f));
}
