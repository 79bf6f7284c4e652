// A plugin of typedoc: the guides and pages of docs/ under their own titles, in the chapters and the order of chapters.json, and
// modules under the names that programs import, and the comment of a function with several signatures at each of them.
import { Converter } from 'typedoc';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The chapters of the site, and the pages that are not there in every state of the project. */
const { chapters, optional } = JSON.parse(readFileSync(new URL('chapters.json', import.meta.url), 'utf8'));

/** Where pages go that are in no chapter. */
const OTHER = 'Guides to modules';

const order = Object.entries(chapters).flatMap(([chapter, pages]) => pages.map((page) => ({ chapter, page })));

/** The page's first heading, without the name of a module behind it. */
function titleOf(text) {
  const heading = /^# (.+)$/m.exec(text)?.[1] ?? '';
  const title = heading.replace(/: `.*$/, '').replaceAll('`', '');
  return title.startsWith('numloom/') ? `${title}: guide` : title;
}

/** `src/linalg/index.ts` is `numloom/linalg`. */
const moduleName = (file) => {
  const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const built = `./dist/${relative(`${root}src`, file).replace(/\.ts$/, '.js')}`;
  for (const [subpath, target] of Object.entries(exports))
    if ((target.module ?? target.default) === built) return subpath === '.' ? 'numloom' : `numloom/${subpath.slice(2)}`;
  return undefined;
};

/** Give all signatures of a function the comment of the first, each with the parameters that it has. */
function shareComment(signatures) {
  const comment = signatures.find((one) => one.comment)?.comment;
  if (signatures.length < 2 || comment === undefined) return;
  const names = new Set(signatures.flatMap((one) => one.parameters ?? []).map((one) => one.name));
  for (const signature of signatures) {
    signature.comment ??= comment.clone();
    const own = new Set((signature.parameters ?? []).map((one) => one.name));
    signature.comment.blockTags = signature.comment.blockTags.filter(
      ({ tag, name }) => tag !== '@param' || own.has(name) || !names.has(name),
    );
  }
}

/** @param {import('typedoc').Application} app */
export function load(app) {
  const places = new Map();
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document) => {
    const path = document.project.files.getReflectionPath(document);
    const page = relative(`${root}docs`, path).replaceAll('\\', '/').replace(/\.md$/, '');
    const place = order.findIndex((one) => one.page === page);
    document.name = titleOf(readFileSync(path, 'utf8')) || page.split('/').pop().replaceAll('-', ' ');
    document.frontmatter.group = order[place]?.chapter ?? OTHER;
    places.set(document, place < 0 ? order.length : place);
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    const { project } = context;
    for (const reflection of Object.values(project.reflections))
      if (reflection.signatures) shareComment(reflection.signatures);
    for (const module of project.children ?? []) {
      const file = project.files.getReflectionPath(module);
      const name = file && moduleName(file);
      if (name) module.name = name;
    }
    const found = new Set(places.values());
    order.forEach(({ page }, place) => {
      if (!found.has(place) && !optional.includes(page))
        app.logger.error(`scripts/docs/chapters.json names docs/${page}.md, which is not there`);
    });
    const placeOf = (one) => places.get(one) ?? order.length + 1;
    project.documents?.sort((a, b) => placeOf(a) - placeOf(b));
    project.childrenIncludingDocuments?.sort((a, b) => placeOf(a) - placeOf(b));
  });
}
