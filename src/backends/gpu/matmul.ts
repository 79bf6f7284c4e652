/** Matrix products. */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { DTypeError, ValueError, shapeText } from '../../core/errors.js';
import { promoteInfo } from '../../core/promotion.js';
import { broadcastShapes, broadcastSteps, sizeOf } from '../../core/shape.js';
import { GpuArray } from './array.js';
import type { GpuDevice } from './device.js';
import type { GpuMode, Program } from './driver.js';
import { concatenate } from './joining.js';
import { onDevice } from './operands.js';
import { reshape } from './shaping.js';

const programs = new Map<string, Program>();

/** What a thread computes: one element, four in a row, or two rows by two columns. */
type Tile = '1x1' | '1x4' | '2x2';

const ROWS: Readonly<Record<Tile, number>> = { '1x1': 1, '1x4': 1, '2x2': 2 };
const COLUMNS: Readonly<Record<Tile, number>> = { '1x1': 1, '1x4': 4, '2x2': 2 };

/** How many products are summed up before they are added to the rest. */
const BLOCK = 64;

const plus = (text: string, count: number, step: string): string =>
  count === 0 ? text : count === 1 ? `${text} + ${step}` : `${text} + ${count} * ${step}`;

/**
 * A product of matrices; thread (x, y, z) has the tile in row y and column x of batch z. In a tile an element that is read
 * serves a whole row or column of it. Sums run in blocks, so that their error grows with the number of blocks.
 */
function productProgram(tile: Tile, rank: 2 | 3, integers: boolean): Program {
  const key = ['product', tile, rank, integers].join(' ');
  const known = programs.get(key);
  if (known) return known;
  const rows = Array.from({ length: ROWS[tile] }, (_, r) => r);
  const columns = Array.from({ length: COLUMNS[tile] }, (_, c) => c);
  const cells = rows.flatMap((r) => columns.map((c) => `${r}${c}`));
  const each = (text: (cell: string) => string): string => cells.map(text).join(' ');
  const batch = (name: string): string => (rank === 3 ? ` + this.thread.z * ${name}` : '');
  /** Products `at` places on. */
  const products = (at: number): string[] => [
    ...rows.map((r) => `const x${at}${r} = a[${plus(plus('left', at, 'stepA'), r, 'rowA')}];`),
    ...columns.map((c) => `const y${at}${c} = b[${plus(plus('right', at, 'rowB'), c, 'columnB')}];`),
  ];
  const product = (at: number, cell: string): string => `x${at}${cell[0]} * y${at}${cell[1]}`;
  const bound = (at: number): string =>
    integers ? each((cell) => `bound${cell} = bound${cell} + Math.abs(${product(at, cell)});`) : '';
  const four = [0, 1, 2, 3];
  const guarded = (cell: string): string => (integers ? `bound${cell} <= 16777216.0 ? t${cell} : nan` : `t${cell}`);
  const lines = [
    `let left = 0; left++; left = offsetA + this.thread.y * ${rows.length} * rowA${batch('batchA')};`,
    `let right = 0; right++; right = offsetB + this.thread.x * ${columns.length} * columnB${batch('batchB')};`,
    each((cell) => `let t${cell} = 0.0;`),
    integers ? each((cell) => `let bound${cell} = 0.0;`) : '',
    'for (let block = 0; block < blocks; block++) {',
    each((cell) => `let s${cell} = 0.0;`),
    `for (let k = 0; k < ${BLOCK / 4}; k++) {`,
    ...four.flatMap(products),
    each((cell) => {
      const [p, q, r, s] = four.map((at) => product(at, cell));
      return `s${cell} = s${cell} + ((${p} + ${q}) + (${r} + ${s}));`;
    }),
    ...four.map(bound),
    'left = left + 4 * stepA; right = right + 4 * rowB;',
    '}',
    each((cell) => `t${cell} = t${cell} + s${cell};`),
    '}',
    each((cell) => `let s${cell} = 0.0;`),
    'for (let k = 0; k < rest; k++) {',
    ...products(0),
    each((cell) => `s${cell} = s${cell} + ${product(0, cell)};`),
    bound(0),
    'left = left + stepA; right = right + rowB;',
    '}',
    each((cell) => `t${cell} = t${cell} + s${cell};`),
    cells.length === 1 ? `return ${guarded('00')};` : `return [${cells.map(guarded).join(', ')}];`,
  ];
  const names = ['blocks', 'rest', 'offsetA', 'rowA', 'stepA', 'offsetB', 'rowB', 'columnB'];
  if (rank === 3) names.push('batchA', 'batchB');
  const program: Program = {
    key,
    args: [
      ['a', 'Array'],
      ['b', 'Array'],
      ...names.map((name) => [name, 'Integer'] as const),
      ...(integers ? [['nan', 'Float'] as const] : []),
    ],
    body: lines.join('\n'),
    functions: [],
    rank,
    width: cells.length as 1 | 4,
  };
  programs.set(key, program);
  return program;
}

/** Brings tiles of 2 x 2 into rows; thread (x, y) gives element x of row y, the rows of all batches one after another. */
const UNTILE: Program = {
  key: 'untile',
  args: [
    ['a', 'Array'],
    ['half', 'Integer'],
  ],
  body: `let row = 0; row++; row = this.thread.y >> 1;
let column = 0; column++; column = this.thread.x >> 1;
let place = 0; place++; place = (row * half + column) * 4;
place = place + (this.thread.y - 2 * row) * 2 + this.thread.x - 2 * column;
return a[place];`,
  functions: [],
  rank: 2,
  width: 1,
};

/** The tile for a device and a shape, by what was measured: see docs/gpu.md. */
function tileFor(mode: GpuMode, m: number, n: number): Tile {
  if (mode === 'webgpu') return n % 4 === 0 ? '1x4' : '1x1';
  return mode === 'webasm' && m % 2 === 0 && n % 2 === 0 ? '2x2' : '1x1';
}

/** The one step between the matrices of a batch, or null where the batch's axes do not come down to one. */
function batchStep(shape: readonly number[], steps: readonly number[]): number | null {
  let found: number | null = null;
  let length = 1;
  for (let k = shape.length - 1; k >= 0; k--) {
    if (shape[k] === 1) continue;
    if (found === null) found = steps[k]!;
    else if (steps[k] !== found * length) return null;
    length *= shape[k]!;
  }
  return found ?? 0;
}

/** The matrices of an operand in a batch, with one step between them. */
function inBatch(functionName: string, a: GpuArray, batch: readonly number[]): { array: GpuArray; step: number } {
  const lead = a.ndim - 2;
  const steps = broadcastSteps(a.shape.slice(0, lead), a.steps.slice(0, lead), batch);
  const step = batchStep(batch, steps);
  if (step !== null) return { array: a, step };
  const spread = a.strided([...batch, ...a.shape.slice(lead)], [...steps, ...a.steps.slice(lead)], a.offset);
  const array = spread.copied(functionName);
  return { array, step: a.shape[lead]! * a.shape[lead + 1]! };
}

/** Two views that make up an array along an axis. */
function halves(a: GpuArray, axis: number): GpuArray[] {
  const middle = Math.floor(a.shape[axis]! / 2);
  const part = (from: number, to: number): GpuArray => {
    const shape = a.shape.map((length, k) => (k === axis ? to - from : length));
    return a.strided(shape, a.steps, a.offset + from * a.steps[axis]!);
  };
  return [part(0, middle), part(middle, a.shape[axis]!)];
}

/**
 * The matrix product, as NumPy's `matmul`: the last two axes are matrices, those before broadcast; arrays of one axis are a
 * row on the left and a column on the right.
 */
export function matrixProduct(functionName: string, device: GpuDevice, x1: GpuArray, x2: GpuArray): GpuArray {
  if (x1.ndim === 0 || x2.ndim === 0) {
    throw new ValueError(`${functionName}: Input operand ${x1.ndim === 0 ? 0 : 1} does not have enough dimensions`);
  }
  const left = x1.ndim === 1 ? x1.strided([1, x1.shape[0]!], [0, x1.steps[0]!], x1.offset) : x1;
  const right = x2.ndim === 1 ? x2.strided([x2.shape[0]!, 1], [x2.steps[0]!, 0], x2.offset) : x2;
  const m = left.shape[left.ndim - 2]!;
  const k = left.shape[left.ndim - 1]!;
  const n = right.shape[right.ndim - 1]!;
  if (right.shape[right.ndim - 2] !== k) {
    throw new ValueError(
      `${functionName}: Input operand 1 has a mismatch in its core dimension 0, with shapes ` +
        `${shapeText(x1.shape)} and ${shapeText(x2.shape)} (size ${right.shape[right.ndim - 2]} is different from ${k})`,
    );
  }
  const info = onDevice(promoteInfo(x1.info, x2.info));
  if (info.kind === 'b')
    throw new DTypeError(`${functionName}: of booleans is not available on a device; use astype('int32')`);
  const output = info as DTypeInfo<typeof info.name>;
  const batch = broadcastShapes(left.shape.slice(0, -2), right.shape.slice(0, -2));
  const shape = [...batch, ...(x1.ndim === 1 ? [] : [m]), ...(x2.ndim === 1 ? [] : [n])];
  const batches = sizeOf(batch);
  if (sizeOf(shape) === 0 || k === 0) {
    return new GpuArray(device, output, device.upload(functionName, new Float32Array(sizeOf(shape))), shape);
  }
  const [maxColumns, maxRows, maxBatches] = device.driver.maxThreads;
  const parts = (axis: number, x: GpuArray, y: GpuArray): GpuArray => {
    // More threads than the device runs at once: two halves, side by side.
    const product = (one: GpuArray, other: GpuArray): GpuArray => matrixProduct(functionName, device, one, other);
    const [first, second] =
      axis === -1
        ? halves(y, y.ndim - 1).map((half) => product(x, half))
        : axis === -2
          ? halves(x, x.ndim - 2).map((half) => product(half, y))
          : halves(x, 0).map((half, k) => product(half, halves(y, 0)[k]!));
    const whole = concatenate(functionName, device, [first, second], { axis });
    first!.free();
    second!.free();
    return new GpuArray(device, output, whole.buffer, shape);
  };
  if (n > maxColumns) return parts(-1, left, right);
  if (m > maxRows) return parts(-2, left, right);
  if (batches > maxBatches) {
    const spread = (x: GpuArray): GpuArray => {
      const to = [...batch, ...x.shape.slice(-2)];
      const seen = x.strided(to, broadcastSteps(x.shape, x.steps, to), x.offset);
      return reshape(seen, [batches, ...x.shape.slice(-2)]);
    };
    return parts(0, spread(left), spread(right));
  }
  const a = inBatch(functionName, left, batch);
  const b = inBatch(functionName, right, batch);
  const integers = output !== (DTYPES.float32 as DTypeInfo);
  const rank = batches === 1 ? 2 : 3;
  const tile = tileFor(device.driver.mode, m, n);
  const [rowA, stepA] = a.array.steps.slice(-2) as [number, number];
  const [rowB, columnB] = b.array.steps.slice(-2) as [number, number];
  const blocks = Math.floor(k / BLOCK);
  const args = [
    a.array.buffer,
    b.array.buffer,
    blocks,
    k - BLOCK * blocks,
    a.array.offset,
    rowA,
    stepA,
    b.array.offset,
    rowB,
    columnB,
    ...(rank === 3 ? [a.step, b.step] : []),
    ...(integers ? [NaN] : []),
  ];
  const threads = [n / COLUMNS[tile], m / ROWS[tile], batches].slice(0, rank);
  let buffer = device.launch(functionName, productProgram(tile, rank, integers), threads, args);
  if (tile === '2x2') {
    const tiles = buffer;
    buffer = device.launch(functionName, UNTILE, [n, m * batches], [tiles, n / 2]);
    device.memory.free(tiles);
  }
  if (a.array !== left) a.array.free();
  if (b.array !== right) b.array.free();
  return new GpuArray(device, output, buffer, shape);
}
