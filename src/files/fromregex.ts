// Columns from text that a regular expression finds.

import { dtype as dtypeInfo, type DTypeInfo, type DTypeLike, type ResolveDType } from '../core/dtype.js';
import { writeElement } from '../core/element.js';
import { DTypeError, ValueError, checkOptions, describe } from '../core/errors.js';
import { emptyArray, type NDArray } from '../core/ndarray.js';
import { isFilePath, type FilePath } from './fileSystem.js';
import { fieldParser } from './parseField.js';
import { readText } from './textInput.js';

/** Names and types of columns, in the order of the groups: `[['num', 'int'], ['key', 'str']]`. */
export type RegexColumns = readonly (readonly [name: string, type: DTypeLike | 'str'])[];

/** The columns that `fromregex` gives. */
export type RegexResult<C extends RegexColumns> = {
  [P in C[number] as P[0]]: P[1] extends 'str'
    ? string[]
    : P[1] extends DTypeLike
      ? NDArray<ResolveDType<P[1]>>
      : never;
};

/**
 * Columns of the groups that a regular expression matches, one row a match.
 *
 * Where NumPy gives a structured array, this gives an object of columns by name.
 *
 * @param file - a path or URL
 * @param regexp - the expression, with one group for each column
 * @param dtype - name and type of each column; `'str'` for text
 * @param options - `encoding` (utf-8)
 * @throws ValueError when the groups are not as many as the columns, or a text is no number of its dtype
 * @example
 * import { writeFileSync } from 'node:fs';
 *
 * writeFileSync('/tmp/lines.txt', '1312 foo\n1534 bar\n');
 * const { num, key } = np.fromregex('/tmp/lines.txt', /(\d+)\s+(\w+)/, [['num', 'int64'], ['key', 'str']]);
 */
export function fromregex<const C extends RegexColumns>(
  file: FilePath,
  regexp: RegExp | string,
  dtype: C,
  options: { encoding?: string | null } = {},
): RegexResult<C> {
  checkOptions('fromregex', options, ['encoding']);
  if (!isFilePath(file)) throw new DTypeError(`fromregex: file must be a path or a URL, got ${describe(file)}`);
  if (!Array.isArray(dtype) || dtype.length === 0 || !dtype.every((one) => Array.isArray(one) && one.length === 2)) {
    throw new DTypeError(
      `fromregex: dtype must list the columns, such as [['num', 'int'], ['key', 'str']], got ${describe(dtype)}`,
    );
  }
  const source = typeof regexp === 'string' ? new RegExp(regexp) : regexp;
  const expression = new RegExp(source.source, source.flags.includes('g') ? source.flags : `${source.flags}g`);
  const matches = [...readText('fromregex', file, options.encoding ?? undefined).matchAll(expression)];
  const columns = dtype as RegexColumns;
  const groups = new RegExp(`${source.source}|`, source.flags).exec('')!.length - 1;
  // Without groups the whole match is the one column, as in Python's findall.
  if (Math.max(groups, 1) !== columns.length) {
    throw new ValueError(
      `fromregex: the expression has ${groups} groups, expected one for each of ${columns.length} columns`,
    );
  }
  const first = groups === 0 ? 0 : 1;
  return Object.fromEntries(
    columns.map(([name, type], k) => {
      const texts = matches.map((match) => match[first + k] ?? '');
      return [name, type === 'str' ? texts : numbers(name, texts, dtypeInfo(type) as DTypeInfo)];
    }),
  ) as RegexResult<C>;
}

function numbers(name: string, texts: readonly string[], info: DTypeInfo): NDArray {
  const column = emptyArray(info, [texts.length]);
  const parse = fieldParser(info);
  texts.forEach((text, i) => {
    const value = parse(text);
    if (value === undefined) {
      throw new ValueError(
        `fromregex: could not convert string ${describe(text)} to ${info.name} in column '${name}', match ${i}`,
      );
    }
    writeElement(info, column.storage, i, value);
  });
  return column;
}
