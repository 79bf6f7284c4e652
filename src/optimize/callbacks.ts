/** How callbacks stop a solver. */

/**
 * Thrown by a callback, it ends the solver as returning true does; any other error comes through.
 *
 * @example
 * minimize(rosen, [1.3, 0.7], {
 *   callback: (x) => {
 *     if (rosen(x) < 1e-3) throw new StopIteration();
 *   },
 * }).status; // 99
 */
export class StopIteration extends Error {
  override name = 'StopIteration';
}

/** Does a call of a callback ask to stop? */
export function saysStop(call: () => unknown): boolean {
  try {
    return call() === true;
  } catch (error) {
    if (error instanceof StopIteration) return true;
    throw error;
  }
}
