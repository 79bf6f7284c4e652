/** The course's plots hold the data that Matplotlib's hold, with its limits, ticks and title. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../src/pyplot/index.js';
import { layoutFigure } from '../../src/pyplot/render/layout.js';
import { fixture } from '../oracle.js';

interface Drawn {
  title: string;
  xlim: [number, number];
  ylim: [number, number];
  xlabels: string[];
  lines: { x: number[]; y: number[]; color: string }[];
}
process.env['NUMLOOM_SHOW'] = 'none';

describe('plots of the examples', () => {
  for (const [name, drawn] of Object.entries(fixture<Record<string, Drawn>>('pyplot/examples.json'))) {
    it(name, async () => {
      const { figure } = (await import(new URL(`../../examples/${name}.ts`, import.meta.url).pathname)) as {
        figure: Figure;
      };
      const ax = figure.axes[0]!;
      const lines = ax.artists.filter((artist) => artist.kind === 'line');
      expect(lines.map((line) => line.color)).toEqual(drawn.lines.map((line) => line.color));
      lines.forEach((line, k) => {
        const want = drawn.lines[k]!;
        expect([...line.x].length).toBe(want.x.length);
        want.x.forEach((v, i) => expect(line.x[i]).toBeCloseTo(v, 12));
        want.y.forEach((v, i) => expect(line.y[i]).toBeCloseTo(v, 12));
      });
      expect(ax.titles.center?.text).toBe(drawn.title);
      ax.getXlim().forEach((v, k) => expect(v).toBeCloseTo(drawn.xlim[k]!, 10));
      ax.getYlim().forEach((v, k) => expect(v).toBeCloseTo(drawn.ylim[k]!, 10));
      expect(layoutFigure(figure)[0]!.xticks.labels).toEqual(drawn.xlabels);
      const svg = figure.toSvg();
      expect(svg).toContain(`>${drawn.title}</text>`);
      // The picture in the guide is this one.
      const picture = name.includes('sine') ? 'sine' : 'damped-oscillator';
      const kept = readFileSync(new URL(`../../docs/pictures/${picture}.svg`, import.meta.url), 'utf8');
      for (const mark of ['<path', '<text', '<line']) expect(kept.split(mark).length).toBe(svg.split(mark).length);
      expect(kept).toContain(`>${drawn.title}</text>`);
    });
  }
});
