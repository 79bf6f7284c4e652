// Packs the library, installs it in an empty project and uses it there as a newcomer would: TypeScript in strict mode by every way of
// resolving modules, every subpath as ES module and CommonJS, and what needs files of the package: threads, processes, pictures, tables.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build as esbuild } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'numloom-package-'));
const runQuietly = promisify(execFile);
const run = (command, args, cwd = project) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const write = (name, text) => writeFileSync(join(project, name), text);

/** Run a program of the project; what it printed, stdout and stderr. */
async function program(name, text, env = {}) {
  write(name, text);
  const { stdout, stderr } = await runQuietly(process.execPath, [name], {
    cwd: project,
    env: { ...process.env, ...env },
  });
  return { stdout, stderr };
}

/** Fail unless they are equal. */
function equal(what, got, want) {
  if (got !== want) throw new Error(`${what} printed\n${got}instead of\n${want}`);
}

/** Strict TypeScript; what it says is the error. */
async function compile(name, options, files, compiler = join(root, 'node_modules/typescript')) {
  write(
    name,
    JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        strict: true,
        skipLibCheck: false,
        lib: ['ES2022', 'ESNext.Disposable'],
        types: [],
        ...options,
      },
      files,
    }),
  );
  try {
    await runQuietly(process.execPath, [join(compiler, 'bin/tsc'), '-p', name], { cwd: project });
  } catch (error) {
    throw new Error(`TypeScript with ${JSON.stringify(options)}:\n${error.stdout.slice(0, 4000)}`, { cause: error });
  }
}

const MAIN = `import * as np from 'numloom';
import { defaultRng } from 'numloom/random';
import { assertAllclose } from 'numloom/testing';
import * as linalg from 'numloom/linalg';
import { fft } from 'numloom/fft';
import { quad, solveIvp } from 'numloom/integrate';
import { minimize } from 'numloom/optimize';
declare const console: { log(...parts: unknown[]): void };
const a: np.NDArray<'float64'> = np.array([[1, 2], [3, 4]]);
const total: number = np.sum(a);
const means: np.NDArray<'float64'> = np.mean(a, { axis: 0 });
const counts = np.array([1, 2, 3], { dtype: 'int' });
const same: np.NDArray<'int32'> = np.add(counts, 1);
assertAllclose(means, [2, 3]);
const [x, y] = np.array([5, 6]);
console.log(total, String(means), same.dtype, x! + y!, defaultRng(0).random([2]).toArray());
const solved: string = String(linalg.solve(a, [5, 11]));
const [area] = quad((t) => t * t, 0, 3);
const spectrum: readonly number[] = fft([1, 2, 3, 4]).shape;
const decay = solveIvp((_, [u]) => [-u!], [0, 1], [1]);
const least = minimize(([u]) => (u! - 2) ** 2, [0]);
console.log(solved, area.toFixed(6), spectrum[0], decay.y.item(0, -1).toFixed(3), least.x.item(0).toFixed(3));
const sizes: np.NDArray<'float64'> = np.abs(np.negative(a));
const norm: number = np.linalg.norm(sizes);
const draws: np.NDArray<'float64'> = np.random.defaultRng(1).normal(0, 1, [3]);
console.log(norm.toFixed(3), draws.shape, np.linalg.solve === linalg.solve, np.fft.fft === fft);
/** Never called: what must not compile. */
export function mistakes(): void {
  // @ts-expect-error a dtype that does not exist
  np.zeros(2, { dtype: 'float63' });
  // @ts-expect-error an option that does not exist
  np.sum(a, { axes: 0 });
  // @ts-expect-error arrays are added by np.add(a, b), not by +
  void (a + a);
  // @ts-expect-error Python's keyword argument by position
  np.sum(a, 0);
  // @ts-expect-error an option that does not exist
  minimize(([u]) => u!, [0], { methods: 'BFGS' });
  // @ts-expect-error a method that does not exist
  minimize(([u]) => u!, [0], { method: 'BFSG' });
  // @ts-expect-error an option that does not exist
  solveIvp((_, [u]) => [-u!], [0, 1], [1], { rtoll: 1e-6 });
}
`;
const PRINTED = `10 [2. 3.] int32 11 [ 0.6369616873214543, 0.2697867137638703 ]
[1. 2.] 9.000000 4 0.368 2.000
5.477 [ 3 ] true true
`;

try {
  const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', project], root));
  write('package.json', JSON.stringify({ name: 'newcomer', private: true, type: 'module' }));
  run('npm', ['install', '--no-audit', '--no-fund', `./${filename}`]);
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const subpaths = Object.keys(exports)
    .filter((subpath) => subpath !== './package.json')
    .map((subpath) => `numloom${subpath.slice(1)}`);

  // Types: the program, and every subpath, by each way of resolving modules.
  write('main.ts', MAIN);
  const all = subpaths.map((subpath, k) => `import * as m${k} from '${subpath}';\nexport { m${k} };\n`).join('');
  write('all.ts', all);
  write(
    'common.cts',
    subpaths.map((subpath, k) => `import m${k} = require('${subpath}');\nexport { m${k} };\n`).join(''),
  );
  await Promise.all([
    compile('tsconfig.nodenext.json', { module: 'NodeNext', outDir: 'out' }, ['main.ts', 'all.ts', 'common.cts']),
    compile('tsconfig.bundler.json', { module: 'ESNext', moduleResolution: 'bundler', noEmit: true }, [
      'main.ts',
      'all.ts',
    ]),
  ]);
  // The oldest and the newest compiler that are promised, where npm brings them.
  for (const version of ['5.7', 'latest']) {
    const compiler = join(project, 'node_modules', `typescript-${version}`);
    try {
      run('npm', [
        'install',
        '--no-audit',
        '--no-fund',
        '--no-save',
        `typescript-${version}@npm:typescript@${version}`,
      ]);
    } catch {
      console.log(`skipped: TypeScript ${version} is not to be had`);
      continue;
    }
    await compile(`tsconfig.${version}.json`, { module: 'NodeNext', noEmit: true }, ['main.ts', 'all.ts'], compiler);
  }
  await compile('tsconfig.node16.json', { module: 'Node16', noEmit: true, skipLibCheck: true }, ['main.ts', 'all.ts']);

  const [main, translated, loaded, common] = await Promise.all([
    program('run.mjs', "await import('./out/main.js');\n"),
    // What translates modules as they are loaded has require() and import load each of them twice.
    runQuietly(process.execPath, [createRequire(join(root, 'package.json')).resolve('tsx/cli'), 'main.ts'], {
      cwd: project,
    }),
    program(
      'all.mjs',
      `${all}import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
// One module, however it is asked for.
for (const [name, m] of Object.entries({ ${subpaths.map((subpath, k) => `'${subpath}': m${k}`).join(', ')} })) {
  const other = require(name);
  const keys = Object.keys(m);
  if (keys.length === 0) console.log(name, 'exports nothing');
  for (const key of keys) if (typeof m[key] === 'function' && other[key] !== m[key]) console.log(name, key, 'is there twice');
}
const { linalg, fft, random, polynomial, array, NDArray } = m0;
for (const [name, space] of Object.entries({ linalg, fft, random, polynomial })) {
  const own = await import('numloom/' + name);
  for (const key of Object.keys(own)) if (space[key] !== own[key]) console.log(name, key, 'is another');
  if (Object.keys(space).sort().join() !== Object.keys(own).sort().join()) console.log(name, 'has other names');
}
if (!(linalg.inv([[2]]) instanceof NDArray) || !(random.defaultRng(1).random(2) instanceof NDArray)) console.log('NDArray is there twice');
console.log('done');
`,
    ),
    program(
      'all.cjs',
      `for (const name of ${JSON.stringify(subpaths)}) if (Object.keys(require(name)).length === 0) console.log(name, 'exports nothing');
const np = require('numloom');
const { minimize } = require('numloom/optimize');
console.log(String(np.arange(3)), String(np.linalg.solve([[2]], [4])), minimize(([x]) => (x - 1) ** 2, [0]).x.item(0).toFixed(4));
`,
    ),
  ]);
  equal('the program', main.stdout, PRINTED);
  equal('the program by tsx', translated.stdout + translated.stderr, PRINTED);
  equal('importing every subpath', loaded.stdout + loaded.stderr, 'done\n');
  equal('requiring every subpath', common.stdout + common.stderr, '[0. 1. 2.] [2.] 1.0000\n');

  // A program bundled for Node.js with everything in it: threads need files of the package, and say so.
  await esbuild({
    stdin: {
      contents: `import './out/main.js';
import { setBackend } from 'numloom';
await setBackend('threads').catch((error) => console.log(/keep it out of your bundle/.test(error.message)));`,
      resolveDir: project,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: join(project, 'bundle/program.mjs'),
    logLevel: 'error',
  });
  const bundled = await program('bundled.mjs', "await import('./bundle/program.mjs');\n");
  equal('the bundled program', bundled.stdout, `${PRINTED}true\n`);

  const [files, parallel, profiled] = await Promise.all([
    program(
      'files.mjs',
      `import { readFileSync } from 'node:fs';
import * as np from 'numloom';
import * as plt from 'numloom/pyplot';
import { DataFrame, readParquet, toParquet } from 'numloom/dataframe';
plt.plot(np.arange(5), [1, 4, 2, 5, 3]);
for (const ending of ['png', 'svg', 'html']) plt.savefig('figure.' + ending);
console.log(readFileSync('figure.png').subarray(1, 4).toString(), readFileSync('figure.svg', 'utf8').slice(0, 4), readFileSync('figure.html', 'utf8').slice(0, 15));
await toParquet(new DataFrame({ name: ['a', 'b'], value: [1.5, 2.5] }), 'table.parquet');
const back = await readParquet('table.parquet');
console.log(back.get('name').toArray().join(), back.get('value').sum());
np.savez('arrays.npz', { a: np.eye(2) });
console.log(String(np.load('arrays.npz').get('a')));
`,
    ),
    program(
      'parallel.mjs',
      `import * as np from 'numloom';
import { Pool, exported, isMainProcess } from 'numloom/multiprocessing';
export const square = (x) => x * x;
if (isMainProcess) {
  const pool = new Pool(2);
  console.log((await pool.map(exported(import.meta.url, square), [1, 2, 3])).join());
  await pool.close();
  await np.setBackend('threads', { workers: 2, leastWork: 0 });
  console.log(np.sum(np.sqrt(np.ones(1e6))), np.showConfig({ mode: 'dicts' }).backend);
  await np.shutdown();
}
`,
    ),
    program('profiled.mjs', "import * as np from 'numloom';\nnp.sum(np.sin(np.arange(1e5)));\n", {
      NUMLOOM_PROFILE: '1',
    }),
  ]);
  equal('files', files.stdout + files.stderr, 'PNG <svg <!doctype html>\na,b 4\n[[1. 0.]\n [0. 1.]]\n');
  equal('pool and threads', parallel.stdout + parallel.stderr, '1,4,9\n1000000 threads\n');
  for (const word of ['sin', 'add.reduce', 'profiled.mjs:2']) {
    if (!profiled.stderr.includes(word))
      throw new Error(`NUMLOOM_PROFILE=1 printed nothing of ${word}:\n${profiled.stderr}`);
  }
  console.log('the packed library installs, type-checks and runs in an empty project');
} finally {
  // A program that still runs may write meanwhile.
  rmSync(project, { recursive: true, force: true, maxRetries: 20 });
}
