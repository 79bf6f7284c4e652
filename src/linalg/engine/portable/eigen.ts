/** Eigenproblems of the portable engine. */
import type { Engine } from '../engine.js';
import { call } from './call.js';

type Eigen = Pick<Engine, 'syevd' | 'stev'>;

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
};
