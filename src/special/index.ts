/** numloom/special: special functions as ufuncs, under SciPy's names. */
import '../setup.js';

export * from './elliptic.js';
export type * from './types.js';
export * from './bessel/index.js';
export * from './airy.js';
