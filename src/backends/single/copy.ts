/** Copies between layouts and dtypes. */
import { DTYPES, type DTypeInfo, type Storage } from '../../core/dtype.js';
import { arg, complexArg } from '../../core/expression.js';
import { isStepsC, sizeOf } from '../../core/shape.js';
import type { Kernel, StridedView } from '../backend.js';
import { nativeMove } from '../native/kernels/moves.js';
import { elementwise } from './elementwise.js';
import { forEachOuter, planLoops } from './iteration.js';

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

/** From this many slots on a row is copied by the engine's own `set`. */
const LONG_ROW = 192;

/** Copy rows that lie without gaps on both sides; false where there are none of some length. */
function copyRows(shape: readonly number[], source: StridedView, target: StridedView): boolean {
  const last = shape.length - 1;
  if (last < 0 || source.steps[last] !== 1 || target.steps[last] !== 1) return false;
  const { lanes } = source.info;
  const plan = planLoops(shape, [source, target], 1);
  const inner = plan.shape.length - 1;
  if (inner < 0 || plan.steps[0]![inner] !== 1 || plan.steps[1]![inner] !== 1) return false;
  const slots = plan.shape[inner]! * lanes;
  if (slots < LONG_ROW) return false;
  const to = target.storage as Uint8Array;
  const from = source.storage as Uint8Array;
  forEachOuter(plan, 1, [source.offset, target.offset], (offsets) => {
    const start = offsets[0]! * lanes;
    to.set(from.subarray(start, start + slots), offsets[1]! * lanes);
  });
  return true;
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
    if (!mask && copyRows(shape, source, target)) return;
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
    const whole = scatter ? 'a.set(b.subarray(to,to+block),from)' : 'b.set(a.subarray(from,from+block),to)';
    move = new Function(
      'a,b,at,offset,start,block',
      `const n=at.length;if(block===1){for(let i=0;i<n;i++)${one};}
       else if(block>=${LONG_ROW}){for(let i=0;i<n;i++){const from=offset+at[i]*block,to=start+i*block;${whole};}}
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
  if (nativeMove(false, view, positions, block, packed)) return;
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
  if (nativeMove(true, view, positions, block, packed)) return;
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
