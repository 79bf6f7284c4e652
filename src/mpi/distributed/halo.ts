/** Margins of blocks: a block with room around it for the neighbours' nearest elements, and their exchange. */
import { ValueError, checkOptions } from '../../core/errors.js';
import { NDArray } from '../../core/ndarray.js';
import { full } from '../../ops/creation.js';
import { PROC_NULL } from '../constants.js';
import { Request } from '../request.js';
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

/** A neighbour: what it is sent and where what it sends goes. */
interface Side {
  readonly rank: number;
  readonly out: NDArray;
  readonly into: NDArray;
  readonly outTag: number;
  readonly intoTag: number;
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
  /** What is sent and received along each axis on which there are neighbours. */
  readonly #withCorners: readonly (readonly Side[])[];
  readonly #withoutCorners: readonly (readonly Side[])[];
  #underWay: Request[] = [];

  /** For the library's own use; `array.halo()` makes one. */
  constructor(layout: Layout, padded: NDArray, width: number, periods: readonly boolean[]) {
    this.layout = layout;
    this.width = width;
    this.padded = padded;
    this.interior = blockView(padded, {
      starts: layout.grid.map(() => width),
      shape: layout.block.shape,
    });
    this.#withCorners = layout.grid.map((_, axis) => this.#sides(axis, periods[axis]!, true));
    this.#withoutCorners = layout.grid.map((_, axis) => this.#sides(axis, periods[axis]!, false));
  }

  /** The neighbours along an axis, and what passes between them and this rank: with or without the margins of the other axes. */
  #sides(axis: number, wraps: boolean, corners: boolean): Side[] {
    const { layout, padded, width } = this;
    const rankAt = (shift: number): number => {
      const count = layout.grid[axis]!;
      const place = layout.coords[axis]! + shift;
      if ((place < 0 || place >= count) && !wraps) return PROC_NULL;
      const coords = [...layout.coords];
      coords[axis] = (place + count) % count;
      return layout.rankAt(coords);
    };
    const length = layout.block.shape[axis]!;
    const slab = (start: number): NDArray =>
      blockView(padded, {
        starts: padded.shape.map((_, k) => (k === axis ? start : corners ? 0 : width)),
        shape: padded.shape.map((n, k) => (k === axis ? width : corners ? n : n - 2 * width)),
      });
    // What goes forth bears another tag than what goes back: with two ranks both neighbours are one.
    return [
      { rank: rankAt(-1), out: slab(width), into: slab(0), outTag: 2 * axis + 1, intoTag: 2 * axis },
      { rank: rankAt(1), out: slab(length), into: slab(length + width), outTag: 2 * axis, intoTag: 2 * axis + 1 },
    ].filter(({ rank }) => rank !== PROC_NULL);
  }

  /** Bring the neighbours' elements into the margins, axis by axis, so that corners come along. */
  exchange(): void {
    this.end();
    for (const sides of this.#withCorners) {
      this.#begin(sides);
      this.end();
    }
  }

  /**
   * Begin to bring the neighbours' elements, along all axes at once and without corners: `end` waits for them. Meanwhile the rim of the block
   * and the margins must be left alone; what lies further inside may be computed.
   *
   * @example
   * u.begin();
   * updateInside(u);
   * u.end();
   * updateRim(u);
   */
  begin(): void {
    this.end();
    for (const sides of this.#withoutCorners) this.#begin(sides);
  }

  #begin(sides: readonly Side[]): void {
    const { comm } = this.layout;
    for (const { rank, into, intoTag } of sides) {
      this.#underWay.push(comm.Irecv(into, { source: rank, tag: intoTag }));
    }
    for (const { rank, out, outTag } of sides) this.#underWay.push(comm.Isend(out, rank, { tag: outTag }));
  }

  /** Wait for what `begin` began. */
  end(): void {
    if (this.#underWay.length === 0) return;
    const requests = this.#underWay;
    this.#underWay = [];
    Request.Waitall(requests);
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
