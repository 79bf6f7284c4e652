/** Axes regrouped and merged, as views where the layout allows it: what products need of reshape and transpose. */
import { NDArray, emptyArray } from '../core/ndarray.js';
import { sizeOf } from '../core/shape.js';
import { backend } from '../backends/backend.js';

/** The axes in another order: a view. */
export function permuted(a: NDArray, order: readonly number[]): NDArray {
  return a.strided(
    order.map((k) => a.shape[k]!),
    order.map((k) => a.steps[k]!),
    a.offset,
  );
}

/** The step of some axes walked as one, or undefined where they do not lie in line. */
function mergedStep(shape: readonly number[], steps: readonly number[]): number | undefined {
  let step: number | undefined;
  let reach = 0;
  for (let k = shape.length - 1; k >= 0; k--) {
    if (shape[k] === 1) continue;
    if (step === undefined) step = steps[k]!;
    else if (steps[k] !== reach) return undefined;
    reach = steps[k]! * shape[k]!;
  }
  return step ?? 0;
}

/**
 * An array with groups of its axes merged into one axis each.
 *
 * @param a - the array
 * @param groups - the axes of each new axis, in the order in which they run; every axis of `a` once
 * @returns a view where each group lies in line, else a copy
 */
export function mergeAxes(a: NDArray, groups: readonly (readonly number[])[]): NDArray {
  const shape = groups.map((group) => sizeOf(group.map((k) => a.shape[k]!)));
  const steps = groups.map((group) =>
    mergedStep(
      group.map((k) => a.shape[k]!),
      group.map((k) => a.steps[k]!),
    ),
  );
  if (a.size === 0 || steps.every((step) => step !== undefined))
    return a.strided(
      shape,
      steps.map((step) => step ?? 0),
      a.offset,
    );
  const view = permuted(a, groups.flat());
  const copy = emptyArray(a.info, view.shape);
  backend().copy(view.shape, view, copy);
  return reshapedC(copy, shape);
}

/** A packed C-ordered array in another shape of the same size: a view. */
export function reshapedC(a: NDArray, shape: readonly number[]): NDArray {
  const steps = new Array<number>(shape.length);
  let step = 1;
  for (let k = shape.length - 1; k >= 0; k--) {
    steps[k] = step;
    step *= Math.max(shape[k]!, 1);
  }
  return a.strided(shape, steps, a.offset);
}
