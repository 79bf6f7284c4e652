/** Which part of a full convolution is asked for. */
import { ValueError, describe, shapeText } from '../../core/errors.js';
import { sizeOf, stepsC } from '../../core/shape.js';
import { fresh } from '../values.js';

/** All of it, as large as the first operand, or what needs no zeros outside. */
export type ConvolutionMode = 'full' | 'same' | 'valid';

/** A mode, checked. */
export function checkMode(functionName: string, mode: unknown): ConvolutionMode {
  if (mode !== 'full' && mode !== 'same' && mode !== 'valid') {
    throw new ValueError(
      `${functionName}: acceptable mode flags are 'valid', 'same', or 'full', got ${describe(mode)}`,
    );
  }
  return mode;
}

/** For 'valid' one operand must be at least as large as the other along every axis: is it the second? */
export function secondIsLarger(
  functionName: string,
  mode: ConvolutionMode,
  a: readonly number[],
  b: readonly number[],
  axes = a.map((_, k) => k),
): boolean {
  if (mode !== 'valid' || a.length === 0) return false;
  const first = axes.every((k) => a[k]! >= b[k]!);
  const second = axes.every((k) => b[k]! >= a[k]!);
  if (!first && !second) {
    throw new ValueError(
      `${functionName}: For 'valid' mode, one must be at least as large as the other in every dimension, got ${shapeText(a)} and ${shapeText(b)}`,
    );
  }
  return !first;
}

/** The middle part of an array of so many lanes (1, or 2 for pairs). */
export function centered(
  values: Float64Array,
  shape: readonly number[],
  wanted: readonly number[],
  lanes = 1,
): Float64Array {
  if (shape.every((n, k) => n === wanted[k])) return values;
  const start = shape.map((n, k) => Math.floor((n - wanted[k]!) / 2));
  return block(values, shape, start, wanted, lanes);
}

/** A block of an array. */
export function block(
  values: Float64Array,
  shape: readonly number[],
  start: readonly number[],
  wanted: readonly number[],
  lanes = 1,
): Float64Array {
  const steps = stepsC(shape);
  const result = fresh(sizeOf(wanted) * lanes);
  const last = shape.length - 1;
  let to = 0;
  const walk = (axis: number, at: number): void => {
    if (axis === last) {
      const from = (at + start[last]!) * lanes;
      result.set(values.subarray(from, from + wanted[last]! * lanes), to);
      to += wanted[last]! * lanes;
      return;
    }
    for (let i = 0; i < wanted[axis]!; i++) walk(axis + 1, at + (start[axis]! + i) * steps[axis]!);
  };
  walk(0, 0);
  return result;
}

/** The part of a full convolution that a mode asks for, of first operands of shape `a` and second ones of shape `b`. */
export function inMode(
  values: Float64Array,
  mode: ConvolutionMode,
  a: readonly number[],
  b: readonly number[],
  lanes = 1,
): { values: Float64Array; shape: number[] } {
  const full = a.map((n, k) => n + b[k]! - 1);
  if (mode === 'full') return { values, shape: full };
  const wanted = mode === 'same' ? [...a] : a.map((n, k) => n - b[k]! + 1);
  return { values: centered(values, full, wanted, lanes), shape: wanted };
}
