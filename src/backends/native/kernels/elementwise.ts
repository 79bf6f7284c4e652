/** Element-wise computations by compiled loops. Each function returns false where the caller must do it itself. */
import type { Kernel, StridedView } from '../../backend.js';
import type { LoopPlan } from '../../single/iteration.js';
import { loopNumber, nativeLibrary, type NativeLibrary } from './library.js';

/** A call costs a third of a microsecond: below so many elements generated JavaScript is quicker. */
const CHEAP_FROM = 400;
/** Functions are computed here at any size, so that an element's value does not depend on how many there are. */
const COSTLY_FROM = 1;

/** Places in the parameters; see nl_run in c/driver.c. */
const DTYPE = 2;
const OFFSET = 7;
const SHAPE = 12;
const STEPS = 76;
const MOST_AXES = 64;

/** The loop of a kernel for these operands: copies are conversions. */
function numberFor(library: NativeLibrary, kernel: Kernel, operands: readonly StridedView[]): number {
  if (kernel.id.startsWith('copy:')) return operands[0]!.info.num * 14 + operands[1]!.info.num;
  return loopNumber(library, kernel);
}

function call(library: NativeLibrary, number: number, operands: readonly StridedView[]): void {
  const { address } = library;
  const run = library.run[operands.length]!;
  if (operands.length === 3) {
    run(number, address, operands[0]!.storage, operands[1]!.storage, operands[2]!.storage);
  } else if (operands.length === 2) run(number, address, operands[0]!.storage, operands[1]!.storage);
  else run(number, address, ...operands.map((view) => view.storage));
}

/** See `elementwiseFlat` of the backend of one thread. */
export function nativeElementwiseFlat(
  kernel: Kernel,
  n: number,
  operands: readonly StridedView[],
  still: number,
): boolean {
  if (n < (kernel.cheap ? CHEAP_FROM : COSTLY_FROM)) return false;
  const library = nativeLibrary();
  if (!library) return false;
  const number = numberFor(library, kernel, operands);
  if (number < 0) return false;
  const p = library.parameters;
  p[0] = 1;
  p[1] = 0;
  p[SHAPE] = n;
  for (let o = 0; o < operands.length; o++) {
    const view = operands[o]!;
    p[DTYPE + o] = view.info.num;
    p[OFFSET + o] = view.offset;
    p[STEPS + MOST_AXES * o] = (still >> o) & 1 ? 0 : 1;
  }
  call(library, number, operands);
  return true;
}

/**
 * See `elementwise` of the backend of one thread.
 *
 * @param size - how many elements
 * @param plan - the axes to loop over
 * @param operands - inputs, outputs, and the mask if there is one
 */
export function nativeElementwise(
  kernel: Kernel,
  size: number,
  plan: LoopPlan,
  operands: readonly StridedView[],
  masked: boolean,
): boolean {
  if (size < (kernel.cheap ? CHEAP_FROM : COSTLY_FROM)) return false;
  const axes = plan.shape.length;
  if (axes === 0 || axes > MOST_AXES) return false;
  const library = nativeLibrary();
  if (!library) return false;
  const number = numberFor(library, kernel, operands);
  if (number < 0) return false;
  const inputs = kernel.inputs.length;
  const outputs = kernel.outputs.length;
  // A running result goes element by element.
  for (let o = inputs; o < inputs + outputs; o++) {
    if (plan.steps[o]![axes - 1] === 0) return false;
  }
  const p = library.parameters;
  p[0] = axes;
  p[1] = masked ? 1 : 0;
  for (let k = 0; k < axes; k++) p[SHAPE + k] = plan.shape[k]!;
  for (let o = 0; o < operands.length; o++) {
    const view = operands[o]!;
    const steps = plan.steps[o]!;
    p[DTYPE + o] = view.info.num;
    p[OFFSET + o] = view.offset;
    for (let k = 0; k < axes; k++) p[STEPS + MOST_AXES * o + k] = steps[k]!;
  }
  call(library, number, operands);
  return true;
}
