/** Functions of one number, called and counted. */
import { checkSignal, bindArgs, type AbortLike } from '../calls.js';
import { toNumber } from '../values.js';

/** A function of one number; returns a number or an array of one. */
export type ScalarFunction<A extends readonly unknown[] = []> = (x: number, ...args: A) => unknown;

/** A counted function of one number. */
export class ScalarCalls {
  calls = 0;
  private readonly fun: (...all: unknown[]) => unknown;
  constructor(
    private readonly functionName: string,
    fun: unknown,
    args: readonly unknown[] | undefined,
    private readonly signal?: AbortLike,
    private readonly argument = 'f',
  ) {
    this.fun = bindArgs(functionName, argument, fun, args);
  }
  at = (x: number): number => {
    checkSignal(this.signal);
    this.calls++;
    const value = this.fun(x);
    return typeof value === 'number' ? value : toNumber(`${this.functionName}: what ${this.argument} returns`, value);
  };
}
