/** The interactive page: one HTML file with ECharts and the figure's options inside, that needs no server. */
import { readFileSync } from 'node:fs';
import type { Figure } from '../figure.js';
import { figureOption } from './options.js';
import { drawMarks } from './runtime.js';
import { echartsForBrowsers } from './svg.js';

/** What runs in the page: completes the options by functions and draws. It uses nothing from outside itself. */
const START = `
const scales = { linear: (v) => v, log: (v) => Math.pow(10, v), symlog: (v) => (Math.abs(v) <= 1 / 0.9 ? v * 1.8 : Math.sign(v) * 2 * Math.pow(10, Math.abs(v) - 1 / 0.9)) };
const short = (v) => String(Number(v.toPrecision(6))).replace('-', '\\u2212');
function textOf(axis, v) {
  const info = axis.numloom;
  if (!info) return short(v);
  const named = info.labels && info.labels.find((l) => Math.abs(l[0] - v) < 1e-9 * (Math.abs(v) + 1));
  if (named) return named[1];
  if (info.units === 'date') return new Date(v).toISOString().replace('T', ' ').slice(0, 19);
  return short(scales[info.scale](v));
}
for (const axis of option.xAxis.concat(option.yAxis)) {
  if (axis.axisLabel && axis.type !== 'time') axis.axisLabel.formatter = (v) => textOf(axis, v);
  if (axis.axisLabel && axis.numloom && axis.numloom.scale === 'log') axis.minInterval = axis.max - axis.min > 2 ? 1 : 0;
}
for (const series of option.series) {
  if (series.marks) {
    series.renderItem = drawMarks(series.marks);
    series.data = [[0, 0]];
    delete series.marks;
  }
}
option.tooltip = {
  trigger: 'item',
  formatter: (p) => {
    if (!p.value) return '';
    const s = option.series[p.seriesIndex];
    const x = textOf(option.xAxis[s.xAxisIndex], p.value[0]);
    const y = textOf(option.yAxis[s.yAxisIndex], p.value[1]);
    const name = s.name ? String(s.name).replace(/[&<>]/g, (c) => '&#' + c.charCodeAt(0) + ';') + '<br>' : '';
    return name + 'x = ' + x + '<br>y = ' + y;
  },
};
for (const s of option.series) if (s.type === 'line' && s.symbol === 'none') { s.symbol = 'circle'; s.showSymbol = false; }
const all = option.grid.map((_, k) => k);
option.dataZoom = all.flatMap((k) => [
  { type: 'inside', xAxisIndex: k, filterMode: 'none' },
  { type: 'inside', yAxisIndex: k, filterMode: 'none' },
]);
option.toolbox = { right: 4, top: 0, itemSize: 12, feature: { dataZoom: { filterMode: 'none' }, restore: {}, saveAsImage: { type: 'svg' } } };
const chart = echarts.init(document.getElementById('figure'), null, { renderer: 'svg', width: size[0], height: size[1] });
chart.setOption(option);
window.numloomChart = chart;
`;

/** JSON that may stand inside a script element. */
const scriptJson = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028|\u2029/g, ' ');

/** A figure as a page. */
export function renderPage(figure: Figure): string {
  const library = readFileSync(echartsForBrowsers(), 'utf8').replace(/<\/script/g, '<\\/script');
  const title = figure.title?.text ?? Object.values(figure.axes[0]?.titles ?? {})[0]?.text ?? `Figure ${figure.number}`;
  const escaped = title.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped}</title>
<style>body{margin:0;display:flex;justify-content:center;background:#fff}</style></head>
<body><div id="figure"></div>
<script>${library}</script>
<script>
var __name = (f) => f;
const drawMarks = ${drawMarks.toString()};
const size = ${scriptJson(figure.size)};
const option = ${scriptJson(figureOption(figure, 'page'))};
${START}</script>
</body></html>
`;
}
