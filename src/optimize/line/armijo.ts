/** Backtracking to sufficient decrease with quadratic and cubic interpolation (Nocedal and Wright, section 3.5). */

/** A step with `phi(alpha) <= phi0 + c1 alpha slope0`; null where it would be below `amin`. */
export function armijo(
  phi: (alpha: number) => number,
  phi0: number,
  slope0: number,
  options: { c1?: number; alpha0?: number; amin?: number } = {},
): { alpha: number; phi: number } | null {
  const { c1 = 1e-4, alpha0 = 1, amin = 0 } = options;
  const enough = (alpha: number, value: number): boolean => value <= phi0 + c1 * alpha * slope0;
  let before = alpha0;
  let phiBefore = phi(alpha0);
  if (enough(alpha0, phiBefore)) return { alpha: alpha0, phi: phiBefore };
  let alpha = (-slope0 * alpha0 ** 2) / 2 / (phiBefore - phi0 - slope0 * alpha0);
  let value = phi(alpha);
  if (enough(alpha, value)) return { alpha, phi: value };
  while (alpha > amin) {
    const scale = before ** 2 * alpha ** 2 * (alpha - before);
    const [r1, r0] = [value - phi0 - slope0 * alpha, phiBefore - phi0 - slope0 * before];
    const a = (before ** 2 * r1 - alpha ** 2 * r0) / scale;
    const b = (-(before ** 3) * r1 + alpha ** 3 * r0) / scale;
    let next = (-b + Math.sqrt(Math.abs(b * b - 3 * a * slope0))) / (3 * a);
    const found = phi(next);
    if (enough(next, found)) return { alpha: next, phi: found };
    if (alpha - next > alpha / 2 || 1 - next / alpha < 0.96) next = alpha / 2;
    before = alpha;
    alpha = next;
    phiBefore = value;
    value = found;
    if (!Number.isFinite(alpha)) return null;
  }
  return null;
}
