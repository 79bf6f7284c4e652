/** Running folds along one axis: cumulative sums and their like. */
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import { sizeOf } from '../../core/shape.js';
import type { Kernel, StridedView } from '../backend.js';
import { nativeScan } from '../native/kernels/reduce.js';
import { copy } from './copy.js';
import { elementwise } from './elementwise.js';
import { forEachOuter, planLoops } from './iteration.js';
import { Renderer } from './render.js';

type Scan = (source: Storage, p: number, s: number, out: Storage, q: number, t: number, n: number) => void;

const scans = new WeakMap<Kernel, Map<number, Scan>>();

function scanFor(kernel: Kernel, source: DTypeInfo, out: DTypeInfo): Scan {
  let cache = scans.get(kernel);
  if (!cache) scans.set(kernel, (cache = new Map()));
  const key = source.num * 16 + out.num;
  let scan = cache.get(key);
  if (!scan) cache.set(key, (scan = renderScan(kernel, source, out)));
  return scan;
}

/** Does storage keep a computed value as it is, so that the running value may stay in a local variable? */
function isKept(kernel: Kernel, out: DTypeInfo): boolean {
  return (
    out === kernel.outputs[0] &&
    (out.domain === 'bigint' || out.itemsize / out.lanes === 8 || (out.kind === 'i' && out.itemsize === 4))
  );
}

/** Where values are rounded or wrapped when they are stored, the next step sees them so: they are read back. */
function renderScan(kernel: Kernel, source: DTypeInfo, out: DTypeInfo): Scan {
  const r = new Renderer();
  const kept = isKept(kernel, out);
  let before = r.load(out, kernel.inputs[0]!, 'c', kept ? 'q' : 'q-t');
  let start = '';
  if (kept) {
    start = r.statements.join('') + before.map(({ code }, lane) => `let v${lane}=${code};`).join('');
    before = before.map(({ type }, lane) => ({ code: `v${lane}`, type }));
    r.reset();
  }
  const value = r.load(source, kernel.inputs[1]!, 'a', 'p');
  const values = r.element(kernel, [before, value])[0]!;
  let body = r.statements.join('');
  if (kept) {
    body +=
      values.map(({ code }, lane) => `const w${lane}=${code};`).join('') +
      values.map((_, lane) => `v${lane}=w${lane};`).join('');
    body += r.store(before, out, 'c', 'q');
  } else body += r.store(values, out, 'c', 'q');
  return r.compile<Scan>(['a', 'p', 's', 'c', 'q', 't', 'n'], `${start}for(let i=1;i<n;i++){p+=s;q+=t;${body}}`);
}

/** See `Backend.scan`. */
export function scan(
  kernel: Kernel,
  shape: readonly number[],
  axis: number,
  source: StridedView,
  out: StridedView,
): void {
  const n = shape[axis]!;
  if (sizeOf(shape) === 0) return;
  const rest = shape.filter((_, k) => k !== axis);
  const drop = (view: StridedView, shift: number): StridedView => ({
    info: view.info,
    storage: view.storage,
    offset: view.offset + shift * view.steps[axis]!,
    steps: view.steps.filter((_, k) => k !== axis),
  });
  copy(rest, drop(source, 0), drop(out, 0));
  const fastest = Math.min(...source.steps.map((step, k) => (shape[k] === 1 ? Infinity : Math.abs(step))));
  if (sizeOf(rest) > 16 && Math.abs(source.steps[axis]!) > fastest) {
    // The axis crosses memory: go row by row.
    for (let i = 1; i < n; i++) elementwise(kernel, rest, [drop(out, i - 1), drop(source, i)], [drop(out, i)]);
    return;
  }
  const views = [drop(source, 0), drop(out, 0)];
  const plan = planLoops(rest, views, 1);
  if (nativeScan(kernel, plan, n, source, source.steps[axis]!, out, out.steps[axis]!)) return;
  const run = scanFor(kernel, source.info, out.info);
  forEachOuter(plan, 0, [source.offset, out.offset], (o) =>
    run(source.storage, o[0]!, source.steps[axis]!, out.storage, o[1]!, out.steps[axis]!, n),
  );
}

/**
 * Go on with a running fold: the value before the first place of `out` is there already.
 *
 * @param n - how many values to add
 * @param source - one axis, from the next value on
 * @param out - one axis, from the next result on
 */
export function continueScan(kernel: Kernel, n: number, source: StridedView, out: StridedView): void {
  const [s, t] = [source.steps[0]!, out.steps[0]!];
  const before = (view: StridedView, step: number): StridedView => ({ ...view, offset: view.offset - step });
  const none = { shape: [], steps: [[], []] };
  if (nativeScan(kernel, none, n + 1, before(source, s), s, before(out, t), t)) return;
  const run = scanFor(kernel, source.info, out.info);
  run(source.storage, source.offset - s, s, out.storage, out.offset - t, t, n + 1);
}
