/** Shapes and indices: views wherever the layout allows, as in NumPy. */
import { ValueError, describe, shapeText } from '../../core/errors.js';
import {
  broadcastSteps,
  checkShape,
  normalizeAxes,
  normalizeAxis,
  sizeOf,
  stepsC,
  type ShapeLike,
} from '../../core/shape.js';
import { GpuArray, type GpuDType } from './array.js';

/** The array in another shape of the same size; -1 stands for what is left. A view of a C-ordered array, else a copy. */
export function reshape<D extends GpuDType>(a: GpuArray<D>, shape: ShapeLike): GpuArray<D> {
  const wanted = typeof shape === 'number' ? [shape] : [...shape];
  const open = wanted.indexOf(-1);
  if (open >= 0) {
    const rest = sizeOf(wanted.filter((_, k) => k !== open));
    if (wanted.indexOf(-1, open + 1) >= 0) throw new ValueError('reshape: can only specify one unknown dimension');
    wanted[open] = rest > 0 && a.size % rest === 0 ? a.size / rest : NaN;
  }
  if (wanted.some(Number.isNaN) || sizeOf(checkShape('reshape', wanted)) !== a.size) {
    throw new ValueError(
      `reshape: cannot reshape array of size ${a.size} into shape ${shapeText(typeof shape === 'number' ? [shape] : shape)}`,
    );
  }
  const source = a.packed('reshape');
  return source.strided(wanted, stepsC(wanted), source.offset);
}

/** All elements in C order as one axis. */
export function ravel<D extends GpuDType>(a: GpuArray<D>): GpuArray<D> {
  return reshape(a, [a.size]);
}

/** The axes in another order, reversed by default: a view. */
export function transpose<D extends GpuDType>(a: GpuArray<D>, axes?: readonly number[] | null): GpuArray<D> {
  if (axes === undefined || axes === null) return a.T;
  if (axes.length !== a.ndim)
    throw new ValueError(`transpose: axes don't match array: ${describe(axes)} for ${a.ndim} axes`);
  const order = normalizeAxes('transpose', axes, a.ndim);
  return a.strided(
    order.map((k) => a.shape[k]!),
    order.map((k) => a.steps[k]!),
    a.offset,
  );
}

/** Two axes exchanged: a view. */
export function swapaxes<D extends GpuDType>(a: GpuArray<D>, axis1: number, axis2: number): GpuArray<D> {
  const order = [...a.shape.keys()];
  const i = normalizeAxis('swapaxes', axis1, a.ndim);
  const j = normalizeAxis('swapaxes', axis2, a.ndim);
  [order[i], order[j]] = [order[j]!, order[i]!];
  return transpose(a, order);
}

/** An axis of length 1 put in: a view. */
export function expandDims<D extends GpuDType>(a: GpuArray<D>, axis: number): GpuArray<D> {
  const at = normalizeAxis('expandDims', axis, a.ndim + 1);
  const shape = [...a.shape];
  const steps = [...a.steps];
  shape.splice(at, 0, 1);
  steps.splice(at, 0, 0);
  return a.strided(shape, steps, a.offset);
}

/** Axes of length 1 taken out: a view. */
export function squeeze<D extends GpuDType>(
  a: GpuArray<D>,
  options: { axis?: number | readonly number[] | null } = {},
): GpuArray<D> {
  const { axis } = options;
  const axes =
    axis === undefined || axis === null
      ? [...a.shape.keys()].filter((k) => a.shape[k] === 1)
      : normalizeAxes('squeeze', axis, a.ndim);
  if (axes.some((k) => a.shape[k] !== 1)) {
    throw new ValueError('squeeze: cannot select an axis to squeeze out which has size not equal to one');
  }
  return dropAxes(a, axes);
}

/** A view without axes of length 1. */
export function dropAxes<D extends GpuDType>(a: GpuArray<D>, axes: readonly number[]): GpuArray<D> {
  const kept = [...a.shape.keys()].filter((k) => !axes.includes(k));
  return a.strided(
    kept.map((k) => a.shape[k]!),
    kept.map((k) => a.steps[k]!),
    a.offset,
  );
}

/** The array seen in a larger shape: a view in which elements repeat. */
export function broadcastTo<D extends GpuDType>(a: GpuArray<D>, shape: ShapeLike): GpuArray<D> {
  const to = checkShape('broadcastTo', shape);
  const lead = to.length - a.ndim;
  if (lead < 0 || a.shape.some((n, k) => n !== 1 && n !== to[lead + k])) {
    throw new ValueError(
      `broadcastTo: operands could not be broadcast together with remapped shapes [original->remapped]: ` +
        `${shapeText(a.shape)} and requested shape ${shapeText(to)}`,
    );
  }
  return a.strided(to, broadcastSteps(a.shape, a.steps, to), a.offset);
}
