/** Checks of `sort` and `argsort` along the last axis: stable, nan last. */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { sizeOf } from '../../core/shape.js';
import { attempt, operandsText, type Bench } from './harness.js';
import { ALL_DTYPES, filler, mild } from './inputs.js';
import { CONTIGUOUS, INPUT_LAYOUTS, LAYOUTS, pick, type Layout } from './layouts.js';
import { elementsOf } from './operands.js';
import type { BackendCheck } from './report.js';
import type { Element, Part } from './scalars.js';

function comparePart(a: Part, b: Part): number {
  const nan = (x: Part): number => (Number.isNaN(x) ? 1 : 0);
  return nan(a) - nan(b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** How many parts are nan, the real one counting double: complex numbers are first put in order by this. */
const nanClass = (element: Element): number =>
  element.length === 1 ? 0 : (Number.isNaN(element[0]) ? 2 : 0) + (Number.isNaN(element[1]) ? 1 : 0);

/** Ascending; complex numbers by real and then imaginary part, those with nan last. */
export function compareElements(a: Element, b: Element): number {
  const order = nanClass(a) - nanClass(b);
  if (order !== 0) return order;
  for (let lane = 0; lane < a.length; lane++) {
    const part = comparePart(a[lane]!, b[lane]!);
    if (part !== 0) return part;
  }
  return 0;
}

/** The order of each row. */
function orders(elements: readonly Element[], n: number): number[] {
  const result: number[] = [];
  for (let start = 0; start < elements.length; start += n) {
    const row = elements.slice(start, start + n);
    // Array.prototype.sort is stable.
    result.push(...row.map((_, i) => i).sort((i, j) => compareElements(row[i]!, row[j]!)));
  }
  return result;
}

function trySort(
  bench: Bench,
  info: DTypeInfo,
  shape: readonly number[],
  layout: Layout,
  fill: (i: number) => Element,
): void {
  const target = bench.make({ info, shape, layout, fill });
  const before = elementsOf(target);
  const n = shape[shape.length - 1]!;
  const expected = orders(before, n).map((i, p) => before[p - (p % n) + i]!);
  attempt({
    what: `sort of [${shape.join(', ')}] (${operandsText([target])})`,
    inputs: [],
    // 0 and -0 are equal; which comes first is left open.
    outputs: [{ output: target, elements: expected, strictness: { zeroSigns: true } }],
    call: () => bench.backend.sort(shape, target.view),
  });
}

function tryArgsort(
  bench: Bench,
  info: DTypeInfo,
  shape: readonly number[],
  layouts: readonly [Layout, Layout],
  fill: (i: number) => Element,
): void {
  const source = bench.make({ info, shape, layout: layouts[0], fill });
  const out = bench.make({ info: DTYPES.int32, shape, layout: layouts[1], fill: filler(DTYPES.int32, 4) });
  const expected = orders(elementsOf(source), shape[shape.length - 1]!);
  attempt({
    what: `argsort of [${shape.join(', ')}] (${operandsText([source, out])})`,
    inputs: [source],
    outputs: [{ output: out, elements: expected.map((i) => [BigInt(i)]) }],
    call: () => bench.backend.argsort(shape, source.view, out.view),
  });
}

const SHAPES = [[1], [0], [2], [7], [30], [3, 5], [5, 1], [4, 0], [2, 3, 9], [2, 300]] as const;

function checkDType(bench: Bench, info: DTypeInfo, method: 'sort' | 'argsort'): void {
  SHAPES.forEach((shape, s) => {
    LAYOUTS.forEach((layout, l) => {
      if (sizeOf(shape) > 100 && l % 3) return;
      const fill = l % 2 ? mild(info, s + l) : filler(info, s + l);
      if (method === 'sort') trySort(bench, info, shape, layout, fill);
      else tryArgsort(bench, info, shape, [pick(INPUT_LAYOUTS, l + s), layout], fill);
    });
  });
}

function checkLarge(bench: Bench, method: 'sort' | 'argsort'): void {
  for (const [info, shape] of [
    [DTYPES.float64, [30_001]],
    [DTYPES.int32, [101, 257]],
    [DTYPES.float32, [3, 7001]],
  ] as const) {
    // The small numbers come often: their order is that of their places.
    const fill = info.kind === 'f' ? mild(info, 8) : filler(info, 8);
    if (method === 'sort') trySort(bench, info, shape, CONTIGUOUS, fill);
    else tryArgsort(bench, info, shape, [CONTIGUOUS, CONTIGUOUS], fill);
  }
}

/** The checks of sorting. */
export function* sortChecks(bench: Bench): Iterable<BackendCheck> {
  for (const method of ['sort', 'argsort'] as const) {
    for (const info of ALL_DTYPES) {
      yield { name: `${method}: ${info.name}`, run: () => checkDType(bench, info, method) };
    }
    if (!bench.options.small) yield { name: `${method}: many elements`, run: () => checkLarge(bench, method) };
  }
}
