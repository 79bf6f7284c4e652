/** Events: functions of t and y whose zeros are found while a solution advances, and may end it. */
import { DTypeError, ValueError, describe } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import type { Interpolant } from './solver.js';
import { stateArray, type Lanes, type StateDType } from './state.js';
import { zeroBetween } from './zero.js';

/** A function whose zeros are events, with what makes it special as properties, as in SciPy. */
export interface EventFunction<D extends StateDType = StateDType, A extends readonly unknown[] = []> {
  (t: number, y: NDArray<D>, ...args: A): number | ArrayLike;
  /** Does the event end the integration? A number: at so many occurrences. */
  terminal?: boolean | number;
  /** Only zeros that are crossed upwards (> 0) or downwards (< 0). */
  direction?: number;
}

interface Watched {
  readonly fun: (t: number, y: Float64Array) => number;
  readonly limit: number;
  readonly direction: number;
}

/** The zeros of several event functions along a solution. */
export class EventWatch {
  readonly #events: readonly Watched[];
  readonly #lanes: Lanes;
  readonly #counts: number[];
  #values: number[];
  readonly times: number[][];
  readonly states: Float64Array[][];

  constructor(functionName: string, events: readonly EventFunction[], t0: number, y0: Float64Array, lanes: Lanes) {
    this.#lanes = lanes;
    const n = y0.length / lanes;
    this.#events = events.map((event, k) => {
      if (typeof event !== 'function') {
        throw new DTypeError(`${functionName}: events[${k}] must be a function, got ${describe(event)}`);
      }
      const { terminal = false, direction = 0 } = event;
      if (typeof terminal !== 'boolean' && !(Number.isInteger(terminal) && terminal >= 0)) {
        throw new ValueError(
          `${functionName}: the property terminal of events[${k}] must be a boolean or a positive whole number, got ${describe(terminal)}`,
        );
      }
      const limit = terminal === true ? 1 : terminal === false || terminal === 0 ? Infinity : terminal;
      const fun = (t: number, y: Float64Array): number => {
        const value = event(t, stateArray(y.slice(), lanes, [n]));
        if (typeof value === 'number') return value;
        const array = asNDArray(`${functionName}: events[${k}]`, value);
        if (array.size !== 1) {
          throw new ValueError(`${functionName}: events[${k}] must return one number, it returned ${describe(value)}`);
        }
        return Number(array.item());
      };
      return { fun, limit, direction };
    });
    this.#counts = events.map(() => 0);
    this.#values = this.#events.map(({ fun }) => fun(t0, y0));
    this.times = events.map(() => []);
    this.states = events.map(() => []);
  }

  get active(): boolean {
    return this.#events.length > 0;
  }

  /**
   * Look at a step that was made.
   *
   * @param interpolant - called when an event lies in the step
   * @returns where the integration is to end, if an event says so
   */
  look(t: number, y: Float64Array, interpolant: () => Interpolant): { t: number; y: Float64Array } | undefined {
    const before = this.#values;
    this.#values = this.#events.map(({ fun }) => fun(t, y));
    const happened = this.#events.flatMap(({ direction }, k) => {
      const [a, b] = [before[k]!, this.#values[k]!];
      const up = a <= 0 && b >= 0;
      const down = a >= 0 && b <= 0;
      return direction > 0 ? (up ? [k] : []) : direction < 0 ? (down ? [k] : []) : up || down ? [k] : [];
    });
    if (happened.length === 0) return undefined;
    const piece = interpolant();
    const state = new Float64Array(y.length);
    const at = (time: number): Float64Array => {
      piece.fill(time, state);
      return state;
    };
    const found = happened.map((k) => ({
      k,
      t: zeroBetween((time) => this.#events[k]!.fun(time, at(time)), piece.tOld, piece.t),
    }));
    const forwards = piece.t > piece.tOld;
    found.sort((a, b) => (forwards ? a.t - b.t : b.t - a.t));
    for (const { k, t: time } of found) {
      this.#counts[k]!++;
      this.times[k]!.push(time);
      this.states[k]!.push(at(time).slice());
      if (this.#counts[k]! >= this.#events[k]!.limit) return { t: time, y: at(time).slice() };
    }
    return undefined;
  }
}
