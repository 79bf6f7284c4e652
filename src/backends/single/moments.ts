/**
 * Sums of squared deviations from a mean, the second pass of a variance: along rows of memory pairwise, across rows one
 * row after another.
 */
import { DTYPES, type DTypeInfo, type Storage } from '../../core/dtype.js';
import { add, arg, mul, sub } from '../../core/expression.js';
import { sizeOf } from '../../core/shape.js';
import type { Kernel, StridedView } from '../backend.js';
import { nativeDeviations } from '../native/kernels/reduce.js';
import { elementwise } from './elementwise.js';
import { forEachOuter, planLoops } from './iteration.js';
import { specialised } from './specialise.js';

type RowSum = (a: Storage, p: number, s: number, n: number, m: number) => number;

// Blocks of at most 128 with four running sums, joined as a binary tree.
const ROW = `function row(a, p, s, n, m) {
  if (n > 128) { let h = n >>> 1; h -= h & 3; return row(a, p, s, h, m) + row(a, p + h * s, s, n - h, m); }
  let r0 = 0, r1 = 0, r2 = 0, r3 = 0, i = 0;
  if (s === 1) for (; i + 3 < n; i += 4, p += 4) {
    const x = a[p] - m, y = a[p + 1] - m, z = a[p + 2] - m, w = a[p + 3] - m;
    r0 += x * x; r1 += y * y; r2 += z * z; r3 += w * w;
  }
  for (; i < n; i++, p += s) { const x = a[p] - m; r0 += x * x; }
  return (r0 + r1) + (r2 + r3);
}`;

const deviation = sub(arg(1), arg(2));
const kernels = new Map<DTypeInfo, Kernel>();

/** `out + (x - mean)**2`, computed in float64. */
export function acrossRows(out: DTypeInfo): Kernel {
  let kernel = kernels.get(out);
  if (!kernel) {
    const { float64 } = DTYPES;
    kernel = {
      id: `squared deviation:${out.char}`,
      inputs: [out, float64, float64],
      outputs: [out],
      results: [add(arg(0), mul(deviation, deviation))],
      cheap: true,
      associative: false,
    };
    kernels.set(out, kernel);
  }
  return kernel;
}

/** Is this a dtype whose storage holds its numbers as they are? */
export function hasPlainNumbers(info: DTypeInfo): boolean {
  return info.domain === 'number' && info.name !== 'float16';
}

/**
 * Add squared deviations to `out`.
 *
 * @param shape - the shape of the source
 * @param source - real numbers other than float16 and 64-bit integers
 * @param mean - float64, with steps of 0 along the reduced axes
 * @param out - float64, with steps of 0 along the reduced axes, the start of each sum
 */
export function squaredDeviations(
  shape: readonly number[],
  source: StridedView,
  mean: StridedView,
  out: StridedView,
): void {
  if (sizeOf(shape) === 0) return;
  const operands = [source, mean, out];
  const plan = planLoops(shape, operands, 0);
  const last = plan.shape.length - 1;
  if (last >= 0 && plan.steps[2]![last] !== 0) {
    elementwise(acrossRows(out.info), shape, [out, source, mean], [out]);
    return;
  }
  const n = last >= 0 ? plan.shape[last]! : 1;
  const step = last >= 0 ? plan.steps[0]![last]! : 1;
  const outer = {
    shape: plan.shape.slice(0, Math.max(last, 0)),
    steps: plan.steps.map((steps) => steps.slice(0, Math.max(last, 0))),
  };
  const places = (visit: (mean: number, out: number) => void): void =>
    forEachOuter(
      outer,
      0,
      operands.map((view) => view.offset),
      (o) => visit(o[1]!, o[2]!),
    );
  if (nativeDeviations(outer, n, step, source, mean, out, places, DTYPES.complex128)) return;
  const row = specialised<RowSum>(ROW, source.info);
  const means = mean.storage as Float64Array;
  const sums = out.storage as Float64Array;
  forEachOuter(
    plan,
    1,
    operands.map((view) => view.offset),
    (o) => {
      sums[o[2]!]! += row(source.storage, o[0]!, step, n, means[o[1]!]!);
    },
  );
}
