/**
 * What linear algebra needs from below: factorisations and solves on one matrix at a time, as LAPACK has them. Two engines
 * implement it: native.ts calls the system's LAPACK, portable/ computes in WebAssembly. Everything public is built on it.
 *
 * Matrices are column-major typed arrays without gaps: element (i, j) of an m x n matrix is `a[i + j * m]`; complex ones
 * hold each element's parts side by side. Names, overwriting and `info` are LAPACK's (https://netlib.org/lapack/explore-html), less
 * the arguments that follow from the others: workspaces, leading dimensions. Indices (pivots, `info`) count from 1 as there.
 * `kind` says of what type the elements are; all arrays of a call are of it, eigenvalues of complex Hermitian matrices and
 * singular values real of its precision.
 */

/** float32, float64, complex64, complex128. */
export type Kind = 's' | 'd' | 'c' | 'z';

/** Elements: Float32Array for `s` and `c`, Float64Array for `d` and `z`. */
export type Matrix = Float32Array | Float64Array;

export type Uplo = 'L' | 'U';
export type Trans = 'N' | 'T' | 'C';
export type Side = 'L' | 'R';
export type Diag = 'N' | 'U';

/** What a decomposition that may fail returns: 0, or LAPACK's `info`. */
export type Info = number;

export interface Engine {
  /** `'native'`, `'portable'`. */
  readonly name: string;

  // Products and triangular systems. -------------------------------------------------------------------------------

  /** `c = alpha * op(a) @ op(b) + beta * c`, m x n with k summed (real alpha and beta). */
  gemm(
    kind: Kind,
    transa: Trans,
    transb: Trans,
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: Matrix,
    b: Matrix,
    beta: number,
    c: Matrix,
  ): void;
  /** Solve `op(a) x = b` (left) or `x op(a) = b` (right) with triangular a; b (m x n) becomes x. */
  trsm(kind: Kind, side: Side, uplo: Uplo, trans: Trans, diag: Diag, m: number, n: number, a: Matrix, b: Matrix): void;
  /** Invert a triangular matrix; info > 0: that diagonal element is 0. */
  trtri(kind: Kind, uplo: Uplo, diag: Diag, n: number, a: Matrix): Info;

  // Linear systems. ---------------------------------------------------------------------------------------------------

  /** LU with partial pivoting of m x n; ipiv has min(m, n). info > 0: U has an exact 0 there. */
  getrf(kind: Kind, m: number, n: number, a: Matrix, ipiv: Int32Array): Info;
  getrs(kind: Kind, trans: Trans, n: number, nrhs: number, lu: Matrix, ipiv: Int32Array, b: Matrix): void;
  getri(kind: Kind, n: number, lu: Matrix, ipiv: Int32Array): Info;
  /** Reciprocal condition estimate in the 1-norm or infinity norm from LU and the norm of the matrix. */
  gecon(kind: Kind, norm: '1' | 'I', n: number, lu: Matrix, anorm: number): number;
  /** getrs without transposing, and gecon's estimate in the 1-norm, together for less than one after the other. */
  getrsCondition(kind: Kind, n: number, nrhs: number, lu: Matrix, ipiv: Int32Array, b: Matrix, anorm: number): number;
  /** Cholesky; info > 0: the leading minor of that order is not positive. */
  potrf(kind: Kind, uplo: Uplo, n: number, a: Matrix): Info;
  potrs(kind: Kind, uplo: Uplo, n: number, nrhs: number, a: Matrix, b: Matrix): void;
  potri(kind: Kind, uplo: Uplo, n: number, a: Matrix): Info;
  pocon(kind: Kind, uplo: Uplo, n: number, a: Matrix, anorm: number): number;
  /** Bunch-Kaufman: symmetric (`hermitian` false) or Hermitian indefinite. */
  sytrf(kind: Kind, hermitian: boolean, uplo: Uplo, n: number, a: Matrix, ipiv: Int32Array): Info;
  sytrs(
    kind: Kind,
    hermitian: boolean,
    uplo: Uplo,
    n: number,
    nrhs: number,
    a: Matrix,
    ipiv: Int32Array,
    b: Matrix,
  ): void;
  /** Banded LU and solve: ab is (2 kl + ku + 1) x n in LAPACK's layout for gbtrf; b becomes x. */
  gbsv(kind: Kind, n: number, kl: number, ku: number, nrhs: number, ab: Matrix, ipiv: Int32Array, b: Matrix): Info;
  /** Banded Cholesky: ab is (kd + 1) x n. */
  pbtrf(kind: Kind, uplo: Uplo, n: number, kd: number, ab: Matrix): Info;
  pbtrs(kind: Kind, uplo: Uplo, n: number, kd: number, nrhs: number, ab: Matrix, b: Matrix): void;
  /** Tridiagonal solve with pivoting; everything is overwritten. */
  gtsv(kind: Kind, n: number, nrhs: number, dl: Matrix, d: Matrix, du: Matrix, b: Matrix): Info;
  /** Tridiagonal positive definite solve; d is real. */
  ptsv(kind: Kind, n: number, nrhs: number, d: Matrix, e: Matrix, b: Matrix): Info;

  // Orthogonal factorisations. ----------------------------------------------------------------------------------------

  /** QR of m x n; tau has min(m, n). */
  geqrf(kind: Kind, m: number, n: number, a: Matrix, tau: Matrix): void;
  /** QR with column pivoting; jpvt has n, all columns free, filled from 1. */
  geqp3(kind: Kind, m: number, n: number, a: Matrix, jpvt: Int32Array, tau: Matrix): void;
  /** The m x n part of Q from k reflectors (org/ung). `a` is m x n. */
  orgqr(kind: Kind, m: number, n: number, k: number, a: Matrix, tau: Matrix): void;
  /** `c = op(Q) c` or `c op(Q)` (orm/unm) for c m x n; a holds the k reflectors, (m or n) x k. */
  ormqr(kind: Kind, side: Side, trans: Trans, m: number, n: number, k: number, a: Matrix, tau: Matrix, c: Matrix): void;
  /** RQ of m x n. */
  gerqf(kind: Kind, m: number, n: number, a: Matrix, tau: Matrix): void;
  orgrq(kind: Kind, m: number, n: number, k: number, a: Matrix, tau: Matrix): void;

  // Singular values and least squares. --------------------------------------------------------------------------------

  /** SVD: jobz 'A' all of U and V^H, 'S' the first min(m, n) columns and rows, 'N' singular values alone. a is lost. */
  gesdd(kind: Kind, jobz: 'A' | 'S' | 'N', m: number, n: number, a: Matrix, s: Matrix, u: Matrix, vt: Matrix): Info;
  /** Least squares of minimum norm by SVD: b is max(m, n) x nrhs; s the singular values; rcond < 0 means machine precision. */
  gelsd(
    kind: Kind,
    m: number,
    n: number,
    nrhs: number,
    a: Matrix,
    b: Matrix,
    s: Matrix,
    rcond: number,
  ): { info: Info; rank: number };
  /** The same by complete orthogonal factorisation. */
  gelsy(
    kind: Kind,
    m: number,
    n: number,
    nrhs: number,
    a: Matrix,
    b: Matrix,
    rcond: number,
  ): { info: Info; rank: number };

  // Symmetric eigenproblems. ------------------------------------------------------------------------------------------

  /** Eigenvalues ascending in w (real), with jobz 'V' eigenvectors over a. */
  syevd(kind: Kind, jobz: 'N' | 'V', uplo: Uplo, n: number, a: Matrix, w: Matrix): Info;
  /** Real tridiagonal: d becomes the eigenvalues, z (n x n; absent for none) the eigenvectors. kind 's' or 'd'. */
  stev(kind: Kind, n: number, d: Matrix, e: Matrix, z?: Matrix): Info;

  // General eigenproblems. --------------------------------------------------------------------------------------------

  /** Eigenvalues as pairs of real and imaginary parts in w (complex kinds: the same). Vectors as LAPACK's geev packs them; absent for none. */
  geev(kind: Kind, n: number, a: Matrix, w: Matrix, vl?: Matrix, vr?: Matrix): Info;
  /** Generalised: alpha as pairs, beta (real for real kinds, pairs for complex ones). */
  ggev(kind: Kind, n: number, a: Matrix, b: Matrix, alpha: Matrix, beta: Matrix, vl?: Matrix, vr?: Matrix): Info;
  /** Schur form over a, vectors in vs (absent for none), eigenvalues as pairs in w. */
  gees(kind: Kind, n: number, a: Matrix, w: Matrix, vs?: Matrix): Info;
  /** Generalised Schur form over a and b; q and z absent for none. */
  gges(kind: Kind, n: number, a: Matrix, b: Matrix, alpha: Matrix, beta: Matrix, vsl?: Matrix, vsr?: Matrix): Info;
  /** Bring the eigenvalues that `select` (0 or 1 each) marks to the top of a Schur form; q absent for none. w as in gees. */
  trsen(kind: Kind, n: number, select: Uint8Array, t: Matrix, w: Matrix, q?: Matrix): { info: Info; m: number };
  tgsen(
    kind: Kind,
    n: number,
    select: Uint8Array,
    a: Matrix,
    b: Matrix,
    alpha: Matrix,
    beta: Matrix,
    q?: Matrix,
    z?: Matrix,
  ): { info: Info; m: number };
  /** Balance: ilo, ihi from 1, scale (real) has n. */
  gebal(kind: Kind, job: 'N' | 'P' | 'S' | 'B', n: number, a: Matrix, scale: Matrix): { ilo: number; ihi: number };
  /** Hessenberg form; tau has n - 1. */
  gehrd(kind: Kind, n: number, ilo: number, ihi: number, a: Matrix, tau: Matrix): void;
  orghr(kind: Kind, n: number, ilo: number, ihi: number, a: Matrix, tau: Matrix): void;
  /** Sylvester on Schur forms: `op(a) x + sign x op(b) = scale c`; c (m x n) becomes x. */
  trsyl(
    kind: Kind,
    trana: Trans,
    tranb: Trans,
    sign: 1 | -1,
    m: number,
    n: number,
    a: Matrix,
    b: Matrix,
    c: Matrix,
  ): { info: Info; scale: number };
}
