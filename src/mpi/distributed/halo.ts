/** Margins of blocks: a block with room around it for the neighbours' nearest elements, and their exchange. */
import { ValueError, checkOptions } from '../../core/errors.js';
import { NDArray } from '../../core/ndarray.js';
import { full } from '../../ops/creation.js';
import { PROC_NULL } from '../constants.js';
import { DistributedArray, assign, blockView } from './distributedArray.js';
import type { Layout } from './layout.js';

/** How margins are made. */
export interface HaloOptions {
  /** How many of the neighbours' elements, 1 if absent. */
  readonly width?: number;
  /** Does an axis wrap around? For all axes or for each, false if absent. */
  readonly periods?: boolean | readonly boolean[];
  /** What lies beyond an edge that does not wrap, 0 if absent. */
  readonly fill?: number;
}

/**
 * A block with margins. `interior` is the block, `padded` the block with its margins; `exchange` brings the neighbours' elements.
 *
 * @example
 * const u = DistributedArray.zeros([100, 100]).halo();
 * u.exchange();
 * const sum = u.shifted(-1, 0).add(u.shifted(1, 0)).add(u.shifted(0, -1)).add(u.shifted(0, 1));
 */
export class Halo {
  readonly layout: Layout;
  readonly width: number;
  /** The block with its margins. */
  readonly padded: NDArray;
  /** The block: a view of `padded`. */
  readonly interior: NDArray;
  readonly #neighbours: readonly (readonly [before: number, after: number])[];

  /** For the library's own use; `array.halo()` makes one. */
  constructor(layout: Layout, padded: NDArray, width: number, periods: readonly boolean[]) {
    this.layout = layout;
    this.width = width;
    this.padded = padded;
    this.interior = blockView(padded, {
      starts: layout.grid.map(() => width),
      shape: layout.block.shape,
    });
    this.#neighbours = layout.grid.map((count, axis) => {
      const at = (shift: number): number => {
        const place = layout.coords[axis]! + shift;
        if ((place < 0 || place >= count) && !periods[axis]) return PROC_NULL;
        const coords = [...layout.coords];
        coords[axis] = (place + count) % count;
        return layout.rankAt(coords);
      };
      return [at(-1), at(1)] as const;
    });
  }

  /** Bring the neighbours' elements into the margins, axis by axis, so that corners come along. */
  exchange(): void {
    const { padded, width, layout } = this;
    this.#neighbours.forEach(([before, after], axis) => {
      const length = layout.block.shape[axis]!;
      const slab = (start: number): NDArray =>
        blockView(padded, {
          starts: padded.shape.map((_, k) => (k === axis ? start : 0)),
          shape: padded.shape.map((n, k) => (k === axis ? width : n)),
        });
      const { comm } = layout;
      comm.Sendrecv(slab(length), after, { recvbuf: slab(0), source: before, sendtag: 2 * axis, recvtag: 2 * axis });
      comm.Sendrecv(slab(width), before, {
        recvbuf: slab(length + width),
        source: after,
        sendtag: 2 * axis + 1,
        recvtag: 2 * axis + 1,
      });
    });
  }

  /**
   * The block shifted into the margins: what lies so far along each axis from every element of the block. A view.
   *
   * @param shifts - one for each axis, at most the width
   */
  shifted(...shifts: number[]): NDArray {
    if (shifts.length !== this.padded.ndim || shifts.some((shift) => Math.abs(shift) > this.width)) {
      throw new ValueError(
        `shifted: a shift of at most ${this.width} for each of ${this.padded.ndim} axes is expected, got ${shifts.join(', ')}`,
      );
    }
    return blockView(this.padded, {
      starts: shifts.map((shift) => this.width + shift),
      shape: this.layout.block.shape,
    });
  }

  /** The block as a distributed array, sharing memory. */
  toArray(): DistributedArray {
    return new DistributedArray(this.layout, this.interior);
  }
}

/** Give a block margins. */
export function haloOf(array: DistributedArray, options: HaloOptions): Halo {
  checkOptions('halo', options, ['width', 'periods', 'fill']);
  const { width = 1, periods = false, fill = 0 } = options;
  const { layout } = array;
  if (!Number.isInteger(width) || width < 1) {
    throw new ValueError(`halo: width must be a whole number of at least 1, got ${width}`);
  }
  const smallest = layout.shape.map((length, axis) => Math.floor(length / layout.grid[axis]!));
  smallest.forEach((length, axis) => {
    if (length < width && layout.grid[axis]! > 1) {
      throw new ValueError(
        `halo: width ${width} is more than the ${length} elements of the smallest block along axis ${axis}; use fewer ranks`,
      );
    }
  });
  const wraps = layout.grid.map((_, axis) => (typeof periods === 'boolean' ? periods : (periods[axis] ?? false)));
  const padded = full(
    layout.block.shape.map((length) => length + 2 * width),
    fill,
    { dtype: array.dtype },
  ) as unknown as NDArray;
  const halo = new Halo(layout, padded, width, wraps);
  assign(halo.interior, array.local as unknown as NDArray);
  return halo;
}
