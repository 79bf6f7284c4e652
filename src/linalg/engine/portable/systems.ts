/** Products, triangular and linear systems of the portable engine. */
import type { Engine } from '../engine.js';
import { TRANS, call, parts } from './call.js';

const upper = (uplo: 'L' | 'U'): number => (uplo === 'U' ? 1 : 0);

type Systems = Pick<
  Engine,
  | 'gemm'
  | 'trsm'
  | 'trtri'
  | 'getrf'
  | 'getrs'
  | 'getri'
  | 'gecon'
  | 'getrsCondition'
  | 'potrf'
  | 'potrs'
  | 'potri'
  | 'pocon'
  | 'sytrf'
  | 'sytrs'
  | 'gbsv'
  | 'pbtrf'
  | 'pbtrs'
  | 'gtsv'
  | 'ptsv'
>;

export const systems: Systems = {
  gemm(kind, transa, transb, m, n, k, alpha, a, b, beta, c) {
    call(kind, (s) => {
      const [pa, pb] = [s.put(a), s.put(b)];
      const pc = beta === 0 ? s.room(c.length) : s.put(c);
      const [lda, ldb] = [transa === 'N' ? m : k, transb === 'N' ? k : n];
      s.run('gemm', TRANS[transa], TRANS[transb], m, n, k, alpha, pa, lda, pb, ldb, beta, pc, m);
      s.take(pc, c);
    });
  },
  trsm(kind, side, uplo, trans, diag, m, n, a, b) {
    call(kind, (s) => {
      const [pa, pb] = [s.put(a), s.put(b)];
      const left = side === 'L';
      s.run('trsm', +left, upper(uplo), TRANS[trans], +(diag === 'U'), m, n, pa, left ? m : n, pb, m);
      s.take(pb, b);
    });
  },
  trtri(kind, uplo, diag, n, a) {
    return call(kind, (s) => {
      const pa = s.put(a);
      const info = s.run('trtri', upper(uplo), +(diag === 'U'), n, pa, n);
      s.take(pa, a);
      return info;
    });
  },
  getrf(kind, m, n, a, ipiv) {
    return call(kind, (s) => {
      const [pa, pi] = [s.put(a), s.putInts(ipiv)];
      const info = s.run('getrf', m, n, pa, m, pi);
      s.take(pa, a);
      s.takeInts(pi, ipiv);
      return info;
    });
  },
  getrs(kind, trans, n, nrhs, lu, ipiv, b) {
    call(kind, (s) => {
      const [pa, pi, pb] = [s.put(lu), s.putInts(ipiv), s.put(b)];
      s.run('getrs', TRANS[trans], n, nrhs, pa, pi, pb);
      s.take(pb, b);
    });
  },
  getri(kind, n, lu, ipiv) {
    return call(kind, (s) => {
      const [pa, pi] = [s.put(lu), s.putInts(ipiv)];
      const info = s.run('getri', n, pa, pi);
      s.take(pa, lu);
      return info;
    });
  },
  gecon(kind, norm, n, lu, anorm) {
    return call(kind, (s) => s.run('reciprocalCondition', 0, +(norm === 'I'), n, s.put(lu), n, anorm));
  },
  getrsCondition(kind, n, nrhs, lu, ipiv, b, anorm) {
    return call(kind, (s) => {
      const [pa, pi, pb] = [s.put(lu), s.putInts(ipiv), s.put(b)];
      s.run('getrs', TRANS.N, n, nrhs, pa, pi, pb);
      s.take(pb, b);
      return s.run('reciprocalCondition', 0, 0, n, pa, n, anorm);
    });
  },
  potrf(kind, uplo, n, a) {
    return call(kind, (s) => {
      const pa = s.put(a);
      const info = s.run('potrf', upper(uplo), n, pa);
      s.take(pa, a);
      return info;
    });
  },
  potrs(kind, uplo, n, nrhs, a, b) {
    call(kind, (s) => {
      const [pa, pb] = [s.put(a), s.put(b)];
      s.run('potrs', upper(uplo), n, nrhs, pa, pb);
      s.take(pb, b);
    });
  },
  potri(kind, uplo, n, a) {
    return call(kind, (s) => {
      const pa = s.put(a);
      const info = s.run('potri', upper(uplo), n, pa);
      s.take(pa, a);
      return info;
    });
  },
  pocon(kind, uplo, n, a, anorm) {
    return call(kind, (s) => s.run('reciprocalCondition', 1 + upper(uplo), 0, n, s.put(a), n, anorm));
  },
  sytrf(kind, hermitian, uplo, n, a, ipiv) {
    return call(kind, (s) => {
      const [pa, pi] = [s.put(a), s.putInts(ipiv)];
      const info = s.run('sytrf', +(hermitian && parts(kind) === 2), upper(uplo), n, pa, pi);
      s.take(pa, a);
      s.takeInts(pi, ipiv);
      return info;
    });
  },
  sytrs(kind, hermitian, uplo, n, nrhs, a, ipiv, b) {
    call(kind, (s) => {
      const [pa, pi, pb] = [s.put(a), s.putInts(ipiv), s.put(b)];
      s.run('sytrs', +(hermitian && parts(kind) === 2), upper(uplo), n, nrhs, pa, pi, pb);
      s.take(pb, b);
    });
  },
  gbsv(kind, n, kl, ku, nrhs, ab, ipiv, b) {
    return call(kind, (s) => {
      const [pa, pi, pb] = [s.put(ab), s.putInts(ipiv), s.put(b)];
      const info = s.run('gbsv', n, kl, ku, nrhs, pa, pi, pb);
      s.take(pa, ab);
      s.takeInts(pi, ipiv);
      s.take(pb, b);
      return info;
    });
  },
  pbtrf(kind, uplo, n, kd, ab) {
    return call(kind, (s) => {
      const pa = s.put(ab);
      const info = s.run('pbtrf', upper(uplo), n, kd, pa);
      s.take(pa, ab);
      return info;
    });
  },
  pbtrs(kind, uplo, n, kd, nrhs, ab, b) {
    call(kind, (s) => {
      const [pa, pb] = [s.put(ab), s.put(b)];
      s.run('pbtrs', upper(uplo), n, kd, nrhs, pa, pb);
      s.take(pb, b);
    });
  },
  gtsv(kind, n, nrhs, dl, d, du, b) {
    return call(kind, (s) => {
      const operands = [dl, d, du, b];
      const [pl, pd, pu, pb] = operands.map((a) => s.put(a)) as [number, number, number, number];
      const info = s.run('gtsv', n, nrhs, pl, pd, pu, pb);
      [pl, pd, pu, pb].forEach((address, i) => s.take(address, operands[i]!));
      return info;
    });
  },
  ptsv(kind, n, nrhs, d, e, b) {
    return call(kind, (s) => {
      const [pd, pe, pb] = [s.put(d), s.put(e), s.put(b)];
      const info = s.run('ptsv', n, nrhs, pd, pe, pb);
      s.take(pd, d);
      s.take(pe, e);
      s.take(pb, b);
      return info;
    });
  },
};
