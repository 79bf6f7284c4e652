/**
 * What an element-wise function computes, as data: a small tree over its arguments. A backend renders it (to JavaScript,
 * to a GPU kernel, to C); later renderers may fuse or differentiate it. No expression holds a loop.
 *
 * A node that is used twice is shared, so that a renderer computes it once. Nodes are plain objects and can be sent to
 * a worker.
 */

/** Operations with one rendering per domain (number, integer, bigint). Comparisons and logic give truth values. */
export type Op =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'neg'
  | 'abs'
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'and'
  | 'or'
  | 'not'
  | 'select'
  | 'bitand'
  | 'bitor'
  | 'bitxor'
  | 'bitnot'
  | 'shl'
  | 'shr';

/** A scalar expression over real arguments. */
export type Expr =
  | { readonly kind: 'arg'; readonly index: number; readonly part?: 're' | 'im' }
  | { readonly kind: 'const'; readonly value: number }
  | { readonly kind: 'op'; readonly op: Op; readonly args: readonly Expr[] }
  | { readonly kind: 'call'; readonly fn: string; readonly args: readonly Expr[] }
  /** One part of a function's value; all parts share the call. */
  | { readonly kind: 'part'; readonly part: Part; readonly of: ComplexCall };

/** A part of a function's value: of a complex number, or the result of that number where a function gives several. */
export type Part = 're' | 'im' | number;

/** A call of a function that gives several numbers: a complex one, given the parts of its arguments, or one of several results. */
export interface ComplexCall {
  readonly kind: 'complexCall';
  readonly fn: string;
  readonly args: readonly Expr[];
}

/** A complex expression: its two parts. */
export interface ComplexExpr {
  readonly re: Expr;
  readonly im: Expr;
}

/** What one output of a kernel is. */
export type Output = Expr | ComplexExpr;

/** Is this output a pair? */
export function isComplexExpr(output: Output): output is ComplexExpr {
  return 're' in output;
}

const op = (name: Op, ...args: Expr[]): Expr => ({ kind: 'op', op: name, args });

/** The value of argument `index`. */
export const arg = (index: number): Expr => ({ kind: 'arg', index });
/** A constant. */
export const constant = (value: number): Expr => ({ kind: 'const', value });
/** A named scalar function; every renderer knows the same names (see `intrinsics`). */
export const call = (fn: string, ...args: Expr[]): Expr => ({ kind: 'call', fn, args });

export const add = (a: Expr, b: Expr): Expr => op('add', a, b);
export const sub = (a: Expr, b: Expr): Expr => op('sub', a, b);
export const mul = (a: Expr, b: Expr): Expr => op('mul', a, b);
export const div = (a: Expr, b: Expr): Expr => op('div', a, b);
export const neg = (a: Expr): Expr => op('neg', a);
export const abs = (a: Expr): Expr => op('abs', a);
export const eq = (a: Expr, b: Expr): Expr => op('eq', a, b);
export const ne = (a: Expr, b: Expr): Expr => op('ne', a, b);
export const lt = (a: Expr, b: Expr): Expr => op('lt', a, b);
export const le = (a: Expr, b: Expr): Expr => op('le', a, b);
export const gt = (a: Expr, b: Expr): Expr => op('gt', a, b);
export const ge = (a: Expr, b: Expr): Expr => op('ge', a, b);
export const and = (a: Expr, b: Expr): Expr => op('and', a, b);
export const or = (a: Expr, b: Expr): Expr => op('or', a, b);
export const not = (a: Expr): Expr => op('not', a);
/** `condition ? a : b`, elementwise. */
export const select = (condition: Expr, a: Expr, b: Expr): Expr => op('select', condition, a, b);
export const bitand = (a: Expr, b: Expr): Expr => op('bitand', a, b);
export const bitor = (a: Expr, b: Expr): Expr => op('bitor', a, b);
export const bitxor = (a: Expr, b: Expr): Expr => op('bitxor', a, b);
export const bitnot = (a: Expr): Expr => op('bitnot', a);
export const shl = (a: Expr, b: Expr): Expr => op('shl', a, b);
export const shr = (a: Expr, b: Expr): Expr => op('shr', a, b);

/** The complex argument `index`. */
export const complexArg = (index: number): ComplexExpr => ({
  re: { kind: 'arg', index, part: 're' },
  im: { kind: 'arg', index, part: 'im' },
});

/** A named complex function, e.g. `csqrt`; real arguments may stand among complex ones. */
export function complexCall(fn: string, ...args: (ComplexExpr | Expr)[]): ComplexExpr {
  const of: ComplexCall = {
    kind: 'complexCall',
    fn,
    args: args.flatMap((z) => (isComplexExpr(z) ? [z.re, z.im] : [z])),
  };
  return { re: { kind: 'part', part: 're', of }, im: { kind: 'part', part: 'im', of } };
}

/** The results of a named function of several real results. */
export function multiCall(fn: string, count: number, ...args: Expr[]): Expr[] {
  const of: ComplexCall = { kind: 'complexCall', fn, args };
  return Array.from({ length: count }, (_, part) => ({ kind: 'part', part, of }));
}

/** The results of a named function of several complex results. */
export function multiComplexCall(fn: string, count: number, ...args: (ComplexExpr | Expr)[]): ComplexExpr[] {
  const of: ComplexCall = {
    kind: 'complexCall',
    fn,
    args: args.flatMap((z) => (isComplexExpr(z) ? [z.re, z.im] : [z])),
  };
  return Array.from({ length: count }, (_, k) => ({
    re: { kind: 'part', part: 2 * k, of },
    im: { kind: 'part', part: 2 * k + 1, of },
  }));
}
