/**
 * numloom/mpi beside mpi4py: tsx bench/mpi.ts [PYTHON] [--messages | --scaling]. Builds the program of bench/mpi/program.ts, starts it and bench/mpi.py
 * under the same mpirun, several times in turn, and prints the best times of both and their quotient; then how the heat equation and the matrix
 * product of the examples speed up from one rank to two, each with one thread. Two cores must be free: ranks that wait use them.
 */
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const python = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? '/usr/bin/python3';
const mpirun = process.env.NUMLOOM_BENCH_MPIRUN ?? 'mpirun';
const ROUNDS = 3;
const env = {
  ...process.env,
  OMPI_ALLOW_RUN_AS_ROOT: '1',
  OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1',
  OMPI_MCA_rmaps_base_oversubscribe: '1',
  OPENBLAS_NUM_THREADS: '1',
  NUMLOOM_BACKEND: 'single',
};

await build({
  absWorkingDir: root,
  entryPoints: {
    program: 'bench/mpi/program.ts',
    heat: 'examples/65-mpi-heat.ts',
    product: 'examples/64-mpi-matrix-product.ts',
  },
  outdir: 'build/bench-mpi',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  plugins: [
    {
      name: 'numloom',
      setup(builder) {
        builder.onResolve({ filter: /^numloom(\/|$)/ }, ({ path }) => ({
          path: `${root}src/${path === 'numloom' ? '' : path.slice('numloom/'.length) + '/'}index.ts`,
        }));
      },
    },
  ],
});
const folder = `${root}build/bench-mpi`;
if (!existsSync(`${folder}/wasm`)) symlinkSync(`${root}src/backends/wasm/generated`, `${folder}/wasm`);
// The compiled loops, as the package has them.
if (!existsSync(`${folder}/native`)) symlinkSync(`${root}dist/native`, `${folder}/native`);
const only = (part: string): boolean => process.argv.includes(`--${part}`);

type Times = Record<string, number>;

function start(ranks: number, ...command: string[]): string {
  return execFileSync(mpirun, ['-np', String(ranks), ...command], { env, encoding: 'utf8', cwd: root });
}

function best(all: readonly Times[]): Times {
  return Object.fromEntries(Object.keys(all[0]!).map((name) => [name, Math.min(...all.map((one) => one[name]!))]));
}

function messages(): void {
  const ours: Times[] = [];
  const theirs: Times[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(JSON.parse(start(2, process.execPath, `${folder}/program.mjs`)) as Times);
    theirs.push(JSON.parse(start(2, python, `${root}bench/mpi.py`)) as Times);
  }
  const [mine, reference] = [best(ours), best(theirs)];
  console.log('microseconds, two ranks               numloom      mpi4py  quotient  aim');
  const aims: Record<string, number> = { 'ping-pong 8 bytes': 2 };
  for (const [name, time] of Object.entries(mine)) {
    const aim = aims[name] ?? (name.startsWith('object') ? 2 : 1.2);
    const quotient = time / reference[name]!;
    console.log(
      `${name.padEnd(32)}${time.toFixed(2).padStart(13)}${reference[name]!.toFixed(2).padStart(12)}${quotient.toFixed(2).padStart(10)}  ${aim}`,
    );
  }
}

function scaling(): void {
  const milliseconds = (ranks: number, program: string, args: readonly string[]): number =>
    Number(/([\d.]+) ms/.exec(start(ranks, process.execPath, `${folder}/${program}.mjs`, ...args, '--time'))![1]);
  console.log('milliseconds                     one rank   two ranks  speed-up  (aim 1.8)');
  for (const [name, program, args] of [
    ['heat, 1000 x 1000, one step', 'heat', ['', '1000', '400']],
    ['heat, 2000 x 2000, one step', 'heat', ['', '2000', '100']],
    ['product, 1000 x 1000', 'product', ['1000']],
    ['product, 2000 x 2000', 'product', ['2000']],
  ] as const) {
    let [one, two] = [Infinity, Infinity];
    for (let round = 0; round < ROUNDS; round++) {
      one = Math.min(one, milliseconds(1, program, args));
      two = Math.min(two, milliseconds(2, program, args));
    }
    console.log(
      `${name.padEnd(32)}${one.toFixed(2).padStart(9)}${two.toFixed(2).padStart(12)}${(one / two).toFixed(2).padStart(10)}`,
    );
  }
}

if (!only('scaling')) messages();
if (!only('messages')) scaling();
