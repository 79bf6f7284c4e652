/** Programs that tests start as programs: bundled once into a folder under build/, with the modules that children run. */
import { build } from 'esbuild';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundle programs.
 *
 * @param folder - the folder under build/, one for each test file
 * @param programs - their paths from the repository's root, by name
 * @returns the path of a program by its name
 */
export async function bundle(
  folder: string,
  programs: Readonly<Record<string, string>>,
): Promise<(name: string) => string> {
  const outdir = `${root}build/${folder}`;
  await build({
    absWorkingDir: root,
    entryPoints: {
      ...programs,
      'multiprocessing/child': 'src/multiprocessing/child.ts',
      'multiprocessing/poolWorker': 'src/multiprocessing/poolWorker.ts',
    },
    outdir,
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
    logLevel: 'error',
  });
  const modules = `${root}src/backends/wasm/generated`;
  mkdirSync(outdir, { recursive: true });
  if (existsSync(modules) && !existsSync(`${outdir}/wasm`)) symlinkSync(modules, `${outdir}/wasm`);
  // As scripts/build.mjs does for the package.
  writeFileSync(
    `${outdir}/multiprocessing/poolWorker.cjs`,
    "module.exports = import('./poolWorker.mjs').then((module) => module.default);\n",
  );
  return (name) => `${outdir}/${name}.mjs`;
}

/** Run a program; what it printed and how it ended. */
export function run(
  command: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly timeout?: number } = {},
): SpawnSyncReturns<string> {
  return spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    timeout: options.timeout ?? 60_000,
    maxBuffer: 2 ** 26,
    env: { ...process.env, NUMLOOM_BACKEND: 'single', ...options.env },
  });
}
