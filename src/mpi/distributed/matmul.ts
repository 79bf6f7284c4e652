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
import { DistributedArray, blockView, commonDType } from './distributedArray.js';
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

/** The matrix product. */
export function distributedMatmul(a: DistributedArray, b: DistributedArray): DistributedArray {
  if (a.ndim !== 2 || b.ndim < 1 || b.ndim > 2 || a.shape[1] !== b.shape[0]) {
    throw new ValueError(
      `matmul: a matrix is multiplied with a matrix or vector whose first axis is as long as its second, got shapes ${shapeText(a.shape)} and ${shapeText(b.shape)}`,
    );
  }
  if (b.ndim === 1) return matrixVector(a, b);
  const right = b.grid.join() === a.grid.join() ? b : redistribute(b, a.grid);
  const { comm, grid, coords, block } = a.layout;
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
  let result: NDArray | undefined;
  for (let k = 0; k + 1 < cuts.length; k++) {
    const [from, to] = [cuts[k]!, cuts[k + 1]!];
    const depth = to - from;
    const ownerColumn = ownerOf(inner, columns, from);
    const ownerRow = ownerOf(inner, rows, from);
    let panelA =
      coords[1] === ownerColumn
        ? blockView(a.local, { starts: [0, from - block.starts[1]!], shape: [height, depth] })
        : undefined;
    if (columns > 1) {
      const packed = panelA
        ? (ascontiguousarray(panelA as never) as NDArray)
        : emptyArray(a.local.info, [height, depth]);
      row.Bcast(packed as unknown as NDArray, { root: ownerColumn });
      panelA = packed as unknown as NDArray;
    }
    let panelB =
      coords[0] === ownerRow
        ? blockView(right.local, { starts: [from - right.starts[0]!, 0], shape: [depth, width] })
        : undefined;
    if (rows > 1) {
      const packed = panelB
        ? (ascontiguousarray(panelB as never) as NDArray)
        : emptyArray(right.local.info, [depth, width]);
      column.Bcast(packed as unknown as NDArray, { root: ownerRow });
      panelB = packed as unknown as NDArray;
    }
    const product = matmul(panelA as never, panelB as never) as unknown as NDArray;
    result = result
      ? (add(result as never, product as never, { out: result } as never) as unknown as NDArray)
      : product;
  }
  return new DistributedArray(layout, result ?? (zeros([height, width], { dtype }) as unknown as NDArray));
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
