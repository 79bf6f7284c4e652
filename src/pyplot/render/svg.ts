/** SVG by ECharts without a browser, PNG from it by resvg, which loads when first wanted. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Figure } from '../figure.js';
import { init } from './echarts.js';
import { figureOption, type FigureOption } from './options.js';
import { drawMarks } from './runtime.js';

interface Chart {
  setOption(option: object): void;
  renderToSVGString(): string;
  dispose(): void;
}
interface Resvg {
  new (svg: string, options: object): { render(): { asPng(): Uint8Array } };
}

const require = createRequire(import.meta.url);

/** Where the file of ECharts for browsers lies: beside the built library, or in the package where the sources run. */
export function echartsForBrowsers(): string {
  for (const place of ['./echarts-page.js', './pyplot/echarts-page.js']) {
    const path = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(path)) return path;
  }
  return require.resolve('echarts/dist/echarts.min.js');
}

/** Give custom series their function. */
export function withFunctions(option: FigureOption): object {
  return {
    ...option,
    series: option.series.map(({ marks, scene: _, ...series }) =>
      marks === undefined ? series : { ...series, data: [[0, 0]], renderItem: drawMarks(marks) },
    ),
  };
}

/** A figure as an SVG document. */
export function renderSvg(figure: Figure): string {
  const [width, height] = figure.size;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height }) as unknown as Chart;
  try {
    chart.setOption(withFunctions(figureOption(figure, 'fixed')));
    // Numbers to a hundredth of a pixel: a third of the size.
    return (
      chart
        .renderToSVGString()
        .replace(/ (?:d|transform|points|x|y|width|height|cx|cy|r|x1|x2|y1|y2)="[^"]*"/g, (attribute) =>
          attribute.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100)),
        )
        // The short form of a font is not understood by all that read SVG.
        .replace(
          /style="font: (bold )?([\d.]+)px ([^"]*)"/g,
          (_, bold: string | undefined, size: string, family: string) => {
            const weight = bold === undefined ? '' : ' font-weight="bold"';
            return `font-size="${Math.round(Number(size) * 100) / 100}px" font-family="${family}"${weight}`;
          },
        )
        .replace(/<image /g, '<image preserveAspectRatio="none" ')
        .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '')
    );
  } finally {
    chart.dispose();
  }
}

/** A figure as a PNG file's bytes. */
export function renderPng(figure: Figure, dpi: number): Uint8Array {
  let Resvg: Resvg;
  try {
    ({ Resvg } = require('@resvg/resvg-js') as { Resvg: Resvg });
  } catch (error) {
    throw new Error(
      'pyplot: PNG needs the optional package @resvg/resvg-js; install it by: npm install @resvg/resvg-js',
      { cause: error },
    );
  }
  const [width] = figure.size;
  const options = {
    fitTo: { mode: 'width', value: Math.round((width * dpi) / figure.dpi) },
    font: { defaultFontFamily: 'DejaVu Sans', loadSystemFonts: true },
  };
  return new Resvg(renderSvg(figure), options).render().asPng();
}
