/** The page of a run opens from disk in a browser, loads nothing, and draws what the figures say; the tables say the same. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASES } from '../../bench/cases.js';
import { makePage } from '../../bench/page/make.js';
import { readRun } from '../../bench/saved.js';
import { markdownTable, terminalTable } from '../../bench/table.js';
import type { Run } from '../../bench/results.js';

const fixturePath = fileURLToPath(new URL('../fixtures/bench/run.json', import.meta.url));
const run = readRun(fixturePath);
const program = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const required = (process.env.NUMLOOM_REQUIRE ?? '').split(/[\s,]+/).includes('chromium');
const absent = !existsSync(program);
const folder = mkdtempSync(join(tmpdir(), 'bench-page-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(absent && !required)(`in Chromium${absent ? ` (there is none at ${program})` : ''}`, () => {
  let browser: Browser;
  let address: string;
  beforeAll(async () => {
    const file = join(folder, 'page.html');
    writeFileSync(file, await makePage(run, fileURLToPath(new URL('../../bench/page', import.meta.url))));
    address = pathToFileURL(file).href;
    browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
  });
  afterAll(async () => browser?.close());

  /** Open the page and collect what goes wrong in it. */
  async function open(hash = '', options: Parameters<Browser['newPage']>[0] = {}): Promise<[Page, string[]]> {
    const page = await browser.newPage(options);
    const faults: string[] = [];
    page.on('console', (message) => faults.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(address)) faults.push(`asks for ${request.url()}`);
    });
    await page.goto(address + hash);
    await page.waitForSelector('.chart svg path', { state: 'attached' });
    return [page, faults];
  }

  test('draws a chart for each operation, a line for each backend, without errors or requests', async () => {
    const [page, faults] = await open();
    expect(await page.locator('.chart svg').count()).toBe(2);
    expect(await page.locator('h3').allTextContents()).toEqual(['add', 'matmul']);
    // In float64 there are single, threads:2 and NumPy: as many lines, each of its own colour and at least 100 pixels wide.
    const colors = (await page.evaluate(`[...document.querySelector('.chart svg').querySelectorAll('path[fill="none"]')]
        .filter((path) => path.getBBox().width > 100 && Number(path.getAttribute('stroke-width')) >= 2)
        .map((path) => path.getAttribute('stroke'))`)) as string[];
    expect(new Set(colors).size).toBe(3);
    expect(await page.locator('.legend button').allTextContents()).toEqual(['single', 'threads:2', 'NumPy']);
    expect(await page.locator('.machine').textContent()).toContain('A <fast> & fine processor, 2 cores');
    const record = await page.locator('#record').textContent();
    expect(record).toContain('1.24.2, openblas (Python 3.11.2)');
    expect(record).toContain('generated JavaScript; shared memory; shares out from 50 us of work');
    expect(await page.locator('#remarks li').allTextContents()).toEqual([
      'webgpu not timed: </script> no adapter',
      'cpu: one call would last more than 5 s (add at 1e5, about 9.0 s)',
    ]);
    expect(faults).toEqual([]);
    await page.close();
  });

  test('a higher line is a faster backend', async () => {
    const [page] = await open('#operation=add&dtype=float64&measure=single');
    // threads:2 takes half, NumPy a quarter of single's time, so that of the flat lines NumPy's is on top.
    const heights = (await page.evaluate(`[...document.querySelectorAll('.chart svg path[fill="none"]')]
        .filter((path) => path.getBBox().width > 100 && Number(path.getAttribute('stroke-width')) >= 2)
        .map((path) => [path.getAttribute('stroke'), path.getBBox().y])`)) as [string, number][];
    const style = (await page.evaluate(`[...document.querySelectorAll('.legend .swatch')]
        .map((swatch) => swatch.style.getPropertyValue('--color'))`)) as string[];
    const [single, threads, numpy] = style.map((color) => heights.find(([stroke]) => stroke === color)![1]);
    expect(numpy).toBeLessThan(threads!);
    expect(threads).toBeLessThan(single!);
    await page.close();
  });

  test('an operation can be picked, and its figures stand beside it', async () => {
    const [page, faults] = await open();
    await page.getByRole('button', { name: 'add', exact: true }).click();
    await page.waitForSelector('.large svg path', { state: 'attached' });
    const rows = await page.locator('.beside tbody tr').allTextContents();
    expect(rows).toHaveLength(9);
    // 1e4 elements at 2 ns: 20 us; twice as fast as single, and single takes four times NumPy's time.
    expect(rows[3]).toBe('10⁴single20.0 us5 %2.00 ns0.25×');
    expect(rows[4]).toBe('threads:210.0 us5 %1.00 ns2.00×0.50×');
    await page.getByRole('button', { name: 'float32' }).click();
    expect(await page.locator('.beside tbody tr').count()).toBe(12);
    await page.getByRole('button', { name: 'Time' }).click();
    await page.getByRole('button', { name: 'webasm' }).click();
    expect(await page.locator('.beside tbody tr').count()).toBe(9);
    expect(new URL(page.url()).hash).toBe('#measure=time&dtype=float32&operation=add&hidden=webasm');
    await page.getByLabel('operation').selectOption('matmul');
    expect(await page.locator('.beside tbody tr').first().textContent()).toContain('64 × 64');
    expect(faults).toEqual([]);
    await page.close();
  });

  test('pointing at a chart tells medians, quartiles and samples', async () => {
    const [page, faults] = await open('#operation=add&dtype=float64&measure=single');
    const box = (await page.locator('.chart').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const tip = page.locator('.tip');
    await tip.waitFor();
    const text = await tip.textContent();
    expect(text).toContain('10,000 elements');
    expect(text).toContain('threads:22.00×2.00× to 2.00×10.0 us ±5 %9 × 10');
    expect(faults).toEqual([]);
    await page.close();
  });

  test.each(['light', 'dark'] as const)('fits a narrow window, %s', async (colorScheme) => {
    const [page, faults] = await open('', { viewport: { width: 400, height: 800 }, colorScheme });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    const [red] = ((await page.evaluate('getComputedStyle(document.body).backgroundColor')) as string).match(/\d+/)!;
    if (colorScheme === 'dark') expect(Number(red)).toBeLessThan(60);
    else expect(Number(red)).toBeGreaterThan(200);
    expect(faults).toEqual([]);
    await page.close();
  });
});

describe('tables', () => {
  test('Markdown has a row for each operation and size, with speed-ups over single', () => {
    const lines = markdownTable(run, CASES).split('\n');
    const row = lines.filter((line) => line.startsWith('| add ') && line.includes('1e5'));
    const cells = row.map((line) => line.split('|').map((cell) => cell.trim()));
    expect(cells).toEqual([
      ['', 'add', '1e5', '200 us ±5 %', '100 us ±5 % (2.00x)', '50.0 us ±5 %', '4.00', ''],
      ['', 'add', '1e5', '200 us ±5 %', '100 us ±5 % (2.00x)', '800 us ±5 % (0.25x)', '50.0 us ±5 %', '4.00', ''],
    ]);
    expect(lines.filter((line) => line.startsWith('| matmul'))).toHaveLength(4);
  });
  test('the terminal shows every contestant and the remarks', () => {
    const text = terminalTable(run, CASES);
    for (const part of ['threads:2', 'webasm', 'NumPy', '64 x 64', 'no adapter', 'A <fast> & fine processor'])
      expect(text).toContain(part);
  });
  test('the terminal cuts tables that are wider than it, names and sizes in each part', () => {
    const width = (text: string): number =>
      Math.max(
        ...text
          .split('\n')
          .filter((line) => /^(add|operation)/.test(line))
          .map((line) => line.length),
      );
    const [wide, narrow] = [terminalTable(run, CASES), terminalTable(run, CASES, 60)];
    expect(width(wide)).toBeGreaterThan(60);
    expect(width(narrow)).toBeLessThanOrEqual(60);
    expect(narrow.match(/^operation/gm)!.length).toBeGreaterThan(wide.match(/^operation/gm)!.length);
    for (const name of ['threads:2', 'webasm', 'NumPy']) expect(narrow).toContain(name);
  });
  test('a target is judged at a million elements', () => {
    const judged = (share: number): string => {
      const one = run.results.find((result) => result.dtype === 'float64' && result.backend === 'single')!;
      const results = [
        { ...one, size: 1e6, median: share },
        { ...one, size: 1e6, median: 1, backend: 'numpy' },
      ];
      return markdownTable({ ...run, results } satisfies Run, CASES);
    };
    expect(judged(1.5)).toContain("- add: 1.50 times NumPy's time, at most 1.60\n");
    expect(judged(1.7)).toContain("- add: 1.70 times NumPy's time, at most 1.60 (missed)\n");
  });
});

test('a file that is no result is refused', () => {
  const file = join(folder, 'other.json');
  writeFileSync(file, '{"a": 1}');
  expect(() => readRun(file)).toThrow('is not a result of npm run bench');
  writeFileSync(file, '{');
  expect(() => readRun(file)).toThrow('cannot be read as JSON');
});
