/** The libraries from npm that are compared with, each if it is installed (npm run bench:peers), and how they take their operands. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { NDArray } from 'numloom';
import type { InputName, Inputs } from './inputs.js';

type Call = (...args: unknown[]) => unknown;
type Operands = Readonly<Record<InputName, unknown>>;

/** The parts of @stdlib in use; they work on typed arrays. */
export interface Stdlib {
  readonly binary: Call;
  readonly sum: Call;
  readonly max: Call;
  readonly sort: Call;
  readonly randu: () => number;
  readonly gemm: Call;
}

/** A case's closure for each peer that has the operation. The operands come in the peer's own kind of array. */
export interface PeerCalls {
  readonly 'numpy-ts'?: (ts: Readonly<Record<string, Call>>, operands: Operands) => unknown;
  readonly 'ml-matrix'?: (operands: Operands) => unknown;
  readonly '@stdlib'?: (std: Stdlib, operands: Readonly<Record<InputName, Float64Array>>) => unknown;
  /** What the language itself has. */
  readonly 'built in'?: (operands: Readonly<Record<InputName, Float64Array>>) => unknown;
}

export type PeerName = keyof PeerCalls;

/** A call on converted operands; `done` gives a result's memory back, which is timed with the call. */
export interface Prepared {
  readonly call: () => unknown;
  readonly done?: (result: unknown) => void;
}

/** A library, ready to be timed. */
export interface Peer {
  readonly name: PeerName;
  readonly version: string;
  /** The precisions in which it computes. */
  readonly dtypes: readonly string[];
  /** The call of a case, its operands converted; null where the case has none for this library. */
  prepare(calls: PeerCalls, inputs: Inputs): Prepared | null;
}

const isArray = (value: unknown): value is NDArray => typeof value === 'object' && value !== null && 'strides' in value;

/** The operands in another library's arrays. */
function convert(inputs: Inputs, each: (array: NDArray) => unknown): Operands {
  const entries = Object.entries(inputs).map(([name, value]) => [
    name,
    isArray(value) ? each(value) : (value as unknown),
  ]);
  return Object.fromEntries(entries) as Operands;
}

/** The operands as typed arrays, with a spare one as `out`. */
function typed(inputs: Inputs): Readonly<Record<InputName, Float64Array>> {
  const data = convert(inputs, (array) => array.data) as Record<InputName, Float64Array>;
  return { ...data, out: data.out ?? (data.x ?? data.a ?? data.m).slice() };
}

/**
 * Load what is installed in bench/peers.
 *
 * @param folder The path of bench/peers.
 * @returns The peers, and the names of those that are not there.
 */
export async function loadPeers(folder: string): Promise<{ peers: Peer[]; absent: string[] }> {
  const manifest = join(folder, 'package.json');
  const from = createRequire(manifest);
  const load = async (name: string): Promise<Record<string, unknown>> =>
    (await import(pathToFileURL(from.resolve(name)).href)) as Record<string, unknown>;
  const main = async (name: string): Promise<unknown> => (await load(name)).default;
  // As installed; where a package does not say, what bench/peers asks for.
  const version = (name: string): string => {
    try {
      const path = join(dirname(manifest), 'node_modules', name, 'package.json');
      return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
    } catch {
      return '';
    }
  };
  const makers: Record<PeerName, () => Promise<Peer>> = {
    'numpy-ts': async () => {
      const ts = (await load('numpy-ts')) as Record<string, Call>;
      // Its arrays live in a WebAssembly heap that fills up within a synchronous loop unless they are given back.
      const giveBack = (value: unknown): void => (value as { dispose?: () => void } | null)?.dispose?.();
      return {
        name: 'numpy-ts',
        version: version('numpy-ts'),
        dtypes: ['float32', 'float64'],
        prepare(calls, inputs) {
          const call = calls['numpy-ts'];
          if (!call) return null;
          const operands = convert(inputs, (array) => ts.array!(array.toArray(), array.dtype));
          return { call: () => call(ts, operands), done: giveBack };
        },
      };
    },
    'ml-matrix': async () => {
      const { Matrix } = (await load('ml-matrix')) as { Matrix: new (rows: unknown) => unknown };
      return {
        name: 'ml-matrix',
        version: version('ml-matrix'),
        dtypes: ['float64'],
        prepare(calls, inputs) {
          const call = calls['ml-matrix'];
          if (!call) return null;
          const operands = convert(inputs, (array) => new Matrix(array.toArray()));
          return { call: () => call(operands) };
        },
      };
    },
    '@stdlib': async () => {
      const binary = (await main('@stdlib/strided-base-binary')) as Call;
      const std: Stdlib = {
        binary: (arrays, ...rest) => {
          binary(arrays, ...rest);
          return (arrays as unknown[]).at(-1);
        },
        sum: (await main('@stdlib/blas-ext-base-dsumpw')) as Call,
        max: (await main('@stdlib/stats-base-dmax')) as Call,
        sort: (await main('@stdlib/blas-ext-base-dsorthp')) as Call,
        randu: (await main('@stdlib/random-base-randu')) as () => number,
        gemm: (await main('@stdlib/blas-base-dgemm')) as Call,
      };
      return {
        name: '@stdlib',
        version: version('@stdlib/strided-base-binary'),
        dtypes: ['float64'],
        prepare(calls, inputs) {
          const call = calls['@stdlib'];
          if (!call) return null;
          const operands = typed(inputs);
          return { call: () => call(std, operands) };
        },
      };
    },
    'built in': () =>
      Promise.resolve({
        name: 'built in',
        version: process.versions.v8,
        dtypes: ['float32', 'float64'],
        prepare(calls, inputs) {
          const call = calls['built in'];
          if (!call) return null;
          const operands = typed(inputs);
          return { call: () => call(operands) };
        },
      }),
  };
  const peers: Peer[] = [];
  const absent: string[] = [];
  for (const [name, make] of Object.entries(makers)) {
    try {
      peers.push(await make());
    } catch {
      absent.push(name);
    }
  }
  return { peers, absent };
}
