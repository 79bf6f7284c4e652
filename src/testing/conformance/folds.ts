/** Checks of `reduce` and `scan`: folds in the order of the indices, float sums within the error that their order allows. */
import type { Kernel } from '../../backends/backend.js';
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import type { UfuncTable } from '../../ops/ufuncs/define.js';
import type { Strictness } from './compare.js';
import { hidesZeroSigns } from './elementwise.js';
import { attempt, operandsText, type Bench } from './harness.js';
import { filler, mild, nearOne, poolOf } from './inputs.js';
import { compute, computeExactly } from './interpreter.js';
import { foldableLoops, kernelNamed, ufuncs } from './kernels.js';
import { CONTIGUOUS, INPUT_LAYOUTS, LAYOUTS, forEachIndex, pick, type Layout } from './layouts.js';
import { elementsOf, type Operand } from './operands.js';
import type { BackendCheck } from './report.js';
import { convert, epsilon, type Element } from './scalars.js';

/** A running value, and how large the values on the way to it were. */
interface Running {
  value: Element | undefined;
  /** What the additions of a sum have rounded off, per part. */
  lost: [number, number];
  /** Sum of the sizes of all values, and the size of the largest result on the way. */
  sizes: number;
  count: number;
}

const sizeOfElement = (element: Element | undefined): number =>
  element ? element.reduce((sum: number, part) => sum + Math.abs(Number(part)), 0) : 0;

const isFloat = (info: DTypeInfo): boolean => info.kind === 'f' || info.kind === 'c';

function startOf(value: Element | undefined): Running {
  return { value, lost: [0, 0], sizes: sizeOfElement(value), count: 1 };
}

/** One step: floats keep all digits of a double, integers wrap. */
function fold(kernel: Kernel, running: Running, next: Element): void {
  const { value } = running;
  if (value === undefined) return;
  const wide = isFloat(kernel.outputs[0]!);
  const given = convert(next, kernel.inputs[1]!);
  running.value = given && (wide ? computeExactly : compute)(kernel, [value, given], true)[0];
  running.count++;
  if (wide && given && kernel.id.startsWith('add:')) keepLost(running, value as number[], given as number[]);
  running.sizes += sizeOfElement(given);
  running.sizes = Math.max(running.sizes, sizeOfElement(running.value));
}

/** What an addition rounds off is the smaller number less what it added to the larger one. */
function keepLost(running: Running, before: readonly number[], given: readonly number[]): void {
  const after = running.value as readonly number[];
  after.forEach((sum, lane) => {
    const [a, b] = [before[lane]!, given[lane]!];
    const rest = Math.abs(a) >= Math.abs(b) ? b - (sum - a) : a - (sum - b);
    if (Number.isFinite(rest)) running.lost[lane]! += rest;
  });
}

/** The running value as an element of the result. */
function resultOf({ value, lost }: Running, info: DTypeInfo): Element | undefined {
  if (value === undefined) return undefined;
  return convert(isFloat(info) ? value.map((part, lane) => Number(part) + (lost[lane] || -0)) : value, info);
}

const isPicking = (kernel: Kernel): boolean => /^(maximum|minimum|fmax|fmin):/.test(kernel.id);

/** What a float fold may differ by; `depth` roundings lie one upon another. */
function strictnessOf(kernel: Kernel, running: Running, depth: number): Strictness {
  const info = kernel.outputs[0]!;
  if (!isFloat(info) || isPicking(kernel)) return { zeroSigns: hidesZeroSigns(kernel) || isPicking(kernel) };
  const size = Number.isFinite(running.sizes) ? running.sizes : 0;
  return { ulps: 4, within: 4 * depth * epsilon(info) * size + Number.MIN_VALUE, zeroSigns: true };
}

/** Values whose folds are known well enough. */
function fillFor(kernel: Kernel, seed: number): (i: number) => Element {
  const info = kernel.inputs[1]!;
  if (!isFloat(info) || isPicking(kernel)) return filler(info, seed);
  return kernel.id.startsWith('add:') || kernel.id.startsWith('subtract:') ? mild(info, seed) : nearOne(info, seed);
}

/** Integer exponents must not be negative. */
function domainOf(kernel: Kernel, fill: (i: number) => Element): (i: number) => Element {
  if (!kernel.id.startsWith('power:') || kernel.inputs[1]!.kind !== 'i') return fill;
  return (i) =>
    fill(i).map((part) => {
      const exponent = part as bigint;
      return (exponent < 0n ? ~exponent : exponent) % 5n;
    });
}

interface Fold {
  readonly kernel: Kernel;
  readonly shape: readonly number[];
  /** The axes that are folded, or the one that is scanned. */
  readonly axes: readonly number[];
  readonly source: Operand;
  readonly out: Operand;
  readonly mask?: Operand;
}

/** The view of a result in the source's shape: it does not move along folded axes. */
function spreadSteps(out: Operand, shape: readonly number[], axes: readonly number[]): number[] {
  return shape.map((_, k) => (axes.includes(k) ? 0 : out.view.steps[k]!));
}

/** Call `reduce` and compare. `out` has the source's shape with length 1 along folded axes. */
function tryReduce(bench: Bench, { kernel, shape, axes, source, out, mask }: Fold): void {
  const values = elementsOf(source);
  const chosen = mask && elementsOf(mask);
  const runs = new Map<number, Running>();
  const start = elementsOf(out);
  const place = (index: readonly number[]): number =>
    index.reduce((at, i, k) => at * out.shape[k]! + (axes.includes(k) ? 0 : i), 0);
  start.forEach((value, p) => runs.set(p, startOf(value)));
  let i = 0;
  forEachIndex(shape, (index) => {
    const n = i++;
    if (chosen && chosen[n]![0] === false) return;
    fold(kernel, runs.get(place(index))!, values[n]!);
  });
  const running = [...runs.values()];
  // Along the axis that runs fastest sums are pairwise; across it they may be running ones.
  const depthOf = (count: number): number => (isFastest(source, shape, axes) ? 24 + Math.log2(count + 1) : count + 8);
  const view = { ...out.view, steps: spreadSteps(out, shape, axes) };
  attempt({
    what:
      `reduce ${kernel.id} of [${shape.join(', ')}] over axes ${axes.join(', ')} ` +
      `(${operandsText(mask ? [source, out, mask] : [source, out])})`,
    inputs: mask ? [source, mask] : [source],
    outputs: [
      {
        output: out,
        elements: running.map((one) => resultOf(one, out.view.info)),
        strictness: (p) => strictnessOf(kernel, running[p]!, depthOf(running[p]!.count)),
      },
    ],
    call: () => bench.backend.reduce(kernel, shape, source.view, view, mask?.view),
  });
}

/** Is the only folded axis the one along which neighbours in memory lie closest? */
function isFastest({ view }: Operand, shape: readonly number[], axes: readonly number[]): boolean {
  const real = shape.map((n, k) => [n, Math.abs(view.steps[k]!), k] as const).filter(([n]) => n > 1);
  if (real.length < 2) return true;
  const folded = real.filter(([, , k]) => axes.includes(k));
  const least = Math.min(...real.map(([, step]) => step));
  return folded.length === 1 && folded[0]![1] === least && !real.some(([, step, k]) => step === 0 && !axes.includes(k));
}

/** Call `scan` and compare. */
function tryScan(bench: Bench, { kernel, shape, axes, source, out }: Fold): void {
  const axis = axes[0]!;
  const values = elementsOf(source);
  const before = new Map<string, Running>();
  const results: (Element | undefined)[] = [];
  const steps: Running[] = [];
  let i = 0;
  forEachIndex(shape, (index) => {
    const value = values[i++]!;
    const line = index.filter((_, k) => k !== axis).join();
    let running = before.get(line);
    if (index[axis] === 0 || !running) {
      running = startOf(convert(value, out.view.info));
      before.set(line, running);
    } else fold(kernel, running, value);
    results.push(resultOf(running, out.view.info));
    steps.push({ ...running });
  });
  attempt({
    what: `scan ${kernel.id} of [${shape.join(', ')}] along axis ${axis} (${operandsText([source, out])})`,
    inputs: [source],
    outputs: [
      { output: out, elements: results, strictness: (p) => strictnessOf(kernel, steps[p]!, steps[p]!.count + 8) },
    ],
    call: () => bench.backend.scan(kernel, shape, axis, source.view, out.view),
  });
}

const kept = (shape: readonly number[], axes: readonly number[]): number[] =>
  shape.map((n, k) => (axes.includes(k) ? 1 : n));

interface FoldShape {
  readonly shape: readonly number[];
  readonly axes: readonly number[];
}

/** Folds in any order over several axes, others along one. */
const REDUCTIONS: readonly FoldShape[] = [
  { shape: [9], axes: [0] },
  { shape: [3, 5], axes: [0] },
  { shape: [3, 5], axes: [1] },
  { shape: [5, 1], axes: [1] },
  { shape: [0, 3], axes: [0] },
  { shape: [2, 3, 4], axes: [1] },
  { shape: [3, 5], axes: [0, 1] },
  { shape: [2, 3, 4], axes: [0, 2] },
  { shape: [2, 3, 4], axes: [0, 1] },
  { shape: [2, 3, 4], axes: [0, 1, 2] },
  { shape: [2, 0, 4], axes: [0, 1] },
  { shape: [21, 19], axes: [0] },
  { shape: [21, 19], axes: [1] },
  { shape: [2, 3, 2, 3], axes: [1, 3] },
];

/** Folds that are neither sums nor products nor choices are followed for few elements only: errors grow. */
const isShort = (kernel: Kernel): boolean => isFloat(kernel.outputs[0]!) && !isPicking(kernel) && !isSimple(kernel);
const isSimple = (kernel: Kernel): boolean => /^(add|multiply):/.test(kernel.id);
const isTried = (kernel: Kernel): boolean =>
  !isShort(kernel) ||
  (kernel.outputs[0] === DTYPES.float64 && !/^(nextafter|power|float_power|remainder|floor_divide)/.test(kernel.id));

function operandsFor(
  bench: Bench,
  kernel: Kernel,
  { shape, axes }: FoldShape,
  layouts: readonly [Layout, Layout],
  seed: number,
): Fold {
  const fill = domainOf(kernel, fillFor(kernel, seed));
  const source = bench.make({ info: kernel.inputs[1]!, shape, layout: layouts[0], fill });
  const start = domainOf(kernel, fillFor(kernel, seed + 3));
  const out = bench.make({ info: kernel.outputs[0]!, shape: kept(shape, axes), layout: layouts[1], fill: start });
  return { kernel, shape, axes, source, out };
}

function maskFor(bench: Bench, shape: readonly number[], seed: number): Operand {
  return bench.make({ info: DTYPES.bool, shape, layout: pick(INPUT_LAYOUTS, seed), fill: filler(DTYPES.bool, seed) });
}

function checkReduce(bench: Bench, table: UfuncTable): void {
  foldableLoops(table)
    .filter(isTried)
    .forEach((kernel, l) => {
      REDUCTIONS.forEach((one, s) => {
        if (!kernel.associative && one.axes.length > 1) return;
        if (isShort(kernel) && Math.max(...one.shape) > 9) return;
        const layouts = [pick(INPUT_LAYOUTS, l + 3 * s), pick(LAYOUTS, l + s)] as const;
        const fold = operandsFor(bench, kernel, one, layouts, l + s);
        const mask = (l + s) % 3 === 0 ? { mask: maskFor(bench, one.shape, l + s) } : {};
        tryReduce(bench, { ...fold, ...mask });
      });
    });
}

/** Every layout of the source under every kind of axes. */
function checkReduceLayouts(bench: Bench, kernel: Kernel): void {
  REDUCTIONS.forEach((one, s) => {
    INPUT_LAYOUTS.forEach((layout, l) => {
      const fold = operandsFor(bench, kernel, one, [layout, pick(LAYOUTS, l + s)], 90 + l);
      tryReduce(bench, fold);
      if (l % 2) return;
      const again = operandsFor(bench, kernel, one, [layout, pick(LAYOUTS, l)], 95 + l);
      tryReduce(bench, { ...again, mask: maskFor(bench, one.shape, l + s) });
    });
  });
}

/** Sources of every dtype: they are converted on the way. */
function checkReduceConversions(bench: Bench): void {
  for (const [id, chars] of [
    ['add:qq->q', '?bBhHiIq'],
    ['add:QQ->Q', '?BHIQ'],
    ['add:dd->d', 'bhiefd'],
    ['multiply:qq->q', 'bBhHiI'],
    ['logical_and:??->?', '?bHiqefdFD'],
    ['logical_or:??->?', '?bHiqefdFD'],
    ['maximum:dd->d', 'efd'],
  ] as const) {
    const kernel = kernelNamed(id);
    [...chars].forEach((char, k) => {
      const info = Object.values(DTYPES).find((one) => one.char === char)!;
      for (const { shape, axes } of [REDUCTIONS[0]!, REDUCTIONS[11]!, REDUCTIONS[12]!, REDUCTIONS[8]!]) {
        const fill = isFloat(info) && id.startsWith('add') ? mild(info, k) : filler(info, k);
        const source = bench.make({ info, shape, layout: pick(LAYOUTS, k), fill });
        const out = bench.make({
          info: kernel.outputs[0]!,
          shape: kept(shape, axes),
          layout: pick(LAYOUTS, k + 1),
          fill: mild(kernel.outputs[0]!, k),
        });
        tryReduce(bench, { kernel, shape, axes, source, out });
      }
    });
  }
}

const LARGE_REDUCTIONS: readonly FoldShape[] = [
  { shape: [200_003], axes: [0] },
  { shape: [61, 1103], axes: [1] },
  { shape: [1103, 61], axes: [0] },
  { shape: [43, 37, 41], axes: [0, 2] },
  { shape: [261, 263], axes: [0, 1] },
  { shape: [2, 33_003], axes: [1] },
];
// The longest is for the first kernel only: the reference is slow.
const LARGE_KERNELS = ['add:dd->d', 'add:ff->f', 'add:qq->q', 'maximum:dd->d', 'multiply:dd->d', 'logical_and:??->?'];

function checkReduceLarge(bench: Bench, kernel: Kernel, k: number): void {
  LARGE_REDUCTIONS.forEach((one, s) => {
    if (s === 0 ? k > 0 : (s + k) % 2) return;
    const layouts = [s % 2 ? LAYOUTS[3]! : pick(LAYOUTS, s), CONTIGUOUS] as const;
    tryReduce(bench, operandsFor(bench, kernel, one, layouts, s));
  });
}

/** Sums are as accurate as pairwise ones: the error does not grow with the number of elements. */
function checkPairwise(bench: Bench): void {
  for (const [info, id, n] of [
    [DTYPES.float64, 'add:dd->d', 200_000],
    [DTYPES.float32, 'add:ff->f', 200_000],
  ] as const) {
    const fill = (): Element => convert([0.1], info)!;
    const source = bench.make({ info, shape: [n], layout: CONTIGUOUS, fill });
    const out = bench.make({ info, shape: [1], layout: CONTIGUOUS, fill: () => [0] });
    const exact = (fill()[0] as number) * n;
    attempt({
      what: `reduce ${id} of ${n} times 0.1 in ${info.name}`,
      inputs: [source],
      outputs: [{ output: out, elements: [convert([exact], info)], strictness: { ulps: 8 } }],
      call: () => bench.backend.reduce(kernelNamed(id), [n], source.view, { ...out.view, steps: [0] }),
    });
  }
}

const SCANS: readonly FoldShape[] = [
  { shape: [11], axes: [0] },
  { shape: [1], axes: [0] },
  { shape: [3, 5], axes: [0] },
  { shape: [3, 5], axes: [1] },
  { shape: [2, 4, 3], axes: [1] },
  { shape: [5, 40], axes: [0] },
  { shape: [0, 3], axes: [0] },
  { shape: [3, 0], axes: [0] },
];

function checkScan(bench: Bench, table: UfuncTable): void {
  foldableLoops(table)
    .filter(isTried)
    .forEach((kernel, l) => {
      SCANS.forEach((one, s) => {
        if (isShort(kernel) && one.shape[one.axes[0]!]! > 5) return;
        const layouts = [pick(INPUT_LAYOUTS, l + 3 * s), pick(LAYOUTS, l + s)] as const;
        tryScan(bench, {
          ...operandsFor(bench, kernel, one, layouts, l + s),
          out: scanOut(bench, kernel, one, layouts[1]),
        });
      });
    });
}

function scanOut(bench: Bench, kernel: Kernel, { shape }: FoldShape, layout: Layout): Operand {
  const info = kernel.outputs[0]!;
  return bench.make({ info, shape, layout, fill: (i) => pick(poolOf(info), i) });
}

const LARGE_SCANS: readonly FoldShape[] = [
  { shape: [66_003], axes: [0] },
  { shape: [67, 509], axes: [1] },
  { shape: [67, 509], axes: [0] },
  { shape: [7, 31, 151], axes: [1] },
];

function checkScanLarge(bench: Bench, kernel: Kernel): void {
  LARGE_SCANS.forEach((one, s) => {
    const layouts = [pick(LAYOUTS, s), pick(LAYOUTS, s === 0 ? 0 : s + 1)] as const;
    tryScan(bench, { ...operandsFor(bench, kernel, one, layouts, s), out: scanOut(bench, kernel, one, layouts[1]) });
  });
}

/** The checks of folds. */
export function* foldChecks(bench: Bench): Iterable<BackendCheck> {
  const folding = ufuncs().filter((table) => foldableLoops(table).some(isTried));
  for (const table of folding) yield { name: `reduce: ${table.spec.name}`, run: () => checkReduce(bench, table) };
  for (const id of ['add:dd->d', 'add:ee->e', 'add:DD->D', 'add:qq->q', 'maximum:ff->f', 'logical_or:??->?']) {
    yield { name: `reduce: layouts of ${id}`, run: () => checkReduceLayouts(bench, kernelNamed(id)) };
  }
  yield { name: 'reduce: other dtypes', run: () => checkReduceConversions(bench) };
  for (const table of folding) yield { name: `scan: ${table.spec.name}`, run: () => checkScan(bench, table) };
  if (bench.options.small) return;
  yield { name: 'reduce: accuracy of long sums', run: () => checkPairwise(bench) };
  yield* LARGE_KERNELS.map((id, k) => ({
    name: `reduce: many elements of ${id}`,
    run: () => checkReduceLarge(bench, kernelNamed(id), k),
  }));
  yield* ['add:dd->d', 'add:qq->q', 'maximum:dd->d'].map((id) => ({
    name: `scan: many elements of ${id}`,
    run: () => checkScanLarge(bench, kernelNamed(id)),
  }));
}
