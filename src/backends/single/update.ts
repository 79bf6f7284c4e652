/** In-place updates of chosen elements, one after another. */
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import type { Kernel, StridedView } from '../backend.js';
import { Renderer } from './render.js';

type Update = (
  target: Storage,
  offset: number,
  positions: Int32Array | Float64Array,
  values: Storage,
  start: number,
) => void;

const updates = new WeakMap<Kernel, Map<number, Update>>();

function renderUpdate(kernel: Kernel, target: DTypeInfo, values: DTypeInfo | undefined): Update {
  const r = new Renderer();
  const loads = [r.load(target, kernel.inputs[0]!, 'a', 'p')];
  if (values) loads.push(r.load(values, kernel.inputs[1]!, 'b', 'start+i'));
  const results = r.element(kernel, loads)[0]!;
  const body = r.statements.join('') + r.store(results, target, 'a', 'p');
  return r.compile<Update>(
    ['a', 'offset', 'at', 'b', 'start'],
    `const n=at.length;for(let i=0;i<n;i++){const p=offset+at[i];${body}}`,
  );
}

/** See `Backend.update`. */
export function update(
  kernel: Kernel,
  target: StridedView,
  positions: Int32Array | Float64Array,
  values?: StridedView,
): void {
  let cache = updates.get(kernel);
  if (!cache) updates.set(kernel, (cache = new Map()));
  const key = target.info.num * 16 + (values ? values.info.num : 15);
  let run = cache.get(key);
  if (!run) cache.set(key, (run = renderUpdate(kernel, target.info, values?.info)));
  run(target.storage, target.offset, positions, values ? values.storage : target.storage, values ? values.offset : 0);
}
