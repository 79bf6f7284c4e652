/**
 * Expressions to C: the scalar part of every native loop, with the semantics of the JavaScript renderer (integers wrap, 64-bit
 * integers are native ones, float32 is rounded once from float64 or computed so that the same comes out).
 */
import type { DTypeInfo } from '../../../core/dtype.js';
import { isComplexExpr, type ComplexCall, type Expr, type Op, type Output } from '../../../core/expression.js';
import type { Kernel } from '../../backend.js';
import { COMPLEX_FUNCTIONS, FUNCTIONS, SINGLE_FUNCTIONS, TRANSLATED } from './functions.js';

/** What a rendered value is in C; a truth value is an int that is 0 or 1. */
export type CType = 'float' | 'double' | 'int32_t' | 'uint32_t' | 'int64_t' | 'uint64_t' | 'truth';

export interface CValue {
  readonly code: string;
  readonly type: CType;
}

/** Thrown for what has no C yet: the loop then stays JavaScript. */
export class NotRendered extends Error {}

/** The C type of one slot of a dtype's storage. */
export function slotType(info: DTypeInfo): string {
  if (info.kind === 'b') return 'uint8_t';
  if (info.name === 'float16') return 'uint16_t';
  if (info.kind === 'f' || info.kind === 'c') return info.itemsize / info.lanes === 4 ? 'float' : 'double';
  return `${info.kind === 'u' ? 'u' : ''}int${8 * info.itemsize}_t`;
}

/** The type in which a loaded element computes; `single` says whether float32 computes as it is. */
export function valueType(info: DTypeInfo, single: boolean): CType {
  if (info.kind === 'b') return 'truth';
  if (info.kind === 'f' || info.kind === 'c') return info.itemsize / info.lanes < 8 && single ? 'float' : 'double';
  if (info.domain === 'bigint') return info.kind === 'u' ? 'uint64_t' : 'int64_t';
  return info.name === 'uint32' ? 'uint32_t' : 'int32_t';
}

const ROUNDING: ReadonlySet<string> = new Set(['add', 'sub', 'mul', 'div']);

function nodesOf(results: readonly Output[]): Set<Expr | ComplexCall> {
  const nodes = new Set<Expr | ComplexCall>();
  const visit = (node: Expr | ComplexCall): void => {
    if (nodes.has(node)) return;
    nodes.add(node);
    if (node.kind === 'op' || node.kind === 'call' || node.kind === 'complexCall') node.args.forEach(visit);
    else if (node.kind === 'part') visit(node.of);
  };
  for (const result of results) {
    if (isComplexExpr(result)) [result.re, result.im].forEach(visit);
    else visit(result);
  }
  return nodes;
}

/**
 * Does computing in float32 give what float64 rounded to float32 gives? So it is where each result is rounded once at most
 * (24 bits are more than twice 11 and 53 more than twice 24: the second rounding of a double changes nothing).
 */
export function computesInSingle(kernel: Kernel): boolean {
  const floats = kernel.inputs.filter((info) => info.kind === 'f' || info.kind === 'c');
  if (floats.length === 0 || floats.some((info) => info.itemsize / info.lanes === 8)) return false;
  if (floats.length < kernel.inputs.length) return false;
  return kernel.results.every((result) =>
    (isComplexExpr(result) ? [result.re, result.im] : [result]).every((one) => {
      let roundings = 0;
      for (const node of nodesOf([one])) {
        if (node.kind === 'op' && ROUNDING.has(node.op)) roundings++;
        else if (node.kind === 'call') {
          if (!SINGLE_FUNCTIONS.has(node.fn)) return false;
          if (node.fn === 'sqrt') roundings++;
        } else if (node.kind === 'part') return false;
      }
      return roundings <= 1;
    }),
  );
}

/** Are all calls of a kernel such that its result is exact or rounded once, whoever computes it? */
export function callsOf(kernel: Kernel): Set<string> {
  const names = new Set<string>();
  for (const node of nodesOf(kernel.results)) {
    if (node.kind === 'call' || node.kind === 'complexCall') names.add(node.fn);
  }
  return names;
}

function literal(value: number, type: CType): string {
  if (type === 'double' || type === 'float') {
    if (Number.isNaN(value)) return '((double)NAN)';
    if (value === Infinity || value === -Infinity) return value < 0 ? '(-INFINITY)' : 'INFINITY';
    const digits = Object.is(value, -0) ? '-0.0' : Number.isInteger(value) ? value.toFixed(1) : String(value);
    return `(${digits}${type === 'float' ? 'f' : ''})`;
  }
  if (type === 'int64_t' || type === 'uint64_t') return `((${type})${value}LL)`;
  return `((${type === 'truth' ? 'int' : type})${value})`;
}

const COMPARE: Partial<Record<Op, string>> = { eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' };
const BITWISE: Partial<Record<Op, string>> = { bitand: '&', bitor: '|', bitxor: '^' };
const ARITHMETIC: Partial<Record<Op, string>> = { add: '+', sub: '-', mul: '*', div: '/' };

/** Renders the elements of one kernel; statements collect in `statements`. */
export class CRenderer {
  readonly statements: string[] = [];
  private readonly memo = new Map<object, CValue>();
  private count = 0;

  /** @param constants - the type of a constant that stands beside constants only */
  constructor(private readonly constants: CType) {}

  /** The value of every output (complex: two). */
  element(kernel: Kernel, loads: readonly (readonly CValue[])[]): CValue[][] {
    return kernel.results.map((result) =>
      isComplexExpr(result)
        ? [this.render(result.re, loads), this.render(result.im, loads)]
        : [this.render(result, loads)],
    );
  }

  private local(value: CValue): CValue {
    const name = `t${this.count++}`;
    this.statements.push(`const ${value.type === 'truth' ? 'int' : value.type} ${name}=${value.code};`);
    return { code: name, type: value.type };
  }

  private render(expr: Expr, loads: readonly (readonly CValue[])[]): CValue {
    const known = this.memo.get(expr);
    if (known) return known;
    let value = this.renderNew(expr, loads);
    // Comparisons stay in the expression: the compiler turns them into masks.
    if ((expr.kind === 'op' || expr.kind === 'call') && value.type !== 'truth') value = this.local(value);
    this.memo.set(expr, value);
    return value;
  }

  private renderNew(expr: Expr, loads: readonly (readonly CValue[])[]): CValue {
    switch (expr.kind) {
      case 'arg':
        return loads[expr.index]![expr.part === 'im' ? 1 : 0]!;
      case 'const':
        return { code: literal(expr.value, this.constants), type: this.constants };
      case 'call':
        return this.renderCall(
          expr.fn,
          expr.args.map((a) => this.render(a, loads)),
        );
      case 'part': {
        const { of } = expr;
        let name = this.memo.get(of)?.code;
        if (name === undefined) {
          const fn = COMPLEX_FUNCTIONS[of.fn];
          if (fn === undefined) throw new NotRendered(of.fn);
          const args = of.args.map((a) => as(this.render(a, loads), 'double'));
          name = `t${this.count++}`;
          this.statements.push(`const nl_pair ${name}=${fn}(${args.join(',')});`);
          this.memo.set(of, { code: name, type: 'double' });
        }
        return { code: `${name}.${expr.part}`, type: 'double' };
      }
      case 'op': {
        if (expr.op === 'neg' && expr.args[0]!.kind === 'const') {
          return { code: literal(-(expr.args[0] as { value: number }).value, this.constants), type: this.constants };
        }
        return renderOp(expr.op, this.operands(expr.args, loads));
      }
    }
  }

  private renderCall(fn: string, args: readonly CValue[]): CValue {
    const spec = FUNCTIONS[fn] ?? (TRANSLATED.has(fn) ? FUNCTIONS.exp : undefined);
    if (spec === undefined) throw new NotRendered(fn);
    const first = args[0]!.type;
    if (fn === 'Number') return { code: `((double)${args[0]!.code})`, type: 'double' };
    const type: CType =
      spec.type === 'same'
        ? first === 'truth'
          ? 'int32_t'
          : first
        : spec.type === 'float' && first === 'float' && SINGLE_FUNCTIONS.has(fn)
          ? 'float'
          : spec.type === 'float'
            ? 'double'
            : spec.type;
    const chosen = spec.byType && type === 'int32_t' && first !== 'truth' ? first : type;
    const suffix =
      type === 'float' || (spec.type !== 'float' && first === 'float')
        ? '_f32'
        : spec.byType
          ? { int32_t: '_i32', uint32_t: '_u32', int64_t: '_i64', uint64_t: '_u64' }[chosen as 'int32_t']
          : '';
    const real: CType = suffix === '_f32' ? 'float' : 'double';
    const wanted: CType =
      spec.takes ?? (spec.type === 'float' || first === 'float' || first === 'double' ? real : chosen);
    const codes = args.map((a, k) => as(a, spec.second && k === 1 ? spec.second : wanted));
    return { code: `nl_${fn}${suffix}(${codes.join(',')})`, type };
  }

  /** The operands of one operation; constants take the type of the others. */
  private operands(args: readonly Expr[], loads: readonly (readonly CValue[])[]): CValue[] {
    const values = args.map((a) => this.render(a, loads));
    const typed = values.find((v, k) => args[k]!.kind !== 'const' && v.type !== 'truth');
    return values.map((v, k) => {
      const a = args[k]!;
      if (a.kind !== 'const' || !typed) return v;
      return { code: literal(a.value, typed.type), type: typed.type };
    });
  }
}

/** A value as another type. */
export function as(value: CValue, type: CType): string {
  return value.type === type ? value.code : `((${type === 'truth' ? 'int' : type})${value.code})`;
}

/** Is it anything but 0? */
export function truth(value: CValue): string {
  return value.type === 'truth' ? value.code : `(${value.code}!=0)`;
}

/** The type in which an operation on these operands is done. */
function commonType(operands: readonly CValue[]): CType {
  const types = operands.map((value) => value.type);
  for (const type of ['double', 'float', 'uint64_t', 'int64_t', 'uint32_t'] as const)
    if (types.includes(type)) return type;
  return 'int32_t';
}

function renderOp(name: Op, operands: readonly CValue[]): CValue {
  const [a, b, c] = operands as [CValue, CValue, CValue];
  const compare = COMPARE[name];
  if (compare) {
    if (a.type !== b.type && (a.type === 'uint64_t' || b.type === 'uint64_t')) {
      return { code: `nl_${name}_${a.type === 'uint64_t' ? 'ui' : 'iu'}(${a.code},${b.code})`, type: 'truth' };
    }
    const type = commonType([a, b]);
    return { code: `(${as(a, type)}${compare}${as(b, type)})`, type: 'truth' };
  }
  switch (name) {
    case 'and':
    case 'or':
      return { code: `(${truth(a)}${name === 'and' ? '&' : '|'}${truth(b)})`, type: 'truth' };
    case 'not':
      return { code: `(!${truth(a)})`, type: 'truth' };
    case 'select': {
      if (b.type === 'truth' && c.type === 'truth') return { code: `(${truth(a)}?${b.code}:${c.code})`, type: 'truth' };
      const type = commonType([b, c]);
      return { code: `(${truth(a)}?${as(b, type)}:${as(c, type)})`, type };
    }
    case 'bitand':
    case 'bitor':
    case 'bitxor': {
      const sign = BITWISE[name]!;
      if (a.type === 'truth' && b.type === 'truth') return { code: `(${a.code}${sign}${b.code})`, type: 'truth' };
      const type = commonType(operands);
      return { code: `(${as(a, type)}${sign}${as(b, type)})`, type };
    }
    case 'bitnot':
      return a.type === 'truth' ? { code: `(${a.code}^1)`, type: 'truth' } : { code: `(~${a.code})`, type: a.type };
    case 'neg':
      return a.type === 'truth' ? { code: `(-${a.code})`, type: 'int32_t' } : { code: `(-${a.code})`, type: a.type };
    case 'abs':
      if (a.type === 'float' || a.type === 'double') {
        return { code: `${a.type === 'float' ? 'fabsf' : 'fabs'}(${a.code})`, type: a.type };
      }
      if (a.type === 'int32_t' || a.type === 'int64_t')
        return { code: `(${a.code}<0?-${a.code}:${a.code})`, type: a.type };
      return a;
    case 'shl':
    case 'shr': {
      const type = commonType(operands);
      const bits = type === 'int64_t' || type === 'uint64_t' ? 64 : 32;
      const unsigned = bits === 64 ? 'uint64_t' : 'uint32_t';
      const [x, y] = [as(a, type), as(b, type)];
      const inside = `((${unsigned})${y}<${bits})`;
      const places = `((${unsigned})${y}&${bits - 1})`;
      if (name === 'shl') return { code: `(${inside}?(${type})((${unsigned})${x}<<${places}):(${type})0)`, type };
      if (type === unsigned) return { code: `(${inside}?(${x}>>${places}):(${type})0)`, type };
      return { code: `(${x}>>(${inside}?${places}:${bits - 1}))`, type };
    }
    default: {
      const type = commonType(operands);
      if (name === 'div') {
        const real = type === 'float' ? 'float' : 'double';
        return { code: `(${as(a, real)}/${as(b, real)})`, type: real };
      }
      return { code: `(${as(a, type)}${ARITHMETIC[name]!}${as(b, type)})`, type };
    }
  }
}
