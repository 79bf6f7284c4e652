/**
 * Writing into arrays. Kernels only make new buffers, so an assignment makes all of the target's buffer anew, its old
 * elements beside the new ones, and the array and all its views show the new one from their turn in the queue on.
 */
import { DTypeError, ValueError, shapeText } from '../../core/errors.js';
import { arg } from '../../core/expression.js';
import { broadcastShapes, broadcastSteps, sameShape } from '../../core/shape.js';
import type { GpuArray } from './array.js';
import type { LaunchArgument } from './device.js';
import type { Program } from './driver.js';
import { divisionOf, launchElementwise, type Operand } from './elementwise.js';
import { quotientFunctions, quotientText, whole } from './integers.js';
import type { Division } from './walk.js';

const programs = new Map<string, Program>();

/** Thread x of the buffer: the place of its element along each axis of the target, or the old value where it is not in it. */
function assignProgram(axes: number, plain: boolean, division: Division): Program {
  const key = ['assign', axes, plain, division].join(' ');
  const known = programs.get(key);
  if (known) return known;
  const names = Array.from({ length: axes }, (_, k) => [`n${k}`, `s${k}`, ...(plain ? [] : [`t${k}`])]).flat();
  const lines = ['const old = a[this.thread.x];', whole('inside', '1'), whole('r', 'this.thread.x - base')];
  lines.push('if (r < 0) { inside = 0; r = 0; }');
  if (!plain) lines.push(whole('place', 'from'));
  for (let k = 0; k < axes; k++) {
    lines.push(
      whole(`q${k}`, quotientText(division, 'r', `s${k}`)),
      `if (q${k} >= n${k}) { inside = 0; q${k} = 0; }`,
      `r = r - q${k} * s${k};`,
    );
    if (!plain) lines.push(`place = place + q${k} * t${k};`);
  }
  lines.push('if (r > 0) { inside = 0; }', plain ? 'const value = v;' : 'const value = v[place];');
  lines.push('return inside === 1 ? value : old;');
  const program: Program = {
    key,
    args: [
      ['a', 'Array'],
      ['v', plain ? 'Float' : 'Array'],
      ['base', 'Integer'],
      ...(plain ? [] : [['from', 'Integer'] as const]),
      ...names.map((name) => [name, 'Integer'] as const),
    ],
    body: lines.join('\n'),
    functions: quotientFunctions(division),
    rank: 1,
    width: 1,
  };
  programs.set(key, program);
  return program;
}

/** Is the array all of its buffer, in order? */
export function isWhole(a: GpuArray): boolean {
  return a.isC && a.offset === 0 && a.size === a.buffer.length;
}

/** Refuses arrays in which one element stands for several. */
export function mustBeWriteable(functionName: string, target: GpuArray): void {
  if (target.steps.some((step, k) => step === 0 && target.shape[k]! > 1)) {
    throw new ValueError(
      `${functionName}: assignment destination is read-only: a broadcast view shows one element in many places`,
    );
  }
}

/**
 * Put a value of the target's dtype, broadcast to its shape, into its elements.
 *
 * @param functionName - for messages
 * @param target - an array or a view, made of slices of a C-ordered array
 * @param value - what goes in
 */
export function assign(functionName: string, target: GpuArray, value: Operand): void {
  mustBeWriteable(functionName, target);
  let fits =
    value.shape.length <= target.ndim || value.shape.slice(0, value.shape.length - target.ndim).every((n) => n === 1);
  const shape = value.shape.slice(Math.max(0, value.shape.length - target.ndim));
  const steps = value.steps.slice(Math.max(0, value.shape.length - target.ndim));
  try {
    fits &&= sameShape(broadcastShapes(shape, target.shape), target.shape);
  } catch {
    fits = false;
  }
  if (!fits) {
    throw new ValueError(
      `${functionName}: could not broadcast input array from shape ${shapeText(value.shape)} into shape ${shapeText(target.shape)}`,
    );
  }
  if (target.size === 0) return;
  const { device, buffer } = target;
  const given: Operand = {
    ...value,
    shape,
    steps,
    info: value.info,
    buffer: value.buffer,
    offset: value.offset,
    value: value.value,
  };
  if (isWhole(target)) {
    const computation = { id: 'copy', result: arg(0), output: target.info };
    launchElementwise(functionName, device, computation, target.shape, [given], buffer);
    return;
  }
  const spread = broadcastSteps(shape, steps, target.shape);
  let base = target.offset;
  let from = value.offset;
  const axes = target.shape
    .map((n, k) => ({ n, s: target.steps[k]!, t: spread[k]! }))
    .filter(({ n }) => n > 1)
    .map(({ n, s, t }) => {
      if (s > 0) return { n, s, t };
      base += (n - 1) * s;
      from += (n - 1) * t;
      return { n, s: -s, t: -t };
    })
    .sort((x, y) => y.s - x.s);
  const plain = value.buffer === null;
  const args: LaunchArgument[] = [buffer, value.buffer ?? value.value, base];
  if (!plain) args.push(from);
  for (const { n, s, t } of axes) args.push(n, s, ...(plain ? [] : [t]));
  const program = assignProgram(axes.length, plain, divisionOf(device, buffer.length));
  device.launch(functionName, program, [buffer.length], args, buffer);
}

/** Refuses an assignment of floats to integers where numbers would lose their fraction unseen. */
export function checkWholeNumber(functionName: string, target: GpuArray, value: unknown): void {
  if (typeof value === 'number' && target.info.kind !== 'f' && target.info.kind !== 'b' && !Number.isInteger(value)) {
    throw new DTypeError(`${functionName}: ${value} would lose its fraction in an array of ${target.dtype}`);
  }
}
