/** The libraries that are compared with, each if it is installed (npm run bench:peers). */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

type Call = (...args: unknown[]) => unknown;

/** What is used of each library; undefined where it is not installed. */
export interface Peers {
  numpyTs?: Record<string, Call> & { array(values: unknown): unknown };
  Matrix?: new (rows: unknown[]) => { mmul(other: unknown): unknown };
  stdlibBinary?: Call;
  stdlibSum?: Call;
  stdlibMax?: Call;
  stdlibSort?: Call;
  stdlibRandom?: () => number;
  stdlibGemm?: Call;
}

/** Load whatever is there. */
export async function loadPeers(): Promise<Peers> {
  const from = createRequire(new URL('../../bench/peers/package.json', import.meta.url));
  const load = async (name: string): Promise<Record<string, unknown> | undefined> => {
    try {
      return (await import(pathToFileURL(from.resolve(name)).href)) as Record<string, unknown>;
    } catch {
      return undefined;
    }
  };
  const main = async (name: string): Promise<never> => ((await load(name))?.default ?? undefined) as never;
  return {
    numpyTs: (await load('numpy-ts')) as never,
    Matrix: (await load('ml-matrix'))?.Matrix as never,
    stdlibBinary: await main('@stdlib/strided-base-binary'),
    stdlibSum: await main('@stdlib/blas-ext-base-dsumpw'),
    stdlibMax: await main('@stdlib/stats-base-dmax'),
    stdlibSort: await main('@stdlib/blas-ext-base-dsorthp'),
    stdlibRandom: await main('@stdlib/random-base-randu'),
    stdlibGemm: await main('@stdlib/blas-base-dgemm'),
  };
}
