/**
 * Values at many points, shared out over threads where that repays: every point's value depends on the interpolant alone, so the
 * results do not depend on the cuts. What an interpolant is travels as arrays, which other threads see, and a few settings.
 */
import { backend, type StridedView } from '../backends/backend.js';
import { defineTask, share } from '../backends/task.js';
import { DTYPES, type DTypeInfo } from '../core/dtype.js';

/** Numbers that say what an interpolant is. */
export type InterpolantArray = Float64Array | Int32Array;

/** Writes values, all of `out`, for points; `settings` is plain data. */
export type PointKernel<S> = (
  arrays: readonly InterpolantArray[],
  settings: S,
  points: Float64Array,
  out: Float64Array,
) => void;

const kernels = new Map<string, PointKernel<never>>();

const viewOf = (values: InterpolantArray): StridedView => ({
  info: (values instanceof Int32Array ? DTYPES.int32 : DTYPES.float64) as DTypeInfo,
  storage: values,
  offset: 0,
  steps: [1],
});

const evaluating = defineTask(
  'interpolate: points',
  (
    chunk,
    chunks,
    name: string,
    settings: never,
    arrays: readonly StridedView[],
    count: number,
    grain: number,
    points: StridedView,
    out: StridedView,
  ) => {
    const [start, end] = share(count, chunk, chunks, grain);
    if (start === end) return;
    const part = ({ storage }: StridedView): Float64Array => {
      const size = storage.length / count;
      return (storage as Float64Array).subarray(start * size, end * size);
    };
    kernels.get(name)!(
      arrays.map((view) => view.storage as InterpolantArray),
      settings,
      part(points),
      part(out),
    );
  },
  [6],
);

/** Evaluates an interpolant at `count` points. */
export type Evaluate<S> = (
  arrays: readonly InterpolantArray[],
  settings: S,
  points: Float64Array,
  out: Float64Array,
  count: number,
  nanoseconds: number,
) => void;

/**
 * A kernel that other threads can find by its name.
 *
 * @param grain - points that must stay together: a kernel that remembers where the last point was begins afresh that often
 * @returns what calls it for all points; `nanoseconds` says what a point takes
 */
export function sharedKernel<S>(name: string, kernel: PointKernel<S>, grain = 16): Evaluate<S> {
  kernels.set(name, kernel as PointKernel<never>);
  return (arrays, settings, points, out, count, nanoseconds) => {
    const { workers } = backend().capabilities;
    const chunks = Math.min(8 * workers, Math.ceil(count / grain), Math.ceil((count * nanoseconds) / 50_000));
    if (workers === 1 || chunks < 2 || out.length === 0) return kernel(arrays, settings, points, out);
    const views = arrays.map(viewOf);
    backend().run(evaluating, chunks, count * nanoseconds, name, settings as never, views, count, grain, viewOf(points), viewOf(out)); // prettier-ignore
  };
}
