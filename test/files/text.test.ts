/** Tables of text and %-formats, against NumPy's and Python's. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { dtypeOfChar } from '../../src/core/dtype.js';
import { readFormat } from '../../src/files/formatNumber.js';
import { textOf } from '../../src/files/savetxt.js';
import { dtype } from '../../src/core/dtype.js';
import { decode, fixture } from '../oracle.js';

type Value = number | boolean | string | { re: Value; im: Value };
type Plain =
  | { error: string }
  | { list: Plain[] }
  | { columns: Record<string, Plain> }
  | { text: string[]; shape: number[] }
  | { char: string; shape: number[]; values: Value[] };
interface Case {
  lines: string[];
  options: Record<string, unknown>;
  result: Plain;
}
interface Fixture {
  load: Case[];
  gen: Case[];
  save: {
    array: [string, number[], string];
    options: Record<string, unknown>;
    result: { text: string } | { error: string };
  }[];
  formats: {
    values: string[];
    cases: [string, (string | null)[]][];
    integers: number[];
    integerCases: [string, string[]][];
  };
}
const data = fixture<Fixture>('files/text.json');
const folder = mkdtempSync(join(tmpdir(), 'numloom-text-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string): string => join(folder, name);

const real = (value: Value): number =>
  value === 'inf' ? Infinity : value === '-inf' ? -Infinity : value === 'nan' ? NaN : Number(value);
function scalar(value: Value, bigint: boolean): unknown {
  if (typeof value === 'object') return new np.Complex(real(value.re), real(value.im));
  if (typeof value === 'boolean') return value;
  return bigint ? BigInt(value) : real(value);
}

function expectResult(actual: unknown, want: Plain, label: string): void {
  if ('error' in want) throw new Error(`${label}: NumPy has an error: ${want.error}`);
  if ('list' in want) {
    const list = actual as unknown[];
    expect(list.length, label).toBe(want.list.length);
    want.list.forEach((one, k) => expectResult(list[k], one, `${label}[${k}]`));
  } else if ('columns' in want) {
    expect(Object.keys(actual as object), label).toEqual(Object.keys(want.columns));
    for (const [name, one] of Object.entries(want.columns))
      expectResult((actual as Record<string, unknown>)[name], one, `${label}.${name}`);
  } else if ('text' in want) {
    // A table of text alone comes as columns here.
    const texts = Array.isArray(actual) ? actual : (Object.values(actual as object) as string[][]).flat();
    expect(texts, label).toEqual(want.text);
  } else {
    const array = actual as np.NDArray;
    const guessedInteger = array.dtype === 'int32' && want.char === 'l';
    if (!guessedInteger)
      expect(array.dtype, label).toBe(dtypeOfChar(want.char.replace('l', 'q').replace('L', 'Q')).name);
    expect(array.shape, label).toEqual(want.shape);
    const bigint = array.info.domain === 'bigint';
    const got = array.toFlatArray();
    const expected = want.values.map((value) => scalar(value, bigint));
    if (bigint) expect(got.map(Number), label).toEqual(expected.map(Number));
    else
      expect(
        got.map((v) => (v === 0 ? 0 : v)),
        label,
      ).toEqual(expected.map((v) => (v === 0 ? 0 : v)));
  }
}

function check(one: Case, run: () => unknown, label: string): void {
  if ('error' in one.result) {
    let error: Error | undefined;
    try {
      run();
    } catch (thrown) {
      error = thrown as Error;
    }
    expect(error, `${label} should throw ${one.result.error}`).toBeDefined();
    if (/column|row|convert|Some errors|at least|Illegal/.test(one.result.error)) {
      const spelled = one.result.error
        .replace(/\.$/, '')
        .replace(/'(max|skip)_(\w)(\w+)'/g, (_, a: string, b: string, c: string) => `'${a}${b.toUpperCase()}${c}'`);
      expect(error!.message, label).toContain(spelled);
    }
  } else expectResult(run(), one.result, label);
}

describe('loadtxt', () => {
  it.each(data.load.map((one) => [JSON.stringify([one.lines, one.options]), one] as const))('%s', (label, one) => {
    check(one, () => np.loadtxt(one.lines, one.options), label);
  });

  it('reads files, gzipped and in other encodings, with any line ends', () => {
    writeFileSync(path('a.txt'), '# größe\r\n1 2\r3 4\n\n5 6');
    expect(np.loadtxt(path('a.txt')).toArray()).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    writeFileSync(path('latin.txt'), Buffer.from('# gr\xf6\xdfe\n1', 'latin1'));
    expect(np.loadtxt(path('latin.txt'), { encoding: 'latin1' }).item()).toBe(1);
    expect(() => np.loadtxt(path('latin.txt'))).toThrow('is not text in utf-8');
    np.savetxt(path('a.txt.gz'), [[1, 2]]);
    expect(gunzipSync(readFileSync(path('a.txt.gz'))).toString()).toBe(
      '1.000000000000000000e+00 2.000000000000000000e+00\n',
    );
    expect(np.loadtxt(path('a.txt.gz')).toArray()).toEqual([1, 2]);
    writeFileSync(path('bom.txt'), '\ufeff1 2');
    expect(np.loadtxt(path('bom.txt')).toArray()).toEqual([1, 2]);
  });

  it('calls converters', () => {
    const ten = (text: string): number => 10 * Number(text);
    expect(np.loadtxt(['1 2', '3 4'], { converters: { 0: ten } }).toArray()).toEqual([
      [10, 2],
      [30, 4],
    ]);
    expect(np.loadtxt(['1 2', '3 4'], { converters: ten }).toArray()).toEqual([
      [10, 20],
      [30, 40],
    ]);
    expect(np.loadtxt(['1 2', '3 4'], { converters: { 1: ten }, usecols: 1 }).toArray()).toEqual([20, 40]);
    expect(np.loadtxt(['a b'], { converters: (text) => text.charCodeAt(0), dtype: 'uint8' }).toArray()).toEqual([
      97, 98,
    ]);
    expect(() => np.loadtxt(['1 2'], { converters: { 5: ten } })).toThrow(
      'converter specified for column 5, which is invalid for the number of fields 2.',
    );
  });

  it.each([
    [
      'separator',
      () => np.loadtxt(['1'], { delimiter: '::' }),
      'Text reading control character must be a single unicode character',
    ],
    ['skiprows', () => np.loadtxt(['1'], { skiprows: -1 }), 'argument must be nonnegative'],
    ['ndmin', () => np.loadtxt(['1'], { ndmin: 3 }), 'Illegal value of ndmin'],
    ['usecols', () => np.loadtxt(['1'], { usecols: 1.5 }), 'usecols must be an int'],
    ['option', () => np.loadtxt(['1'], { skipRows: 1 } as never), "unexpected option 'skipRows'"],
    ['file', () => np.loadtxt(path('nowhere')), 'ENOENT'],
    ['source', () => np.loadtxt(5 as never), 'expected a path, a URL or a list of lines, got 5'],
    ['encoding', () => np.loadtxt(path('a.txt'), { encoding: 'klingon' }), 'unknown encoding'],
  ])('bad %s', (_, run, message) => {
    expect(run).toThrow(message);
  });

  it('reads a million numbers', () => {
    const line = Array.from({ length: 10 }, (_, i) => (i / 7).toExponential(18)).join(' ');
    const lines = new Array<string>(100_000).fill(line);
    const read = np.loadtxt(lines);
    expect(read.shape).toEqual([100_000, 10]);
    expect(read.at(99_999).toArray()).toEqual(Array.from({ length: 10 }, (_, i) => i / 7));
  });
});

describe('genfromtxt', () => {
  it.each(data.gen.map((one) => [JSON.stringify([one.lines, one.options]), one] as const))('%s', (label, one) => {
    const options = { ...one.options };
    if (options.dtype === 'guess') options.dtype = null;
    check(one, () => np.genfromtxt(one.lines, options as np.GenfromtxtOptions), label);
  });

  it('has types by column, converters, and columns of text', () => {
    const lines = ['1;a;50%', '2;b;75%'];
    const table = np.genfromtxt(lines, {
      delimiter: ';',
      names: ['n', 's', 'p'],
      dtype: ['int', 'str', 'float32'],
      converters: { p: (text) => parseFloat(text) / 100 },
    });
    expect((table.n as np.NDArray).dtype).toBe('int32');
    expect(table.s).toEqual(['a', 'b']);
    expect((table.p as np.NDArray).toArray()).toEqual([0.5, 0.75]);
    const listed = np.genfromtxt(lines, { delimiter: ';', dtype: ['int', 'str', 'str'] as const }) as np.Columns;
    expect(Object.keys(listed)).toEqual(['f0', 'f1', 'f2']);
    expect(() => np.genfromtxt(['1 2'], { dtype: ['int'] })).toThrow('one type for each of 2 columns');
    expect(() => np.genfromtxt(['1 2'], { usecols: 'q' })).toThrow("usecols has 'q'");
    expect(() => np.genfromtxt(['1 2'], { usemask: true } as never)).toThrow("unexpected option 'usemask'");
  });
});

describe('savetxt', () => {
  it.each(data.save.map((one) => [JSON.stringify([one.array, one.options]), one] as const))('%s', (label, one) => {
    const [char, shape, base64] = one.array;
    const array = decode(char.replace('l', 'q'), base64, shape);
    const run = (): void => np.savetxt(path('out.txt'), array, one.options);
    if ('error' in one.result) {
      expect(run, label).toThrow();
      return;
    }
    run();
    expect(readFileSync(path('out.txt'), 'utf8'), label).toBe(one.result.text);
  });

  it('round trip', () => {
    const x = np.random.defaultRng(1).standardNormal([50, 3]);
    np.savetxt(path('x.csv'), x.T, { delimiter: ',' });
    expect(np.loadtxt(path('x.csv'), { delimiter: ',', unpack: true }).toArray()).toEqual(x.toArray());
    const z = np.array([new np.Complex(1.5, -2), new np.Complex(0, 3)]);
    np.savetxt(path('z.txt'), z);
    expect(np.loadtxt(path('z.txt'), { dtype: 'complex128' }).toArray()).toEqual(z.toArray());
    np.savetxt(path('umlaut.txt'), [1], { header: 'größe', encoding: 'latin1' });
    expect(readFileSync(path('umlaut.txt'), 'latin1')).toContain('# größe');
    expect(() => np.savetxt(path('umlaut.txt'), [1], { header: '€', encoding: 'latin1' })).toThrow(
      'latin1 has no character',
    );
    expect(readFileSync(path('umlaut.txt'), 'latin1')).toContain('# größe');
  });
});

it('fromregex', () => {
  writeFileSync(path('r.txt'), '1312 foo\n1534  bar\n 444   qux');
  const found = np.fromregex(path('r.txt'), /(\d+)\s+(\w+)/, [
    ['num', 'int64'],
    ['key', 'str'],
  ]);
  expect(found.num.toArray()).toEqual([1312n, 1534n, 444n]);
  expect(found.key).toEqual(['foo', 'bar', 'qux']);
  expectTypeOf(found.num).toEqualTypeOf<np.NDArray<'int64'>>();
  expectTypeOf(found.key).toEqualTypeOf<string[]>();
  expect(np.fromregex(path('r.txt'), '\\d+', [['n', 'float64']]).n.toArray()).toEqual([1312, 1534, 444]);
  expect(() =>
    np.fromregex(path('r.txt'), /(\d+)/, [
      ['a', 'int'],
      ['b', 'int'],
    ]),
  ).toThrow('the expression has 1 groups');
  expect(() => np.fromregex(path('r.txt'), /(\w+)/, [['a', 'int']])).toThrow(
    "could not convert string 'foo' to int32 in column 'a', match 1",
  );
});

describe('% formats are Python’s', () => {
  const values = data.formats.values.map((text) => real(text));
  it.each(data.formats.cases)('%s', (spec, texts) => {
    const format = readFormat('test', spec);
    const got = values.map((value) => {
      try {
        return format.write([value], 0, textOf(dtype('float64')) as never);
      } catch {
        return null;
      }
    });
    expect(got).toEqual(texts);
  });
  it.each(data.formats.integerCases)('%s of integers', (spec, texts) => {
    const format = readFormat('test', spec);
    expect(data.formats.integers.map((value) => format.write([value], 0, String))).toEqual(texts);
    if (!spec.includes('e'))
      expect(data.formats.integers.map((value) => format.write([BigInt(value)], 0, String))).toEqual(texts);
  });
});

it('types', () => {
  expectTypeOf(np.loadtxt(['1'])).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(np.loadtxt(['1'], { dtype: 'int' })).toEqualTypeOf<np.NDArray<'int32'>>();
  expectTypeOf(np.genfromtxt(['1'])).toEqualTypeOf<np.NDArray<'float64'>>();
  expectTypeOf(np.genfromtxt(['a', '1'], { names: true })).toEqualTypeOf<Record<string, np.NDArray<'float64'>>>();
});
