/** From expressions (core/expression.ts) to the text of gpu.js kernels, all arithmetic in float32. */
import type { DTypeInfo } from '../../core/dtype.js';
import { isComplexExpr, type Expr, type Output } from '../../core/expression.js';
import { givesTruth, isRenderable, renderCall, type RenderTarget } from './intrinsics.js';

/** Text with its kind: a number or a truth value. */
interface Text {
  readonly text: string;
  readonly truth: boolean;
}

const COMPARISONS: Readonly<Record<string, string>> = { eq: '===', lt: '<', le: '<=', gt: '>', ge: '>=' };
const ARITHMETIC: Readonly<Record<string, string>> = { add: '+', sub: '-', mul: '*', div: '/' };
const BITS: Readonly<Record<string, string>> = { bitand: '&', bitor: '|', bitxor: '^' };

/** A number as gpu.js takes it: always with a point or an exponent. */
export function numberText(value: number, target: RenderTarget): string {
  if (Number.isNaN(value)) {
    target.constants.add('nan');
    return 'nan';
  }
  if (!Number.isFinite(value)) {
    target.constants.add('inf');
    return value > 0 ? 'inf' : '(-inf)';
  }
  const text = String(Math.abs(Math.fround(value)));
  const full = /[.e]/.test(text) ? text : `${text}.0`;
  return value < 0 ? `(-${full})` : full;
}

/** Can all of an expression be computed on a device? */
export function isRenderableOutput(output: Output): boolean {
  if (isComplexExpr(output)) return false;
  const walk = (node: Expr): boolean => {
    if (node.kind === 'part') return false;
    if (node.kind === 'arg') return node.part === undefined;
    if (node.kind === 'const') return true;
    return (node.kind !== 'call' || isRenderable(node.fn)) && node.args.every(walk);
  };
  return walk(output);
}

/** Writes the statements that compute one expression. */
export class Renderer {
  private readonly statements: string[] = [];
  private readonly known = new Map<Expr, Text>();
  private count = 0;

  /**
   * @param target - where the text is for
   * @param operands - the name of each argument's value
   * @param inputs - each argument's dtype
   */
  constructor(
    private readonly target: RenderTarget,
    private readonly operands: readonly string[],
    private readonly inputs: readonly DTypeInfo[],
  ) {}

  /** The statements so far. */
  get lines(): readonly string[] {
    return this.statements;
  }

  /** A name for a number that is used more than once. */
  private named(text: string): string {
    if (/^\w+$/.test(text)) return text;
    const name = `t${this.count++}`;
    this.statements.push(`const ${name} = ${text};`);
    return name;
  }

  private truth(expr: Expr): string {
    const { text, truth } = this.render(expr);
    return truth ? text : `(${text} !== 0.0)`;
  }

  /** The text of an expression as a number. */
  number(expr: Expr): string {
    const { text, truth } = this.render(expr);
    return truth ? `(${text} ? 1.0 : 0.0)` : text;
  }

  private render(expr: Expr): Text {
    const known = this.known.get(expr);
    if (known) return known;
    const made = this.make(expr);
    this.known.set(expr, made);
    return made;
  }

  private make(expr: Expr): Text {
    switch (expr.kind) {
      case 'arg':
        return { text: this.operands[expr.index]!, truth: false };
      case 'const':
        return { text: numberText(expr.value, this.target), truth: false };
      case 'call': {
        const args = expr.args.map((one) => this.named(this.number(one)));
        const text = renderCall(this.target, expr.fn, args);
        if (givesTruth(expr.fn)) return { text, truth: true };
        return { text: this.named(text), truth: false };
      }
      case 'op':
        return this.operation(expr.op, expr.args);
      case 'part':
        throw new Error('complex expressions have no kernel');
    }
  }

  private operation(op: string, args: readonly Expr[]): Text {
    if (ARITHMETIC[op]) {
      return {
        text: this.named(`(${this.number(args[0]!)} ${ARITHMETIC[op]} ${this.number(args[1]!)})`),
        truth: false,
      };
    }
    if (COMPARISONS[op]) {
      return { text: `(${this.number(args[0]!)} ${COMPARISONS[op]} ${this.number(args[1]!)})`, truth: true };
    }
    // Not `!==`, which some devices answer with false for nan.
    if (op === 'ne') return { text: `(!(${this.number(args[0]!)} === ${this.number(args[1]!)}))`, truth: true };
    if (BITS[op]) {
      if (this.inputs.every((d) => d.kind === 'b')) {
        const [a, b] = [this.truth(args[0]!), this.truth(args[1]!)];
        if (op === 'bitand') return { text: `(${a} && ${b})`, truth: true };
        if (op === 'bitor') return { text: `(${a} || ${b})`, truth: true };
        return { text: `((${a} ? 1.0 : 0.0) !== (${b} ? 1.0 : 0.0))`, truth: true };
      }
      return {
        text: this.named(`(${this.number(args[0]!)} ${BITS[op]} ${this.number(args[1]!)}) * 1.0`),
        truth: false,
      };
    }
    switch (op) {
      case 'neg':
        return { text: `(-${this.number(args[0]!)})`, truth: false };
      case 'abs':
        return { text: `Math.abs(${this.number(args[0]!)})`, truth: false };
      case 'and':
        return { text: `(${this.truth(args[0]!)} && ${this.truth(args[1]!)})`, truth: true };
      case 'or':
        return { text: `(${this.truth(args[0]!)} || ${this.truth(args[1]!)})`, truth: true };
      case 'not':
        return { text: `(!${this.truth(args[0]!)})`, truth: true };
      case 'select': {
        const [a, b] = [this.number(args[1]!), this.number(args[2]!)];
        return { text: this.named(`(${this.truth(args[0]!)} ? ${a} : ${b})`), truth: false };
      }
      case 'bitnot': {
        if (this.inputs.every((d) => d.kind === 'b')) return { text: `(!${this.truth(args[0]!)})`, truth: true };
        const top = this.inputs[0]!.kind === 'u' ? `${2 ** (8 * this.inputs[0]!.itemsize) - 1}.0` : '-1.0';
        return { text: `(${top} - ${this.number(args[0]!)})`, truth: false };
      }
      case 'shl':
        return { text: this.named(this.shifted(args, (x, k) => `${x} * twoToThef(${k})`)), truth: false };
      case 'shr':
        return { text: this.named(this.shifted(args, (x, k) => `Math.floor(${x} * twoToThef(-${k}))`)), truth: false };
      default:
        throw new Error(`no kernel text for operation '${op}'`);
    }
  }

  /** A shift as a product with a power of two, exact in float32; distances are held within its range. */
  private shifted(args: readonly Expr[], text: (x: string, k: string) => string): string {
    const x = this.named(this.number(args[0]!));
    const k = this.named(this.number(args[1]!));
    renderCall(this.target, 'ldexp', ['0.0', '0.0']);
    const held = this.named(`(${k} > 60.0 ? 60.0 : ${k})`);
    return text(x, held);
  }
}
