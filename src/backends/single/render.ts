/**
 * Expressions to JavaScript: the scalar part of every generated loop. An operand's element is loaded, converted to the
 * dtype that the kernel wants, put through the expressions, and stored as the output's dtype.
 */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { decodeFloat16, encodeFloat16, float16Table } from '../../core/float16.js';
import { isComplexExpr, type ComplexCall, type Expr, type Op, type Part } from '../../core/expression.js';
import { canCastInfo } from '../../core/promotion.js';
import type { Kernel } from '../backend.js';
import * as complexIntrinsics from './complexIntrinsics.js';
import { bigintOf, reciprocalBigInt } from './conversion.js';
import * as intrinsics from './intrinsics.js';
import { registeredFunction } from './registeredFunctions.js';

/**
 * What a rendered value is: a float, an integer of at most 32 bits, a bigint, a truth value (`bool`: true or false,
 * `bit`: 1 or 0).
 */
type ValueType = 'float' | 'int' | 'uint32' | 'big' | 'ubig' | 'bool' | 'bit';

interface Value {
  readonly code: string;
  readonly type: ValueType;
}

const INTRINSICS: Readonly<Record<string, unknown>> = {
  ...intrinsics,
  ...complexIntrinsics,
  Number,
  isFinite: Number.isFinite,
  reciprocalBigInt,
};
const MATH = new Set(
  Object.getOwnPropertyNames(Math).filter(
    (name) => typeof (Math as unknown as Record<string, unknown>)[name] === 'function',
  ),
);

/** What a call gives where that is not what its first argument is. */
const RESULT_TYPE: Readonly<Record<string, ValueType>> = {
  signbit: 'bool',
  isFinite: 'bool',
  Number: 'float',
  frexpExponent: 'int',
  popcount32: 'int',
  popcount64: 'int',
};

/** Collects the statements and the outside functions of one generated function. */
export class Renderer {
  readonly statements: string[] = [];
  private readonly imports = new Map<string, unknown>();
  private readonly memo = new Map<object, Value>();
  private readonly uses = new Map<object, number>();
  private readonly parts = new Map<object, number>();
  private count = 0;

  /** Make an outside value usable in the generated code under `name`. */
  use(name: string, value: unknown): string {
    this.imports.set(name, value);
    return name;
  }

  /** A fresh local name. */
  fresh(): string {
    return `t${this.count++}`;
  }

  /** Compile a function from its parameters and body. */
  compile<F>(parameters: readonly string[], body: string): F {
    const names = [...this.imports.keys()];
    const make = new Function(...names, `'use strict';return function(${parameters.join(',')}){${body}}`);
    return make(...this.imports.values()) as F;
  }

  /** Start a new element: forget values rendered so far, keep the imports. */
  reset(): void {
    this.statements.length = 0;
    this.memo.clear();
    this.uses.clear();
    this.parts.clear();
  }

  /**
   * Render one element of a kernel.
   *
   * @param kernel - the computation
   * @param loads - per input, the loaded element as `load` gave it
   * @returns per output, its value (complex: two)
   */
  element(kernel: Kernel, loads: readonly (readonly Value[])[]): Value[][] {
    for (const result of kernel.results) {
      if (isComplexExpr(result)) {
        this.countUses(result.re);
        this.countUses(result.im);
      } else this.countUses(result);
    }
    return kernel.results.map((result) =>
      isComplexExpr(result)
        ? [this.render(result.re, loads), this.render(result.im, loads)]
        : [this.render(result, loads)],
    );
  }

  private countUses(expr: Expr | ComplexCall): void {
    const seen = this.uses.get(expr) ?? 0;
    this.uses.set(expr, seen + 1);
    if (seen > 0) return;
    if (expr.kind === 'op' || expr.kind === 'call' || expr.kind === 'complexCall')
      expr.args.forEach((a) => this.countUses(a));
    else if (expr.kind === 'part') {
      this.parts.set(expr.of, Math.max(this.parts.get(expr.of) ?? 0, partIndex(expr.part) + 1));
      this.countUses(expr.of);
    }
  }

  private render(expr: Expr, loads: readonly (readonly Value[])[]): Value {
    const known = this.memo.get(expr);
    if (known) return known;
    let value = this.renderNew(expr, loads);
    if ((this.uses.get(expr) ?? 0) > 1 && (expr.kind === 'op' || expr.kind === 'call')) {
      const name = this.fresh();
      this.statements.push(`const ${name}=${value.code};`);
      value = { code: name, type: value.type };
    }
    this.memo.set(expr, value);
    return value;
  }

  private renderNew(expr: Expr, loads: readonly (readonly Value[])[]): Value {
    switch (expr.kind) {
      case 'arg':
        return loads[expr.index]![expr.part === 'im' ? 1 : 0]!;
      case 'const':
        return { code: literal(expr.value), type: 'float' };
      case 'call': {
        const args = expr.args.map((a) => this.render(a, loads));
        const first = args[0]!.type;
        const type = RESULT_TYPE[expr.fn] ?? (first === 'bit' || first === 'bool' ? 'int' : first);
        const codes = expr.args.map((a, k) => (a.kind === 'const' ? constantAs(a.value, first) : numeric(args[k]!)));
        // numloom's own version goes before the engine's where there are both.
        const fn = MATH.has(expr.fn) && !(expr.fn in INTRINSICS) ? `Math.${expr.fn}` : this.intrinsic(expr.fn);
        const code = `${fn}(${codes.join(',')})`;
        return type === 'big' || type === 'ubig' ? wrap(code, type) : { code, type };
      }
      case 'part': {
        const { of } = expr;
        let name = (this.memo.get(of) as Value | undefined)?.code;
        if (name === undefined) {
          name = this.fresh();
          const args = of.args.map((a) => numeric(this.render(a, loads)));
          this.use('z', complexIntrinsics.z);
          this.statements.push(`${this.intrinsic(of.fn)}(${args.join(',')});const ${name}_0=z[0],${name}_1=z[1];`);
          // What further results there are is read here too, before another call writes over it.
          for (let k = 2; k < this.parts.get(of)!; k++) this.statements.push(`const ${name}_${k}=z[${k}];`);
          this.memo.set(of, { code: name, type: 'float' });
        }
        return { code: `${name}_${partIndex(expr.part)}`, type: 'float' };
      }
      case 'op':
        return renderOp(expr.op, this.operands(expr.args, loads));
    }
  }

  private intrinsic(name: string): string {
    const fn = INTRINSICS[name] ?? registeredFunction(name);
    if (typeof fn !== 'function') throw new Error(`no intrinsic named ${name}`);
    return this.use(name, fn);
  }

  /** The operands of one operation; constants take the type of the others. */
  private operands(args: readonly Expr[], loads: readonly (readonly Value[])[]): Value[] {
    const values = args.map((a) => this.render(a, loads));
    const typed = values.find((v, k) => args[k]!.kind !== 'const' && v.type !== 'bool' && v.type !== 'bit');
    return values.map((v, k) => {
      const a = args[k]!;
      if (a.kind !== 'const' || !typed) return v;
      return { code: constantAs(a.value, typed.type), type: typed.type };
    });
  }

  /**
   * The element of an operand, converted to the dtype that the kernel wants.
   *
   * @param from - the dtype in storage
   * @param to - the dtype wanted
   * @param array - the name of the storage variable
   * @param index - code of the element's index
   */
  load(from: DTypeInfo, to: DTypeInfo, array: string, index: string): Value[] {
    if (from.lanes === 2) {
      const at = this.fresh();
      this.statements.push(`const ${at}=2*(${index});`);
      const parts = [`${array}[${at}]`, `${array}[${at}+1]`].map((code) =>
        this.convert({ code, type: 'float' }, from, to),
      );
      // A complex number is true when either part is not 0.
      if (to.kind === 'b') return [{ code: `(${parts[0]!.code}|${parts[1]!.code})`, type: 'bit' }];
      return to.lanes === 2 ? parts : [parts[0]!];
    }
    let value: Value = { code: `${array}[${index}]`, type: typeOf(from) };
    if (from.name === 'float16') value = { code: `${this.use('half', float16Table())}[${value.code}]`, type: 'float' };
    value = this.convert(value, from, to);
    const name = this.fresh();
    this.statements.push(`const ${name}=${value.code};`);
    const local = { code: name, type: value.type };
    return to.lanes === 2 ? [local, { code: '0', type: 'float' }] : [local];
  }

  /** A computed value as its dtype holds it. */
  rounded(value: Value, info: DTypeInfo): Value {
    if (info.kind === 'b' || info.domain === 'bigint') return value;
    return this.convert(value, info.kind === 'f' || info.kind === 'c' ? DTYPES.float64 : DTYPES.int32, info);
  }

  private convert(value: Value, from: DTypeInfo, to: DTypeInfo): Value {
    if (from === to) return value;
    if (to.kind === 'b') return { code: `(+${truth(value)})`, type: 'bit' };
    if (to.domain === 'bigint') {
      const type = typeOf(to);
      if (value.type === 'ubig')
        return { code: type === 'ubig' ? value.code : `BigInt.asIntN(64,${value.code})`, type };
      if (value.type === 'big') return { code: type === 'big' ? value.code : `BigInt.asUintN(64,${value.code})`, type };
      const exact =
        value.type === 'float' ? `${this.use('bigintOf', bigintOf)}(${value.code})` : `BigInt(${value.code})`;
      const safe = canCastInfo(from, to, 'safe');
      return { code: safe ? exact : `BigInt.as${type === 'big' ? 'Int' : 'Uint'}N(64,${exact})`, type };
    }
    if (to.kind === 'i' || to.kind === 'u') {
      const type = typeOf(to);
      if (canCastInfo(from, to, 'safe')) return { code: value.code, type };
      const int =
        value.type === 'big' || value.type === 'ubig' ? `Number(BigInt.asIntN(32,${value.code}))` : `(${value.code})`;
      const bits = 32 - 8 * to.itemsize;
      if (to.kind === 'i') return { code: bits ? `(${int}<<${bits}>>${bits})` : `(${int}|0)`, type };
      return { code: bits ? `(${int}<<${bits}>>>${bits})` : `(${int}>>>0)`, type };
    }
    const number = value.type === 'big' || value.type === 'ubig' ? `Number(${value.code})` : numeric(value);
    const part = to.kind === 'c' ? to.itemsize / 2 : to.itemsize;
    if (
      part === 4 &&
      !(from.kind !== 'f' && from.kind !== 'c' && from.itemsize <= 2) &&
      from.name !== 'float16' &&
      from.name !== 'complex64'
    ) {
      return { code: `Math.fround(${number})`, type: 'float' };
    }
    if (part === 2 && from.itemsize > 1) {
      this.use('half', float16Table());
      return { code: `half[${this.use('toHalf', encodeFloat16)}(${number})]`, type: 'float' };
    }
    return { code: number, type: 'float' };
  }

  /** A statement that stores values (two for a complex output) of dtype `computed` as `to`. */
  store(values: readonly Value[], to: DTypeInfo, array: string, index: string, computed: DTypeInfo = to): string {
    if (computed !== to) values = values.map((value) => this.rounded(value, computed));
    if (to.lanes === 2) {
      const at = this.fresh();
      const im = values[1] ? numeric(values[1]) : '0';
      // Both parts before either is stored: the result may lie over an operand.
      return `const ${at}=2*(${index}),${at}r=${numeric(values[0]!)},${at}i=${im};${array}[${at}]=${at}r;${array}[${at}+1]=${at}i;`;
    }
    return `${array}[${index}]=${this.stored(values[0]!, to)};`;
  }

  /** The value as what storage of dtype `to` takes. */
  stored(value: Value, to: DTypeInfo): string {
    if (to.kind === 'b') return value.type === 'bit' ? value.code : `+${truth(value)}`;
    if (to.domain === 'bigint') {
      if (value.type === 'big' || value.type === 'ubig') return value.code;
      if (value.type === 'float') return `${this.use('bigintOf', bigintOf)}(${value.code})`;
      return `BigInt(${numeric(value)})`;
    }
    const big = value.type === 'big' || value.type === 'ubig';
    if (to.kind === 'f') {
      const number = big ? `Number(${value.code})` : numeric(value);
      return to.itemsize === 2 ? `${this.use('toHalf', encodeFloat16)}(${number})` : number;
    }
    return big ? `Number(BigInt.asIntN(32,${value.code}))` : numeric(value);
  }

  /** A value read back from what `stored` gave, for accumulators that live in a local variable. */
  local(code: string, info: DTypeInfo): Value {
    if (info.name === 'float16') return { code: `${this.use('fromHalf', decodeFloat16)}(${code})`, type: 'float' };
    return { code, type: typeOf(info) };
  }
}

/** Where a part of a function's value lies. */
function partIndex(part: Part): number {
  return part === 're' ? 0 : part === 'im' ? 1 : part;
}

/** What an element of a dtype is when loaded. */
function typeOf(info: DTypeInfo): ValueType {
  if (info.kind === 'b') return 'bit';
  if (info.domain === 'bigint') return info.kind === 'u' ? 'ubig' : 'big';
  if (info.kind === 'i' || info.kind === 'u') return info.name === 'uint32' ? 'uint32' : 'int';
  return 'float';
}

function literal(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Object.is(value, -0)) return '-0';
  return value < 0 ? `(${value})` : String(value);
}

function constantAs(value: number, type: ValueType): string {
  return type === 'big' || type === 'ubig' ? `${value < 0 ? `(${value}n)` : `${value}n`}` : literal(value);
}

function truth(value: Value): string {
  if (value.type === 'bool') return `(${value.code})`;
  return value.type === 'big' || value.type === 'ubig' ? `(${value.code}!==0n)` : `(${value.code}!==0)`;
}

/** A truth value as 1 or 0: by `+`, which needs no branch (a guessed branch costs ten times the comparison). */
function numeric(value: Value): string {
  return value.type === 'bool' ? `(+${value.code})` : value.code;
}

const COMPARE: Partial<Record<Op, string>> = { eq: '===', ne: '!==', lt: '<', le: '<=', gt: '>', ge: '>=' };
const BITWISE: Partial<Record<Op, string>> = { bitand: '&', bitor: '|', bitxor: '^' };
const ARITHMETIC: Partial<Record<Op, string>> = { add: '+', sub: '-', mul: '*', div: '/' };

function wrap(code: string, type: ValueType): Value {
  switch (type) {
    case 'big':
      return { code: `BigInt.asIntN(64,${code})`, type };
    case 'ubig':
      return { code: `BigInt.asUintN(64,${code})`, type };
    case 'uint32':
      return { code: `((${code})>>>0)`, type };
    case 'int':
      return { code: `((${code})|0)`, type };
    default:
      return { code: `(${code})`, type };
  }
}

/** The type in which an operation on these operands is done. */
function commonType(operands: readonly Value[]): ValueType {
  let type: ValueType = 'int';
  for (const { type: t } of operands) {
    if (t === 'float') return 'float';
    if (t === 'big' || t === 'ubig' || (t === 'uint32' && type === 'int')) type = t;
  }
  return type;
}

function renderOp(name: Op, operands: readonly Value[]): Value {
  const [a, b, c] = operands as [Value, Value, Value];
  const compare = COMPARE[name];
  if (compare) return { code: `(${numeric(a)}${compare}${numeric(b)})`, type: 'bool' };
  switch (name) {
    case 'and':
    case 'or': {
      // Both sides are computed, so that nothing branches.
      const sides = [a, b].map((v) => (v.type === 'bit' ? v.code : truth(v)));
      return { code: `(${sides.join(name === 'and' ? '&' : '|')})`, type: 'bit' };
    }
    case 'not':
      return a.type === 'bit' ? { code: `(${a.code}^1)`, type: 'bit' } : { code: `(!${truth(a)})`, type: 'bool' };
    case 'select': {
      const bothTruth = [b, c].every((v) => v.type === 'bool' || v.type === 'bit');
      if (bothTruth) return { code: `(${truth(a)}?${numeric(b)}:${numeric(c)})`, type: 'bit' };
      return { code: `(${truth(a)}?${numeric(b)}:${numeric(c)})`, type: commonType([b, c]) };
    }
    case 'bitand':
    case 'bitor':
    case 'bitxor': {
      const sign = BITWISE[name]!;
      if (a.type === 'bit' && b.type === 'bit') return { code: `(${a.code}${sign}${b.code})`, type: 'bit' };
      return wrap(`${numeric(a)}${sign}${numeric(b)}`, commonType(operands));
    }
    case 'bitnot':
      return a.type === 'bit' ? { code: `(${a.code}^1)`, type: 'bit' } : wrap(`~${numeric(a)}`, a.type);
    case 'neg':
      return wrap(`-${numeric(a)}`, a.type === 'bool' || a.type === 'bit' ? 'int' : a.type);
    case 'abs':
      if (a.type === 'float') return { code: `Math.abs(${a.code})`, type: 'float' };
      if (a.type === 'ubig' || a.type === 'uint32' || a.type === 'bit') return a;
      return wrap(`${a.code}<${a.type === 'big' ? '0n' : '0'}?-${a.code}:${a.code}`, a.type);
    case 'shl':
    case 'shr': {
      const type = commonType(operands);
      if (type === 'big' || type === 'ubig') {
        const inside = `(${b.code}>=0n&&${b.code}<64n)`;
        if (name === 'shl') return wrap(`${inside}?${a.code}<<${b.code}:0n`, type);
        return wrap(`${a.code}>>(${inside}?${b.code}:64n)`, type);
      }
      const inside = `(${numeric(b)}>>>0)<32`;
      if (name === 'shl') return wrap(`${inside}?${numeric(a)}<<${numeric(b)}:0`, type);
      if (type === 'uint32') return { code: `(${inside}?${a.code}>>>${b.code}:0)`, type };
      return { code: `(${numeric(a)}>>(${inside}?${numeric(b)}:31))`, type };
    }
    default: {
      const type = commonType(operands);
      const [x, y] = [numeric(a), numeric(b)];
      if (name === 'mul' && (type === 'int' || type === 'uint32')) return wrap(`Math.imul(${x},${y})`, type);
      if (name === 'div') return { code: `(${x}/${y})`, type: 'float' };
      return wrap(`${x}${ARITHMETIC[name]!}${y}`, type);
    }
  }
}

export type { Value };
