// What the WebAssembly modules do in their own memory: GFLOP/s of the products, nanoseconds an element of the elementary functions.
//
//     node bench/wasm.mjs [plain | relaxed]
import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Built beside the sources, where the compiled modules are looked for.
const folder = new URL('../src/backends/wasm/', import.meta.url);
const outfile = fileURLToPath(new URL('./bench.built.mjs', folder));
await build({
  stdin: {
    contents: "export { WasmModule } from './module.js'; export { fileSource } from './file.js';",
    resolveDir: fileURLToPath(folder),
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  outfile,
});
const { WasmModule, fileSource } = await import(outfile);
rmSync(outfile);
const variant = process.argv[2];

/** The shortest of several runs, in milliseconds. */
function best(run, times) {
  let least = Infinity;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

console.log(`Node ${process.version}${variant ? `, ${variant}` : ''}`);
new WasmModule(fileSource('linear'), variant).scratch((scratch, exports) => {
  const most = 1000;
  const space = scratch.reserve(exports.space());
  const [a, b, c] = [0, 1, 2].map(() => scratch.reserve(16 * most * most));
  for (const at of [a, b]) scratch.doubles(at, 2 * most * most).fill(0.5);
  const row = {};
  for (const n of [16, 64, 128, 256, 512, 1000]) {
    const count = Math.max(1, Math.round(3e7 / n ** 3));
    const speed = (operations, call) =>
      +(
        (operations * n ** 3 * count) /
        best(() => {
          for (let i = 0; i < count; i++) call();
        }, 8) /
        1e6
      ).toFixed(1);
    row[n] = {
      dgemm: speed(2, () => exports.dgemm(n, n, n, 1, a, n, 1, b, n, 1, c, n, 1, 0, space)),
      sgemm: speed(2, () => exports.sgemm(n, n, n, 1, a, n, 1, b, n, 1, c, n, 1, 0, space)),
      zgemm: speed(8, () => exports.zgemm(n, n, n, 1, 0, a, n, 1, 0, b, n, 1, 0, c, n, 1, 0, space)),
      cgemm: speed(8, () => exports.cgemm(n, n, n, 1, 0, a, n, 1, 0, b, n, 1, 0, c, n, 1, 0, space)),
      dsyrk: speed(1, () => exports.dsyrk(1, n, n, 1, a, n, 1, c, n, 1, 0, space)),
    };
  }
  console.log('GFLOP/s');
  console.table(row);
});

new WasmModule(fileSource('elementary'), variant).scratch((scratch, exports) => {
  const n = 2000;
  const [x, y, list] = [0, 1, 2].map(() => scratch.reserve(8 * n + 64));
  const row = {};
  for (const name of Object.keys(exports).filter((key) => key.endsWith('Doubles'))) {
    const fn = name.slice(0, -'Doubles'.length);
    scratch.doubles(x, n).forEach((_, i, all) => (all[i] = (i + 0.5) / n));
    const doubles = best(() => exports[name](n, x, y, list), 300);
    scratch.floats(x, n).forEach((_, i, all) => (all[i] = (i + 0.5) / n));
    const floats = best(() => exports[`${fn}Floats`](n, x, y, list), 300);
    row[fn] = { float64: +((doubles * 1e6) / n).toFixed(2), float32: +((floats * 1e6) / n).toFixed(2) };
  }
  console.log('ns an element');
  console.table(row);
});
