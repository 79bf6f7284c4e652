/** The interactive page: one HTML file with ECharts and the figure's options inside, that needs no server. */
import { readFileSync } from 'node:fs';
import type { Figure } from '../figure.js';
import { echartsForBrowsers } from './echarts.js';
import { makeInteractive } from './interactive.js';
import { figureOption } from './options.js';
import { drawMarks } from './runtime.js';

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
const makeInteractive = ${makeInteractive.toString()};
const size = ${scriptJson(figure.size)};
const option = ${scriptJson(figureOption(figure, 'page'))};
const chart = echarts.init(document.getElementById('figure'), null, { renderer: 'svg', width: size[0], height: size[1] });
chart.setOption(makeInteractive(option, drawMarks));
window.numloomChart = chart;
</script>
</body></html>
`;
}
