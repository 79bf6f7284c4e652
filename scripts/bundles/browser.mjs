// The package for browsers, dist/browser: the same modules, where NAME.browser.ts stands for a NAME.ts that needs Node.js, and WebAssembly
// modules are text in the code. What cannot be there at all says so when it is imported.
import { build } from 'esbuild';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { outside } from './outside.mjs';

/** Subpaths that need Node.js, and what is told to those who import them in a browser. */
const ABSENT = {
  gpu: 'numloom/gpu needs Node.js and the packages gpu.js and webgpu',
  mpi: 'numloom/mpi needs Node.js and an MPI library',
  multiprocessing: 'numloom/multiprocessing needs the processes and threads of Node.js',
};

/** NAME.browser.ts stands for NAME.ts. */
const twins = {
  name: 'browser-twins',
  setup(builder) {
    builder.onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, resolveDir }) => {
      const twin = resolve(resolveDir, path).replace(/\.js$/, '.browser.ts');
      return existsSync(twin) ? { path: twin } : undefined;
    });
  },
};

/**
 * Build dist/browser.
 *
 * @param exports - of package.json
 * @param names - what each file of the package exports, by its path: `dist/mpi/index.js`
 */
export async function buildBrowser(exports, names) {
  const entryPoints = {};
  for (const [subpath, entry] of Object.entries(exports)) {
    if (typeof entry !== 'object' || entry.browser === undefined) continue;
    const out = entry.browser.replace('./dist/browser/', '').replace(/\.js$/, '');
    const reason = ABSENT[subpath.slice(2)];
    if (reason !== undefined) {
      // The names are there so that bundlers go through.
      const text = `${names[(entry.module ?? entry.default).slice(2)].map((name) => `export let ${name};\n`).join('')}throw new Error(${JSON.stringify(reason)});\n`;
      mkdirSync(dirname(entry.browser), { recursive: true });
      writeFileSync(entry.browser, text);
      continue;
    }
    const source = (entry.module ?? entry.default).replace('./dist/', 'src/').replace(/\.js$/, '.ts');
    const twin = source.replace(/\.ts$/, '.browser.ts');
    entryPoints[out] = existsSync(twin) ? twin : source;
  }
  const { metafile } = await build({
    entryPoints,
    outdir: 'dist/browser',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    loader: { '.wasm': 'base64' },
    // Only what needs files asks where it lies; in a classic script there would be no answer.
    define: { 'import.meta.url': '""', 'process.env.NODE_ENV': '"production"' },
    plugins: [twins, outside],
    minifyWhitespace: true,
    minifySyntax: true,
    metafile: true,
    logLevel: 'warning',
  });
  // What is not used may be left out: nothing but the methods of arrays is set up from outside, and that lies with the arrays.
  writeFileSync('dist/browser/package.json', JSON.stringify({ type: 'module', sideEffects: false }));
  const setUp = Object.values(metafile.outputs).find(({ inputs }) => 'src/setup.ts' in inputs);
  if (!('src/core/ndarray.ts' in setUp.inputs))
    throw new Error('setup.ts and ndarray.ts are in different chunks of the build for browsers');
  for (const [path, { imports }] of Object.entries(metafile.outputs)) {
    for (const { path: wanted } of imports) {
      if (wanted.startsWith('node:')) throw new Error(`the browser's build needs ${wanted} in ${path}`);
    }
  }
}
