/**
 * Working memory inside a call: a stack above what the caller has copied in. It grows the module's memory where that
 * does not reach.
 */

import { SOLVE_SPACE } from '../product/solve';
import { TRIANGLE_SPACE } from '../product/triangle';

let top: usize = 0;
/** Working space of the product of matrices. */
let space: usize = 0;

/** Where working memory begins. */
export function begin(address: usize): void {
  top = address;
  space = reserve(max(SOLVE_SPACE, TRIANGLE_SPACE));
}

export function productSpace(): usize {
  return space;
}

/** So many bytes, not cleared; the address is a multiple of 64. */
export function reserve(bytes: usize): usize {
  const address = top;
  top = (top + bytes + 63) & ~(<usize>63);
  const have = <usize>memory.size() << 16;
  if (top > have) memory.grow(<i32>((top - have + 65535) >> 16));
  return address;
}

/** So many scalars. */
export function room<T>(count: i32): usize {
  return reserve(<usize>count * sizeof<T>());
}

export function mark(): usize {
  return top;
}

/** Give back what was reserved since `mark`. */
export function release(address: usize): void {
  top = address;
}
