/**
 * In which order an einsum contracts its operands: NumPy's two strategies and its report. Greedy takes at each step the
 * pair that frees most memory, ties by cost; optimal tries every order of pairs (D. Smith and J. Gray, J. Open Source
 * Softw. 3, 2018). A step names the operands that it consumes; its result goes to the end of the list.
 */
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import type { ArrayLike } from '../core/arrayLike.js';
import { parseEinsum, type Contraction, type Sublist } from './einsumParse.js';

/** The operands that each step contracts, by position. */
export type Path = readonly (readonly number[])[];

/** How the order is chosen: `false` is one step, `true` greedy; a pair also limits the size of intermediate results. */
export type Optimize =
  | boolean
  | 'greedy'
  | 'optimal'
  | readonly ['greedy' | 'optimal', number]
  | readonly ['einsum_path', ...(readonly number[])[]];

type Labels = ReadonlySet<string>;

/** One contraction of some operands of a list. */
interface Step {
  /** The labels of the result. */
  readonly result: Labels;
  /** All labels of the operands. */
  readonly involved: Labels;
  /** Are labels summed over? */
  readonly sums: boolean;
  /** The operands afterwards, the result last. */
  readonly remaining: readonly Labels[];
}

/** Costs in the lengths that labels stand for. */
class Lengths {
  constructor(private readonly lengths: ReadonlyMap<string, number>) {}

  size(labels: Iterable<string>): number {
    let size = 1;
    for (const label of labels) size *= this.lengths.get(label)!;
    return size;
  }

  /** Operations to combine `terms` operands over all these labels. */
  flops(labels: Iterable<string>, sums: boolean, terms: number): number {
    return this.size(labels) * (Math.max(1, terms - 1) + (sums ? 1 : 0));
  }
}

function contractionOf(positions: readonly number[], inputs: readonly Labels[], output: Labels): Step {
  const involved = new Set<string>();
  const kept = new Set(output);
  const remaining: Labels[] = [];
  inputs.forEach((labels, k) => {
    const consumed = positions.includes(k);
    for (const label of labels) (consumed ? involved : kept).add(label);
    if (!consumed) remaining.push(labels);
  });
  const result = new Set([...involved].filter((label) => kept.has(label)));
  return { result, involved, sums: result.size < involved.size, remaining: [...remaining, result] };
}

const pairs = (n: number): [number, number][] => {
  const list: [number, number][] = [];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) list.push([i, j]);
  return list;
};
const everything = (n: number): number[] => Array.from({ length: n }, (_, k) => k);

function optimalPath(inputs: readonly Labels[], output: Labels, lengths: Lengths, limit: number): number[][] {
  interface Partial {
    readonly cost: number;
    readonly path: readonly (readonly number[])[];
    readonly operands: readonly Labels[];
  }
  const cheapest = (list: readonly Partial[]): Partial =>
    list.reduce((best, one) => (one.cost < best.cost ? one : best));
  let partials: Partial[] = [{ cost: 0, path: [], operands: inputs }];
  for (let left = inputs.length; left > 1; left--) {
    const next: Partial[] = [];
    for (const { cost, path, operands } of partials) {
      for (const pair of pairs(left)) {
        const step = contractionOf(pair, operands, output);
        if (lengths.size(step.result) > limit) continue;
        next.push({
          cost: cost + lengths.flops(step.involved, step.sums, 2),
          path: [...path, pair],
          operands: step.remaining,
        });
      }
    }
    if (next.length === 0) return [...cheapest(partials).path.map((step) => [...step]), everything(left)];
    partials = next;
  }
  return cheapest(partials).path.map((step) => [...step]);
}

function greedyPath(inputs: readonly Labels[], output: Labels, lengths: Lengths, limit: number): number[][] {
  if (inputs.length <= 2) return [everything(inputs.length)];
  const all = contractionOf(everything(inputs.length), inputs, output);
  const atOnce = lengths.flops(all.involved, all.sums, inputs.length);
  let operands = inputs;
  let spent = 0;
  interface Candidate {
    readonly pair: readonly [number, number];
    readonly freed: number;
    readonly cost: number;
  }
  const consider = (pair: readonly [number, number]): Candidate[] => {
    const step = contractionOf(pair, operands, output);
    const size = lengths.size(step.result);
    if (size > limit) return [];
    const freed = lengths.size(operands[pair[0]]!) + lengths.size(operands[pair[1]]!) - size;
    const cost = lengths.flops(step.involved, step.sums, 2);
    return spent + cost > atOnce ? [] : [{ pair, freed, cost }];
  };
  const meet = ([i, j]: readonly [number, number]): boolean =>
    [...operands[i]!].some((label) => operands[j]!.has(label));
  const path: number[][] = [];
  let fresh = pairs(inputs.length);
  let known: Candidate[] = [];
  while (operands.length > 1) {
    known.push(...fresh.filter(meet).flatMap(consider));
    // Nothing shares a label any more: outer products.
    if (known.length === 0) known = pairs(operands.length).flatMap(consider);
    if (known.length === 0) {
      path.push(everything(operands.length));
      break;
    }
    const best = known.reduce((a, b) => (b.freed > a.freed || (b.freed === a.freed && b.cost < a.cost) ? b : a));
    const [x, y] = best.pair;
    const moved = (k: number): number => k - (k > x ? 1 : 0) - (k > y ? 1 : 0);
    known = known
      .filter(({ pair }) => !pair.includes(x) && !pair.includes(y))
      .map((one) => ({ ...one, pair: [moved(one.pair[0]), moved(one.pair[1])] as const }));
    operands = contractionOf(best.pair, operands, output).remaining;
    path.push([x, y]);
    spent += best.cost;
    fresh = everything(operands.length - 1).map((k) => [k, operands.length - 1]);
  }
  return path;
}

function checkedPath(functionName: string, steps: Path, count: number): number[][] {
  let left = count;
  for (const step of steps) {
    if (
      !Array.isArray(step) ||
      step.length === 0 ||
      step.some((k) => !Number.isInteger(k) || k < 0 || k >= left) ||
      new Set(step).size !== step.length
    ) {
      throw new ValueError(
        `${functionName}: ${describe(step)} is no step of a path over ${left} operands; a step lists the positions to contract`,
      );
    }
    left -= step.length - 1;
  }
  if (left !== 1) throw new ValueError(`${functionName}: the path leaves ${left} operands, it must leave one`);
  return steps.map((step) => [...step]);
}

/**
 * The steps of a contraction under NumPy's option `optimize`.
 *
 * @throws DTypeError for what is no option, ValueError for a path that does not fit
 */
export function pathOf(functionName: string, { inputs, output, lengths }: Contraction, optimize: Optimize): number[][] {
  const count = inputs.length;
  let strategy: unknown = optimize;
  let limit: number | undefined;
  if (Array.isArray(optimize)) {
    if (optimize[0] === 'einsum_path') return checkedPath(functionName, optimize.slice(1) as unknown as Path, count);
    if (optimize.length === 2 && typeof optimize[0] === 'string' && typeof optimize[1] === 'number') {
      strategy = optimize[0];
      limit = Math.trunc(optimize[1]);
    }
  }
  if (strategy === true) strategy = 'greedy';
  if (strategy !== false && strategy !== 'greedy' && strategy !== 'optimal') {
    throw new DTypeError(
      `${functionName}: optimize must be false, true, 'greedy', 'optimal', one of these with a size, or ['einsum_path', ...steps], got ${describe(optimize)}`,
    );
  }
  const sets = inputs.map((labels) => new Set(labels));
  const outputs = new Set(output);
  const labels = new Set(inputs.join(''));
  if (strategy === false || count <= 2 || [...labels].every((label) => outputs.has(label))) return [everything(count)];
  const costs = new Lengths(lengths);
  limit ??= Math.max(...[...inputs, output].map((term) => costs.size(term)));
  return strategy === 'optimal' ? optimalPath(sets, outputs, costs, limit) : greedyPath(sets, outputs, costs, limit);
}

/** A number as C's `%.3e` prints it. */
function scientific(value: number): string {
  return value.toExponential(3).replace(/e([+-])(\d)$/, 'e$10$2');
}

/**
 * The order in which `einsum` would contract its operands, and a report on it.
 *
 * @param operands - subscripts and arrays, or arrays and lists of labels; last, if wanted, `{ optimize }`, `'greedy'` by default
 * @returns the path, for `einsum`'s option `optimize`, and the report
 * @throws ValueError for subscripts that do not fit
 * @example
 * const [path] = np.einsumPath('ij,jk,kl->il', np.ones([2, 2]), np.ones([2, 5]), np.ones([5, 2]), { optimize: 'greedy' });
 * path; // ['einsum_path', [1, 2], [0, 1]]
 */
export function einsumPath(
  ...operands: (string | ArrayLike | Sublist | { optimize?: Optimize })[]
): [path: ['einsum_path', ...number[][]], report: string] {
  const [args, options] = splitOptions<{ optimize?: Optimize }>(operands);
  checkOptions('einsumPath', options, ['optimize']);
  const contraction = parseEinsum('einsumPath', args);
  const path = pathOf('einsumPath', contraction, options.optimize ?? 'greedy');
  return [['einsum_path', ...path], report(contraction, path)];
}

/** Arguments apart from a last one that is an options object. */
export function splitOptions<O extends object>(args: readonly unknown[]): [unknown[], O] {
  const last = args[args.length - 1];
  const options = typeof last === 'object' && last !== null && Object.getPrototypeOf(last) === Object.prototype;
  return options ? [args.slice(0, -1), last as O] : [[...args], {} as O];
}

function report({ inputs, output, lengths }: Contraction, path: Path): string {
  const costs = new Lengths(lengths);
  const outputs = new Set(output);
  const labels = new Set(inputs.join(''));
  let terms = [...inputs];
  let largest = 0;
  let scaling = 0;
  let flops = 1;
  const lines = path.map((step, i) => {
    const found = contractionOf(
      step,
      terms.map((term) => new Set(term)),
      outputs,
    );
    flops += costs.flops(found.involved, found.sums, step.length);
    scaling = Math.max(scaling, found.involved.size);
    largest = Math.max(largest, costs.size(found.result));
    const order = [...step].sort((a, b) => b - a);
    const consumed = order.map((k) => terms[k]!);
    const result =
      i === path.length - 1
        ? output
        : [...found.result].sort((a, b) => lengths.get(a)! - lengths.get(b)! || (a < b ? -1 : 1)).join('');
    terms = [...terms.filter((_, k) => !step.includes(k)), result];
    const remaining = terms.length <= 20 ? `${terms.join(',')}->${output}` : '...';
    return `\n${String(found.involved.size).padStart(4)}    ${`${consumed.join(',')}->${result}`.padStart(24)} ${remaining.padStart(40)}`;
  });
  const summing = inputs.reduce((sum, term) => sum + new Set(term).size, 0) > labels.size;
  const naive = costs.flops(labels, summing, inputs.length);
  const rule = '-'.repeat(74);
  return (
    `  Complete contraction:  ${inputs.join(',')}->${output}\n` +
    `         Naive scaling:  ${labels.size}\n` +
    `     Optimized scaling:  ${scaling}\n` +
    `      Naive FLOP count:  ${scientific(naive)}\n` +
    `  Optimized FLOP count:  ${scientific(flops)}\n` +
    `   Theoretical speedup:  ${(naive / flops).toFixed(3)}\n` +
    `  Largest intermediate:  ${scientific(largest)} elements\n` +
    `${rule}\n${'scaling'.padStart(6)} ${'current'.padStart(24)} ${'remaining'.padStart(40)}\n${rule}${lines.join('')}`
  );
}
