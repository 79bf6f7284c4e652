/** What the module exports: each routine for float64 (`_d`) and complex128 (`_z`), addresses and orders in, nothing checked. */
import { gemm as gemmT } from './matrix';
import { trsm as trsmT, trtri as trtriT, reciprocalCondition as reciprocalConditionT } from './triangular';
import { getrf as getrfT, getrs as getrsT, getri as getriT } from './lu';
import { potrf as potrfT, potrs as potrsT, potri as potriT } from './cholesky';
import { sytrf as sytrfT, sytrs as sytrsT } from './indefinite';
import { gbsv as gbsvT, pbtrf as pbtrfT, pbtrs as pbtrsT, gtsv as gtsvT, ptsv as ptsvT } from './banded';
import { geqrf as geqrfT, orgqr as orgqrT, ormqr as ormqrT } from './householder';
import { geqp3 as geqp3T, gerqf as gerqfT, orgrq as orgrqT } from './pivotedQr';
import { syevd as syevdT } from './symmetric';
import { gesdd as gesddT } from './svd';
import { gelsd as gelsdT, gelsy as gelsyT } from './leastSquares';
import { gebal as gebalT, gehrd as gehrdT, orghr as orghrT } from './hessenberg';
import { gees as geesT, geev as geevT } from './eigen';
import { trsen as trsenT } from './reorder';
import { trsyl as trsylT } from './sylvester';
import { gges as ggesT, ggev as ggevT, tgsen as tgsenT } from './pencil';
export { begin } from './memory';
export { stev } from './symmetric';
export { smallEigh, smallSvd } from './smallSpectra';
export { smallCholesky, smallDeterminant, smallInverse, smallSolve } from './smallSystems';
export function gemm_d(transa: i32, transb: i32, m: i32, n: i32, k: i32, alpha: f64, a: usize, lda: i32, b: usize, ldb: i32, beta: f64, c: usize, ldc: i32): void {
  gemmT<f64>(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}
export function gemm_z(transa: i32, transb: i32, m: i32, n: i32, k: i32, alpha: f64, a: usize, lda: i32, b: usize, ldb: i32, beta: f64, c: usize, ldc: i32): void {
  gemmT<v128>(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}
export function trsm_d(left: bool, upper: bool, trans: i32, unit: bool, m: i32, n: i32, a: usize, lda: i32, b: usize, ldb: i32): void {
  trsmT<f64>(left, upper, trans, unit, m, n, a, lda, b, ldb);
}
export function trsm_z(left: bool, upper: bool, trans: i32, unit: bool, m: i32, n: i32, a: usize, lda: i32, b: usize, ldb: i32): void {
  trsmT<v128>(left, upper, trans, unit, m, n, a, lda, b, ldb);
}
export function trtri_d(upper: bool, unit: bool, n: i32, a: usize, lda: i32): i32 {
  return trtriT<f64>(upper, unit, n, a, lda);
}
export function trtri_z(upper: bool, unit: bool, n: i32, a: usize, lda: i32): i32 {
  return trtriT<v128>(upper, unit, n, a, lda);
}
export function reciprocalCondition_d(factor: i32, infinity: bool, n: i32, a: usize, lda: i32, anorm: f64): f64 {
  return reciprocalConditionT<f64>(factor, infinity, n, a, lda, anorm);
}
export function reciprocalCondition_z(factor: i32, infinity: bool, n: i32, a: usize, lda: i32, anorm: f64): f64 {
  return reciprocalConditionT<v128>(factor, infinity, n, a, lda, anorm);
}
export function getrf_d(m: i32, n: i32, a: usize, lda: i32, ipiv: usize): i32 {
  return getrfT<f64>(m, n, a, lda, ipiv);
}
export function getrf_z(m: i32, n: i32, a: usize, lda: i32, ipiv: usize): i32 {
  return getrfT<v128>(m, n, a, lda, ipiv);
}
export function getrs_d(trans: i32, n: i32, nrhs: i32, lu: usize, ipiv: usize, b: usize): void {
  getrsT<f64>(trans, n, nrhs, lu, ipiv, b);
}
export function getrs_z(trans: i32, n: i32, nrhs: i32, lu: usize, ipiv: usize, b: usize): void {
  getrsT<v128>(trans, n, nrhs, lu, ipiv, b);
}
export function getri_d(n: i32, a: usize, ipiv: usize): i32 {
  return getriT<f64>(n, a, ipiv);
}
export function getri_z(n: i32, a: usize, ipiv: usize): i32 {
  return getriT<v128>(n, a, ipiv);
}
export function potrf_d(upper: bool, n: i32, a: usize): i32 {
  return potrfT<f64>(upper, n, a);
}
export function potrf_z(upper: bool, n: i32, a: usize): i32 {
  return potrfT<v128>(upper, n, a);
}
export function potrs_d(upper: bool, n: i32, nrhs: i32, a: usize, b: usize): void {
  potrsT<f64>(upper, n, nrhs, a, b);
}
export function potrs_z(upper: bool, n: i32, nrhs: i32, a: usize, b: usize): void {
  potrsT<v128>(upper, n, nrhs, a, b);
}
export function potri_d(upper: bool, n: i32, a: usize): i32 {
  return potriT<f64>(upper, n, a);
}
export function potri_z(upper: bool, n: i32, a: usize): i32 {
  return potriT<v128>(upper, n, a);
}
export function sytrf_d(hermitian: bool, upper: bool, n: i32, a: usize, ipiv: usize): i32 {
  return sytrfT<f64>(hermitian, upper, n, a, ipiv);
}
export function sytrf_z(hermitian: bool, upper: bool, n: i32, a: usize, ipiv: usize): i32 {
  return sytrfT<v128>(hermitian, upper, n, a, ipiv);
}
export function sytrs_d(hermitian: bool, upper: bool, n: i32, nrhs: i32, a: usize, ipiv: usize, b: usize): void {
  sytrsT<f64>(hermitian, upper, n, nrhs, a, ipiv, b);
}
export function sytrs_z(hermitian: bool, upper: bool, n: i32, nrhs: i32, a: usize, ipiv: usize, b: usize): void {
  sytrsT<v128>(hermitian, upper, n, nrhs, a, ipiv, b);
}
export function gbsv_d(n: i32, kl: i32, ku: i32, nrhs: i32, ab: usize, ipiv: usize, b: usize): i32 {
  return gbsvT<f64>(n, kl, ku, nrhs, ab, ipiv, b);
}
export function gbsv_z(n: i32, kl: i32, ku: i32, nrhs: i32, ab: usize, ipiv: usize, b: usize): i32 {
  return gbsvT<v128>(n, kl, ku, nrhs, ab, ipiv, b);
}
export function pbtrf_d(upper: bool, n: i32, kd: i32, ab: usize): i32 {
  return pbtrfT<f64>(upper, n, kd, ab);
}
export function pbtrf_z(upper: bool, n: i32, kd: i32, ab: usize): i32 {
  return pbtrfT<v128>(upper, n, kd, ab);
}
export function pbtrs_d(upper: bool, n: i32, kd: i32, nrhs: i32, ab: usize, b: usize): void {
  pbtrsT<f64>(upper, n, kd, nrhs, ab, b);
}
export function pbtrs_z(upper: bool, n: i32, kd: i32, nrhs: i32, ab: usize, b: usize): void {
  pbtrsT<v128>(upper, n, kd, nrhs, ab, b);
}
export function gtsv_d(n: i32, nrhs: i32, dl: usize, d: usize, du: usize, b: usize): i32 {
  return gtsvT<f64>(n, nrhs, dl, d, du, b);
}
export function gtsv_z(n: i32, nrhs: i32, dl: usize, d: usize, du: usize, b: usize): i32 {
  return gtsvT<v128>(n, nrhs, dl, d, du, b);
}
export function ptsv_d(n: i32, nrhs: i32, d: usize, e: usize, b: usize): i32 {
  return ptsvT<f64>(n, nrhs, d, e, b);
}
export function ptsv_z(n: i32, nrhs: i32, d: usize, e: usize, b: usize): i32 {
  return ptsvT<v128>(n, nrhs, d, e, b);
}
export function geqrf_d(m: i32, n: i32, a: usize, lda: i32, tau: usize): void {
  geqrfT<f64>(m, n, a, lda, tau);
}
export function geqrf_z(m: i32, n: i32, a: usize, lda: i32, tau: usize): void {
  geqrfT<v128>(m, n, a, lda, tau);
}
export function orgqr_d(m: i32, n: i32, k: i32, a: usize, lda: i32, tau: usize): void {
  orgqrT<f64>(m, n, k, a, lda, tau);
}
export function orgqr_z(m: i32, n: i32, k: i32, a: usize, lda: i32, tau: usize): void {
  orgqrT<v128>(m, n, k, a, lda, tau);
}
export function ormqr_d(left: bool, conjugate: bool, m: i32, n: i32, k: i32, a: usize, lda: i32, tau: usize, c: usize, ldc: i32): void {
  ormqrT<f64>(left, conjugate, m, n, k, a, lda, tau, c, ldc);
}
export function ormqr_z(left: bool, conjugate: bool, m: i32, n: i32, k: i32, a: usize, lda: i32, tau: usize, c: usize, ldc: i32): void {
  ormqrT<v128>(left, conjugate, m, n, k, a, lda, tau, c, ldc);
}
export function geqp3_d(m: i32, n: i32, a: usize, lda: i32, jpvt: usize, tau: usize): void {
  geqp3T<f64>(m, n, a, lda, jpvt, tau);
}
export function geqp3_z(m: i32, n: i32, a: usize, lda: i32, jpvt: usize, tau: usize): void {
  geqp3T<v128>(m, n, a, lda, jpvt, tau);
}
export function gerqf_d(m: i32, n: i32, a: usize, tau: usize): void {
  gerqfT<f64>(m, n, a, tau);
}
export function gerqf_z(m: i32, n: i32, a: usize, tau: usize): void {
  gerqfT<v128>(m, n, a, tau);
}
export function orgrq_d(m: i32, n: i32, k: i32, a: usize, tau: usize): void {
  orgrqT<f64>(m, n, k, a, tau);
}
export function orgrq_z(m: i32, n: i32, k: i32, a: usize, tau: usize): void {
  orgrqT<v128>(m, n, k, a, tau);
}
export function syevd_d(vectors: bool, upper: bool, n: i32, a: usize, w: usize): i32 {
  return syevdT<f64>(vectors, upper, n, a, w);
}
export function syevd_z(vectors: bool, upper: bool, n: i32, a: usize, w: usize): i32 {
  return syevdT<v128>(vectors, upper, n, a, w);
}
export function gesdd_d(job: i32, m: i32, n: i32, a: usize, s: usize, u: usize, vt: usize): i32 {
  return gesddT<f64>(job, m, n, a, s, u, vt);
}
export function gesdd_z(job: i32, m: i32, n: i32, a: usize, s: usize, u: usize, vt: usize): i32 {
  return gesddT<v128>(job, m, n, a, s, u, vt);
}
export function gelsd_d(m: i32, n: i32, nrhs: i32, a: usize, b: usize, s: usize, rcond: f64, rank: usize): i32 {
  return gelsdT<f64>(m, n, nrhs, a, b, s, rcond, rank);
}
export function gelsd_z(m: i32, n: i32, nrhs: i32, a: usize, b: usize, s: usize, rcond: f64, rank: usize): i32 {
  return gelsdT<v128>(m, n, nrhs, a, b, s, rcond, rank);
}
export function gelsy_d(m: i32, n: i32, nrhs: i32, a: usize, b: usize, rcond: f64): i32 {
  return gelsyT<f64>(m, n, nrhs, a, b, rcond);
}
export function gelsy_z(m: i32, n: i32, nrhs: i32, a: usize, b: usize, rcond: f64): i32 {
  return gelsyT<v128>(m, n, nrhs, a, b, rcond);
}
export function gebal_d(permute: bool, doScale: bool, n: i32, a: usize, scale: usize, ends: usize): void {
  gebalT<f64>(permute, doScale, n, a, scale, ends);
}
export function gebal_z(permute: bool, doScale: bool, n: i32, a: usize, scale: usize, ends: usize): void {
  gebalT<v128>(permute, doScale, n, a, scale, ends);
}
export function gehrd_d(n: i32, ilo: i32, ihi: i32, a: usize, tau: usize): void {
  gehrdT<f64>(n, ilo, ihi, a, tau);
}
export function gehrd_z(n: i32, ilo: i32, ihi: i32, a: usize, tau: usize): void {
  gehrdT<v128>(n, ilo, ihi, a, tau);
}
export function orghr_d(n: i32, ilo: i32, ihi: i32, a: usize, tau: usize): void {
  orghrT<f64>(n, ilo, ihi, a, tau);
}
export function orghr_z(n: i32, ilo: i32, ihi: i32, a: usize, tau: usize): void {
  orghrT<v128>(n, ilo, ihi, a, tau);
}
export function gees_d(n: i32, a: usize, w: usize, vs: usize): i32 {
  return geesT<f64>(n, a, w, vs);
}
export function gees_z(n: i32, a: usize, w: usize, vs: usize): i32 {
  return geesT<v128>(n, a, w, vs);
}
export function geev_d(n: i32, a: usize, w: usize, vl: usize, vr: usize): i32 {
  return geevT<f64>(n, a, w, vl, vr);
}
export function geev_z(n: i32, a: usize, w: usize, vl: usize, vr: usize): i32 {
  return geevT<v128>(n, a, w, vl, vr);
}
export function trsen_d(n: i32, select: usize, t: usize, w: usize, z: usize): i32 {
  return trsenT<f64>(n, select, t, w, z);
}
export function trsen_z(n: i32, select: usize, t: usize, w: usize, z: usize): i32 {
  return trsenT<v128>(n, select, t, w, z);
}
export function trsyl_d(trana: i32, tranb: i32, sign: i32, m: i32, n: i32, a: usize, b: usize, c: usize): i32 {
  return trsylT<f64>(trana, tranb, sign, m, n, a, b, c);
}
export function trsyl_z(trana: i32, tranb: i32, sign: i32, m: i32, n: i32, a: usize, b: usize, c: usize): i32 {
  return trsylT<v128>(trana, tranb, sign, m, n, a, b, c);
}
export function gges_d(n: i32, a: usize, b: usize, alpha: usize, beta: usize, q: usize, z: usize): i32 {
  return ggesT<f64>(n, a, b, alpha, beta, q, z);
}
export function gges_z(n: i32, a: usize, b: usize, alpha: usize, beta: usize, q: usize, z: usize): i32 {
  return ggesT<v128>(n, a, b, alpha, beta, q, z);
}
export function ggev_d(n: i32, a: usize, b: usize, alpha: usize, beta: usize, vl: usize, vr: usize): i32 {
  return ggevT<f64>(n, a, b, alpha, beta, vl, vr);
}
export function ggev_z(n: i32, a: usize, b: usize, alpha: usize, beta: usize, vl: usize, vr: usize): i32 {
  return ggevT<v128>(n, a, b, alpha, beta, vl, vr);
}
export function tgsen_d(n: i32, select: usize, a: usize, b: usize, alpha: usize, beta: usize, q: usize, z: usize): i32 {
  return tgsenT<f64>(n, select, a, b, alpha, beta, q, z);
}
export function tgsen_z(n: i32, select: usize, a: usize, b: usize, alpha: usize, beta: usize, q: usize, z: usize): i32 {
  return tgsenT<v128>(n, select, a, b, alpha, beta, q, z);
}
