/** Arithmetic on shapes, strides and axes. Strides here are steps, counted in elements, not bytes. */
import { AxisError, DTypeError, ValueError, describe, shapeText } from './errors.js';

/** The longest array that one typed array can hold in every supported runtime. */
export const MAX_SIZE = 2 ** 32 - 1;
/** The most dimensions an array may have (NumPy 2's limit). */
export const MAX_NDIM = 64;

/** A shape as users write it: one length or a list of lengths. */
export type ShapeLike = number | readonly number[];

/** How many elements a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (let k = 0; k < shape.length; k++) size *= shape[k]!;
  return size;
}

/** The steps of a C-ordered array: the last axis runs fastest. */
export function stepsC(shape: readonly number[]): number[] {
  const steps = new Array<number>(shape.length);
  let step = 1;
  for (let k = shape.length - 1; k >= 0; k--) {
    steps[k] = step;
    step *= Math.max(shape[k]!, 1);
  }
  return steps;
}

/** The steps of a Fortran-ordered array: the first axis runs fastest. */
export function stepsF(shape: readonly number[]): number[] {
  const steps = new Array<number>(shape.length);
  let step = 1;
  for (let k = 0; k < shape.length; k++) {
    steps[k] = step;
    step *= Math.max(shape[k]!, 1);
  }
  return steps;
}

/** Do these steps lay the shape out without gaps in C order? Axes of length 1 do not matter, empty arrays always do. */
export function isStepsC(shape: readonly number[], steps: readonly number[]): boolean {
  let step = 1;
  for (let k = shape.length - 1; k >= 0; k--) {
    const length = shape[k]!;
    if (length === 0) return true;
    if (length !== 1) {
      if (steps[k] !== step) return sizeOf(shape) === 0;
      step *= length;
    }
  }
  return true;
}

/** The same for Fortran order. */
export function isStepsF(shape: readonly number[], steps: readonly number[]): boolean {
  let step = 1;
  for (let k = 0; k < shape.length; k++) {
    const length = shape[k]!;
    if (length === 0) return true;
    if (length !== 1) {
      if (steps[k] !== step) return sizeOf(shape) === 0;
      step *= length;
    }
  }
  return true;
}

/** Are two shapes the same? */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  const n = a.length;
  if (n !== b.length) return false;
  for (let k = 0; k < n; k++) if (a[k] !== b[k]) return false;
  return true;
}

/**
 * Check a shape that a user gave.
 *
 * @param functionName - for the message
 * @param shape - one length or a list
 * @returns the shape as a fresh list
 * @throws DTypeError for what is no number, ValueError for lengths that are negative, fractional or too large
 */
export function checkShape(functionName: string, shape: ShapeLike): number[] {
  const list = typeof shape === 'number' ? [shape] : Array.isArray(shape) ? shape : undefined;
  if (!list)
    throw new DTypeError(`${functionName}: shape must be an integer or a list of integers, got ${describe(shape)}`);
  if (list.length > MAX_NDIM) {
    throw new ValueError(
      `${functionName}: maximum supported dimension for an ndarray is ${MAX_NDIM}, found ${list.length}`,
    );
  }
  let size = 1;
  for (const length of list as readonly unknown[]) {
    if (typeof length !== 'number' || !Number.isInteger(length)) {
      throw new DTypeError(
        `${functionName}: every length in a shape must be an integer, got ${describe(length)} in ${describe(list)}`,
      );
    }
    if (length < 0)
      throw new ValueError(`${functionName}: negative dimensions are not allowed, got shape ${shapeText(list)}`);
    size *= length;
  }
  if (size > MAX_SIZE) {
    throw new ValueError(
      `${functionName}: shape ${shapeText(list)} has ${size} elements; an array holds at most ${MAX_SIZE}`,
    );
  }
  return [...list];
}

/** The message and error of shapes that do not fit. */
export function broadcastError(shapes: readonly (readonly number[])[]): ValueError {
  return new ValueError(`operands could not be broadcast together with shapes ${shapes.map(shapeText).join(' ')}`);
}

/**
 * The shape to which several shapes broadcast.
 *
 * @param shapes - any number of shapes
 * @throws ValueError when lengths differ and none of them is 1
 * @example
 * np.broadcastShapes([3, 1], [4]); // [3, 4]
 */
export function broadcastShapes(...shapes: (readonly number[])[]): number[] {
  let ndim = 0;
  for (const shape of shapes) ndim = Math.max(ndim, shape.length);
  const result = new Array<number>(ndim).fill(1);
  for (const shape of shapes) {
    const lead = ndim - shape.length;
    for (let k = 0; k < shape.length; k++) {
      const length = shape[k]!;
      const have = result[lead + k]!;
      if (length === have || length === 1) continue;
      if (have !== 1) throw broadcastError(shapes);
      result[lead + k] = length;
    }
  }
  return result;
}

/** The steps of an array seen in a larger shape that it broadcasts to: 0 along every repeated axis. */
export function broadcastSteps(shape: readonly number[], steps: readonly number[], to: readonly number[]): number[] {
  const lead = to.length - shape.length;
  const result = new Array<number>(to.length);
  for (let k = 0; k < to.length; k++) {
    result[k] = k < lead || (shape[k - lead] === 1 && to[k] !== 1) ? 0 : steps[k - lead]!;
  }
  return result;
}

/**
 * An axis counted from the front.
 *
 * @throws AxisError when it is out of bounds, DTypeError when it is no integer
 */
export function normalizeAxis(functionName: string, axis: number, ndim: number): number {
  if (typeof axis !== 'number' || !Number.isInteger(axis)) {
    throw new DTypeError(`${functionName}: axis must be an integer, got ${describe(axis)}`);
  }
  if (axis < -ndim || axis >= ndim) {
    throw new AxisError(`${functionName}: axis ${axis} is out of bounds for array of dimension ${ndim}`);
  }
  return axis < 0 ? axis + ndim : axis;
}

/** Axes counted from the front; null or undefined means all of them. Repeated axes are an error. */
export function normalizeAxes(
  functionName: string,
  axis: number | readonly number[] | null | undefined,
  ndim: number,
): number[] {
  if (axis === null || axis === undefined) return Array.from({ length: ndim }, (_, k) => k);
  if (typeof axis === 'number') return [normalizeAxis(functionName, axis, ndim)];
  if (!Array.isArray(axis)) {
    throw new DTypeError(`${functionName}: axis must be an integer, a list of integers or null, got ${describe(axis)}`);
  }
  const axes = (axis as readonly number[]).map((one) => normalizeAxis(functionName, one, ndim));
  if (new Set(axes).size !== axes.length)
    throw new ValueError(`${functionName}: duplicate value in 'axis': ${describe(axis)}`);
  return axes;
}
