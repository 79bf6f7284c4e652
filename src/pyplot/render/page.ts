/** The interactive page: one HTML file with ECharts and the figure's options inside, that needs no server. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Figure } from '../figure.js';
import { letTurn, makeInteractive } from './interactive.js';
import { figureOption } from './options.js';
import { drawMarks } from './runtime.js';
import { drawScene } from './threeView.js';

/** ECharts' file for browsers: beside the built library, or in the package where the sources run. */
function echartsForBrowsers(): string {
  for (const place of ['./echarts-page.js', './pyplot/echarts-page.js']) {
    const path = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(path)) return path;
  }
  return createRequire(import.meta.url).resolve('echarts/dist/echarts.min.js');
}

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
const makeInteractive = ${makeInteractive.toString()};
const letTurn = ${letTurn.toString()};
const size = ${scriptJson(figure.size)};
const option = ${scriptJson(figureOption(figure, 'page'))};
const chart = echarts.init(document.getElementById('figure'), null, { renderer: 'svg', width: size[0], height: size[1] });
const views = makeInteractive(option, drawMarks, drawScene);
chart.setOption(option);
letTurn(chart, views, drawMarks, drawScene);
window.numloomChart = chart;
window.numloomViews = views;
</script>
</body></html>
`;
}
