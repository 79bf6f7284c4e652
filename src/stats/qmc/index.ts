/** Quasi-Monte Carlo, as SciPy's scipy.stats.qmc. */
export { QMCEngine, type EngineOptions } from './engine.js';
export { Halton } from './halton.js';
export { Sobol, type SobolOptions } from './sobol.js';
export { LatinHypercube } from './latinHypercube.js';
export { discrepancy, scale, type DiscrepancyMethod } from './measures.js';
