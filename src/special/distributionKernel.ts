/** Distribution functions of numbers: binomial, beta, chi-square, F, gamma, negative binomial, Poisson, Student's t, and inverses. */
import { erfcKernel } from './errorKernel.js';
import { betaincinvKernel, betaincKernel, incompleteBeta, inverseBeta } from './incompleteBetaKernel.js';
import { gammaincKernel, gammainccKernel, gammainccinvKernel, gammaincinvKernel } from './incompleteGammaKernel.js';
import { solvePositive } from './inversion.js';

const isProbability = (p: number): boolean => p >= 0 && p <= 1;

export function bdtr(k: number, n: number, p: number): number {
  const whole = Math.floor(k);
  if (!isProbability(p) || !(whole >= 0) || !(n >= whole)) return NaN;
  if (whole === n) return 1;
  return incompleteBeta(n - whole, whole + 1, 1 - p, p);
}

export function bdtrc(k: number, n: number, p: number): number {
  const whole = Math.floor(k);
  if (!isProbability(p) || !(n >= whole)) return NaN;
  if (whole < 0) return 1;
  if (whole === n) return 0;
  return incompleteBeta(n - whole, whole + 1, 1 - p, p, true);
}

export function bdtri(k: number, n: number, y: number): number {
  const whole = Math.floor(k);
  if (!isProbability(y) || !(whole >= 0) || !(n > whole)) return NaN;
  // 1 - p is the quantile.
  return inverseBeta(n - whole, whole + 1, y, 1 - y).y;
}

/** Compares two tails by the smaller one, so that the difference has a relative meaning. */
function gapOf(p: number, lower: (x: number) => number, upper: (x: number) => number): (x: number) => number {
  return p <= 0.5 ? (x) => lower(x) / p - 1 : (x) => 1 - upper(x) / (1 - p);
}

export function bdtrik(y: number, n: number, p: number): number {
  if (!isProbability(p) || !isProbability(y) || !(n > 0)) return NaN;
  if (y === 1) return n;
  const lower = (k: number): number => (k >= n ? 1 : incompleteBeta(n - k, k + 1, 1 - p, p));
  const upper = (k: number): number => (k >= n ? 0 : incompleteBeta(n - k, k + 1, 1 - p, p, true));
  if (lower(0) >= y) return 0;
  return solvePositive(gapOf(y, lower, upper), 1e-12, n, Math.max(n * p, 0.5));
}

export function bdtrin(k: number, y: number, p: number): number {
  if (!isProbability(p) || !isProbability(y) || !(k >= 0)) return NaN;
  const lower = (n: number): number => (n <= k ? 1 : incompleteBeta(n - k, k + 1, 1 - p, p));
  const upper = (n: number): number => (n <= k ? 0 : incompleteBeta(n - k, k + 1, 1 - p, p, true));
  return solvePositive(gapOf(y, lower, upper), Math.max(k, 1e-12), 1e100, (k + 1) / p);
}

export function btdtria(p: number, b: number, x: number): number {
  if (!isProbability(p) || !isProbability(x) || !(b > 0)) return NaN;
  const gap = gapOf(
    p,
    (a) => incompleteBeta(a, b, x, 1 - x),
    (a) => incompleteBeta(a, b, x, 1 - x, true),
  );
  return solvePositive(gap, 1e-100, 1e100, Math.max((b * x) / (1 - x), 1e-3));
}

export function btdtrib(a: number, p: number, x: number): number {
  if (!isProbability(p) || !isProbability(x) || !(a > 0)) return NaN;
  const gap = gapOf(
    p,
    (b) => incompleteBeta(a, b, x, 1 - x),
    (b) => incompleteBeta(a, b, x, 1 - x, true),
  );
  return solvePositive(gap, 1e-100, 1e100, Math.max((a * (1 - x)) / x, 1e-3));
}

export function chdtr(v: number, x: number): number {
  return gammaincKernel(v / 2, x / 2);
}

export function chdtrc(v: number, x: number): number {
  return x < 0 ? 1 : gammainccKernel(v / 2, x / 2);
}

export function chdtri(v: number, p: number): number {
  return 2 * gammainccinvKernel(v / 2, p);
}

export function chdtriv(p: number, x: number): number {
  if (!isProbability(p) || !(x >= 0)) return NaN;
  const gap = gapOf(
    p,
    (v) => gammaincKernel(v / 2, x / 2),
    (v) => gammainccKernel(v / 2, x / 2),
  );
  return solvePositive(gap, 1e-100, 1e100, Math.max(x, 0.1));
}

/** x and 1 - x of the beta distribution for a value of F. */
function fArguments(dfn: number, dfd: number, f: number): [x: number, y: number] {
  const w = dfn * f;
  if (w === Infinity) return [1, 0];
  return [w / (dfd + w), dfd / (dfd + w)];
}

export function fdtr(dfn: number, dfd: number, f: number): number {
  if (!(dfn > 0 && dfd > 0 && f >= 0)) return NaN;
  const [x, y] = fArguments(dfn, dfd, f);
  return incompleteBeta(dfn / 2, dfd / 2, x, y);
}

export function fdtrc(dfn: number, dfd: number, f: number): number {
  if (!(dfn > 0 && dfd > 0 && f >= 0)) return NaN;
  const [x, y] = fArguments(dfn, dfd, f);
  return incompleteBeta(dfn / 2, dfd / 2, x, y, true);
}

export function fdtri(dfn: number, dfd: number, p: number): number {
  if (!(dfn > 0 && dfd > 0) || !isProbability(p)) return NaN;
  const { x, y } = inverseBeta(dfn / 2, dfd / 2, p, 1 - p);
  return (dfd * x) / (dfn * y);
}

export function fdtridfd(dfn: number, p: number, f: number): number {
  if (!(dfn > 0 && f > 0) || !isProbability(p)) return NaN;
  const gap = gapOf(
    p,
    (d) => fdtr(dfn, d, f),
    (d) => fdtrc(dfn, d, f),
  );
  return solvePositive(gap, 1e-100, 1e100, 5);
}

export function gdtr(a: number, b: number, x: number): number {
  return x < 0 ? NaN : gammaincKernel(b, a * x);
}

export function gdtrc(a: number, b: number, x: number): number {
  return x < 0 ? NaN : gammainccKernel(b, a * x);
}

export function gdtria(p: number, b: number, x: number): number {
  return gammaincinvKernel(b, p) / x;
}

export function gdtrib(a: number, p: number, x: number): number {
  if (!isProbability(p) || !(a * x >= 0)) return NaN;
  const gap = gapOf(
    p,
    (b) => gammaincKernel(b, a * x),
    (b) => gammainccKernel(b, a * x),
  );
  return solvePositive(gap, 1e-100, 1e100, Math.max(a * x, 0.1));
}

export function gdtrix(a: number, b: number, p: number): number {
  return gammaincinvKernel(b, p) / a;
}

export function nbdtr(k: number, n: number, p: number): number {
  const whole = Math.floor(k);
  if (!isProbability(p) || !(whole >= 0)) return NaN;
  return betaincKernel(n, whole + 1, p);
}

export function nbdtrc(k: number, n: number, p: number): number {
  const whole = Math.floor(k);
  if (!isProbability(p) || !(whole >= 0)) return NaN;
  return incompleteBeta(n, whole + 1, p, 1 - p, true);
}

export function nbdtri(k: number, n: number, y: number): number {
  const whole = Math.floor(k);
  if (!isProbability(y) || !(whole >= 0)) return NaN;
  return betaincinvKernel(n, whole + 1, y);
}

export function nbdtrik(y: number, n: number, p: number): number {
  if (!isProbability(p) || !isProbability(y) || !(n > 0)) return NaN;
  const lower = (k: number): number => incompleteBeta(n, k + 1, p, 1 - p);
  if (lower(0) >= y) return 0;
  const gap = gapOf(y, lower, (k) => incompleteBeta(n, k + 1, p, 1 - p, true));
  return solvePositive(gap, 1e-12, 1e100, Math.max((n * (1 - p)) / p, 0.5));
}

export function nbdtrin(k: number, y: number, p: number): number {
  if (!isProbability(p) || !isProbability(y) || !(k >= 0)) return NaN;
  const gap = gapOf(
    y,
    (n) => incompleteBeta(n, k + 1, p, 1 - p),
    (n) => incompleteBeta(n, k + 1, p, 1 - p, true),
  );
  return solvePositive(gap, 1e-100, 1e100, Math.max(((k + 1) * p) / (1 - p), 0.5));
}

export function pdtr(k: number, m: number): number {
  if (!(k >= 0 && m >= 0)) return NaN;
  return m === 0 ? 1 : gammainccKernel(Math.floor(k) + 1, m);
}

export function pdtrc(k: number, m: number): number {
  if (!(k >= 0 && m >= 0)) return NaN;
  return m === 0 ? 0 : gammaincKernel(Math.floor(k) + 1, m);
}

export function pdtri(k: number, y: number): number {
  if (!(k >= 0) || !isProbability(y)) return NaN;
  return gammainccinvKernel(Math.floor(k) + 1, y);
}

export function pdtrik(p: number, m: number): number {
  if (!isProbability(p) || !(m >= 0)) return NaN;
  if (gammainccKernel(1, m) >= p) return 0;
  const gap = gapOf(
    p,
    (k) => gammainccKernel(k + 1, m),
    (k) => gammaincKernel(k + 1, m),
  );
  return solvePositive(gap, 1e-12, 1e100, Math.max(m, 0.5));
}

/** Student's t: half the tail beyond |t|. */
function tTail(df: number, t: number): number {
  const square = t * t;
  if (df === Infinity) return 0.5 * erfcKernel(Math.abs(t) * Math.SQRT1_2);
  const x = df / (df + square);
  const y = square / (df + square);
  if (square === Infinity) return 0;
  return 0.5 * incompleteBeta(df / 2, 0.5, x, y);
}

export function stdtr(df: number, t: number): number {
  if (!(df > 0) || t !== t) return NaN;
  const tail = tTail(df, t);
  return t <= 0 ? tail : 1 - tail;
}

export function stdtrit(df: number, p: number): number {
  if (!(df > 0) || !isProbability(p)) return NaN;
  if (p === 0.5) return 0;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (df === Infinity) return NaN;
  const tail = p < 0.5 ? p : 1 - p;
  // Both of the beta quantile and its complement are needed to full relative accuracy.
  const { x, y } = inverseBeta(df / 2, 0.5, 2 * tail, 1 - 2 * tail);
  const t = Math.sqrt((df * y) / x);
  return p < 0.5 ? -t : t;
}

export function stdtridf(p: number, t: number): number {
  if (!isProbability(p) || t !== t) return NaN;
  const gap = gapOf(
    p,
    (df) => stdtr(df, t),
    (df) => stdtr(df, -t),
  );
  return solvePositive(gap, 1e-100, 1e10, 5);
}
