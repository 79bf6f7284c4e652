/**
 * The complex scalar functions that generated kernels call by name: they take real and imaginary parts as numbers and
 * leave the result in `z`.
 */
export { z } from './complex/result.js';
export { cdivide, creciprocal } from './complex/quotient.js';
export { cexp, cexp2, cexpm1, clog, clog10, clog1p, clog2, cpow, csqrt } from './complex/exponential.js';
export { ccos, ccosh, csin, csinh, ctan, ctanh } from './complex/hyperbolic.js';
export { cacos, cacosh, casin, casinh, catan, catanh } from './complex/inverse.js';
