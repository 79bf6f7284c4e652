/** SVG by ECharts without a browser, PNG from it by resvg. Both packages load when first wanted. */
import { createRequire } from 'node:module';
import type { Figure } from '../figure.js';
import { figureOption, type FigureOption } from './options.js';
import { drawMarks } from './runtime.js';

interface Chart {
  setOption(option: object): void;
  renderToSVGString(): string;
  dispose(): void;
}
interface ECharts {
  init(dom: null, theme: null, options: object): Chart;
}
interface Resvg {
  new (svg: string, options: object): { render(): { asPng(): Uint8Array } };
}

const require = createRequire(import.meta.url);
let echarts: ECharts | undefined;

/** ECharts; loading takes a fifth of a second, once. */
function loadECharts(): ECharts {
  try {
    return (echarts ??= require('echarts') as ECharts);
  } catch (error) {
    throw new Error('pyplot: drawing needs the package echarts; install it by: npm install echarts', { cause: error });
  }
}

/** Where the file of ECharts for browsers lies. */
export function echartsForBrowsers(): string {
  loadECharts();
  return require.resolve('echarts/dist/echarts.min.js');
}

/** Give custom series their function. */
export function withFunctions(option: FigureOption): object {
  return {
    ...option,
    series: option.series.map(({ marks, ...series }) =>
      marks === undefined ? series : { ...series, data: [[0, 0]], renderItem: drawMarks(marks) },
    ),
  };
}

/** A figure as an SVG document. */
export function renderSvg(figure: Figure): string {
  const [width, height] = figure.size;
  const chart = loadECharts().init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(withFunctions(figureOption(figure, 'fixed')));
    // Numbers to a hundredth of a pixel: a third of the size.
    return chart
      .renderToSVGString()
      .replace(/ (?:d|transform|points|x|y|width|height|cx|cy|r|x1|x2|y1|y2)="[^"]*"/g, (attribute) =>
        attribute.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100)),
      )
      .replace(/<image /g, '<image preserveAspectRatio="none" ')
      .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '');
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
