/** Warnings of integrals and of `odeint`: an answer is given, but something is amiss. They leave through `process.emitWarning`. */

/** An integral may not be as exact as was asked for. */
export class IntegrationWarning extends Error {
  override name = 'IntegrationWarning';
}

/** `odeint` did not reach the end. */
export class ODEintWarning extends Error {
  override name = 'ODEintWarning';
}

/** Give a warning. */
export function warn(warning: IntegrationWarning | ODEintWarning): void {
  (globalThis as { process?: { emitWarning?(w: Error): void } }).process?.emitWarning?.(warning);
}
