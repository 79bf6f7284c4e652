/** A figure as SVG, by ECharts; no browser is needed. */
import type { Figure } from '../figure.js';
import { init } from './echarts.js';
import { figureOption, type FigureOption } from './options.js';
import { drawMarks } from './runtime.js';

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
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
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
