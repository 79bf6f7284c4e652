/** Signals that stop long work. */

/** What long work looks at of an `AbortSignal`: the package's types ask for none of Node's or a browser's. */
export interface AbortLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
}

/** Throw the reason of a signal that has fired. */
export function checkSignal(signal: AbortLike | undefined): void {
  if (signal?.aborted) throw signal.reason ?? new Error('aborted');
}
