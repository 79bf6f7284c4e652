/** Trigonometric functions of degrees, exact where the angle is, and their small differences from 1. */
import { special } from './define.js';
import type { Special1, Special3 } from './types.js';

const RADIANS = Math.PI / 180;

/** Sine of an angle in degrees: the angle is first brought within 45 degrees of an axis, exactly. */
function sindgKernel(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  let y = Math.abs(x) % 360;
  let s = x < 0 ? -1 : 1;
  if (y >= 180) {
    y -= 180;
    s = -s;
  }
  if (y > 90) y = 180 - y;
  if (y === 0) return x === 0 ? x : 0;
  if (y === 30) return 0.5 * s;
  return s * (y <= 45 ? Math.sin(y * RADIANS) : Math.cos((90 - y) * RADIANS));
}

function cosdgKernel(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  let y = Math.abs(x) % 360;
  let s = 1;
  if (y > 180) y = 360 - y;
  if (y > 90) {
    y = 180 - y;
    s = -1;
  }
  if (y === 90) return 0;
  if (y === 60) return 0.5 * s;
  return s * (y <= 45 ? Math.cos(y * RADIANS) : Math.sin((90 - y) * RADIANS));
}

/** Tangent (or, of the complement, cotangent) of an angle in degrees. */
function tandgKernel(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  let y = Math.abs(x) % 180;
  let s = x < 0 ? -1 : 1;
  if (y > 90) {
    y = 180 - y;
    s = -s;
  }
  if (y === 0) return 0;
  if (y === 45) return s;
  if (y === 90) return Infinity;
  return s * (y < 45 ? Math.tan(y * RADIANS) : 1 / Math.tan((90 - y) * RADIANS));
}

function cotdgKernel(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  let y = Math.abs(x) % 180;
  let s = x < 0 ? -1 : 1;
  if (y > 90) {
    y = 180 - y;
    s = -s;
  }
  if (y === 0) return Infinity;
  if (y === 45) return s;
  if (y === 90) return 0;
  return s * (y < 45 ? 1 / Math.tan(y * RADIANS) : Math.tan((90 - y) * RADIANS));
}

/** cos(x) - 1 = -2 sin²(x/2). */
function cosm1Kernel(x: number): number {
  const s = Math.sin(x / 2);
  return -2 * s * s;
}

/** Degrees, minutes and seconds to radians. */
function radianKernel(d: number, m: number, s: number): number {
  return (d + m / 60 + s / 3600) * RADIANS;
}

/**
 * The sine of x degrees.
 *
 * @example
 * special.sindg(30); // 0.5
 */
export const sindg = special<Special1>('sindg', sindgKernel);
/** The cosine of x degrees. */
export const cosdg = special<Special1>('cosdg', cosdgKernel);
/** The tangent of x degrees. */
export const tandg = special<Special1>('tandg', tandgKernel);
/** The cotangent of x degrees. */
export const cotdg = special<Special1>('cotdg', cotdgKernel);
/** `cos(x) - 1`, accurate for small x. */
export const cosm1 = special<Special1>('cosm1', cosm1Kernel);
/** Degrees, minutes and seconds to radians. */
export const radian = special<Special3>('radian', radianKernel);
