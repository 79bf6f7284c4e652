/** Ways in which the elements of a shape may lie in memory. */

/** Where the elements of one shape lie. */
export interface Placement {
  readonly steps: readonly number[];
  readonly offset: number;
  /** How many elements the storage holds, with some before and behind that are not the view's. */
  readonly length: number;
}

/** A layout for any shape. */
export interface Layout {
  readonly name: string;
  /** May results lie so? Not where one element stands for many. */
  readonly writable: boolean;
  place(shape: readonly number[]): Placement;
}

interface Rule {
  /** Which axis runs fastest: the last (C order) or the first. */
  readonly fastest?: 'last' | 'first';
  /** The step of the fastest axis. */
  readonly step?: number;
  /** Unused elements after each row. */
  readonly gap?: number;
  /** Elements before the first and after the last one. */
  readonly margin?: number;
  readonly reversed?: 'all' | 'first' | 'last';
  /** Axes along which one element serves all. */
  readonly still?: 'all' | 'first' | 'last';
}

const chosen = (which: 'all' | 'first' | 'last' | undefined, axis: number, ndim: number): boolean =>
  which === 'all' || (which === 'first' && axis === 0) || (which === 'last' && axis === ndim - 1);

function place(shape: readonly number[], rule: Rule): Placement {
  const { fastest = 'last', step = 1, gap = 0, margin = 0, reversed, still } = rule;
  const ndim = shape.length;
  const axes = shape.map((_, k) => (fastest === 'last' ? ndim - 1 - k : k));
  const steps = shape.map(() => 0);
  let offset = margin;
  let room = step;
  axes.forEach((axis, order) => {
    const length = shape[axis]!;
    if (chosen(still, axis, ndim)) return;
    steps[axis] = room;
    room = room * Math.max(length, 1) + (order === 0 ? gap : 0);
    if (chosen(reversed, axis, ndim)) {
      offset += Math.max(length - 1, 0) * steps[axis]!;
      steps[axis] = -steps[axis]!;
    }
  });
  return { steps, offset, length: room + 2 * margin + 3 };
}

const layout = (name: string, rule: Rule): Layout => ({
  name,
  writable: rule.still === undefined,
  place: (shape) => place(shape, rule),
});

/** Without gaps, in C order, from the start of the storage. */
export const CONTIGUOUS = layout('contiguous', {});
/** Without gaps, behind other elements. */
export const OFFSET = layout('at an offset', { margin: 5 });

/** Layouts for inputs and outputs. */
export const LAYOUTS: readonly Layout[] = [
  CONTIGUOUS,
  OFFSET,
  layout('reversed', { reversed: 'all', margin: 2 }),
  layout('transposed', { fastest: 'first', margin: 1 }),
  layout('every second', { step: 2, margin: 1 }),
  layout('last axis reversed', { reversed: 'last', margin: 3 }),
  layout('every third, rows with gaps', { step: 3, gap: 4, margin: 2 }),
  layout('transposed, first axis reversed', { fastest: 'first', reversed: 'first', gap: 3 }),
  layout('rows with gaps', { gap: 5 }),
  layout('reversed, every second', { reversed: 'all', step: 2, margin: 1 }),
];

/** One element for all. */
export const STILL = layout('one element for all', { still: 'all', margin: 3 });

/** Layouts of operands that are broadcast. */
export const BROADCASTS: readonly Layout[] = [
  layout('broadcast along the first axis', { still: 'first', margin: 1 }),
  layout('broadcast along the last axis', { still: 'last', reversed: 'first' }),
  STILL,
  layout('broadcast along the first axis, transposed', { still: 'first', fastest: 'first', step: 2 }),
];

/** Layouts that inputs may have. */
export const INPUT_LAYOUTS: readonly Layout[] = [...LAYOUTS, ...BROADCASTS];

/** An element of a list, from its start again behind the end. */
export function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length]!;
}

/** Call `visit` with every index of a shape, in C order. */
export function forEachIndex(shape: readonly number[], visit: (index: readonly number[]) => void): void {
  if (shape.includes(0)) return;
  const index = shape.map(() => 0);
  for (;;) {
    visit(index);
    let axis = shape.length - 1;
    while (axis >= 0 && index[axis] === shape[axis]! - 1) index[axis--] = 0;
    if (axis < 0) return;
    index[axis]!++;
  }
}

/** Where the element of an index lies. */
export function positionAt(view: { offset: number; steps: readonly number[] }, index: readonly number[]): number {
  let position = view.offset;
  for (let axis = 0; axis < index.length; axis++) position += index[axis]! * view.steps[axis]!;
  return position;
}
