/** One transform, on this thread or, where the work repays it, in parts on all threads of the backend. */
import type { NDArray } from '../core/ndarray.js';
import { sizeOf } from '../core/shape.js';
import { backend, type StridedView } from '../backends/backend.js';
import { defineTask, share } from '../backends/task.js';
import { engine, engineForSharing, engineNamed } from './engine/choice.js';
import type { TrigonometricKind } from './engine/engine.js';

type Operation = 'complex' | 'realToComplex' | 'complexToReal' | 'trigonometric';

/** What is asked of an engine. */
export interface Work {
  readonly source: NDArray;
  readonly target: NDArray;
  readonly scale: number;
  readonly inverse?: boolean;
  readonly kind?: TrigonometricKind;
}

/** Work in nanoseconds below which nothing is shared out. */
const LEAST_WORK = 1_000_000;

function compute(
  engineName: string,
  operation: Operation,
  shape: readonly number[],
  axes: readonly number[],
  source: StridedView,
  target: StridedView,
  inverse: boolean,
  kind: string,
  scale: number,
): void {
  const chosen = engineName === '' ? engine() : engineNamed(engineName);
  switch (operation) {
    case 'complex':
      return chosen.complex(shape, axes, { source, target, inverse, scale });
    case 'realToComplex':
      return chosen.realToComplex(shape, axes[0]!, { source, target, inverse, scale });
    case 'complexToReal':
      return chosen.complexToReal(shape, axes[0]!, { source, target, inverse, scale });
    case 'trigonometric':
      return chosen.trigonometric(shape, axes[0]!, kind as TrigonometricKind, { source, target, scale });
  }
}

const part = defineTask(
  'fft',
  (
    chunk,
    chunks,
    engineName: string,
    operation: Operation,
    shape: readonly number[],
    axes: readonly number[],
    cut: number,
    source: StridedView,
    target: StridedView,
    inverse: boolean,
    kind: string,
    scale: number,
  ) => {
    const [from, to] = share(shape[cut]!, chunk, chunks);
    if (from === to) return;
    const moved = (view: StridedView): StridedView => ({ ...view, offset: view.offset + from * view.steps[cut]! });
    const lengths = shape.map((n, k) => (k === cut ? to - from : n));
    compute(engineName, operation, lengths, axes, moved(source), moved(target), inverse, kind, scale);
  },
  [6],
);

/** May the chunks of a task write to this array? They must write all of its storage, or other threads must see it. */
function isWholly(target: NDArray): boolean {
  return (
    target.storage.buffer instanceof SharedArrayBuffer || target.size * target.info.lanes === target.storage.length
  );
}

/** The longest axis that is not transformed. */
function axisToCut(shape: readonly number[], axes: readonly number[]): number {
  let cut = -1;
  for (let k = 0; k < shape.length; k++) {
    if (!axes.includes(k) && shape[k]! > 1 && (cut < 0 || shape[k]! > shape[cut]!)) cut = k;
  }
  return cut;
}

/** Do one operation; `shape` is as the engine wants it. */
export function perform(
  operation: Operation,
  shape: readonly number[],
  axes: readonly number[],
  work: Work,
  mayShare: boolean,
): void {
  const { source, target, scale, inverse = false, kind = '' } = work;
  if (target.size === 0) return;
  if (mayShare && shape.length > 1 && backend().capabilities.workers > 1) {
    const size = sizeOf(shape);
    const points = axes.reduce((n, axis) => n * shape[axis]!, 1);
    const nanoseconds = size * (2 + Math.log2(points + 1));
    if (nanoseconds >= LEAST_WORK && isWholly(target)) {
      // Over several axes: one after the other, each cut along another one.
      const passes =
        operation === 'complex' && axisToCut(shape, axes) < 0 ? [...axes].reverse().map((k) => [k]) : [axes];
      if (passes.some((pass) => axisToCut(shape, pass) < 0)) {
        return compute('', operation, shape, axes, source, target, inverse, kind, scale);
      }
      let from = source;
      passes.forEach((pass, k) => {
        const cut = axisToCut(shape, pass);
        const args = [shape, pass, cut, from, target, inverse, kind, k === 0 ? scale : 1] as const;
        const chunks = Math.min(shape[cut]!, 4 * backend().capabilities.workers);
        backend().run(part, chunks, nanoseconds / passes.length, engineForSharing(), operation, ...args);
        from = target;
      });
      return;
    }
  }
  compute('', operation, shape, axes, source, target, inverse, kind, scale);
}
