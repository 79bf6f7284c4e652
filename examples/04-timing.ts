/*
 * 04. How fast: the operations of the programs before, against plain JavaScript arrays
 * Shows: milliseconds for a million numbers, median of several runs, and how many times faster numloom is.
 */
import * as np from 'numloom';

const n = 1_000_000;
const x = np.linspace(0, 1, n);
const y = np.linspace(1, 2, n);
const xs = Array.from(x);
const ys = Array.from(y);
const matrix = x.reshape(1000, 1000);
const vector = y.at(':1000');
const rows = Array.from({ length: 1000 }, (_, i) => xs.slice(1000 * i, 1000 * (i + 1)));

function median(run: () => unknown): number {
  const times: number[] = [];
  for (let i = 0; i < 15; i++) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[7]!;
}

const operations: [string, () => unknown, () => unknown][] = [
  ['a + b', () => np.add(x, y), () => xs.map((v, i) => v + ys[i]!)],
  ['a * b', () => np.multiply(x, y), () => xs.map((v, i) => v * ys[i]!)],
  ['a / b', () => np.divide(x, y), () => xs.map((v, i) => v / ys[i]!)],
  ['a + 10', () => np.add(x, 10), () => xs.map((v) => v + 10)],
  ['matrix + vector', () => np.add(matrix, vector), () => rows.map((row) => row.map((v, j) => v + ys[j]!))],
  ['mean', () => np.mean(x), () => xs.reduce((s, v) => s + v, 0) / n],
  ['dot', () => np.dot(x, y), () => xs.reduce((s, v, i) => s + v * ys[i]!, 0)],
  ['sort', () => np.sort(y.at('::-1')), () => [...ys].reverse().sort((a, b) => a - b)],
];

console.log(`${'operation'.padEnd(18)}${'numloom'.padStart(10)}${'plain'.padStart(10)}${'faster'.padStart(10)}`);
for (const [name, ours, plain] of operations) {
  const a = median(ours);
  const b = median(plain);
  console.log(
    `${name.padEnd(18)}${a.toFixed(2).padStart(8)}ms${b.toFixed(2).padStart(8)}ms${(b / a).toFixed(1).padStart(9)}x`,
  );
}
