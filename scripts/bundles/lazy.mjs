// np.linalg, np.fft, np.random and np.polynomial as the package for Node.js has them: objects whose members are there when first looked at.
// A third of the code is theirs, and most programs need one of them at most. Loading stays synchronous by require() of an ES module, which
// gives the same module as `import 'numloom/linalg'`. Node.js 22.0 to 22.11 cannot do that, and a bundle has no files to require: there
// loadSubspaces(), awaited by index.ts, imports all four.
import { build } from 'esbuild';

const SPACES = ['fft', 'linalg', 'polynomial', 'random'];

/** The text that stands for src/subspaces.ts, given each namespace's names. */
function moduleText(names) {
  const space = (name) => `
let ${name}Module;
const ${name}Loaded = () => (${name}Module ??= load('./${name}/index.js'));
export const ${name} = Object.freeze({
  __proto__: null,
  get [Symbol.toStringTag]() { return 'Module'; },
  ${names[name].map((one) => `get ${one}() { return ${name}Loaded().${one}; },`).join('\n  ')}
});
`;
  return `
let here;
const module = () => process.getBuiltinModule('node:module');
function load(path) {
  here ??= module().createRequire(import.meta.url);
  try {
    return here(path);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error('numloom: ' + path + ' is missing beside ' + import.meta.url + '; keep numloom out of your bundle (esbuild: --packages=external)', { cause: error });
  }
}
${SPACES.map(space).join('')}
export async function loadSubspaces() {
  if (process.features.require_module && process.getBuiltinModule('node:fs').existsSync(new URL('./linalg/index.js', import.meta.url))) return;
  [${SPACES.map((name) => `${name}Module`).join(', ')}] = await Promise.all([${SPACES.map((name) => `import('./${name}/index.js')`).join(', ')}]);
}
`;
}

/** The names that each namespace exports. */
async function exportedNames(root) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: SPACES.map((name) => `src/${name}/index.ts`),
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
  return Object.fromEntries(SPACES.map((name) => [name, metafile.outputs[`dist/${name}/index.js`].exports]));
}

/** The plugin, for the repository at `root`. */
export function lazySubspaces(root) {
  return {
    name: 'lazy-subspaces',
    setup(builder) {
      builder.onLoad({ filter: /\/src\/subspaces\.ts$/ }, async () => ({
        contents: moduleText(await exportedNames(root)),
        resolveDir: `${root}src`,
        loader: 'js',
      }));
    },
  };
}
