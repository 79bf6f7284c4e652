/** Orthogonal polynomials: values, objects, quadrature. */
export * from './evaluate.js';
export * from './roots.js';
export * from './polynomials.js';
