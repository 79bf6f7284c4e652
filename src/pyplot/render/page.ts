/** The interactive page: one HTML file with ECharts and the figure's options inside, that needs no server. */
import { readFileSync } from 'node:fs';
import type { Figure } from '../figure.js';
import { figureOption } from './options.js';
import { drawMarks } from './runtime.js';
import { drawScene } from './threeView.js';
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
const turning = [];
const flat = new Set(option.grid.map((_, k) => k));
for (const series of option.series) {
  if (series.marks) {
    series.renderItem = drawMarks(series.marks);
    series.data = [[0, 0]];
    delete series.marks;
  }
  if (series.scene) {
    turning.push({ id: series.id, scene: series.scene, grid: option.grid[series.xAxisIndex], elev: series.scene.elev, azim: series.scene.azim });
    flat.delete(series.xAxisIndex);
    series.renderItem = drawMarks(drawScene(series.scene, series.scene.elev, series.scene.azim));
    series.data = [[0, 0]];
    delete series.scene;
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
const all = [...flat];
option.dataZoom = all.flatMap((k) => [
  { type: 'inside', xAxisIndex: k, filterMode: 'none' },
  { type: 'inside', yAxisIndex: k, filterMode: 'none' },
]);
option.toolbox = { right: 4, top: 0, itemSize: 12, feature: { ...(all.length ? { dataZoom: { filterMode: 'none', xAxisIndex: all, yAxisIndex: all } } : {}), restore: {}, saveAsImage: { type: 'svg' } } };
const chart = echarts.init(document.getElementById('figure'), null, { renderer: 'svg', width: size[0], height: size[1] });
chart.setOption(option);
window.numloomChart = chart;
// Dragging turns what has three dimensions, as far as in Matplotlib; a double click turns it back.
const zr = chart.getZr();
const inside = (v, e) => e.offsetX >= v.grid.left && e.offsetX <= v.grid.left + v.grid.width && e.offsetY >= v.grid.top && e.offsetY <= v.grid.top + v.grid.height;
const redraw = (v) => chart.setOption({ series: [{ id: v.id, type: 'custom', data: [[0, 0]], renderItem: drawMarks(drawScene(v.scene, v.elev, v.azim)) }] });
let held = null;
let waiting = false;
zr.on('mousedown', (e) => {
  const view = turning.find((v) => inside(v, e));
  if (view) held = { view, x: e.offsetX, y: e.offsetY };
});
zr.on('mousemove', (e) => {
  for (const v of turning) if (inside(v, e)) zr.setCursorStyle(held ? 'grabbing' : 'grab');
  if (!held) return;
  const { view } = held;
  view.azim -= ((e.offsetX - held.x) / view.grid.width) * 180;
  view.elev += ((e.offsetY - held.y) / view.grid.height) * 180;
  held.x = e.offsetX;
  held.y = e.offsetY;
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    redraw(view);
  });
});
zr.on('mouseup', () => (held = null));
zr.on('globalout', () => (held = null));
zr.on('dblclick', (e) => {
  for (const v of turning) {
    if (!inside(v, e)) continue;
    v.elev = v.scene.elev;
    v.azim = v.scene.azim;
    redraw(v);
  }
});
window.numloomViews = turning;
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
const drawScene = ${drawScene.toString()};
const size = ${scriptJson(figure.size)};
const option = ${scriptJson(figureOption(figure, 'page'))};
${START}</script>
</body></html>
`;
}
