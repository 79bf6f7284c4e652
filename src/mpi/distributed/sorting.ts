/**
 * Sorting and running sums of distributed vectors. Sorting by regular sampling: H. Shi and J. Schaeffer, Parallel Sorting by Regular
 * Sampling, 1992.
 */
import type { DType } from '../../core/dtype.js';
import { ValueError, shapeText } from '../../core/errors.js';
import { NDArray, emptyArray } from '../../core/ndarray.js';
import { concatenate } from '../../ops/joining.js';
import { cumsum } from '../../ops/scans.js';
import { searchsorted } from '../../ops/searching.js';
import { sort } from '../../ops/sorting.js';
import { add } from '../../ops/ufuncs/arithmetic.js';
import { DistributedArray } from './distributedArray.js';
import { part } from './layout.js';

function mustBeVector(functionName: string, array: DistributedArray): void {
  if (array.ndim !== 1) {
    throw new ValueError(
      `${functionName}: a distributed array of one axis is expected, got shape ${shapeText(array.shape)}`,
    );
  }
}

const slice = (array: NDArray, from: number, to: number): NDArray =>
  array.strided([to - from], [array.steps[0]!], array.offset + from * array.steps[0]!);

/** The elements in order, cut in blocks again. */
export function sampleSort<D extends DType>(array: DistributedArray<D>): DistributedArray<D> {
  mustBeVector('sort', array as unknown as DistributedArray);
  const { comm, layout } = array;
  const { size } = comm;
  const own = sort(array.local as never) as unknown as NDArray;
  if (size === 1) return new DistributedArray(layout, own as unknown as NDArray<D>);
  // Samples at equal distances; of all samples, every size-th divides the values.
  const samples = Array.from({ length: size }, (_, k) => Math.floor((k * own.size) / size)).map((k) =>
    slice(own, Math.min(k, own.size), Math.min(k + 1, own.size)),
  );
  const everyone = comm.allgather(concatenate(samples as never) as unknown as NDArray);
  const all = sort(concatenate(everyone as never) as never) as unknown as NDArray;
  const cuts = [0];
  for (let k = 1; k < size; k++) {
    const at = Math.min(all.size - 1, Math.floor((k * all.size) / size));
    const cut =
      all.size === 0 ? 0 : Number(searchsorted(own as never, all.item(at) as never, { side: 'right' } as never));
    cuts.push(Math.max(cuts[k - 1]!, cut));
  }
  cuts.push(own.size);
  const counts = Int32Array.from({ length: size }, (_, k) => cuts[k + 1]! - cuts[k]!);
  const received = new Int32Array(size);
  comm.Alltoall(counts, received);
  const mine = emptyArray(own.info, [received.reduce((a, b) => a + b, 0)]) as unknown as NDArray;
  comm.Alltoallv([own, counts], [mine, received]);
  const ordered = sort(mine as never) as unknown as NDArray;
  // Ranks hold different numbers now: send each element to the rank whose block it belongs to.
  const lengths = comm.allgather(ordered.size);
  const before = lengths.slice(0, comm.rank).reduce((a, b) => a + b, 0);
  const out = new Int32Array(size);
  const into = new Int32Array(size);
  const overlap = (a: number, b: number, c: number, d: number): number => Math.max(0, Math.min(b, d) - Math.max(a, c));
  const [start, length] = part(array.size, size, comm.rank);
  let at = 0;
  for (let rank = 0; rank < size; rank++) {
    const [from, count] = part(array.size, size, rank);
    out[rank] = overlap(before, before + ordered.size, from, from + count);
    into[rank] = overlap(at, at + lengths[rank]!, start, start + length);
    at += lengths[rank]!;
  }
  const local = emptyArray(array.local.info, [length]);
  comm.Alltoallv([ordered, out], [local as unknown as NDArray, into]);
  return new DistributedArray(layout, local);
}

/** Running sums. */
export function distributedCumsum(array: DistributedArray): DistributedArray {
  mustBeVector('cumsum', array);
  const own = cumsum(array.local as never) as unknown as NDArray;
  const last = own.size > 0 ? own.item(own.size - 1) : null;
  const before = array.comm.exscan(last, {
    op: (a, b) => (a === null ? b : b === null ? a : (a as number) + (b as number)),
  });
  const local = before === null || own.size === 0 ? own : (add(own as never, before as never) as unknown as NDArray);
  return new DistributedArray(array.layout, local);
}
