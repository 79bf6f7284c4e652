/** .npy files in blocks: each rank reads and writes its own, through MPI-IO. */
import { DTypeError, FormatError } from '../../core/errors.js';
import { NDArray, emptyArray } from '../../core/ndarray.js';
import { npyHeaderAt } from '../../files/npyFile.js';
import { NATIVE_ORDER } from '../../files/byteOrder.js';
import { npyHeader } from '../../files/npy.js';
import { ascontiguousarray } from '../../ops/layout.js';
import type { Comm } from '../communicator.js';
import { MODE_CREATE, MODE_RDONLY, MODE_WRONLY } from '../constants.js';
import { DATATYPES, type Datatype } from '../datatype.js';
import { File } from '../file.js';
import { DistributedArray } from './distributedArray.js';
import { Layout, checkGrid } from './layout.js';

/** The datatype of a rank's block within the file. */
function blockType(layout: Layout, base: Datatype, order: 'C' | 'F'): Datatype {
  return base.CreateSubarray(layout.shape, layout.block.shape, layout.block.starts, { order }).Commit();
}

const isEmpty = (layout: Layout): boolean => layout.block.shape.includes(0);

/** Read this rank's block. */
export function loadBlock(path: string, comm: Comm, grid?: readonly number[]): DistributedArray {
  const header = npyHeaderAt('load', path);
  const { info, shape, order, dataStart, byteOrder } = header;
  if (byteOrder !== NATIVE_ORDER && info.itemsize > 1) {
    throw new FormatError(
      `${path}: its numbers are in another byte order than this machine's; convert it with np.load and np.save`,
    );
  }
  if (shape.length === 0) throw new DTypeError(`load: ${path} holds an array without axes, which cannot be cut`);
  const layout = new Layout(comm, shape, checkGrid('load', comm, shape.length, grid));
  const local = emptyArray(info, layout.block.shape, order) as unknown as NDArray;
  const file = File.Open(comm, path, { amode: MODE_RDONLY });
  const base = DATATYPES[info.name];
  const type = isEmpty(layout) ? undefined : blockType(layout, base, order);
  file.setView(dataStart, { etype: base, ...(type ? { filetype: type } : {}) });
  // In column order the memory is that of the reversed array.
  file.ReadAtAll(0, (order === 'F' ? local.T : local) as NDArray);
  file.Close();
  type?.Free();
  return new DistributedArray(layout, local);
}

/** Write all blocks into one file. */
export function saveBlocks(path: string, array: DistributedArray): void {
  const { layout, local, comm } = array;
  const header = npyHeader(local.info, layout.shape, 'C');
  const file = File.Open(comm, path, { amode: MODE_WRONLY | MODE_CREATE });
  file.setSize(header.length + array.size * local.info.itemsize);
  if (comm.rank === 0) file.WriteAt(0, header);
  const base = DATATYPES[local.dtype];
  const type = isEmpty(layout) ? undefined : blockType(layout, base, 'C');
  file.setView(header.length, { etype: base, ...(type ? { filetype: type } : {}) });
  file.WriteAtAll(0, ascontiguousarray(local as never) as unknown as NDArray);
  file.Close();
  type?.Free();
}
