/**
 * How a loop over strided operands runs: axes of length 1 dropped, the rest ordered so that memory is walked forwards,
 * neighbouring axes merged where every operand allows it. Most calls come down to one axis, nearly all to two.
 */
import type { StridedView } from '../backend.js';

/** The axes to loop over, outermost first, and each operand's steps along them. */
export interface LoopPlan {
  readonly shape: number[];
  readonly steps: number[][];
}

/**
 * Plan a loop.
 *
 * @param shape - the common shape
 * @param operands - views with one step per axis of `shape`
 * @param leading - the operand whose memory order decides
 */
export function planLoops(shape: readonly number[], operands: readonly StridedView[], leading: number): LoopPlan {
  const axes: number[] = [];
  for (let k = 0; k < shape.length; k++) if (shape[k] !== 1) axes.push(k);
  if (axes.length > 1) {
    const lead = operands[leading]!.steps;
    // Insertion sort by falling stride of the leading operand, ties by the others; stable, so C order stays C order.
    const before = (a: number, b: number): boolean => {
      const x = Math.abs(lead[a]!);
      const y = Math.abs(lead[b]!);
      if (x !== 0 && y !== 0 && x !== y) return x > y;
      for (const { steps } of operands) {
        const u = Math.abs(steps[a]!);
        const v = Math.abs(steps[b]!);
        if (u !== 0 && v !== 0 && u !== v) return u > v;
      }
      return a < b;
    };
    for (let i = 1; i < axes.length; i++) {
      const axis = axes[i]!;
      let j = i;
      while (j > 0 && before(axis, axes[j - 1]!)) {
        axes[j] = axes[j - 1]!;
        j--;
      }
      axes[j] = axis;
    }
  }
  const planned: number[] = [];
  const steps: number[][] = operands.map(() => []);
  for (const axis of axes) {
    const last = planned.length - 1;
    const length = shape[axis]!;
    if (last >= 0 && operands.every((view, o) => steps[o]![last] === view.steps[axis]! * length)) {
      planned[last]! *= length;
      for (let o = 0; o < operands.length; o++) steps[o]![last] = operands[o]!.steps[axis]!;
    } else {
      planned.push(length);
      for (let o = 0; o < operands.length; o++) steps[o]!.push(operands[o]!.steps[axis]!);
    }
  }
  return { shape: planned, steps };
}

/**
 * Visit every index of the outer axes of a plan.
 *
 * @param plan - the plan
 * @param inner - how many of the last axes the visitor loops over itself
 * @param offsets - where each operand starts; changed in place and given to `visit`
 */
export function forEachOuter(
  plan: LoopPlan,
  inner: number,
  offsets: number[],
  visit: (offsets: number[]) => void,
): void {
  const outer = plan.shape.length - inner;
  if (outer <= 0) return visit(offsets);
  const index = new Array<number>(outer).fill(0);
  for (;;) {
    visit(offsets);
    let k = outer - 1;
    for (; k >= 0; k--) {
      index[k]!++;
      for (let o = 0; o < offsets.length; o++) offsets[o]! += plan.steps[o]![k]!;
      if (index[k]! < plan.shape[k]!) break;
      for (let o = 0; o < offsets.length; o++) offsets[o]! -= plan.steps[o]![k]! * plan.shape[k]!;
      index[k] = 0;
    }
    if (k < 0) return;
  }
}
