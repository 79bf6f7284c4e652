/** Times the sorting kernels against the built-in sort: npx tsx bench/sort.ts. Medians in nanoseconds an element. */
import {
  argpartitionSegment,
  argsortSegment,
  partitionSegment,
  searchsortedSegment,
  sortSegment,
} from '../src/backends/single/sort/index.js';

const normal = (): number => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
const shapes: Record<string, (i: number, n: number) => number> = {
  random: () => Math.random(),
  normal,
  'log-normal': () => Math.exp(normal()),
  Cauchy: () => Math.tan(Math.PI * (Math.random() - 0.5)),
  sorted: (i) => i,
  reversed: (i, n) => n - i,
  'few distinct': () => Math.floor(Math.random() * 10),
};

/** The median time of an element, in nanoseconds, without the time that `prepare` takes. */
function median(n: number, prepare: () => void, run: () => void): string {
  const times: number[] = [];
  const repeats = Math.max(3, Math.min(200, Math.round(4e6 / n)));
  for (let i = 0; i < repeats; i++) {
    prepare();
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return ((times[times.length >> 1]! * 1e6) / n).toFixed(1).padStart(8);
}

console.log(`${'float64'.padEnd(22)}${'built-in'.padStart(8)}${'sort'.padStart(8)}${'argsort'.padStart(8)}`);
for (const n of [1e2, 1e3, 1e4, 1e6, 1e7]) {
  for (const [name, shape] of Object.entries(shapes)) {
    if (n === 1e7 && name !== 'random') continue;
    const source = Float64Array.from({ length: n }, (_, i) => shape(i, n));
    const work = new Float64Array(n);
    const order = new Int32Array(n);
    const reset = (): void => work.set(source);
    const row = [
      median(n, reset, () => void work.sort()),
      median(n, reset, () => sortSegment(work, 'float64', 0, n)),
      median(
        n,
        () => undefined,
        () => argsortSegment(source, 'float64', 0, n, order, 0),
      ),
    ];
    console.log(`${String(n).padEnd(9)}${name.padEnd(13)}${row.join('')}`);
  }
}

console.log('\n1e6 random elements of other kinds');
const n = 1e6;
const order = new Int32Array(n);
const others = {
  int64: BigInt64Array.from({ length: n }, () =>
    BigInt.asIntN(64, BigInt(Math.floor(Math.random() * 2 ** 53)) * 4099n),
  ),
  int32: Int32Array.from({ length: n }, () => (Math.random() - 0.5) * 2 ** 32),
  uint8: Uint8Array.from({ length: n }, () => Math.random() * 256),
  float32: Float32Array.from({ length: n }, normal),
  float16: Uint16Array.from({ length: n }, () => Math.random() * 31000),
};
for (const [dtype, source] of Object.entries(others) as ['int32', Int32Array][]) {
  const work = source.slice();
  const reset = (): void => work.set(source);
  const row = [
    median(n, reset, () => void work.sort()),
    median(n, reset, () => sortSegment(work, dtype, 0, n)),
    median(
      n,
      () => undefined,
      () => argsortSegment(source, dtype, 0, n, order, 0),
    ),
  ];
  console.log(`${dtype.padEnd(22)}${row.join('')}`);
}
const pairs = Float64Array.from({ length: 2 * n }, normal);
const workPairs = pairs.slice();
const sortPairs = (): void => sortSegment(workPairs, 'complex128', 0, n);
console.log(`${'complex128'.padEnd(30)}${median(n, () => workPairs.set(pairs), sortPairs)}`);

const source = Float64Array.from({ length: n }, normal);
const work = new Float64Array(n);
const reset = (): void => work.set(source);
console.log(`\npartition at the middle${median(n, reset, () => partitionSegment(work, 'float64', 0, n, [n / 2]))}`);
const argpartition = (): void => argpartitionSegment(source, 'float64', 0, n, [n / 2], order, 0);
console.log(`argpartition           ${median(n, () => undefined, argpartition)}`);
const sorted = source.slice().sort();
const search = (values: Float64Array): (() => void) => {
  return () => searchsortedSegment(sorted, 'float64', 0, n, values, 0, n, 'left', order, null);
};
console.log(`searchsorted, random   ${median(n, () => undefined, search(source))}`);
console.log(`searchsorted, ascending${median(n, () => undefined, search(sorted))}`);
