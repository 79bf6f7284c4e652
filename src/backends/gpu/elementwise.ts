/** Element-wise kernels: from an expression and operands to one launch. */
import type { DTypeInfo } from '../../core/dtype.js';
import type { Expr } from '../../core/expression.js';
import { broadcastSteps, sizeOf, stepsC } from '../../core/shape.js';
import { planLoops } from '../single/iteration.js';
import type { StridedView } from '../backend.js';
import type { GpuDevice, LaunchArgument } from './device.js';
import type { Program } from './driver.js';
import type { RenderTarget } from './intrinsics.js';
import type { DeviceBuffer } from './memory.js';
import { Renderer } from './render.js';
import { walkText, type Division, type Layout } from './walk.js';

/** An operand: an array as it lies in a buffer, or a number. */
export interface Operand {
  readonly info: DTypeInfo;
  readonly buffer: DeviceBuffer | null;
  readonly shape: readonly number[];
  readonly steps: readonly number[];
  readonly offset: number;
  /** The number, where there is no buffer. */
  readonly value: number;
}

/** What a kernel computes. */
export interface Computation {
  /** A name that no other computation has. */
  readonly id: string;
  readonly result: Expr;
  readonly output: DTypeInfo;
}

/** How operands are read in one launch. */
export interface Walk {
  readonly layouts: readonly Layout[];
  readonly axes: number;
  readonly division: Division;
  /** Buffers and numbers first, then block sizes, then offsets and steps: as `walkText` names them. */
  readonly args: readonly LaunchArgument[];
}

/** Whole numbers up to this are exact in float32. */
export const EXACT = 2 ** 24;

/** How a device divides whole numbers below `largest`. */
export function divisionOf(device: GpuDevice, largest: number): Division {
  const { mode } = device.driver;
  if (mode === 'cpu') return 'plain';
  return mode === 'webasm' && largest < EXACT ? 'plain' : 'corrected';
}

/** Plan how operands are read at every index of `shape`, in C order. */
export function planWalk(device: GpuDevice, shape: readonly number[], operands: readonly Operand[]): Walk {
  const none = { info: operands[0]!.info, storage: null as never, offset: 0 };
  const views: StridedView[] = [{ ...none, steps: stepsC(shape) }];
  for (const one of operands) {
    views.push({ ...none, steps: one.buffer ? broadcastSteps(one.shape, one.steps, shape) : shape.map(() => 0) });
  }
  const plan = planLoops(shape, views, 0);
  const axes = Math.max(plan.shape.length, 1);
  const layouts = operands.map((one, j): Layout => {
    if (!one.buffer) return 'value';
    const steps = plan.steps[j + 1]!;
    if (steps.every((step) => step === 0)) return 'still';
    if (axes === 1 && steps[0] === 1) return one.offset === 0 ? 'flat' : 'offset';
    return 'strided';
  });
  // Where everything else is flat the axes do not matter; an operand that is C-ordered over several axes is flat too.
  const contiguous = stepsC(plan.shape);
  operands.forEach((one, j) => {
    if (layouts[j] === 'strided' && plan.steps[j + 1]!.every((step, k) => step === contiguous[k])) {
      (layouts as Layout[])[j] = one.offset === 0 ? 'flat' : 'offset';
    }
  });
  const args: LaunchArgument[] = operands.map((one) => one.buffer ?? one.value);
  const strided = layouts.includes('strided');
  if (strided) for (let k = 0; k < axes - 1; k++) args.push(contiguous[k]!);
  operands.forEach((one, j) => {
    const layout = layouts[j]!;
    if (layout !== 'value' && layout !== 'flat') args.push(one.offset);
    if (layout === 'strided') args.push(...plan.steps[j + 1]!);
  });
  return { layouts, axes: strided ? axes : 1, division: divisionOf(device, sizeOf(shape)), args };
}

/** Where a device's expressions are rendered for. */
export function targetOf(device: GpuDevice): RenderTarget {
  const { mode } = device.driver;
  return { exactMath: mode === 'cpu' ? 'all' : mode === 'webasm', functions: new Map(), constants: new Set() };
}

/** The least and largest value of a dtype that a device holds exactly; null for float32. */
export function exactRange(info: DTypeInfo): readonly [number, number] | null {
  if (info.kind === 'f') return null;
  if (info.kind === 'b') return [0, 1];
  const bits = 8 * info.itemsize;
  if (bits > 24) return [-EXACT, EXACT];
  return info.kind === 'u' ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
}

/**
 * Statements that return a result, and `nan` instead where it left its dtype's exact range or came from such a value:
 * reading the array then tells of it.
 */
export function guardedReturn(
  target: RenderTarget,
  text: string,
  output: DTypeInfo,
  inputs: readonly DTypeInfo[],
  operands: readonly string[],
): string[] {
  const conditions = operands.filter((_, j) => inputs[j]!.kind !== 'f').map((name) => `${name} >= -16777216.0`);
  const range = exactRange(output);
  const lines: string[] = [];
  let value = text;
  if (range && output.kind !== 'b') {
    lines.push(`const result0 = ${text};`);
    value = 'result0';
    conditions.push(`result0 >= ${range[0]}.0`, `result0 <= ${range[1]}.0`);
  }
  if (conditions.length === 0) return [...lines, `return ${value};`];
  target.constants.add('nan');
  return [...lines, `return ${conditions.join(' && ')} ? ${value} : nan;`];
}

/** The values of the constants that a program takes besides. */
export function constantArguments(target: RenderTarget): number[] {
  return [...target.constants].sort().map((name) => (name === 'inf' ? Infinity : NaN));
}

const programs = new Map<string, { program: Program; constants: number[] }>();

/** Queue `computation.result(operands...)` at every index of `shape`; the result is a fresh buffer, or all of `into`. */
export function launchElementwise(
  functionName: string,
  device: GpuDevice,
  computation: Computation,
  shape: readonly number[],
  operands: readonly Operand[],
  into?: DeviceBuffer,
): DeviceBuffer {
  const size = sizeOf(shape);
  if (size === 0) return into ?? device.memory.allocate(functionName, 0);
  const walk = planWalk(device, shape, operands);
  const exact = targetOf(device).exactMath;
  const key = [
    'map',
    computation.id,
    computation.output.char,
    operands.map((one) => one.info.char).join(''),
    walk.layouts.join(),
    walk.axes,
    walk.division,
    String(exact),
  ].join(' ');
  let made = programs.get(key);
  if (!made) {
    const target = targetOf(device);
    const text = walkText(walk.layouts, walk.axes, walk.division, 'this.thread.x');
    const names = operands.map((_, j) => `v${j}`);
    const inputs = operands.map((one) => one.info);
    const renderer = new Renderer(target, names, inputs);
    const value = renderer.number(computation.result);
    const end = guardedReturn(target, value, computation.output, inputs, names);
    const loads = text.elements.map((element, j) => `const v${j} = ${element};`);
    const constants = [...target.constants].sort();
    made = {
      program: {
        key,
        args: [...text.args, ...constants.map((name) => [name, 'Float'] as const)],
        body: [...text.lines, ...loads, ...renderer.lines, ...end].join('\n'),
        functions: [...text.functions, ...target.functions.values()],
        rank: 1,
        width: 1,
      },
      constants: constantArguments(target),
    };
    programs.set(key, made);
  }
  return device.launch(functionName, made.program, [size], [...walk.args, ...made.constants], into);
}
