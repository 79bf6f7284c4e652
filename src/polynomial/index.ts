/**
 * numpy.polynomial: six classes of series, and a namespace of functions for each family (`polynomial`, `chebyshev`,
 * `legendre`, `laguerre`, `hermite`, `hermiteE`).
 */
import '../setup.js';
export * as chebyshev from './chebyshev.js';
export * as hermite from './hermite.js';
export * as hermiteE from './hermiteE.js';
export * as laguerre from './laguerre.js';
export * as legendre from './legendre.js';
export * as polynomial from './power.js';
export * as polyutils from './polyutilsNamespace.js';
export { Chebyshev } from './chebyshev.js';
export { Hermite } from './hermite.js';
export { HermiteE } from './hermiteE.js';
export { Laguerre } from './laguerre.js';
export { Legendre } from './legendre.js';
export { Polynomial } from './power.js';
export { ABCPolyBase, setDefaultPrintstyle, type SeriesFitOptions, type SeriesOptions } from './series.js';
export type { DerivativeOptions, IntegralOptions } from './functions.js';
export type { FitDiagnostics, FitOptions } from './matrices.js';
