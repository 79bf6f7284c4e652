/** Expressions as text: SymPy's own notation, LaTeX, and two-dimensional. */
import { Expr, MINUS_ONE, coefficient, isNumber, isOne, negate, power, product, rationalOf, toNumber } from './expr.js';
import { rational, abs as bigAbs } from './rational.js';
import { fraction } from './expr.js';

/** The degree of a term in each symbol, for the order of terms. */
function degrees(term: Expr, names: readonly string[]): number[] {
  const found = new Map<string, number>();
  const visit = (e: Expr): void => {
    if (e.kind === 'product') e.args.forEach(visit);
    else if (e.kind === 'symbol') found.set(e.name, (found.get(e.name) ?? 0) + 1);
    else if (e.kind === 'power' && e.args[0]!.kind === 'symbol' && isNumber(e.args[1]!)) {
      found.set(e.args[0]!.name, (found.get(e.args[0]!.name) ?? 0) + toNumber(e.args[1]!));
    }
  };
  visit(term);
  return names.map((name) => found.get(name) ?? 0);
}

/** Terms as SymPy prints them: higher powers first, numbers last. */
export function orderedTerms(e: Expr): Expr[] {
  const names = [...e.freeSymbols].sort();
  const rows = e.args.map((term) => ({ term, d: degrees(term, names), plain: coefficient(term)[1] }));
  const isConstant = (t: Expr): number => (t.freeSymbols.size === 0 ? 1 : 0);
  rows.sort((a, b) => {
    for (let k = 0; k < names.length; k++) if (a.d[k] !== b.d[k]) return b.d[k]! - a.d[k]!;
    return (
      (isNumber(a.term) ? 1 : 0) - (isNumber(b.term) ? 1 : 0) ||
      isConstant(a.term) - isConstant(b.term) ||
      (a.plain.key < b.plain.key ? -1 : 1)
    );
  });
  const terms = rows.map((row) => row.term);
  // Two terms, a positive number and something taken from it: 1 - x, not -x + 1.
  const [first, last] = terms;
  if (terms.length === 2 && (isNumber(last!) || last!.kind === 'constant') && toNumber(coefficient(last!)[0]) > 0) {
    if (
      first!.kind === 'product' &&
      first!.args.length === 2 &&
      isNumber(first!.args[0]!) &&
      toNumber(first!.args[0]!) < 0
    )
      terms.reverse();
  }
  return terms;
}

const isNegative = (e: Expr): boolean => toNumber(coefficient(e)[0]) < 0;

function floatText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return value.toFixed(1);
  return String(Number(value.toPrecision(15)));
}

/** The factors above and below the line. */
function overUnder(e: Expr): { sign: boolean; over: Expr[]; under: Expr[] } {
  const [c, rest] = coefficient(e);
  const over: Expr[] = [];
  const under: Expr[] = [];
  const value = toNumber(c);
  if (c.kind === 'rational') {
    const { p, q } = rationalOf(c);
    if (bigAbs(p) !== 1n) over.push(fraction(rational(bigAbs(p))));
    if (q !== 1n) under.push(fraction(rational(q)));
  } else over.push(value < 0 ? negate(c) : c);
  if (!isOne(rest)) {
    for (const factor of rest.kind === 'product' ? rest.args : [rest]) {
      if (factor.kind === 'power' && isNegative(factor.args[1]!) && factor.args[1]!.kind !== 'sum')
        under.push(power(factor.args[0]!, negate(factor.args[1]!)));
      else over.push(factor);
    }
  }
  return { sign: value < 0, over, under };
}

/** SymPy's text: `x**2 + 2*x + 1`. */
export function toText(e: Expr): string {
  switch (e.kind) {
    case 'rational': {
      const { p, q } = rationalOf(e);
      return q === 1n ? `${p}` : `${p}/${q}`;
    }
    case 'float':
      return floatText(e.value as number);
    case 'constant':
    case 'symbol':
      return e.name;
    case 'call':
      return `${e.name === 'abs' ? 'Abs' : e.name}(${e.args.map(toText).join(', ')})`;
    case 'sum':
      return orderedTerms(e)
        .map((term, k) => {
          const negative = isNegative(term);
          const text = toText(negative ? negate(term) : term);
          return k === 0 ? (negative ? `-${text}` : text) : `${negative ? ' - ' : ' + '}${text}`;
        })
        .join('');
    case 'power': {
      const [base, exponent] = [e.args[0]!, e.args[1]!];
      if (exponent.key === '1/2') return `sqrt(${toText(base)})`;
      if (exponent.key === '-1/1' || exponent.key === '-1/2') {
        const inner = power(base, negate(exponent));
        return `1/${wrap(inner, inner.kind === 'sum' || inner.kind === 'product')}`;
      }
      const small =
        base.kind === 'symbol' ||
        base.kind === 'call' ||
        base.kind === 'constant' ||
        (base.kind === 'rational' && rationalOf(base).q === 1n && rationalOf(base).p >= 0n);
      const plain =
        exponent.kind === 'symbol' ||
        exponent.kind === 'constant' ||
        exponent.kind === 'call' ||
        (exponent.kind === 'rational' && rationalOf(exponent).q === 1n && rationalOf(exponent).p >= 0n);
      return `${wrap(base, !small)}**${wrap(exponent, !plain)}`;
    }
    case 'product': {
      const { sign, over, under } = overUnder(e);
      const factor = (f: Expr): string => wrap(f, f.kind === 'sum');
      const top = over.length === 0 ? '1' : over.map(factor).join('*');
      const bottom = under.map(factor).join('*');
      const below = under.length === 0 ? '' : under.length === 1 ? `/${bottom}` : `/(${bottom})`;
      return `${sign ? '-' : ''}${top}${below}`;
    }
  }
}

const wrap = (e: Expr, needed: boolean): string => (needed ? `(${toText(e)})` : toText(e));

const GREEK = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta', 'iota', 'kappa', 'lambda', 'mu', 'nu', 'xi', 'rho', 'sigma', 'tau', 'upsilon', 'phi', 'chi', 'psi', 'omega']; // prettier-ignore

/**
 * An expression as LaTeX.
 *
 * @example
 * latex(sympify('x**2/2')); // '\\frac{x^{2}}{2}'
 */
export function latex(e: Expr): string {
  const group = (inner: Expr): string => `\\left(${latex(inner)}\\right)`;
  switch (e.kind) {
    case 'rational': {
      const { p, q } = rationalOf(e);
      return q === 1n ? `${p}` : `${p < 0n ? '- ' : ''}\\frac{${bigAbs(p)}}{${q}}`;
    }
    case 'float':
      return floatText(e.value as number);
    case 'constant':
      return { pi: '\\pi', E: 'e', I: 'i', oo: '\\infty' }[e.name] ?? e.name;
    case 'symbol': {
      const [head, ...tail] = e.name.split('_');
      const name = GREEK.includes(head!) ? `\\${head}` : head!;
      const digits = /^(\D+)(\d+)$/.exec(name);
      const low = tail.length > 0 ? tail.join(' ') : digits?.[2];
      return low === undefined ? name : `${tail.length > 0 ? name : digits![1]}_{${low}}`;
    }
    case 'call': {
      const inner = e.args.map(latex).join(', ');
      if (e.name === 'exp') return `e^{${inner}}`;
      if (e.name === 'abs') return `\\left|{${inner}}\\right|`;
      const name =
        {
          asin: '\\operatorname{asin}',
          acos: '\\operatorname{acos}',
          atan: '\\operatorname{atan}',
          erf: '\\operatorname{erf}',
          asinh: '\\operatorname{asinh}',
          acosh: '\\operatorname{acosh}',
          atanh: '\\operatorname{atanh}',
          sign: '\\operatorname{sign}',
          Ei: '\\operatorname{Ei}',
          Si: '\\operatorname{Si}',
          Ci: '\\operatorname{Ci}',
          li: '\\operatorname{li}',
        }[e.name] ?? `\\${e.name}`;
      return `${name}{\\left(${inner} \\right)}`;
    }
    case 'sum':
      return orderedTerms(e)
        .map((term, k) => {
          const negative = isNegative(term);
          const text = latex(negative ? negate(term) : term);
          return k === 0 ? (negative ? `- ${text}` : text) : `${negative ? ' - ' : ' + '}${text}`;
        })
        .join('');
    case 'power': {
      const [base, exponent] = [e.args[0]!, e.args[1]!];
      if (exponent.kind === 'rational' && rationalOf(exponent).p === 1n) {
        const n = rationalOf(exponent).q;
        return n === 2n ? `\\sqrt{${latex(base)}}` : `\\sqrt[${n}]{${latex(base)}}`;
      }
      if (exponent.kind === 'rational' && toNumber(exponent) < 0)
        return `\\frac{1}{${latex(power(base, negate(exponent)))}}`;
      const small =
        base.kind === 'symbol' ||
        base.kind === 'constant' ||
        (base.kind === 'rational' && rationalOf(base).q === 1n && rationalOf(base).p >= 0n);
      if (base.kind === 'call' && base.name !== 'exp' && isNumber(exponent) && base.name !== 'abs')
        return latex(base).replace(/\{\\left/, `^{${latex(exponent)}}{\\left`);
      return `${small ? latex(base) : group(base)}^{${latex(exponent)}}`;
    }
    case 'product': {
      const { sign, over, under } = overUnder(e);
      const join = (list: readonly Expr[]): string =>
        list.length === 0
          ? '1'
          : list.map((f) => (f.kind === 'sum' && list.length > 1 ? group(f) : latex(f))).join(' ');
      const text = under.length === 0 ? join(over) : `\\frac{${join(over)}}{${join(under)}}`;
      return `${sign ? '- ' : ''}${text}`;
    }
  }
}

/** A block of text and the row of its base line. */
interface Block {
  rows: string[];
  base: number;
}

const line = (text: string): Block => ({ rows: [text], base: 0 });
const width = (block: Block): number => [...block.rows[0]!].length;

function beside(blocks: readonly Block[]): Block {
  const above = Math.max(...blocks.map((b) => b.base));
  const below = Math.max(...blocks.map((b) => b.rows.length - b.base));
  const rows = Array.from({ length: above + below }, (_, r) =>
    blocks.map((b) => b.rows[r - above + b.base] ?? ' '.repeat(width(b))).join(''),
  );
  return { rows, base: above };
}

function centred(text: string, room: number): string {
  const free = room - [...text].length;
  return ' '.repeat(Math.floor(free / 2)) + text + ' '.repeat(free - Math.floor(free / 2));
}

function over(top: Block, bottom: Block): Block {
  const room = Math.max(width(top), width(bottom));
  return {
    rows: [...top.rows.map((r) => centred(r, room)), '─'.repeat(room), ...bottom.rows.map((r) => centred(r, room))],
    base: top.rows.length,
  };
}

function brackets(inner: Block): Block {
  const n = inner.rows.length;
  if (n === 1) return beside([line('('), inner, line(')')]);
  const side = (first: string, middle: string, last: string): Block => ({
    rows: [first, ...Array<string>(n - 2).fill(middle), last],
    base: inner.base,
  });
  return beside([side('⎛', '⎜', '⎝'), inner, side('⎞', '⎟', '⎠')]);
}

function raised(base: Block, exponent: Block): Block {
  const gap = ' '.repeat(width(base));
  return {
    rows: [...exponent.rows.map((r) => gap + r), ...base.rows.map((r) => r + ' '.repeat(width(exponent)))],
    base: base.base + exponent.rows.length,
  };
}

function blockOf(e: Expr): Block {
  switch (e.kind) {
    case 'rational': {
      const { p, q } = rationalOf(e);
      if (q === 1n) return line(`${p}`);
      return p < 0n ? beside([line('-'), over(line(`${-p}`), line(`${q}`))]) : over(line(`${p}`), line(`${q}`));
    }
    case 'constant':
      return line({ pi: 'π', E: 'ℯ', I: 'ⅈ', oo: '∞' }[e.name] ?? e.name);
    case 'call':
      if (e.name === 'exp') return raised(line('ℯ'), blockOf(e.args[0]!));
      return beside([line(e.name), brackets(blockOf(e.args[0]!))]);
    case 'sum':
      return beside(
        orderedTerms(e).flatMap((term, k) => {
          const negative = isNegative(term);
          const block = blockOf(negative ? negate(term) : term);
          return k === 0 ? (negative ? [line('-'), block] : [block]) : [line(negative ? ' - ' : ' + '), block];
        }),
      );
    case 'power': {
      const [base, exponent] = [e.args[0]!, e.args[1]!];
      if (exponent.key === '1/2') {
        const inner = blockOf(base);
        if (inner.rows.length === 1)
          return { rows: [' ' + '_'.repeat(width(inner)), '╲╱'.slice(1) + inner.rows[0]!], base: 1 };
      }
      if (exponent.kind === 'rational' && toNumber(exponent) < 0)
        return over(line('1'), blockOf(power(base, negate(exponent))));
      const small = base.kind === 'symbol' || base.kind === 'constant';
      return raised(small ? blockOf(base) : brackets(blockOf(base)), blockOf(exponent));
    }
    case 'product': {
      const { sign, over: top, under } = overUnder(e);
      const join = (list: readonly Expr[]): Block =>
        list.length === 0
          ? line('1')
          : beside(
              list.flatMap((f, k) => [
                ...(k > 0 ? [line('⋅')] : []),
                f.kind === 'sum' && list.length > 1 ? brackets(blockOf(f)) : blockOf(f),
              ]),
            );
      const block = under.length === 0 ? join(top) : over(join(top), join(under));
      return sign ? beside([line('-'), block]) : block;
    }
    default:
      return line(toText(e));
  }
}

/**
 * An expression over several lines, powers raised and fractions over a line.
 *
 * @example
 * console.log(pretty(sympify('x**2 + 1/x')));
 */
export function pretty(e: Expr): string {
  return blockOf(e)
    .rows.map((row) => row.trimEnd())
    .join('\n');
}

Expr.prototype.toString = function (this: Expr): string {
  return toText(this);
};
(Expr.prototype as unknown as Record<symbol, unknown>)[Symbol.for('nodejs.util.inspect.custom')] = function (
  this: Expr,
): string {
  return toText(this);
};
export { product, MINUS_ONE };
