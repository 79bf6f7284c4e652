/** Text to expressions: Python's and everyday notation (`x**2`, `x^2`, `2*x`, `sin(x)`). */
import { ValueError, describe } from '../core/errors.js';
import {
  E,
  I,
  Expr,
  call,
  fraction,
  number,
  negate,
  oo,
  pi,
  power,
  product,
  setReader,
  sum,
  symbol,
  MINUS_ONE,
} from './expr.js';
import { rational } from './rational.js';

/** Functions that are understood, with how many arguments. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  sin: 'sin', cos: 'cos', tan: 'tan', exp: 'exp', log: 'log', ln: 'log', sqrt: 'sqrt', asin: 'asin', acos: 'acos', atan: 'atan', arcsin: 'asin', arccos: 'acos',
  arctan: 'atan', sinh: 'sinh', cosh: 'cosh', tanh: 'tanh', asinh: 'asinh', acosh: 'acosh', atanh: 'atanh', abs: 'abs', Abs: 'abs', sign: 'sign', floor: 'floor',
  ceiling: 'ceiling', erf: 'erf', Ei: 'Ei', Si: 'Si', Ci: 'Ci', li: 'li',
}; // prettier-ignore

const CONSTANTS: Readonly<Record<string, Expr>> = { pi, E, I, oo };

class Parser {
  private at = 0;
  private readonly tokens: string[];

  constructor(
    private readonly text: string,
    private readonly constants: Readonly<Record<string, Expr>>,
  ) {
    const pattern = /\s*(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[\p{L}_][\p{L}\p{N}_]*|\*\*|[-+*/^(),])/uy;
    this.tokens = [];
    let end = 0;
    while (end < text.trimEnd().length) {
      pattern.lastIndex = end;
      const match = pattern.exec(text);
      if (match === null) {
        const found = text.slice(end).trim()[0];
        const equation = found === '=' ? '; an equation is written as what is to be zero, x**2 - 4' : '';
        this.fail(`unexpected ${describe(found)}${equation}`);
      }
      this.tokens.push(match![1]!);
      end = pattern.lastIndex;
    }
  }

  private fail(why: string): never {
    throw new ValueError(`sympify: cannot read ${describe(this.text)}: ${why}`);
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }

  read(): Expr {
    if (this.tokens.length === 0) this.fail('it is empty');
    const result = this.sum();
    if (this.at < this.tokens.length) {
      const token = this.tokens[this.at]!;
      const [before] = this.tokens.slice(this.at - 1);
      const product =
        /^[\p{L}_(]/u.test(token) && /^[\d.]+$/.test(before ?? '') ? `; a product is written ${before}*${token}` : '';
      this.fail(`unexpected ${describe(token)}${product}`);
    }
    return result;
  }

  private sum(): Expr {
    const terms = [this.product()];
    for (;;) {
      if (this.take('+')) terms.push(this.product());
      else if (this.take('-')) terms.push(negate(this.product()));
      else return sum(terms);
    }
  }

  private product(): Expr {
    const factors = [this.signed()];
    for (;;) {
      if (this.take('*')) factors.push(this.signed());
      else if (this.take('/')) factors.push(power(this.signed(), MINUS_ONE));
      else return product(factors);
    }
  }

  private signed(): Expr {
    if (this.take('-')) return negate(this.signed());
    if (this.take('+')) return this.signed();
    return this.power();
  }

  private power(): Expr {
    const base = this.atom();
    return this.take('**') || this.take('^') ? power(base, this.signed()) : base;
  }

  private atom(): Expr {
    const token = this.tokens[this.at++];
    if (token === undefined) this.fail('it ends too early');
    if (/^[\d.]/.test(token!)) {
      return /^\d+$/.test(token!) ? fraction(rational(BigInt(token!))) : number(Number(token));
    }
    if (token === '(') {
      const inner = this.sum();
      if (!this.take(')')) this.fail("a ')' is missing");
      return inner;
    }
    if (/^[\p{L}_]/u.test(token!)) {
      if (this.take('(')) {
        const name = FUNCTIONS[token!];
        if (name === undefined)
          this.fail(`there is no function ${describe(token)}; there are ${Object.keys(FUNCTIONS).join(', ')}`);
        const inner = this.sum();
        if (!this.take(')')) this.fail(`a ')' is missing after ${token}(`);
        return call(name!, [inner]);
      }
      return this.constants[token!] ?? symbol(token!);
    }
    return this.fail(`unexpected ${describe(token)}`);
  }
}

/**
 * Read an expression.
 *
 * @param text - such as `'x**2 + sin(x)/2'`; `^` is a power too
 * @throws ValueError that says what cannot be read
 * @example
 * sympify('x**2 + 2*x + 1');
 */
export function sympify(text: string): Expr {
  return new Parser(text, CONSTANTS).read();
}

/** Read the text of the algebra library, where e and i are constants. */
export function readAlgebra(text: string): Expr {
  return new Parser(text, { pi, e: E, i: I, Infinity: oo }).read();
}

setReader(sympify);
