/** Sorting along an axis of strided views: rows are packed, sorted by the kernels in sort/, and put back. */
import type { StridedView } from '../backend.js';

/** See `Backend.sort`. */
export function sort(shape: readonly number[], target: StridedView): void {
  void shape;
  void target;
  throw new Error('not yet');
}

/** See `Backend.argsort`. */
export function argsort(shape: readonly number[], source: StridedView, out: StridedView): void {
  void shape;
  void source;
  void out;
  throw new Error('not yet');
}
