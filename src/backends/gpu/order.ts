/**
 * Sorting and searching. Rows are ordered by a bitonic network (K. E. Batcher, "Sorting networks and their applications",
 * 1968) that exchanges the places of elements, so that ties keep their order; lists are searched by halving.
 */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { IndexError, ValueError, shapeText } from '../../core/errors.js';
import { normalizeAxis, sizeOf } from '../../core/shape.js';
import { GpuArray, type GpuDType } from './array.js';
import type { GpuDevice } from './device.js';
import type { KernelFunction } from './gpujs.js';
import type { Program } from './driver.js';
import { EXACT, divisionOf } from './elementwise.js';
import { fetched } from './gather.js';
import { WHOLE_OF, quotientFunctions, quotientText, whole } from './integers.js';
import { ravel, transpose } from './shaping.js';
import type { Division } from './walk.js';

const INDEX = DTYPES.int32 as DTypeInfo<GpuDType>;

/** 0, 1, 2, ... made on the device. */
export function counting(functionName: string, device: GpuDevice, n: number, info: DTypeInfo<GpuDType>): GpuArray {
  const program: Program = {
    key: 'count',
    args: [['one', 'Float']],
    body: 'return this.thread.x * one;',
    functions: [],
    rank: 1,
    width: 1,
  };
  const buffer = n === 0 ? device.memory.allocate(functionName, 0) : device.launch(functionName, program, [n], [1]);
  return new GpuArray(device, info, buffer, [n]);
}

/** Does element i, of value x, come before element j, of value y? nan comes last, places from n on after everything. */
const COMES_BEFORE: KernelFunction = {
  source: `function comesBefore(x, y, i, j, n) {
  if (i >= n || j >= n) { return i < j ? 1.0 : 0.0; }
  if (x < y) { return 1.0; }
  if (y < x) { return 0.0; }
  const noX = x === x ? 0.0 : 1.0;
  const noY = y === y ? 0.0 : 1.0;
  if (noX < noY) { return 1.0; }
  if (noY < noX) { return 0.0; }
  return i < j ? 1.0 : 0.0;
}`,
  settings: {
    argumentTypes: { x: 'Float', y: 'Float', i: 'Float', j: 'Float', n: 'Float' },
    returnType: 'Float',
  },
};

const exchanges = new Map<Division, Program>();

/** One step of the network: thread i keeps its own place or its partner's, `apart` places away, in runs of `run`. */
function exchangeProgram(division: Division): Program {
  const known = exchanges.get(division);
  if (known) return known;
  const half = (name: string, value: string): string => whole(name, quotientText(division, value, '2'));
  const program: Program = {
    key: `exchange ${division}`,
    args: [
      ['a', 'Array'],
      ['places', 'Array'],
      ['offset', 'Integer'],
      ['length', 'Integer'],
      ['padded', 'Integer'],
      ['apart', 'Integer'],
      ['run', 'Integer'],
      ['n', 'Float'],
    ],
    body: [
      whole('row', quotientText(division, 'this.thread.x', 'padded')),
      whole('i', 'this.thread.x - row * padded'),
      whole('block', quotientText(division, 'i', 'apart')),
      half('pair', 'block'),
      whole('upper', 'block - 2 * pair'),
      whole('stretch', quotientText(division, 'i', 'run')),
      half('twice', 'stretch'),
      whole('down', 'stretch - 2 * twice'),
      whole('partner', 'this.thread.x + apart - 2 * apart * upper'),
      'const mine = places[this.thread.x];',
      'const other = places[partner];',
      whole('p', 'wholeOf(mine < n ? mine : 0.0)'),
      whole('q', 'wholeOf(other < n ? other : 0.0)'),
      'const x = a[offset + row * length + p];',
      'const y = a[offset + row * length + q];',
      'const first = comesBefore(x, y, mine, other, n);',
      'const keepsFirst = upper === down ? 1.0 : 0.0;',
      'return first === keepsFirst ? mine : other;',
    ].join('\n'),
    functions: [WHOLE_OF, COMES_BEFORE, ...quotientFunctions(division)],
    rank: 1,
    width: 1,
  };
  exchanges.set(division, program);
  return program;
}

const STARTS: Readonly<Record<Division, Program>> = Object.fromEntries(
  (['plain', 'corrected'] as const).map((division) => [
    division,
    {
      key: `columns ${division}`,
      args: [
        ['width', 'Integer'],
        ['one', 'Float'],
      ],
      body: [
        whole('row', quotientText(division, 'this.thread.x', 'width')),
        whole('column', 'this.thread.x - row * width'),
        'return column * one;',
      ].join('\n'),
      functions: quotientFunctions(division),
      rank: 1,
      width: 1,
    },
  ]),
) as unknown as Record<Division, Program>;

/** An axis brought to the end, and the way back. */
function axisLast(a: GpuArray, axis: number): { turned: GpuArray; back: number[] } {
  const order = [...a.shape.keys()].filter((k) => k !== axis).concat(axis);
  return { turned: transpose(a, order), back: order.map((_, k) => order.indexOf(k)) };
}

/** The places that would sort an array along its last axis; ties keep their order, nan comes last. */
function orderLast(functionName: string, a: GpuArray): GpuArray {
  const { device, shape, size } = a;
  const n = shape[shape.length - 1]!;
  if (n >= EXACT) {
    throw new ValueError(`${functionName}: an axis of ${n} elements is too long: a device counts exactly up to 2**24`);
  }
  if (size === 0) return new GpuArray(device, INDEX, device.memory.allocate(functionName, 0), shape);
  const source = a.packed(functionName);
  const padded = 2 ** Math.ceil(Math.log2(Math.max(n, 1)));
  const rows = size / n;
  const threads = [rows * padded];
  const division = divisionOf(device, rows * padded);
  let places = device.launch(functionName, STARTS[division], threads, [padded, 1]);
  for (let run = 2; run <= padded; run *= 2) {
    for (let apart = run / 2; apart >= 1; apart /= 2) {
      const args = [source.buffer, places, source.offset, n, padded, apart, run, n];
      const next = device.launch(functionName, exchangeProgram(division), threads, args);
      device.memory.free(places);
      places = next;
    }
  }
  if (source.buffer !== a.buffer) source.free();
  const all = new GpuArray(device, INDEX, places, [...shape.slice(0, -1), padded]);
  const steps = all.steps;
  return all.strided(shape, steps, 0);
}

/** NumPy's `argsort`. */
export function argsort(functionName: string, a: GpuArray, axis: number | null): GpuArray {
  if (axis === null || a.ndim === 0) return orderLast(functionName, ravel(a)).packed(functionName);
  const { turned, back } = axisLast(a, normalizeAxis(functionName, axis, a.ndim));
  return transpose(orderLast(functionName, turned), back).packed(functionName);
}

/** NumPy's `sort`: a sorted copy. */
export function sort(functionName: string, a: GpuArray, axis: number | null): GpuArray {
  const source = axis === null || a.ndim === 0 ? ravel(a) : a;
  const along = axis === null || a.ndim === 0 ? 0 : normalizeAxis(functionName, axis, a.ndim);
  const order = argsort(functionName, source, along);
  const sorted = takeAlongAxis(functionName, source, order, along);
  order.free();
  return sorted;
}

/** The elements that indices name along one axis, the other axes going along: NumPy's `take_along_axis`. */
export function takeAlongAxis(functionName: string, a: GpuArray, indices: GpuArray, axis: number): GpuArray {
  const { device } = a;
  if (indices.info.kind !== 'i' && indices.info.kind !== 'u') {
    throw new IndexError(`${functionName}: \`indices\` must be an integer array, got ${indices.dtype}`);
  }
  if (indices.ndim !== a.ndim || indices.shape.some((n, k) => k !== axis && n !== 1 && n !== a.shape[k])) {
    throw new ValueError(
      `${functionName}: \`indices\` of shape ${shapeText(indices.shape)} do not fit an array of shape ${shapeText(a.shape)} along axis ${axis}`,
    );
  }
  const made: GpuArray[] = [];
  const chosen = a.shape.map((n, k) => {
    if (k === axis) return { axis: k, indices };
    const one = counting(functionName, device, n, INDEX);
    made.push(one);
    const shape = a.shape.map((_, j) => (j === k ? n : 1));
    return {
      axis: k,
      indices: one.strided(
        shape,
        a.shape.map((_, j) => (j === k ? 1 : 0)),
        0,
      ),
    };
  });
  const chosenShape = a.shape.map((n, k) => (k === axis ? indices.shape[axis]! : n));
  const result = fetched(functionName, { source: a, chosen, chosenShape, chosenAxis: 0 });
  for (const one of made) one.free();
  return result;
}

const NOT_YET: Readonly<Record<'left' | 'right', KernelFunction>> = {
  left: {
    source: `function notYet(x, v) {
  if (x < v) { return 1.0; }
  return x === x && !(v === v) ? 1.0 : 0.0;
}`,
    settings: { argumentTypes: { x: 'Float', v: 'Float' }, returnType: 'Float' },
  },
  right: {
    source: `function notYet(x, v) {
  if (x <= v) { return 1.0; }
  return !(v === v) ? 1.0 : 0.0;
}`,
    settings: { argumentTypes: { x: 'Float', v: 'Float' }, returnType: 'Float' },
  },
};

const searches = Object.fromEntries(
  (['left', 'right'] as const).map((side): [string, Program] => [
    side,
    {
      key: `search ${side}`,
      args: [
        ['a', 'Array'],
        ['v', 'Array'],
        ['offset', 'Integer'],
        ['length', 'Integer'],
        ['from', 'Integer'],
        ['one', 'Float'],
      ],
      body: [
        'const value = v[from + this.thread.x];',
        whole('low', '0'),
        whole('high', 'length'),
        'for (let k = 0; k < 25; k++) {',
        'if (low < high) {',
        whole('middle', '(low + high) >> 1'),
        'const x = a[offset + middle];',
        'if (notYet(x, value) > 0.5) { low = middle + 1; } else { high = middle; }',
        '}',
        '}',
        'return low * one;',
      ].join('\n'),
      functions: [NOT_YET[side]],
      rank: 1,
      width: 1,
    },
  ]),
);

/** Where values would go in a sorted list: NumPy's `searchsorted`. */
export function searchsorted(functionName: string, a: GpuArray, v: GpuArray, side: 'left' | 'right'): GpuArray {
  const { device } = a;
  if (a.size >= EXACT) {
    throw new ValueError(
      `${functionName}: a list of ${a.size} elements is too long: a device counts exactly up to 2**24`,
    );
  }
  if (v.size === 0) return new GpuArray(device, INDEX, device.memory.allocate(functionName, 0), v.shape);
  if (a.size === 0) return new GpuArray(device, INDEX, device.upload(functionName, new Float32Array(v.size)), v.shape);
  const [list, values] = [a.packed(functionName), v.packed(functionName)];
  const args = [list.buffer, values.buffer, list.offset, list.size, values.offset, 1];
  const buffer = device.launch(functionName, searches[side]!, [sizeOf(v.shape)], args);
  if (list.buffer !== a.buffer) list.free();
  if (values.buffer !== v.buffer) values.free();
  return new GpuArray(device, INDEX, buffer, v.shape);
}
