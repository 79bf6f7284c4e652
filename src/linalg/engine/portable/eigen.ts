/** Eigenproblems of the portable engine. */
import type { Engine, Matrix } from '../engine.js';
import { TRANS, call, parts } from './call.js';

type Eigen = Pick<
  Engine,
  'syevd' | 'stev' | 'geev' | 'ggev' | 'gees' | 'gges' | 'trsen' | 'tgsen' | 'gebal' | 'gehrd' | 'orghr' | 'trsyl'
>;

export const eigen: Eigen = {
  syevd(kind, jobz, uplo, n, a, w) {
    return call(kind, (s) => {
      const [pa, pw] = [s.put(a), s.room(n)];
      const info = s.run('syevd', +(jobz === 'V'), +(uplo === 'U'), n, pa, pw);
      if (jobz === 'V') s.take(pa, a);
      s.take(pw, w);
      return info;
    });
  },
  stev(kind, n, d, e, z) {
    return call(kind, (s) => {
      const [pd, pe] = [s.put(d), s.put(e)];
      const pz = z ? s.room(n * n) : 0;
      const info = s.runReal('stev', n, pd, pe, +(z !== undefined), pz);
      s.take(pd, d);
      if (z) s.take(pz, z);
      return info;
    });
  },
  geev(kind, n, a, w, vl, vr) {
    return call(kind, (s) => {
      const [pa, pw] = [s.put(a), s.room(2 * n)];
      const [pl, pr] = [vl ? s.room(vl.length) : 0, vr ? s.room(vr.length) : 0];
      const info = s.run('geev', n, pa, pw, pl, pr);
      s.take(pa, a);
      s.take(pw, w);
      if (vl) s.take(pl, vl);
      if (vr) s.take(pr, vr);
      return info;
    });
  },
  ggev(kind, n, a, b, alpha, beta, vl, vr) {
    return call(kind, (s) => {
      const [pa, pb, px, py] = [s.put(a), s.put(b), s.room(2 * n), s.room(beta.length)];
      const [pl, pr] = [vl ? s.room(vl.length) : 0, vr ? s.room(vr.length) : 0];
      const info = s.run('ggev', n, pa, pb, px, py, pl, pr);
      s.take(px, alpha);
      s.take(py, beta);
      if (vl) s.take(pl, vl);
      if (vr) s.take(pr, vr);
      return info;
    });
  },
  gees(kind, n, a, w, vs) {
    return call(kind, (s) => {
      const [pa, pw] = [s.put(a), s.room(2 * n)];
      const pv = vs ? s.room(vs.length) : 0;
      const info = s.run('gees', n, pa, pw, pv);
      s.take(pa, a);
      s.take(pw, w);
      if (vs) s.take(pv, vs);
      return info;
    });
  },
  gges(kind, n, a, b, alpha, beta, vsl, vsr) {
    return call(kind, (s) => {
      const [pa, pb, px, py] = [s.put(a), s.put(b), s.room(2 * n), s.room(beta.length)];
      const [pl, pr] = [vsl ? s.room(vsl.length) : 0, vsr ? s.room(vsr.length) : 0];
      const info = s.run('gges', n, pa, pb, px, py, pl, pr);
      s.take(pa, a);
      s.take(pb, b);
      s.take(px, alpha);
      s.take(py, beta);
      if (vsl) s.take(pl, vsl);
      if (vsr) s.take(pr, vsr);
      return info;
    });
  },
  trsen(kind, n, select, t, w, q) {
    return call(kind, (s) => {
      const [ps, pt, pw] = [s.putInts(select), s.put(t), s.room(2 * n)];
      const pq = q ? s.put(q) : 0;
      const m = selected(kind, n, select, t);
      const info = s.run('trsen', n, ps, pt, pw, pq);
      s.take(pt, t);
      s.take(pw, w);
      if (q) s.take(pq, q);
      return { info, m };
    });
  },
  tgsen(kind, n, select, a, b, alpha, beta, q, z) {
    return call(kind, (s) => {
      const [ps, pa, pb, px, py] = [s.putInts(select), s.put(a), s.put(b), s.room(2 * n), s.room(beta.length)];
      const [pq, pz] = [q ? s.put(q) : 0, z ? s.put(z) : 0];
      const m = selected(kind, n, select, a);
      const info = s.run('tgsen', n, ps, pa, pb, px, py, pq, pz);
      s.take(pa, a);
      s.take(pb, b);
      s.take(px, alpha);
      s.take(py, beta);
      if (q) s.take(pq, q);
      if (z) s.take(pz, z);
      return { info, m };
    });
  },
  gebal(kind, job, n, a, scale) {
    return call(kind, (s) => {
      const ends = new Int32Array(2);
      const [pa, ps, pe] = [s.put(a), s.room(n), s.putInts(ends)];
      s.run('gebal', +(job === 'P' || job === 'B'), +(job === 'S' || job === 'B'), n, pa, ps, pe);
      s.take(pa, a);
      s.take(ps, scale);
      s.takeInts(pe, ends);
      // LAPACK's ends for an empty matrix.
      return n === 0 ? { ilo: 1, ihi: 0 } : { ilo: ends[0]!, ihi: ends[1]! };
    });
  },
  gehrd(kind, n, ilo, ihi, a, tau) {
    call(kind, (s) => {
      const [pa, pt] = [s.put(a), s.room(tau.length)];
      s.run('gehrd', n, ilo, ihi, pa, pt);
      s.take(pa, a);
      s.take(pt, tau);
    });
  },
  orghr(kind, n, ilo, ihi, a, tau) {
    call(kind, (s) => {
      const [pa, pt] = [s.put(a), s.put(tau)];
      s.run('orghr', n, ilo, ihi, pa, pt);
      s.take(pa, a);
    });
  },
  trsyl(kind, trana, tranb, sign, m, n, a, b, c) {
    return call(kind, (s) => {
      const [pa, pb, pc] = [s.put(a), s.put(b), s.put(c)];
      const info = s.run('trsyl', TRANS[trana], TRANS[tranb], sign, m, n, pa, pb, pc);
      s.take(pc, c);
      return { info, scale: 1 };
    });
  },
};

/** How many eigenvalues a selection brings up: of a complex pair both, where either is selected. */
function selected(kind: 's' | 'd' | 'c' | 'z', n: number, select: Uint8Array, t: Matrix): number {
  let m = 0;
  for (let i = 0; i < n; i++) {
    if (parts(kind) === 1 && i < n - 1 && t[i + 1 + i * n] !== 0) {
      if (select[i] || select[i + 1]) m += 2;
      i++;
    } else if (select[i]) m++;
  }
  return m;
}
