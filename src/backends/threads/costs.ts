/**
 * What work takes, so that only work that repays it is shared out: estimates from a kernel's expression to begin with,
 * then what this machine needed.
 */
import { isComplexExpr, type ComplexCall, type Expr } from '../../core/expression.js';
import type { Kernel } from '../backend.js';
import { loopNumber, nativeLibrary } from '../native/kernels/library.js';

/** Nanoseconds of one operation and one call of a function, before anything was measured. */
const OPERATION = 0.3;
const CALL = 10;
const BASE = 0.7;
const BIGINT_FACTOR = 15;

const learned = new WeakMap<Kernel, number>();

function estimate(kernel: Kernel): number {
  let sum = BASE;
  const seen = new Set<Expr | ComplexCall>();
  const visit = (node: Expr | ComplexCall): void => {
    if (seen.has(node)) return;
    seen.add(node);
    switch (node.kind) {
      case 'op':
        sum += OPERATION;
        node.args.forEach(visit);
        break;
      case 'call':
        sum += node.fn === 'sqrt' ? 2 * OPERATION : CALL;
        node.args.forEach(visit);
        break;
      case 'part':
        visit(node.of);
        break;
      case 'complexCall':
        sum += 3 * CALL;
        node.args.forEach(visit);
        break;
    }
  };
  for (const result of kernel.results) {
    if (isComplexExpr(result)) {
      visit(result.re);
      visit(result.im);
    } else visit(result);
  }
  return kernel.inputs.some((info) => info.domain === 'bigint') ? sum * BIGINT_FACTOR : sum;
}

/** Nanoseconds that one element of a kernel takes on one thread. */
export function costOf(kernel: Kernel): number {
  let cost = learned.get(kernel);
  if (cost === undefined) learned.set(kernel, (cost = estimate(kernel)));
  return cost;
}

function isCompiled(kernel: Kernel): boolean {
  const library = nativeLibrary();
  return library !== undefined && loopNumber(library, kernel) >= 0;
}

/** Learn from a measurement: `elements` took `milliseconds` on one thread. */
export function learn(kernel: Kernel, elements: number, milliseconds: number): void {
  if (elements === 0) return;
  const measured = (milliseconds * 1e6) / elements;
  const before = costOf(kernel);
  // Compiled loops need no warming up, and what slows them is memory fresh from the system, which is no work that threads share.
  if (isCompiled(kernel)) return void learned.set(kernel, Math.min(before, measured));
  // Disturbances only ever make it slower: fall quickly, rise slowly.
  learned.set(kernel, measured < before ? (before + measured) / 2 : before + Math.min(measured - before, before) * 0.1);
}
