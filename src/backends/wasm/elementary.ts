/**
 * Elementary functions of float64 and float32 in WebAssembly (assembly/elementary.ts): a kernel that is one call of such a
 * function goes there, block by block, whatever its size, so that an element's value depends on nothing but the element.
 * What the vector code leaves (nan, infinities, huge arguments) is computed here by the scalar functions.
 */
import type { Storage } from '../../core/dtype.js';
import type { Kernel, StridedView } from '../backend.js';
import * as intrinsics from '../single/intrinsics.js';
import { forEachOuter, type LoopPlan } from '../single/iteration.js';
import { specialised } from '../single/specialise.js';
import { WasmModule, hasWebAssembly } from './module.js';
import { elementary } from './sources/elementary.js';

/** Numbers in a block: with its result it stays in the first-level cache. */
const BLOCK = 2048;
/** Fewer than this are copied one by one. */
const FEW = 32;

/** Writes y = fn(x), n numbers, and the places that are left to `list`; returns how many these are. */
type Evaluate = (n: number, x: number, y: number, list: number) => number;

const NAMES = new Set(
  ['exp', 'exp2', 'expm1', 'log', 'log2', 'log10', 'log1p', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh'].concat([
    'asin',
    'acos',
    'atan',
  ]),
);

/** The module with its blocks; nothing else uses it, so they stay where they are. */
interface Blocks {
  readonly exports: Record<string, unknown>;
  readonly x: number;
  readonly y: number;
  readonly list: number;
  readonly doubles: { readonly x: Float64Array; readonly y: Float64Array };
  readonly floats: { readonly x: Float32Array; readonly y: Float32Array };
  readonly places: Int32Array;
}

let blocks: Blocks | undefined;

function openBlocks(): Blocks {
  const module = new WasmModule<Record<string, unknown>>(elementary);
  return module.scratch((scratch, exports) => {
    const bytes = (BLOCK + 4) * 8;
    const [x, y, list] = [scratch.reserve(bytes), scratch.reserve(bytes), scratch.reserve(bytes)] as const;
    return {
      exports,
      x,
      y,
      list,
      doubles: { x: scratch.doubles(x, BLOCK), y: scratch.doubles(y, BLOCK) },
      floats: { x: scratch.floats(x, BLOCK), y: scratch.floats(y, BLOCK) },
      places: scratch.ints(list, BLOCK),
    };
  });
}

/** A kernel's function, on blocks of its dtype. */
interface Call {
  readonly x: Float64Array | Float32Array;
  readonly y: Float64Array | Float32Array;
  /** Compute the first n numbers of y from those of x. */
  compute(n: number): void;
}

const calls = new WeakMap<Kernel, Call | null>();

/** The function that a kernel calls, or null for any other kernel. */
function callOf(kernel: Kernel): Call | null {
  const known = calls.get(kernel);
  if (known !== undefined) return known;
  const call = findCall(kernel);
  calls.set(kernel, call);
  return call;
}

function findCall({ inputs, outputs, results }: Kernel): Call | null {
  const [result] = results;
  const info = inputs[0]!;
  if (inputs.length !== 1 || results.length !== 1 || outputs[0] !== info) return null;
  if (info.kind !== 'f' || info.itemsize < 4 || !result || !('kind' in result) || result.kind !== 'call') return null;
  const [argument] = result.args;
  if (!NAMES.has(result.fn) || result.args.length !== 1 || argument!.kind !== 'arg') return null;
  if (!hasWebAssembly()) return null;
  type Scalars = Readonly<Record<string, (x: number) => number>>;
  const scalar = (intrinsics as unknown as Scalars)[result.fn] ?? (Math as unknown as Scalars)[result.fn]!;
  blocks ??= openBlocks();
  const { x, y, list, places } = blocks;
  const double = info.itemsize === 8;
  const evaluate = blocks.exports[`${result.fn}${double ? 'Doubles' : 'Floats'}`] as Evaluate;
  const views = double ? blocks.doubles : blocks.floats;
  return {
    ...views,
    compute(n) {
      const left = evaluate(n, x, y, list);
      for (let i = 0; i < left; i++) {
        const place = places[i]!;
        views.y[place] = scalar(views.x[place]!);
      }
    },
  };
}

/** Are the elements plain numbers, which typed arrays convert in `set`? */
function isPlain({ info }: StridedView): boolean {
  return info.lanes === 1 && info.domain !== 'bigint' && info.name !== 'float16';
}

/** Can a call's operands be copied in and out? */
function fits(source: StridedView, target: StridedView): boolean {
  return isPlain(source) && target.info.kind === 'f' && target.info.itemsize >= 4;
}

/** See `Backend.elementwiseFlat`; false where the kernel is not one of these functions. */
export function wasmElementwiseFlat(
  kernel: Kernel,
  n: number,
  operands: readonly StridedView[],
  stillMask: number,
): boolean {
  if (kernel.cheap || operands.length !== 2) return false;
  const call = callOf(kernel);
  const [source, target] = operands as [StridedView, StridedView];
  if (!call || !fits(source, target)) return false;
  const { x, y } = call;
  const from = source.storage as Float64Array;
  const to = target.storage as Float64Array;
  if (stillMask & 1) {
    x[0] = from[source.offset]!;
    call.compute(1);
    to.fill(y[0]!, target.offset, target.offset + n);
    return true;
  }
  for (let start = 0; start < n; start += BLOCK) {
    const now = Math.min(BLOCK, n - start);
    const at = source.offset + start;
    if (now < FEW) for (let i = 0; i < now; i++) x[i] = from[at + i]!;
    else x.set(from.subarray(at, at + now));
    call.compute(now);
    const place = target.offset + start;
    if (now < FEW) for (let i = 0; i < now; i++) to[place + i] = y[i]!;
    else to.set(now === BLOCK ? y : y.subarray(0, now), place);
  }
  return true;
}

type Move = (
  storage: Storage,
  block: Storage,
  rows: number,
  columns: number,
  at: number,
  rowStep: number,
  step: number,
) => void;

const GATHER = `(a, block, rows, columns, at, rowStep, step) => {
  let k = 0;
  for (let j = 0; j < rows; j++) {
    let p = at + j * rowStep;
    for (let i = 0; i < columns; i++, p += step) block[k++] = a[p];
  }
}`;
const SCATTER = GATHER.replace('block[k++] = a[p]', 'a[p] = block[k++]');

/** See `Backend.elementwise`, of operands as planned; false where the kernel is not one of these functions. */
export function wasmElementwise(kernel: Kernel, plan: LoopPlan, operands: readonly StridedView[]): boolean {
  if (kernel.cheap || operands.length !== 2) return false;
  const call = callOf(kernel);
  const [source, target] = operands as [StridedView, StridedView];
  if (!call || !fits(source, target)) return false;
  const { shape, steps } = plan;
  const last = shape.length - 1;
  const inner = last >= 0 ? shape[last]! : 1;
  const outer = last >= 1 ? shape[last - 1]! : 1;
  const stepOf = (o: number, k: number): number => (k >= 0 ? steps[o]![k]! : 0);
  const columns = Math.min(inner, BLOCK);
  const rows = Math.max(1, Math.floor(BLOCK / columns));
  const gather = specialised<Move>(GATHER, source.info);
  const scatter = specialised<Move>(SCATTER, target.info);
  forEachOuter(plan, 2, [source.offset, target.offset], ([from, to]) => {
    for (let j = 0; j < outer; j += rows) {
      const high = Math.min(rows, outer - j);
      for (let i = 0; i < inner; i += columns) {
        const wide = Math.min(columns, inner - i);
        const at = (o: number, offset: number): number => offset + j * stepOf(o, last - 1) + i * stepOf(o, last);
        gather(source.storage, call.x, high, wide, at(0, from!), stepOf(0, last - 1), stepOf(0, last));
        call.compute(high * wide);
        scatter(target.storage, call.y, high, wide, at(1, to!), stepOf(1, last - 1), stepOf(1, last));
      }
    }
  });
  return true;
}
