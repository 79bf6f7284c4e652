/** Objectives of the global methods: values of many points, on all threads where the function can be sent there. */
import { isSpread, checkSendable, mapRows } from '../../ops/sharedMapping.js';
import { bindArgs, checkSignal, type AbortLike } from '../calls.js';
import type { Vec } from '../dense/vector.js';
import { handedOver, toArray, toNumber, toVec } from '../values.js';

export class Candidates {
  nfev = 0;
  private readonly call: (...all: unknown[]) => unknown;
  private readonly spread: boolean;

  /**
   * @param workers - 1 for this thread; any other number spreads the calls of a function made by `np.moduleFunction`
   */
  constructor(
    private readonly name: string,
    private readonly fun: unknown,
    private readonly args: readonly unknown[],
    workers: number,
    private readonly signal: AbortLike | undefined,
  ) {
    this.call = bindArgs(name, 'func', fun, args);
    if (workers !== 1) checkSendable(name, fun as never, args);
    this.spread = workers !== 1 && isSpread(fun as never);
  }

  /** One value. */
  value = (x: Vec): number => {
    checkSignal(this.signal);
    this.nfev++;
    return toNumber(`${this.name}: what func returns`, this.call(handedOver(x)));
  };

  /** The values of points. */
  values(points: readonly Vec[]): Vec {
    if (!this.spread || points.length < 2) return Float64Array.from(points, (x) => this.value(x));
    checkSignal(this.signal);
    this.nfev += points.length;
    const n = points[0]!.length;
    const rows = new Float64Array(points.length * n);
    points.forEach((x, k) => rows.set(x, k * n));
    const result = toVec(
      `${this.name}: what func returns`,
      mapRows(this.fun as never, toArray(rows, [points.length, n]), this.args),
    );
    return result;
  }
}
