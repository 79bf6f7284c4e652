// The package in a browser: a page that a newcomer would write, bundled by Vite and by esbuild, served by Vite's development server, and as
// plain modules without a bundler. Each must come to what Node.js computes, show its figure, and ask for nothing. Needs dist/.
import { build as esbuild } from 'esbuild';
import { createServer as createHttpServer } from 'node:http';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync, cpSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { build, createLogger, createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = `${root}build/browser`;
const program = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const required = (process.env.NUMLOOM_REQUIRE ?? '').split(/[\s,]+/).includes('chromium');
if (!existsSync(program) && !required) {
  console.log(`skipped: there is no Chromium at ${program}`);
  process.exit(0);
}

const faults = [];
const check = (condition, text) => {
  if (!condition) faults.push(text);
};

// A project of its own, where numloom is a package.
rmSync(project, { recursive: true, force: true });
mkdirSync(`${project}/node_modules`, { recursive: true });
cpSync(`${root}test/browser/page`, project, { recursive: true });
symlinkSync(root, `${project}/node_modules/numloom`, 'dir');
writeFileSync(`${project}/package.json`, JSON.stringify({ name: 'page', private: true, type: 'module' }));
// Without it bundlers would take the repository's, which leads to the sources.
writeFileSync(`${project}/tsconfig.json`, '{}');

/** Same names, same numbers to 1e-9: the browser has no native libraries, and its own sin and exp. */
function compare(name, got, want) {
  if (name.endsWith('.refused')) return check(/file system/.test(got), `${name}: ${got}`);
  if (typeof want === 'number') {
    return check(
      typeof got === 'number' && Math.abs(got - want) <= 1e-9 * (1 + Math.abs(want)),
      `${name}: ${got} is not ${want}`,
    );
  }
  if (want !== null && typeof want === 'object') {
    check(
      Object.keys(got ?? {}).join() === Object.keys(want).join(),
      `${name}: ${JSON.stringify(got)} is not ${JSON.stringify(want)}`,
    );
    for (const key of Object.keys(want)) compare(`${name}.${key}`, got?.[key], want[key]);
    return undefined;
  }
  return check(got === want, `${name}: ${got} is not ${want}`);
}

/** Serves the repository; a path that ends in / has an index.html. */
function serve() {
  const types = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.mjs': 'text/javascript',
    '.json': 'application/json',
  };
  const server = createHttpServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).replace(/\/$/, '/index.html');
    const file = join(root, path);
    if (!file.startsWith(root) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
      .end(readFileSync(file));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ server, address: `http://127.0.0.1:${server.address().port}` }));
  });
}

/** Sizes in KB: as it is, and zipped as servers send it. */
function sizeOf(folder, entry) {
  let plain = 0;
  let zipped = 0;
  // What loads at once: the entry and what it imports statically; chunks that are loaded later do not count.
  const seen = new Set();
  const add = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file);
    plain += text.length;
    zipped += gzipSync(text, { level: 9 }).length;
    for (const [, path] of text.toString().matchAll(/(?:from|import)\s*["'](\.[^"']+)["']/g))
      add(join(file, '..', path));
  };
  add(join(folder, entry));
  return `${Math.round(plain / 1000)} KB, ${Math.round(zipped / 1000)} KB gzip`;
}

const warnings = [];
const logger = createLogger('warn');
for (const level of ['warn', 'warnOnce', 'error']) logger[level] = (text) => warnings.push(text);

/** Bundle with Vite as `vite build` would. */
async function viteBuild(entry, outDir) {
  await build({
    root: project,
    base: './',
    configFile: false,
    customLogger: logger,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, rollupOptions: { input: `${project}/${entry}` }, chunkSizeWarningLimit: 4000 },
  });
}

await viteBuild('index.html', 'vite');
await esbuild({
  entryPoints: [`${project}/main.js`],
  outdir: `${project}/esbuild`,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  // As a package that was installed: for those it says nothing of imports that it may leave out.
  preserveSymlinks: true,
  logLevel: 'silent',
}).then(({ warnings: list }) => warnings.push(...list.map(({ text }) => text)));
const html = readFileSync(`${project}/index.html`, 'utf8');
writeFileSync(`${project}/esbuild/index.html`, html.replace('type="module" ', 'defer '));
for (const text of warnings) faults.push(`a bundler warns: ${text}`);

// Without a bundler: an import map says where packages lie.
const imports = {};
for (const [subpath, entry] of Object.entries(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).exports)) {
  if (entry.browser) imports[`numloom${subpath.slice(1)}`] = entry.browser.slice(1);
}
mkdirSync(`${project}/plain`);
for (const file of ['main.js', 'compute.js']) cpSync(`${project}/${file}`, `${project}/plain/${file}`);
writeFileSync(
  `${project}/plain/index.html`,
  html.replace('<link', `<script type="importmap">${JSON.stringify({ imports })}</script><link`),
);

// What a bundle holds: sizes for docs/browser.md, and nothing that is not used.
for (const [name, text] of Object.entries({
  add: readFileSync(`${project}/add.js`, 'utf8'),
  linalg: "import * as np from 'numloom';\nglobalThis.results = { values: String(np.linalg.solve([[2]], [4])) };",
  optimize:
    "import { minimize } from 'numloom/optimize';\nglobalThis.results = { values: minimize(([x]) => x * x, [1]).success };",
  integrate:
    "import { solveIvp } from 'numloom/integrate';\nglobalThis.results = { values: solveIvp((_, [u]) => [-u], [0, 1], [1]).success };",
  pyplot:
    "import * as plt from 'numloom/pyplot';\nplt.plot([1, 2]);\nglobalThis.results = { values: plt.gcf().toSvg().length > 0 };",
})) {
  writeFileSync(`${project}/${name}.js`, text);
  await viteBuild(`${name}.js`, `vite-${name}`);
  const folder = `${project}/vite-${name}/assets`;
  const [entry] = readdirSync(folder).filter((file) => file.startsWith(`${name}-`));
  console.log(`${name}: ${sizeOf(folder, entry)}`);
  if (name === 'add') {
    const all = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('');
    for (const word of ['minimize', 'solveIvp', 'savefig', 'Cholesky'])
      check(!all.includes(word), `np.add brings ${word}`);
  }
}
const [whole] = readdirSync(`${project}/vite/assets`).filter((file) => file.startsWith('index-'));
console.log(`the page: ${sizeOf(`${project}/vite/assets`, whole)}`);

const { compute } = await import(`${project}/compute.js`);
const want = compute();
const { server, address } = await serve();
const dev = await createServer({
  root: project,
  configFile: false,
  customLogger: logger,
  cacheDir: `${project}/cache`,
  server: { port: 0, host: '127.0.0.1', hmr: false },
  optimizeDeps: { noDiscovery: false },
});
await dev.listen();
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
try {
  const places = {
    vite: `${address}/build/browser/vite/`,
    esbuild: `${address}/build/browser/esbuild/`,
    plain: `${address}/build/browser/plain/`,
    'vite dev': `http://127.0.0.1:${dev.httpServer.address().port}/`,
  };
  for (const [name, url] of Object.entries(places)) {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() !== 'debug') faults.push(`${name}: ${message.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`${name}: ${error}`));
    page.on('response', (response) =>
      check(response.ok() || response.status() === 304, `${name}: ${response.url()} failed`),
    );
    await page.goto(url);
    await page
      .waitForFunction('globalThis.results !== undefined', undefined, { timeout: 20_000 })
      .catch(() => undefined);
    const { error, values, milliseconds } = (await page.evaluate('globalThis.results')) ?? { error: 'no results' };
    if (error) faults.push(`${name}: ${error}`);
    else compare(name, values, want);
    // The line, its 60 points, the picture, the title: in the SVG and in the chart.
    for (const place of ['#svg', '#chart']) {
      await page.waitForSelector(`${place} svg path`, { state: 'attached', timeout: 5000 }).catch(() => undefined);
      const marks = await page.evaluate(`({
        paths: document.querySelectorAll('${place} svg path').length,
        images: document.querySelectorAll('${place} svg image').length,
        texts: [...document.querySelectorAll('${place} svg text')].map((text) => text.textContent),
      })`);
      check(marks.paths > 60, `${name}: ${place} has ${marks.paths} paths`);
      check(marks.images === 1, `${name}: ${place} has ${marks.images} images`);
      check(
        marks.texts.includes('A wave') && marks.texts.includes('sin'),
        `${name}: ${place} has the texts ${marks.texts}`,
      );
    }
    console.log(`${name}: computed in ${Math.round(milliseconds)} ms`);
    await page.close();
  }
} finally {
  await browser.close();
  await dev.close();
  server.close();
}
if (faults.length > 0) {
  console.error([...new Set(faults)].slice(0, 20).join('\n'));
  process.exitCode = 1;
} else console.log('numloom computes and draws in a browser');
