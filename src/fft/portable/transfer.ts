/** Numbers between arrays of any layout, float32 or float64, and packed doubles in a module's memory. */
import type { StridedView } from '../../backends/backend.js';

type Floats = Float32Array | Float64Array;

/** Slots in a row from which the engine's own copying is quicker than a loop. */
const LONG_RUN = 48;

/** How many trailing axes lie without gaps, and how many elements they hold. */
function packedTail(shape: readonly number[], steps: readonly number[]): [axes: number, elements: number] {
  let elements = 1;
  let axes = 0;
  for (let k = shape.length - 1; k >= 0; k--) {
    if (shape[k] !== 1 && steps[k] !== elements) break;
    elements *= shape[k]!;
    axes++;
  }
  return [axes, elements];
}

/** Call `visit` with the slot where each run of trailing elements begins, in C order. */
function eachRun(
  shape: readonly number[],
  view: StridedView,
  axes: number,
  lanes: number,
  visit: (slot: number) => void,
): void {
  const { steps } = view;
  const walk = (axis: number, slot: number): void => {
    if (axis === axes) return visit(slot);
    const step = steps[axis]! * lanes;
    for (let i = 0, end = shape[axis]!; i < end; i++) walk(axis + 1, slot + i * step);
  };
  walk(0, view.offset * lanes);
}

/** Copy an array to packed doubles. */
export function load(shape: readonly number[], view: StridedView, into: Float64Array): void {
  const { lanes } = view.info;
  const from = view.storage as Floats;
  const [tail, elements] = packedTail(shape, view.steps);
  const run = elements * lanes;
  let at = 0;
  if (run >= LONG_RUN || tail === shape.length) {
    eachRun(shape, view, shape.length - tail, lanes, (slot) => {
      into.set(from.subarray(slot, slot + run), at);
      at += run;
    });
    return;
  }
  const last = shape.length - 1;
  const step = view.steps[last]! * lanes;
  const n = shape[last]!;
  const real = lanes === 1;
  eachRun(shape, view, last, lanes, (slot) => {
    if (real) for (let i = 0; i < n; i++, slot += step) into[at++] = from[slot]!;
    else {
      for (let i = 0; i < n; i++, slot += step) {
        into[at++] = from[slot]!;
        into[at++] = from[slot + 1]!;
      }
    }
  });
}

/** Copy packed doubles to an array. */
export function unload(shape: readonly number[], from: Float64Array, view: StridedView): void {
  const { lanes } = view.info;
  const into = view.storage as Floats;
  const [tail, elements] = packedTail(shape, view.steps);
  const run = elements * lanes;
  let at = 0;
  if (run >= LONG_RUN || tail === shape.length) {
    eachRun(shape, view, shape.length - tail, lanes, (slot) => {
      into.set(run === from.length ? from : from.subarray(at, at + run), slot);
      at += run;
    });
    return;
  }
  const last = shape.length - 1;
  const step = view.steps[last]! * lanes;
  const n = shape[last]!;
  const real = lanes === 1;
  eachRun(shape, view, last, lanes, (slot) => {
    if (real) for (let i = 0; i < n; i++, slot += step) into[slot] = from[at++]!;
    else {
      for (let i = 0; i < n; i++, slot += step) {
        into[slot] = from[at++]!;
        into[slot + 1] = from[at++]!;
      }
    }
  });
}
