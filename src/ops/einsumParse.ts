/**
 * What an einsum asks for: subscripts in text or as lists, the ellipsis spelt out, every label's length known. A label
 * is one letter; the axes that an ellipsis stands for get letters that the subscripts do not use.
 */
import { asNDArray, type ArrayLike } from '../core/arrayLike.js';
import { DTypeError, ValueError, describe, shapeText } from '../core/errors.js';
import { NDArray } from '../core/ndarray.js';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** One axis in a list of subscripts: a number from 0 to 51, or `'...'`. */
export type Sublist = readonly (number | '...')[];

/** An einsum that has been read. */
export interface Contraction {
  readonly operands: readonly NDArray[];
  /** The labels of each operand's axes, without an ellipsis. */
  readonly inputs: readonly string[];
  /** The labels of the result's axes. */
  readonly output: string;
  /** The length that each label stands for. */
  readonly lengths: ReadonlyMap<string, number>;
}

/** Operands and subscripts of the form `einsum(a, [0, 1], b, [1, 2], [0, 2])` as subscripts in text. */
function fromSublists(functionName: string, args: readonly unknown[]): [string, unknown[]] {
  const operands: unknown[] = [];
  const lists: Sublist[] = [];
  let output: Sublist | undefined;
  for (let i = 0; i < args.length; i += 2) {
    if (i + 1 < args.length) {
      operands.push(args[i]);
      lists.push(args[i + 1] as Sublist);
    } else output = args[i] as Sublist;
  }
  const text = (list: Sublist): string => {
    if (!Array.isArray(list))
      throw new DTypeError(`${functionName}: subscripts must be a list of integers, got ${describe(list)}`);
    return (list as Sublist)
      .map((item) => {
        if (item === '...') return '...';
        const letter = typeof item === 'number' ? LETTERS[item] : undefined;
        if (letter === undefined)
          throw new ValueError(
            `${functionName}: subscript is not within the valid range [0, 52), got ${describe(item)}`,
          );
        return letter;
      })
      .join('');
  };
  return [lists.map(text).join(',') + (output ? `->${text(output)}` : ''), operands];
}

/**
 * Read the operands of `einsum`.
 *
 * @param functionName - for messages
 * @param args - subscripts and operands, or operands and lists of labels
 * @throws ValueError for subscripts that do not fit the operands, in NumPy's words
 */
export function parseEinsum(functionName: string, args: readonly unknown[]): Contraction {
  if (args.length === 0)
    throw new ValueError(`${functionName}: must specify the einstein sum subscripts string and at least one operand`);
  const [subscripts, given] =
    typeof args[0] === 'string' ? [args[0].replace(/\s+/g, ''), args.slice(1)] : fromSublists(functionName, args);
  if (given.length === 0) throw new ValueError(`${functionName}: No input operands`);
  const operands = given.map((value) => asNDArray(functionName, value as ArrayLike));

  const [left, right, ...more] = subscripts.split('->');
  if (more.length > 0)
    throw new ValueError(`${functionName}: Subscripts can only contain one '->', got '${subscripts}'`);
  for (const part of [left!, right ?? '']) {
    const odd = part.replaceAll('...', '').match(/[^A-Za-z,]/);
    if (odd) {
      throw new ValueError(
        odd[0] === '.'
          ? `${functionName}: einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...')`
          : `${functionName}: invalid subscript '${odd[0]}' in einstein sum subscripts string, subscripts must be letters`,
      );
    }
  }
  if (right?.includes(','))
    throw new ValueError(`${functionName}: the output subscripts cannot contain ',', got '${right}'`);
  const terms = left!.split(',');
  if (terms.length !== operands.length) {
    throw new ValueError(
      `${functionName}: ${terms.length > operands.length ? 'fewer' : 'more'} operands provided to einstein sum function than specified in the subscripts string ` +
        `(${operands.length} operands for '${left}')`,
    );
  }
  if ([...terms, right ?? ''].some((term) => term.split('...').length > 2)) {
    throw new ValueError(`${functionName}: only one ellipsis is allowed in each term, got '${subscripts}'`);
  }

  // How many axes each ellipsis stands for, and letters for them: the last ones are common to all.
  const extra = terms.map((term, k) => {
    const { ndim } = operands[k]!;
    const named = term.replace('...', '').length;
    const rest = ndim - named;
    if (rest < 0 || (rest > 0 && !term.includes('...'))) {
      throw new ValueError(
        rest < 0
          ? `${functionName}: einstein sum subscripts string contains too many subscripts for operand ${k} ('${term}' for ${ndim} axes)`
          : `${functionName}: operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions ` +
              `('${term}' for operand ${k} of ${ndim} axes)`,
      );
    }
    return rest;
  });
  const longest = Math.max(0, ...extra.filter((_, k) => terms[k]!.includes('...')));
  const spare = [...LETTERS].filter((letter) => !subscripts.includes(letter)).slice(0, longest);
  while (spare.length < longest) spare.push(String.fromCharCode(0x100 + spare.length));
  const inputs = terms.map((term, k) => term.replace('...', spare.slice(longest - extra[k]!).join('')));

  let output: string;
  if (right === undefined) {
    const named = [...terms.join('').replaceAll('...', '')];
    const once = named.filter((letter) => named.indexOf(letter) === named.lastIndexOf(letter)).sort();
    output = spare.join('') + once.join('');
  } else {
    output = right.replace('...', spare.join(''));
    if (longest > 0 && !right.includes('...')) {
      throw new ValueError(
        `${functionName}: output has subscripts that do not include the ellipsis '...' of its inputs, so that their broadcast dimensions would be lost`,
      );
    }
    for (const letter of output) {
      if (output.indexOf(letter) !== output.lastIndexOf(letter)) {
        throw new ValueError(
          `${functionName}: einstein sum subscripts string includes output subscript '${letter}' multiple times`,
        );
      }
      if (!inputs.some((term) => term.includes(letter))) {
        throw new ValueError(
          `${functionName}: einstein sum subscripts string included output subscript '${letter}' which never appeared in an input`,
        );
      }
    }
  }

  const lengths = new Map<string, number>();
  inputs.forEach((term, k) => {
    const own = new Map<string, number>();
    [...term].forEach((letter, axis) => {
      const length = operands[k]!.shape[axis]!;
      const before = own.get(letter);
      if (before !== undefined && before !== length) {
        throw new ValueError(
          `${functionName}: dimensions in operand ${k} for collapsing index '${letter}' don't match (${before} != ${length})`,
        );
      }
      own.set(letter, length);
      const known = lengths.get(letter);
      if (known === undefined || known === 1) lengths.set(letter, length);
      else if (length !== 1 && length !== known) {
        throw new ValueError(
          `${functionName}: operands could not be broadcast together with remapped shapes: index '${letter}' is ${known} and ${length} long ` +
            `in operands of shapes ${operands.map((operand) => shapeText(operand.shape)).join(' ')}`,
        );
      }
    });
  });
  return { operands, inputs, output, lengths };
}
