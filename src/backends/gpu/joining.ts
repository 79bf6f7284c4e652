/** Arrays put together. */
import type { DTypeInfo } from '../../core/dtype.js';
import { DTypeError, ValueError, describe, shapeText } from '../../core/errors.js';
import { promoteInfo } from '../../core/promotion.js';
import { normalizeAxis, sizeOf } from '../../core/shape.js';
import { GpuArray, type GpuDType } from './array.js';
import type { GpuDevice } from './device.js';
import type { Program } from './driver.js';
import { divisionOf } from './elementwise.js';
import { checkArray, onDevice } from './operands.js';
import { expandDims } from './shaping.js';
import { divideFunctions, type Division } from './walk.js';

const programs = new Map<string, Program>();

/** Rows of `widthA` elements and rows of `widthB` elements, side by side. */
function besideProgram(division: Division): Program {
  const known = programs.get(division);
  if (known) return known;
  const row =
    division === 'corrected'
      ? 'divide(this.thread.x, widthA + widthB)'
      : 'Math.floor(this.thread.x / (widthA + widthB))';
  const program: Program = {
    key: `beside ${division}`,
    args: [
      ['a', 'Array'],
      ['b', 'Array'],
      ['offsetA', 'Integer'],
      ['offsetB', 'Integer'],
      ['widthA', 'Integer'],
      ['widthB', 'Integer'],
    ],
    // Both places lie within their arrays, whichever is taken.
    body: `let row = 0; row++; row = ${row};
let column = 0; column++; column = this.thread.x - row * (widthA + widthB);
let left = 0; left++; left = column;
let right = 0; right++; right = column - widthA;
if (column < widthA) { right = 0; } else { left = 0; }
const x = a[offsetA + row * widthA + left];
const y = b[offsetB + row * widthB + right];
return column < widthA ? x : y;`,
    functions: division === 'corrected' ? divideFunctions() : [],
    rank: 1,
    width: 1,
  };
  programs.set(division, program);
  return program;
}

function beside(functionName: string, a: GpuArray, b: GpuArray, axis: number): GpuArray {
  if (a.size === 0 && b.size === 0) return a;
  const shape = a.shape.map((n, k) => (k === axis ? n + b.shape[axis]! : n));
  if (a.size === 0) return b.strided(shape, b.steps, b.offset);
  if (b.size === 0) return a.strided(shape, a.steps, a.offset);
  const { device } = a;
  const [left, right] = [a.packed(functionName), b.packed(functionName)];
  const inner = sizeOf(shape.slice(axis + 1));
  const size = sizeOf(shape);
  const widths = [a.shape[axis]! * inner, b.shape[axis]! * inner];
  const args = [left.buffer, right.buffer, left.offset, right.offset, ...widths];
  const buffer = device.launch(functionName, besideProgram(divisionOf(device, size)), [size], args);
  if (left !== a) left.free();
  if (right !== b) right.free();
  return new GpuArray(device, a.info, buffer, shape);
}

function checkedList(functionName: string, device: GpuDevice, arrays: unknown): GpuArray[] {
  if (!Array.isArray(arrays))
    throw new DTypeError(`${functionName}: expected a list of arrays, got ${describe(arrays)}`);
  if (arrays.length === 0) throw new ValueError(`${functionName}: need at least one array to ${functionName}`);
  return (arrays as unknown[]).map((one) => checkArray(functionName, device, one));
}

/** Arrays one after another along an axis. */
export function concatenate(
  functionName: string,
  device: GpuDevice,
  arrays: unknown,
  options: { axis?: number } = {},
): GpuArray {
  const list = checkedList(functionName, device, arrays);
  const [first] = list as [GpuArray, ...GpuArray[]];
  if (first.ndim === 0) throw new ValueError(`${functionName}: zero-dimensional arrays cannot be concatenated`);
  const axis = normalizeAxis(functionName, options.axis ?? 0, first.ndim);
  for (const one of list) {
    if (one.ndim !== first.ndim || one.shape.some((n, k) => k !== axis && n !== first.shape[k])) {
      throw new ValueError(
        `${functionName}: all the input array dimensions except for the concatenation axis must match exactly, ` +
          `got shapes ${shapeText(first.shape)} and ${shapeText(one.shape)} for axis ${axis}`,
      );
    }
  }
  const info = onDevice(list.map((one) => one.info as DTypeInfo).reduce(promoteInfo)) as DTypeInfo<GpuDType>;
  // Neighbours are joined pairwise, so that every element is copied a few times only.
  let parts: GpuArray[] = list;
  while (parts.length > 1) {
    const joined: GpuArray[] = [];
    for (let i = 0; i < parts.length; i += 2) {
      joined.push(i + 1 < parts.length ? beside(functionName, parts[i]!, parts[i + 1]!, axis) : parts[i]!);
    }
    const kept = new Set([...list, ...joined].map((one) => one.buffer));
    for (const one of parts) if (!kept.has(one.buffer)) one.free();
    parts = joined;
  }
  const [whole] = parts as [GpuArray];
  const own = list.some((one) => one.buffer === whole.buffer) ? whole.copied(functionName) : whole;
  return new GpuArray(device, info, own.buffer, own.shape, own.steps, own.offset);
}

/** Arrays of one shape side by side along a new axis. */
export function stack(device: GpuDevice, arrays: unknown, options: { axis?: number } = {}): GpuArray {
  const list = checkedList('stack', device, arrays);
  const [first] = list as [GpuArray, ...GpuArray[]];
  for (const one of list) {
    if (shapeText(one.shape) !== shapeText(first.shape)) {
      throw new ValueError(
        `stack: all input arrays must have the same shape, got ${shapeText(first.shape)} and ${shapeText(one.shape)}`,
      );
    }
  }
  const axis = normalizeAxis('stack', options.axis ?? 0, first.ndim + 1);
  return concatenate(
    'stack',
    device,
    list.map((one) => expandDims(one, axis)),
    { axis },
  );
}
