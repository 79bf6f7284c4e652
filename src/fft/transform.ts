/**
 * What all transforms come down to: the operand cut or padded, the result allocated or `out`, one engine asked, on this thread or
 * shared out over rows.
 */
import type { DTypeInfo } from '../core/dtype.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { sharesMemory } from '../core/overlap.js';
import { sameShape } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { checkOutput } from '../ops/axes.js';
import type { TrigonometricKind } from './engine/engine.js';
import { inPrecision } from './dtypes.js';
import { dropNegativeZeros, fillMirrored } from './mirrored.js';
import { perform } from './sharing.js';

/** What a public function hands over beside the numbers. */
export interface Call {
  readonly functionName: string;
  readonly out?: NDArray | null;
  /** May the input's memory be used? */
  readonly overwrite: boolean;
  /** May the work be shared out? */
  readonly share: boolean;
}

/** The array with other lengths along axes: cut off (a view) or filled up with zeros (a copy). */
export function fitted(a: NDArray, axes: readonly number[], lengths: readonly number[]): NDArray {
  const shape = [...a.shape];
  const cut = [...a.shape];
  axes.forEach((axis, k) => {
    shape[axis] = lengths[k]!;
    cut[axis] = Math.min(cut[axis]!, lengths[k]!);
  });
  if (sameShape(shape, a.shape)) return a;
  const view = sameShape(cut, a.shape) ? a : a.strided(cut, a.steps, a.offset);
  if (sameShape(shape, cut)) return view;
  const result = zerosArray(a.info, shape);
  backend().copy(cut, view, result);
  return result;
}

/** The array that a result is computed in: `out` if it can be, else a fresh one. */
function destination(
  call: Call,
  info: DTypeInfo,
  shape: readonly number[],
  source: NDArray,
  inPlace: boolean,
): NDArray {
  const { functionName, out } = call;
  if (out !== undefined && out !== null) {
    checkOutput(functionName, out, shape, info);
    const apart = out.info === info && !out.steps.some((step, k) => step === 0 && shape[k]! > 1);
    if (apart && (!sharesMemory(out, source) || (inPlace && isSame(out, source)))) return out;
  } else if (call.overwrite && inPlace && source.info === info && source.writeable && sameShape(source.shape, shape)) {
    return source;
  }
  return emptyArray(info, shape);
}

function isSame(a: NDArray, b: NDArray): boolean {
  return a.storage === b.storage && a.offset === b.offset && sameShape(a.steps, b.steps) && sameShape(a.shape, b.shape);
}

/** The result, moved to `out` if it was computed elsewhere. */
function deliver(call: Call, result: NDArray): NDArray {
  const { out } = call;
  if (out === undefined || out === null || out === result) return result;
  backend().copy(out.shape, result, out);
  return out;
}

/** A complex transform over axes, of real or complex input. */
export function complexTransform(
  call: Call,
  a: NDArray,
  axes: readonly number[],
  lengths: readonly number[],
  inverse: boolean,
  scale: number,
  info: DTypeInfo,
): NDArray {
  const source = fitted(inPrecision(a), axes, lengths);
  const { shape } = source;
  const target = destination(call, info, shape, source, source.info.kind === 'c');
  if (axes.length === 0) backend().copy(shape, source, target);
  else if (source.info.kind === 'c') perform('complex', shape, axes, { source, target, inverse, scale }, call.share);
  else {
    // Of a real array half the spectrum is enough; the rest mirrors it.
    const last = axes[axes.length - 1]!;
    const rest = axes.slice(0, -1);
    const half = halfOf(target, last);
    perform('realToComplex', shape, [last], { source, target: half, inverse, scale }, call.share);
    if (rest.length > 0) {
      perform('complex', half.shape, rest, { source: half, target: half, inverse, scale: 1 }, call.share);
    }
    dropNegativeZeros(target, shape[last]!);
    fillMirrored(target, axes, last);
  }
  return deliver(call, target);
}

/** The first n / 2 + 1 elements along an axis. */
function halfOf(a: NDArray, axis: number): NDArray {
  return a.strided(
    a.shape.map((n, k) => (k === axis ? Math.floor(n / 2) + 1 : n)),
    a.steps,
    a.offset,
  );
}

/** Real input to the half spectrum: the last of the axes is halved. */
export function realTransform(
  call: Call,
  a: NDArray,
  axes: readonly number[],
  lengths: readonly number[],
  inverse: boolean,
  scale: number,
  info: DTypeInfo,
): NDArray {
  const source = fitted(inPrecision(a), axes, lengths);
  const last = axes[axes.length - 1]!;
  const shape = source.shape.map((n, k) => (k === last ? Math.floor(n / 2) + 1 : n));
  const target = destination(call, info, shape, source, false);
  perform('realToComplex', source.shape, [last], { source, target, inverse, scale }, call.share);
  dropNegativeZeros(target, source.shape[last]!);
  const rest = axes.slice(0, -1);
  if (rest.length > 0) perform('complex', shape, rest, { source: target, target, inverse, scale: 1 }, call.share);
  return deliver(call, target);
}

/** The half spectrum back to reals; `lengths` are those of the result. */
export function hermitianTransform(
  call: Call,
  a: NDArray,
  axes: readonly number[],
  lengths: readonly number[],
  inverse: boolean,
  scale: number,
  complexDType: DTypeInfo,
  info: DTypeInfo,
): NDArray {
  const last = axes[axes.length - 1]!;
  const halves = lengths.map((n, k) => (k === lengths.length - 1 ? Math.floor(n / 2) + 1 : n));
  let source = fitted(a.info === complexDType ? a : asComplex(a, complexDType), axes, halves);
  const shape = source.shape.map((n, k) => (k === last ? lengths[lengths.length - 1]! : n));
  const target = destination(call, info, shape, source, false);
  const rest = axes.slice(0, -1);
  if (rest.length > 0) {
    const spectrum = call.overwrite && source.writeable ? source : emptyArray(complexDType, source.shape);
    perform('complex', source.shape, rest, { source, target: spectrum, inverse, scale: 1 }, call.share);
    source = spectrum;
  }
  perform('complexToReal', shape, [last], { source, target, inverse, scale }, call.share);
  return deliver(call, target);
}

function asComplex(a: NDArray, info: DTypeInfo): NDArray {
  const result = emptyArray(info, a.shape);
  backend().copy(a.shape, a, result);
  return result;
}

/** Cosine or sine transforms of a real array along axes, in turn. */
export function trigonometricTransform(
  source: NDArray,
  target: NDArray,
  axes: readonly number[],
  kind: TrigonometricKind,
  scale: number,
  share: boolean,
): void {
  let from = source;
  axes.forEach((axis, k) => {
    perform('trigonometric', target.shape, [axis], { source: from, target, kind, scale: k === 0 ? scale : 1 }, share);
    from = target;
  });
}
