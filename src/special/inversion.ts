/** Solving a monotone function of one positive parameter for it: for the inverses that have no method of their own. */

/**
 * The x in [low, high] where a monotone function crosses a value: a bracket grown from a guess by factors, then
 * Chandrupatla's method (T. R. Chandrupatla, Adv. Eng. Software 28, 1997) in the logarithm.
 *
 * @param gap - the function minus the value
 * @param low - the least x, positive
 * @param high - the greatest x
 * @param guess - where to begin
 * @returns x; nan where gap does not change its sign
 */
export function solvePositive(gap: (x: number) => number, low: number, high: number, guess: number): number {
  const at = (u: number): number => gap(Math.exp(u));
  const u = solveAnywhere(at, Math.log(low), Math.log(high), Math.log(guess), 1);
  return Math.exp(u);
}

/**
 * The same for x of any sign, by steps from a guess.
 *
 * @param step - the first step
 */
export function solveAnywhere(
  gap: (x: number) => number,
  low: number,
  high: number,
  guess: number,
  step: number,
): number {
  let a = Math.min(Math.max(guess, low), high);
  let fa = gap(a);
  if (fa === 0) return a;
  if (fa !== fa) return NaN;
  // Both ways in turn, in growing steps.
  let b = a;
  let fb = fa;
  let found = false;
  let [left, right] = [a, a];
  let [fLeft, fRight] = [fa, fa];
  for (let k = 0; k < 400 && !found; k++) {
    if (right < high) {
      const next = Math.min(high, right + step);
      const f = gap(next);
      if (f === f) {
        if (f > 0 !== fRight > 0) {
          [a, fa, b, fb] = [right, fRight, next, f];
          found = true;
          break;
        }
        [right, fRight] = [next, f];
      } else right = high;
    }
    if (left > low) {
      const next = Math.max(low, left - step);
      const f = gap(next);
      if (f === f) {
        if (f > 0 !== fLeft > 0) {
          [a, fa, b, fb] = [left, fLeft, next, f];
          found = true;
          break;
        }
        [left, fLeft] = [next, f];
      } else left = low;
    }
    if (left <= low && right >= high) break;
    step *= 1.6;
  }
  if (!found) return NaN;
  let c = a;
  let fc = fa;
  let t = 0.5;
  for (let k = 0; k < 200; k++) {
    const x = a + t * (b - a);
    const f = gap(x);
    if (f > 0 === fa > 0) {
      c = a;
      fc = fa;
    } else {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = f;
    const [best, fBest] = Math.abs(fa) < Math.abs(fb) ? [a, fa] : [b, fb];
    const tolerance = 2.3e-16 * Math.abs(best) + 1e-300;
    const share = tolerance / Math.abs(b - c);
    if (fBest === 0 || share > 0.5) return best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    t =
      phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi
        ? (fa / (fb - fa)) * (fc / (fb - fc)) + ((((c - a) / (b - a)) * fa) / (fc - fa)) * (fb / (fc - fb))
        : 0.5;
    t = Math.min(1 - share, Math.max(share, t));
  }
  return a;
}
