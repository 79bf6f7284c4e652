// Builds dist/: one bundle of modules with shared chunks (quick to import), another for browsers, the native library where there is a C
// compiler, and the type declarations (unless --no-types).
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildBrowser } from './bundles/browser.mjs';
import { LOADER, checkRare, loadedLater, writeEntries, writeWorkerEntry } from './bundles/node.mjs';
import { outside } from './bundles/outside.mjs';
import { tryBuildNative } from './build-native.mjs';
import './build-wasm.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
rmSync('dist', { recursive: true, force: true });

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
const entryPoints = Object.values(exports)
  .filter((entry) => typeof entry === 'object')
  .flatMap((entry) => [entry.module ?? entry.default, ...(entry.require ? [entry.require] : [])])
  .map((path) => path.replace('./dist/', 'src/').replace(/\.js$/, '.ts'))
  .filter((path) => existsSync(path));
// The threads backend's workers are started by file name.
entryPoints.push('src/worker.ts');
// Functions that are loaded when first called.
entryPoints.push('src/rare.ts');
// So are the children of numloom/multiprocessing.
entryPoints.push('src/multiprocessing/child.ts', 'src/multiprocessing/poolWorker.ts');

const { metafile } = await build({
  entryPoints: [
    ...entryPoints.map((path) => ({ in: path, out: path.replace(/^src\/|\.ts$/g, '') })),
    { in: LOADER, out: 'loader' },
  ],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  // Names stay as they are: errors and printing show them.
  minifyWhitespace: true,
  minifySyntax: true,
  plugins: [loadedLater(root), outside],
  metafile: true,
});
const names = Object.fromEntries(Object.entries(metafile.outputs).map(([path, output]) => [path, output.exports]));
writeEntries(exports, names);
for (const file of ['dist/worker', 'dist/multiprocessing/poolWorker']) writeWorkerEntry(file);
await checkRare(`${root}dist/rare.js`);
await buildBrowser(exports, names);
// The same parts for the pages that pyplot writes, and the licences they come under.
await build({
  entryPoints: ['src/pyplot/render/echarts.ts'],
  outfile: 'dist/pyplot/echarts-page.js',
  bundle: true,
  format: 'iife',
  globalName: 'echarts',
  platform: 'browser',
  target: 'es2020',
  minify: true,
  legalComments: 'none',
});
mkdirSync('dist/licenses');
for (const [file, from] of [
  ['echarts-LICENSE', 'echarts/LICENSE'],
  ['echarts-NOTICE', 'echarts/NOTICE'],
  ['echarts-LICENSE-d3', 'echarts/licenses/LICENSE-d3'],
  ['zrender-LICENSE', 'zrender/LICENSE'],
  ['tslib-LICENSE', 'echarts/node_modules/tslib/LICENSE.txt'],
]) {
  const path = [`node_modules/${from}`, `node_modules/${from.replace('echarts/node_modules/', '')}`].find(existsSync);
  if (path !== undefined) copyFileSync(path, `dist/licenses/${file}`);
}
mkdirSync('dist/wasm');
for (const file of readdirSync('src/backends/wasm/generated').filter((name) => name.endsWith('.wasm'))) {
  copyFileSync(`src/backends/wasm/generated/${file}`, `dist/wasm/${file}`);
}
await tryBuildNative();
if (!process.argv.includes('--no-types')) {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
}
