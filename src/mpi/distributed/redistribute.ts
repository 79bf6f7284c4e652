/** Sending blocks where they belong: another grid, reversed axes. */
import type { DType } from '../../core/dtype.js';
import { NDArray, emptyArray } from '../../core/ndarray.js';
import { ascontiguousarray } from '../../ops/layout.js';
import { DistributedArray, assign, blockView, stepsOf } from './distributedArray.js';
import { Layout, common, type Block } from './layout.js';

/** A block in coordinates of another block that holds it. */
function inside(block: Block, holder: Block): Block {
  return { starts: block.starts.map((start, k) => start - holder.starts[k]!), shape: block.shape };
}

/** The same array cut over another grid. */
export function redistribute<D extends DType>(
  array: DistributedArray<D>,
  grid: readonly number[],
): DistributedArray<D> {
  const from = array.layout;
  if (from.grid.join() === grid.join()) return array;
  const to = new Layout(from.comm, from.shape, grid);
  const { comm } = from;
  const { info } = array.local;
  const counts = new Int32Array(comm.size);
  const pieces: NDArray[] = [];
  const receives = new Int32Array(comm.size);
  const targets: (Block | undefined)[] = [];
  for (let rank = 0; rank < comm.size; rank++) {
    const out = common(from.block, to.blockOf(rank));
    if (out) {
      const piece = blockView(array.local, inside(out, from.block)) as unknown as NDArray;
      pieces.push(piece);
      counts[rank] = piece.size;
    }
    const into = common(from.blockOf(rank), to.block);
    targets.push(into);
    receives[rank] = into ? into.shape.reduce((a, b) => a * b, 1) : 0;
  }
  const sending = emptyArray(info, [counts.reduce((a, b) => a + b, 0)]) as unknown as NDArray;
  let at = 0;
  for (const piece of pieces) {
    assign(sending.strided([...piece.shape], stepsOf(piece.shape), at), piece);
    at += piece.size;
  }
  const receiving = emptyArray(info, [receives.reduce((a, b) => a + b, 0)]) as unknown as NDArray;
  comm.Alltoallv([sending, counts], [receiving, receives]);
  const local = emptyArray(info, to.block.shape);
  at = 0;
  for (const block of targets) {
    if (!block) continue;
    const piece = receiving.strided([...block.shape], stepsOf(block.shape), at);
    assign(blockView(local as unknown as NDArray, inside(block, to.block)), piece);
    at += piece.size;
  }
  return new DistributedArray(to, local);
}

/** The axes in reverse order: each block goes to the rank at the reversed place in the reversed grid. */
export function transposed<D extends DType>(array: DistributedArray<D>): DistributedArray<D> {
  const from = array.layout;
  const { comm } = from;
  const to = new Layout(comm, [...from.shape].reverse(), [...from.grid].reverse());
  const dest = to.rankAt([...from.coords].reverse());
  const source = from.rankAt([...to.coords].reverse());
  const sending = ascontiguousarray(array.local.T as unknown as NDArray) as NDArray;
  const local = emptyArray(array.local.info, to.block.shape);
  comm.Sendrecv(sending, dest, { recvbuf: local as unknown as NDArray, source });
  return new DistributedArray(to, local);
}
