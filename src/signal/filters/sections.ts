/** Filtering with second-order sections: sosfilt, its initial states, sosfiltfilt. */
import { backend } from '../../backends/backend.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions, shapeText } from '../../core/errors.js';
import { checkSos } from '../design/sections.js';
import {
  arrayOfRows,
  realArray,
  rowsOf,
  shapedParts,
  partsArray,
  type Numbers,
  type Parts,
  type Reals,
  type Rows,
} from '../values.js';
import { edgeLength, forthAndBack, type PadType } from './padding.js';
import { steadyState } from './linear.js';
import { sectionRows } from './rows.js';

/** Options of `sosfilt`. */
export interface SosfiltOptions {
  /** The axis of time. Default -1. */
  axis?: number;
  /** The state to begin with, of shape (sections, ..., 2, ...); gives the state at the end too. */
  zi?: ArrayLike | null;
}

/** The place of a state's first number (of two) in an array of shape (sections, ..., 2, ...). */
function statePlaces(
  shape: readonly number[],
  axis: number,
): { at(section: number, row: number): number; step: number } {
  const step = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const outer = shape.slice(0, axis).reduce((a, b) => a * b, 1);
  return {
    step,
    at: (section, row) => (section * outer + Math.floor(row / step)) * 2 * step + (row % step),
  };
}

/** All rows; `states`, in the user's order, is changed. */
function filterAll(sos: Float64Array, x: Float64Array, rows: Rows, states: Float64Array | null): Float64Array {
  const count = sos.length / 6;
  const z = new Float64Array(Math.max(1, 2 * count * rows.rows));
  const places = statePlaces(rows.shape, rows.axis);
  const each = (move: (own: number, user: number) => void): void => {
    for (let row = 0; row < rows.rows; row++) {
      for (let s = 0; s < count; s++) {
        const at = places.at(s, row);
        const own = 2 * (row * count + s);
        move(own, at);
        move(own + 1, at + places.step);
      }
    }
  };
  if (states) each((own, user) => (z[own] = states[user]!));
  const y = sectionRows(sos, x, rows.rows, rows.n, z);
  if (states) each((own, user) => (states[user] = z[own]!));
  return y;
}

/**
 * Filter a signal with second-order sections.
 *
 * @param sos - sections as rows b0, b1, b2, a0, a1, a2
 * @param x - the signal
 * @returns the filtered signal; with `zi` a pair of it and the state at the end
 * @throws ValueError when sos or zi has a wrong shape
 * @example
 * const sos = butter(4, 0.2, { output: 'sos' });
 * sosfilt(sos, [1, 0, 0]).size; // 3
 */
export function sosfilt(
  sos: ArrayLike,
  x: ArrayLike,
  options: SosfiltOptions & { zi: ArrayLike },
): [y: Numbers, zf: Numbers];
export function sosfilt(sos: ArrayLike, x: ArrayLike, options?: SosfiltOptions & { zi?: null }): Numbers;
export function sosfilt(sos: ArrayLike, x: ArrayLike, options: SosfiltOptions = {}): Numbers | [Numbers, Numbers] {
  checkOptions('sosfilt', options, ['axis', 'zi']);
  const { sos: c, count } = checkSos('sosfilt', sos);
  const rows = rowsOf('sosfilt', 'x', x, options.axis ?? -1);
  const zi = options.zi ?? null;
  if (zi === null) {
    const y: Parts = { re: filterAll(c, rows.re, rows, null), im: rows.im ? filterAll(c, rows.im, rows, null) : null };
    return arrayOfRows(y, rows);
  }
  const given = shapedParts('sosfilt', 'zi', zi);
  const want = [count, ...rows.shape];
  want[rows.axis + 1] = 2;
  if (given.shape.length !== want.length || !given.shape.every((n, k) => n === want[k])) {
    throw new ValueError(
      `sosfilt: Invalid zi shape. With axis=${options.axis ?? -1}, an input with shape ${shapeText(rows.shape)}, and an sos array ` +
        `with ${count} sections, zi must have shape ${shapeText(want)}, got ${shapeText(given.shape)}.`,
    );
  }
  const zf = {
    re: given.re.slice(),
    im: rows.im || given.im ? (given.im?.slice() ?? new Float64Array(given.re.length)) : null,
  };
  const re = filterAll(c, rows.re, rows, zf.re);
  const im = zf.im ? filterAll(c, rows.im ?? new Float64Array(re.length), rows, zf.im) : null;
  return [arrayOfRows({ re, im }, rows), partsArray(zf, want, rows.single)];
}

function steadyStates(sos: Float64Array, functionName: string): Float64Array {
  const count = sos.length / 6;
  const zi = new Float64Array(2 * count);
  let scale = 1;
  for (let s = 0; s < count; s++) {
    const b = sos.slice(6 * s, 6 * s + 3);
    const a = sos.slice(6 * s + 3, 6 * s + 6);
    const state = steadyState(functionName, {
      b: { re: b, im: null },
      a: { re: a, im: null },
      order: 2,
      recursive: true,
    });
    zi[2 * s] = scale * state[0]!;
    zi[2 * s + 1] = scale * state[1]!;
    scale *= (b[0]! + b[1]! + b[2]!) / (a[0]! + a[1]! + a[2]!);
  }
  return zi;
}

/**
 * The state of `sosfilt` in which the answer to a step is constant from the start.
 *
 * @param sos - sections as rows b0, b1, b2, a0, a1, a2
 * @returns an array of shape (sections, 2)
 * @throws ValueError when sos has a wrong shape or the filter a pole at 1
 * @example
 * sosfiltZi(butter(4, 0.2, { output: 'sos' })).shape; // [2, 2]
 */
export function sosfiltZi(sos: ArrayLike): Reals {
  const { sos: c, count } = checkSos('sosfiltZi', sos);
  return realArray(steadyStates(c, 'sosfiltZi'), [count, 2]);
}

/** Options of `sosfiltfilt`. */
export interface SosfiltfiltOptions {
  /** The axis of time. Default -1. */
  axis?: number;
  /** How the signal is continued at both ends: `'odd'` (the default), `'even'`, `'constant'`, or null for not at all. */
  padtype?: PadType | null;
  /** By how many samples. */
  padlen?: number | null;
}

/**
 * Filter forwards and backwards with second-order sections.
 *
 * @param sos - sections as rows b0, b1, b2, a0, a1, a2
 * @param x - the signal
 * @returns the filtered signal
 * @throws ValueError when sos has a wrong shape or the signal is not longer than `padlen`
 * @example
 * sosfiltfilt(butter(4, 0.2, { output: 'sos' }), np.ones(50)).size; // 50
 */
export function sosfiltfilt(sos: ArrayLike, x: ArrayLike, options: SosfiltfiltOptions = {}): Numbers {
  checkOptions('sosfiltfilt', options, ['axis', 'padtype', 'padlen']);
  const { axis = -1, padtype = 'odd', padlen = null } = options;
  const { sos: c, count } = checkSos('sosfiltfilt', sos);
  const rows = rowsOf('sosfiltfilt', 'x', x, axis);
  let [zeros, poles] = [0, 0];
  for (let s = 0; s < count; s++) {
    if (c[6 * s + 2] === 0) zeros++;
    if (c[6 * s + 5] === 0) poles++;
  }
  const edge = edgeLength('sosfiltfilt', padtype, padlen, rows.n, 3 * (2 * count + 1 - Math.min(zeros, poles)));
  const zi = steadyStates(c, 'sosfiltfilt');
  const filter = (part: Float64Array, y: Float64Array, n: number): void => {
    const states = new Float64Array(Math.max(1, rows.rows * zi.length));
    for (let row = 0; row < rows.rows; row++) states.set(zi.map((v) => v * part[row * n]!), row * zi.length); // prettier-ignore
    sectionRows(c, part, rows.rows, n, states, y);
  };
  const sameMemory = backend().capabilities.workers === 1;
  const run = (part: Float64Array): Float64Array =>
    forthAndBack(part, rows.rows, rows.n, edge, padtype, filter, sameMemory);
  return arrayOfRows({ re: run(rows.re), im: rows.im ? run(rows.im) : null }, rows);
}
