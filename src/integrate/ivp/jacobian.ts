/**
 * The Jacobian df/dy of a right-hand side, given by the user or differenced, and the factored matrices made of it. Differences choose their
 * increments by what the last ones showed (D. E. Salane, Adaptive routines for forming Jacobians numerically, SAND86-1319, 1986).
 */
import { asNDArray, type ArrayLike } from '../../core/arrayLike.js';
import { DTYPES } from '../../core/dtype.js';
import { ValueError, shapeText } from '../../core/errors.js';
import type { NDArray } from '../../core/ndarray.js';
import { copyAs } from '../../ops/creation.js';
import { factorBanded, factorDense, type Factored, type Shift } from './shiftedLu.js';
import { copyState, stateArray, type Derivative, type Lanes, type StateDType } from './state.js';
import { patternOf, type JacobianSparsity, type Pattern } from './sparsity.js';
import { modulus } from './tolerances.js';

/** The Jacobian as users give it: a constant matrix or a function of t and y. */
export type JacobianLike<D extends StateDType = StateDType, A extends readonly unknown[] = []> =
  ArrayLike | ((t: number, y: NDArray<D>, ...args: A) => ArrayLike);

/** The Jacobian of a problem, at the place where it was last evaluated. */
export interface Jacobian {
  /** Does it change with t and y? */
  readonly varies: boolean;
  /** Evaluate it at (t, y), where f is the derivative. */
  evaluate(t: number, y: Float64Array, f: Float64Array): void;
  /** LU of `shift * I - J`. */
  factor(shift: Shift): Factored;
  /** The norm of J that belongs to the largest element of `weight * y`. */
  norm(weight: Float64Array): number;
}

/** What a Jacobian is made from. */
export interface JacobianSource {
  readonly functionName: string;
  readonly n: number;
  readonly lanes: Lanes;
  /** The right-hand side, not counted. */
  readonly fun: Derivative;
  readonly jac?: JacobianLike | null | undefined;
  readonly sparsity?: JacobianSparsity | null | undefined;
  /** Components are thought to be at least this large. */
  readonly threshold: Float64Array;
}

/** Make the Jacobian of a problem. */
export function makeJacobian(source: JacobianSource): Jacobian {
  const { jac, sparsity, functionName, n } = source;
  if (jac !== undefined && jac !== null) return given(source, jac);
  if (sparsity !== undefined && sparsity !== null)
    return new SparseDifferences(source, patternOf(functionName, sparsity, n));
  return new DenseDifferences(source);
}

/** By columns, from a matrix that the user gave. */
function readMatrix(source: JacobianSource, value: ArrayLike, out: Float64Array): void {
  const { n, lanes, functionName } = source;
  const matrix = asNDArray(functionName, value);
  const single = n === 1 && matrix.size === 1;
  if (!single && (matrix.ndim !== 2 || matrix.shape[0] !== n || matrix.shape[1] !== n)) {
    throw new ValueError(`${functionName}: jac must have shape (${n},${n}), got ${shapeText(matrix.shape)}`);
  }
  if (matrix.info.kind === 'c' && lanes === 1) {
    throw new ValueError(`${functionName}: jac is complex where the state is real; give a complex y0`);
  }
  out.set(copyAs(matrix, lanes === 1 ? DTYPES.float64 : DTYPES.complex128, 'F').storage as Float64Array);
}

function given(source: JacobianSource, jac: JacobianLike): Jacobian {
  const { n, lanes } = source;
  const values = new Float64Array(n * n * lanes);
  const constant = typeof jac !== 'function';
  if (constant) readMatrix(source, jac, values);
  return {
    varies: !constant,
    evaluate(t, y) {
      if (!constant) readMatrix(source, jac(t, stateArray(copyState(y), lanes, [n])), values);
    },
    factor: (shift) => factorDense(values, n, lanes, shift),
    norm: (weight) => denseNorm(values, n, lanes, weight),
  };
}

/** The largest of the rows' sums of moduli, each element weighed by its row's weight over its column's. */
function denseNorm(values: Float64Array, n: number, lanes: Lanes, weight: Float64Array): number {
  const sums = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) sums[i]! += (modulus(values, j * n + i, lanes) * weight[i]!) / weight[j]!;
  }
  return sums.reduce((a, b) => Math.max(a, b), 0);
}

const EPS = Number.EPSILON;
const REJECT = EPS ** 0.875;
const SMALL = EPS ** 0.75;
const BIG = EPS ** 0.25;
const LEAST_FACTOR = 1e3 * EPS;

/** What both kinds of differences share: the increments. */
abstract class Differences implements Jacobian {
  readonly varies = true;
  protected readonly n: number;
  protected readonly lanes: Lanes;
  protected readonly fun: Derivative;
  protected readonly factors: Float64Array;
  readonly #threshold: Float64Array;

  constructor(source: JacobianSource) {
    this.n = source.n;
    this.lanes = source.lanes;
    this.fun = source.fun;
    this.#threshold = source.threshold;
    this.factors = new Float64Array(this.n).fill(EPS ** 0.5);
  }

  abstract evaluate(t: number, y: Float64Array, f: Float64Array): void;
  abstract factor(shift: Shift): Factored;
  abstract norm(weight: Float64Array): number;

  /** The increment of component j for a factor: in the direction in which the component moves, exactly representable. */
  protected increment(j: number, factor: number, y: Float64Array, f: Float64Array): number {
    const at = j * this.lanes;
    const sign = f[at]! >= 0 ? 1 : -1;
    const scale = sign * Math.max(this.#threshold[j]!, modulus(y, j, this.lanes));
    const h = y[at]! + factor * scale - y[at]!;
    return h;
  }

  /** The first increment, raised until it is not lost. */
  protected firstIncrement(j: number, y: Float64Array, f: Float64Array): number {
    let h = this.increment(j, this.factors[j]!, y, f);
    // A component of 0 with a threshold of 0 has nothing to go by.
    for (let tries = 0; h === 0 && tries < 320; tries++) {
      this.factors[j]! *= 10;
      h = this.increment(j, this.factors[j]!, y, f);
    }
    return h === 0 ? EPS ** 0.5 : h;
  }

  /** Change the factor of a column after what its differences showed. */
  protected learn(j: number, difference: number, scale: number): void {
    if (difference < SMALL * scale) this.factors[j]! *= 10;
    if (difference > BIG * scale) this.factors[j]! *= 0.1;
    this.factors[j] = Math.max(this.factors[j]!, LEAST_FACTOR);
  }

  /** Does a column say too little, so that a larger increment should be tried? */
  protected tooSmall(difference: number, scale: number): boolean {
    return difference < REJECT * scale;
  }
}

/** The largest change in a column, and how large f is where it happens. */
interface Change {
  difference: number;
  scale: number;
}

class DenseDifferences extends Differences {
  readonly #values: Float64Array;
  readonly #moved: Float64Array;
  readonly #fMoved: Float64Array;

  constructor(source: JacobianSource) {
    super(source);
    this.#values = new Float64Array(this.n * this.n * this.lanes);
    this.#moved = new Float64Array(this.n * this.lanes);
    this.#fMoved = new Float64Array(this.n * this.lanes);
  }

  /** Difference one column into `into`. */
  #column(t: number, y: Float64Array, f: Float64Array, j: number, h: number, into: Float64Array): Change {
    const { n, lanes } = this;
    this.#moved.set(y);
    this.#moved[j * lanes]! += h;
    this.fun(t, this.#moved, this.#fMoved);
    let difference = -1;
    let row = 0;
    for (let i = 0; i < n * lanes; i++) into[i] = this.#fMoved[i]! - f[i]!;
    for (let i = 0; i < n; i++) {
      const size = modulus(into, i, lanes);
      if (size > difference) {
        difference = size;
        row = i;
      }
    }
    const scale = Math.max(modulus(f, row, lanes), modulus(this.#fMoved, row, lanes));
    for (let i = 0; i < n * lanes; i++) into[i]! /= h;
    return { difference, scale };
  }

  evaluate(t: number, y: Float64Array, f: Float64Array): void {
    const length = this.n * this.lanes;
    for (let j = 0; j < this.n; j++) {
      const column = this.#values.subarray(j * length, (j + 1) * length);
      let change = this.#column(t, y, f, j, this.firstIncrement(j, y, f), column);
      if (this.tooSmall(change.difference, change.scale)) {
        const factor = 10 * this.factors[j]!;
        const other = new Float64Array(length);
        const larger = this.#column(t, y, f, j, this.increment(j, factor, y, f), other);
        if (change.difference * larger.scale < larger.difference * change.scale) {
          this.factors[j] = factor;
          column.set(other);
          change = larger;
        }
      }
      this.learn(j, change.difference, change.scale);
    }
  }

  factor(shift: Shift): Factored {
    return factorDense(this.#values, this.n, this.lanes, shift);
  }

  norm(weight: Float64Array): number {
    return denseNorm(this.#values, this.n, this.lanes, weight);
  }
}

class SparseDifferences extends Differences {
  readonly #pattern: Pattern;
  readonly #values: Float64Array;

  constructor(source: JacobianSource, pattern: Pattern) {
    super(source);
    this.#pattern = pattern;
    this.#values = new Float64Array(pattern.rows.length * this.lanes);
  }

  /** Difference all columns of the groups in which a wanted column lies; `keep` gets each wanted column's changes. */
  #difference(
    t: number,
    y: Float64Array,
    f: Float64Array,
    h: Float64Array,
    wanted: (j: number) => boolean,
    keep: (j: number, change: Change, fMoved: Float64Array) => void,
  ): void {
    const { n, lanes } = this;
    const { starts, rows, groups, groupCount } = this.#pattern;
    const members: number[][] = Array.from({ length: groupCount }, () => []);
    for (let j = 0; j < n; j++) if (wanted(j)) members[groups[j]!]!.push(j);
    const moved = new Float64Array(n * lanes);
    const fMoved = new Float64Array(n * lanes);
    for (const columns of members) {
      if (columns.length === 0) continue;
      moved.set(y);
      for (const j of columns) moved[j * lanes]! += h[j]!;
      this.fun(t, moved, fMoved);
      for (const j of columns) {
        let difference = 0;
        let scale = 0;
        for (let k = starts[j]!; k < starts[j + 1]!; k++) {
          const i = rows[k]!;
          const size =
            lanes === 1
              ? Math.abs(fMoved[i]! - f[i]!)
              : Math.hypot(fMoved[2 * i]! - f[2 * i]!, fMoved[2 * i + 1]! - f[2 * i + 1]!);
          if (size > difference) {
            difference = size;
            scale = Math.max(modulus(f, i, lanes), modulus(fMoved, i, lanes));
          }
        }
        keep(j, { difference, scale }, fMoved);
      }
    }
  }

  evaluate(t: number, y: Float64Array, f: Float64Array): void {
    const { n, lanes } = this;
    const { starts, rows } = this.#pattern;
    const values = this.#values;
    const changes = new Array<Change>(n);
    const store = (j: number, h: number, fMoved: Float64Array): void => {
      for (let k = starts[j]!; k < starts[j + 1]!; k++) {
        const i = rows[k]!;
        for (let part = 0; part < lanes; part++) {
          values[k * lanes + part] = (fMoved[i * lanes + part]! - f[i * lanes + part]!) / h;
        }
      }
    };
    const h = Float64Array.from({ length: n }, (_, j) => this.firstIncrement(j, y, f));
    this.#difference(
      t,
      y,
      f,
      h,
      () => true,
      (j, change, fMoved) => {
        changes[j] = change;
        store(j, h[j]!, fMoved);
      },
    );
    const weak = (j: number): boolean => this.tooSmall(changes[j]!.difference, changes[j]!.scale);
    const again = Array.from({ length: n }, (_, j) => weak(j));
    if (again.includes(true)) {
      const larger = Float64Array.from({ length: n }, (_, j) => this.increment(j, 10 * this.factors[j]!, y, f));
      this.#difference(
        t,
        y,
        f,
        larger,
        (j) => again[j]!,
        (j, change, fMoved) => {
          const before = changes[j]!;
          if (before.difference * change.scale >= change.difference * before.scale) return;
          this.factors[j]! *= 10;
          changes[j] = change;
          store(j, larger[j]!, fMoved);
        },
      );
    }
    for (let j = 0; j < n; j++) this.learn(j, changes[j]!.difference, changes[j]!.scale);
  }

  factor(shift: Shift): Factored {
    const { n, lanes } = this;
    const { starts, rows, place, lower, upper } = this.#pattern;
    const width = lower + upper + 1;
    const values = new Float64Array(n * width * lanes);
    for (let j = 0; j < n; j++) {
      const column = place[j]!;
      for (let k = starts[j]!; k < starts[j + 1]!; k++) {
        const at = (column * width + upper + place[rows[k]!]! - column) * lanes;
        for (let part = 0; part < lanes; part++) values[at + part] = this.#values[k * lanes + part]!;
      }
    }
    const factored = factorBanded({ n, lower, upper, values }, lanes, shift);
    const parts = lanes === 2 || shift.im !== 0 ? 2 : 1;
    const ordered = new Float64Array(n * parts);
    return {
      solve(b) {
        for (let i = 0; i < n; i++)
          for (let part = 0; part < parts; part++) ordered[place[i]! * parts + part] = b[i * parts + part]!;
        factored.solve(ordered);
        for (let i = 0; i < n; i++)
          for (let part = 0; part < parts; part++) b[i * parts + part] = ordered[place[i]! * parts + part]!;
      },
    };
  }

  norm(weight: Float64Array): number {
    const { starts, rows } = this.#pattern;
    const sums = new Float64Array(this.n);
    for (let j = 0; j < this.n; j++) {
      for (let k = starts[j]!; k < starts[j + 1]!; k++) {
        const i = rows[k]!;
        sums[i]! += (modulus(this.#values, k, this.lanes) * weight[i]!) / weight[j]!;
      }
    }
    return sums.reduce((a, b) => Math.max(a, b), 0);
  }
}
