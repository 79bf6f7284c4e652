/**
 * What makes a chart respond: values under the pointer, zoom by wheel and box, ticks that follow. Pages get this function as text, programs
 * in a browser call it; so it uses nothing from outside itself.
 */
import type { FigureOption } from './options.js';
import type { drawMarks, Mark } from './runtime.js';

interface AxisOption {
  type?: string;
  min: number;
  max: number;
  minInterval?: number;
  axisLabel?: { formatter?: (v: number) => string };
  numloom?: { scale: 'linear' | 'log' | 'symlog'; units?: string; labels?: readonly [number, string][] };
}
interface SeriesOption {
  type: string;
  name?: string;
  symbol?: unknown;
  showSymbol?: boolean;
  marks?: readonly Mark[];
  renderItem?: unknown;
  data?: unknown;
  xAxisIndex: number;
  yAxisIndex: number;
}
interface Pointed {
  value?: readonly number[];
  seriesIndex: number;
}

/** Completes the options of a figure (mode `page`) by functions; returns the same object. */
export function makeInteractive(option: FigureOption, draw: typeof drawMarks): object {
  const xAxis = option.xAxis as AxisOption[];
  const yAxis = option.yAxis as AxisOption[];
  const list = option.series as unknown as SeriesOption[];
  const scales = {
    linear: (v: number) => v,
    log: (v: number) => Math.pow(10, v),
    symlog: (v: number) => (Math.abs(v) <= 1 / 0.9 ? v * 1.8 : Math.sign(v) * 2 * Math.pow(10, Math.abs(v) - 1 / 0.9)),
  };
  const short = (v: number): string => String(Number(v.toPrecision(6))).replace('-', '\u2212');
  const textOf = (axis: AxisOption, v: number): string => {
    const info = axis.numloom;
    if (!info) return short(v);
    const named = info.labels && info.labels.find((l) => Math.abs(l[0] - v) < 1e-9 * (Math.abs(v) + 1));
    if (named) return named[1];
    if (info.units === 'date') return new Date(v).toISOString().replace('T', ' ').slice(0, 19);
    return short(scales[info.scale](v));
  };
  for (const axis of xAxis.concat(yAxis)) {
    if (axis.axisLabel && axis.type !== 'time') axis.axisLabel.formatter = (v) => textOf(axis, v);
    if (axis.axisLabel && axis.numloom && axis.numloom.scale === 'log') {
      axis.minInterval = axis.max - axis.min > 2 ? 1 : 0;
    }
  }
  for (const series of list) {
    if (series.marks) {
      series.renderItem = draw(series.marks);
      series.data = [[0, 0]];
      delete series.marks;
    }
    if (series.type === 'line' && series.symbol === 'none') {
      series.symbol = 'circle';
      series.showSymbol = false;
    }
  }
  option['tooltip'] = {
    trigger: 'item',
    formatter: (p: Pointed) => {
      if (!p.value) return '';
      const s = list[p.seriesIndex]!;
      const x = textOf(xAxis[s.xAxisIndex]!, p.value[0]!);
      const y = textOf(yAxis[s.yAxisIndex]!, p.value[1]!);
      const name = s.name ? String(s.name).replace(/[&<>]/g, (c) => '&#' + c.charCodeAt(0) + ';') + '<br>' : '';
      return name + 'x = ' + x + '<br>y = ' + y;
    },
  };
  option['dataZoom'] = option.grid.flatMap((_, k) => [
    { type: 'inside', xAxisIndex: k, filterMode: 'none' },
    { type: 'inside', yAxisIndex: k, filterMode: 'none' },
  ]);
  option['toolbox'] = {
    right: 4,
    top: 0,
    itemSize: 12,
    feature: { dataZoom: { filterMode: 'none' }, restore: {}, saveAsImage: { type: 'svg' } },
  };
  return option;
}
