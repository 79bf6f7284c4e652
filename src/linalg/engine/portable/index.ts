/** The portable engine, in the place where it is being written: until then every method says that it is missing. */
import { LinAlgError } from '../../../core/errors.js';
import type { Engine } from '../engine.js';

export const portableEngine: Engine = new Proxy({ name: 'portable' } as Engine, {
  get(target, method) {
    if (method === 'name' || typeof method === 'symbol') return Reflect.get(target, method) as unknown;
    return () => {
      throw new LinAlgError(
        `${method}: the portable engine cannot do this yet; set NUMLOOM_PROVIDER=native with a LAPACK`,
      );
    };
  },
});
