/** Bessel functions and what is made of them. */
export * from './functions.js';
export * from './derivatives.js';
export * from './spherical.js';
export { jnZeros, jnpZeros, ynZeros, ynpZeros, jnynZeros, jnjnpZeros } from './zeros.js';
export * from './complexZeros.js';
export * from './sequences.js';
