/** Complex functions. */
export const z = new Float64Array(2);
