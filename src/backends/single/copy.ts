/** Copies between layouts and dtypes. */
import { DTYPES, type DTypeInfo, type Storage } from '../../core/dtype.js';
import { arg, complexArg } from '../../core/expression.js';
import { isStepsC, sizeOf } from '../../core/shape.js';
import type { Kernel, StridedView } from '../backend.js';
import { elementwise } from './elementwise.js';

const kernels = new Map<DTypeInfo, Kernel>();

function identity(to: DTypeInfo): Kernel {
  let kernel = kernels.get(to);
  if (!kernel) {
    kernel = {
      id: `copy:${to.char}`,
      inputs: [to],
      outputs: [to],
      results: [to.lanes === 2 ? complexArg(0) : arg(0)],
      cheap: true,
      associative: false,
    };
    kernels.set(to, kernel);
  }
  return kernel;
}

/** The bits of float16 and bool are copied as they are. */
function raw(view: StridedView): StridedView {
  const info = view.info.name === 'float16' ? DTYPES.uint16 : view.info.name === 'bool' ? DTYPES.uint8 : undefined;
  return info ? { info, storage: view.storage, offset: view.offset, steps: view.steps } : view;
}

/** See `Backend.copy`. */
export function copy(shape: readonly number[], source: StridedView, target: StridedView, mask?: StridedView): void {
  if (source.info === target.info) {
    if (!mask && isStepsC(shape, source.steps) && isStepsC(shape, target.steps)) {
      const { lanes } = source.info;
      const n = sizeOf(shape) * lanes;
      const from = source.offset * lanes;
      const to = target.offset * lanes;
      if (n > 32) {
        (target.storage as Uint8Array).set(source.storage.subarray(from, from + n) as Uint8Array, to);
        return;
      }
    }
    source = raw(source);
    target = raw(target);
  }
  elementwise(identity(target.info), shape, [source], [target], mask);
}

type Move = (
  many: Storage,
  few: Storage,
  positions: Int32Array | Float64Array,
  offset: number,
  start: number,
  block: number,
) => void;
const moves = new Map<string, Move>();

/** A copying loop for one type of storage: `gather` from scattered places or `scatter` to them. */
function moveFor(info: DTypeInfo, scatter: boolean): Move {
  const key = `${info.Storage.name}${scatter}`;
  let move = moves.get(key);
  if (!move) {
    const one = scatter ? 'a[offset+at[i]]=b[start+i]' : 'b[start+i]=a[offset+at[i]]';
    const some = scatter ? 'a[from+k]=b[to+k]' : 'b[to+k]=a[from+k]';
    move = new Function(
      'a,b,at,offset,start,block',
      `const n=at.length;if(block===1){for(let i=0;i<n;i++)${one};}
       else for(let i=0;i<n;i++){const from=offset+at[i]*block,to=start+i*block;for(let k=0;k<block;k++)${some};}`,
    ) as Move;
    moves.set(key, move);
  }
  return move;
}

/** See `Backend.gather`; `positions` count blocks. */
export function gather(
  view: StridedView,
  positions: Int32Array | Float64Array,
  block: number,
  packed: StridedView,
): void {
  const { lanes } = view.info;
  moveFor(view.info, false)(
    view.storage,
    packed.storage,
    positions,
    view.offset * lanes,
    packed.offset * lanes,
    block * lanes,
  );
}

/** See `Backend.scatter`; `positions` count blocks. */
export function scatter(
  view: StridedView,
  positions: Int32Array | Float64Array,
  block: number,
  packed: StridedView,
): void {
  const { lanes } = view.info;
  moveFor(view.info, true)(
    view.storage,
    packed.storage,
    positions,
    view.offset * lanes,
    packed.offset * lanes,
    block * lanes,
  );
}
