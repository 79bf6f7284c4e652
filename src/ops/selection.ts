/** Elements chosen by conditions: where, select, choose, compress, extract, piecewise. */
import type { ArrayOf } from '../core/ndarray.js';
import { asNDArray, isScalarLike, type ArrayLike, type DTypeOf, type ScalarLike } from '../core/arrayLike.js';
import { DTYPES, type DType, type DTypeInfo } from '../core/dtype.js';
import { ValueError, checkOptions, shapeText } from '../core/errors.js';
import { arg, complexArg, select as selectExpr, type ComplexExpr, type Expr } from '../core/expression.js';
import { flatNonzero } from '../core/nonzero.js';
import { NDArray, emptyArray, zerosArray } from '../core/ndarray.js';
import { broadcastShapes } from '../core/shape.js';
import { backend, type Kernel, type StridedView } from '../backends/backend.js';
import { chooseFlat } from '../backends/single/choosing.js';
import { wrapIndices, type IndexMode } from '../backends/single/positions.js';
import { packed, putOut } from './axes.js';
import { spreadOver } from './broadcasting.js';
import { copyAs } from './creation.js';
import { indexArray } from './integerArguments.js';
import { ravelArray } from './reshaping.js';
import { meetArrays } from './resultType.js';
import { nonzero } from './searching.js';
import { checkMode, takeFrom } from './taking.js';
import { maskArray, stretched } from './ufuncs/call.js';
import { equal } from './ufuncs/logic.js';
import type { Meet } from './ufuncs/types.js';

const kernels = new Map<DTypeInfo, Kernel>();

/** `condition ? a : b` for a dtype. */
function choosingKernel(info: DTypeInfo): Kernel {
  let kernel = kernels.get(info);
  if (!kernel) {
    const condition = arg(0);
    const [a, b] = [complexArg(1), complexArg(2)];
    const result: Expr | ComplexExpr =
      info.lanes === 2
        ? { re: selectExpr(condition, a.re, b.re), im: selectExpr(condition, a.im, b.im) }
        : selectExpr(condition, arg(1), arg(2));
    kernel = {
      id: `where:${info.char}`,
      inputs: [DTYPES.bool, info, info],
      outputs: [info],
      results: [result],
      cheap: true,
      associative: false,
    };
    kernels.set(info, kernel);
  }
  return kernel;
}

/** A float16 view as its bits, which move without being decoded. */
function bits({ storage, offset, steps }: StridedView): StridedView {
  return { info: DTYPES.uint16, storage, offset, steps };
}

/** `result = mask ? a : b` where all of them lie without gaps, or `a` or `b` is one element; false where they do not. */
function chosenFlat(mask: NDArray, a: NDArray, b: NDArray, result: NDArray): boolean {
  if (!mask.isC || mask.size !== result.size) return false;
  const serves = (one: NDArray): boolean => one.size === 1 || (one.isC && one.size === result.size);
  if (!serves(a) || !serves(b)) return false;
  const [x, y] = [a, b].map((one) => (one.info === result.info ? one : copyAs(one, result.info))) as [NDArray, NDArray];
  chooseFlat(result.size, mask, x, x.size === 1, y, y.size === 1, result);
  return true;
}

/** A condition as an array of dtype bool. */
function conditionArray(functionName: string, condition: ArrayLike): NDArray {
  const array = asNDArray(functionName, condition);
  return array.info === DTYPES.bool ? array : copyAs(array, DTYPES.bool);
}

/**
 * The elements of `x` where a condition is true, of `y` elsewhere; with the condition alone, where it is true.
 *
 * @param condition - array_like; what is not 0 is true
 * @param x - array_like
 * @param y - array_like; all three are broadcast
 * @returns a fresh array of the dtype in which `x` and `y` meet; with one argument what `nonzero` gives
 * @throws ValueError when only one of `x` and `y` is given, or the shapes do not fit
 * @example
 * const a = np.array([-1, 2, -3]);
 * np.where(np.greater(a, 0), a, 0).toArray(); // [0, 2, 0]
 * np.where(np.greater(a, 0))[0].toArray(); // [1]
 */
export function where(condition: ArrayLike): NDArray<'int32'>[];
export function where<X extends ArrayLike, Y extends ArrayLike>(condition: ArrayLike, x: X, y: Y): ArrayOf<Meet<X, Y>>;
export function where(condition: ArrayLike, x?: ArrayLike, y?: ArrayLike): NDArray | NDArray[] {
  if (x === undefined && y === undefined) return nonzero(condition);
  if (x === undefined || y === undefined)
    throw new ValueError('where: either both or neither of x and y should be given');
  const mask = conditionArray('where', condition);
  const { arrays, info } = meetArrays('where', [x, y]);
  const shape = broadcastShapes(mask.shape, arrays[0]!.shape, arrays[1]!.shape);
  const result = emptyArray(info, shape);
  if (result.size === 0) return result;
  if (chosenFlat(mask, arrays[0]!, arrays[1]!, result)) return result;
  const raw = info === DTYPES.float16 && arrays.every((one) => one.info === info);
  const [a, b, c] = [stretched(arrays[0]!, shape), stretched(arrays[1]!, shape), result].map((view) =>
    raw ? bits(view) : view,
  ) as [StridedView, StridedView, StridedView];
  backend().elementwise(choosingKernel(raw ? DTYPES.uint16 : info), shape, [stretched(mask, shape), a, b], [c]);
  return result;
}

/**
 * For every element the choice that belongs to the first condition that is true.
 *
 * @param condlist - boolean arrays
 * @param choicelist - array_likes, one for each condition
 * @param options - `default`: the value where no condition is true, 0
 * @throws ValueError when the lists differ in length or are empty, DTypeError when a condition is not boolean
 * @example
 * const x = np.array([-1, 4, 12]);
 * np.select([np.less(x, 0), np.greater(x, 9)], [0, 9], { default: 5 }).toArray(); // [0, 5, 9]
 */
export function select(
  condlist: readonly ArrayLike[],
  choicelist: readonly ArrayLike[],
  options: { default?: ArrayLike } = {},
): NDArray {
  checkOptions('select', options, ['default']);
  if (condlist.length !== choicelist.length) {
    throw new ValueError(
      `select: list of cases must be same length as list of conditions, got ${choicelist.length} and ${condlist.length}`,
    );
  }
  if (condlist.length === 0) throw new ValueError('select: with an empty condition list is not possible');
  const masks = condlist.map((one) => maskArray('select', one));
  const { arrays, info } = meetArrays('select', [...choicelist, options.default ?? 0]);
  const shape = broadcastShapes(...masks.map((one) => one.shape), ...arrays.map((one) => one.shape));
  const result = emptyArray(info, shape);
  backend().copy(shape, stretched(arrays[arrays.length - 1]!, shape), result);
  for (let i = masks.length - 1; i >= 0; i--) {
    backend().copy(shape, stretched(arrays[i]!, shape), result, stretched(masks[i]!, shape));
  }
  return result;
}

/** Options of `choose`. */
export interface ChooseOptions {
  /** Write the result here. */
  out?: NDArray | null;
  /** What becomes of a number for which there is no choice: an error (`'raise'`), counted round, or the nearest one. */
  mode?: IndexMode;
}

/** See `choose`; also behind `a.choose`. */
export function chooseFrom(
  a: ArrayLike,
  choices: readonly ArrayLike[] | NDArray,
  options: ChooseOptions = {},
): NDArray {
  checkOptions('choose', options, ['out', 'mode']);
  const mode = checkMode('choose', options.mode ?? 'raise');
  const list = choices instanceof NDArray ? [...choices.rows()] : [...choices];
  if (list.length === 0) throw new ValueError('choose: at least one choice is required');
  const { arrays, info } = meetArrays('choose', list);
  const given = packed(indexArray('choose', 'a', a));
  const numbers = emptyArray(DTYPES.int32, given.shape);
  const bad = wrapIndices(given.data, list.length, mode, numbers.data);
  // A negative number counts from the end nowhere else than in indices.
  const wrong = mode === 'raise' ? (bad >= 0 ? bad : given.data.findIndex((n) => n < 0)) : -1;
  if (wrong >= 0) {
    throw new ValueError(
      `choose: invalid entry in choice array: ${given.data[wrong]}, there are ${list.length} choices`,
    );
  }
  const shape = broadcastShapes(numbers.shape, ...arrays.map((one) => one.shape));
  const result = emptyArray(info, shape);
  arrays.forEach((one, k) => {
    const mask = equal(numbers, k) as NDArray;
    backend().copy(shape, stretched(one, shape), result, stretched(mask, shape));
  });
  return putOut('choose', result, options.out);
}

/**
 * For every element the one of several arrays that a number picks.
 *
 * @param a - integers, array_like: which of the choices
 * @param choices - a list of array-likes, or an array, whose rows are the choices
 * @param options - `out`, `mode`
 * @throws ValueError when a number picks no choice under mode raise, or the shapes do not fit
 * @example
 * np.choose([1, 0], [[10, 20], [30, 40]]).toArray(); // [30, 20]
 */
export function choose<A extends ArrayLike>(
  a: ArrayLike,
  choices: readonly A[] | ArrayOf<DTypeOf<A>>,
  options?: ChooseOptions,
): ArrayOf<DTypeOf<A>> {
  return chooseFrom(a, choices, options) as unknown as ArrayOf<DTypeOf<A>>;
}

/** Options of `compress`. */
export interface CompressOptions {
  /** The axis; by default the flattened array. */
  axis?: number | null;
  /** Write the result here. */
  out?: NDArray | null;
}

/** See `compress`; also behind `a.compress`. */
export function compressArray<D extends DType>(
  condition: ArrayLike,
  a: NDArray<D>,
  options: CompressOptions = {},
): NDArray<D> {
  checkOptions('compress', options, ['axis', 'out']);
  const mask = conditionArray('compress', condition);
  if (mask.ndim !== 1)
    throw new ValueError(`compress: condition must be a 1-d array, got shape ${shapeText(mask.shape)}`);
  return takeFrom(a, flatNonzero(mask), { axis: options.axis, out: options.out });
}

/**
 * The subarrays along an axis where a condition is true; what the condition is too short for is left out.
 *
 * @param condition - array_like of one axis
 * @param a - array_like
 * @param options - `axis` (by default the flattened array), `out`
 * @throws IndexError when the condition is true past the end
 * @example
 * np.compress([false, true], [[1, 2], [3, 4]], { axis: 0 }).toArray(); // [[3, 4]]
 */
export function compress<A extends ArrayLike>(
  condition: ArrayLike,
  a: A,
  options?: CompressOptions,
): ArrayOf<DTypeOf<A>> {
  return compressArray(condition, asNDArray('compress', a), options) as unknown as ArrayOf<DTypeOf<A>>;
}

/**
 * The elements where a condition is true, along one axis.
 *
 * @param condition - array_like; what is not 0 is true
 * @param arr - array_like of the same size
 * @throws IndexError when the condition is true past the end
 * @example
 * np.extract([true, false, true], [1, 2, 3]).toArray(); // [1, 3]
 */
export function extract<A extends ArrayLike>(condition: ArrayLike, arr: A): ArrayOf<DTypeOf<A>> {
  const places = flatNonzero(conditionArray('extract', condition));
  return takeFrom(ravelArray(asNDArray('extract', arr)), places) as unknown as ArrayOf<DTypeOf<A>>;
}

/** What `piecewise` computes on a piece: a plain value, or a function of the elements there. */
export type Piece<D extends DType> = ScalarLike | ((x: NDArray<D>, ...args: unknown[]) => ArrayLike);

/**
 * A function defined by pieces: each is evaluated on the elements where its condition is true.
 *
 * @param x - array_like
 * @param condlist - boolean arrays of the shape of `x` (or one of them)
 * @param funclist - one function or plain value for each condition, and perhaps one more for everywhere else
 * @param args - handed to the functions after the elements
 * @returns an array of the dtype of `x`; zero where no condition is true
 * @throws ValueError when the lists do not fit together
 * @example
 * const x = np.array([-2, 3]);
 * np.piecewise(x, [np.less(x, 0), np.greaterEqual(x, 0)], [(v) => np.negative(v), (v) => v]).toArray(); // [2, 3]
 */
export function piecewise<A extends ArrayLike>(
  x: A,
  condlist: ArrayLike | readonly ArrayLike[],
  funclist: readonly Piece<DTypeOf<A>>[],
  ...args: unknown[]
): ArrayOf<DTypeOf<A>> {
  const source = asNDArray('piecewise', x);
  const alone =
    condlist instanceof NDArray
      ? condlist.ndim === 0 || (condlist.ndim === 1 && source.ndim > 0)
      : !Array.isArray(condlist) || (isScalarLike(condlist[0]) && source.ndim > 0);
  const conditions = (
    alone ? [condlist] : condlist instanceof NDArray ? [...condlist.rows()] : condlist
  ) as ArrayLike[];
  const masks = conditions.map((one) => {
    const mask = conditionArray('piecewise', one);
    if (broadcastShapes(mask.shape, source.shape).some((n, k) => n !== source.shape[k])) {
      throw new ValueError(
        `piecewise: condition of shape ${shapeText(mask.shape)} does not fit x of shape ${shapeText(source.shape)}`,
      );
    }
    return copyAs(spreadOver(mask, source.shape), DTYPES.bool);
  });
  const n = masks.length;
  if (funclist.length !== n && funclist.length !== n + 1) {
    throw new ValueError(
      `piecewise: with ${n} condition(s), either ${n} or ${n + 1} functions are expected, got ${funclist.length}`,
    );
  }
  if (funclist.length === n + 1) {
    const rest = zerosArray(DTYPES.bool, source.shape);
    const { storage } = rest;
    for (let i = 0; i < storage.length; i++) storage[i] = masks.some((mask) => mask.data[i] !== 0) ? 0 : 1;
    masks.push(rest);
  }
  const result = zerosArray(source.info, source.shape);
  const flat = ravelArray(result);
  masks.forEach((mask, k) => {
    const piece = funclist[k]!;
    const places = flatNonzero(mask);
    if (typeof piece !== 'function') {
      flat.set([places], piece);
      return;
    }
    if (places.size === 0) return;
    const value = piece(takeFrom(source, places) as unknown as NDArray<DTypeOf<A>>, ...args);
    flat.set([places], value);
  });
  return result as unknown as ArrayOf<DTypeOf<A>>;
}
