/**
 * Running folds along an axis, by doubling: pass d adds to each element the one d places before it. After W. D. Hillis and
 * G. L. Steele, "Data parallel algorithms" (1986).
 */
import type { DTypeInfo } from '../../core/dtype.js';
import { DTYPES } from '../../core/dtype.js';
import { sizeOf } from '../../core/shape.js';
import { GpuArray, type GpuDType } from './array.js';
import type { Program } from './driver.js';
import { divisionOf } from './elementwise.js';
import { divideFunctions, type Division } from './walk.js';

const programs = new Map<string, Program>();

/** One pass over rows of `length` elements; the partner lies `shift` elements before. */
function passProgram(fold: 'sum' | 'prod', integers: boolean, division: Division): Program {
  const key = ['scan', fold, integers, division].join(' ');
  const known = programs.get(key);
  if (known) return known;
  const row = division === 'corrected' ? 'divide(this.thread.x, length)' : 'Math.floor(this.thread.x / length)';
  const lines = [
    `let row = 0; row++; row = ${row};`,
    'let before = 0; before++; before = this.thread.x - row * length - shift;',
    'let partner = 0; partner++; partner = this.thread.x;',
    'if (before >= 0) { partner = this.thread.x - shift; }',
    'const e = a[offset + this.thread.x];',
    'const p = a[offset + partner];',
    `const total = before >= 0 ? e ${fold === 'sum' ? '+' : '*'} p : e;`,
    integers ? 'return Math.abs(total) <= 16777216.0 ? total : nan;' : 'return total;',
  ];
  const program: Program = {
    key,
    args: [
      ['a', 'Array'],
      ['offset', 'Integer'],
      ['length', 'Integer'],
      ['shift', 'Integer'],
      ...(integers ? [['nan', 'Float'] as const] : []),
    ],
    body: lines.join('\n'),
    functions: division === 'corrected' ? divideFunctions() : [],
    rank: 1,
    width: 1,
  };
  programs.set(key, program);
  return program;
}

/** The running sums or products along one axis. */
export function scanAxis(
  functionName: string,
  a: GpuArray,
  fold: 'sum' | 'prod',
  axis: number,
  output: DTypeInfo<GpuDType>,
): GpuArray {
  const { device, shape, size } = a;
  const n = shape[axis]!;
  const source = n <= 1 ? a.copied(functionName) : a.packed(functionName);
  let { buffer, offset } = source;
  if (size > 0 && n > 1) {
    const inner = sizeOf(shape.slice(axis + 1));
    const integers = output !== (DTYPES.float32 as DTypeInfo);
    const program = passProgram(fold, integers, divisionOf(device, size));
    for (let shift = 1; shift < n; shift *= 2) {
      const args = [buffer, offset, n * inner, shift * inner, ...(integers ? [NaN] : [])];
      const next = device.launch(functionName, program, [size], args);
      if (buffer !== a.buffer) device.memory.free(buffer);
      buffer = next;
      offset = 0;
    }
  }
  return new GpuArray(device, output, buffer, shape);
}
