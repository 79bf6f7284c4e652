/** Checks of `elementwise` and `elementwiseFlat`. */
import type { Kernel } from '../../backends/backend.js';
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { sizeOf } from '../../core/shape.js';
import type { UfuncTable } from '../../ops/ufuncs/define.js';
import { attempt, operandsText, type Bench, type Expectation } from './harness.js';
import { filler, poolOf } from './inputs.js';
import { accuracyOf, compute } from './interpreter.js';
import { kernelNamed, ufuncs } from './kernels.js';
import { BROADCASTS, CONTIGUOUS, INPUT_LAYOUTS, LAYOUTS, OFFSET, STILL, pick, type Layout } from './layouts.js';
import { elementsOf, type Operand } from './operands.js';
import { toleranceOf, type BackendCheck } from './report.js';
import { convert, type Element } from './scalars.js';

/** Operands of a trial. */
interface Operands {
  readonly inputs: readonly Operand[];
  readonly outputs: readonly Operand[];
  readonly mask?: Operand;
}

/** Are zeros of either sign right? The larger of 0 and -0 may be either. */
export function hidesZeroSigns(kernel: Kernel): boolean {
  let hides = hiding.get(kernel);
  if (hides === undefined) hiding.set(kernel, (hides = /"fn":"(max|min)"/.test(JSON.stringify(kernel.results))));
  return hides;
}

const hiding = new WeakMap<Kernel, boolean>();

/** What the outputs must be after a call. */
function expectations(bench: Bench, kernel: Kernel, { inputs, outputs, mask }: Operands): Expectation[] {
  const lists = inputs.map(elementsOf);
  const chosen = mask && elementsOf(mask);
  const before = outputs.map(elementsOf);
  const size = before[0]!.length;
  const results = outputs.map(() => new Array<Element | undefined>(size));
  const asTheyAre = inputs.every((input, k) => input.view.info === kernel.inputs[k]);
  for (let i = 0; i < size; i++) {
    const open = chosen !== undefined && chosen[i]![0] === false;
    const values = open
      ? []
      : compute(
          kernel,
          lists.map((list) => list[i]!),
          asTheyAre,
        );
    outputs.forEach((output, j) => {
      const value = values[j];
      if (open) results[j]![i] = before[j]![i]!;
      else results[j]![i] = value && output.view.info !== kernel.outputs[j] ? convert(value, output.view.info) : value;
    });
  }
  return outputs.map((output, j) => {
    const ulps = toleranceOf(bench.options, kernel.id, accuracyOf(kernel, j));
    return { output, elements: results[j]!, strictness: { ulps, zeroSigns: hidesZeroSigns(kernel) } };
  });
}

/** Call `elementwise` and compare. */
function tryElementwise(bench: Bench, kernel: Kernel, shape: readonly number[], operands: Operands): void {
  const { inputs, outputs, mask } = operands;
  const all = mask ? [...inputs, ...outputs, mask] : [...inputs, ...outputs];
  attempt({
    what: `elementwise ${kernel.id} over [${shape.join(', ')}] (${operandsText(all)})`,
    inputs: [...inputs.filter((one) => !outputs.includes(one)), ...(mask ? [mask] : [])],
    outputs: expectations(bench, kernel, operands),
    call: () =>
      bench.backend.elementwise(
        kernel,
        shape,
        inputs.map((one) => one.view),
        outputs.map((one) => one.view),
        mask?.view,
      ),
  });
}

/** Call `elementwiseFlat` and compare. */
function tryFlat(bench: Bench, kernel: Kernel, n: number, operands: Operands, still: number): void {
  const { inputs, outputs } = operands;
  const all = [...inputs, ...outputs];
  attempt({
    what: `elementwiseFlat ${kernel.id} over ${n}, still ${still} (${operandsText(all)})`,
    inputs,
    outputs: expectations(bench, kernel, operands),
    call: () =>
      bench.backend.elementwiseFlat(
        kernel,
        n,
        all.map((one) => one.view),
        still,
      ),
  });
}

/** Fresh operands of a kernel in given layouts; `fills` in place of values without pattern. */
function operandsOf(
  bench: Bench,
  kernel: Kernel,
  shape: readonly number[],
  layouts: (operand: number, output: boolean) => Layout,
  seed: number,
  fills?: readonly ((i: number) => Element)[],
): { inputs: Operand[]; outputs: Operand[] } {
  const inputs = kernel.inputs.map((info, k) =>
    bench.make({ info, shape, layout: layouts(k, false), fill: fills?.[k] ?? filler(info, seed + 7 * k) }),
  );
  const outputs = kernel.outputs.map((info, j) =>
    bench.make({ info, shape, layout: layouts(inputs.length + j, true), fill: filler(info, seed + 31) }),
  );
  return { inputs, outputs };
}

function maskOf(bench: Bench, shape: readonly number[], layout: Layout, seed: number): Operand {
  return bench.make({ info: DTYPES.bool, shape, layout, fill: filler(DTYPES.bool, seed) });
}

/** Every value of the first input with every value of the second. */
function everyPair(kernel: Kernel): { n: number; fills: ((i: number) => Element)[] } {
  const pools = kernel.inputs.map(poolOf);
  const first = pools[0]!.length;
  const fills = pools.map(
    (pool, k) =>
      (i: number): Element =>
        pick(pool, k === 0 ? i : Math.floor(i / first) + i),
  );
  return { n: first * (pools[1]?.length ?? 1), fills };
}

/** One ufunc: all its loops over all values, and each in some layouts, masked, broadcast and in place. */
function checkUfunc(bench: Bench, table: UfuncTable): void {
  table.loops.forEach((kernel, l) => {
    const binary = kernel.inputs.length === 2;
    const { n, fills } = everyPair(kernel);
    const flat = (layout: Layout): ReturnType<typeof operandsOf> =>
      operandsOf(bench, kernel, [n], () => layout, l, fills);
    tryFlat(bench, kernel, n, flat(l % 2 ? OFFSET : CONTIGUOUS), 0);
    if (binary) {
      const side = l % 2;
      const { inputs, outputs } = operandsOf(bench, kernel, [29], (o) => (o === side ? STILL : CONTIGUOUS), l + 5);
      tryFlat(bench, kernel, 29, { inputs, outputs }, 1 << side);
    }
    const shape = [3, 1, 9];
    const mixed = operandsOf(
      bench,
      kernel,
      shape,
      (o, output) => (output ? pick(LAYOUTS, l + 3 * o) : pick(INPUT_LAYOUTS, l + 5 * o)),
      l + 11,
    );
    const mask = l % 3 === 0 ? { mask: maskOf(bench, shape, pick(INPUT_LAYOUTS, l + 4), l) } : {};
    tryElementwise(bench, kernel, shape, { ...mixed, ...mask });
    const same = kernel.inputs.findIndex((info) => info === kernel.outputs[0]);
    if (same >= 0 && kernel.outputs.length === 1) {
      const { inputs } = operandsOf(bench, kernel, [4, 5], (o) => pick(LAYOUTS, l + o), l + 17);
      tryElementwise(bench, kernel, [4, 5], { inputs, outputs: [inputs[same]!] });
    }
  });
}

/** Kernels of all kinds that are tried in every layout. */
const SAMPLE = [
  ...['??->?', 'bb->b', 'BB->B', 'hh->h', 'HH->H', 'ii->i', 'II->I', 'qq->q', 'QQ->Q', 'ee->e', 'ff->f', 'dd->d'],
  ...['FF->F', 'DD->D'],
]
  .map((types) => `add:${types}`)
  .concat(['subtract:dd->d', 'less:ff->?', 'exp:d->d', 'divmod:dd->dd', 'frexp:d->di', 'multiply:DD->D', 'sqrt:D->D']);

const SHAPES: readonly (readonly number[])[] = [
  [],
  [1],
  [0],
  [17],
  [3, 5],
  [1, 6],
  [5, 1],
  [2, 3, 4],
  [3, 0, 2],
  [2, 1, 3, 1, 2],
  [2, 2, 2, 2, 2],
];

/** One kernel over all shapes and layouts of inputs and outputs, with and without a mask. */
function checkLayouts(bench: Bench, kernel: Kernel): void {
  const last = kernel.inputs.length;
  SHAPES.forEach((shape, s) => {
    INPUT_LAYOUTS.forEach((layout, l) => {
      const alike = (o: number, output: boolean): Layout =>
        output && !layout.writable ? pick(LAYOUTS, l + o) : layout;
      const mixed = (o: number, output: boolean): Layout =>
        output ? pick(LAYOUTS, l + s + o) : o === 0 ? layout : pick(INPUT_LAYOUTS, l + s + 3 * o);
      const mask = (seed: number): Operand => maskOf(bench, shape, pick(INPUT_LAYOUTS, l + seed), seed + l);
      tryElementwise(bench, kernel, shape, operandsOf(bench, kernel, shape, alike, s + l));
      if ((s + l) % 2) return;
      tryElementwise(bench, kernel, shape, operandsOf(bench, kernel, shape, mixed, s + 2 * l));
      tryElementwise(bench, kernel, shape, { ...operandsOf(bench, kernel, shape, mixed, s + l), mask: mask(last + s) });
    });
  });
}

const CAN_HOLD: Readonly<Record<string, string>> = {
  '?': '?',
  b: '?b',
  e: '?bBe',
  i: '?bBhHi',
  q: '?bBhHiIq',
  f: '?bBhHef',
  d: '?bBhHiIqQefd',
  D: '?bBhHiIqQefdFD',
};
/** Dtypes into which results may go, narrower and wider ones. */
const STORED_AS: Readonly<Record<string, string>> = {
  b: 'bhiq',
  i: 'bhiq',
  q: 'bhiq',
  e: 'efd',
  f: 'efd',
  d: 'efdFD',
  D: 'FD',
  '?': '?bqd',
};

const infoOf = (char: string): DTypeInfo => Object.values(DTYPES).find((info) => info.char === char)!;

/** Operands of other dtypes than the kernel's are converted. */
function checkConversions(bench: Bench, id: string): void {
  const kernel = kernelNamed(id);
  const { char } = kernel.inputs[0]!;
  const shape = [5, 7];
  [...(CAN_HOLD[char] ?? char)].forEach((from, l) => {
    const infos = [infoOf(from), infoOf(pick([...CAN_HOLD[char]!], l + 3))].slice(0, kernel.inputs.length);
    const inputs = infos.map((info, k) =>
      bench.make({ info, shape, layout: pick(INPUT_LAYOUTS, l + 2 * k), fill: filler(info, l + k) }),
    );
    const outputs = kernel.outputs.map((info) =>
      bench.make({ info, shape, layout: CONTIGUOUS, fill: filler(info, 3) }),
    );
    tryElementwise(bench, kernel, shape, { inputs, outputs });
  });
  [...(STORED_AS[kernel.outputs[0]!.char] ?? '')].forEach((to, l) => {
    const { inputs } = operandsOf(bench, kernel, shape, (o) => pick(LAYOUTS, l + o), l + 40);
    const info = infoOf(to);
    const output = bench.make({ info, shape, layout: pick(LAYOUTS, l), fill: filler(info, 8) });
    tryElementwise(bench, kernel, shape, { inputs, outputs: [output] });
  });
}

const LARGE: readonly (readonly [shape: readonly number[], inputs: readonly Layout[], outputs: Layout])[] = [
  [[200_003], [CONTIGUOUS, CONTIGUOUS], OFFSET],
  [[34_001, 2], [LAYOUTS[4]!, BROADCASTS[0]!], LAYOUTS[2]!],
  [[263, 257], [LAYOUTS[3]!, CONTIGUOUS], CONTIGUOUS],
  [[2, 33_003], [BROADCASTS[1]!, LAYOUTS[5]!], LAYOUTS[8]!],
  [[43, 37, 41], [LAYOUTS[6]!, BROADCASTS[2]!], LAYOUTS[7]!],
];
const LARGE_KERNELS = ['add:dd->d', 'multiply:ff->f', 'less:dd->?', 'exp:d->d', 'add:qq->q', 'divmod:dd->dd'];

/** Sizes at which a backend that shares work out does so. */
function checkLarge(bench: Bench, kernel: Kernel, k: number): void {
  LARGE.forEach(([shape, layouts, to], s) => {
    // The largest for the first kernel only, the others in turn: the reference is slow.
    if (s === 0 ? k > 0 : (s + k) % 3) return;
    const make = (): ReturnType<typeof operandsOf> =>
      operandsOf(bench, kernel, shape, (o, output) => (output ? to : layouts[o]!), s + 60);
    if (s === 0) tryFlat(bench, kernel, sizeOf(shape), make(), 0);
    else if (k % 2) tryElementwise(bench, kernel, shape, { ...make(), mask: maskOf(bench, shape, CONTIGUOUS, s) });
    else tryElementwise(bench, kernel, shape, make());
  });
}

/** Operands on the ordinary heap, as arrays that were made before the backend was switched on. */
function checkOrdinaryMemory(bench: Bench): void {
  const ordinary: Bench = { ...bench, make: (spec) => bench.make({ ...spec, ordinary: true }) };
  for (const id of ['add:dd->d', 'exp:d->d', 'add:qq->q']) {
    const kernel = kernelNamed(id);
    for (const shape of [[4_001], [70, 61]]) {
      for (const layout of LAYOUTS.slice(0, 5)) {
        tryElementwise(
          bench,
          kernel,
          shape,
          operandsOf(ordinary, kernel, shape, () => layout, 70),
        );
        const { inputs } = operandsOf(ordinary, kernel, shape, () => layout, 71);
        const { outputs } = operandsOf(bench, kernel, shape, () => layout, 72);
        tryElementwise(bench, kernel, shape, { inputs, outputs });
      }
    }
  }
}

/** The checks of element-wise computations. */
export function* elementwiseChecks(bench: Bench): Iterable<BackendCheck> {
  for (const table of ufuncs()) {
    yield { name: `elementwise: ${table.spec.name}`, run: () => checkUfunc(bench, table) };
  }
  for (const id of SAMPLE) {
    yield { name: `elementwise: layouts of ${id}`, run: () => checkLayouts(bench, kernelNamed(id)) };
  }
  for (const id of [
    'add:bb->b',
    'add:ee->e',
    'add:ii->i',
    'add:qq->q',
    'add:ff->f',
    'add:dd->d',
    'multiply:DD->D',
    'logical_or:??->?',
  ]) {
    yield { name: `elementwise: other dtypes with ${id}`, run: () => checkConversions(bench, id) };
  }
  yield { name: 'elementwise: ordinary memory', run: () => checkOrdinaryMemory(bench) };
  if (bench.options.small) return;
  yield* LARGE_KERNELS.map((id, k) => ({
    name: `elementwise: many elements of ${id}`,
    run: () => checkLarge(bench, kernelNamed(id), k),
  }));
}
