/** Tables as pandas prints and computes them; CSV, Parquet and Arrow in and out; mistakes are told. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import {
  DataFrame,
  readArrow,
  readCsv,
  readCsvChunks,
  readParquet,
  toArrow,
  toParquet,
  type Aggregate,
  type Cell,
} from '../../src/dataframe/index.js';
import { fixture } from '../oracle.js';

const oracle = fixture<Record<string, string> & { floats: string[]; csv: string[]; mixed: string[]; short: string[] }>(
  'dataframe/pandas.json',
);
const folder = mkdtempSync(join(tmpdir(), 'dataframe-'));
afterAll(() => rmSync(folder, { recursive: true }));

const people = new DataFrame({ Name: ['Alice', 'Bob', 'Charlie'], Age: [25, 30, 35] });
const sales = new DataFrame({
  city: ['Ulm', 'Bonn', 'Ulm', 'Kiel', 'Bonn', 'Ulm'],
  year: [1, 1, 2, 2, 2, 1],
  price: [1.5, 2.25, 3, null, 10.125, 0.5],
  sold: [10, 20, 30, 40, 50, 60],
});
const rivers = new DataFrame({ city: ['Ulm', 'Bonn', 'Trier'], river: ['Donau', 'Rhein', 'Mosel'] });
/** pandas' int64 and float64 are int32 and float64 here. */
const here = (text: string): string => text.replace(/dtype: int64/g, 'dtype: int32');

describe('as pandas prints', () => {
  const cases: Record<string, () => unknown> = {
    people: () => people,
    filtered: () => people.filter(people.get('Age').gt(28)),
    series: () => people.get('Name'),
    sales: () => sales,
    describe: () => sales.describe(),
    mean: () => sales.groupby('city').mean(),
    agg: () => sales.groupby('city').agg({ price: 'mean', sold: 'sum' }),
    two: () => sales.groupby(['city', 'year']).agg({ sold: 'max' }),
    size: () => sales.groupby('city').size(),
    sorted: () => sales.sortValues('price'),
    sorted2: () => sales.sortValues(['city', 'sold'], { ascending: [true, false] }),
    counts: () => sales.get('city').valueCounts(),
    merge_inner: () => sales.merge(rivers, { on: 'city' }),
    merge_left: () => sales.merge(rivers, { on: 'city', how: 'left' }),
    merge_right: () => sales.merge(rivers, { on: 'city', how: 'right' }),
    merge_outer: () => sales.merge(rivers, { on: 'city', how: 'outer' }),
    long: () => new DataFrame({ a: np.arange(100, { dtype: 'int' }), b: np.arange(100).div(4) }),
    empty: () => people.filter(people.get('Age').gt(99)),
  };
  for (const [name, make] of Object.entries(cases)) {
    it(name, () => {
      const text = String(make());
      if (name === 'merge_inner' || name === 'merge_outer') {
        // pandas 1.5 orders an inner join by its hash table: the same rows, in the left table's order here.
        const rows = (t: string): string[] =>
          t
            .split('\n')
            .slice(1)
            .map((row) =>
              row
                .replace(/^\d+\s+/, '')
                .replace(/None/g, ' NaN')
                .replace(/\s+/g, ' '),
            )
            .sort();
        expect(rows(text)).toEqual(rows(oracle[name]!));
      } else if (name.startsWith('merge')) expect(text.replace(/None/g, ' NaN')).toBe(oracle[name]);
      else expect(text).toBe(here(oracle[name]!));
    });
  }
  const floats = [[1, 2], [0.1, 0.25], [1e-7, 1], [1e10, 2.5], [1 / 3, 2 / 3], [1234567.891, 0.5], [1e6, 2e6], [NaN, 1], [Infinity, -1.5], [1e-6, 1], [123456789, 1], [1e15, 1]]; // prettier-ignore
  floats.forEach((v, k) =>
    it(`floats ${v.join()}`, () => expect(String(new DataFrame({ v: Float64Array.from(v) }))).toBe(oracle.floats[k])),
  );
});

describe('columns', () => {
  it('share memory with arrays, both ways', () => {
    const x = np.linspace(0, 1, 5);
    const df = new DataFrame({ x });
    expect(df.get('x').toNumpy().data).toBe(x.data);
    expect(df.get('x').toNumpy().dtype).toBe('float64');
    expect(new DataFrame({ x: df.get('x'), twice: df.get('x').mul(2) }).get('x').toNumpy().data).toBe(x.data);
    const mask = np.array([true, false]);
    expect(new DataFrame({ mask }).get('mask').toNumpy().dtype).toBe('bool');
    expect(sales.toNumpy(['year', 'sold']).at(1).toArray()).toEqual([1, 20]);
  });
  it('compute', () => {
    const next = sales.assign({ total: (df) => df.get('price').mul(df.get('sold')), one: 1 });
    expect(next.get('total').toArray()).toEqual([15, 45, 90, NaN, 506.25, 30]);
    expect(next.dtypes).toEqual({
      city: 'object',
      year: 'int32',
      price: 'float64',
      sold: 'int32',
      total: 'float64',
      one: 'int32',
    });
    expect(sales.get('price').mean()).toBeCloseTo(3.475, 12);
    expect(sales.get('price').count()).toBe(5);
    expect([sales.get('city').min(), sales.get('sold').max()]).toEqual(['Bonn', 60]);
    expect(sales.get('city').eq('Ulm').and(sales.get('sold').gt(20)).toArray()).toEqual([
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
    expect(sales.dropna().shape).toEqual([5, 4]);
    expect(sales.drop('city').rename({ year: 'y' }).columns).toEqual(['y', 'price', 'sold']);
    expect(sales.iloc(-2).get('sold').toArray()).toEqual([50, 60]);
    expect(sales.filter((row) => row['city'] === 'Kiel').toRecords()).toEqual([
      { city: 'Kiel', year: 2, price: NaN, sold: 40 },
    ]);
    expect(
      sales
        .groupby('year')
        .agg({ sold: ['sum', 'first', 'last', 'nunique'] })
        .toRecords(),
    ).toEqual([
      { sold_sum: 90, sold_first: 10, sold_last: 60, sold_nunique: 3 },
      { sold_sum: 120, sold_first: 30, sold_last: 50, sold_nunique: 3 },
    ]);
  });
});

describe('CSV', () => {
  it('is read and written as pandas does', () => {
    const [text, printed, written] = oracle.csv as [string, string, string];
    const df = readCsv(text);
    expect(String(df)).toBe(printed);
    expect(df.toCsv(null, { index: false })).toBe(written);
    expect(String(readCsv(oracle.mixed[0]!))).toBe(oracle.mixed[1]);
    expect(String(readCsv(oracle.short[0]!))).toBe(oracle.short[1]);
  });
  it('says where a row is too long or a quote stays open', () => {
    expect(() => readCsv('a,b,c\n1,2,3\n1,2,3,4\n')).toThrow('Expected 3 fields in line 3, saw 4');
    expect(() => readCsv('a\n"x\n')).toThrow(/a quote that opens in line 2 is not closed/);
    expect(() => readCsv('a,b\n1,x\n', { dtype: { b: 'float64' } })).toThrow(
      /'x' in line 2 is no float64 for column 'b'/,
    );
    expect(() => readCsv('a,b\n1,x\n', { usecols: ['c'] })).toThrow(/no column 'c'; there are a, b/);
    const wrong: [string, object, RegExp][] = [
      [join(folder, 'nothing.csv'), {}, /there is no file '.*nothing.csv'/],
      [folder, {}, /is a directory/],
      ['a,b\n1,2\n', { seperator: ';' }, /unexpected option 'seperator'; it takes sep/],
      ['a,b\n1,2\n', { dtype: { a: 'int64' } }, /dtype of 'a' must be one of int32, float64, bool, object, got 'int64'/],
      ['a,b\n1,2\n', { dtype: { c: 'int32' } }, /no column 'c'; there are a, b/],
      ['a,b\n1,\n', { dtype: { b: 'int32' } }, /'' in line 2 is no int32 for column 'b'/],
      ['a,b\n1,2\n', { nrows: -1 }, /nrows must be a whole number of rows, got -1/],
      ['a,b\n1,2\n', { usecols: 'a' }, /usecols must be a list of texts, got 'a'/],
      ['a,b\n1,2\n', { names: ['a'] }, /Expected 1 fields in line 2, saw 2/],
    ]; // prettier-ignore
    for (const [text, options, message] of wrong) expect(() => readCsv(text, options)).toThrow(message);
    expect(() => [...readCsvChunks('a,b\n1,2\n3,4\n5\n7,8,9\n', 2)]).toThrow(/Expected 2 fields in line 5, saw 3/);
    const empty = join(folder, 'empty.csv');
    writeFileSync(empty, '');
    expect(() => readCsv(empty)).toThrow(/no columns to parse/);
  });
  it('has the numbers that JavaScript reads, to the last bit', () => {
    const texts = ['-0.5', '.5', '-.5', '5.', '-0', '+7.25', '1e5', ' 3.5 ', '9007199254740993.', '123456789012345.6', '0.1', '12345678.9', '2147483648', '00.30', '-9999999999999.99']; // prettier-ignore
    const rng = np.random.defaultRng(5);
    for (let k = 0; k < 3000; k++) {
      const digits = rng
        .integers(0, 10, [1 + (k % 18)])
        .toFlatArray()
        .join('');
      const at = rng.integers(0, digits.length + 1) as number;
      texts.push((k % 3 ? '' : '-') + digits.slice(0, at) + (k % 5 && digits.length > 1 ? '.' : '') + digits.slice(at));
    }
    const read = readCsv(`x\n${texts.join('\n')}\n`)
      .get('x')
      .toArray();
    expect(read).toEqual(texts.map(Number));
    const whole = ['0', '-1', '2147483647', '-2147483648', '12'];
    const column = readCsv(`x\n${whole.join('\n')}\n`).get('x');
    expect([column.dtype, ...column.toArray()]).toEqual(['int32', ...whole.map(Number)]);
    expect(readCsv('x\n1\n2147483648\n').get('x').toArray()).toEqual([1, 2147483648]);
  });
  it('changes a column to text from the table on where it turns out to be text', () => {
    const parts = [...readCsvChunks('a,b\n1,2\n3,4\nx,5\n07,8\n', 2)];
    expect(parts.map((part) => part.dtypes['a'])).toEqual(['int32', 'object']);
    expect(parts.map((part) => part.get('a').toArray())).toEqual([[1, 3], ['x', '07']]); // prettier-ignore
  });
  it('is read by pieces, with the same result wherever a piece ends', () => {
    const path = join(folder, 'large.csv');
    const rows = 60000;
    let text = 'id,value,name\r\n';
    for (let i = 0; i < rows; i++) text += `${i},${i / 8},"ä ""${i}"", b"\r\n`;
    writeFileSync(path, text);
    expect(text.length).toBeGreaterThan(1 << 20);
    const df = readCsv(path);
    expect(df.shape).toEqual([rows, 3]);
    expect(df.dtypes).toEqual({ id: 'int32', value: 'float64', name: 'object' });
    expect(df.row(rows - 1)).toEqual({ id: rows - 1, value: (rows - 1) / 8, name: `ä "${rows - 1}", b` });
    const shapes = [...readCsvChunks(path, 25000)].map((part) => part.shape[0]);
    expect(shapes).toEqual([25000, 25000, 10000]);
    const names = df.get('name').toArray();
    expect(names.every((name, i) => name === `ä "${i}", b`)).toBe(true);
  });
  it('takes options', () => {
    const df = readCsv('# x\n1;ja\n2;-\n', { sep: ';', header: false, names: ['n', 't'], comment: '#', naValues: ['-'], nrows: 2 });
    expect(df.toRecords()).toEqual([{ n: 1, t: 'ja' }, { n: 2, t: null }]);
  }); // prettier-ignore
});

describe('Parquet and Arrow', () => {
  const df = sales.assign({ ok: [true, false, true, true, false, true] });
  it('Parquet comes back the same', async () => {
    const path = join(folder, 'a.parquet');
    await toParquet(df, path);
    const back = await readParquet(path);
    expect(back.dtypes).toEqual(df.dtypes);
    expect(back.toRecords()).toEqual(df.toRecords());
    expect((await readParquet(path, { columns: ['sold'] })).columns).toEqual(['sold']);
    writeFileSync(path, 'no parquet');
    await expect(readParquet(path)).rejects.toThrow(/could not be read/);
  });
  it('Arrow comes back the same', async () => {
    const path = join(folder, 'a.arrow');
    const bytes = await toArrow(df, path);
    const back = await readArrow(path);
    expect(back.toRecords()).toEqual(df.toRecords());
    expect((await readArrow(bytes)).dtypes).toEqual(df.dtypes);
    expect(readFileSync(path).subarray(0, 6).toString()).toBe('ARROW1');
    await expect(readArrow(new Uint8Array([1, 2, 3]))).rejects.toThrow(/could not be read/);
  });
});

describe('mistakes', () => {
  const cases: [string, () => unknown, RegExp][] = [
    [
      'lengths',
      () => new DataFrame({ a: [1, 2], b: [1] }),
      /all columns must be of the same length, but 'a' has 2 and 'b' 1/,
    ],
    ['columns', () => people.get('age'), /there is no column 'age'; there are 'Name', 'Age'/],
    ['matrices', () => new DataFrame({ a: np.zeros([2, 2]) }), /must be 1-dimensional/],
    ['comparison', () => people.get('Name').gt(3), /cannot be compared with 3/],
    ['mask', () => people.filter([true]), /the mask has 1 values for 3 rows/],
    ['no mask', () => people.filter(people.get('Age')), /a mask holds truth values, got int32/],
    ['mean of texts', () => people.get('Name').mean(), /holds object values, not numbers/],
    ['statistic', () => people.groupby('Name').agg('avg' as never), /'avg' is not a statistic/],
    ['mean of text groups', () => sales.groupby('year').agg({ city: 'mean' }), /mean of 'city' is not possible/],
    ['texts as array', () => people.get('Name').toNumpy(), /holds 'Alice', which is no number/],
    ['filter by text', () => people.filter('Age > 28' as never), /expected a mask such as df.get\('a'\).gt\(1\)/],
    ['select one', () => people.select('Age' as never), /expected a list of names, got 'Age'; get\(name\)/],
    ['rows', () => people.head('x' as never), /expected whole numbers of rows, got 'x'/],
    ['functions of groups', () => sales.groupby('city').agg((() => 1) as never), /expected the name of a statistic/],
    ['operators', () => (people.get('Age') as unknown as number) * 2, /operators do not work on columns/],
    ['columns as arrays', () => np.sqrt(people.get('Age') as never), /got a Series \(its toNumpy\(\) is an array\)/],
    ['join', () => people.merge(rivers), /no columns to join on/],
    ['how', () => sales.merge(rivers, { on: 'city', how: 'cross' as never }), /how must be/],
    ['values', () => new DataFrame({ a: [{}] as never }), /holds an object/],
  ];
  for (const [name, act, message] of cases) it(name, () => expect(act).toThrow(message));
});

describe('printed as pandas prints', () => {
  type Frame = Record<string, (Cell | { $date: string })[]>;
  const more = oracle as unknown as {
    frames: [Frame, string][];
    floatColumns: string[][];
    described: [Frame, string][];
    seriesPrinted: [Frame, string][];
    grouped: Record<Aggregate, string>;
    grouped2: Record<Aggregate, string>;
  };
  const build = (frame: Frame, floats: string[] = []): DataFrame =>
    new DataFrame(
      Object.fromEntries(
        Object.entries(frame).map(([name, values]) => [
          name,
          floats.includes(name)
            ? Float64Array.from(values as (number | null)[], (v) => v ?? NaN)
            : (values.map((v) =>
                v !== null && typeof v === 'object' && '$date' in v
                  ? new Date(v.$date + (v.$date.includes('T') ? 'Z' : ''))
                  : v,
              ) as Cell[]),
        ]),
      ),
    );
  more.frames.forEach(([frame, text], k) => {
    it(`a table (${k}): ${Object.keys(frame).slice(0, 3).join(', ')}`, () =>
      expect(String(build(frame, more.floatColumns[k]))).toBe(text));
  });
  more.described.forEach(([frame, text], k) => {
    it(`describe (${k})`, () => expect(String(build(frame).describe())).toBe(text));
  });
  more.seriesPrinted.forEach(([frame, text], k) => {
    it(`a column (${k})`, () => expect(String(build(frame).get(Object.keys(frame)[0]!))).toBe(here(text)));
  });
  const g = new DataFrame({ k: ['b', 'a', 'b', 'a', 'c'], m: [1, 1, 2, 2, 1], v: [1.5, 2.5, 3.5, 4.5, 5.0], n: [1, 2, 3, 4, 5] }); // prettier-ignore
  for (const [how, text] of Object.entries(more.grouped))
    it(`groups: ${how}`, () =>
      expect(
        String(
          g
            .drop('m')
            .groupby('k')
            .agg(how as Aggregate),
        ),
      ).toBe(text));
  for (const [how, text] of Object.entries(more.grouped2))
    it(`groups of two keys: ${how}`, () => expect(String(g.groupby(['k', 'm']).agg(how as Aggregate))).toBe(text));
});
