/** Bessel functions and what is made of them. */
export * from './functions.js';
export * from './derivatives.js';
export * from './spherical.js';
