/** Phases unwrapped along rows, in place. */
import type { StridedView } from '../backend.js';
import { forEachOuter } from './iteration.js';

/**
 * Unwrap every row.
 *
 * @param rest - the shape of the rows' places
 * @param target - float64, one step per axis of `rest`
 * @param step - between neighbours of a row
 * @param n - elements a row
 * @param period - the cycle
 * @param discont - jumps below this are left alone
 * @param whole - is everything an integer?
 */
export function unwrapRows(
  rest: readonly number[],
  target: StridedView,
  step: number,
  n: number,
  period: number,
  discont: number,
  whole: boolean,
): void {
  if (n < 2) return;
  const a = target.storage as Float64Array;
  const high = whole ? Math.floor(period / 2) : period / 2;
  const low = -high;
  const boundaryIsAmbiguous = !whole || period % 2 === 0;
  forEachOuter({ shape: [...rest], steps: [[...target.steps]] }, 0, [target.offset], (o) => {
    let p = o[0]!;
    let before = a[p]!;
    let correction = 0;
    for (let i = 1; i < n; i++) {
      p += step;
      const value = a[p]!;
      const jump = value - before;
      before = value;
      if (!(Math.abs(jump) < discont)) {
        let wrapped = jump - low - Math.floor((jump - low) / period) * period + low;
        // Half a period down from above counts as half a period up.
        if (boundaryIsAmbiguous && wrapped === low && jump > 0) wrapped = high;
        correction += wrapped - jump;
      }
      a[p] = value + correction;
    }
  });
}
