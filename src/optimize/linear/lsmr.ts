/**
 * Least squares with a matrix that is known by its products, by LSMR: D. C.-L. Fong and M. Saunders, LSMR: An iterative algorithm for sparse
 * least-squares problems, SIAM J. Sci. Comput. 33 (2011). Letters are the paper's.
 */
import { matTVec, matVec, type Mat } from '../dense/matrix.js';
import { addScaled, norm2, type Vec } from '../dense/vector.js';

/** A matrix of m rows and n columns by its products. */
export interface Products {
  readonly m: number;
  readonly n: number;
  times(v: Vec): Vec;
  transposedTimes(u: Vec): Vec;
}

/** When to stop. */
export interface LsmrSettings {
  /** Minimise `|A x - b|^2 + damp^2 |x|^2`. */
  readonly damp?: number | undefined;
  /** Relative errors of A and b. */
  readonly atol?: number | undefined;
  readonly btol?: number | undefined;
  /** The largest condition number. */
  readonly conlim?: number | undefined;
  readonly maxiter?: number | undefined;
}

/** The products of a dense matrix by rows, with a diagonal below it if there is one. */
export function stacked(a: Mat, m: number, n: number, diagonal?: Vec): Products {
  if (!diagonal) return { m, n, times: (v) => matVec(a, m, n, v), transposedTimes: (u) => matTVec(a, m, n, u) };
  return {
    m: m + n,
    n,
    times(v) {
      const result = new Float64Array(m + n);
      result.set(matVec(a, m, n, v));
      for (let i = 0; i < n; i++) result[m + i] = diagonal[i]! * v[i]!;
      return result;
    },
    transposedTimes(u) {
      const result = matTVec(a, m, n, u.subarray(0, m));
      for (let i = 0; i < n; i++) result[i]! += diagonal[i]! * u[m + i]!;
      return result;
    },
  };
}

/** A rotation that takes (a, b) to (r, 0). */
function rotation(a: number, b: number): [c: number, s: number, r: number] {
  const r = Math.hypot(a, b);
  return r === 0 ? [1, 0, 0] : [a / r, b / r, r];
}

/** Make a vector one of length 1; returns its length. */
function normalise(v: Vec): number {
  const size = norm2(v);
  if (size > 0) for (let i = 0; i < v.length; i++) v[i]! /= size;
  return size;
}

/** The x of least `|A x - b|`, of least length among several, as nearly as the settings ask for. */
export function lsmr(a: Products, b: Vec, settings: LsmrSettings = {}): { x: Vec; iterations: number } {
  const { damp = 0, atol = 1e-6, btol = 1e-6, conlim = 1e8, maxiter = Math.min(a.m, a.n) } = settings;
  const { n } = a;
  const x = new Float64Array(n);
  let u: Vec = b.slice();
  let beta = normalise(u);
  let v: Vec = a.transposedTimes(u);
  let alpha = normalise(v);
  const bNorm = beta;
  if (alpha * beta === 0) return { x, iterations: 0 };
  let [zetaBar, alphaBar] = [alpha * beta, alpha];
  let [rho, rhoBar, cBar, sBar] = [1, 1, 1, 0];
  const h = v.slice();
  const hBar = new Float64Array(n);
  // For the norms of the residual, of A and of its inverse.
  let [betaDD, betaD, rhoDOld, tauTildeOld, thetaTilde, zeta, d] = [beta, 0, 1, 0, 0, 0, 0];
  let squares = alpha * alpha;
  let [largest, smallest] = [0, 1e100];
  for (let iteration = 1; ; iteration++) {
    const next = a.times(v);
    addScaled(next, -alpha, u);
    u = next;
    beta = normalise(u);
    if (beta > 0) {
      const w = a.transposedTimes(u);
      addScaled(w, -beta, v);
      v = w;
      alpha = normalise(v);
    }
    const [cHat, sHat, alphaHat] = rotation(alphaBar, damp);
    const rhoOld = rho;
    const [c, s, r] = rotation(alphaHat, beta);
    rho = r;
    const thetaNew = s * alpha;
    alphaBar = c * alpha;
    const rhoBarOld = rhoBar;
    const zetaOld = zeta;
    const thetaBar = sBar * rho;
    const rhoTemp = cBar * rho;
    [cBar, sBar, rhoBar] = rotation(rhoTemp, thetaNew);
    zeta = cBar * zetaBar;
    zetaBar = -sBar * zetaBar;
    const back = (thetaBar * rho) / (rhoOld * rhoBarOld);
    const along = zeta / (rho * rhoBar);
    const turn = thetaNew / rho;
    for (let i = 0; i < n; i++) {
      hBar[i] = h[i]! - back * hBar[i]!;
      x[i]! += along * hBar[i]!;
      h[i] = v[i]! - turn * h[i]!;
    }
    const betaAcute = cHat * betaDD;
    const betaCheck = -sHat * betaDD;
    const betaHat = c * betaAcute;
    betaDD = -s * betaAcute;
    const thetaTildeOld = thetaTilde;
    const [cTilde, sTilde, rhoTilde] = rotation(rhoDOld, thetaBar);
    thetaTilde = sTilde * rhoBar;
    rhoDOld = cTilde * rhoBar;
    betaD = -sTilde * betaD + cTilde * betaHat;
    tauTildeOld = (zetaOld - thetaTildeOld * tauTildeOld) / rhoTilde;
    const tauD = (zeta - thetaTilde * tauTildeOld) / rhoDOld;
    d += betaCheck * betaCheck;
    const residual = Math.sqrt(d + (betaD - tauD) ** 2 + betaDD * betaDD);
    squares += beta * beta;
    const aNorm = Math.sqrt(squares);
    squares += alpha * alpha;
    largest = Math.max(largest, rhoBarOld);
    if (iteration > 1) smallest = Math.min(smallest, rhoBarOld);
    const condition = Math.max(largest, rhoTemp) / Math.min(smallest, rhoTemp);
    const ratio = (aNorm * norm2(x)) / bNorm;
    const test1 = residual / bNorm;
    const test2 = residual > 0 ? Math.abs(zetaBar) / (aNorm * residual) : 0;
    // 1 + test = 1: nothing more can be gained in double precision.
    const done =
      !(test1 > btol + atol * ratio) ||
      !(test2 > atol) ||
      condition >= conlim ||
      1 + test2 <= 1 ||
      1 + 1 / condition <= 1 ||
      1 + test1 / (1 + ratio) <= 1;
    if (done || iteration >= maxiter) return { x, iterations: iteration };
  }
}
