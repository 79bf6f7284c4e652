/**
 * npm run bench: times the same operations on every backend of numloom that the machine offers, in NumPy and in other libraries, turn by
 * turn in one run. README.md beside this file says how to run, read and extend it.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Case } from './case.js';
import { CASES } from './cases.js';
import { environment } from './environment.js';
import { FULL_PLAN, measure, QUICK_PLAN, type Entrant, type Plan } from './measure.js';
import { backendName, OptionError, readOptions, type Options } from './options.js';
import { makePage } from './page/make.js';
import { loadPeers } from './peers.js';
import { startProgress } from './progress.js';
import { NumPy, numpyEntrant } from './python.js';
import { startRemote, type Spec } from './remote.js';
import type { Run } from './results.js';
import { readRuns } from './saved.js';
import { markdownTable, terminalTable } from './table.js';

// The bundle lies in build/bench, two folders below the root.
const root = new URL('../../', import.meta.url);
const path = (name: string): string => fileURLToPath(new URL(name, root));

/** Seconds after the start of this process at which a quick run stops timing; building and writing come on top. */
const QUICK_SECONDS = 42;

/** Everything that is to be timed, and a note for everything that is not there. */
async function gather(options: Options): Promise<{
  entrants: Entrant[];
  notes: string[];
  record: Pick<Run['environment'], 'numpy' | 'python' | 'devices' | 'peers' | 'providers'>;
}> {
  const entrants: Entrant[] = [];
  const notes: string[] = [];
  const devices: Record<string, string> = {};
  const versions: Record<string, string> = {};
  const providers: Record<string, unknown> = {};
  const wanted: { readonly name: string; readonly spec: Spec }[] = [];
  for (const choice of options.backends) {
    const name = backendName(choice);
    if (choice.kind === 'single') wanted.push({ name, spec: { kind: 'host', workers: null } });
    else if (choice.kind === 'threads') wanted.push({ name, spec: { kind: 'host', workers: choice.workers } });
    else if (options.dtypes.includes('float32')) wanted.push({ name, spec: { kind: 'gpu', mode: choice.kind } });
    else if (options.asked)
      notes.push(`${name} is not timed: a GPU computes in float32, and only float64 was asked for`);
  }
  if (options.peers) {
    const folder = path('bench/peers');
    const { peers, absent } = await loadPeers(folder);
    for (const { name } of peers) wanted.push({ name, spec: { kind: 'peer', name, folder } });
    if (absent.length > 0) notes.push(`${absent.join(', ')} not installed: npm run bench:peers`);
  }
  const reasons = new Map<string, string[]>();
  const numpyFirst = options.python === null ? null : NumPy.start(options.python, path('bench/timing.py'));
  // All start at the same time; a failure is looked at in its turn.
  numpyFirst?.catch(() => undefined);
  const started = await Promise.allSettled(
    wanted.map(({ name, spec }) => startRemote(name, fileURLToPath(new URL('serve.mjs', import.meta.url)), spec)),
  );
  for (const [k, { name, spec }] of wanted.entries()) {
    const one = started[k]!;
    if (one.status === 'rejected') {
      // What to install is for those who open the mode themselves.
      const [why] = (one.reason as Error).message.replace(/^open: /, '').split(/(?<=[a-z])[.;] | \(/) as [string];
      reasons.set(why, [...(reasons.get(why) ?? []), name]);
      continue;
    }
    entrants.push(one.value);
    const { about } = one.value;
    if (spec.kind === 'host') providers[name] = about;
    else if (spec.kind === 'gpu') devices[name] = String(about.device);
    else versions[name] = String(about.version);
  }
  for (const [why, names] of reasons) notes.push(`${names.join(', ')} not timed: ${why}`);
  let numpy: NumPy | null = null;
  try {
    numpy = await numpyFirst;
    if (numpy) entrants.push(numpyEntrant(numpy));
  } catch (error) {
    notes.push(
      `NumPy not timed: ${options.python}: ${(error as Error).message} (--python names another one, e.g. /usr/bin/python3)`,
    );
  }
  const record = {
    numpy: numpy && numpy.version + (numpy.blas ? `, ${numpy.blas}` : ''),
    python: numpy?.python ?? null,
    devices,
    peers: versions,
    providers,
  };
  return { entrants, notes, record };
}

/** Time everything that the options ask for. */
async function time(options: Options): Promise<Run> {
  const { entrants, notes, record } = await gather(options);
  for (const note of notes) console.error(note);
  const plan: Plan = options.quick
    ? {
        ...QUICK_PLAN,
        rounds: options.rounds,
        deadline: 1000 * QUICK_SECONDS /* performance.now() counts from the start */,
      }
    : { ...FULL_PLAN, rounds: options.rounds };
  const progress = startProgress(process.stderr);
  let interrupted = false;
  const interrupt = (): void => {
    // A second one ends the process at once.
    if (interrupted) process.exit(130);
    interrupted = true;
    progress.end();
    console.error('stopping after this turn; what is measured is shown (once more to end at once)');
  };
  process.on('SIGINT', interrupt);
  const sizesOf = (one: Case): readonly number[] => one.sizes ?? (one.product ? options.sides : options.sizes);
  const { results, missing, cut } = await measure(
    options.cases,
    options.dtypes,
    sizesOf,
    entrants,
    plan,
    (text, share) => progress.step(text, share),
    { wanted: () => interrupted },
  );
  progress.end();
  process.off('SIGINT', interrupt);
  if (cut.length > 0)
    notes.push(`${interrupted ? 'stopped by hand' : 'the time of a quick run was over'} before ${cut.join('; ')}`);
  const run: Run = {
    format: 'numloom-bench 1',
    environment: environment(root, {
      ...record,
      options: {
        quick: options.quick,
        rounds: options.rounds,
        sizes: options.sizes,
        sides: options.sides,
        dtypes: options.dtypes,
        backends: options.backends.map(backendName),
        operations: options.cases.map((one) => one.name),
      },
    }),
    notes,
    operations: options.cases.map(({ name, family, numpy }) => ({ name, family, numpy })),
    results,
    missing,
  };
  await Promise.all(entrants.map((one) => one.close()));
  return run;
}

/** Write the files that were asked for, and the table. */
async function present(run: Run, options: Options): Promise<void> {
  console.log(terminalTable(run, CASES, process.stdout.isTTY ? process.stdout.columns : undefined));
  if (options.json) writeFileSync(options.json, `${JSON.stringify(run, null, 1)}\n`);
  if (options.markdown) writeFileSync(options.markdown, markdownTable(run, CASES));
  if (options.html) writeFileSync(options.html, await makePage(run, path('bench/page')));
  for (const file of [options.json, options.markdown, options.html]) if (file) console.error(`written: ${file}`);
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), CASES, { python: process.env.NUMLOOM_PYTHON });
  if ('say' in options) {
    console.log(options.say.trimEnd());
    return 0;
  }
  const run = options.from ? readRuns(options.from) : await time(options);
  if (run.results.length === 0) {
    console.error('nothing was measured');
    for (const { operation, backend, reason } of run.missing) console.error(`  ${operation}, ${backend}: ${reason}`);
    return 1;
  }
  await present(run, options);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(
    error instanceof OptionError || !(error instanceof Error) ? `bench: ${String((error as Error).message)}` : error,
  );
  // At once: processes of backends would keep this one alive.
  process.exit(error instanceof OptionError ? 2 : 1);
}
