/** Filtering forwards and backwards with a transfer function. */
import { backend } from '../../backends/backend.js';
import type { ArrayLike } from '../../core/arrayLike.js';
import { ValueError, checkOptions } from '../../core/errors.js';
import { arrayOfRows, rowsOf, type Numbers, type Parts } from '../values.js';
import { gustafsson } from './gustafsson.js';
import { coefficientsOf, steadyState } from './linear.js';
import { edgeLength, forthAndBack, type PadType } from './padding.js';
import { filterRows } from './rows.js';

/** Options of `filtfilt`. */
export interface FiltfiltOptions {
  /** The axis of time. Default -1. */
  axis?: number;
  /** How the signal is continued at both ends: `'odd'` (the default), `'even'`, `'constant'`, or null for not at all. */
  padtype?: PadType | null;
  /** By how many samples; three times the longer of a and b by default. */
  padlen?: number | null;
  /** `'pad'` (the default) or Gustafsson's method `'gust'`, which chooses the states at both ends. */
  method?: 'pad' | 'gust';
  /** For `'gust'`: how long the filter's impulse response lasts; null for as long as the signal. */
  irlen?: number | null;
}

/**
 * Filter forwards and backwards: no phase shift, and twice the order.
 *
 * @param b - the numerator
 * @param a - the denominator
 * @param x - the signal
 * @returns the filtered signal
 * @throws ValueError when the signal is not longer than `padlen`, or for unknown options
 * @example
 * const [b, a] = butter(3, 0.1);
 * filtfilt(b, a, np.ones(50)).size; // 50
 */
export function filtfilt(b: ArrayLike, a: ArrayLike, x: ArrayLike, options: FiltfiltOptions = {}): Numbers {
  checkOptions('filtfilt', options, ['axis', 'padtype', 'padlen', 'method', 'irlen']);
  const { axis = -1, padtype = 'odd', padlen = null, method = 'pad', irlen = null } = options;
  if (method !== 'pad' && method !== 'gust')
    throw new ValueError(`filtfilt: method must be 'pad' or 'gust', got '${String(method)}'.`);
  const c = coefficientsOf('filtfilt', b, a);
  if (c.a.im || c.b.im) throw new ValueError('filtfilt: b and a must be real');
  const rows = rowsOf('filtfilt', 'x', x, axis);
  const single = c.single && rows.single;
  const both = (f: (part: Float64Array) => Float64Array): Parts => ({
    re: f(rows.re),
    im: rows.im ? f(rows.im) : null,
  });
  if (method === 'gust')
    return arrayOfRows(
      both((part) => gustafsson(c, part, rows.rows, rows.n, irlen)),
      rows,
      single,
    );
  const edge = edgeLength('filtfilt', padtype, padlen, rows.n, 3 * (c.order + 1));
  const zi = steadyState('filtfilt', c);
  const filter = (part: Float64Array, y: Float64Array, n: number): void => {
    const states = new Float64Array(rows.rows * c.order);
    for (let row = 0; row < rows.rows; row++) {
      for (let k = 0; k < c.order; k++) states[row * c.order + k] = zi[k]! * part[row * n]!;
    }
    filterRows(c, part, rows.rows, n, states, y);
  };
  const sameMemory = c.recursive && backend().capabilities.workers === 1;
  const run = (part: Float64Array): Float64Array =>
    forthAndBack(part, rows.rows, rows.n, edge, padtype, filter, sameMemory);
  return arrayOfRows(both(run), rows, single);
}
