/** Checks of `copy`, `gather`, `scatter` and `update`. */
import type { Kernel } from '../../backends/backend.js';
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { attempt, operandsText, type Bench } from './harness.js';
import { ALL_DTYPES, filler, mild } from './inputs.js';
import { accuracyOf, compute } from './interpreter.js';
import { kernelNamed } from './kernels.js';
import { CONTIGUOUS, INPUT_LAYOUTS, LAYOUTS, OFFSET, pick, type Layout } from './layouts.js';
import { elementsOf, type Operand } from './operands.js';
import { toleranceOf, type BackendCheck } from './report.js';
import { convert, type Element } from './scalars.js';

/** 64-bit integers may be rounded on the way to narrow floats twice. */
function conversionUlps(from: DTypeInfo, to: DTypeInfo): number {
  const narrow = (to.kind === 'f' || to.kind === 'c') && to.itemsize / to.lanes < 8;
  return from.domain === 'bigint' && narrow ? 1 : 0;
}

function tryCopy(bench: Bench, shape: readonly number[], source: Operand, target: Operand, mask?: Operand): void {
  const values = elementsOf(source);
  const before = elementsOf(target);
  const chosen = mask && elementsOf(mask);
  const { info } = target.view;
  attempt({
    what: `copy over [${shape.join(', ')}] (${operandsText(mask ? [source, target, mask] : [source, target])})`,
    inputs: mask ? [source, mask] : [source],
    outputs: [
      {
        output: target,
        elements: values.map((value, i) => (chosen && chosen[i]![0] === false ? before[i] : convert(value, info))),
        strictness: { ulps: conversionUlps(source.view.info, info) },
      },
    ],
    call: () => bench.backend.copy(shape, source.view, target.view, mask?.view),
  });
}

/** Half of the values ordinary, so that conversions to integers are defined. */
function values(info: DTypeInfo, seed: number): (i: number) => Element {
  const [any, small] = [filler(info, seed), mild(info, seed)];
  return (i) => (i % 2 ? any(i) : small(i));
}

const operand = (bench: Bench, info: DTypeInfo, shape: readonly number[], layout: Layout, seed: number): Operand =>
  bench.make({ info, shape, layout, fill: values(info, seed) });

/** One dtype to every other. */
function checkConversions(bench: Bench, from: DTypeInfo): void {
  ALL_DTYPES.forEach((to, t) => {
    [[61], [4, 3, 5]].forEach((shape, s) => {
      const source = operand(bench, from, shape, s ? pick(INPUT_LAYOUTS, t + from.num) : CONTIGUOUS, t);
      const target = operand(bench, to, shape, s ? pick(LAYOUTS, t + 2) : OFFSET, t + 50);
      const mask = s && t % 2 ? operand(bench, DTYPES.bool, shape, pick(INPUT_LAYOUTS, t), t) : undefined;
      tryCopy(bench, shape, source, target, mask);
    });
  });
}

const SHAPES = [[], [1], [0], [13], [3, 5], [1, 4], [2, 3, 4], [2, 0], [2, 1, 3, 2], [3, 250]] as const;

/** Every pair of layouts of source and target. */
function checkLayouts(bench: Bench, info: DTypeInfo): void {
  SHAPES.forEach((shape, s) => {
    INPUT_LAYOUTS.forEach((from, l) => {
      const source = operand(bench, info, shape, from, l);
      const target = operand(bench, info, shape, pick(LAYOUTS, l + s), l + 20);
      tryCopy(bench, shape, source, target);
      const again = operand(bench, info, shape, pick(LAYOUTS, l + s + 1), l + 30);
      tryCopy(bench, shape, source, again, operand(bench, DTYPES.bool, shape, pick(INPUT_LAYOUTS, l + 2 * s), l));
    });
  });
}

function checkLarge(bench: Bench): void {
  const cases: readonly (readonly [DTypeInfo, DTypeInfo, readonly number[], Layout, Layout])[] = [
    [DTYPES.float64, DTYPES.float64, [200_003], CONTIGUOUS, OFFSET],
    [DTYPES.float64, DTYPES.float64, [263, 257], LAYOUTS[3]!, CONTIGUOUS],
    [DTYPES.uint8, DTYPES.float32, [67, 1009], LAYOUTS[8]!, LAYOUTS[3]!],
    [DTYPES.int64, DTYPES.float64, [70_001], LAYOUTS[2]!, CONTIGUOUS],
    [DTYPES.float32, DTYPES.float16, [43, 37, 41], LAYOUTS[7]!, LAYOUTS[4]!],
  ];
  cases.forEach(([from, to, shape, source, target], k) => {
    tryCopy(bench, shape, operand(bench, from, shape, source, k), operand(bench, to, shape, target, k + 9));
  });
}

type Positions = Int32Array | Float64Array;

/** Places in an order without pattern, some of them twice. */
function places(count: number, room: number, wide: boolean, repeated: boolean): Positions {
  const list = Array.from({ length: count }, (_, i) => (repeated ? (i * i * 7 + 3 * i) % room : (i * 7 + 3) % room));
  return wide ? Float64Array.from(list) : Int32Array.from(list);
}

/** `gather` and `scatter` of blocks: a position counts blocks from the view's offset. */
function checkGather(bench: Bench, info: DTypeInfo, scatter: boolean): void {
  for (const block of [1, 3, 40, 257]) {
    for (const [count, room] of [
      [0, 4],
      [5, 11],
      [23, 23],
      [60, 37],
    ] as const) {
      for (const wide of [false, true]) {
        if (block > 40 && count > 30) continue;
        tryGather(bench, info, scatter, block, places(count, room, wide, count > room), room);
      }
    }
  }
}

function tryGather(
  bench: Bench,
  info: DTypeInfo,
  scatter: boolean,
  block: number,
  positions: Positions,
  room: number,
): void {
  const many = bench.make({ info, shape: [room * block], layout: OFFSET, fill: filler(info, block) });
  const few = bench.make({ info, shape: [positions.length * block], layout: OFFSET, fill: filler(info, block + 1) });
  const [source, target] = scatter ? [few, many] : [many, few];
  const from = elementsOf(source);
  const expected = elementsOf(target);
  const untouched = positions.slice();
  positions.forEach((position, i) => {
    for (let k = 0; k < block; k++) {
      if (scatter) expected[position * block + k] = from[i * block + k]!;
      else expected[i * block + k] = from[position * block + k]!;
    }
  });
  const method = scatter ? 'scatter' : 'gather';
  attempt({
    what: `${method} of ${positions.length} blocks of ${block} (${info.name}, ${positions.constructor.name})`,
    inputs: [source],
    outputs: [{ output: target, elements: expected }],
    call: () => {
      bench.backend[method](many.view, positions, block, few.view);
      if (positions.some((position, i) => position !== untouched[i])) throw new Error('the positions were changed');
    },
  });
}

function checkGatherLarge(bench: Bench): void {
  for (const block of [1, 2]) {
    for (const scatter of [false, true]) {
      tryGather(bench, DTYPES.float64, scatter, block, places(66_001, 66_001, false, false), 66_001);
    }
  }
}

/** `update` one place after another, some of them twice. */
function checkUpdate(bench: Bench, kernel: Kernel, target: DTypeInfo): void {
  const room = 19;
  for (const wide of [false, true]) {
    const positions = places(40, room, wide, true);
    const into = bench.make({ info: target, shape: [room], layout: OFFSET, fill: mild(target, 5) });
    const info = kernel.inputs[1];
    const given =
      info && bench.make({ info, shape: [positions.length], layout: wide ? OFFSET : CONTIGUOUS, fill: mild(info, 6) });
    const list = given && elementsOf(given);
    const expected: (Element | undefined)[] = elementsOf(into);
    positions.forEach((position, i) => {
      const before = expected[position];
      const value = before && compute(kernel, list ? [before, list[i]!] : [before])[0];
      expected[position] = value && convert(value, target);
    });
    const ulps = 3 * toleranceOf(bench.options, kernel.id, accuracyOf(kernel, 0));
    attempt({
      what: `update ${kernel.id} of ${target.name} at ${positions.length} places (${positions.constructor.name})`,
      inputs: given ? [given] : [],
      outputs: [{ output: into, elements: expected, strictness: { ulps } }],
      call: () => bench.backend.update(kernel, into.view, positions, given?.view),
    });
  }
}

/** The checks of moving elements. */
export function* copyChecks(bench: Bench): Iterable<BackendCheck> {
  for (const info of ALL_DTYPES) {
    yield { name: `copy: ${info.name} to every dtype`, run: () => checkConversions(bench, info) };
  }
  for (const info of ALL_DTYPES) {
    yield { name: `copy: layouts of ${info.name}`, run: () => checkLayouts(bench, info) };
  }
  for (const method of ['gather', 'scatter']) {
    for (const info of ALL_DTYPES) {
      yield { name: `${method}: ${info.name}`, run: () => checkGather(bench, info, method === 'scatter') };
    }
  }
  for (const info of ALL_DTYPES) {
    const types = `${info.char}${info.char}->${info.char}`;
    yield { name: `update: add to ${info.name}`, run: () => checkUpdate(bench, kernelNamed(`add:${types}`), info) };
  }
  yield {
    name: 'update: other kernels',
    run: () => {
      checkUpdate(bench, kernelNamed('negative:d->d'), DTYPES.float64);
      checkUpdate(bench, kernelNamed('multiply:DD->D'), DTYPES.complex128);
      checkUpdate(bench, kernelNamed('maximum:ii->i'), DTYPES.int32);
      checkUpdate(bench, kernelNamed('add:dd->d'), DTYPES.float32);
      checkUpdate(bench, kernelNamed('subtract:qq->q'), DTYPES.int64);
    },
  };
  if (bench.options.small) return;
  yield { name: 'copy: many elements', run: () => checkLarge(bench) };
  yield { name: 'gather and scatter: many elements', run: () => checkGatherLarge(bench) };
}
