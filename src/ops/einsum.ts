/**
 * Einstein summation. Operands are contracted in pairs: labels that only one of them has and nobody wants are summed
 * first, then what both have is multiplied as one batched matrix product, or element by element where no label is summed.
 */
import type { ArrayLike } from '../core/arrayLike.js';
import {
  DTYPES,
  dtype as dtypeInfo,
  type DType,
  type DTypeInfo,
  type DTypeLike,
  type ResolveDType,
} from '../core/dtype.js';
import { DTypeError, ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import { NDArray, emptyArray, type Item } from '../core/ndarray.js';
import { canCastInfo, promoteInfo, type Casting } from '../core/promotion.js';
import { sameShape } from '../core/shape.js';
import { backend } from '../backends/backend.js';
import { mergeAxes, permuted, reshapedC } from './axisGroups.js';
import { asDType, copyAs } from './creation.js';
import { parseEinsum, type Contraction, type Sublist } from './einsumParse.js';
import { pathOf, splitOptions, type Optimize } from './einsumPath.js';
import { plainIfScalar } from './matmul.js';
import { add, multiply } from './ufuncs/arithmetic.js';
import { reduce } from './ufuncs/fold.js';
import { tableOf } from './ufuncs/make.js';

/** Options of `einsum`. */
export interface EinsumOptions<T extends DTypeLike = DTypeLike> {
  /** Write the result here instead of into a fresh array. */
  out?: NDArray | null;
  /** Compute in, and return, this dtype; by default the one in which the operands meet. */
  dtype?: T;
  /** Layout of a fresh result; C by default. */
  order?: 'C' | 'F' | 'A' | 'K';
  /** Which conversions of operands and result are allowed; `'safe'` by default. */
  casting?: Casting;
  /**
   * The order of contraction: `'greedy'`, `'optimal'`, or a path from `einsumPath`. Three operands and more are contracted
   * in pairs in any case; `false` (the default) and `true` leave the order to the library, which takes the greedy one.
   */
  optimize?: Optimize;
}

/** An operand on its way: every label once. */
interface Term {
  readonly array: NDArray;
  readonly labels: string;
}

/** The axes of repeated labels drawn together: a diagonal view. */
function distinct(array: NDArray, labels: string): Term {
  const unique = [...new Set(labels)];
  if (unique.length === labels.length) return { array, labels };
  const shape = unique.map((label) => array.shape[labels.indexOf(label)]!);
  const steps = unique.map((label) =>
    array.steps.reduce((sum, step, k) => (labels[k] === label ? sum + step : sum), 0),
  );
  return { array: array.strided(shape, steps, array.offset), labels: unique.join('') };
}

/** The term without some labels: axes of length 1 are dropped, others summed over. */
function without(term: Term, labels: readonly string[]): Term {
  if (labels.length === 0) return term;
  const { array } = term;
  const axes = labels.map((label) => term.labels.indexOf(label));
  const rest = [...array.shape.keys()].filter((k) => !axes.includes(k));
  const labelsLeft = rest.map((k) => term.labels[k]!).join('');
  const long = axes.filter((k) => array.shape[k] !== 1);
  if (long.length === 0) return { array: permuted(array, rest), labels: labelsLeft };
  const options = { axis: axes, keepdims: false, dtype: array.dtype };
  return { array: reduce(tableOf(add), 'einsum', array, options) as NDArray, labels: labelsLeft };
}

/** Two terms contracted to one with the labels `kept`, in an order of its own. */
function contractPair(a: Term, b: Term, kept: ReadonlySet<string>): Term {
  // An axis of length 1 that broadcasts against a longer one is no axis.
  const single = (one: Term, other: Term): string[] =>
    [...one.labels].filter((label, k) => {
      const j = other.labels.indexOf(label);
      return one.array.shape[k] === 1 && j >= 0 && other.array.shape[j] !== 1;
    });
  [a, b] = [without(a, single(a, b)), without(b, single(b, a))];
  a = without(
    a,
    [...a.labels].filter((label) => !kept.has(label) && !b.labels.includes(label)),
  );
  b = without(
    b,
    [...b.labels].filter((label) => !kept.has(label) && !a.labels.includes(label)),
  );
  const shared = [...a.labels].filter((label) => b.labels.includes(label));
  const summed = shared.filter((label) => !kept.has(label));
  const batch = shared.filter((label) => kept.has(label));
  const [onlyA, onlyB] = [
    [...a.labels].filter((label) => !shared.includes(label)),
    [...b.labels].filter((label) => !shared.includes(label)),
  ];
  const labels = [...batch, ...onlyA, ...onlyB].join('');
  if (summed.length === 0)
    return { array: multiply(aligned(a, labels), aligned(b, labels), { order: 'C' }) as NDArray, labels };

  const axesOf = (term: Term, list: readonly string[]): number[] => list.map((label) => term.labels.indexOf(label));
  const left = mergeAxes(a.array, [
    ...batch.map((label) => [a.labels.indexOf(label)]),
    axesOf(a, onlyA),
    axesOf(a, summed),
  ]);
  const right = mergeAxes(b.array, [
    ...batch.map((label) => [b.labels.indexOf(label)]),
    axesOf(b, summed),
    axesOf(b, onlyB),
  ]);
  const nb = batch.length;
  const lengths = left.shape.slice(0, nb);
  const [m, k, n] = [left.shape[nb]!, left.shape[nb + 1]!, right.shape[nb + 1]!];
  const out = emptyArray(left.info, [...lengths, m, n]);
  backend().matmul(lengths, m, k, n, left, right, out);
  const shape = [
    ...lengths,
    ...axesOf(a, onlyA).map((axis) => a.array.shape[axis]!),
    ...axesOf(b, onlyB).map((axis) => b.array.shape[axis]!),
  ];
  return { array: reshapedC(out, shape), labels };
}

/** A term's axes in the order of `labels`, with axes of length 1 for those that it does not have. */
function aligned({ array, labels: own }: Term, labels: string): NDArray {
  const axes = [...labels].map((label) => own.indexOf(label));
  return array.strided(
    axes.map((k) => (k < 0 ? 1 : array.shape[k]!)),
    axes.map((k) => (k < 0 ? 0 : array.steps[k]!)),
    array.offset,
  );
}

/** Carry out a contraction in the dtype of its operands. */
function evaluate(
  contraction: Contraction,
  operands: readonly NDArray[],
  path: readonly (readonly number[])[],
): NDArray {
  const { output } = contraction;
  let terms = contraction.inputs.map((labels, k) => distinct(operands[k]!, labels));
  for (const step of path) {
    const rest = terms.filter((_, k) => !step.includes(k));
    const outside = new Set([...output, ...rest.flatMap((term) => [...term.labels])]);
    const group = step.map((k) => terms[k]!);
    let term = group[0]!;
    for (let i = 1; i < group.length; i++) {
      const kept = new Set([...outside, ...group.slice(i + 1).flatMap((one) => [...one.labels])]);
      term = contractPair(term, group[i]!, kept);
    }
    terms = [...rest, term];
  }
  const last = terms[0]!;
  const kept = without(
    last,
    [...last.labels].filter((label) => !output.includes(label)),
  );
  return aligned(kept, output);
}

/** What `einsum` gives: an array, or the plain value where no label is left. */
type Summed<T extends DTypeLike> = Item<ResolveDType<T>>;

/**
 * Einstein summation: multiply operands along axes with the same label and sum over labels that the result does not have.
 *
 * @param subscripts - labels of each operand's axes, as `'ij,jk->ik'`; `...` stands for axes that broadcast. Without `->` the
 *   result has the labels that come once, in alphabetical order. Or give operands and lists of labels in turn:
 *   `einsum(a, [0, 1], b, [1, 2], [0, 2])`
 * @param operands - array_like, then, if wanted, an object with `out`, `dtype`, `casting`, `optimize`
 * @returns an array, a view where nothing is to be computed (a transpose, a diagonal); the plain value when no axis is left
 * @throws ValueError for subscripts that do not fit the operands
 * @example
 * np.einsum('ij,jk->ik', [[1, 2], [3, 4]], [[0, 1], [1, 0]]).toArray(); // [[2, 1], [4, 3]]
 * np.einsum('ii', [[1, 2], [3, 4]]); // 5
 */
export function einsum<D extends DType>(
  subscripts: string,
  ...operands: [...ArrayLike[], EinsumOptions & { out: NDArray<D> }]
): NDArray<D>;
export function einsum<T extends DTypeLike>(
  subscripts: string,
  ...operands: [...ArrayLike[], EinsumOptions<T> & { dtype: T }]
): Summed<T>;
export function einsum<D extends DType>(subscripts: string, ...operands: NDArray<D>[]): Summed<D>;
export function einsum(subscripts: string, ...operands: (ArrayLike | EinsumOptions)[]): Item;
export function einsum(...operandsAndLabels: (ArrayLike | Sublist | EinsumOptions)[]): Item;
export function einsum(...args: unknown[]): unknown {
  const [given, options] = splitOptions<EinsumOptions>(args);
  checkOptions('einsum', options, ['out', 'dtype', 'order', 'casting', 'optimize']);
  const { out, dtype, order = 'K', casting = 'safe', optimize = false } = options;
  const contraction = parseEinsum('einsum', given);
  const { operands, output, lengths } = contraction;
  const meet = operands.map(({ info }) => info as DTypeInfo).reduce(promoteInfo);
  const info = dtype === undefined ? meet : (dtypeInfo(dtype) as DTypeInfo);
  for (const operand of operands) {
    if (!canCastInfo(operand.info, info, casting)) {
      throw new DTypeError(
        `einsum: Cannot cast operand from dtype('${operand.dtype}') to dtype('${info.name}') according to the rule '${casting}'`,
      );
    }
  }
  const shape = [...output].map((label) => lengths.get(label)!);
  if (out !== undefined && out !== null) {
    if (!(out instanceof NDArray)) throw new DTypeError(`einsum: out must be an NDArray, got ${describe(out)}`);
    out.mustBeWriteable('einsum');
    if (!sameShape(out.shape, shape))
      throw new ValueError(`einsum: out has shape ${shapeText(out.shape)}, the result has ${shapeText(shape)}`);
    if (!canCastInfo(info, out.info, casting)) {
      throw new DTypeError(
        `einsum: Cannot cast result from dtype('${info.name}') to dtype('${out.dtype}') according to the rule '${casting}'`,
      );
    }
  }
  // Sums of halves are kept in single precision.
  const inside: DTypeInfo =
    info === DTYPES.float16 && (operands.length > 1 || output.length < operands[0]!.ndim) ? DTYPES.float32 : info;
  const arrays = operands.map((operand) => asDType('einsum', operand, inside));
  const strategy = typeof optimize === 'boolean' && operands.length > 2 ? 'greedy' : optimize;
  let result = evaluate(contraction, arrays, pathOf('einsum', contraction, strategy));
  if (out) {
    // The result may be a view of an operand that `out` shows too.
    backend().copy(shape, arrays.includes(result) || result.base ? copyAs(result, result.info) : result, out);
    return out;
  }
  if (result.info !== info) result = copyAs(result, info);
  if (order === 'F' || (order === 'C' && !result.isC)) result = copyAs(result, info, order);
  return plainIfScalar(result);
}
