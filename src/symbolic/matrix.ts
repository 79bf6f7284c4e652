/** Matrices of expressions. */
import { DTypeError, ValueError, describe } from '../core/errors.js';
import { simplify } from './algebra.js';
import { diff, expand, subs } from './calculus.js';
import { Expr, MINUS_ONE, ONE, ZERO, expr, isZero, power, product, sum, type ExprLike } from './expr.js';
import { latex, toText } from './print.js';

/**
 * A matrix of expressions.
 *
 * @example
 * new Matrix([['a', 'b'], ['c', 'd']]).det(); // a*d - b*c
 */
export class Matrix {
  readonly rows: readonly (readonly Expr[])[];

  constructor(rows: readonly (readonly ExprLike[])[] | readonly ExprLike[]) {
    if (!Array.isArray(rows) || rows.length === 0) throw new DTypeError(`Matrix: expected rows, got ${describe(rows)}`);
    const list = (
      Array.isArray(rows[0]) ? rows : (rows as readonly ExprLike[]).map((e) => [e])
    ) as readonly (readonly ExprLike[])[];
    const width = list[0]!.length;
    if (list.some((row) => row.length !== width))
      throw new ValueError(`Matrix: rows have ${list.map((row) => row.length).join(', ')} entries`);
    this.rows = list.map((row) => row.map(expr));
  }

  /** Rows and columns. */
  get shape(): [number, number] {
    return [this.rows.length, this.rows[0]!.length];
  }
  get T(): Matrix {
    return new Matrix(this.rows[0]!.map((_, j) => this.rows.map((row) => row[j]!)));
  }
  at(i: number, j: number): Expr {
    const found = this.rows[i]?.[j];
    if (found === undefined)
      throw new ValueError(`Matrix: there is no entry (${i}, ${j}) in a matrix of shape (${this.shape.join(', ')})`);
    return found;
  }
  map(f: (e: Expr, i: number, j: number) => ExprLike): Matrix {
    return new Matrix(this.rows.map((row, i) => row.map((e, j) => f(e, i, j))));
  }
  private same(name: string, other: Matrix): void {
    if (other.shape.join() !== this.shape.join())
      throw new ValueError(`Matrix.${name}: shapes (${this.shape.join(', ')}) and (${other.shape.join(', ')}) differ`);
  }
  add(other: Matrix): Matrix {
    this.same('add', other);
    return this.map((e, i, j) => e.add(other.rows[i]![j]!));
  }
  sub(other: Matrix): Matrix {
    this.same('sub', other);
    return this.map((e, i, j) => e.sub(other.rows[i]![j]!));
  }
  /** Times a matrix or an expression. */
  mul(other: Matrix | ExprLike): Matrix {
    if (!(other instanceof Matrix)) {
      const factor = expr(other);
      return this.map((e) => e.mul(factor));
    }
    if (this.shape[1] !== other.shape[0])
      throw new ValueError(`Matrix.mul: shapes (${this.shape.join(', ')}) and (${other.shape.join(', ')}) do not fit`);
    return new Matrix(
      this.rows.map((row) => other.rows[0]!.map((_, j) => sum(row.map((e, k) => e.mul(other.rows[k]![j]!))))),
    );
  }
  private square(name: string): number {
    const [n, m] = this.shape;
    if (n !== m) throw new ValueError(`Matrix.${name}: the matrix must be square, it has shape (${n}, ${m})`);
    return n;
  }
  /** The determinant, by expansion along rows with subdeterminants kept. */
  det(): Expr {
    const n = this.square('det');
    let minors = new Map<string, Expr>([['', ONE]]);
    for (let i = n - 1; i >= 0; i--) {
      const next = new Map<string, Expr>();
      const choose = (from: number, taken: number[]): void => {
        if (taken.length === n - i) {
          const terms = taken.map((j, k) => {
            const rest = minors.get(taken.filter((other) => other !== j).join())!;
            return product([k % 2 ? MINUS_ONE : ONE, this.rows[i]![j]!, rest]);
          });
          next.set(taken.join(), expand(sum(terms)));
          return;
        }
        for (let j = from; j < n; j++) choose(j + 1, [...taken, j]);
      };
      choose(0, []);
      minors = next;
    }
    return minors.get(Array.from({ length: n }, (_, k) => k).join())!;
  }
  /** The inverse, by the adjugate. */
  inv(): Matrix {
    const n = this.square('inv');
    const d = this.det();
    if (isZero(simplify(d))) throw new ValueError('Matrix.inv: the matrix is not invertible, its determinant is 0');
    if (n === 1) return new Matrix([[power(d, MINUS_ONE)]]);
    return new Matrix(
      this.rows.map((_, i) =>
        this.rows.map((_r, j) => {
          const minor = new Matrix(this.rows.filter((_q, r) => r !== j).map((row) => row.filter((_e, c) => c !== i)));
          return simplify(product([(i + j) % 2 ? MINUS_ONE : ONE, minor.det(), power(d, MINUS_ONE)]));
        }),
      ),
    );
  }
  subs(from: ExprLike | readonly (readonly [ExprLike, ExprLike])[], to?: ExprLike): Matrix {
    return this.map((e) => subs(e, from, to));
  }
  diff(x: ExprLike): Matrix {
    return this.map((e) => diff(e, x));
  }
  simplify(): Matrix {
    return this.map((e) => simplify(e));
  }
  toString(): string {
    return `Matrix([${this.rows.map((row) => `[${row.map(toText).join(', ')}]`).join(', ')}])`;
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
  /** As LaTeX. */
  latex(): string {
    return `\\left[\\begin{matrix}${this.rows.map((row) => row.map(latex).join(' & ')).join('\\\\')}\\end{matrix}\\right]`;
  }
  /** The unit matrix. */
  static eye(n: number): Matrix {
    return new Matrix(
      Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_q, j) => (i === j ? ONE : ZERO))),
    );
  }
}

/** The gradient: a list of derivatives. */
export function gradient(e: ExprLike, variables: readonly ExprLike[]): Expr[] {
  return variables.map((x) => diff(e, x));
}

/** The matrix of second derivatives. */
export function hessian(e: ExprLike, variables: readonly ExprLike[]): Matrix {
  return new Matrix(variables.map((x) => variables.map((y) => diff(e, x, y))));
}

/** The matrix of derivatives of a list of expressions. */
export function jacobian(list: readonly ExprLike[], variables: readonly ExprLike[]): Matrix {
  return new Matrix(list.map((e) => variables.map((x) => diff(e, x))));
}
