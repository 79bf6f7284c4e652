/** Evenly spaced numbers written straight into an array. */

/**
 * `out[i] = i * step + start`.
 *
 * @param out - receives the numbers
 * @param start - the first
 * @param step - the spacing
 */
export function fillRamp(out: Float64Array, start: number, step: number): void {
  for (let i = 0; i < out.length; i++) out[i] = i * step + start;
}
