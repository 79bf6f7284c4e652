/** Numbers with names. */

/** The ratio of a circle's circumference to its diameter. */
export const pi = Math.PI;
/** Euler's number, the base of natural logarithms. */
export const e = Math.E;
/** Positive infinity. */
export const inf = Infinity;
/** Not a number. */
export const nan = NaN;
/** The Euler-Mascheroni constant. */
export const eulerGamma = 0.5772156649015329;
