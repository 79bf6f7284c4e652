// Several threads against one, both with compiled loops where there are any, as a Markdown table of one thread's time over theirs: more is better.
//
//     npm run build && node bench/twoThreads.mjs [--workers 2] [--turns 5] [--size 1e7]
//
// Both backends take turns in one process; medians over the turns of the medians of one turn's calls, and the least and largest ratio of a turn.
import { parseArgs } from 'node:util';
import * as np from '../dist/index.js';

const { values } = parseArgs({
  options: {
    workers: { type: 'string', default: '2' },
    turns: { type: 'string', default: '5' },
    size: { type: 'string', default: '1e7' },
  },
});
const [workers, turns, n] = [values.workers, values.turns, values.size].map(Number);
const CALLS = 21;

const rng = np.random.defaultRng(1);
const a = rng.random(n);
const b = rng.random(n);
const out = np.empty([n]);
const matrix = rng.random([1000, 1000]);
const rows = rng.random([256, Math.max(16, Math.floor(n / 256))]);
/** Each with `out` (what is left over is the work) and with a fresh result. */
const operations = {
  exp: [() => np.exp(a, { out }), () => np.exp(a)],
  sin: [() => np.sin(a, { out }), () => np.sin(a)],
  add: [() => np.add(a, b, { out }), () => np.add(a, b)],
  power: [() => np.power(a, b, { out }), () => np.power(a, b)],
  random: [() => rng.random(null, { out }), () => rng.random(n)],
  standardNormal: [() => rng.standardNormal(null, { out }), () => rng.standardNormal(n)],
  sort: [null, () => np.sort(a)],
  'sort of 256 rows': [null, () => np.sort(rows)],
  'product of 1000 x 1000': [() => np.matmul(matrix, matrix, { out: product }), () => np.matmul(matrix, matrix)],
  'FFT of 256 rows': [null, () => np.fft.rfft(rows)],
};
const product = np.empty([1000, 1000]);

const median = (list) => [...list].sort((x, y) => x - y)[list.length >> 1];

function timeOf(run) {
  // Workers load what they need for a first call.
  for (let i = 0; i < 5; i++) run();
  return median(
    Array.from({ length: CALLS }, () => {
      const begin = performance.now();
      run();
      return performance.now() - begin;
    }),
  );
}

const times = new Map();
for (let turn = 0; turn < turns; turn++) {
  for (const backend of ['single', 'threads']) {
    await (backend === 'single' ? np.setBackend('single') : np.setBackend('threads', { workers }));
    // Fresh results last: what collecting them costs would fall on what comes next.
    for (const k of [0, 1]) {
      for (const [name, runs] of Object.entries(operations)) {
        const run = runs[k];
        if (run === null) continue;
        const key = `${name} ${k}`;
        if (!times.has(key)) times.set(key, { single: [], threads: [] });
        times.get(key)[backend].push(timeOf(run));
      }
    }
  }
}
await np.shutdown();

const cell = (key) => {
  const found = times.get(key);
  if (found === undefined) return '';
  const { single, threads } = found;
  const ratios = single.map((time, k) => time / threads[k]).sort((x, y) => x - y);
  const ratio = median(single) / median(threads);
  return `${ratio.toFixed(2)} (${ratios[0].toFixed(2)} to ${ratios.at(-1).toFixed(2)}), ${median(single).toPrecision(3)} ms on one`;
};
console.log(`| ${n.toExponential(0).replace('+', '')} | with \`out\` | fresh result |\n|---|---|---|`);
for (const name of Object.keys(operations)) console.log(`| ${name} | ${cell(`${name} 0`)} | ${cell(`${name} 1`)} |`);
