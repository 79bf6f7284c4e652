/** Products of splines on a rectangular grid: coefficients from values, and values at points. */
import { intervalOf } from './intervals.js';
import { makeInterpSpline } from './makeSplines.js';
import { arrayOver } from './data.js';
import { sharedKernel } from './sharing.js';
import { basisAt } from './splineBasis.js';

/** Knots and degree for each dimension, coefficients in C order, `width` numbers each. */
export interface TensorSpline {
  readonly t: readonly Float64Array[];
  readonly k: readonly number[];
  readonly c: Float64Array;
  /** How many coefficients lie along each dimension. */
  readonly shape: readonly number[];
  readonly width: number;
}

/** The product of interpolating splines of the given degrees through values on a grid. */
export function tensorThrough(
  grids: readonly Float64Array[],
  values: Float64Array,
  width: number,
  k: readonly number[],
): TensorSpline {
  const shape = grids.map((grid) => grid.length);
  let c = values;
  const t: Float64Array[] = [];
  grids.forEach((grid, axis) => {
    const before = shape.slice(0, axis).reduce((a, b) => a * b, 1);
    const after = shape.slice(axis + 1).reduce((a, b) => a * b, width);
    const spline = makeInterpSpline(grid, arrayOver(c, [before, grid.length, after]), { k: k[axis]!, axis: 1 });
    t.push(spline.parts.spline.t);
    // The axis comes first in a spline's rows: back into its place.
    const rows = spline.parts.spline.c;
    const turned = new Float64Array(rows.length);
    const n = grid.length;
    for (let i = 0; i < n; i++) {
      for (let b = 0; b < before; b++) {
        turned.set(rows.subarray((i * before + b) * after, (i * before + b + 1) * after), (b * n + i) * after);
      }
    }
    c = turned;
  });
  return { t, k, c, shape, width };
}

interface TensorSettings extends Pick<TensorSpline, 'k' | 'shape' | 'width'> {
  readonly nu: readonly number[];
  readonly extrapolate: boolean;
}

const shared = sharedKernel('tensor splines', ([c, ...t], own: TensorSettings, points, out) =>
  evaluateHere({ ...own, c: c as Float64Array, t: t as Float64Array[] }, points, own.nu, own.extrapolate, out),
);

/** Values, or partial derivatives of orders nu; nan outside unless `extrapolate`. */
export function evaluateTensor(
  { t, k, c, shape, width }: TensorSpline,
  points: Float64Array,
  nu: readonly number[],
  extrapolate: boolean,
  out: Float64Array,
): void {
  const products = k.reduce((product, degree) => product * (degree + 1), 1);
  shared([c, ...t], { k, shape, width, nu, extrapolate }, points, out, points.length / t.length, 50 + products * width);
}

function evaluateHere(
  spline: TensorSpline,
  points: Float64Array,
  nu: readonly number[],
  extrapolate: boolean,
  out: Float64Array,
): void {
  const { t, k, c, shape, width } = spline;
  const d = t.length;
  const count = points.length / d;
  const basis = k.map((degree) => new Float64Array(degree + 1));
  const work = new Float64Array(Math.max(...k) + 1);
  const spans = Int32Array.from(k);
  const first = new Int32Array(d);
  const at = new Int32Array(d);
  const partial = new Float64Array(d + 1);
  const steps = new Int32Array(d);
  let step = width;
  for (let i = d - 1; i >= 0; i--) {
    steps[i] = step;
    step *= shape[i]!;
  }
  for (let p = 0; p < count; p++) {
    let missing = false;
    for (let i = 0; i < d && !missing; i++) {
      const knots = t[i]!;
      const degree = k[i]!;
      const n = knots.length - degree - 1;
      const x = points[p * d + i]!;
      if (x !== x || (!extrapolate && (x < knots[degree]! || x > knots[n]!))) {
        missing = true;
        break;
      }
      spans[i] = intervalOf(knots, x, degree, n - 1, spans[i]!);
      if (nu[i]! > degree) basis[i]!.fill(0);
      else basisAt(knots, degree, spans[i]!, x, nu[i]!, basis[i]!, work);
      first[i] = spans[i]! - degree;
    }
    if (missing) {
      for (let column = 0; column < width; column++) out[p * width + column] = NaN;
      continue;
    }
    for (let column = 0; column < width; column++) {
      // All products, the last dimension fastest: partial[i] is the sum within dimension i so far.
      at.fill(0);
      partial.fill(0);
      let position = column;
      for (let i = 0; i < d; i++) position += first[i]! * steps[i]!;
      const last = d - 1;
      const width1 = k[last]! + 1;
      const fast = basis[last]!;
      const fastStep = steps[last]!;
      for (;;) {
        let sum = 0;
        for (let j = 0; j < width1; j++) sum += fast[j]! * c[position + j * fastStep]!;
        let i = last - 1;
        let value = sum;
        for (; i >= 0; i--) {
          partial[i]! += basis[i]![at[i]!]! * value;
          at[i]!++;
          position += steps[i]!;
          if (at[i]! <= k[i]!) break;
          value = partial[i]!;
          partial[i] = 0;
          position -= at[i]! * steps[i]!;
          at[i] = 0;
        }
        if (i < 0) {
          out[p * width + column] = value;
          break;
        }
      }
    }
  }
}
