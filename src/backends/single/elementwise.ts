/**
 * Element-wise loops: one generated function per kernel, operand dtypes and layout, cached, so that V8 sees only one type
 * of array at every place.
 */
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import { sizeOf } from '../../core/shape.js';
import type { Kernel, StridedView } from '../backend.js';
import { nativeElementwise, nativeElementwiseFlat } from '../native/kernels/elementwise.js';
import { wasmElementwise, wasmElementwiseFlat } from '../wasm/elementary.js';
import { forEachOuter, planLoops } from './iteration.js';
import { Renderer } from './render.js';

/** Two nested loops: counts, then storage, offset, outer step and inner step of each operand. */
type Loop = (outer: number, inner: number, ...operands: (Storage | number)[]) => void;
/** One loop over operands that start at 0 and lie without gaps, or are one element. */
type FlatLoop = (n: number, ...storages: Storage[]) => void;

/** How an operand moves along the innermost axis: not at all, by neighbours, or by some step. */
const enum Motion {
  Still = 0,
  Next = 1,
  Step = 2,
}

const UNROLL = 8;
/** Edge of the tiles in which operands of opposite memory order are walked. */
const TILE = 64;

const loops = new WeakMap<Kernel, Map<number, Loop | FlatLoop>>();

function cacheOf(kernel: Kernel): Map<number, Loop | FlatLoop> {
  let cache = loops.get(kernel);
  if (!cache) loops.set(kernel, (cache = new Map()));
  return cache;
}

/** Storage of fewer slots than this is indexed in 32-bit integers, which the engine computes without checks. */
const INT_INDEX = 2 ** 30;

/** The loop of a kernel for operands of given dtypes and motions. */
function loopFor(kernel: Kernel, operands: readonly StridedView[], motions: number, masked: boolean): Loop {
  let key = motions;
  let wide = 0;
  for (let o = 0; o < operands.length; o++) {
    key = key * 16 + operands[o]!.info.num;
    if (operands[o]!.storage.length >= INT_INDEX) wide = 2;
  }
  key = key * 8 + (masked ? 4 : 0) + wide;
  const cache = cacheOf(kernel);
  let loop = cache.get(key) as Loop | undefined;
  if (!loop) {
    const infos = operands.map((o) => o.info);
    cache.set(key, (loop = renderLoop(kernel, infos, motions, masked, wide !== 0)));
  }
  return loop;
}

function renderLoop(
  kernel: Kernel,
  infos: readonly DTypeInfo[],
  motions: number,
  masked: boolean,
  wide: boolean,
): Loop {
  const renderer = new Renderer();
  const count = infos.length;
  const motion = (o: number): Motion => Math.floor(motions / 4 ** (count - 1 - o)) % 4;
  const int = (code: string): string => (wide ? `(${code})` : `(${code}|0)`);
  const parameters = ['n1', 'n0'];
  for (let o = 0; o < count; o++) parameters.push(`a${o}`, `o${o}`, `r${o}`, `s${o}`);
  const element = (k: number): string => {
    renderer.reset();
    const index = (o: number): string => (motion(o) === Motion.Next ? int(k ? `p${o}+i+${k}` : `p${o}+i`) : `p${o}`);
    const loads = kernel.inputs.map((to, o) => renderer.load(infos[o]!, to, `a${o}`, index(o)));
    const values = renderer.element(kernel, loads);
    let body = renderer.statements.join('');
    kernel.outputs.forEach((_, j) => {
      const o = kernel.inputs.length + j;
      body += renderer.store(values[j]!, infos[o]!, `a${o}`, index(o), kernel.outputs[j]);
    });
    if (masked) body = `if(a${count - 1}[${index(count - 1)}]!==0){${body}}`;
    for (let o = 0; o < count; o++) if (motion(o) === Motion.Step) body += `p${o}=${int(`p${o}+s${o}`)};`;
    return `{${body}}`;
  };
  const starts = infos.map((_, o) => `p${o}=${wide ? `o${o}+j*r${o}` : `(o${o}+Math.imul(j,r${o})|0)`}`).join(',');
  const steps = wide ? '' : infos.map((_, o) => `s${o}=s${o}|0;`).join('');
  let inner = 'let i=0;';
  if (kernel.cheap) {
    const several = Array.from({ length: UNROLL }, (_, k) => element(k)).join('');
    inner += `for(;i<m;i=i+${UNROLL}|0){${several}}`;
  }
  inner += `for(;i<n0;i=i+1|0)${element(0)}`;
  return renderer.compile<Loop>(
    parameters,
    `n0=n0|0;const m=n0-${UNROLL - 1}|0;${steps}for(let j=0;j<n1;j=j+1|0){let ${starts};${inner}}`,
  );
}

function renderFlat(kernel: Kernel, infos: readonly DTypeInfo[], still: readonly boolean[]): FlatLoop {
  const renderer = new Renderer();
  const parameters = ['n', ...infos.map((_, o) => `a${o}`)];
  // Operands of one element are read once, before the loop.
  const constants = kernel.inputs.map((to, o) => (still[o] ? renderer.load(infos[o]!, to, `a${o}`, '0') : undefined));
  const before = renderer.statements.join('');
  const element = (index: string): string => {
    renderer.reset();
    const loads = kernel.inputs.map((to, o) => constants[o] ?? renderer.load(infos[o]!, to, `a${o}`, index));
    const values = renderer.element(kernel, loads);
    let body = renderer.statements.join('');
    kernel.outputs.forEach((_, j) => {
      const o = kernel.inputs.length + j;
      body += renderer.store(values[j]!, infos[o]!, `a${o}`, index, kernel.outputs[j]);
    });
    return `{${body}}`;
  };
  let code = `${before}let i=0;`;
  if (kernel.cheap) {
    const steps = Array.from({ length: UNROLL }, (_, k) => element(k ? `i+${k}` : 'i')).join('');
    code += `const m=n-${UNROLL - 1};for(;i<m;i+=${UNROLL})${`{${steps}}`}`;
  }
  code += `for(;i<n;i++)${element('i')}`;
  return renderer.compile<FlatLoop>(parameters, code);
}

/** The part of a storage that holds `length` elements from `offset`; the storage itself where that is all of it. */
function span(view: StridedView, length: number): Storage {
  const { storage, offset } = view;
  if (offset === 0) return storage;
  const { lanes } = view.info;
  return storage.subarray(offset * lanes, (offset + length) * lanes) as Storage;
}

/**
 * The fast way for operands that all lie without gaps in the same order, or are one element.
 *
 * @param n - how many elements
 * @param stillMask - bit o set: operand o is one element for all
 */
export function elementwiseFlat(kernel: Kernel, n: number, operands: readonly StridedView[], stillMask: number): void {
  if (nativeElementwiseFlat(kernel, n, operands, stillMask)) return;
  if (wasmElementwiseFlat(kernel, n, operands, stillMask)) return;
  const count = operands.length;
  let key = stillMask + 1;
  for (let o = 0; o < count; o++) key = key * 16 + operands[o]!.info.num;
  key = key * 4 + 1;
  const cache = cacheOf(kernel);
  let loop = cache.get(key) as FlatLoop | undefined;
  if (!loop) {
    loop = renderFlat(
      kernel,
      operands.map((o) => o.info),
      operands.map((_, o) => ((stillMask >> o) & 1) === 1),
    );
    cache.set(key, loop);
  }
  if (count === 3) loop(n, span(operands[0]!, n), span(operands[1]!, n), span(operands[2]!, n));
  else if (count === 2) loop(n, span(operands[0]!, n), span(operands[1]!, n));
  else loop(n, ...operands.map((view) => span(view, n)));
}

/** See `Backend.elementwise`. */
export function elementwise(
  kernel: Kernel,
  shape: readonly number[],
  inputs: readonly StridedView[],
  outputs: readonly StridedView[],
  mask?: StridedView,
): void {
  const size = sizeOf(shape);
  if (size === 0) return;
  const operands = mask ? [...inputs, ...outputs, mask] : [...inputs, ...outputs];
  const plan = planLoops(shape, operands, inputs.length);
  const { length } = plan.shape;
  if (length <= 1 && !mask) {
    let still = 0;
    let flat = true;
    for (let o = 0; o < operands.length; o++) {
      const step = length === 0 ? (o < inputs.length ? 0 : 1) : plan.steps[o]![0]!;
      if (step === 0) {
        still += 2 ** o;
        if (o >= inputs.length && size > 1) flat = false;
      } else if (step !== 1) flat = false;
    }
    if (flat) return elementwiseFlat(kernel, size, operands, still);
  }
  if (nativeElementwise(kernel, size, plan, operands, mask !== undefined)) return;
  if (!mask && wasmElementwise(kernel, plan, operands)) return;
  const inner = length > 0 ? plan.shape[length - 1]! : 1;
  const outer = length > 1 ? plan.shape[length - 2]! : 1;
  let motions = 0;
  for (let o = 0; o < operands.length; o++) {
    const step = length > 0 ? plan.steps[o]![length - 1]! : 0;
    motions = motions * 4 + (step === 0 ? Motion.Still : step === 1 ? Motion.Next : Motion.Step);
  }
  const loop = loopFor(kernel, operands, motions, mask !== undefined);
  const innerSteps = operands.map((_, o) => (length > 0 ? plan.steps[o]![length - 1]! : 0));
  const outerSteps = operands.map((_, o) => (length > 1 ? plan.steps[o]![length - 2]! : 0));
  const crossed =
    outer > TILE &&
    inner > TILE &&
    operands.some((_, o) => Math.abs(innerSteps[o]!) > Math.abs(outerSteps[o]!) && outerSteps[o] !== 0);
  const args = new Array<Storage | number>(operands.length * 4);
  for (let o = 0; o < operands.length; o++) {
    args[4 * o] = operands[o]!.storage;
    args[4 * o + 2] = outerSteps[o]!;
    args[4 * o + 3] = innerSteps[o]!;
  }
  forEachOuter(
    plan,
    2,
    operands.map((view) => view.offset),
    (offsets) => {
      if (!crossed) {
        for (let o = 0; o < offsets.length; o++) args[4 * o + 1] = offsets[o]!;
        loop(outer, inner, ...args);
        return;
      }
      for (let j = 0; j < outer; j += TILE) {
        for (let i = 0; i < inner; i += TILE) {
          for (let o = 0; o < offsets.length; o++)
            args[4 * o + 1] = offsets[o]! + j * outerSteps[o]! + i * innerSteps[o]!;
          loop(Math.min(TILE, outer - j), Math.min(TILE, inner - i), ...args);
        }
      }
    },
  );
}
