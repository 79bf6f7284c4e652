/** Between indices into a flattened array and indices along its axes. */
import { wrapIndices, type IndexMode } from './positions.js';

/**
 * Flat indices of coordinates.
 *
 * @param columns - for each axis the indices along it
 * @param shape - the lengths of the axes
 * @param modes - for each axis what becomes of an index out of bounds; a negative one is out of bounds
 * @param fortran - does the first axis run fastest?
 * @param out - receives the flat indices
 * @returns where the first invalid entry stands, or -1
 */
export function positionsFromCoordinates(
  columns: readonly Int32Array[],
  shape: readonly number[],
  modes: readonly IndexMode[],
  fortran: boolean,
  out: Int32Array,
): number {
  const n = out.length;
  out.fill(0);
  let step = 1;
  const axes = shape.map((_, k) => k);
  if (!fortran) axes.reverse();
  for (const axis of axes) {
    const length = shape[axis]!;
    const mode = modes[axis]!;
    let column = columns[axis]!;
    if (mode === 'raise') {
      for (let i = 0; i < n; i++) if (column[i]! < 0 || column[i]! >= length) return i;
    } else if (n > 0 && length > 0) {
      const inside = new Int32Array(n);
      wrapIndices(column, length, mode, inside);
      column = inside;
    } else if (n > 0) return 0;
    for (let i = 0; i < n; i++) out[i]! += column[i]! * step;
    step *= length;
  }
  return -1;
}

/**
 * Coordinates of flat indices.
 *
 * @param positions - flat indices; negative ones are out of bounds
 * @param shape - the lengths of the axes
 * @param fortran - does the first axis run fastest?
 * @param columns - for each axis receives the indices along it
 * @returns where the first index out of bounds stands, or -1
 */
export function coordinatesOfPositions(
  positions: Int32Array,
  shape: readonly number[],
  fortran: boolean,
  columns: readonly Int32Array[],
): number {
  let size = 1;
  for (const length of shape) size *= length;
  const n = positions.length;
  for (let i = 0; i < n; i++) if (positions[i]! < 0 || positions[i]! >= size) return i;
  const axes = shape.map((_, k) => k);
  if (!fortran) axes.reverse();
  let rest = positions;
  for (const axis of axes) {
    const length = shape[axis]!;
    const column = columns[axis]!;
    const quotients = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      const index = rest[i]!;
      const quotient = (index / length) | 0;
      column[i] = index - quotient * length;
      quotients[i] = quotient;
    }
    rest = quotients;
  }
  return -1;
}
