/** Warnings collected in tests in place of being printed. */
import { setWarningHandler } from '../../src/optimize/index.js';

export const warnings: string[] = [];
setWarningHandler((warning) => warnings.push(warning.message));

/** The warnings that a call gives. */
export function warningsOf(run: () => unknown): string[] {
  warnings.length = 0;
  run();
  return [...warnings];
}
