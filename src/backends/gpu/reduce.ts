/**
 * Folds along axes. A thread folds up to 256 elements in four strands, and passes follow until one value is left: the error
 * grows with the logarithm of the length. Which elements meet does not depend on the device.
 */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { ValueError } from '../../core/errors.js';
import { sizeOf } from '../../core/shape.js';
import { GpuArray, type GpuDType } from './array.js';
import type { GpuDevice } from './device.js';
import type { Program } from './driver.js';
import { divisionOf } from './elementwise.js';
import { whole } from './integers.js';
import type { DeviceBuffer } from './memory.js';
import { divideFunctions, type Division } from './walk.js';

/** The folds that kernels know. */
export type Fold = 'sum' | 'prod' | 'max' | 'min';

/** How many elements a thread folds. */
const CHUNK = 256;

function combined(fold: Fold, a: string, b: string): string {
  switch (fold) {
    case 'sum':
      return `${a} + ${b}`;
    case 'prod':
      return `${a} * ${b}`;
    case 'max':
      return `${a} >= ${b} || !(${a} === ${a}) ? ${a} : ${b}`;
    case 'min':
      return `${a} <= ${b} || !(${a} === ${a}) ? ${a} : ${b}`;
  }
}

/** How threads are laid out: rows of `width` of them, one row, or one thread a row. */
type Grid = 'rows' | 'one row' | 'one thread a row';

const GRIDS: Readonly<Record<Grid, (division: Division) => readonly [row: string, column: string]>> = {
  'one row': () => ['0', 'this.thread.x'],
  'one thread a row': () => ['this.thread.x', '0'],
  rows: (division) => {
    const row = division === 'corrected' ? 'divide(this.thread.x, width)' : 'Math.floor(this.thread.x / width)';
    return [row, 'this.thread.x - row * width'];
  },
};

const programs = new Map<string, Program>();

/**
 * One pass. Thread (row, column) folds the elements column, column + width, ... of its row of `length` elements:
 * neighbours in a group of threads read neighbours in memory.
 */
function passProgram(fold: Fold, integers: boolean, grid: Grid, division: Division): Program {
  const key = ['fold', fold, integers, grid, grid === 'rows' ? division : ''].join(' ');
  const known = programs.get(key);
  if (known) return known;
  const [row, column] = GRIDS[grid](division);
  const start = fold === 'sum' ? '0.0' : fold === 'prod' ? '1.0' : 'start';
  const bounded = integers && fold === 'sum';
  const take = (strand: string, element: string): string =>
    `const e${strand} = ${element}; f${strand} = ${combined(fold, `f${strand}`, `e${strand}`)};` +
    (bounded ? ` bound = bound + Math.abs(e${strand});` : '');
  const result = combined(fold, 'g0', 'g1');
  const lines = [
    whole('row', row),
    whole('at', `offset + row * length + ${column}`),
    whole('end', 'offset + row * length + length'),
    ...['0', '1', '2', '3'].map((s) => `let f${s} = ${start};`),
    ...(bounded ? ['let bound = 0.0;'] : []),
    'for (let j = 0; j < quads; j++) {',
    take('0', 'a[at]'),
    take('1', 'a[at + width]'),
    take('2', 'a[at + 2 * width]'),
    take('3', 'a[at + 3 * width]'),
    'at = at + 4 * width;',
    '}',
    'for (let k = 0; k < rest; k++) {',
    'if (at < end) {',
    `const e = a[at]; f0 = ${combined(fold, 'f0', 'e')};${bounded ? ' bound = bound + Math.abs(e);' : ''}`,
    '}',
    'at = at + width;',
    '}',
    `const g0 = ${combined(fold, 'f0', 'f1')};`,
    `const g1 = ${combined(fold, 'f2', 'f3')};`,
    `const total = ${result};`,
    integers ? `return ${bounded ? 'bound' : 'Math.abs(total)'} <= 16777216.0 ? total : nan;` : 'return total;',
  ];
  const args: [string, 'Array' | 'Integer' | 'Float'][] = [
    ['a', 'Array'],
    ['offset', 'Integer'],
    ['length', 'Integer'],
    ['width', 'Integer'],
    ['quads', 'Integer'],
    ['rest', 'Integer'],
  ];
  if (start === 'start') args.push(['start', 'Float']);
  if (integers) args.push(['nan', 'Float']);
  const functions = grid === 'rows' && division === 'corrected' ? divideFunctions() : [];
  const program: Program = { key, args, body: lines.join('\n'), functions, rank: 1, width: 1 };
  programs.set(key, program);
  return program;
}

/** Fold the middle of a C-ordered block (outer, middle, inner); `middle` is at least 1. */
function foldBlock(
  functionName: string,
  device: GpuDevice,
  fold: Fold,
  integers: boolean,
  source: DeviceBuffer,
  offset: number,
  outer: number,
  middle: number,
  inner: number,
): DeviceBuffer {
  let buffer = source;
  let at = offset;
  let left = middle;
  do {
    const parts = Math.ceil(left / CHUNK);
    const width = parts * inner;
    const full = Math.floor(left / parts);
    const quads = Math.floor(full / 4);
    const rest = Math.ceil(left / parts) - 4 * quads;
    const size = outer * width;
    const grid: Grid = outer === 1 ? 'one row' : width === 1 ? 'one thread a row' : 'rows';
    const program = passProgram(fold, integers, grid, divisionOf(device, outer * left * inner));
    const args: (DeviceBuffer | number)[] = [buffer, at, left * inner, width, quads, rest];
    if (fold === 'max') args.push(-Infinity);
    if (fold === 'min') args.push(Infinity);
    if (integers) args.push(NaN);
    const next = device.launch(functionName, program, [size], args);
    if (buffer !== source) device.memory.free(buffer);
    buffer = next;
    at = 0;
    left = parts;
  } while (left > 1);
  return buffer;
}

/**
 * Fold an array along axes.
 *
 * @param functionName - for messages
 * @param a - the array
 * @param fold - which fold
 * @param axes - the axes, counted from the front
 * @param output - the dtype of the result
 * @returns the result with the folded axes of length 1
 */
export function foldAxes(
  functionName: string,
  a: GpuArray,
  fold: Fold,
  axes: readonly number[],
  output: DTypeInfo<GpuDType>,
): GpuArray {
  const { device } = a;
  const kept = a.shape.map((n, k) => (axes.includes(k) ? 1 : n));
  const folded = axes.map((k) => a.shape[k]!);
  const middle = sizeOf(folded);
  if (sizeOf(kept) === 0) return new GpuArray(device, output, device.memory.allocate(functionName, 0), kept);
  if (middle === 0) {
    if (fold === 'max' || fold === 'min') {
      throw new ValueError(`${functionName}: zero-size array to reduction operation ${fold} which has no identity`);
    }
    const identity = new Float32Array(sizeOf(kept)).fill(fold === 'prod' ? 1 : 0);
    return new GpuArray(device, output, device.upload(functionName, identity), kept);
  }
  // Neighbouring axes of a C-ordered array are one; others are brought to the end by a copy.
  const sorted = [...axes].filter((k) => a.shape[k] !== 1).sort((x, y) => x - y);
  const first = sorted[0] ?? 0;
  const last = sorted[sorted.length - 1] ?? -1;
  const together = a.shape.every((n, k) => k < first || k > last || n === 1 || sorted.includes(k));
  let source = a;
  let outer = sizeOf(kept);
  let inner = 1;
  if (a.isC && together) {
    outer = sizeOf(a.shape.slice(0, first));
    inner = sorted.length === 0 ? sizeOf(a.shape.slice(first)) : sizeOf(a.shape.slice(last + 1));
  } else {
    const order = [...a.shape.keys()].filter((k) => !axes.includes(k)).concat(sorted);
    const turned = a.strided(
      order.map((k) => a.shape[k]!),
      order.map((k) => a.steps[k]!),
      a.offset,
    );
    source = turned.packed(functionName);
  }
  const integers = output !== (DTYPES.float32 as DTypeInfo);
  const { buffer, offset } = source;
  const result = foldBlock(functionName, device, fold, integers, buffer, offset, outer, middle, inner);
  if (source.buffer !== a.buffer) source.free();
  return new GpuArray(device, output, result, kept);
}
