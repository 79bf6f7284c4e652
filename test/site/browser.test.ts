/** The site works in a browser: the guides show, their pictures load, the menu opens, the search finds. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allPages, site } from './pages.js';

const program = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const required = (process.env.NUMLOOM_REQUIRE ?? '').split(/[\s,]+/).includes('chromium');
const absent = !existsSync(program);
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const guides = allPages().filter((page) => page.startsWith('documents/'));
const sample = allPages().filter(
  (page, k) => /^(functions|classes|interfaces|variables|modules)\//.test(page) && k % 200 === 0,
);

describe.skipIf(absent && !required)(`in Chromium${absent ? ` (there is none at ${program})` : ''}`, () => {
  let browser: Browser;
  let page: Page;
  let server: Server;
  let origin: string;
  const address = (path: string): string => `${origin}/${path}`;
  const faults: string[] = [];
  beforeAll(async () => {
    server = createServer(({ url }, answer) => {
      const path = site + decodeURIComponent(new URL(url!, 'http://site').pathname.slice(1));
      if (path.endsWith('favicon.ico')) answer.writeHead(204).end();
      else if (!existsSync(path)) answer.writeHead(404).end();
      else answer.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(readFileSync(path));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()))
        faults.push(`asks for ${request.url()}`);
    });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test.each(['index.html', 'modules.html', ...guides, ...sample])('%s shows', async (path) => {
    await page.goto(address(path));
    const seen = (await page.evaluate(`({
      heading: document.title,
      words: document.querySelector('.col-content').innerText.length,
      broken: [...document.images].filter((image) => !(image.complete && image.naturalWidth > 0)).map((image) => image.src),
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    })`)) as { heading: string; words: number; broken: string[]; wide: boolean };
    expect(seen.heading.trim()).not.toBe('');
    expect(seen.words).toBeGreaterThan(40);
    expect(seen.broken).toEqual([]);
    expect(seen.wide).toBe(false);
    expect(faults.splice(0)).toEqual([]);
  });

  test('the menu has the chapters and leads to a guide', async () => {
    await page.goto(address('index.html'));
    const menu = page.locator('.tsd-navigation');
    await menu.first().waitFor();
    const chapters = await page.locator('.site-menu').innerText();
    for (const chapter of ['Start', 'Arrays', 'Where it computes', 'Performance', 'Inside'])
      expect(chapters).toContain(chapter);
    await page.locator('.site-menu a', { hasText: 'Coming from NumPy' }).first().click();
    await page.waitForURL(/Coming_from_NumPy/);
    expect(await page.locator('h1').first().textContent()).toContain('Coming from NumPy');
  });

  test.each([
    ['solveIvp', /numloom_integrate\.solveIvp\.html/],
    ['lu factor', /luFactor\.html/],
    ['coming from numpy', /Coming_from_NumPy\.html/],
    ['CubicSpline', /numloom_interpolate\.CubicSpline\.html/],
  ])('the search finds %s', async (words, want) => {
    await page.goto(address('index.html'));
    await page.locator('#tsd-search-trigger').click();
    await page.locator('#tsd-search-input').fill(words);
    await page.locator('#tsd-search-results a').first().waitFor();
    const found = (await page.evaluate(
      `[...document.querySelectorAll('#tsd-search-results a')].slice(0, 3).map((link) => link.href)`,
    )) as string[];
    expect(
      found.some((link) => want.test(link)),
      found.join('\n'),
    ).toBe(true);
    await page.goto(found.find((link) => want.test(link))!);
    expect(faults.splice(0)).toEqual([]);
  });

  test('the pages open from disk too', async () => {
    const fromDisk = await browser.newPage();
    await fromDisk.goto(pathToFileURL(`${site}documents/Getting_started.html`).href);
    expect(await fromDisk.locator('h1').first().textContent()).toContain('Getting started');
    await fromDisk.locator('#tsd-search-trigger').click();
    await fromDisk.locator('#tsd-search-input').fill('linspace');
    await fromDisk.locator('#tsd-search-results a').first().waitFor();
    await fromDisk.close();
  });

  test('the benchmark page is linked and opens', async () => {
    await page.goto(address('documents/Performance_in_practice.html'));
    const link = page.locator('.col-content a[href$="bench.html"]').first();
    await link.click();
    await page.waitForSelector('.chart svg path', { state: 'attached' });
    faults.splice(0);
  });
});
