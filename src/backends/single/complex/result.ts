/**
 * Where complex scalar functions leave their result: real part in z[0], imaginary part in z[1]. Functions of several results
 * leave them one after another.
 */
export const z = new Float64Array(8);

/** Stores a complex result. */
export function give(re: number, im: number): void {
  z[0] = re;
  z[1] = im;
}
