/** Which engine linear algebra computes on: the system's LAPACK where the provider is native and has it, else numloom's own. */
import { blas, type Blas } from '../../backends/native/blas/library.js';
import type { Engine } from './engine.js';
import { nativeEngine } from './native.js';
import { portableEngine } from './portable/index.js';

let native: Engine | undefined;
let of: Blas | undefined;

/** The engine of the provider in use. */
export function engine(): Engine {
  const library = blas();
  if (!library?.lapack) return portableEngine;
  if (!native || of !== library) {
    native = nativeEngine(library);
    of = library;
  }
  return native;
}
