/** Every link of the site leads somewhere: to a page that is there, to an anchor that is in it. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allPages, faultOf, pageAt, site } from './pages.js';

const pages = allPages();

it('has the reference and the guides', () => {
  expect(pages.length).toBeGreaterThan(1000);
  for (const page of ['index.html', 'modules.html']) expect(pages).toContain(page);
  expect(pages.filter((page) => page.startsWith('documents/')).length).toBeGreaterThan(30);
  const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    exports: object;
  };
  const modules = pages.filter((page) => page.startsWith('modules/')).map((page) => page.slice(8, -5));
  for (const subpath of Object.keys(exports)) {
    if (subpath === './package.json') continue;
    expect(modules).toContain(subpath === '.' ? 'numloom' : `numloom_${subpath.slice(2)}`);
  }
});

it('has no link that leads nowhere', () => {
  const faults: string[] = [];
  let links = 0;
  for (const page of pages) {
    for (const link of pageAt(page).links) {
      links++;
      const fault = faultOf(page, link);
      if (fault !== undefined) faults.push(`${page}: ${link}: ${fault}`);
    }
  }
  expect(faults.slice(0, 40)).toEqual([]);
  expect(links).toBeGreaterThan(10_000);
});

it('a link that leads nowhere is found', () => {
  expect(faultOf('index.html', 'nowhere.html')).toBe('no such file');
  expect(faultOf('index.html', 'modules.html#nowhere')).toBe('no such anchor');
  expect(faultOf('documents/x.html', '../index.html')).toBe(undefined);
});

it('shows nothing of the machine it was made on', () => {
  for (const page of ['index.html', 'modules.html'])
    expect(readFileSync(site + page, 'utf8')).not.toContain(process.cwd());
});
