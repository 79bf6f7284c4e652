/** Matrix functions compute in double precision whatever comes, and round what they give. */
import { dense, type Dense } from './dense.js';
import type { Kind } from './engine/engine.js';
import { isComplexKind } from './matrices.js';

/** A fresh matrix in double precision. */
export function inDouble(a: Dense): Dense {
  const kind: Kind = isComplexKind(a.kind) ? 'z' : 'd';
  const result = dense(kind, a.m, a.n);
  result.data.set(a.data);
  return result;
}

/** A result in the precision of the input's kind, real or complex as it is. */
export function rounded(a: Dense, like: Kind): Dense {
  if (like === 'd' || like === 'z') return a;
  const result = dense(isComplexKind(a.kind) ? 'c' : 's', a.m, a.n);
  result.data.set(a.data);
  return result;
}
