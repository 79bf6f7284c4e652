/** Orthogonal factorisations, least squares and singular values of the portable engine. */
import type { Engine, Matrix } from '../engine.js';
import { call, precision } from './call.js';

type Orthogonal = Pick<Engine, 'geqrf' | 'geqp3' | 'orgqr' | 'ormqr' | 'gerqf' | 'orgrq' | 'gesdd' | 'gelsd' | 'gelsy'>;

const NOTHING = new Float64Array(0);

export const orthogonal: Orthogonal = {
  geqrf(kind, m, n, a, tau) {
    call(kind, (s) => {
      const [pa, pt] = [s.put(a), s.room(tau.length)];
      s.run('geqrf', m, n, pa, m, pt);
      s.take(pa, a);
      s.take(pt, tau);
    });
  },
  geqp3(kind, m, n, a, jpvt, tau) {
    call(kind, (s) => {
      const [pa, pj, pt] = [s.put(a), s.putInts(jpvt), s.room(tau.length)];
      s.run('geqp3', m, n, pa, m, pj, pt);
      s.take(pa, a);
      s.takeInts(pj, jpvt);
      s.take(pt, tau);
    });
  },
  orgqr(kind, m, n, k, a, tau) {
    call(kind, (s) => {
      const [pa, pt] = [s.put(a), s.put(tau)];
      s.run('orgqr', m, n, k, pa, m, pt);
      s.take(pa, a);
    });
  },
  ormqr(kind, side, trans, m, n, k, a, tau, c) {
    call(kind, (s) => {
      const [pa, pt, pc] = [s.put(a), s.put(tau), s.put(c)];
      const left = side === 'L';
      s.run('ormqr', +left, +(trans !== 'N'), m, n, k, pa, left ? m : n, pt, pc, m);
      s.take(pc, c);
    });
  },
  gerqf(kind, m, n, a, tau) {
    call(kind, (s) => {
      const [pa, pt] = [s.put(a), s.room(tau.length)];
      s.run('gerqf', m, n, pa, pt);
      s.take(pa, a);
      s.take(pt, tau);
    });
  },
  orgrq(kind, m, n, k, a, tau) {
    call(kind, (s) => {
      const [pa, pt] = [s.put(a), s.put(tau)];
      s.run('orgrq', m, n, k, pa, pt);
      s.take(pa, a);
    });
  },
  gesdd(kind, jobz, m, n, a, s, u, vt) {
    return call(kind, (c) => {
      const job = { N: 0, S: 1, A: 2 }[jobz];
      const [pu, pv] = job === 0 ? [0, 0] : [c.room(u.length), c.room(vt.length)];
      const ps = c.room(s.length);
      const info = c.run('gesdd', job, m, n, c.put(a), ps, pu, pv);
      c.take(ps, s);
      c.take(pu, job === 0 ? NOTHING : u);
      c.take(pv, job === 0 ? NOTHING : vt);
      return info;
    });
  },
  gelsd(kind, m, n, nrhs, a, b, s, rcond) {
    return call(kind, (c) => {
      const [pa, pb, ps] = [c.put(a), c.put(b), c.room(s.length)];
      const rank = c.put(new Float64Array(1));
      const info = c.run('gelsd', m, n, nrhs, pa, pb, ps, rcond < 0 ? precision(kind) : rcond, rank);
      c.take(pb, b);
      c.take(ps, s);
      return { info, rank: taken(c, rank) };
    });
  },
  gelsy(kind, m, n, nrhs, a, b, rcond) {
    return call(kind, (c) => {
      const [pa, pb] = [c.put(a), c.put(b)];
      const rank = c.run('gelsy', m, n, nrhs, pa, pb, rcond < 0 ? precision(kind) : rcond);
      c.take(pa, a);
      c.take(pb, b);
      return { info: 0, rank };
    });
  },
};

function taken(call: { take(address: number, a: Matrix): void }, address: number): number {
  const one = new Float64Array(1);
  call.take(address, one);
  return one[0]!;
}
