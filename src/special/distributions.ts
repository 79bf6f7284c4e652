/** Distribution functions and their inverses as ufuncs. */
import { special } from './define.js';
import * as central from './distributionKernel.js';
import { betaincinvKernel, betaincKernel } from './incompleteBetaKernel.js';
import * as kolmogorovs from './kolmogorovKernel.js';
import * as noncentral from './noncentralKernel.js';
import { ndtriKernel } from './errorKernel.js';
import type { Special1, Special2, Special3, Special4 } from './types.js';

/** Binomial distribution: the probability of at most k successes in n trials, `bdtr(k, n, p)`. */
export const bdtr = special<Special3>('bdtr', central.bdtr);
/** Binomial distribution: the probability of more than k successes, `bdtrc(k, n, p)`. */
export const bdtrc = special<Special3>('bdtrc', central.bdtrc);
/** The p of `bdtr(k, n, p) = y`: `bdtri(k, n, y)`. */
export const bdtri = special<Special3>('bdtri', central.bdtri);
/** The k of `bdtr(k, n, p) = y`: `bdtrik(y, n, p)`. */
export const bdtrik = special<Special3>('bdtrik', central.bdtrik);
/** The n of `bdtr(k, n, p) = y`: `bdtrin(k, y, p)`. */
export const bdtrin = special<Special3>('bdtrin', central.bdtrin);
/** Beta distribution: `btdtr(a, b, x)`. */
export const btdtr = special<Special3>('btdtr', (a: number, b: number, x: number) => betaincKernel(a, b, x));
/** The x of `btdtr(a, b, x) = p`: `btdtri(a, b, p)`. */
export const btdtri = special<Special3>('btdtri', (a: number, b: number, p: number) => betaincinvKernel(a, b, p));
/** The a of `btdtr(a, b, x) = p`: `btdtria(p, b, x)`. */
export const btdtria = special<Special3>('btdtria', central.btdtria);
/** The b of `btdtr(a, b, x) = p`: `btdtrib(a, p, x)`. */
export const btdtrib = special<Special3>('btdtrib', central.btdtrib);
/**
 * Chi-square distribution of v degrees of freedom: `chdtr(v, x)`.
 *
 * @example
 * special.chdtr(2, 2); // 0.6321205588285577
 */
export const chdtr = special<Special2>('chdtr', central.chdtr);
/** Its complement: `chdtrc(v, x)`. */
export const chdtrc = special<Special2>('chdtrc', central.chdtrc);
/** The x of `chdtrc(v, x) = p`: `chdtri(v, p)`. */
export const chdtri = special<Special2>('chdtri', central.chdtri);
/** The v of `chdtr(v, x) = p`: `chdtriv(p, x)`. */
export const chdtriv = special<Special2>('chdtriv', central.chdtriv);
/** Noncentral chi-square distribution: `chndtr(x, df, nc)`. */
export const chndtr = special<Special3>('chndtr', noncentral.chndtr);
/** The x of `chndtr(x, df, nc) = p`: `chndtrix(p, df, nc)`. */
export const chndtrix = special<Special3>('chndtrix', noncentral.chndtrix);
/** The df of `chndtr(x, df, nc) = p`: `chndtridf(x, p, nc)`. */
export const chndtridf = special<Special3>('chndtridf', noncentral.chndtridf);
/** The nc of `chndtr(x, df, nc) = p`: `chndtrinc(x, df, p)`. */
export const chndtrinc = special<Special3>('chndtrinc', noncentral.chndtrinc);
/** F distribution: `fdtr(dfn, dfd, x)`. */
export const fdtr = special<Special3>('fdtr', central.fdtr);
/** Its complement: `fdtrc(dfn, dfd, x)`. */
export const fdtrc = special<Special3>('fdtrc', central.fdtrc);
/** The x of `fdtr(dfn, dfd, x) = p`: `fdtri(dfn, dfd, p)`. */
export const fdtri = special<Special3>('fdtri', central.fdtri);
/** The dfd of `fdtr(dfn, dfd, x) = p`: `fdtridfd(dfn, p, x)`. */
export const fdtridfd = special<Special3>('fdtridfd', central.fdtridfd);
/** Gamma distribution of rate a and shape b: `gdtr(a, b, x)`. */
export const gdtr = special<Special3>('gdtr', central.gdtr);
/** Its complement: `gdtrc(a, b, x)`. */
export const gdtrc = special<Special3>('gdtrc', central.gdtrc);
/** The a of `gdtr(a, b, x) = p`: `gdtria(p, b, x)`. */
export const gdtria = special<Special3>('gdtria', central.gdtria);
/** The b of `gdtr(a, b, x) = p`: `gdtrib(a, p, x)`. */
export const gdtrib = special<Special3>('gdtrib', central.gdtrib);
/** The x of `gdtr(a, b, x) = p`: `gdtrix(a, b, p)`. */
export const gdtrix = special<Special3>('gdtrix', central.gdtrix);
/** Negative binomial distribution: at most k failures before n successes, `nbdtr(k, n, p)`. */
export const nbdtr = special<Special3>('nbdtr', central.nbdtr);
/** Its complement: `nbdtrc(k, n, p)`. */
export const nbdtrc = special<Special3>('nbdtrc', central.nbdtrc);
/** The p of `nbdtr(k, n, p) = y`: `nbdtri(k, n, y)`. */
export const nbdtri = special<Special3>('nbdtri', central.nbdtri);
/** The k of `nbdtr(k, n, p) = y`: `nbdtrik(y, n, p)`. */
export const nbdtrik = special<Special3>('nbdtrik', central.nbdtrik);
/** The n of `nbdtr(k, n, p) = y`: `nbdtrin(k, y, p)`. */
export const nbdtrin = special<Special3>('nbdtrin', central.nbdtrin);
/** Noncentral F distribution: `ncfdtr(dfn, dfd, nc, f)`. */
export const ncfdtr = special<Special4>('ncfdtr', noncentral.ncfdtr);
/** The f of `ncfdtr(dfn, dfd, nc, f) = p`: `ncfdtri(dfn, dfd, nc, p)`. */
export const ncfdtri = special<Special4>('ncfdtri', noncentral.ncfdtri);
/** The dfd of `ncfdtr(dfn, dfd, nc, f) = p`: `ncfdtridfd(dfn, p, nc, f)`. */
export const ncfdtridfd = special<Special4>('ncfdtridfd', noncentral.ncfdtridfd);
/** The dfn of `ncfdtr(dfn, dfd, nc, f) = p`: `ncfdtridfn(p, dfd, nc, f)`. */
export const ncfdtridfn = special<Special4>('ncfdtridfn', noncentral.ncfdtridfn);
/** The nc of `ncfdtr(dfn, dfd, nc, f) = p`: `ncfdtrinc(dfn, dfd, p, f)`. */
export const ncfdtrinc = special<Special4>('ncfdtrinc', noncentral.ncfdtrinc);
/** Noncentral t distribution: `nctdtr(df, nc, t)`. */
export const nctdtr = special<Special3>('nctdtr', noncentral.nctdtr);
/** The t of `nctdtr(df, nc, t) = p`: `nctdtrit(df, nc, p)`. */
export const nctdtrit = special<Special3>('nctdtrit', noncentral.nctdtrit);
/** The df of `nctdtr(df, nc, t) = p`: `nctdtridf(p, nc, t)`. */
export const nctdtridf = special<Special3>('nctdtridf', noncentral.nctdtridf);
/** The nc of `nctdtr(df, nc, t) = p`: `nctdtrinc(df, p, t)`. */
export const nctdtrinc = special<Special3>('nctdtrinc', noncentral.nctdtrinc);
/** The mean of a normal distribution from a probability p, its deviation and the value x: `nrdtrimn(p, std, x)`. */
export const nrdtrimn = special<Special3>('nrdtrimn', (p: number, std: number, x: number) => x - std * ndtriKernel(p));
/** The deviation of a normal distribution from its mean, a probability p and the value x: `nrdtrisd(mn, p, x)`. */
export const nrdtrisd = special<Special3>('nrdtrisd', (mn: number, p: number, x: number) => (x - mn) / ndtriKernel(p));
/** Poisson distribution of mean m: `pdtr(k, m)`. */
export const pdtr = special<Special2>('pdtr', central.pdtr);
/** Its complement: `pdtrc(k, m)`. */
export const pdtrc = special<Special2>('pdtrc', central.pdtrc);
/** The m of `pdtr(k, m) = y`: `pdtri(k, y)`. */
export const pdtri = special<Special2>('pdtri', central.pdtri);
/** The k of `pdtr(k, m) = p`: `pdtrik(p, m)`. */
export const pdtrik = special<Special2>('pdtrik', central.pdtrik);
/**
 * Student's t distribution of df degrees of freedom: `stdtr(df, t)`.
 *
 * @example
 * special.stdtr(1, 1); // 0.75
 */
export const stdtr = special<Special2>('stdtr', central.stdtr);
/** The t of `stdtr(df, t) = p`: `stdtrit(df, p)`. */
export const stdtrit = special<Special2>('stdtrit', central.stdtrit);
/** The df of `stdtr(df, t) = p`: `stdtridf(p, t)`. */
export const stdtridf = special<Special2>('stdtridf', central.stdtridf);
/** The tail of Kolmogorov's limit distribution. */
export const kolmogorov = special<Special1>('kolmogorov', kolmogorovs.kolmogorov);
/** The inverse of `kolmogorov`. */
export const kolmogi = special<Special1>('kolmogi', kolmogorovs.kolmogi);
/** The tail of Smirnov's one-sided distribution for n values: `smirnov(n, d)`. */
export const smirnov = special<Special2>('smirnov', kolmogorovs.smirnov);
/** The d of `smirnov(n, d) = p`: `smirnovi(n, p)`. */
export const smirnovi = special<Special2>('smirnovi', kolmogorovs.smirnovi);
/** Tukey's lambda distribution: `tklmbda(x, lmbda)`. */
export const tklmbda = special<Special2>('tklmbda', kolmogorovs.tklmbda);
