/**
 * Products of distributed matrices: panel by panel, each panel of the left matrix is given to its row of ranks, each of the right to
 * its column (SUMMA). Source: R. van de Geijn and J. Watts, SUMMA: Scalable Universal Matrix Multiplication Algorithm, 1997.
 */
import { ValueError, shapeText } from '../../core/errors.js';
import { NDArray, emptyArray } from '../../core/ndarray.js';
import { zeros } from '../../ops/creation.js';
import { ascontiguousarray } from '../../ops/layout.js';
import { matmul } from '../../ops/matmul.js';
import { add } from '../../ops/ufuncs/arithmetic.js';
import type { Comm } from '../communicator.js';
import { Request } from '../request.js';
import { DistributedArray, assign, blockView, commonDType } from './distributedArray.js';
import { Layout, part } from './layout.js';
import { redistribute } from './redistribute.js';

/** The rows and columns of a grid of ranks as communicators, made once for each grid. */
const lines = new WeakMap<Comm, Map<string, { readonly row: Comm; readonly column: Comm }>>();

function linesOf({ comm, grid, coords }: Layout): { readonly row: Comm; readonly column: Comm } {
  let known = lines.get(comm);
  if (!known) lines.set(comm, (known = new Map()));
  const key = grid.join();
  let found = known.get(key);
  if (!found) {
    found = { row: comm.Split(coords[0], coords[1]), column: comm.Split(coords[1], coords[0]) };
    known.set(key, found);
  }
  return found;
}

/** So much memory a rank takes for panels that are multiplied at once. */
const STACKED_BYTES = 2 ** 25;

/** Panels on their way: they may be read when the requests are complete. */
interface Panels {
  readonly left: NDArray;
  readonly right: NDArray;
  readonly requests: readonly Request[];
}

/** The matrix product. */
export function distributedMatmul(a: DistributedArray, b: DistributedArray): DistributedArray {
  if (a.ndim !== 2 || b.ndim < 1 || b.ndim > 2 || a.shape[1] !== b.shape[0]) {
    throw new ValueError(
      `matmul: a matrix is multiplied with a matrix or vector whose first axis is as long as its second, got shapes ${shapeText(a.shape)} and ${shapeText(b.shape)}`,
    );
  }
  if (b.ndim === 1) return matrixVector(a, b);
  const right = b.grid.join() === a.grid.join() ? b : redistribute(b, a.grid);
  const { comm, grid, block } = a.layout;
  const [rows, columns] = grid as [number, number];
  const inner = a.shape[1]!;
  const layout = new Layout(comm, [a.shape[0]!, b.shape[1]!], grid);
  const dtype = commonDType(a, b);
  const { row, column } = linesOf(a.layout);
  const [height, width] = layout.block.shape as [number, number];
  // Panels end where a block of either matrix does.
  const edges = new Set<number>([inner]);
  for (let k = 0; k < columns; k++) edges.add(part(inner, columns, k)[0]);
  for (let k = 0; k < rows; k++) edges.add(part(inner, rows, k)[0]);
  const cuts = [...edges].filter((edge) => edge <= inner).sort((p, q) => p - q);
  // Without ranks beside this one, its rows are whole: panels of the right matrix are stacked, for one product of many is faster.
  const bytes = right.local.info.itemsize * width;
  const most = row.size > 1 ? 0 : Math.floor(STACKED_BYTES / Math.max(1, bytes));
  const groups = stacks(cuts, most);
  /** Bring some panels of both matrices; what this rank has already comes without a copy where it can. */
  const fetch = ([first, last]: readonly [number, number]): Panels => {
    const [from, to] = [cuts[first]!, cuts[last]!];
    const requests: Request[] = [];
    const bring = (
      { local }: DistributedArray,
      line: Comm,
      owner: number,
      starts: number[],
      shape: number[],
      into?: NDArray,
    ): NDArray => {
      const own = line.rank === owner ? blockView(local, { starts, shape }) : undefined;
      if (own && line.size === 1) return own;
      if (own && into) assign(into, own);
      const panel =
        into ?? ((own ? ascontiguousarray(own as never) : emptyArray(local.info, shape)) as unknown as NDArray);
      requests.push(line.Ibcast(panel, { root: owner }));
      return panel;
    };
    const left = bring(a, row, ownerOf(inner, columns, from), [0, from - block.starts[1]!], [height, to - from]);
    const stack =
      last - first > 1 ? (emptyArray(right.local.info, [to - from, width]) as unknown as NDArray) : undefined;
    let brought = stack;
    for (let k = first; k < last; k++) {
      const [start, depth] = [cuts[k]!, cuts[k + 1]! - cuts[k]!];
      const slab = stack && blockView(stack, { starts: [start - from, 0], shape: [depth, width] });
      const owner = ownerOf(inner, rows, start);
      const one = bring(right, column, owner, [start - right.starts[0]!, 0], [depth, width], slab);
      brought ??= one;
    }
    return { left, right: brought!, requests };
  };
  let result: NDArray | undefined;
  let next = groups.length > 0 ? fetch(groups[0]!) : undefined;
  for (let k = 0; next; k++) {
    const { left, right: other, requests } = next;
    Request.Waitall(requests);
    // The next panels are on their way while these are multiplied.
    next = k + 1 < groups.length ? fetch(groups[k + 1]!) : undefined;
    const product = matmul(left as never, other as never) as unknown as NDArray;
    result = result
      ? (add(result as never, product as never, { out: result } as never) as unknown as NDArray)
      : product;
  }
  return new DistributedArray(layout, result ?? (zeros([height, width], { dtype }) as unknown as NDArray));
}

/** Panels that are multiplied at once: from which cut to which, of at most so many rows unless there is one alone. */
function stacks(cuts: readonly number[], most: number): [first: number, last: number][] {
  const groups: [number, number][] = [];
  for (let k = 0; k + 1 < cuts.length; k++) {
    const group = groups.at(-1);
    if (group && cuts[k + 1]! - cuts[group[0]]! <= most) group[1] = k + 1;
    else groups.push([k, k + 1]);
  }
  return groups;
}

function ownerOf(length: number, parts: number, index: number): number {
  for (let k = 0; k < parts; k++) {
    const [start, count] = part(length, parts, k);
    if (index >= start && index < start + count) return k;
  }
  return parts - 1;
}

/** A matrix by rows with a vector: every rank gets the whole vector. */
function matrixVector(a: DistributedArray, b: DistributedArray): DistributedArray {
  const { comm } = a;
  const byRows = redistribute(a, [comm.size, 1]);
  const product = matmul(byRows.local as never, b.allgather() as never) as unknown as NDArray;
  return new DistributedArray(new Layout(comm, [a.shape[0]!], [comm.size]), product);
}
