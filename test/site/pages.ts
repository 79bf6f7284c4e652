/** The pages of the documentation site as files: what they link to and what can be linked to in them. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where `npm run docs` writes the site. */
export const site = fileURLToPath(new URL('../../build/site/', import.meta.url));

/** All pages, from the site's root. */
export function allPages(): string[] {
  return readdirSync(site, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.html') && !path.startsWith('media/'));
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/&#(x[\da-f]+|\d+);/gi, (_all, code: string) =>
      String.fromCodePoint(Number(code.startsWith('x') ? `0${code}` : code)),
    );

/** A page, read once. */
export interface Page {
  readonly links: readonly string[];
  readonly ids: ReadonlySet<string>;
}

const read = new Map<string, Page>();

/** The links and anchors of a page. */
export function pageAt(path: string): Page {
  let page = read.get(path);
  if (page === undefined) {
    const html = readFileSync(site + path, 'utf8');
    const links = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link]) => unescaped(link!));
    const ids = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => unescaped(id!)));
    page = { links: [...new Set(links)], ids };
    read.set(path, page);
  }
  return page;
}

const files = new Map<string, boolean>();

function isFile(path: string): boolean {
  let answer = files.get(path);
  if (answer === undefined) {
    answer = existsSync(site + path) && statSync(site + path).isFile();
    files.set(path, answer);
  }
  return answer;
}

/** What is wrong with a link; undefined if nothing is. */
export function faultOf(from: string, link: string): string | undefined {
  const base = new URL(from, 'file:///');
  const target = new URL(link, base);
  if (target.protocol !== 'file:')
    return /^https?:|^mailto:|^data:/.test(target.href) ? undefined : 'a strange address';
  const path = decodeURIComponent(target.pathname).slice(1);
  // What lies beside the sources is copied to media; pages of docs/ are pages of the site.
  if (path.endsWith('.md') && !path.startsWith('media/')) return 'a page of the sources, not of the site';
  if (!isFile(path)) return 'no such file';
  const anchor = decodeURIComponent(target.hash.slice(1));
  // The sprite and pictures have anchors of their own.
  if (anchor === '' || !path.endsWith('.html') || path.startsWith('media/')) return undefined;
  return pageAt(path).ids.has(anchor) ? undefined : 'no such anchor';
}
