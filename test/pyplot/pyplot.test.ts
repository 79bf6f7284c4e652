/** pyplot as programs use it: what is drawn, what is refused, and the ways out. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import * as np from '../../src/index.js';
import * as plt from '../../src/pyplot/index.js';
import { figureOption } from '../../src/pyplot/render/options.js';

const folder = mkdtempSync(join(tmpdir(), 'pyplot-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => plt.close('all'));

const count = (text: string, part: string | RegExp): number => text.split(part).length - 1;

it('every function is described where an editor shows it', () => {
  const files = ['drawing', 'pyplot'].map((name) => readFileSync(new URL(`../../src/pyplot/${name}.ts`, import.meta.url), 'utf8')); // prettier-ignore
  const exported = [...files.join('\n').matchAll(/(.*)\nexport (?:const|function) (\w+)/g)];
  const bare = exported.filter(([, before], k) => !before!.endsWith('*/') && exported[k - 1]?.[2] !== exported[k]![2]);
  expect(exported.length).toBeGreaterThan(70);
  expect(bare.map(([, , name]) => name)).toEqual([]);
});

describe('data', () => {
  it('takes an array in C order as it is, without a copy', () => {
    const y = np.linspace(0, 1, 1000);
    const [line] = plt.plot(y, y);
    expect(line!.x).toBe(y.data);
    expect(line!.y).toBe(y.data);
  });
  it('takes views, integers, truth values, typed arrays, nested arrays', () => {
    const grid = np.arange(6).reshape(2, 3);
    const lines = plt.plot(grid);
    expect(lines.map((line) => [...line.y])).toEqual([[0, 3], [1, 4], [2, 5]]);
    expect([...plt.plot(np.array([1, 2], { dtype: 'int64' }), [true, false])[0]!.y]).toEqual([1, 0]);
    expect([...plt.plot(new Float32Array([1, 2]))[0]!.x]).toEqual([0, 1]);
  }); // prettier-ignore
  it('draws several lines, each in the next colour, with the options of all', () => {
    const lines = plt.plot([1, 2], [3, 4], 'r--', [1, 2], [5, 6], { linewidth: 3 });
    expect(lines.map((line) => [line.color, line.linestyle, line.linewidth])).toEqual([
      ['#ff0000', '--', 3],
      ['#1f77b4', '-', 3],
    ]);
  });
  it('leaves a gap at NaN and what a logarithmic axis cannot show', () => {
    const fig = plt.figure();
    plt.semilogy([1, 2, 3, 4, 5], [1, 10, 0, NaN, 1000]);
    const { data } = figureOption(fig, 'fixed').series[0]! as unknown as { data: unknown[] };
    expect(data).toEqual([[1, 0], [2, 1], [null, null], [null, null], [5, 3]]);
  }); // prettier-ignore
  it('counts a histogram as np.histogram does', () => {
    const values = np.random.defaultRng(1).normal(0, 1, 500);
    const [counts, edges, bars] = plt.hist(values, { bins: 20 });
    const [want, wantEdges] = np.histogram(values, { bins: 20 });
    expect([...counts]).toEqual((want.toArray() as (number | bigint)[]).map(Number));
    expect([...edges]).toEqual(wantEdges.toArray());
    expect(bars.areas.length).toBe(20);
  });
  it('puts dates and names on axes', () => {
    const [fig, ax] = plt.subplots();
    ax.plot([new Date(Date.UTC(2024, 0, 1)), new Date(Date.UTC(2024, 6, 1))], [1, 2]);
    const text = fig.toSvg();
    for (const month of ['2024-01', '2024-03', '2024-07']) expect(text).toContain(`>${month}</text>`);
    const [other, bars] = plt.subplots();
    bars.bar(['ape', 'bee'], [1, 2]);
    expect(other.toSvg()).toContain('>ape</text>');
  });
});

describe('bad input leaves the plot as it was', () => {
  const cases: [string, (ax: plt.Axes) => unknown, RegExp][] = [
    ['lengths', (ax) => ax.plot([1, 2, 3], [1, 2]), /plot: x and y must have the same length, but have 3 and 2/],
    ['lengths in the second line', (ax) => ax.plot([1], [1], [1, 2, 3], [1, 2]), /same length/],
    ['format', (ax) => ax.plot([1], [1], 'r%'), /plot: 'r%' is not a valid format string \(unrecognized character '%'\)/],
    ['colour', (ax) => ax.plot([1], [1], { color: 'blurple' }), /plot: 'blurple' is not a colour/],
    ['colour parts', (ax) => ax.scatter([1], [1], { color: [1, 2, 0] as never }), /scatter: /],
    ['option', (ax) => ax.plot([1], [1], { colour: 'red' } as never), /plot\(\) got an unexpected option 'colour'/],
    ['marker', (ax) => ax.plot([1], [1], { marker: 'q' }), /unrecognized marker style 'q'/],
    ['line style', (ax) => ax.plot([1], [1], { linestyle: '~' as never }), /not a valid value for linestyle/],
    ['nothing', (ax) => ax.plot(), /nothing to plot/],
    ['three dimensions', (ax) => ax.plot(np.zeros([2, 2, 2])), /no greater than 2-D/],
    ['complex', (ax) => ax.plot(np.array([new np.Complex(1, 2)])), /is complex/],
    ['sizes', (ax) => ax.scatter([1, 2, 3], [1, 2, 3], { s: [1, 2] }), /s must be one number, or the same size/],
    ['colours of points', (ax) => ax.scatter([1, 2, 3], [1, 2, 3], { c: ['r', 'g'] }), /2 colours for 3 points/],
    ['bars', (ax) => ax.bar([1, 2, 3], [1, 2]), /x and height must have the same length, but have 3 and 2/],
    ['error lengths', (ax) => ax.errorbar([1, 2], [1, 2], { yerr: [-1, 1] }), /must not contain negative values/],
    ['empty image', (ax) => ax.imshow(np.zeros([0, 3])), /imshow: image is empty/],
    ['image', (ax) => ax.imshow([1, 2, 3]), /invalid shape \(3,\) for image data/],
    ['colour map', (ax) => ax.imshow([[1]], { cmap: 'viridi' }), /'viridi' is not a colour map/],
    ['vmin', (ax) => ax.imshow([[1]], { vmin: 3, vmax: 2 }), /vmin must be less or equal to vmax/],
    ['logarithmic colours', (ax) => ax.imshow([[1]], { norm: 'log', vmin: 0 }), /vmin must be positive/],
    ['mesh', (ax) => ax.pcolormesh([0, 1], [0, 1], [[1, 2, 3]]), /x must have length 3/],
    ['contour', (ax) => ax.contour([[1, 2]]), /at least a \(2, 2\)/],
    ['levels', (ax) => ax.contour([[1, 2], [3, 4]], { levels: [2, 1] }), /contour levels must be increasing/],
    ['quiver', (ax) => ax.quiver([1, 2], [1, 2, 3]), /u and v must have the same length/],
    ['pie', (ax) => ax.pie([1, -1]), /must be non negative/],
    ['pie of nothing', (ax) => ax.pie([0, 0]), /nothing to share out/],
    ['histogram', (ax) => ax.hist([1, 2], { bins: [3, 1, 2] }), /monoton|increas/],
    ['violin', (ax) => ax.violinplot([[1, 2], [NaN]]), /data set 1 is empty/],
    ['surface in two dimensions', (ax) => ax.plotSurface([0, 1], [0, 1], [[1, 2], [3, 4]]), /projection: '3d'/],
  ]; // prettier-ignore
  for (const [name, act, message] of cases) {
    it(name, () => {
      const [, ax] = plt.subplots();
      expect(() => act(ax)).toThrow(message);
      expect(ax.artists.length).toBe(0);
      expect(ax.nextColor()).toBe('#1f77b4');
    });
  }
  it('limits, scales, ticks, legends, files', () => {
    const [fig, ax] = plt.subplots();
    expect(() => ax.setXlim(0, NaN)).toThrow(/cannot be NaN or Inf/);
    ax.setYscale('log');
    expect(() => ax.setYlim(0, 10)).toThrow(/must be positive/);
    expect(() => ax.setXscale('logarithmic' as never)).toThrow(/'linear', 'log' or 'symlog'/);
    expect(() => ax.setXticks([1, 2], ['one'])).toThrow(
      /number of ticks \(2\) does not match the number of labels \(1\)/,
    );
    expect(() => ax.legend({ loc: 'nowhere' as never })).toThrow(/not a valid location/);
    expect(() => fig.savefig('a.jpg')).toThrow(/'jpg' is not supported/);
    expect(() => plt.subplot(2, 2, 5)).toThrow(/1 <= index <= 4/);
    expect(() => plt.style.use('gplot')).toThrow(/not a style/);
    expect(() => fig.colorbar()).toThrow(/no plot with colours/);
  });
});

describe('SVG', () => {
  it('of a line: size, path, title, ticks', () => {
    const x = np.linspace(0, 10, 100);
    plt.plot(x, np.sin(x), { label: 'sine' });
    plt.title('Sine Wave');
    plt.xlabel('$\\alpha^2$');
    plt.legend();
    const svg = plt.gcf().toSvg();
    expect(svg).toMatch(/^<svg width="640" height="480"/);
    expect(svg).toContain('stroke="#1f77b4"');
    for (const words of ['Sine Wave', 'α²', 'sine', '−0.75', '10']) expect(svg).toContain(`>${words}</text>`);
    // The line begins where 0 lies: 5% within the frame from 80 to 576.
    const start = /<path d="M([\d.]+) ([\d.]+)L[^"]*"[^>]*stroke="#1f77b4"/.exec(svg)!;
    expect(Number(start[1])).toBeCloseTo(80 + 496 * (0.05 / 1.1), 1);
  });
  it('of every kind of plot', () => {
    const rng = np.random.defaultRng(0);
    const z = rng.random([6, 5]);
    const kinds: [string, (ax: plt.Axes) => unknown, number][] = [
      ['scatter', (ax) => ax.scatter([1, 2, 3], [1, 2, 3], { c: [1, 2, 3], s: [10, 20, 30] }), 3],
      ['bar', (ax) => ax.bar([1, 2, 3], [3, 2, 1]), 3],
      ['barh', (ax) => ax.barh(['a', 'b'], [3, 2]), 2],
      ['hist', (ax) => ax.hist([1, 2, 2, 3], { bins: 3 }), 3],
      ['errorbar', (ax) => ax.errorbar([1, 2], [1, 2], { yerr: 0.1, xerr: [0.1, 0.2], capsize: 2 }), 3],
      ['fillBetween', (ax) => ax.fillBetween([0, 1, 2, 3], [1, NaN, 2, 3], 0), 1],
      ['step', (ax) => ax.step([0, 1, 2], [1, 2, 1]), 1],
      ['stem', (ax) => ax.stem([0, 1, 2], [1, 2, 1]), 3],
      ['imshow', (ax) => ax.imshow(z), 1],
      ['rgb', (ax) => ax.imshow(rng.random([4, 4, 3]), { interpolation: 'bilinear' }), 1],
      ['pcolormesh', (ax) => ax.pcolormesh([0, 1, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5, 7], z), 30],
      ['contour', (ax) => ax.clabel(ax.contour(z)), 1],
      ['contourf', (ax) => ax.contourf(z, { extend: 'both' }), 1],
      ['quiver', (ax) => ax.quiver(z, z), 30],
      ['boxplot', (ax) => ax.boxplot([[1, 2, 3], [2, 3, 4]], { showmeans: true }), 2],
      ['violinplot', (ax) => ax.violinplot([[1, 2, 3], [2, 3, 4]]), 2],
      ['pie', (ax) => ax.pie([1, 2, 3], { labels: ['a', 'b', 'c'], autopct: '%.1f%%' }), 3],
      ['stackplot', (ax) => ax.stackplot([0, 1, 2], [[1, 1, 1], [2, 1, 2]]), 2],
      ['hist2d', (ax) => ax.hist2d(rng.normal(0, 1, 100), rng.normal(0, 1, 100)), 1],
      ['spans', (ax) => [ax.axhspan(0, 1), ax.axvspan(0, 1), ax.hlines([1, 2], 0, 1), ax.vlines(1, 0, [1])], 4],
      ['annotate', (ax) => ax.annotate('here', [0.5, 0.5], { xytext: [0.2, 0.2], arrowprops: { arrowstyle: '->' } }), 1],
    ]; // prettier-ignore
    for (const [name, draw, least] of kinds) {
      const [fig, ax] = plt.subplots();
      const empty = fig.toSvg();
      draw(ax);
      const svg = fig.toSvg().replace(/base64,[^"]*/g, 'base64,');
      expect(svg, name).not.toBe(empty);
      expect(figureOption(fig, 'fixed').series.length, name).toBeGreaterThan(0);
      if (['scatter', 'bar', 'barh', 'quiver', 'pcolormesh'].includes(name))
        expect(count(svg, '<path'), name).toBeGreaterThanOrEqual(least);
      if (['imshow', 'rgb', 'hist2d'].includes(name)) expect(svg).toContain('data:image/png;base64,');
      expect(svg, name).not.toContain('NaN');
      expect(svg, name).not.toContain('undefined');
    }
  });
  it('of a surface, a net, points and a line in space', () => {
    const fig = plt.figure();
    const ax = fig.addSubplot(1, 1, 1, { projection: '3d' });
    const [x, y] = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-1, 1, 9));
    ax.plotSurface(x!, y!, np.multiply(x!, y!), { cmap: 'viridis' });
    ax.plotWireframe(
      [0, 1],
      [0, 1],
      [
        [0, 1],
        [1, 2],
      ],
    );
    ax.scatter3D([0, 1], [0, 1], [0, 1]);
    ax.plot3D([0, 1], [0, 1], [0, 1]);
    ax.setZlabel('height');
    const svg = fig.toSvg();
    expect(count(svg, '<path')).toBeGreaterThan(64);
    expect(svg).toContain('>height</text>');
    // Yellow, viridis' top, is somewhere.
    expect(svg).toMatch(/fill="#[ef][0-9a-f]e[0-9a-f]/);
  });
  it('of twins, shared axes, colour bars and a tight layout', () => {
    const [fig, rows] = plt.subplots(2, 2, { sharex: true });
    rows[0]![0]!.plot([1, 2, 3], [1, 2, 3]);
    rows[1]![0]!.plot([1, 9], [1, 2]);
    expect(rows[0]![0]!.getXlim()).toEqual(rows[1]![1]!.getXlim());
    const twin = rows[0]![1]!.twinx();
    twin.plot([1, 2], [100, 200]);
    expect(twin.getYlim()[1]).toBeCloseTo(205);
    fig.colorbar(rows[1]![1]!.imshow([[1, 2], [3, 4]]), { label: 'value' });
    fig.tightLayout();
    expect(fig.toSvg()).toContain('>value</text>');
  }); // prettier-ignore
  it('of a million points in little time and room', () => {
    const n = 1_000_000;
    const x = np.linspace(0, 1, n);
    const y = np.sin(x.mul(40)).add(np.random.defaultRng(0).normal(0, 0.1, n));
    y.itemset(500_000, 7);
    const [fig, [left, right]] = plt.subplots(1, 2) as [plt.Figure, plt.Axes[]];
    left!.plot(x, y);
    right!.scatter(x, y, { s: 1 });
    const svg = fig.toSvg();
    expect(svg.length).toBeLessThan(400_000);
    // The one high point is still there: the line reaches the top of the data.
    const option = figureOption(fig, 'fixed');
    const { data } = option.series[0]! as unknown as { data: [number, number][] };
    expect(Math.max(...data.map(([, v]) => v))).toBe(7);
  });
});

describe('ways out', () => {
  it('PNG of the size asked for', () => {
    plt.figure({ figsize: [3, 2] });
    plt.plot([1, 2, 3]);
    const path = join(folder, 'a.png');
    plt.savefig(path, { dpi: 200 });
    const bytes = readFileSync(path);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([600, 400]);
  });
  it('characters', () => {
    plt.plot([0, 1], [0, 1]);
    plt.title('up');
    const lines = plt.gcf().toTerminal({ width: 40, height: 10, color: false }).split('\n');
    expect(lines[0]!.trim()).toBe('up');
    expect(lines.length).toBe(13);
    // The line rises from the lower left to the upper right.
    expect(lines[1]!.trimEnd().length).toBeGreaterThan(lines[9]!.trimEnd().length);
    expect(lines[9]).toMatch(/[\u2800-\u28ff]/);
  });
  it('show prints the path of the page and forgets the figures', () => {
    plt.plot([1, 2, 3]);
    const printed: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
    try {
      const paths = plt.show({ open: false });
      expect(printed).toEqual(paths);
      expect(readFileSync(paths[0]!, 'utf8')).toContain('<!doctype html>');
      rmSync(join(paths[0]!, '..'), { recursive: true });
    } finally {
      log.mockRestore();
    }
    expect(plt.getFignums()).toEqual([]);
  });
});

const program = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const required = (process.env.NUMLOOM_REQUIRE ?? '').split(/[\s,]+/).includes('chromium');
const absent = !existsSync(program);
describe.skipIf(absent && !required)(`in Chromium${absent ? ` (there is none at ${program})` : ''}`, () => {
  it('the page draws, shows values and zooms, without errors or requests', async () => {
    const [fig, [left, right]] = plt.subplots(1, 2, { figsize: [8, 4] }) as [plt.Figure, plt.Axes[]];
    left!.semilogy([1, 2, 3], [1, 10, 100], 'o-', { label: '</script>' });
    left!.bar([1, 2], [1, 2]);
    right!.contourf([
      [1, 2, 3],
      [3, 4, 5],
      [1, 1, 1],
    ]);
    right!.setTitle('bands');
    const path = join(folder, 'page.html');
    fig.savefig(path);
    const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on('console', (message) => faults.push(message.text()));
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('request', (request) => {
        if (!/^(file|data|blob):/.test(request.url())) faults.push(request.url());
      });
      await page.goto(pathToFileURL(path).href);
      await page.waitForSelector('#figure svg path');
      const paths = await page.locator('#figure svg path').count();
      expect(paths).toBeGreaterThan(10);
      expect(await page.locator('#figure svg text').allTextContents()).toEqual(
        expect.arrayContaining(['bands', '10', '100']),
      );
      // After a zoom on x the ticks are others.
      const before = await page.locator('#figure svg text').allTextContents();
      await page.evaluate('numloomChart.dispatchAction({ type: "dataZoom", dataZoomIndex: 0, start: 40, end: 60 })');
      await page.waitForTimeout(100);
      expect(await page.locator('#figure svg text').allTextContents()).not.toEqual(before);
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
