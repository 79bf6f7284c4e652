/** Folds, running folds and extremes by compiled loops. Each function returns false where the caller must do it itself. */
import type { DTypeInfo } from '../../../core/dtype.js';
import type { Kernel, StridedView } from '../../backend.js';
import type { LoopPlan } from '../../single/iteration.js';
import { nativeElementwise } from './elementwise.js';
import { foldKey, scanKey } from './folds.js';
import { nativeLibrary, type NativeLibrary } from './library.js';

/** Below so many elements generated JavaScript is quicker. */
const FROM = 256;

const SHAPE = 12;
const STEPS = 76;
const MOST_AXES = 64;

const found = new Map<string, number>();

function numberOf(library: NativeLibrary, key: string): number {
  let number = found.get(key);
  if (number === undefined) found.set(key, (number = library.find(key)));
  return number;
}

const product = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1);

/** Fold rows of `n` elements, `step` apart, for every index of the outer axes. */
function foldRows(
  library: NativeLibrary,
  number: number,
  outer: LoopPlan,
  n: number,
  step: number,
  source: StridedView,
  out: StridedView,
): void {
  const p = library.parameters;
  const axes = outer.shape.length;
  p[0] = axes;
  p[1] = n;
  p[2] = step;
  p[3] = source.info.itemsize;
  p[4] = out.info.itemsize;
  p[5] = source.offset;
  p[6] = out.offset;
  for (let k = 0; k < axes; k++) {
    p[SHAPE + k] = outer.shape[k]!;
    p[STEPS + k] = outer.steps[0]![k]!;
    p[STEPS + MOST_AXES + k] = outer.steps[1]![k]!;
  }
  library.fold(number, library.address, source.storage, out.storage);
}

/**
 * Fold rows into running values; see `reduce` of the backend of one thread.
 *
 * @param outer - the other axes, with the steps of source and result
 */
export function nativeFold(
  kernel: Kernel,
  outer: LoopPlan,
  n: number,
  step: number,
  source: StridedView,
  out: StridedView,
): boolean {
  if (n < 2 || n * product(outer.shape) < FROM || out.info !== kernel.outputs[0] || outer.shape.length > MOST_AXES) {
    return false;
  }
  const library = nativeLibrary();
  if (!library) return false;
  const number = numberOf(library, foldKey(kernel.id.split(':')[0]!, source.info, out.info));
  if (number < 0) return false;
  foldRows(library, number, outer, n, step, source, out);
  return true;
}

/** Combine whole rows with the result: `out = kernel(out, row)`, the result not moving along the folded axes of the plan. */
export function nativeRowsFold(kernel: Kernel, plan: LoopPlan, source: StridedView, out: StridedView): boolean {
  const [from, to] = plan.steps as [number[], number[]];
  // Rounded after every row it would lose digits.
  if (out.info.name === 'float16') return false;
  return nativeElementwise(
    kernel,
    product(plan.shape),
    { shape: plan.shape, steps: [to, from, to] },
    [out, source, out],
    false,
  );
}

/** See `squaredDeviations`: rows of `n` elements, `outer` with the steps of source, mean and result. */
export function nativeDeviations(
  outer: LoopPlan,
  n: number,
  step: number,
  source: StridedView,
  mean: StridedView,
  out: StridedView,
  places: (visit: (mean: number, out: number) => void) => void,
  pair: DTypeInfo,
): boolean {
  const rows = product(outer.shape);
  if (n * rows < FROM || outer.shape.length > MOST_AXES) return false;
  const library = nativeLibrary();
  if (!library) return false;
  const number = numberOf(library, `deviations:${source.info.char}`);
  if (number < 0) return false;
  // The loop takes its sum and its mean side by side.
  const pairs = new Float64Array(2 * rows);
  const [means, sums] = [mean.storage as Float64Array, out.storage as Float64Array];
  let row = 0;
  places((m) => {
    pairs[2 * row++ + 1] = means[m]!;
  });
  const steps = outer.shape.map((_, k) => product(outer.shape.slice(k + 1)));
  foldRows(library, number, { shape: outer.shape, steps: [outer.steps[0]!, steps] }, n, step, source, {
    info: pair,
    storage: pairs,
    offset: 0,
    steps,
  });
  row = 0;
  places((_, o) => {
    sums[o]! += pairs[2 * row++]!;
  });
  return true;
}

/** See `argExtrema`. */
export function nativeArgExtrema(
  which: 'max' | 'min',
  rest: readonly number[],
  source: StridedView,
  step: number,
  n: number,
  out: StridedView,
): boolean {
  if (n * product(rest) < FROM || rest.length > MOST_AXES) return false;
  const library = nativeLibrary();
  if (!library) return false;
  const number = numberOf(library, `arg${which}:${source.info.char}`);
  if (number < 0) return false;
  const plan = { shape: [...rest], steps: [[...source.steps], [...out.steps]] };
  foldRows(library, number, plan, n, step, source, out);
  return true;
}

/** A running fold of rows: the first value stands in `out` already; see `scan`. */
export function nativeScan(
  kernel: Kernel,
  outer: LoopPlan,
  n: number,
  source: StridedView,
  step: number,
  out: StridedView,
  outStep: number,
): boolean {
  if (n * product(outer.shape) < FROM || out.info !== kernel.outputs[0] || outer.shape.length > MOST_AXES) return false;
  const library = nativeLibrary();
  if (!library) return false;
  const number = numberOf(library, scanKey(kernel.id.split(':')[0]!, source.info, out.info));
  if (number < 0) return false;
  // The step of the results stands where a fold has nothing.
  library.parameters[7] = outStep;
  foldRows(library, number, outer, n, step, source, out);
  return true;
}

/** Whether the truth of `n` elements without gaps is decided by one that is `stopAt`; undefined where JavaScript must look. */
export function nativeTruth(view: StridedView, n: number, stopAt: boolean): boolean | undefined {
  if (n < FROM) return undefined;
  const library = nativeLibrary();
  if (!library) return undefined;
  const number = numberOf(library, `fold:logical_${stopAt ? 'or' : 'and'}:${view.info.char}?`);
  if (number < 0) return undefined;
  const result = new Uint8Array(256);
  result[0] = stopAt ? 0 : 1;
  const p = library.parameters;
  p[0] = 0;
  p[1] = n;
  p[2] = 1;
  p[3] = view.info.itemsize;
  p[4] = 1;
  p[5] = view.offset;
  p[6] = 0;
  library.fold(number, library.address, view.storage, result);
  return result[0] !== 0;
}
