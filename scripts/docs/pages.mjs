// A plugin of typedoc: the guides and pages of docs/ under their own titles, in chapters, in the order given here; modules
// under the names that programs import; and the addresses that the README's and the pages' links to sources lead to.
import { Converter } from 'typedoc';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The chapters of the site. A page that is not named here is an error. */
export const chapters = {
  Start: ['guides/getting-started', 'guides/from-numpy', 'guides/from-scipy', 'course'],
  Arrays: ['guides/arrays-and-views', 'guides/dtypes', 'guides/errors', 'differences'],
  Modules: [
    'linalg',
    'fft',
    'random',
    'special',
    'integrate',
    'optimize',
    'interpolate',
    'signal',
    'pyplot',
    'symbolic',
    'dataframe',
    'multiprocessing',
    'mpi',
  ],
  'Where it computes': [
    'guides/where-it-computes',
    'guides/native-providers',
    'guides/gpus',
    'guides/clusters',
    'threads',
    'native',
    'native-kernels',
    'wasm',
    'linalg-portable',
    'gpu',
    'browser',
  ],
  Performance: ['guides/performance', 'performance', 'performance-table', 'profile'],
  Inside: [
    'guides/the-house',
    'guides/adding-to-numloom',
    'architecture',
    'backends',
    'special-bessel',
    'special-accuracy',
    'dependencies',
  ],
};

/** Pages that are not there in every state of the project. */
export const optional = ['browser'];

const order = Object.entries(chapters).flatMap(([chapter, pages]) => pages.map((page) => ({ chapter, page })));

/** The page's first heading, without the name of a module behind it. */
function titleOf(text) {
  const heading = /^# (.+)$/m.exec(text)?.[1] ?? '';
  return heading.replace(/: `[^`]*`$/, '').replaceAll('`', '');
}

/** `src/linalg/index.ts` is `numloom/linalg`. */
const moduleName = (file) => {
  const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const built = `./dist/${relative(`${root}src`, file).replace(/\.ts$/, '.js')}`;
  for (const [subpath, target] of Object.entries(exports))
    if (target.default === built) return subpath === '.' ? 'numloom' : `numloom/${subpath.slice(2)}`;
  return undefined;
};

/** @param {import('typedoc').Application} app */
export function load(app) {
  const places = new Map();
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document) => {
    const path = document.project.files.getReflectionPath(document);
    const page = relative(`${root}docs`, path).replaceAll('\\', '/').replace(/\.md$/, '');
    const place = order.findIndex((one) => one.page === page);
    if (place < 0) {
      app.logger.error(`docs/${page}.md is in no chapter: add it to scripts/docs/pages.mjs`);
      return;
    }
    document.name = titleOf(readFileSync(path, 'utf8'));
    document.frontmatter.group = order[place].chapter;
    places.set(document, place);
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    const { project } = context;
    for (const module of project.children ?? []) {
      const file = project.files.getReflectionPath(module) ?? context.getReflectionFile?.(module);
      const name = file && moduleName(file);
      if (name) module.name = name;
    }
    const missing = order.filter(({ page }) => ![...places.values()].includes(order.findIndex((o) => o.page === page)));
    for (const { page } of missing)
      if (!optional.includes(page)) app.logger.error(`scripts/docs/pages.mjs names docs/${page}.md, which is not there`);
    project.documents?.sort((a, b) => places.get(a) - places.get(b));
  });
}
