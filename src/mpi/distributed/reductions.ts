/** Reductions of distributed arrays: each rank reduces its block, then the ranks combine. */
import type { DType, Scalar } from '../../core/dtype.js';
import { AxisError, ValueError } from '../../core/errors.js';
import { NDArray } from '../../core/ndarray.js';
import { zeros } from '../../ops/creation.js';
import { max, min, prod, sum } from '../../ops/reductions.js';
import { IN_PLACE } from '../buffer.js';
import { MAX, MIN, PROD, SUM, type Op } from '../op.js';
import { assign, blockView, type DistributedArray } from './distributedArray.js';

/** The reductions. */
export type DistributedReduction = 'sum' | 'prod' | 'max' | 'min';

const FUNCTIONS = { sum, prod, max, min } as const;
/** Types whose extremes are numbers. */
const REAL = /^(u?int(8|16|32)|float\d+)$/;
const OPS: Readonly<Record<DistributedReduction, Op>> = { sum: SUM, prod: PROD, max: MAX, min: MIN };

/** Reduce everything to a number that all ranks get, or an axis away to an array that all ranks get. */
export function distributedReduce<D extends DType>(
  array: DistributedArray<D>,
  name: DistributedReduction,
  axis: number | undefined,
): Scalar | NDArray {
  const { comm, local, layout } = array;
  const reduce = FUNCTIONS[name] as unknown as (a: NDArray, options?: { axis?: number }) => Scalar | NDArray;
  const extreme = name === 'max' || name === 'min';
  if (axis === undefined) {
    if (array.size === 0 && extreme) {
      throw new ValueError(
        `zero-size array to reduction operation ${name === 'max' ? 'maximum' : 'minimum'} which has no identity`,
      );
    }
    if (!extreme) {
      return comm.allreduce<Scalar>(reduce(local as unknown as NDArray) as Scalar, { op: OPS[name] }) as Scalar;
    }
    if (REAL.test(local.dtype)) {
      const sign = name === 'max' ? 1 : -1;
      const mine = local.size === 0 ? -Infinity : sign * (reduce(local as unknown as NDArray) as number);
      // A NaN anywhere is the result, as in NumPy; MPI's maximum may lose it.
      const cells = Float64Array.of(Number.isNaN(mine) ? -Infinity : mine, Number.isNaN(mine) ? 1 : 0);
      comm.Allreduce(IN_PLACE, cells, { op: MAX });
      return cells[1] ? NaN : sign * cells[0]!;
    }
    // A rank without elements has nothing to say about extremes.
    const mine = local.size === 0 ? null : (reduce(local as unknown as NDArray) as Scalar);
    const combine = OPS[name].combine;
    return comm.allreduce<Scalar | null>(mine, {
      op: (a, b) => (a === null ? b : b === null ? a : (combine(a, b) as Scalar)),
    }) as Scalar;
  }
  const along = axis < 0 ? axis + array.ndim : axis;
  if (!Number.isInteger(axis) || along < 0 || along >= array.ndim) {
    throw new AxisError(`${name}: axis ${axis} is out of bounds for array of dimension ${array.ndim}`);
  }
  const empty = local.shape[along] === 0;
  const block = empty && extreme ? null : (reduce(local as unknown as NDArray, { axis: along }) as NDArray | Scalar);
  const parts = comm.allgather(block);
  const shape = layout.shape.filter((_, k) => k !== along);
  let whole: NDArray | undefined;
  const seen = new Set<string>();
  parts.forEach((piece, rank) => {
    if (piece === null) return;
    if (!(piece instanceof NDArray)) {
      // One axis only: a number.
      if (!whole) {
        whole = zeros([], { dtype: local.dtype }) as unknown as NDArray;
        assign(whole, asZeroDimensional(piece, whole));
      } else assign(whole, OPS[name].combine(whole, piece) as NDArray);
      return;
    }
    whole ??= zeros(shape, { dtype: piece.dtype }) as unknown as NDArray;
    const { starts, shape: lengths } = layout.blockOf(rank);
    const target = blockView(whole, {
      starts: starts.filter((_, k) => k !== along),
      shape: lengths.filter((_, k) => k !== along),
    });
    const key = starts.filter((_, k) => k !== along).join();
    assign(target, seen.has(key) ? (OPS[name].combine(target, piece) as NDArray) : piece);
    seen.add(key);
  });
  return whole!;
}

function asZeroDimensional(value: Scalar, like: NDArray): NDArray {
  const made = zeros([], { dtype: like.dtype }) as unknown as NDArray;
  made.itemset(value);
  return made;
}
