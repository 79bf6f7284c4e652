/** What a comment behind a statement claims, and whether a value is that. */
import { inspect } from 'node:util';
import ts from 'typescript';
import { Complex } from '../../src/core/complex.js';
import { NDArray } from '../../src/core/ndarray.js';

/** A comment, read. */
export interface Claim {
  /** A value; the text of an error; text that may be how the value prints, else prose. */
  readonly kind: 'value' | 'error' | 'text' | 'prose';
  readonly text: string;
  /** Is a printed text what a value claims? */
  matches(printed: string): boolean;
  readonly value?: unknown;
  /** How far numbers may be off, relative to 1 or their size. */
  readonly tolerance: number;
}

/** `array(...)` in a comment. */
class Printed {
  constructor(
    readonly items: unknown,
    readonly dtype: string | undefined,
  ) {}
}

/** As console.log writes a part. */
export const textOf = (part: unknown): string => (typeof part === 'string' ? part : inspect(part));

const NAMES: Readonly<Record<string, unknown>> = { NaN: NaN, nan: NaN, Infinity: Infinity, inf: Infinity, undefined };
const SIGNS: Readonly<Partial<Record<ts.SyntaxKind, (a: number, b: number) => number>>> = {
  [ts.SyntaxKind.PlusToken]: (a, b) => a + b,
  [ts.SyntaxKind.MinusToken]: (a, b) => a - b,
  [ts.SyntaxKind.AsteriskToken]: (a, b) => a * b,
  [ts.SyntaxKind.SlashToken]: (a, b) => a / b,
};

class NoValue extends Error {}

/** The value of an expression made of literals. */
function evaluate(node: ts.Expression): unknown {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isBigIntLiteral(node)) return BigInt(node.text.slice(0, -1));
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return evaluate(node.expression);
  if (ts.isIdentifier(node) && node.text in NAMES) return NAMES[node.text];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(evaluate);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = evaluate(node.operand);
    return typeof value === 'bigint' ? -value : -(value as number);
  }
  if (ts.isBinaryExpression(node)) {
    const sign = SIGNS[node.operatorToken.kind];
    if (sign) return sign(evaluate(node.left) as number, evaluate(node.right) as number);
  }
  if (ts.isObjectLiteralExpression(node)) {
    return Object.fromEntries(
      node.properties.map((one) => {
        if (!ts.isPropertyAssignment(one)) throw new NoValue();
        return [one.name.getText().replace(/^'|'$/g, ''), evaluate(one.initializer)];
      }),
    );
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'array') {
    const [items, dtype] = node.arguments;
    if (items) return new Printed(evaluate(items), dtype && /^dtype\s*=\s*(\w+)$/.exec(dtype.getText())?.[1]);
  }
  if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && /^(np\.)?Complex$/.test(node.expression.getText())) {
    const [re, im] = node.arguments!.map(evaluate) as [number, number];
    return new Complex(re, im);
  }
  throw new NoValue();
}

function valueOf(text: string): { value: unknown } | undefined {
  const file = ts.createSourceFile('claim.ts', `(${text})`, ts.ScriptTarget.ES2022, true);
  const faults = (file as unknown as { parseDiagnostics: readonly unknown[] }).parseDiagnostics;
  const [one, more] = file.statements;
  if (faults.length > 0 || more !== undefined || one === undefined || !ts.isExpressionStatement(one)) return undefined;
  try {
    return { value: evaluate(one.expression) };
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}

/** Read a comment; undefined where there is nothing in it. */
export function claimOf(comment: string): Claim | undefined {
  const whole = comment.replace(/^\/\/\s*/, '').trimEnd();
  if (whole === '') return undefined;
  const near = /^(about|nearly|roughly) |, (nearly|about|roughly)$/;
  const cut = /\d\.\.\./.test(whole);
  const tolerance = near.test(whole) ? 1e-2 : cut ? 1e-3 : 1e-6;
  const bare = whole.replace(near, '').replace(/(\d)\.\.\./g, '$1');
  const [short] = bare.split(/: |, (?=[a-z])| \((?=[a-z])/);
  const found = valueOf(bare) ?? valueOf(short!);
  const error = /^\w*(Error|Exception)\b/.test(whole);
  const prose = /^[A-Za-z][\w'-]*([,;:]? [\w'(]|$)/.test(whole);
  return {
    kind: found ? 'value' : error ? 'error' : prose ? 'prose' : 'text',
    text: whole,
    tolerance,
    ...found,
    matches(printed: string): boolean {
      if (!found) return false;
      const given = typeof found.value === 'string' ? { value: printed } : valueOf(printed);
      return given !== undefined && same(given.value, found.value, tolerance);
    },
  };
}

function same(got: unknown, want: unknown, tolerance: number): boolean {
  if (want instanceof Printed) {
    if (got instanceof Printed) return same(got.items, want.items, tolerance);
    if (!(got instanceof NDArray)) return false;
    return (want.dtype ?? got.dtype) === got.dtype && same(got.toArray(), want.items, tolerance);
  }
  if (want instanceof Complex) {
    const { re, im } = got as Complex;
    return same(re, want.re, tolerance) && same(im, want.im, tolerance);
  }
  if (got instanceof NDArray) return same(got.toArray(), want, tolerance);
  if (ArrayBuffer.isView(got) && Array.isArray(want)) return same([...(got as never as number[])], want, tolerance);
  if (typeof want === 'number') {
    if (typeof got !== 'number') return false;
    return Object.is(got, want) || Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want));
  }
  if (Array.isArray(want)) {
    if (!Array.isArray(got) || got.length !== want.length) return false;
    return want.every((item, k) => same(got[k], item, tolerance));
  }
  if (typeof want === 'object' && want !== null) {
    if (typeof got !== 'object' || got === null) return false;
    return Object.entries(want).every(([key, item]) => same((got as Record<string, unknown>)[key], item, tolerance));
  }
  return got === want;
}

/** Is a value what a comment claims? undefined where the comment is prose. */
export function holds(claim: Claim, value: unknown): boolean | undefined {
  if (claim.kind === 'error') return false;
  if (claim.kind === 'value' && same(value, claim.value, claim.tolerance)) return true;
  if (String(value) === claim.text || inspect(value) === claim.text) return true;
  return claim.kind === 'prose' ? undefined : false;
}
