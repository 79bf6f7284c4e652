/**
 * Kernels of special functions in TypeScript to C: functions of numbers that give a number, with loops, branches and constant tables.
 * What a kernel does beyond that (closures, objects, scratch arrays) throws `NotTranslated`; it stays JavaScript. The same operations
 * in the same order give the same bits, but for elementary functions and for the polynomials of src/special/fits, which are fused.
 */
import ts from 'typescript';
import { memberMeaning, type Meaning, type Source } from './kernelSources.js';

/** Thrown for what has no C. */
export class NotTranslated extends Error {}

/** A piece of C, and the pieces that it needs. */
export interface Piece {
  readonly name: string;
  /** A line that announces a function, so that the order of definitions does not matter. */
  readonly announce: string;
  readonly text: string;
  readonly needs: ReadonlySet<string>;
}

/** Functions of Math in C (elementary.h, functions.h); those in `PREAMBLE` begin with nls_. */
const MATH: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'exp log log1p expm1 log2 log10 cbrt hypot sinh cosh tanh asinh acosh atanh asin acos atan atan2 min max'
      .split(' ')
      .map((name) => [name, `nl_${name}`]),
  ),
  ...Object.fromEntries('sin cos tan round sign fround'.split(' ').map((name) => [name, `nls_${name}`])),
  abs: 'fabs',
  sqrt: 'sqrt',
  // The C library's: one at a time it is quicker than that for vectors.
  pow: 'pow',
  floor: 'floor',
  ceil: 'ceil',
  trunc: 'trunc',
};

/** What every unit of special functions begins with. */
export const PREAMBLE = `#define NLS_STRAIGHT static inline __attribute__((always_inline))
typedef struct{int32_t n;const double *at;}nls_row;
static inline double nls_sin(double x){return fabs(x)<=NL_LARGE_ANGLE?nl_sin(x):sin(x);}
static inline double nls_cos(double x){return fabs(x)<=NL_LARGE_ANGLE?nl_cos(x):cos(x);}
static inline double nls_tan(double x){return fabs(x)<=NL_LARGE_ANGLE?nl_tan(x):tan(x);}
static inline double nls_round(double x){const double f=floor(x);return x-f>=0.5?f+1.0:f;}
static inline double nls_sign(double x){return x>0?1.0:x<0?-1.0:x;}
static inline double nls_fround(double x){return (double)(float)x;}
static inline int nls_whole(double x){return floor(x)==x&&fabs(x)<INFINITY;}
static inline int nls_true(double x){return x==x&&x!=0;}
`;

const NUMBERS: Readonly<Record<string, number>> = {
  'Math.PI': Math.PI,
  'Math.E': Math.E,
  'Math.LN2': Math.LN2,
  'Math.LN10': Math.LN10,
  'Math.LOG2E': Math.LOG2E,
  'Math.LOG10E': Math.LOG10E,
  'Math.SQRT2': Math.SQRT2,
  'Math.SQRT1_2': Math.SQRT1_2,
  'Number.EPSILON': Number.EPSILON,
  'Number.MAX_VALUE': Number.MAX_VALUE,
  'Number.MIN_VALUE': Number.MIN_VALUE,
};

/** A number as C writes it. */
export function literal(value: number): string {
  if (Number.isNaN(value)) return '((double)NAN)';
  if (!Number.isFinite(value)) return value < 0 ? '(-INFINITY)' : 'INFINITY';
  const text = Object.is(value, -0) ? '-0.0' : String(value);
  return /[.e]/.test(text) ? `(${text})` : `(${text}.0)`;
}

/** Marks the name of a table of rows. */
const ROWS = '/*rows*/';

type Kind = 'number' | 'boolean' | 'integer' | 'row';
interface Value {
  readonly code: string;
  readonly kind: Kind;
}

const BINARY = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.PlusToken, '+'],
  [ts.SyntaxKind.MinusToken, '-'],
  [ts.SyntaxKind.AsteriskToken, '*'],
  [ts.SyntaxKind.SlashToken, '/'],
]);
const COMPARE = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '!='],
  [ts.SyntaxKind.LessThanToken, '<'],
  [ts.SyntaxKind.LessThanEqualsToken, '<='],
  [ts.SyntaxKind.GreaterThanToken, '>'],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>='],
]);
const ASSIGN = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.EqualsToken, '='],
  [ts.SyntaxKind.PlusEqualsToken, '+='],
  [ts.SyntaxKind.MinusEqualsToken, '-='],
  [ts.SyntaxKind.AsteriskEqualsToken, '*='],
  [ts.SyntaxKind.SlashEqualsToken, '/='],
]);

const refuse = (node: ts.Node): never => {
  throw new NotTranslated(`${ts.SyntaxKind[node.kind]}: ${node.getText().slice(0, 60)}`);
};

/** A whole number written out, maybe with its sign. */
function wholeNumber(node: ts.Expression): number | undefined {
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = wholeNumber(node.operand);
    return value === undefined ? undefined : -value;
  }
  if (!ts.isNumericLiteral(node)) return undefined;
  const value = Number(node.text);
  return Number.isInteger(value) && Math.abs(value) < 1e6 ? value : undefined;
}

/** Translates one function. */
class Translator {
  readonly needs = new Set<string>();
  private readonly scopes: Map<string, Kind>[] = [];
  private fresh = 0;

  constructor(
    private readonly source: Source,
    private readonly use: (source: Source) => string,
    private readonly table: (name: string, values: unknown) => 'row' | 'rows' | undefined,
  ) {}

  function(): Piece {
    const { node, name } = this.source;
    const scope = new Map<string, Kind>();
    this.scopes.push(scope);
    const parameters = node.parameters.map((one) => {
      if (!ts.isIdentifier(one.name)) return refuse(one);
      const kind = parameterKind(one);
      scope.set(one.name.text, kind);
      return `${kind === 'boolean' ? 'int' : 'double'} v_${one.name.text}`;
    });
    const returns = returnKind(node);
    const body = ts.isBlock(node.body!) ? this.block(node.body) : `{return ${this.as(node.body!, returns)};}`;
    const announce = `static ${returns === 'boolean' ? 'int' : 'double'} ${name}(${parameters.join(',')})`;
    return { name, announce: `${announce};\n`, text: `${announce}${body}\n`, needs: this.needs };
  }

  private kindOf(name: string): Kind | undefined {
    for (let k = this.scopes.length - 1; k >= 0; k--) {
      const kind = this.scopes[k]!.get(name);
      if (kind) return kind;
    }
    return undefined;
  }

  private block(node: ts.Block): string {
    this.scopes.push(new Map());
    const text = node.statements.map((one) => this.statement(one)).join('');
    this.scopes.pop();
    return `{${text}}`;
  }

  private statement(node: ts.Statement): string {
    if (ts.isBlock(node)) return this.block(node);
    if (ts.isVariableStatement(node)) return `${this.declarations(node.declarationList)};`;
    if (ts.isExpressionStatement(node)) return `${this.effect(node.expression)};`;
    if (ts.isIfStatement(node)) {
      const other = node.elseStatement ? `else ${this.statement(node.elseStatement)}` : '';
      return `if(${this.truth(node.expression)}){${this.statement(node.thenStatement)}}${other}`;
    }
    if (ts.isReturnStatement(node)) {
      if (!node.expression) return refuse(node);
      return `return ${this.as(node.expression, returnKind(this.source.node))};`;
    }
    if (ts.isWhileStatement(node)) return `while(${this.truth(node.expression)}){${this.statement(node.statement)}}`;
    if (ts.isDoStatement(node)) return `do{${this.statement(node.statement)}}while(${this.truth(node.expression)});`;
    if (ts.isForStatement(node)) return this.loop(node);
    if (ts.isBreakStatement(node) && !node.label) return 'break;';
    if (ts.isContinueStatement(node) && !node.label) return 'continue;';
    if (ts.isForOfStatement(node)) return this.loopOver(node);
    if (ts.isSwitchStatement(node)) return this.choice(node);
    return refuse(node);
  }

  private loop(node: ts.ForStatement): string {
    this.scopes.push(new Map());
    const { initializer, condition, incrementor } = node;
    let first = '';
    if (initializer) {
      first = ts.isVariableDeclarationList(initializer) ? this.declarations(initializer) : this.effect(initializer);
    }
    const text = `{${first};for(;${condition ? this.truth(condition) : ''};${incrementor ? this.effect(incrementor) : ''}){${this.statement(node.statement)}}}`;
    this.scopes.pop();
    return text;
  }

  /** A choice among whole numbers, each of whose cases returns. */
  private choice(node: ts.SwitchStatement): string {
    const cases = node.caseBlock.clauses.map((clause) => {
      const label = ts.isCaseClause(clause) ? wholeNumber(clause.expression) : undefined;
      if (ts.isCaseClause(clause) && label === undefined) return refuse(node);
      const body = clause.statements.map((one) => this.statement(one)).join('');
      return `${label === undefined ? 'default' : `case ${label}`}:${body}`;
    });
    return `switch(${this.index(node.expression)}){${cases.join('')}}`;
  }

  /** `for (const one of TABLE)`. */
  private loopOver(node: ts.ForOfStatement): string {
    const { initializer } = node;
    if (!ts.isVariableDeclarationList(initializer)) return refuse(node);
    const name = initializer.declarations[0]!.name;
    if (!ts.isIdentifier(name)) return refuse(node);
    const row = this.value(node.expression);
    if (row.kind !== 'row' || row.code.endsWith(ROWS)) return refuse(node);
    const at = `i${this.fresh++}`;
    this.scopes.push(new Map([[name.text, 'number' as Kind]]));
    const body = this.statement(node.statement);
    this.scopes.pop();
    return `for(int32_t ${at}=0;${at}<${row.code}.n;${at}++){const double v_${name.text}=${row.code}.at[${at}];${body}}`;
  }

  private declarations(list: ts.VariableDeclarationList): string {
    return list.declarations
      .map((one) => {
        const scope = this.scopes[this.scopes.length - 1]!;
        if (!ts.isIdentifier(one.name)) return this.several(one, scope);
        const name = one.name.text;
        if (!one.initializer) {
          const kind = one.type?.kind === ts.SyntaxKind.BooleanKeyword ? 'boolean' : 'number';
          scope.set(name, kind);
          return `${kind === 'boolean' ? 'int' : 'double'} v_${name}`;
        }
        const isCounter = !(list.flags & ts.NodeFlags.Const) && this.counts(one);
        if (isCounter) {
          const first = this.index(one.initializer);
          scope.set(name, 'integer');
          return `int32_t v_${name}=${first}`;
        }
        const value = this.value(one.initializer);
        if (value.kind === 'integer') {
          scope.set(name, 'number');
          return `double v_${name}=(double)${value.code}`;
        }
        scope.set(name, value.kind);
        return `${{ number: 'double', boolean: 'int', row: 'nls_row' }[value.kind]} v_${name}=${value.code}`;
      })
      .join(';');
  }

  /** `const [a, b] = [x, y]`. */
  private several({ name, initializer }: ts.VariableDeclaration, scope: Map<string, Kind>): string {
    if (!ts.isArrayBindingPattern(name) || !initializer || !ts.isArrayLiteralExpression(initializer))
      return refuse(name);
    const values = initializer.elements.map((one) => this.number(one));
    return name.elements
      .map((one, k) => {
        if (!ts.isBindingElement(one) || !ts.isIdentifier(one.name)) return refuse(name);
        scope.set(one.name.text, 'number');
        return `double v_${one.name.text}=${values[k]!}`;
      })
      .join(';');
  }

  /** Does a variable count in whole numbers only, from one that is written out? */
  private counts(declaration: ts.VariableDeclaration): boolean {
    const { initializer } = declaration;
    const name = (declaration.name as ts.Identifier).text;
    if (!initializer || !this.isWhole(initializer)) return false;
    let whole = true;
    const visit = (node: ts.Node): void => {
      if (ts.isBinaryExpression(node) && ts.isIdentifier(node.left) && node.left.text === name) {
        const operator = node.operatorToken.kind;
        if (ASSIGN.has(operator)) {
          const steps = operator === ts.SyntaxKind.PlusEqualsToken || operator === ts.SyntaxKind.MinusEqualsToken;
          if (!steps || wholeNumber(node.right) === undefined) whole = false;
        }
      }
      if (ts.isArrayLiteralExpression(node) && node.elements.some((one) => one.getText() === name)) whole = false;
      ts.forEachChild(node, visit);
    };
    visit(this.source.node);
    return whole;
  }

  private isWhole(node: ts.Expression): boolean {
    if (ts.isConditionalExpression(node)) return this.isWhole(node.whenTrue) && this.isWhole(node.whenFalse);
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      const sum = kind === ts.SyntaxKind.PlusToken || kind === ts.SyntaxKind.MinusToken;
      return sum && this.isWhole(node.left) && this.isWhole(node.right);
    }
    return wholeNumber(node) !== undefined || (ts.isPropertyAccessExpression(node) && node.name.text === 'length');
  }

  /** An expression that is there for what it does. */
  private effect(node: ts.Expression): string {
    if (ts.isParenthesizedExpression(node)) return this.effect(node.expression);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const operator =
        node.operator === ts.SyntaxKind.PlusPlusToken
          ? '+=1'
          : node.operator === ts.SyntaxKind.MinusMinusToken
            ? '-=1'
            : undefined;
      if (!operator || !ts.isIdentifier(node.operand)) return refuse(node);
      return `v_${node.operand.text}${operator}`;
    }
    if (!ts.isBinaryExpression(node)) return refuse(node);
    if (node.operatorToken.kind === ts.SyntaxKind.CommaToken)
      return `${this.effect(node.left)},${this.effect(node.right)}`;
    const operator = ASSIGN.get(node.operatorToken.kind);
    if (!operator) return refuse(node);
    if (ts.isArrayLiteralExpression(node.left) && ts.isArrayLiteralExpression(node.right)) {
      return this.exchange(node.left, node.right);
    }
    if (!ts.isIdentifier(node.left)) return refuse(node);
    const kind = this.kindOf(node.left.text);
    if (!kind) return refuse(node);
    if (operator === '=' && ts.isBinaryExpression(node.right) && ASSIGN.has(node.right.operatorToken.kind)) {
      // a = b = value
      const inner = node.right.left;
      if (!ts.isIdentifier(inner)) return refuse(node);
      return `${this.effect(node.right)},v_${node.left.text}=v_${inner.text}`;
    }
    if (kind === 'integer') return `v_${node.left.text}${operator}${this.index(node.right)}`;
    return `v_${node.left.text}${operator}${this.as(node.right, kind)}`;
  }

  /** `[a, b] = [c, d]`: through new variables, in a statement expression. */
  private exchange(left: ts.ArrayLiteralExpression, right: ts.ArrayLiteralExpression): string {
    const names = left.elements.map((one) => (ts.isIdentifier(one) ? one.text : refuse(one)));
    const mark = this.fresh++;
    const kinds = names.map((name) => this.kindOf(name) ?? refuse(left));
    const before = right.elements.map((one, k) => `double e${mark}_${k}=${this.as(one, kinds[k]!)};`);
    return `({${before.join('')}${names.map((name, k) => `v_${name}=e${mark}_${k};`).join('')}})`;
  }

  /** A value as another kind. */
  private as(node: ts.Expression, kind: Kind, value = this.value(node)): string {
    if (kind === 'boolean' && value.kind === 'number') return `nls_true(${value.code})`;
    if (kind === 'boolean' && value.kind === 'integer') return `(${value.code}!=0)`;
    if (kind === 'number' && value.kind === 'integer') return `((double)${value.code})`;
    if (value.kind !== kind) return refuse(node);
    return value.code;
  }

  private number(node: ts.Expression): string {
    return this.as(node, 'number');
  }

  private truth(node: ts.Expression): string {
    return this.as(node, 'boolean');
  }

  /** A place in a table, or a count, as an integer. */
  private index(node: ts.Expression): string {
    const value = this.value(node);
    if (value.kind === 'integer') return value.code;
    return value.kind === 'number' ? `((int32_t)${value.code})` : refuse(node);
  }

  private value(node: ts.Expression): Value {
    if (ts.isParenthesizedExpression(node)) return this.value(node.expression);
    if (ts.isNonNullExpression(node) || ts.isAsExpression(node)) return this.value(node.expression);
    if (ts.isNumericLiteral(node)) return { code: literal(Number(node.text)), kind: 'number' };
    if (node.kind === ts.SyntaxKind.TrueKeyword) return { code: '1', kind: 'boolean' };
    if (node.kind === ts.SyntaxKind.FalseKeyword) return { code: '0', kind: 'boolean' };
    if (ts.isIdentifier(node)) return this.name(node);
    if (ts.isPrefixUnaryExpression(node)) return this.unary(node);
    if (ts.isBinaryExpression(node)) return this.binary(node);
    if (ts.isConditionalExpression(node)) {
      const [a, b] = [this.value(node.whenTrue), this.value(node.whenFalse)];
      const kind = a.kind === b.kind ? a.kind : 'number';
      const [yes, no] = [this.as(node.whenTrue, kind, a), this.as(node.whenFalse, kind, b)];
      return { code: `(${this.truth(node.condition)}?${yes}:${no})`, kind };
    }
    if (ts.isElementAccessExpression(node)) {
      const row = this.value(node.expression);
      if (row.kind !== 'row') return refuse(node);
      const at = this.index(node.argumentExpression);
      return row.code.endsWith(ROWS)
        ? { code: `${row.code}[${at}]`.replace(ROWS, ''), kind: 'row' }
        : { code: `${row.code}.at[${at}]`, kind: 'number' };
    }
    if (ts.isPropertyAccessExpression(node)) return this.property(node);
    if (ts.isCallExpression(node)) return this.call(node);
    return refuse(node);
  }

  private name(node: ts.Identifier): Value {
    const kind = this.kindOf(node.text);
    if (kind) return { code: `v_${node.text}`, kind };
    if (node.text === 'Infinity') return { code: 'INFINITY', kind: 'number' };
    if (node.text === 'NaN') return { code: '((double)NAN)', kind: 'number' };
    return this.constant(this.source.file.meaning(node.text), node);
  }

  private constant(meaning: Meaning | undefined, node: ts.Node): Value {
    if (meaning?.kind !== 'constant') return refuse(node);
    const { name, value } = meaning;
    if (typeof value === 'number') return { code: literal(value), kind: 'number' };
    const table = this.table(name, value);
    if (!table) return refuse(node);
    this.needs.add(name);
    return { code: table === 'rows' ? `${name}${ROWS}` : name, kind: 'row' };
  }

  private property(node: ts.PropertyAccessExpression): Value {
    const known = NUMBERS[node.getText()];
    if (known !== undefined) return { code: literal(known), kind: 'number' };
    if (node.name.text === 'length') {
      const row = this.value(node.expression);
      if (row.kind !== 'row') return refuse(node);
      return { code: row.code.endsWith(ROWS) ? `${row.code.replace(ROWS, '')}_n` : `${row.code}.n`, kind: 'integer' };
    }
    return this.constant(memberMeaning(this.source.file, node), node);
  }

  private unary(node: ts.PrefixUnaryExpression): Value {
    if (node.operator === ts.SyntaxKind.ExclamationToken)
      return { code: `(!${this.truth(node.operand)})`, kind: 'boolean' };
    if (node.operator !== ts.SyntaxKind.MinusToken) return refuse(node);
    return { code: `(-${this.number(node.operand)})`, kind: 'number' };
  }

  private binary(node: ts.BinaryExpression): Value {
    const { left, right } = node;
    const operator = node.operatorToken.kind;
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken) {
      // Both sides at once where that costs nothing, so that the loop may become vector code.
      const sign = (operator === ts.SyntaxKind.BarBarToken ? '||' : '&&').slice(isPlain(right) ? 1 : 0);
      return { code: `(${this.truth(left)}${sign}${this.truth(right)})`, kind: 'boolean' };
    }
    const compare = COMPARE.get(operator);
    if (compare) {
      const [a, b] = [this.value(left), this.value(right)];
      if (a.kind === b.kind && a.kind !== 'row') return { code: `(${a.code}${compare}${b.code})`, kind: 'boolean' };
      return { code: `(${this.as(left, 'number', a)}${compare}${this.as(right, 'number', b)})`, kind: 'boolean' };
    }
    if (operator === ts.SyntaxKind.PercentToken) {
      const [a, by] = [this.value(left), wholeNumber(right)];
      if (a.kind === 'integer' && by) return { code: `(${a.code}%${by})`, kind: 'integer' };
      return { code: `fmod(${this.as(left, 'number', a)},${this.number(right)})`, kind: 'number' };
    }
    if (operator === ts.SyntaxKind.AsteriskAsteriskToken) {
      return { code: `pow(${this.number(left)},${this.number(right)})`, kind: 'number' };
    }
    if (operator === ts.SyntaxKind.AmpersandToken) {
      const integer = (of: ts.Expression, value = this.value(of)): string =>
        value.kind === 'integer' ? value.code : `nl_to_int32(${this.as(of, 'number', value)})`;
      return { code: `(${integer(left)}&${integer(right)})`, kind: 'integer' };
    }
    const sign = BINARY.get(operator);
    if (!sign) return refuse(node);
    if (sign === '+' && this.source.file.isFits) {
      const product = [right, left].map(unwrapped).find((one) => isProduct(one));
      if (product) {
        const rest = unwrapped(right) === product ? left : right;
        const factors = `${this.number(product.left)},${this.number(product.right)}`;
        return { code: `NL_FMA(${factors},${this.number(rest)})`, kind: 'number' };
      }
    }
    const [a, b] = [this.value(left), this.value(right)];
    if (sign === '+' || sign === '-') {
      // Counts stay integers while whole numbers are added.
      const whole = (value: Value, of: ts.Expression): string | undefined =>
        value.kind === 'integer' ? value.code : wholeNumber(of)?.toString();
      const [x, y] = [whole(a, left), whole(b, right)];
      if ((a.kind === 'integer' || b.kind === 'integer') && x !== undefined && y !== undefined) {
        return { code: `(${x}${sign}${y})`, kind: 'integer' };
      }
    }
    return { code: `(${this.as(left, 'number', a)}${sign}${this.as(right, 'number', b)})`, kind: 'number' };
  }

  private call(node: ts.CallExpression): Value {
    const { expression } = node;
    if (ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression)) {
      const [of, name] = [expression.expression.text, expression.name.text];
      if (of === 'Math') {
        const fn = MATH[name];
        if (!fn) return refuse(node);
        const codes = node.arguments.map((one) => this.number(one));
        if ((name === 'min' || name === 'max') && codes.length > 2) {
          return { code: codes.reduce((a, b) => `${fn}(${a},${b})`), kind: 'number' };
        }
        if (name === 'hypot' && codes.length !== 2) return refuse(node);
        return { code: `${fn}(${codes.join(',')})`, kind: 'number' };
      }
      if (of === 'Number') {
        const x = this.number(node.arguments[0]!);
        if (name === 'isFinite') return { code: `nl_isFinite(${x})`, kind: 'boolean' };
        if (name === 'isInteger') return { code: `nls_whole(${x})`, kind: 'boolean' };
        if (name === 'isNaN') return { code: `isnan(${x})`, kind: 'boolean' };
        return refuse(node);
      }
    }
    const meaning = ts.isIdentifier(expression)
      ? this.kindOf(expression.text) === undefined
        ? this.source.file.meaning(expression.text)
        : undefined
      : ts.isPropertyAccessExpression(expression)
        ? memberMeaning(this.source.file, expression)
        : undefined;
    if (meaning?.kind === 'intrinsic' && ['pow', 'exp2', 'ldexp'].includes(meaning.name)) {
      const fn = meaning.name === 'pow' ? 'pow' : `nl_${meaning.name}`;
      return { code: `${fn}(${node.arguments.map((one) => this.number(one)).join(',')})`, kind: 'number' };
    }
    if (meaning?.kind !== 'function') return refuse(node);
    const { source } = meaning;
    const args = source.node.parameters.map((one, k) => {
      const given = node.arguments[k] ?? one.initializer;
      if (!given) return refuse(node);
      return this.as(given, parameterKind(one));
    });
    const kind = returnKind(source.node);
    this.needs.add(this.use(source));
    return { code: `${source.name}(${args.join(',')})`, kind };
  }
}

function unwrapped(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? unwrapped(node.expression) : node;
}

/** Is it only arithmetic of variables and numbers, which may be computed though it is not wanted? */
function isPlain(node: ts.Node): boolean {
  if (ts.isCallExpression(node) || ts.isElementAccessExpression(node)) return false;
  return ts.forEachChild(node, (child) => (isPlain(child) ? undefined : true)) === undefined;
}

const isProduct = (node: ts.Expression): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskToken;

function parameterKind(node: ts.ParameterDeclaration): Kind {
  if (node.questionToken || node.dotDotDotToken) return refuse(node);
  if (node.type) {
    if (node.type.kind === ts.SyntaxKind.NumberKeyword) return 'number';
    if (node.type.kind === ts.SyntaxKind.BooleanKeyword) return 'boolean';
    return refuse(node);
  }
  const first = node.initializer?.kind;
  if (first === ts.SyntaxKind.TrueKeyword || first === ts.SyntaxKind.FalseKeyword) return 'boolean';
  return first === ts.SyntaxKind.NumericLiteral ? 'number' : refuse(node);
}

function returnKind(node: ts.FunctionDeclaration | ts.ArrowFunction): Kind {
  if (node.type?.kind === ts.SyntaxKind.BooleanKeyword) return 'boolean';
  if (node.type === undefined || node.type.kind === ts.SyntaxKind.NumberKeyword) return 'number';
  return refuse(node);
}

/** So many characters of C a function may have that is written out where it is called: loops of such functions become vector code. */
const STRAIGHT = 15000;

/** A function that is always written out where it is called. */
const straight = (piece: Piece): Piece => {
  const inline = (text: string): string => text.replace(/^static (?=double|int)/, 'NLS_STRAIGHT ');
  return piece.announce === '' ? piece : { ...piece, announce: inline(piece.announce), text: inline(piece.text) };
};

/** Pieces of C for kernels, each made once. */
export class KernelLibrary {
  private readonly pieces = new Map<string, Piece | NotTranslated | null>();
  private readonly weights = new Map<string, number>();

  /** The name of a kernel's function in C; throws `NotTranslated`. */
  add(source: Source): string {
    const known = this.pieces.get(source.name);
    if (known instanceof NotTranslated) throw known;
    if (known !== undefined) return source.name;
    // Null while it is being made: it may call itself.
    this.pieces.set(source.name, null);
    try {
      const translator = new Translator(
        source,
        (other) => this.add(other),
        (name, values) => this.addTable(name, values),
      );
      this.pieces.set(source.name, translator.function());
    } catch (error) {
      if (!(error instanceof NotTranslated)) throw error;
      this.pieces.set(source.name, error);
      throw error;
    }
    return source.name;
  }

  private addTable(name: string, values: unknown): 'row' | 'rows' | undefined {
    const isRow = (one: unknown): one is ArrayLike<number> =>
      (Array.isArray(one) || one instanceof Float64Array) && Array.from(one).every((x) => typeof x === 'number');
    const list = (row: ArrayLike<number>): string => Array.from(row, literal).join(',');
    if (isRow(values)) {
      const text = `static const double ${name}_v[]={${list(values)}};\nstatic const nls_row ${name}={${values.length},${name}_v};\n`;
      this.pieces.set(name, { name, announce: '', text, needs: new Set() });
      return 'row';
    }
    if (!Array.isArray(values) || !values.every(isRow)) return undefined;
    const rows = values.map((row, k) => `static const double ${name}_${k}[]={${list(row)}};\n`).join('');
    const table = values.map((row, k) => `{${row.length},${name}_${k}}`).join(',');
    const text = `${rows}static const nls_row ${name}[]={${table}};\nenum{${name}_n=${values.length}};\n`;
    this.pieces.set(name, { name, announce: '', text, needs: new Set() });
    return 'rows';
  }

  /** How long a function is with all that it calls written out; Infinity with loops, or where it calls itself. */
  private weight(name: string): number {
    const known = this.weights.get(name);
    if (known !== undefined) return known;
    const piece = this.pieces.get(name);
    if (!piece || piece instanceof NotTranslated) return Infinity;
    if (piece.announce === '') return 0;
    // While it is being weighed it is too long, so that what calls itself is.
    this.weights.set(name, Infinity);
    let total = /\b(for|while|do|switch)\b/.test(piece.text) ? Infinity : piece.text.length;
    for (const need of piece.needs) total += this.weight(need) * (piece.text.split(`${need}(`).length - 1);
    this.weights.set(name, total);
    return total;
  }

  /** A piece and all that it needs: tables first. Throws `NotTranslated` if something it needs has no C. */
  support(name: string): Piece[] {
    const found = new Map<string, Piece>();
    const visit = (one: string): void => {
      if (found.has(one)) return;
      const piece = this.pieces.get(one);
      if (!piece || piece instanceof NotTranslated) throw piece ?? new NotTranslated(one);
      found.set(one, piece);
      piece.needs.forEach(visit);
    };
    visit(name);
    const pieces = [...found.values()].map((piece) => (this.weight(piece.name) <= STRAIGHT ? straight(piece) : piece));
    return pieces.sort((a, b) => Number(a.announce !== '') - Number(b.announce !== ''));
  }
}
