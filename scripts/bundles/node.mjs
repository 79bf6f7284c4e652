// What makes the package for Node.js quick to import. V8 needs longer to read the library than everything else takes, so most of it is read when it
// is first used: np.linalg, np.fft, np.random, np.polynomial (src/subspaces.ts) and the functions of src/rare.ts. In their places stand getters
// and functions that load the real ones, at once, by require() of an ES module. Such a module must not be on its way by import() at the same time,
// so the subpaths lead to entries that load theirs in the same way. Bundlers go round all this: they take the condition "module", and loadLater(),
// awaited by index.ts and by the entries for import, imports what there is no file of, and everything where require() would load it a second time.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const SPACES = ['fft', 'linalg', 'polynomial', 'random'];

/** The name of the module that loads others, dist/loader.js. */
export const LOADER = 'numloom-loader';

const LOADER_TEXT = `
let requireHere;
const modules = {};
function fetch(path) {
  requireHere ??= process.getBuiltinModule('node:module').createRequire(import.meta.url);
  try {
    return (modules[path] = requireHere(path));
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error('numloom: ' + path + ' is missing beside ' + import.meta.url + '; keep numloom out of your bundle (esbuild: --packages=external)', { cause: error });
  }
}
export const need = (path) => modules[path] ?? fetch(path);
// Programs that translate what is loaded (tsx, Jest) give require() and import instances of their own: arrays of one are strangers to the other.
function isOneInstance() {
  try {
    return fetch('./loader.js').need === need;
  } catch {
    return false;
  }
}
let now;
// Before Node 24, a thread that is ended while it requires an ES module takes the process with it.
const endsSafely = () => process.versions.node.split('.')[0] >= 24 || process.getBuiltinModule('node:worker_threads').isMainThread;
const canNeed = () => now ??= process.features.require_module && endsSafely() && process.getBuiltinModule('node:fs').existsSync(new URL('./rare.js', import.meta.url)) && isOneInstance();
export async function load(path) {
  await loadLater();
  return canNeed() ? need(path) : import(path);
}
let loading;
export function loadLater() {
  return loading ??= loadNow();
}
async function loadNow() {
  if (canNeed()) return;
  await Promise.all([
    ${[...SPACES.map((name) => `./${name}/index.js`), './rare.js'].map((path) => `import('${path}').then((module) => (modules['${path}'] = module))`).join(',\n    ')}
  ]);
}
`;

/** The text that stands for src/subspaces.ts, given each namespace's names. */
function subspacesText(names) {
  const space = (name) => `
export const ${name} = Object.freeze({
  __proto__: null,
  get [Symbol.toStringTag]() { return 'Module'; },
  ${names[name].map((one) => `get ${one}() { return need('./${name}/index.js').${one}; },`).join('\n  ')}
});
`;
  return `import { need } from 'numloom-loader';\nexport { loadLater } from 'numloom-loader';\n${SPACES.map(space).join('')}`;
}

/** The text that stands for src/rare.ts in the namespace. Some names are words of the language: `delete`. */
function rareText(names) {
  return `import { need } from 'numloom-loader';
${names.map((name) => `function ${name}_(...args) { return need('./rare.js').${name}(...args); }`).join('\n')}
for (const f of [${names.map((name) => `${name}_`).join(', ')}]) Object.defineProperty(f, 'name', { value: f.name.slice(0, -1) });
export { ${names.map((name) => `${name}_ as ${name}`).join(', ')} };
`;
}

/** The names that each module exports. */
async function exportedNames(root) {
  const entryPoints = [...SPACES.map((name) => `src/${name}/index.ts`), 'src/rare.ts'];
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    outbase: 'src',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    write: false,
    metafile: true,
  });
  const of = (path) => metafile.outputs[`dist/${path}.js`].exports;
  return { rare: of('rare'), ...Object.fromEntries(SPACES.map((name) => [name, of(`${name}/index`)])) };
}

/** The plugin, for the repository at `root`. */
export function loadedLater(root) {
  return {
    name: 'loaded-later',
    setup(builder) {
      const names = exportedNames(root);
      const text = (contents) => ({ contents, resolveDir: `${root}src`, loader: 'js' });
      builder.onResolve({ filter: /^numloom-loader$/ }, ({ path }) => ({ path, namespace: 'later' }));
      builder.onLoad({ filter: /^numloom-loader$/, namespace: 'later' }, () => text(LOADER_TEXT));
      builder.onResolve({ filter: /^\.\/rare\.js$/ }, ({ kind }) =>
        kind === 'import-statement' ? { path: 'rare', namespace: 'later' } : undefined,
      );
      builder.onLoad({ filter: /^rare$/, namespace: 'later' }, async () => text(rareText((await names).rare)));
      builder.onLoad({ filter: /\/src\/subspaces\.ts$/ }, async () => text(subspacesText(await names)));
      // All that everyone loads in one chunk, not in thirty: a file costs as much as 10 KB of text.
      builder.onLoad({ filter: /\/src\/setup\.ts$/ }, ({ path }) => {
        const common = readFileSync(`${root}src/namespace.ts`, 'utf8').matchAll(
          /from '(\.\/(?:core|ops|files|backends|profile)\/.*)'/g,
        );
        return {
          contents: readFileSync(path, 'utf8') + [...common].map(([, module]) => `import '${module}';\n`).join(''),
          loader: 'ts',
        };
      });
    },
  };
}

/**
 * The files of the subpaths, dist/entries for import and dist/entries/sync for require(): all that everyone loads first, so that nothing of it is
 * on its way, then the module.
 */
export function writeEntries(exports, names) {
  mkdirSync('dist/entries/sync', { recursive: true });
  for (const { module, require: sync, default: entry } of Object.values(exports)) {
    if (module === undefined) continue;
    const list = names[module.slice(2)];
    const path = module.replace('./dist/', './');
    const text = (up, name, loaded) => `import '${up}namespace.js';
import { ${name} } from '${up}loader.js';
const module = ${loaded};
const { ${list.map((one, k) => `${one}: _${k}`).join(', ')} } = module;
export { ${list.map((one, k) => `_${k} as ${one}`).join(', ')} };
`;
    writeFileSync(entry, text('../', 'load', `await load('${path}')`));
    writeFileSync(sync, text('../../', 'need', `need('${path}')`));
  }
}

/**
 * What piscina loads for a worker module, FILE.cjs beside FILE.js. It tries require() first, which for an ES module before Node 24 aborts the
 * process when the thread is ended meanwhile; here it is given a promise of the function, by import().
 */
export function writeWorkerEntry(file) {
  const name = file.split('/').at(-1);
  writeFileSync(`${file}.cjs`, `module.exports = import('./${name}.js').then((module) => module.default);\n`);
}

/** Nothing but functions can be loaded when it is called. */
export async function checkRare(file) {
  for (const [name, value] of Object.entries(await import(file))) {
    if (typeof value !== 'function' || /^class\b/.test(String(value)))
      throw new Error(`src/rare.ts exports ${name}, which is no function`);
  }
}
