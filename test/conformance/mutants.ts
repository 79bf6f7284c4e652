/** Backends with one fault each, and the checks that must name it. */
import type { Backend, Kernel, StridedView } from '../../src/backends/backend.js';
import { singleBackend as single } from '../../src/backends/single/index.js';

/** A backend with a fault. */
export interface Mutation {
  readonly fault: string;
  readonly mutant: Partial<Backend>;
  /** The checks that must fail, by name. */
  readonly reported: readonly string[];
}

/** The storage as numbers. */
export const slots = (view: StridedView): Float64Array => view.storage as Float64Array;
const isSubtract = (kernel: Kernel): boolean => kernel.id.startsWith('subtract:');

/** The places of a view in C order. */
function places(shape: readonly number[], view: StridedView): number[] {
  return shape.reduce(
    (list, length, k) => list.flatMap((at) => Array.from({ length }, (_, i) => at + i * view.steps[k]!)),
    [view.offset],
  );
}

let calls = 0;

/** Faults of every kind. */
export const MUTATIONS: readonly Mutation[] = [
  {
    fault: 'elementwise swaps the operands',
    mutant: {
      elementwise: (kernel, shape, inputs, outputs, mask) =>
        single.elementwise(kernel, shape, isSubtract(kernel) ? [...inputs].reverse() : inputs, outputs, mask),
    },
    reported: ['elementwise: subtract', 'elementwise: layouts of subtract:dd->d'],
  },
  {
    fault: 'elementwiseFlat swaps the operands',
    mutant: {
      elementwiseFlat: (kernel, n, [a, b, ...rest], still) =>
        isSubtract(kernel) && still === 0
          ? single.elementwiseFlat(kernel, n, [b!, a!, ...rest], still)
          : single.elementwiseFlat(kernel, n, [a!, b!, ...rest], still),
    },
    reported: ['elementwise: subtract'],
  },
  {
    fault: 'elementwise ignores the mask',
    mutant: { elementwise: (kernel, shape, inputs, outputs) => single.elementwise(kernel, shape, inputs, outputs) },
    reported: ['elementwise: add', 'elementwise: layouts of add:dd->d', 'elementwise: layouts of add:??->?'],
  },
  {
    fault: 'elementwiseFlat leaves out the last element',
    mutant: {
      elementwiseFlat: (kernel, n, operands, still) => single.elementwiseFlat(kernel, n - 1, operands, still),
    },
    reported: ['elementwise: add', 'elementwise: exp', 'elementwise: divmod'],
  },
  {
    fault: 'elementwiseFlat writes one element too many',
    mutant: {
      elementwiseFlat: (kernel, n, operands, still) => single.elementwiseFlat(kernel, n + 1, operands, still),
    },
    reported: ['elementwise: add', 'elementwise: exp'],
  },
  {
    fault: 'elementwiseFlat does not know operands of one element',
    mutant: { elementwiseFlat: (kernel, n, operands) => single.elementwiseFlat(kernel, n, operands, 0) },
    reported: ['elementwise: add'],
  },
  {
    fault: 'negative steps are taken for positive ones',
    mutant: {
      elementwise: (kernel, shape, inputs, outputs, mask) =>
        single.elementwise(
          kernel,
          shape,
          inputs.map((view) => ({ ...view, steps: view.steps.map(Math.abs) })),
          outputs,
          mask,
        ),
    },
    reported: ['elementwise: layouts of add:dd->d'],
  },
  {
    fault: 'an input is changed',
    mutant: {
      elementwise(kernel, shape, inputs, outputs, mask) {
        single.elementwise(kernel, shape, inputs, outputs, mask);
        if (inputs[0]!.info.name === 'float64') slots(inputs[0]!)[inputs[0]!.offset] = 77;
      },
    },
    reported: ['elementwise: layouts of exp:d->d', 'elementwise: add'],
  },
  {
    fault: 'the storage around an output is written',
    mutant: {
      elementwise(kernel, shape, inputs, outputs, mask) {
        single.elementwise(kernel, shape, inputs, outputs, mask);
        const [out] = outputs as [StridedView];
        if (out.info.name === 'float64') slots(out)[out.storage.length - 1] = 77;
      },
    },
    reported: ['elementwise: layouts of exp:d->d', 'elementwise: add'],
  },
  {
    fault: 'exp is a little off',
    mutant: {
      elementwiseFlat(kernel, n, operands, still) {
        single.elementwiseFlat(kernel, n, operands, still);
        if (kernel.id !== 'exp:d->d') return;
        const out = operands[1]!;
        for (let i = 0; i < n; i++) slots(out)[out.offset + i]! *= 1 + 1e-14;
      },
    },
    reported: ['elementwise: exp'],
  },
  {
    fault: 'negative zeros become positive',
    mutant: {
      elementwiseFlat(kernel, n, operands, still) {
        single.elementwiseFlat(kernel, n, operands, still);
        const out = operands[operands.length - 1]!;
        if (out.info.name === 'float64') for (let i = 0; i < n; i++) slots(out)[out.offset + i]! += 0;
      },
    },
    reported: ['elementwise: negative', 'elementwise: copysign', 'elementwise: trunc'],
  },
  {
    fault: '64-bit integers go through doubles',
    mutant: {
      elementwiseFlat(kernel, n, operands, still) {
        single.elementwiseFlat(kernel, n, operands, still);
        const { storage, info } = operands[operands.length - 1]!;
        if (info.name !== 'int64') return;
        const big = storage as BigInt64Array;
        big.forEach((value, i) => (big[i] = BigInt(Number(value))));
      },
    },
    reported: ['elementwise: add', 'elementwise: bitwise_xor'],
  },
  {
    fault: 'the results depend on the call',
    mutant: {
      elementwiseFlat(kernel, n, operands, still) {
        single.elementwiseFlat(kernel, n, operands, still);
        const out = operands[operands.length - 1]!;
        // Within the tolerance, but not the same twice.
        if (kernel.id === 'exp:d->d') slots(out)[out.offset]! *= 1 + (calls++ % 2) * 2.3e-16;
      },
    },
    reported: ['elementwise: exp'],
  },
  {
    fault: 'a chunk of large work is left out',
    mutant: {
      elementwiseFlat(kernel, n, operands, still) {
        if (n < 65536) return single.elementwiseFlat(kernel, n, operands, still);
        const from = (start: number): StridedView[] => operands.map((one) => ({ ...one, offset: one.offset + start }));
        single.elementwiseFlat(kernel, 40_000, operands, still);
        single.elementwiseFlat(kernel, n - 40_064, from(40_064), still);
      },
    },
    reported: ['elementwise: many elements of add:dd->d'],
  },
  {
    fault: 'reduce ignores the mask',
    mutant: { reduce: (kernel, shape, source, out) => single.reduce(kernel, shape, source, out) },
    reported: ['reduce: add', 'reduce: maximum', 'reduce: layouts of add:qq->q'],
  },
  {
    fault: 'reduce forgets what out holds',
    mutant: {
      reduce(kernel, shape, source, out, mask) {
        if (out.info.name === 'float64' && kernel.id.startsWith('add')) {
          for (const at of places(shape, out)) slots(out)[at] = 0;
        }
        single.reduce(kernel, shape, source, out, mask);
      },
    },
    reported: ['reduce: add', 'reduce: layouts of add:dd->d'],
  },
  {
    fault: 'reduce leaves out the last row',
    mutant: {
      reduce: (kernel, shape, source, out, mask) =>
        single.reduce(kernel, [Math.max(0, shape[0]! - 1), ...shape.slice(1)], source, out, mask),
    },
    reported: ['reduce: add', 'reduce: logical_and', 'reduce: many elements of add:qq->q'],
  },
  {
    fault: 'float sums are running ones',
    mutant: {
      reduce(kernel, shape, source, out, mask) {
        if (kernel.id !== 'add:ff->f' || mask) return single.reduce(kernel, shape, source, out, mask);
        const [from, to] = [places(shape, source), places(shape, out)];
        from.forEach((at, i) => (slots(out)[to[i]!]! += slots(source)[at]!));
      },
    },
    reported: ['reduce: accuracy of long sums'],
  },
  {
    fault: 'scan runs along another axis',
    mutant: {
      scan: (kernel, shape, axis, source, out) => single.scan(kernel, shape, shape.length - 1 - axis, source, out),
    },
    reported: ['scan: add', 'scan: multiply', 'scan: many elements of add:qq->q'],
  },
  {
    fault: 'scan starts again in the middle of a long row',
    mutant: {
      scan(kernel, shape, axis, source, out) {
        if (shape.length > 1 || shape[0]! < 65536) return single.scan(kernel, shape, axis, source, out);
        const half = Math.floor(shape[0]! / 2);
        const second = (view: StridedView): StridedView => ({ ...view, offset: view.offset + half * view.steps[0]! });
        single.scan(kernel, [half], 0, source, out);
        single.scan(kernel, [shape[0]! - half], 0, second(source), second(out));
      },
    },
    reported: ['scan: many elements of add:dd->d', 'scan: many elements of add:qq->q'],
  },
  {
    fault: 'copy ignores the mask',
    mutant: { copy: (shape, source, target) => single.copy(shape, source, target) },
    reported: ['copy: layouts of float64', 'copy: layouts of bool', 'copy: layouts of complex64'],
  },
  {
    fault: 'copy rounds to the nearest integer',
    mutant: {
      copy(shape, source, target, mask) {
        if (source.info.name !== 'float64' || target.info.kind !== 'i') return single.copy(shape, source, target, mask);
        const storage = slots(source).map((value) => (Number.isFinite(value) ? Math.round(value) : value));
        single.copy(shape, { ...source, storage }, target, mask);
      },
    },
    reported: ['copy: float64 to every dtype'],
  },
  {
    fault: 'copy drops the imaginary part between complex dtypes',
    mutant: {
      copy(shape, source, target, mask) {
        single.copy(shape, source, target, mask);
        if (source.info.name !== 'complex128' || target.info.name !== 'complex64' || mask) return;
        for (const at of places(shape, target)) slots(target)[2 * at + 1] = 0;
      },
    },
    reported: ['copy: complex128 to every dtype'],
  },
  {
    fault: 'gather forgets the offset',
    mutant: {
      gather: (view, positions, block, packed) => single.gather({ ...view, offset: 0 }, positions, block, packed),
    },
    reported: ['gather: float64', 'gather: complex64'],
  },
  {
    fault: 'gather moves single elements instead of blocks',
    mutant: { gather: (view, positions, _block, packed) => single.gather(view, positions, 1, packed) },
    reported: ['gather: int16'],
  },
  {
    fault: 'scatter lets the first of several win',
    mutant: {
      scatter(view, positions, block, packed) {
        if (block > 1) return single.scatter(view, positions, block, packed);
        const seen = new Set<number>();
        positions.forEach((position, i) => {
          if (seen.has(position)) return;
          seen.add(position);
          single.scatter(view, positions.slice(i, i + 1), 1, { ...packed, offset: packed.offset + i });
        });
      },
    },
    reported: ['scatter: float64', 'scatter: bool'],
  },
  {
    fault: 'update reads all places before it writes any',
    mutant: {
      update(kernel, target, positions, values) {
        const before = target.storage.slice() as Float64Array;
        positions.forEach((position, i) => {
          const at = target.offset + position;
          if (target.info.name === 'float64') slots(target)[at] = before[at]!;
          const value = values && { ...values, offset: values.offset + i };
          single.update(kernel, target, positions.slice(i, i + 1), value);
        });
      },
    },
    reported: ['update: add to float64'],
  },
  {
    fault: 'matmul adds to what out holds',
    mutant: {
      matmul(batch, m, k, n, a, b, out) {
        if (out.info.name !== 'float64') return single.matmul(batch, m, k, n, a, b, out);
        const before = slots(out).slice();
        single.matmul(batch, m, k, n, a, b, out);
        for (const at of places([...batch, m, n], out)) slots(out)[at]! += before[at]!;
      },
    },
    reported: ['matmul: float64'],
  },
  {
    fault: 'matmul takes b for its transpose where it is square',
    mutant: {
      matmul(batch, m, k, n, a, b, out) {
        const [i, j] = b.steps.slice(-2) as [number, number];
        const turned = { ...b, steps: [...b.steps.slice(0, -2), j, i] };
        single.matmul(batch, m, k, n, a, k === n || m === 3 ? turned : b, out);
      },
    },
    reported: ['matmul: float32', 'matmul: int64'],
  },
  {
    fault: 'matmul computes the first matrix of a batch only',
    mutant: {
      matmul: (batch, m, k, n, a, b, out) =>
        single.matmul(
          batch.map((length) => Math.min(length, 1)),
          m,
          k,
          n,
          a,
          b,
          out,
        ),
    },
    reported: ['matmul: float64', 'matmul: broadcast operands of float64'],
  },
  {
    fault: 'sort puts nan first',
    mutant: {
      sort(shape, target) {
        single.sort(shape, target);
        if (target.info.name !== 'float64' || shape.length !== 1) return;
        const all = places(shape, target);
        const values = all.map((at) => slots(target)[at]!);
        const sorted = [...values.filter(Number.isNaN), ...values.filter((value) => !Number.isNaN(value))];
        all.forEach((at, i) => (slots(target)[at] = sorted[i]!));
      },
    },
    reported: ['sort: float64'],
  },
  {
    fault: 'sort goes along the first axis',
    mutant: {
      sort: (shape, target) => single.sort([...shape].reverse(), { ...target, steps: [...target.steps].reverse() }),
    },
    reported: ['sort: int32', 'sort: complex128', 'sort: many elements'],
  },
  {
    fault: 'argsort is not stable',
    mutant: {
      argsort(shape, source, out) {
        single.argsort(shape, source, out);
        const n = shape[shape.length - 1]!;
        const [order, rows] = [places(shape, out), places(shape, source)];
        const values = source.storage as Int32Array;
        if (source.info.name !== 'int32') return;
        for (let i = 0; i + 1 < order.length; i++) {
          if ((i + 1) % n === 0) continue;
          const row = i - (i % n);
          const at = (k: number): number => values[rows[row + slots(out)[order[k]!]!]!]!;
          if (at(i) === at(i + 1)) {
            const first = slots(out)[order[i]!]!;
            slots(out)[order[i]!] = slots(out)[order[i + 1]!]!;
            slots(out)[order[i + 1]!] = first;
            return;
          }
        }
      },
    },
    reported: ['argsort: int32'],
  },
  {
    fault: 'argExtrema gives the last of equals',
    mutant: {
      argExtrema(which, rest, source, step, n, out) {
        const last = { ...source, offset: source.offset + (n - 1) * step };
        single.argExtrema(which, rest, last, -step, n, out);
        for (const at of places(rest, out)) slots(out)[at] = n - 1 - slots(out)[at]!;
      },
    },
    reported: ['argExtrema: max of int32', 'argExtrema: min of bool'],
  },
  {
    fault: 'argExtrema passes nan over',
    mutant: {
      argExtrema(which, rest, source, step, n, out) {
        if (source.info.name !== 'float64') return single.argExtrema(which, rest, source, step, n, out);
        const storage = slots(source).map((value) =>
          Number.isNaN(value) ? (which === 'max' ? -Infinity : Infinity) : value,
        );
        single.argExtrema(which, rest, { ...source, storage }, step, n, out);
      },
    },
    reported: ['argExtrema: max of float64', 'argExtrema: min of many elements'],
  },
  {
    fault: 'squaredDeviations overwrites the start of the sum',
    mutant: {
      squaredDeviations(shape, source, mean, out) {
        for (const at of places(shape, out)) slots(out)[at] = 0;
        single.squaredDeviations(shape, source, mean, out);
      },
    },
    reported: ['squaredDeviations: float64', 'squaredDeviations: bool'],
  },
  {
    fault: 'run leaves out a chunk',
    mutant: {
      run(task, chunks, _work, ...args) {
        for (let chunk = 0; chunk < chunks - 1; chunk++) task.run(chunk, chunks, ...args);
      },
    },
    reported: ['run: every chunk once', 'run: arguments', 'run: errors reach the caller'],
  },
  {
    fault: 'run does a chunk twice',
    mutant: {
      run(task, chunks, work, ...args) {
        single.run(task, chunks, work, ...args);
        if (work > 1e6 && chunks > 2) task.run(1, chunks, ...args);
      },
    },
    reported: ['run: every chunk once'],
  },
  {
    fault: 'run swallows errors',
    mutant: {
      run(task, chunks, work, ...args) {
        try {
          single.run(task, chunks, work, ...args);
        } catch {
          // The fault.
        }
      },
    },
    reported: ['run: errors reach the caller'],
  },
  {
    fault: 'the allocator gives the same buffer again',
    mutant: {
      allocator: {
        smallest: 1024,
        buffer: (
          (buffer) => () =>
            buffer
        )(new ArrayBuffer(1 << 20)),
      },
    },
    reported: ['record: allocator'],
  },
  {
    fault: 'memory is said to be shared and is not',
    mutant: { capabilities: { workers: 2, shared: true, exact: true } },
    reported: ['record: allocator'],
  },
  {
    fault: 'a method is missing',
    mutant: { scan: undefined as never },
    reported: ['record: name, capabilities and methods', 'scan: add'],
  },
];
