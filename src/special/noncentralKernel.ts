/**
 * Noncentral chi-square, F and t distribution functions of numbers: Poisson mixtures of the central ones, summed outwards from
 * the largest weight, and their inverses by root finding.
 */
import { ndtrKernel } from './errorKernel.js';
import { gammaDensity } from './gammaKernel.js';
import { incompleteBeta } from './incompleteBetaKernel.js';
import { gammaincKernel } from './incompleteGammaKernel.js';
import { solveAnywhere, solvePositive } from './inversion.js';

/** Σ over j of Poisson(j; half) times central(j), which falls as j grows. */
function poissonMixture(half: number, central: (j: number) => number): number {
  if (half === 0) return central(0);
  const start = Math.floor(half);
  // The weight at the middle: half^start exp(-half) / start!.
  const weight = gammaDensity(start + 1, half) / half;
  let sum = weight * central(start);
  let w = weight;
  for (let j = start + 1; j < start + 100000; j++) {
    w *= half / j;
    const term = w * central(j);
    sum += term;
    if (term < 1e-17 * sum || w === 0) break;
  }
  w = weight;
  for (let j = start; j > 0; j--) {
    w *= j / half;
    const term = w * central(j - 1);
    sum += term;
    if (w < 1e-18 * sum) break;
  }
  return sum;
}

export function chndtr(x: number, df: number, nc: number): number {
  if (x !== x || df !== df || nc !== nc || !(df >= 0 && nc >= 0)) return NaN;
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  if (nc > 1e9) return NaN;
  return Math.min(
    1,
    poissonMixture(nc / 2, (j) => gammaincKernel(df / 2 + j, x / 2)),
  );
}

const isProbability = (p: number): boolean => p >= 0 && p < 1;

export function chndtrix(p: number, df: number, nc: number): number {
  if (!isProbability(p) || !(df > 0 && nc >= 0)) return NaN;
  if (p === 0) return 0;
  return solvePositive((x) => chndtr(x, df, nc) / p - 1, 1e-100, 1e100, df + nc);
}

export function chndtridf(x: number, p: number, nc: number): number {
  if (!isProbability(p) || !(x >= 0 && nc >= 0)) return NaN;
  return solvePositive((df) => chndtr(x, df, nc) / p - 1, 1e-100, 1e10, Math.max(x - nc, 0.5));
}

export function chndtrinc(x: number, df: number, p: number): number {
  if (!isProbability(p) || !(x >= 0 && df > 0)) return NaN;
  if (chndtr(x, df, 0) <= p) return 0;
  return solvePositive((nc) => chndtr(x, df, nc) / p - 1, 1e-100, 1e4, Math.max(x - df, 0.5));
}

export function ncfdtr(dfn: number, dfd: number, nc: number, f: number): number {
  if (!(dfn > 0 && dfd > 0 && nc >= 0) || f !== f) return NaN;
  if (f <= 0) return 0;
  const w = dfn * f;
  if (w === Infinity) return 1;
  const [x, y] = [w / (dfd + w), dfd / (dfd + w)];
  return Math.min(
    1,
    poissonMixture(nc / 2, (j) => incompleteBeta(dfn / 2 + j, dfd / 2, x, y)),
  );
}

export function ncfdtri(dfn: number, dfd: number, nc: number, p: number): number {
  if (!isProbability(p) || !(dfn > 0 && dfd > 0 && nc >= 0)) return NaN;
  if (p === 0) return 0;
  return solvePositive((f) => ncfdtr(dfn, dfd, nc, f) / p - 1, 1e-100, 1e100, 1 + nc / dfn);
}

export function ncfdtridfd(dfn: number, p: number, nc: number, f: number): number {
  if (!isProbability(p) || !(dfn > 0 && nc >= 0)) return NaN;
  return solvePositive((dfd) => ncfdtr(dfn, dfd, nc, f) / p - 1, 1e-100, 1e10, 5);
}

export function ncfdtridfn(p: number, dfd: number, nc: number, f: number): number {
  if (!isProbability(p) || !(dfd > 0 && nc >= 0)) return NaN;
  return solvePositive((dfn) => ncfdtr(dfn, dfd, nc, f) / p - 1, 1e-100, 1e10, 5);
}

export function ncfdtrinc(dfn: number, dfd: number, p: number, f: number): number {
  if (!isProbability(p) || !(dfn > 0 && dfd > 0)) return NaN;
  if (ncfdtr(dfn, dfd, 0, f) <= p) return 0;
  return solvePositive((nc) => ncfdtr(dfn, dfd, nc, f) / p - 1, 1e-100, 1e4, 5);
}

/** P(T <= t), t >= 0 (R. V. Lenth, Algorithm AS 243, 1989: a mixture over whole and half powers). */
function nctPositive(df: number, nc: number, t: number): number {
  const [x, y] = [(t * t) / (df + t * t), df / (df + t * t)];
  const left = ndtrKernel(-nc);
  if (x === 0) return left;
  const half = (nc * nc) / 2;
  const start = Math.floor(half);
  const weightOf = (j: number): [p: number, q: number] => {
    // half^j exp(-half) / j! and nc half^j exp(-half) / (√2 Γ(j + 3/2)).
    if (half === 0) return [j === 0 ? 1 : 0, 0];
    const p = gammaDensity(j + 1, half) / half;
    const q = ((nc < 0 ? -1 : 1) * gammaDensity(j + 1.5, half)) / half;
    return [p, q];
  };
  const term = (j: number): number => {
    const [p, q] = weightOf(j);
    return p * incompleteBeta(j + 0.5, df / 2, x, y) + q * incompleteBeta(j + 1, df / 2, x, y);
  };
  let sum = term(start);
  for (let j = start + 1; j < start + 20000; j++) {
    const one = term(j);
    sum += one;
    if (Math.abs(one) <= 1e-17 * Math.abs(sum)) break;
  }
  for (let j = start - 1; j >= 0; j--) {
    const one = term(j);
    sum += one;
    if (Math.abs(one) <= 1e-17 * Math.abs(sum)) break;
  }
  return Math.min(1, Math.max(0, left + sum / 2));
}

export function nctdtr(df: number, nc: number, t: number): number {
  if (!(df > 0) || nc !== nc || t !== t) return NaN;
  if (t === Infinity) return 1;
  if (t === -Infinity) return 0;
  return t >= 0 ? nctPositive(df, nc, t) : 1 - nctPositive(df, -nc, -t);
}

export function nctdtrit(df: number, nc: number, p: number): number {
  if (!(df > 0) || !(p > 0 && p < 1)) return NaN;
  return solveAnywhere((t) => nctdtr(df, nc, t) - p, -1e100, 1e100, nc, 1);
}

export function nctdtridf(p: number, nc: number, t: number): number {
  if (!(p > 0 && p < 1)) return NaN;
  return solvePositive((df) => nctdtr(df, nc, t) - p, 1e-100, 1e10, 5);
}

export function nctdtrinc(df: number, p: number, t: number): number {
  if (!(df > 0) || !(p > 0 && p < 1)) return NaN;
  return solveAnywhere((nc) => nctdtr(df, nc, t) - p, -1e4, 1e4, t, 1);
}
