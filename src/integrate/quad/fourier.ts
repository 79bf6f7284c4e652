/**
 * Integrals of f(x) cos(omega x) or sin over a half line: the sum over half periods, extrapolated (QUADPACK, routine QAWF, section 3.4).
 */
import { Ending, integrateAdaptively, type Integral, type Request } from './adaptive.js';
import { EpsilonTable } from './epsilon.js';
import { oscillatingRule } from './weights.js';

const P = 0.9;
const TINY = 2 ** -1022;

/** Integrate from a to infinity. */
export function fourierIntegral(
  f: (x: number) => number,
  a: number,
  kind: 'cos' | 'sin',
  omega: number,
  request: Request & { readonly cycles: number },
): Integral {
  if (omega === 0) {
    if (kind === 'sin') return { value: 0, error: 0, ending: Ending.Converged, pieces: [] };
  }
  const cycle = ((2 * Math.floor(Math.abs(omega)) + 1) * Math.PI) / Math.abs(omega);
  const rule = oscillatingRule(f, kind, omega);
  const table = new EpsilonTable();
  const epsabs = request.epsabs;
  let share = epsabs * (1 - P);
  let sum = 0;
  let errors = 0;
  let ending = Ending.Converged;
  let best = { limit: 0, error: Number.MAX_VALUE, errors: 0 };
  let correction = 0;
  let from = a;
  for (let k = 0; k < request.cycles; k++) {
    const to = from + cycle;
    const part = integrateAdaptively(
      rule,
      [from, to],
      { epsabs: Math.max(share, TINY), epsrel: 0, limit: request.limit },
      { extrapolates: false },
    );
    from = to;
    share *= P;
    sum += part.value;
    errors += part.error;
    const tail = 50 * Math.abs(part.value);
    if (errors + tail <= epsabs && k >= 5) return { value: sum, error: errors + tail, ending, pieces: [] };
    if (part.ending !== Ending.Converged) {
      ending = Ending.Roundoff;
      correction = Math.max(correction, part.error);
    }
    if (k === 0) {
      table.add(sum);
      continue;
    }
    const found = table.extrapolate(sum);
    if (found.error + errors < best.error + best.errors) best = { ...found, errors };
    if (best.error + 10 * correction <= epsabs || (best.error <= epsabs && correction === 0)) {
      if (k >= 5) return { value: best.limit, error: best.error + errors, ending: Ending.Converged, pieces: [] };
    }
  }
  if (best.error + best.errors < errors + Math.abs(sum)) {
    return { value: best.limit, error: best.error + errors, ending: Ending.Limit, pieces: [] };
  }
  return { value: sum, error: errors, ending: Ending.Limit, pieces: [] };
}
