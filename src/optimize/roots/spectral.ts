/** DF-SANE: spectral residual steps with a line search that lets the residual rise now and then (W. La Cruz, J. Martínez and M. Raydan, Math. Comp. 75, 2006). */
import { dot, norm2, type Vec } from '../dense/vector.js';

export interface SpectralOptions {
  /** Relative and absolute tolerance of the residual. */
  ftol?: number;
  fatol?: number;
  maxfev?: number;
  /** How far the residual may rise, by iteration. */
  etaStrategy?: ((k: number, x: Vec, f: Vec) => number) | null;
  sigmaEps?: number;
  sigma0?: number;
  /** How many past residuals count. */
  M?: number;
  lineSearch?: 'cruz' | 'cheng';
  disp?: boolean;
}

export interface SpectralOutcome {
  readonly x: Vec;
  readonly f: Vec;
  readonly nit: number;
  readonly converged: boolean;
  readonly stopped: boolean;
}

const EXHAUSTED = Symbol('maxfev');

export function dfSane(
  fun: (x: Vec) => Vec,
  x0: Vec,
  options: SpectralOptions,
  report?: (x: Vec, f: Vec) => boolean,
): SpectralOutcome {
  const {
    ftol = 1e-8,
    fatol = 1e-300,
    maxfev = 1000,
    sigmaEps = 1e-10,
    sigma0 = 1,
    M = 10,
    lineSearch = 'cruz',
  } = options;
  let calls = 0;
  const call = (x: Vec): { f: number; values: Vec } => {
    if (++calls > maxfev) throw EXHAUSTED;
    const values = fun(x);
    const size = norm2(values);
    return { f: size * size, values };
  };
  let x: Vec = x0.slice();
  let { f: merit, values: f } = call(x);
  const start = merit;
  const size0 = Math.sqrt(merit);
  let sigma = sigma0;
  const past = [merit];
  let nit = 0;
  // Of Cheng and Li: a weighted mean in place of the largest of the past.
  let mean = merit;
  let weight = 1;
  let stopped = false;
  try {
    for (;;) {
      if (Math.sqrt(merit) < ftol * size0 + fatol) return { x, f, nit, converged: true, stopped };
      if (Math.abs(sigma) > 1 / sigmaEps) sigma = Math.sign(sigma) / sigmaEps;
      else if (Math.abs(sigma) < sigmaEps) sigma = sigmaEps;
      const d = f.map((t) => -sigma * t);
      const eta = options.etaStrategy ? options.etaStrategy(nit, x, f) : start / (1 + nit) ** 2;
      const limit = lineSearch === 'cheng' ? mean : Math.max(...past);
      let [up, down] = [1, 1];
      let next: { x: Vec; f: number; values: Vec };
      for (;;) {
        const xp = x.map((t, i) => t + up * d[i]!);
        const p = call(xp);
        if (p.f <= limit + eta - 1e-4 * up * up * merit) {
          next = { x: xp, ...p };
          break;
        }
        const towardsUp = (up * up * merit) / (p.f + (2 * up - 1) * merit);
        const xm = x.map((t, i) => t - down * d[i]!);
        const m = call(xm);
        if (m.f <= limit + eta - 1e-4 * down * down * merit) {
          next = { x: xm, ...m };
          break;
        }
        const towardsDown = (down * down * merit) / (m.f + (2 * down - 1) * merit);
        up = Math.min(Math.max(towardsUp, 0.1 * up), 0.5 * up) || 0.5 * up;
        down = Math.min(Math.max(towardsDown, 0.1 * down), 0.5 * down) || 0.5 * down;
      }
      const s = next.x.map((t, i) => t - x[i]!);
      const y = next.values.map((t, i) => t - f[i]!);
      sigma = dot(s, s) / dot(s, y);
      x = next.x;
      f = next.values;
      merit = next.f;
      if (lineSearch === 'cheng') {
        const heavier = 0.85 * weight + 1;
        mean = (0.85 * weight * (mean + eta) + merit) / heavier;
        weight = heavier;
      } else {
        past.push(merit);
        if (past.length > M) past.shift();
      }
      nit++;
      if (report?.(x, f)) {
        stopped = true;
        return { x, f, nit, converged: false, stopped };
      }
    }
  } catch (error) {
    if (error !== EXHAUSTED) throw error;
    return { x, f, nit, converged: false, stopped };
  }
}
