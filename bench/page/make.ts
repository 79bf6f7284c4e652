/** Makes the page of a run: one file that opens from disk, with script, style and figures in it. */
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../results.js';

const READING = `
<p>Each line is a backend of numloom, NumPy, or another library. All were timed in one run, turn by turn: every one gets a turn at an
operation, then every one the next turn. <b>Speed-up</b> is how many times faster than <code>single</code> (one thread) or than NumPy in
the same turn: the middle one of the turns, so that what slowed the whole machine for a moment cancels. The pale bar through a point spans
the quartiles: points whose bars overlap do not differ for certain. <b>Time</b> is the median of all samples, for an element of the operands
or, in a matrix product, for one multiplication and addition.</p>
<p>The thin line is 1: above it is faster. Click the name of an operation to see it large with its figures; click a name in the legend to hide
its line, twice to see it alone. Point at a chart for medians, quartiles and the number of samples.</p>
<p>A call includes the allocation of its result and, for a GPU, waiting until the device has finished; operands and results stay on the
device. GPUs compute in float32 only. NumPy's matrix product uses the cores that its BLAS takes.</p>`;

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/**
 * The page of a run.
 *
 * @param run The figures.
 * @param folder The path of bench/page.
 * @returns HTML that loads nothing.
 */
export async function makePage(run: Run, folder: string): Promise<string> {
  const bundle = await build({
    entryPoints: [join(folder, 'browser/client.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const style = readFileSync(join(folder, 'style.css'), 'utf8');
  // A closing tag in a string would end the script.
  const script = bundle.outputFiles[0]!.text.replace(/<\/script/gi, '<\\/script');
  const data = JSON.stringify(run).replace(/</g, '\\u003c');
  const { environment } = run;
  const machine = `${environment.cpu}, ${environment.cores} cores · Node ${environment.node} · numloom ${environment.numloom}${
    environment.numpy ? ` · NumPy ${environment.numpy.split(',')[0]}` : ''
  } · ${environment.date.slice(0, 10)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<title>numloom benchmark</title>
<style>
${style}</style>
</head>
<body>
<h1>numloom benchmark</h1>
<p class="machine">${escape(machine)}</p>
<div id="controls"></div>
<p id="axis"></p>
<main id="charts"><noscript>The charts need JavaScript.</noscript></main>
<details><summary>All figures</summary><div id="figures" tabindex="0"></div></details>
<details open><summary>How to read this page</summary><div class="text">${READING}</div></details>
<details open><summary>The machine</summary><div class="text" id="record"></div></details>
<details open id="remarks-part"><summary>Not timed, and other remarks</summary><div class="text" id="remarks"></div></details>
<script type="application/json" id="run">${data}</script>
<script>
${script}</script>
</body>
</html>
`;
}
