/** Warnings collected in tests in place of being printed. */
import { setWarningHandler } from '../../src/optimize/index.js';

const warnings: string[] = [];
const collect = (warning: Error): void => void warnings.push(warning.message);
setWarningHandler(collect);

/** The warnings that a call gives. */
export function warningsOf(run: () => unknown): string[] {
  warnings.length = 0;
  // Tests of other files in this process may have set their own.
  setWarningHandler(collect);
  run();
  return [...warnings];
}
