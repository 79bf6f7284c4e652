/** Reading the JSON of earlier runs. */
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

/** Read several runs of one machine as one: the figures of all of them, the record of the first. */
export function readRuns(paths: readonly string[]): Run {
  const [first, ...others] = paths.map(readRun);
  return others.reduce(
    (run, other) => ({
      ...run,
      environment: {
        ...run.environment,
        providers: { ...other.environment.providers, ...run.environment.providers },
        devices: { ...other.environment.devices, ...run.environment.devices },
        peers: { ...other.environment.peers, ...run.environment.peers },
      },
      notes: [...new Set([...run.notes, ...other.notes])],
      operations: [
        ...run.operations,
        ...other.operations.filter((one) => !run.operations.some(({ name }) => name === one.name)),
      ],
      results: [...run.results, ...other.results],
      missing: [...run.missing, ...other.missing],
    }),
    first!,
  );
}
