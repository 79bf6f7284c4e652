/**
 * Steps along a direction that satisfy the strong Wolfe conditions: by Moré and Thuente, and where that fails by bracketing and
 * zooming (J. Nocedal and S. Wright, Numerical Optimization, algorithms 3.5 and 3.6).
 */
import { moreThuente } from './moreThuente.js';

/** A step that was found. */
export interface Step {
  readonly alpha: number;
  readonly phi: number;
  /** The slope there; null where it was not worked out. */
  readonly slope: number | null;
}

/** Values and slopes along a line. */
export interface Line {
  value(alpha: number): number;
  slope(alpha: number): number;
}

/** Parameters of the searches. */
export interface WolfeOptions {
  readonly c1?: number;
  readonly c2?: number;
  readonly amin?: number;
  readonly amax?: number;
  readonly xtol?: number;
  readonly maxiter?: number;
  /** A condition that a step must meet too. */
  readonly accept?: (alpha: number, phi: number) => boolean;
}

/** The first step: where the function would fall as much as in the iteration before. */
function firstStep(phi0: number, old: number | null, slope0: number): number {
  if (old === null || slope0 === 0) return 1;
  const alpha = Math.min(1, (1.01 * 2 * (phi0 - old)) / slope0);
  return alpha < 0 ? 1 : alpha;
}

/** Moré and Thuente's search; null where it does not succeed. */
export function wolfeByMoreThuente(
  line: Line,
  phi0: number,
  old: number | null,
  slope0: number,
  options: WolfeOptions,
): Step | null {
  const { c1 = 1e-4, c2 = 0.9, amin = 1e-8, amax = 50, xtol = 1e-14 } = options;
  const found = moreThuente(
    (t) => line.value(t),
    (t) => line.slope(t),
    phi0,
    slope0,
    firstStep(phi0, old, slope0),
    { ftol: c1, gtol: c2, xtol, stepMin: amin, stepMax: amax },
  );
  return found.converged ? { alpha: found.step, phi: found.phi, slope: found.slope } : null;
}

/** Bracketing and zooming; null where it does not succeed. */
export function wolfeByZoom(
  line: Line,
  phi0: number,
  old: number | null,
  slope0: number,
  options: WolfeOptions,
): Step | null {
  const { c1 = 1e-4, c2 = 0.9, amax, maxiter = 10, accept = () => true } = options;
  let left = 0;
  let right = firstStep(phi0, old, slope0);
  if (amax !== undefined) right = Math.min(right, amax);
  let phiLeft = phi0;
  let slopeLeft = slope0;
  let phiRight = line.value(right);
  const settings = { phi0, slope0, c1, c2, accept };
  for (let i = 0; i < maxiter; i++) {
    if (right === 0 || (amax !== undefined && left >= amax)) return null;
    if (phiRight > phi0 + c1 * right * slope0 || (phiRight >= phiLeft && i > 0)) {
      return zoom(line, left, right, phiLeft, phiRight, slopeLeft, settings);
    }
    const slopeRight = line.slope(right);
    if (Math.abs(slopeRight) <= -c2 * slope0 && accept(right, phiRight)) {
      return { alpha: right, phi: phiRight, slope: slopeRight };
    }
    if (slopeRight >= 0) return zoom(line, right, left, phiRight, phiLeft, slopeRight, settings);
    const further = amax === undefined ? 2 * right : Math.min(2 * right, amax);
    left = right;
    right = further;
    phiLeft = phiRight;
    phiRight = line.value(right);
    slopeLeft = slopeRight;
  }
  return { alpha: right, phi: phiRight, slope: null };
}

/** The minimiser of a cubic through three values and a slope; nan if there is none. */
function cubicMinimum(a: number, fa: number, slope: number, b: number, fb: number, c: number, fc: number): number {
  const [db, dc] = [b - a, c - a];
  const [rb, rc] = [fb - fa - slope * db, fc - fa - slope * dc];
  const scale = (db * dc) ** 2 * (db - dc);
  const A = (dc * dc * rb - db * db * rc) / scale;
  const B = (-(dc ** 3) * rb + db ** 3 * rc) / scale;
  const result = a + (-B + Math.sqrt(B * B - 3 * A * slope)) / (3 * A);
  return Number.isFinite(result) ? result : NaN;
}

/** The minimiser of a parabola through two values and a slope. */
function quadraticMinimum(a: number, fa: number, slope: number, b: number, fb: number): number {
  const d = b - a;
  return a - slope / ((2 * (fb - fa - slope * d)) / (d * d));
}

function zoom(
  line: Line,
  low: number,
  high: number,
  phiLow: number,
  phiHigh: number,
  slopeLow: number,
  {
    phi0,
    slope0,
    c1,
    c2,
    accept,
  }: { phi0: number; slope0: number; c1: number; c2: number; accept: (a: number, p: number) => boolean },
): Step | null {
  let past = 0;
  let phiPast = phi0;
  for (let i = 0; i <= 10; i++) {
    const width = high - low;
    const [from, to] = width < 0 ? [high, low] : [low, high];
    let alpha = NaN;
    if (i > 0) alpha = cubicMinimum(low, phiLow, slopeLow, high, phiHigh, past, phiPast);
    const margin = 0.2 * width;
    if (!(alpha <= to - margin && alpha >= from + margin)) {
      alpha = quadraticMinimum(low, phiLow, slopeLow, high, phiHigh);
      const narrow = 0.1 * width;
      if (!(alpha <= to - narrow && alpha >= from + narrow)) alpha = low + 0.5 * width;
    }
    const phi = line.value(alpha);
    if (phi > phi0 + c1 * alpha * slope0 || phi >= phiLow) {
      past = high;
      phiPast = phiHigh;
      high = alpha;
      phiHigh = phi;
      continue;
    }
    const slope = line.slope(alpha);
    if (Math.abs(slope) <= -c2 * slope0 && accept(alpha, phi)) return { alpha, phi, slope };
    if (slope * (high - low) >= 0) {
      past = high;
      phiPast = phiHigh;
      high = low;
      phiHigh = phiLow;
    } else {
      past = low;
      phiPast = phiLow;
    }
    low = alpha;
    phiLow = phi;
    slopeLow = slope;
  }
  return null;
}

/** Either search: the first, and the second where the first fails. */
export function wolfe(
  line: Line,
  phi0: number,
  old: number | null,
  slope0: number,
  options: WolfeOptions,
): Step | null {
  const step = wolfeByMoreThuente(line, phi0, old, slope0, options);
  if (step && (!options.accept || options.accept(step.alpha, step.phi))) return step;
  const { c1, c2, amax, accept } = options;
  return wolfeByZoom(line, phi0, old, slope0, { c1, c2, amax, accept });
}
