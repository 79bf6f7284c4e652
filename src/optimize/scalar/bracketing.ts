/** Three points that hold a minimum between them, found by going downhill with parabolic steps (Press et al., section 10.1). */

/** What a search for a bracket finds: `xb` between `xa` and `xc`, and lower than both. */
export interface Bracket {
  readonly xa: number;
  readonly xb: number;
  readonly xc: number;
  readonly fa: number;
  readonly fb: number;
  readonly fc: number;
  readonly calls: number;
  /** Was a minimum bracketed? */
  readonly found: boolean;
  readonly reason: string;
}

const GOLD = 1.618034;
const TINY = 1e-21;

/** Go downhill from two points. */
export function bracketMinimum(
  f: (x: number) => number,
  from: number,
  to: number,
  growLimit = 110,
  maxiter = 1000,
): Bracket {
  let [a, b] = [from, to];
  let [fa, fb] = [f(a), f(b)];
  if (fa < fb) [a, b, fa, fb] = [b, a, fb, fa];
  let c = b + GOLD * (b - a);
  let fc = f(c);
  let calls = 3;
  let reason = '';
  for (let k = 0; fc < fb; k++) {
    const r = (b - a) * (fb - fc);
    const q = (b - c) * (fb - fa);
    const difference = q - r;
    const denominator = Math.abs(difference) < TINY ? 2 * TINY : 2 * difference;
    let w = b - ((b - c) * q - (b - a) * r) / denominator;
    const limit = b + growLimit * (c - b);
    if (k > maxiter) {
      reason =
        'No valid bracket was found before the iteration limit was reached. Consider trying different initial points or increasing `maxiter`.';
      break;
    }
    let fw: number;
    if ((w - c) * (b - w) > 0) {
      fw = f(w);
      calls++;
      if (fw < fc) {
        [a, b, fa, fb] = [b, w, fb, fw];
        break;
      }
      if (fw > fb) {
        [c, fc] = [w, fw];
        break;
      }
      w = c + GOLD * (c - b);
      fw = f(w);
      calls++;
    } else if ((w - limit) * (limit - c) >= 0) {
      w = limit;
      fw = f(w);
      calls++;
    } else if ((w - limit) * (c - w) > 0) {
      fw = f(w);
      calls++;
      if (fw < fc) {
        [b, c, fb, fc] = [c, w, fc, fw];
        w = c + GOLD * (c - b);
        fw = f(w);
        calls++;
      }
    } else {
      w = c + GOLD * (c - b);
      fw = f(w);
      calls++;
    }
    [a, b, c, fa, fb, fc] = [b, c, w, fb, fc, fw];
  }
  const low = (fb < fc && fb <= fa) || (fb < fa && fb <= fc);
  const between = (a < b && b < c) || (c < b && b < a);
  const finite = Number.isFinite(a) && Number.isFinite(b) && Number.isFinite(c);
  const found = low && between && finite;
  if (!found && !reason)
    reason = 'The algorithm terminated without finding a valid bracket. Consider trying different initial points.';
  return { xa: a, xb: b, xc: c, fa, fb, fc, calls, found, reason };
}
