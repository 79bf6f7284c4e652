/** The command line of npm run bench: what can be chosen, and one clear line for what cannot. */
import { accessSync, constants, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Case } from './case.js';
import { GPU_MODES, type GpuMode } from './gpu.js';
import type { Precision } from './results.js';

/** A backend that was asked for. */
export type BackendChoice =
  { readonly kind: 'single' } | { readonly kind: 'threads'; readonly workers: number } | { readonly kind: GpuMode };

/** What a run does. */
export interface Options {
  readonly cases: readonly Case[];
  readonly sizes: readonly number[];
  /** The sides of matrices for products. */
  readonly sides: readonly number[];
  readonly dtypes: readonly Precision[];
  /** What to time; `asked` tells whether someone named them. */
  readonly backends: readonly BackendChoice[];
  readonly asked: boolean;
  readonly peers: boolean;
  /** The Python to ask for NumPy, or null. */
  readonly python: string | null;
  readonly quick: boolean;
  readonly rounds: number;
  readonly json: string | null;
  readonly html: string | null;
  readonly markdown: string | null;
  /** A result to present again instead of timing anything. */
  readonly from: readonly string[] | null;
}

/** What to do instead of a run. */
export interface Answer {
  readonly say: string;
}

/** A fault in the command line; the message is one line. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

export const HELP = `npm run bench -- [options]    times numloom's backends, NumPy and other libraries in one run

  --only add,exp          operations by name, or by a part of the name (--list shows them)
  --sizes 1e4,1e6         numbers of elements                  (1e1, 1e3, 1e4, 1e5, 1e6, 1e7; quick: 1e4, 1e6)
  --sides 64,256          sides of the matrices in products    (64, 256, 512, 1024; quick: 256)
  --dtypes float64        float32, float64 or both             (both)
  --backends LIST         single, threads (1 to all cores), threads:2, gpu (every mode), ${GPU_MODES.join(', ')}
                          (single, threads and every GPU mode that opens; quick: without the mode cpu)
  --peers                 other libraries from npm as well; npm run bench:peers installs them
  --python PATH           the Python whose NumPy is timed, or none    ($NUMLOOM_PYTHON or python3)
  --rounds 5              turns that each backend gets for each operation (quick: 3)
  --quick                 a few operations in under a minute
  --json FILE             all figures with the record of the machine
  --html FILE             a page with charts that opens from disk
  --markdown FILE         the table
  --from FILE             present the figures of earlier --json files (A,B) again, timing nothing
  --list                  the operations
  --help                  this text
`;

const DTYPES: readonly Precision[] = ['float32', 'float64'];

/** The numbers of workers to time: every one up to eight, then doubling, and all of the cores. */
export function workerCounts(cores: number): number[] {
  const counts: number[] = [];
  for (let count = 1; count < cores; count = count < 8 ? count + 1 : 2 * count) counts.push(count);
  return [...counts, cores];
}

const words = (text: string): string[] => text.split(',').map((word) => word.trim());

/** Whole numbers from 1 to `most`, written as 1000 or 1e3, in ascending order. */
function counts(option: string, text: string, most: number): number[] {
  const found = words(text).map((word) => {
    const value = Number(word);
    if (!/^\d+(\.\d+)?(e\d+)?$/i.test(word) || !Number.isInteger(value) || value < 1 || value > most)
      throw new OptionError(`--${option}: '${word}' is not a whole number from 1 to ${most}`);
    return value;
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

function choices<T extends string>(option: string, text: string, possible: readonly T[]): T[] {
  const found = words(text).map((word) => {
    if (!(possible as readonly string[]).includes(word))
      throw new OptionError(`--${option}: '${word}' is not one of ${possible.join(', ')}`);
    return word as T;
  });
  return [...new Set(found)];
}

function backends(text: string, cores: number): BackendChoice[] {
  const found = words(text).flatMap((word): BackendChoice[] => {
    if (word === 'single') return [{ kind: 'single' }];
    if (word === 'threads') return workerCounts(cores).map((workers) => ({ kind: 'threads', workers }));
    if (word === 'gpu') return GPU_MODES.map((kind) => ({ kind }));
    if ((GPU_MODES as readonly string[]).includes(word)) return [{ kind: word as GpuMode }];
    const [, workers] = /^threads:(.*)$/.exec(word) ?? [];
    if (workers !== undefined && /^[1-9]\d{0,3}$/.test(workers)) return [{ kind: 'threads', workers: Number(workers) }];
    if (workers !== undefined)
      throw new OptionError(`--backends: 'threads:${workers}' needs a whole number of workers from 1 on, as threads:2`);
    throw new OptionError(
      `--backends: '${word}' is not one of single, threads, threads:N, gpu, ${GPU_MODES.join(', ')}`,
    );
  });
  return found.filter((one, k) => found.findIndex((other) => backendName(other) === backendName(one)) === k);
}

/** The name of a backend in tables and results. */
export const backendName = (choice: BackendChoice): string =>
  choice.kind === 'threads' ? `threads:${choice.workers}` : choice.kind;

/** The operations of a list of words: each stands for the operation of that name or else for all whose names hold it. */
export function chooseCases(text: string, cases: readonly Case[]): Case[] {
  const chosen = new Set<Case>();
  for (const word of words(text)) {
    const exact = cases.filter(({ name }) => name === word);
    const found = exact.length > 0 || word === '' ? exact : cases.filter(({ name }) => name.includes(word));
    if (found.length === 0)
      throw new OptionError(
        `--only: no operation is called '${word}'; there are ${cases.map((one) => one.name).join('; ')}`,
      );
    for (const one of found) chosen.add(one);
  }
  return cases.filter((one) => chosen.has(one));
}

/** A file that can be written, told now instead of after the run. */
function writable(option: string, path: string | undefined): string | null {
  if (path === undefined) return null;
  const full = resolve(path);
  try {
    accessSync(dirname(full), constants.W_OK);
  } catch {
    throw new OptionError(`--${option}: cannot write to the folder ${dirname(full)}`);
  }
  if (statSync(full, { throwIfNoEntry: false })?.isDirectory())
    throw new OptionError(`--${option}: ${full} is a folder`);
  return full;
}

/**
 * Read the command line.
 *
 * @param args The words after npm run bench --.
 * @param cases The operations that there are.
 * @param environment What decides the defaults: the number of cores and NUMLOOM_PYTHON.
 * @returns The options of a run, or a text to print instead.
 * @throws OptionError with one line that names the option and what it takes.
 */
export function readOptions(
  args: readonly string[],
  cases: readonly Case[],
  environment: { readonly cores?: number; readonly python?: string | undefined } = {},
): Options | Answer {
  const cores = environment.cores ?? availableParallelism();
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        ...{ only: text, sizes: text, sides: text, dtypes: text, backends: text, python: text, rounds: text },
        ...{ json: text, html: text, markdown: text, from: text },
        ...{ peers: flag, quick: flag, help: { ...flag, short: 'h' }, list: flag },
      },
    }));
  } catch (error) {
    // The first sentence says which option; the rest is advice about dashes.
    throw new OptionError(
      `${(error as Error).message.split(/\. |\n/)[0]!.replace(/\.$/, '')} (--help lists the options)`,
    );
  }
  if (values.help) return { say: HELP };
  if (values.list) {
    const width = Math.max(...cases.map(({ name }) => name.length));
    return { say: cases.map((one) => `${one.name.padEnd(width)}  ${one.numpy}`).join('\n') };
  }
  for (const [option, value] of Object.entries(values))
    if (value === '') throw new OptionError(`--${option} needs a value`);
  const { quick } = values;
  const all = backends('single,threads,gpu', cores);
  return {
    cases:
      values.only !== undefined ? chooseCases(values.only, cases) : quick ? cases.filter((one) => one.quick) : cases,
    sizes:
      values.sizes !== undefined
        ? counts('sizes', values.sizes, 1e9)
        : quick
          ? [1e4, 1e6]
          : [1e1, 1e3, 1e4, 1e5, 1e6, 1e7],
    sides: values.sides !== undefined ? counts('sides', values.sides, 32768) : quick ? [256] : [64, 256, 512, 1024],
    dtypes: values.dtypes !== undefined ? choices('dtypes', values.dtypes, DTYPES) : DTYPES,
    backends:
      values.backends !== undefined
        ? backends(values.backends, cores)
        : quick
          ? all.filter(({ kind }) => kind !== 'cpu')
          : all,
    asked: values.backends !== undefined,
    peers: values.peers,
    python: values.python === 'none' ? null : (values.python ?? environment.python ?? 'python3'),
    quick,
    rounds: values.rounds !== undefined ? counts('rounds', values.rounds, 1000)[0]! : quick ? 3 : 5,
    json: writable('json', values.json),
    html: writable('html', values.html),
    markdown: writable('markdown', values.markdown),
    from: values.from !== undefined ? values.from.split(',').map((path) => resolve(path)) : null,
  };
}
