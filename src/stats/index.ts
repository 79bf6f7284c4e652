/** numloom/stats: statistics, under SciPy's names. So far quasi-Monte Carlo. */
import '../setup.js';

export * as qmc from './qmc/index.js';
