/** What the pages say of names, packages and each other is so. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { camel, namesIn } from '../../scripts/coverage/lists.js';
import * as np from '../../src/index.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const markdownIn = (folder: string): string[] =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => folder + name);
const pages = ['README.md', ...markdownIn('docs/'), ...markdownIn('docs/guides/')];

const spans = (text: string): string[] => [...text.matchAll(/`+([^`]+)`+/g)].map(([, code]) => code!);
/** The cells of each row of the tables of a page. */
const rows = (page: string): string[][] =>
  read(page)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1));

describe('tables from NumPy', () => {
  for (const page of ['README.md', 'docs/guides/from-numpy.md', 'docs/random.md']) {
    it(page, () => {
      const missing: string[] = [];
      let names = 0;
      const array: object = np.zeros(1);
      for (const [, ours] of rows(page)) {
        for (const code of spans(ours ?? '').map((span) => span.replace(/'[^']*'/g, "''"))) {
          for (const [all, path] of code.matchAll(/(?<![\w.])np((?:\.[A-Za-z_]\w*)+)/g)) {
            names++;
            let at: unknown = np;
            for (const name of path!.slice(1).split('.')) at = (at as Record<string, unknown> | undefined)?.[name];
            if (at === undefined && code !== 'np.errstate(...)') missing.push(all);
          }
          for (const [all, method] of code.matchAll(/(?<![\w.])a\.([A-Za-z]\w*)/g)) {
            names++;
            if (!(method! in array)) missing.push(all);
          }
        }
      }
      expect(missing).toEqual([]);
      expect(names).toBeGreaterThan(2);
    });
  }
});

describe('docs/differences.md', () => {
  const page = read('docs/differences.md');
  const [, leftOut] = page.split(/^## Left out$/m);
  const names = new Set(
    leftOut!
      .split(/^## /m)[0]!
      .split('\n')
      .flatMap((line) => spans(line.split('|')[1] ?? '')),
  );
  it('names what NumPy has and numloom has not', () => {
    const renamed: Record<string, string> = { ndarray: 'NDArray', flatiter: 'FlatIterator', ufunc: 'isUfunc' };
    const missing = namesIn('numpy.txt').filter((name) => !((renamed[name] ?? camel(name)) in np));
    expect(missing.filter((name) => !names.has(name))).toEqual([]);
  });
  it('names nothing that is there', () => {
    const there = [...names].filter((name) => /^\w+$/.test(name) && camel(name) in np);
    expect(there).toEqual([]);
  });
});

describe('docs/dependencies.md', () => {
  it('speaks of every package that is installed', () => {
    const page = read('docs/dependencies.md');
    const { dependencies, devDependencies, optionalDependencies, peerDependencies } = JSON.parse(
      read('package.json'),
    ) as Record<string, Record<string, string>>;
    const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies });
    expect(names.filter((name) => !name.startsWith('@types/') && !page.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the pages', () => {
  const { chapters, optional } = JSON.parse(read('scripts/docs/chapters.json')) as {
    chapters: Record<string, string[]>;
    optional: string[];
  };
  it('that the chapters of the site name are there', () => {
    const named = Object.values(chapters).flat();
    expect(new Set(named).size).toBe(named.length);
    const found = pages.slice(1).map((page) => page.slice('docs/'.length, -'.md'.length));
    expect(named.filter((page) => !found.includes(page) && !optional.includes(page))).toEqual([]);
  });

  /** An anchor as GitHub makes it from a heading. */
  const anchorsOf = (path: string): Set<string> =>
    new Set(
      [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
        heading!
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\s_-]/gu, '')
          .replace(/\s/g, '-'),
      ),
    );
  it.each(pages)('%s links to what is there', (page) => {
    const text = read(page)
      .replace(/^```[\s\S]*?^```$/gm, '')
      .replace(/`[^`\n]*`(?!\])/g, '');
    const faults: string[] = [];
    for (const [, link] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(link!)) continue;
      const [path, anchor] = link!.split('#') as [string, string | undefined];
      const target = path === '' ? new URL(page, root) : new URL(path, new URL(page, root));
      if (!existsSync(target)) faults.push(`${link}: no such file`);
      else if (anchor !== undefined && target.pathname.endsWith('.md')) {
        if (!anchorsOf(target.pathname.slice(root.pathname.length)).has(anchor))
          faults.push(`${link}: no such heading`);
      }
    }
    expect(faults).toEqual([]);
  });
});
