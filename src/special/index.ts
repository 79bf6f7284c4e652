/** numloom/special: special functions as ufuncs, under SciPy's names. */
import '../setup.js';

export * from './elliptic.js';
export type * from './types.js';
