/**
 * The scalar functions that generated kernels call by name: pure functions of JavaScript numbers (float64 semantics) or,
 * where the name says so, of integers and BigInts.
 */
export * from './scalar/floatBits.js';
export * from './scalar/division.js';
export * from './scalar/integers.js';
export * from './scalar/elementary.js';
export * from './scalar/power.js';
