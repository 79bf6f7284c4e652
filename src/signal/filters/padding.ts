/** Signals continued at both ends, and turned round. */
import { ValueError } from '../../core/errors.js';
import { fresh } from '../values.js';

/** How a signal goes on: turned about its last point, mirrored, with its last value, or with zeros. */
export type PadType = 'odd' | 'even' | 'constant' | 'zeros';

/** Rows with `edge` samples more at either end. */
export function extended(x: Float64Array, rows: number, n: number, edge: number, type: PadType): Float64Array {
  const length = n + 2 * edge;
  const y = fresh(rows * length);
  for (let row = 0; row < rows; row++) {
    const from = row * n;
    const to = row * length;
    const first = x[from]!;
    const last = x[from + n - 1]!;
    y.set(x.subarray(from, from + n), to + edge);
    for (let i = 0; i < edge; i++) {
      const before = x[from + edge - i]!;
      const behind = x[from + n - 2 - i]!;
      const [left, right] =
        type === 'odd'
          ? [2 * first - before, 2 * last - behind]
          : type === 'even'
            ? [before, behind]
            : type === 'constant'
              ? [first, last]
              : [0, 0];
      y[to + i] = left;
      y[to + edge + n + i] = right;
    }
  }
  return y;
}

/** Rows backwards. */
export function reversed(x: Float64Array, rows: number, n: number): Float64Array {
  const y = fresh(x.length);
  y.set(x);
  turn(y, rows, n);
  return y;
}

/** Rows turned round where they are. */
function turn(x: Float64Array, rows: number, n: number): void {
  for (let row = 0; row < rows; row++) x.subarray(row * n, (row + 1) * n).reverse();
}

/**
 * Rows filtered forwards and backwards, continued at both ends.
 *
 * @param filter - filters continued rows of the given length into `y`
 * @param sameMemory - may that be where they come from? Long signals spare memory that is new to the processor.
 */
export function forthAndBack(
  x: Float64Array,
  rows: number,
  n: number,
  edge: number,
  type: PadType | null,
  filter: (x: Float64Array, y: Float64Array, length: number) => void,
  sameMemory: boolean,
): Float64Array {
  const length = n + 2 * edge;
  const first = edge > 0 ? extended(x, rows, n, edge, type!) : x;
  const forth = edge > 0 && sameMemory ? first : fresh(first.length);
  filter(first, forth, length);
  turn(forth, rows, length);
  const back = sameMemory ? forth : fresh(first.length);
  filter(forth, back, length);
  if (edge === 0) {
    turn(back, rows, n);
    return back;
  }
  const result = fresh(x.length);
  for (let row = 0; row < rows; row++) {
    const last = row * length + edge + n - 1;
    for (let i = 0; i < n; i++) result[row * n + i] = back[last - i]!;
  }
  return result;
}

/** How far a signal is continued: checked. */
export function edgeLength(
  functionName: string,
  padtype: PadType | null | undefined,
  padlen: number | null | undefined,
  n: number,
  byDefault: number,
): number {
  if (padtype !== undefined && padtype !== null && !['even', 'odd', 'constant'].includes(padtype)) {
    throw new ValueError(
      `${functionName}: Unknown value '${padtype}' given to padtype. padtype must be 'even', 'odd', 'constant', or None.`,
    );
  }
  const edge = padtype === null ? 0 : (padlen ?? byDefault);
  if (n <= edge) {
    throw new ValueError(
      `${functionName}: The length of the input vector x must be greater than padlen, which is ${edge}, and it is ${n}.`,
    );
  }
  return edge;
}
