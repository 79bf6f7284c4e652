/**
 * Sliding sums of products, the work of every finite filter: `y[i] = sum over j of h[j] x[i + j]`. Compiled where the native
 * library is there, shared out over threads where it repays; each sum is taken in the order of j, so that all ways agree bit for bit.
 */
import { backend, type StridedView } from '../../backends/backend.js';
import { signalKernels } from '../../backends/native/kernels/signal.js';
import { defineTask, share } from '../../backends/task.js';
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';

/** A Float64Array as tasks take it. */
export const viewOf = (values: Float64Array): StridedView => ({
  info: DTYPES.float64 as DTypeInfo,
  storage: values,
  offset: 0,
  steps: [1],
});

/** Nanoseconds a product, about. */
export const productCost = (): number => (signalKernels() ? 0.15 : 0.5);
/** Results below which compiled loops gain nothing. */
const NATIVE_FROM = 64;

/** Chunks for a task of so many nanoseconds: more than threads, so that one that is held up leaves its share to others. */
export const chunksFor = (nanoseconds: number, most: number): number =>
  Math.max(1, Math.min(most, 8 * backend().capabilities.workers, Math.ceil(nanoseconds / 50_000)));

/** As `slide`, on this thread. */
export function slideHere(x: Float64Array, h: Float64Array, y: Float64Array): void {
  const n = y.length;
  const m = h.length;
  const native = n >= NATIVE_FROM ? signalKernels() : undefined;
  if (native) return native.slide(x, h, y, n, m);
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    let s7 = 0;
    for (let j = 0, p = i; j < m; j++, p++) {
      const c = h[j]!;
      s0 += c * x[p]!;
      s1 += c * x[p + 1]!;
      s2 += c * x[p + 2]!;
      s3 += c * x[p + 3]!;
      s4 += c * x[p + 4]!;
      s5 += c * x[p + 5]!;
      s6 += c * x[p + 6]!;
      s7 += c * x[p + 7]!;
    }
    y[i] = s0;
    y[i + 1] = s1;
    y[i + 2] = s2;
    y[i + 3] = s3;
    y[i + 4] = s4;
    y[i + 5] = s5;
    y[i + 6] = s6;
    y[i + 7] = s7;
  }
  for (; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < m; j++) sum += h[j]! * x[i + j]!;
    y[i] = sum;
  }
}

const sliding = defineTask(
  'signal: sliding',
  (chunk, chunks, x: StridedView, h: StridedView, y: StridedView) => {
    const [start, end] = share(y.storage.length, chunk, chunks, 32);
    if (start === end) return;
    const taps = h.storage as Float64Array;
    slideHere(
      (x.storage as Float64Array).subarray(start, end + taps.length - 1),
      taps,
      (y.storage as Float64Array).subarray(start, end),
    );
  },
  [2],
);

/**
 * Sliding sums of products, all of `y`.
 *
 * @param x - `y.length + h.length - 1` numbers
 * @param h - the weights
 * @param y - receives the sums
 */
export function slide(x: Float64Array, h: Float64Array, y: Float64Array): void {
  const nanoseconds = y.length * h.length * productCost();
  if (backend().capabilities.workers === 1) return slideHere(x, h, y);
  backend().run(
    sliding,
    chunksFor(nanoseconds, Math.ceil(y.length / 64)),
    nanoseconds,
    viewOf(x),
    viewOf(h),
    viewOf(y),
  );
}
