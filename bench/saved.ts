/** Reading the JSON of an earlier run. */
import { readFileSync } from 'node:fs';
import type { Run } from './results.js';

/** Read a run back from its file; a file of another kind is an error that says so. */
export function readRun(path: string): Run {
  let run: Run;
  try {
    run = JSON.parse(readFileSync(path, 'utf8')) as Run;
  } catch (error) {
    throw new Error(`${path} cannot be read as JSON: ${(error as Error).message}`);
  }
  if (run?.format !== 'numloom-bench 1' || !Array.isArray(run.results))
    throw new Error(`${path} is not a result of npm run bench -- --json FILE`);
  return run;
}
