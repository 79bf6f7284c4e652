/** Checks of `argExtrema` and `squaredDeviations`. */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { attempt, operandsText, type Bench } from './harness.js';
import { ALL_DTYPES, filler, mild } from './inputs.js';
import { CONTIGUOUS, INPUT_LAYOUTS, LAYOUTS, forEachIndex, pick, positionAt, type Layout } from './layouts.js';
import { elementsOf } from './operands.js';
import type { BackendCheck } from './report.js';
import { convert, epsilon, read, type Element } from './scalars.js';
import { compareElements } from './sorts.js';

const hasNan = (element: Element): boolean => element.some((part) => Number.isNaN(part));

/** The place of the extreme element of a row: the first nan, else the first of the best. */
function extremeOf(row: readonly Element[], which: 'max' | 'min'): number {
  const nan = row.findIndex(hasNan);
  if (nan >= 0) return nan;
  let best = 0;
  row.forEach((element, i) => {
    const order = compareElements(element, row[best]!);
    if (which === 'max' ? order > 0 : order < 0) best = i;
  });
  return best;
}

function tryExtrema(
  bench: Bench,
  which: 'max' | 'min',
  info: DTypeInfo,
  shape: readonly number[],
  axis: number,
  layouts: readonly [Layout, Layout],
  fill: (i: number) => Element,
): void {
  const source = bench.make({ info, shape, layout: layouts[0], fill });
  const rest = shape.filter((_, k) => k !== axis);
  const out = bench.make({ info: DTYPES.int32, shape: rest, layout: layouts[1], fill: filler(DTYPES.int32, 2) });
  const { view } = source;
  const steps = view.steps.filter((_, k) => k !== axis);
  const step = view.steps[axis]!;
  const n = shape[axis]!;
  const expected: Element[] = [];
  forEachIndex(rest, (index) => {
    const start = positionAt({ offset: view.offset, steps }, index);
    const row = Array.from({ length: n }, (_, i) => read(info, view.storage, start + i * step));
    expected.push([BigInt(extremeOf(row, which))]);
  });
  attempt({
    what: `argExtrema ${which} of [${shape.join(', ')}] along axis ${axis} (${operandsText([source, out])})`,
    inputs: [source],
    outputs: [{ output: out, elements: expected }],
    call: () => bench.backend.argExtrema(which, rest, { ...view, steps }, step, n, out.view),
  });
}

const ROWS = [
  [[1], 0],
  [[9], 0],
  [[40], 0],
  [[3, 5], 0],
  [[3, 5], 1],
  [[2, 3, 4], 1],
  [[4, 1], 1],
] as const;

/** No rows, no results. */
function checkNoRows(bench: Bench): void {
  for (const which of ['max', 'min'] as const) {
    for (const info of [DTYPES.float64, DTYPES.int64, DTYPES.complex64]) {
      for (const layout of LAYOUTS) tryExtrema(bench, which, info, [0, 5], 1, [layout, layout], mild(info, 1));
    }
  }
}

function checkExtrema(bench: Bench, which: 'max' | 'min', info: DTypeInfo): void {
  ROWS.forEach(([shape, axis], s) => {
    INPUT_LAYOUTS.forEach((layout, l) => {
      const fill = l % 2 ? filler(info, s + l) : mild(info, s + l);
      tryExtrema(bench, which, info, shape, axis, [layout, pick(LAYOUTS, l + s)], fill);
    });
  });
}

function checkExtremaLarge(bench: Bench, which: 'max' | 'min'): void {
  const quiet = (info: DTypeInfo): ((i: number) => Element) => mild(info, 3);
  tryExtrema(bench, which, DTYPES.float64, [66_003], 0, [CONTIGUOUS, CONTIGUOUS], quiet(DTYPES.float64));
  tryExtrema(bench, which, DTYPES.int32, [70_001], 0, [LAYOUTS[2]!, CONTIGUOUS], quiet(DTYPES.int32));
  tryExtrema(bench, which, DTYPES.float64, [3, 25_001], 1, [CONTIGUOUS, CONTIGUOUS], quiet(DTYPES.float64));
  tryExtrema(bench, which, DTYPES.float32, [263, 257], 0, [CONTIGUOUS, CONTIGUOUS], filler(DTYPES.float32, 1));
  // One nan far inside.
  const fill = (i: number): Element => [i === 150_001 ? NaN : Math.sin(i)];
  tryExtrema(bench, which, DTYPES.float64, [200_003], 0, [CONTIGUOUS, CONTIGUOUS], fill);
}

function tryDeviations(
  bench: Bench,
  info: DTypeInfo,
  shape: readonly number[],
  axes: readonly number[],
  layouts: readonly [Layout, Layout, Layout],
): void {
  const kept = shape.map((n, k) => (axes.includes(k) ? 1 : n));
  const { float64 } = DTYPES;
  const source = bench.make({ info, shape, layout: layouts[0], fill: mild(info, 1) });
  const mean = bench.make({ info: float64, shape: kept, layout: layouts[1], fill: mild(float64, 2) });
  const out = bench.make({ info: float64, shape: kept, layout: layouts[2], fill: mild(float64, 3) });
  const still = (steps: readonly number[]): number[] => steps.map((step, k) => (axes.includes(k) ? 0 : step));
  const [means, values] = [elementsOf(mean), elementsOf(source)];
  const sums = elementsOf(out).map((element) => element[0] as number);
  const sizes = sums.map(Math.abs);
  const counts = sums.map(() => 1);
  let i = 0;
  forEachIndex(shape, (index) => {
    const p = index.reduce((at, at1, k) => at * kept[k]! + (axes.includes(k) ? 0 : at1), 0);
    const square = (Number(values[i++]![0]) - (means[p]![0] as number)) ** 2;
    sums[p]! += square;
    sizes[p]! += square;
    counts[p]!++;
  });
  attempt({
    what: `squaredDeviations of [${shape.join(', ')}] over axes ${axes.join(', ')} (${operandsText([source, mean, out])})`,
    inputs: [source, mean],
    outputs: [
      {
        output: out,
        elements: sums.map((sum) => convert([sum], float64)),
        strictness: (p) => ({ ulps: 2, within: 2 * (counts[p]! + 8) * epsilon(float64) * sizes[p]! }),
      },
    ],
    call: () =>
      bench.backend.squaredDeviations(
        shape,
        source.view,
        { ...mean.view, steps: still(mean.view.steps) },
        { ...out.view, steps: still(out.view.steps) },
      ),
  });
}

const FOLDS = [
  [[11], [0]],
  [[3, 5], [0]],
  [[3, 5], [1]],
  [
    [3, 5],
    [0, 1],
  ],
  [
    [2, 3, 4],
    [0, 2],
  ],
  [[2, 3, 4], [1]],
  [[0, 3], [0]],
  [[30, 140], [1]],
] as const;

/** Real numbers whose storage holds them as they are: callers convert the others first. */
const PLAIN = ALL_DTYPES.filter((info) => info.domain === 'number' && info.name !== 'float16');

function checkDeviations(bench: Bench, info: DTypeInfo): void {
  FOLDS.forEach(([shape, axes], s) => {
    LAYOUTS.forEach((layout, l) => {
      tryDeviations(bench, info, shape, axes, [layout, pick(LAYOUTS, l + s), pick(LAYOUTS, l + 2 * s)]);
    });
  });
}

function checkDeviationsLarge(bench: Bench): void {
  const plain = [CONTIGUOUS, CONTIGUOUS, CONTIGUOUS] as const;
  tryDeviations(bench, DTYPES.float64, [200_003], [0], plain);
  tryDeviations(bench, DTYPES.float32, [61, 1103], [1], plain);
  tryDeviations(bench, DTYPES.float64, [1103, 61], [0], plain);
  tryDeviations(bench, DTYPES.uint8, [261, 263], [0, 1], [LAYOUTS[3]!, CONTIGUOUS, CONTIGUOUS]);
}

/** The checks of extrema and deviations. */
export function* statisticsChecks(bench: Bench): Iterable<BackendCheck> {
  for (const which of ['max', 'min'] as const) {
    for (const info of ALL_DTYPES) {
      if (info.name === 'float16') continue; // callers convert it first
      yield { name: `argExtrema: ${which} of ${info.name}`, run: () => checkExtrema(bench, which, info) };
    }
    if (!bench.options.small) {
      yield { name: `argExtrema: ${which} of many elements`, run: () => checkExtremaLarge(bench, which) };
    }
  }
  yield { name: 'argExtrema: no rows', run: () => checkNoRows(bench) };
  for (const info of PLAIN) {
    yield { name: `squaredDeviations: ${info.name}`, run: () => checkDeviations(bench, info) };
  }
  if (!bench.options.small) {
    yield { name: 'squaredDeviations: many elements', run: () => checkDeviationsLarge(bench) };
  }
}
