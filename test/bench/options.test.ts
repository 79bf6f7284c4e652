/** The command line of the benchmark: what it reads, and what it refuses in one line. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CASES } from '../../bench/cases.js';
import { backendName, OptionError, readOptions, workerCounts, type Options } from '../../bench/options.js';

const folder = mkdtempSync(join(tmpdir(), 'bench-options-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(line: string, cores = 2): Options {
  const options = readOptions(line === '' ? [] : line.split(' '), CASES, { cores });
  if ('say' in options) throw new Error(options.say);
  return options;
}
const names = (options: Options): string[] => options.cases.map((one) => one.name);
const backends = (options: Options): string[] => options.backends.map(backendName);

describe('a run without options', () => {
  const options = read('');
  test('times every operation on every backend', () => {
    expect(options.cases).toEqual(CASES);
    expect(backends(options)).toEqual(['single', 'threads:1', 'threads:2', 'webgpu', 'headlessgl', 'webasm', 'cpu']);
    expect(options.dtypes).toEqual(['float32', 'float64']);
    expect(options.sizes).toEqual([10, 1000, 10_000, 100_000, 1_000_000, 10_000_000]);
    expect(options.sides).toEqual([64, 256, 512, 1024]);
    expect([options.peers, options.quick, options.rounds, options.asked]).toEqual([false, false, 5, false]);
    expect([options.json, options.html, options.markdown, options.from]).toEqual([null, null, null, null]);
  });
  test('asks for python3, or the one that the environment names', () => {
    expect(options.python).toBe('python3');
    expect((readOptions([], CASES, { python: '/opt/python' }) as Options).python).toBe('/opt/python');
  });
});

describe('choices', () => {
  test('--only takes exact names before parts of names, in the order of the table', () => {
    expect(names(read('--only exp,add'))).toEqual(['add', 'exp']);
    expect(names(read('--only axis'))).toEqual(['sum, axis 0', 'sum, axis 1']);
    expect(names(read('--only sort'))).toEqual(['sort']);
  });
  test('--sizes and --sides', () => {
    expect(read('--sizes 1e6,10,1000,1e1').sizes).toEqual([10, 1000, 1_000_000]);
    expect(read('--sides 32').sides).toEqual([32]);
    expect(read('--sizes 2.5e3').sizes).toEqual([2500]);
  });
  test('--backends', () => {
    expect(backends(read('--backends single,threads:2,webasm'))).toEqual(['single', 'threads:2', 'webasm']);
    expect(backends(read('--backends threads', 4))).toEqual(['threads:1', 'threads:2', 'threads:3', 'threads:4']);
    expect(backends(read('--backends threads:2,threads', 2))).toEqual(['threads:2', 'threads:1']);
    expect(backends(read('--backends gpu'))).toEqual(['webgpu', 'headlessgl', 'webasm', 'cpu']);
    expect(read('--backends single').asked).toBe(true);
  });
  test('--dtypes, --python, --rounds, files', () => {
    expect(read('--dtypes float32').dtypes).toEqual(['float32']);
    expect(read('--python none').python).toBeNull();
    expect(read('--python /usr/bin/python3').python).toBe('/usr/bin/python3');
    expect(read('--rounds 7').rounds).toBe(7);
    expect(read(`--json ${folder}/a.json`).json).toBe(join(folder, 'a.json'));
  });
  test('--quick takes few operations and sizes, and what is named beside it', () => {
    const quick = read('--quick');
    expect(names(quick)).toEqual(CASES.filter((one) => one.quick).map((one) => one.name));
    expect(quick.cases.length).toBeGreaterThan(3);
    expect(quick.sizes).toEqual([10_000, 1_000_000]);
    expect(backends(quick)).not.toContain('cpu');
    expect(names(read('--quick --only sin'))).toEqual(['sin']);
  });
  test('--help and --list answer instead of running', () => {
    const help = readOptions(['--help'], CASES);
    const list = readOptions(['--list'], CASES);
    for (const option of ['only', 'sizes', 'sides', 'dtypes', 'backends', 'peers', 'python', 'quick', 'json', 'html'])
      expect('say' in help && help.say).toContain(`--${option} `);
    expect('say' in list && list.say.split('\n')).toHaveLength(CASES.length);
  });
});

test('workers: each count up to eight, then doubling, and all cores', () => {
  expect(workerCounts(1)).toEqual([1]);
  expect(workerCounts(3)).toEqual([1, 2, 3]);
  expect(workerCounts(12)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 12]);
  expect(workerCounts(64)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 64]);
});

describe('bad options are one clear line', () => {
  test.each([
    ['--fast', "Unknown option '--fast'"],
    ['add', "Unexpected argument 'add'"],
    ['--only nosuch', "--only: no operation is called 'nosuch'; there are add; "],
    ['--only add,', "--only: no operation is called ''"],
    ['--sizes 0', "--sizes: '0' is not a whole number from 1 to"],
    ['--sizes 1.5', "--sizes: '1.5' is not"],
    ['--sizes -3', '--sizes'],
    ['--sizes 1e3,ten', "--sizes: 'ten' is not"],
    ['--sizes 1e30', "--sizes: '1e30' is not"],
    ['--sides 1e9', "--sides: '1e9' is not"],
    ['--dtypes float16', "--dtypes: 'float16' is not one of float32, float64"],
    ['--backends cuda', "--backends: 'cuda' is not one of single, threads"],
    ['--backends threads:0', "--backends: 'threads:0' needs a whole number of workers"],
    ['--backends threads:1.5', "--backends: 'threads:1.5' needs"],
    ['--rounds none', "--rounds: 'none' is not"],
    ['--json', '--json'],
    ['--json=', '--json needs a value'],
    [`--json ${folder}/none/a.json`, `--json: cannot write to the folder ${join(folder, 'none')}`],
    [`--html ${folder}`, `--html: ${folder} is a folder`],
    ['--quick=yes', "'--quick' does not take an argument"],
  ])('%s', (line, message) => {
    let caught: unknown;
    try {
      read(line);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(OptionError);
    expect((caught as Error).message).toContain(message);
    expect((caught as Error).message).not.toContain('\n');
  });
});
