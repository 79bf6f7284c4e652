/** .npy, .npz and arrays on disk, against NumPy's bytes; corrupt files. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { dtypeOfChar } from '../../src/core/dtype.js';
import { compression, portable } from '../../src/files/compression.js';
import { writeZip } from '../../src/files/zip.js';
import { fixture } from '../oracle.js';

const { files, refused } = fixture<{ files: Record<string, string>; refused: Record<string, string> }>(
  'files/npy.json',
);
const fixtureFile = (name: string): string => fileURLToPath(new URL(`../fixtures/files/${name}`, import.meta.url));
const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
const folder = mkdtempSync(join(tmpdir(), 'numloom-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string): string => join(folder, name);

function count(shape: number[], dtype: np.DType): np.NDArray {
  const size = shape.reduce((a, b) => a * b, 1);
  const values = Array.from({ length: size }, (_, i) => i);
  let list: np.ScalarLike[];
  if (dtype === 'bool') list = values.map((i) => i % 2 === 1);
  else if (dtype.startsWith('complex')) list = values.map((i) => new np.Complex(i, i === 0 ? 0 : -0.5 * i));
  else list = values.map((i) => 3 * i - (/^u|int64/.test(dtype) && dtype !== 'int64' ? 0 : 7));
  const flat = np.array(list, { dtype });
  return flat.strided(
    shape,
    shape.map((_, k) => shape.slice(k + 1).reduce((a, b) => a * b, 1)),
    0,
  );
}

/** The array whose file a label names, as the oracle made it. */
function original(label: string): np.NDArray {
  const [char, kind] = label.split(' ') as [string, string];
  if (label === '0-d') return np.array(2.5);
  if (label === '1-d') return np.arange(5);
  if (label === 'empty') return np.zeros([0, 3]);
  if (label === 'empty 1-d') return np.zeros(0, { dtype: 'int32' });
  if (label.startsWith('3-d')) return count([2, 3, 4], 'int16');
  if (label === 'strided') return count([4, 6], 'float64').at('::2', '::-3');
  if (label.startsWith('version')) return count([3], 'int32');
  const a = count([2, 3], dtypeOfChar(char).name);
  return kind.endsWith('F') ? a.copy({ order: 'F' }) : a;
}

function expectEqual(actual: np.NDArray, want: np.NDArray, label: string): void {
  expect(actual.dtype, label).toBe(want.dtype);
  expect(actual.shape, label).toEqual(want.shape);
  expect(actual.toFlatArray(), label).toEqual(want.toFlatArray());
}

describe('.npy', () => {
  it.each(Object.keys(files))('reads what NumPy wrote: %s', (label) => {
    const array = np.decodeNpy(bytesOf(files[label]!));
    expectEqual(array, original(label), label);
    if (/F$/.test(label)) expect(array.flags.fContiguous && !array.isC).toBe(true);
  });

  it.each(Object.keys(files).filter((label) => !/big|version/.test(label)))('writes NumPy’s bytes: %s', (label) => {
    let array = original(label);
    if (label === '3-d F') array = array.copy({ order: 'F' });
    expect(Buffer.from(np.encodeNpy(array)).toString('base64')).toBe(files[label]);
  });

  it.each(Object.entries(refused))('refuses %s', (_, base64) => {
    expect(() => np.decodeNpy(bytesOf(base64))).toThrow(np.FormatError);
    expect(() => np.decodeNpy(bytesOf(base64))).toThrow(/the array holds .* \(descr '.*'\); numloom reads bool/);
  });

  it('saves and loads, with the ending put on', () => {
    const a = np.array([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    np.save(path('a'), a);
    expect(existsSync(path('a.npy'))).toBe(true);
    expectEqual(np.load<np.NDArray>(path('a.npy')), a, 'path');
    expectEqual(np.load(pathToFileURL(path('a.npy'))) as np.NDArray, a, 'URL');
    np.save(path('list.npy'), [[true], [false]]);
    expectEqual(np.load<np.NDArray>(path('list.npy')), np.array([[true], [false]]), 'list');
    np.save(path('big.npy'), np.arange(1e5));
    expect(np.load<np.NDArray>(path('big.npy')).item(-1)).toBe(99_999);
    expect(readFileSync(path('a.npy'))).toEqual(Buffer.from(np.encodeNpy(a)));
    symlinkSync(path('a.npy'), path('link.npy'));
    np.save(path('link.npy'), [9]);
    expect(np.load<np.NDArray>(path('a.npy')).toArray()).toEqual([9]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('leaves the old file as it was when writing fails', () => {
    np.save(path('old.npy'), [1, 2]);
    expect(() => np.savez(path('old.npz'), { a: [1], b: [[1], [2, 3]] })).toThrow(np.ValueError);
    expect(existsSync(path('old.npz'))).toBe(false);
    np.savez(path('old.npz'), { a: [1] });
    const before = readFileSync(path('old.npz'));
    expect(() => np.savez(path('old.npz'), { a: [2], b: 'x' as never })).toThrow(np.DTypeError);
    expect(readFileSync(path('old.npz'))).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  const sound = bytesOf(files['d C']!);
  const text = (s: string): Uint8Array => {
    const body = new TextEncoder().encode(s);
    return Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, body.length & 255, body.length >> 8, ...body);
  };
  const corrupt: [string, Uint8Array, string][] = [
    ['empty', new Uint8Array(0), 'not a .npy file'],
    ['other magic', Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), 'expected 93 4e 55 4d 50 59, got 01 02 03'],
    ['cut in the length', sound.slice(0, 9), 'truncated within the header'],
    ['cut in the header', sound.slice(0, 40), 'the .npy header takes 128 bytes, there are 40'],
    ['cut in the data', sound.slice(0, -1), 'the array takes 48 bytes of data, there are 47'],
    ['version', Uint8Array.of(...sound.slice(0, 6), 9, ...sound.slice(7)), 'only versions 1.0, 2.0 and 3.0'],
    [
      'header length',
      Uint8Array.of(...sound.slice(0, 6), 2, 0, 255, 255, 255, 255, ...sound.slice(12)),
      'it is corrupt',
    ],
    ['no dictionary', text('hello'), 'cannot parse the .npy header'],
    [
      'code',
      text("{'descr': __import__('os'), 'fortran_order': False, 'shape': (3,), }"),
      'cannot parse the .npy header',
    ],
    ['key missing', text("{'descr': '<f8', 'shape': (3,), }"), 'correct keys descr, fortran_order and shape'],
    ['other key', text("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'x': 'y', }"), 'cannot parse'],
    ['no tuple', text("{'descr': '<f8', 'fortran_order': False, 'shape': (3), }"), 'cannot parse'],
    ['negative', text("{'descr': '<f8', 'fortran_order': False, 'shape': (-3,), }"), 'cannot parse'],
    ['type', text("{'descr': '<f9', 'fortran_order': False, 'shape': (3,), }"), "(descr '<f9')"],
    [
      'huge',
      text("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999, 99999999), }"),
      'an array holds at most',
    ],
  ];
  it.each(corrupt)('refuses a file that is %s', (name, bytes, message) => {
    expect(() => np.decodeNpy(bytes)).toThrow(np.FormatError);
    expect(() => np.decodeNpy(bytes)).toThrow(message);
    writeFileSync(path('bad.npy'), bytes);
    expect(() => np.load(path('bad.npy')), name).toThrow(np.FormatError);
  });

  it('reads headers of Python 2 and of one line without room to grow', () => {
    const data = new Uint8Array(Float64Array.of(1, 2).buffer);
    const header = text("{'descr': '<f8', 'fortran_order': False, 'shape': (2L,)}\n");
    expect(np.decodeNpy(Uint8Array.of(...header, ...data)).toArray()).toEqual([1, 2]);
  });

  it('says what a file is not', () => {
    writeFileSync(path('empty.bin'), '');
    expect(() => np.load(path('empty.bin'))).toThrow('No data left in file');
    writeFileSync(path('text.bin'), 'hello world, this is text');
    expect(() => np.load(path('text.bin'))).toThrow(
      'neither a .npy nor a .npz file (it begins with 68 65 6c 6c 6f 20)',
    );
    expect(() => np.load(path('nowhere.npy'))).toThrow('ENOENT');
    expect(() => np.load(5 as never)).toThrow('file must be a path or a URL, got 5');
    expect(() => np.load(path('a.npy'), { mmapMode: 'c' as 'r' })).toThrow("mmapMode must be 'r' or 'r+'");
    expect(() => np.load(path('a.npy'), { allowPickle: true } as never)).toThrow("unexpected option 'allowPickle'");
  });
});

describe('.npz', () => {
  it('reads NumPy’s, stored and compressed', () => {
    const pair = np.load(fixtureFile('pair.npz') as `${string}.npz`);
    expect(pair.files).toEqual(['x', 'y']);
    expectEqual(
      pair.get('x'),
      np.array([
        [0, 1, 2],
        [3, 4, 5],
      ]),
      'x',
    );
    expect(pair.get('y.npy').toArray()).toEqual([
      [0 - 7, 3 - 7],
      [6 - 7, 9 - 7],
      [12 - 7, 15 - 7],
    ]);
    expect(pair.has('x') && !pair.has('z')).toBe(true);
    expect([...pair.keys()]).toEqual(['x', 'y']);
    expect([...pair].map(([name, array]) => [name, array.shape])).toEqual([
      ['x', [2, 3]],
      ['y', [3, 2]],
    ]);
    expect([...pair.values()].length).toBe(2);
    expect(() => pair.get('z')).toThrow("'z' is not a file in the archive");
    const packed = np.load(fixtureFile('packed.npz') as `${string}.npz`);
    expect(packed.files).toEqual(['arr_0', 'arr_1']);
    expect(packed.get('arr_0').size).toBe(1000);
    expect(packed.get('arr_1').toArray()).toEqual([new np.Complex(1, 2)]);
  });

  it.each(['savez', 'savezCompressed'] as const)('%s writes what load reads', (name) => {
    const arrays = {
      a: np.arange(5),
      'b ü': count([2, 3], 'int64').copy({ order: 'F' }),
      empty: np.zeros([0, 2]),
      one: 3,
    };
    np[name](path(name), arrays);
    const back = np.load(path(`${name}.npz`) as `${string}.npz`);
    expect(back.files).toEqual(Object.keys(arrays));
    for (const [key, value] of Object.entries(arrays)) expectEqual(back.get(key), np.asarray(value as np.NDArray), key);
    np[name](path('list.npz'), [[1, 2], true]);
    expect((np.load(path('list.npz')) as np.NpzFile).files).toEqual(['arr_0', 'arr_1']);
  });

  it('compresses', () => {
    const a = np.zeros(10_000);
    expect(np.encodeNpz({ a }, { compress: true }).length).toBeLessThan(1000);
    expect(np.decodeNpz(np.encodeNpz({ a }, { compress: true })).get('a').size).toBe(10_000);
  });

  it('reads ZIP64', () => {
    const parts: Uint8Array[] = [];
    writeZip((bytes) => parts.push(bytes.slice()), [{ name: 'x.npy', parts: [np.encodeNpy([1, 2])] }], false, true);
    expect(
      np
        .decodeNpz(new Uint8Array(Buffer.concat(parts)))
        .get('x')
        .toArray(),
    ).toEqual([1, 2]);
    writeFileSync(path('large.npz'), Buffer.concat(parts));
  });

  it('has a CRC-32 of its own, and says what is missing, without Node’s zlib', () => {
    const bytes = np.encodeNpy(np.arange(1000));
    const node = compression();
    expect(portable.crc32(bytes)).toBe(node.crc32(bytes));
    expect(portable.crc32(bytes.subarray(100), portable.crc32(bytes.subarray(0, 100)))).toBe(node.crc32(bytes));
    expect(() => portable.deflate(bytes)).toThrow('compressed files need the zlib of Node.js');
  });

  it('refuses what is corrupt', () => {
    const sound = np.encodeNpz({ a: np.arange(4), b: [1] });
    const changed = (at: number, value: number): Uint8Array => {
      const copy = sound.slice();
      copy[at] = value;
      return copy;
    };
    expect(() => np.decodeNpz(sound.subarray(0, sound.length - 30))).toThrow(/no directory at its end/);
    expect(() => np.decodeNpz(sound.slice(50))).toThrow(np.FormatError);
    expect(() => np.decodeNpz(new Uint8Array(3))).toThrow(np.FormatError);
    expect(() => np.decodeNpz(changed(180, 7)).get('a')).toThrow(/member 'a.npy': bad CRC-32/);
    expect(() => np.decodeNpz(changed(0, 7)).get('a')).toThrow('local header is corrupt');
    const packed = np.encodeNpz({ a: np.arange(100) }, { compress: true });
    packed[60] = packed[60]! ^ 255;
    expect(() => np.decodeNpz(packed).get('a')).toThrow(np.FormatError);
    writeFileSync(path('cut.npz'), sound.subarray(0, 100));
    expect(() => np.load(path('cut.npz'))).toThrow(np.FormatError);
    const parts: Uint8Array[] = [];
    writeZip(
      (bytes) => parts.push(bytes.slice()),
      [{ name: 'x.txt', parts: [new TextEncoder().encode('hello')] }],
      false,
    );
    expect(() => np.decodeNpz(new Uint8Array(Buffer.concat(parts))).get('x.txt')).toThrow('is no .npy file');
    expect(() => np.savez(path('x'), np.arange(3) as never)).toThrow('arrays must be an object of arrays by name');
  });
});

describe('memmap', () => {
  const whole = count([6, 5, 4], 'float64');
  np.save(path('c.npy'), whole);
  np.save(path('f.npy'), whole.copy({ order: 'F' }));
  const indices: np.Index[][] = [
    ['...'],
    [0],
    [-1, 2],
    [1, 2, 3],
    ['1:3'],
    ['::2', 1],
    ['::-1'],
    [':', 0, 0],
    [':', '::2', '::-3'],
    ['...', 1],
    [np.newaxis, 2, '1:4', np.newaxis, 3],
    ['5:2'],
    [np.slice(4, null, -2), '::-1', '1:2'],
    [2, '...', '::-1'],
    ['4:1:-2', ':', ':'],
  ];
  it.each(['c.npy', 'f.npy'])('%s: parts are those of the array', (name) => {
    const m = np.load(path(name), { mmapMode: 'r' });
    expect([m.shape, m.dtype, m.ndim, m.size, m.nbytes, m.length]).toEqual([[6, 5, 4], 'float64', 3, 120, 960, 6]);
    for (const index of indices) expectEqual(m.at(...index), whole.at(...index), JSON.stringify(index));
    expectEqual(m.read(), whole, 'read');
    expect(() => m.at(7)).toThrow(np.IndexError);
    expect(() => m.at([0, 1])).toThrow("takes integers, slices, newaxis and '...'");
    expect(() => m.set([0], 1)).toThrow('read-only');
  });

  it('reads far places of a sparse file larger than an array can be', () => {
    const shape = [2 ** 20, 2 ** 13];
    const m = np.openMemmap(path('huge.npy'), { mode: 'w+', dtype: 'uint8', shape });
    m.set([-1, '-3:'], [1, 2, 3]);
    m.set([':4', 5], 7);
    expect(m.at(-1, '-4:').toArray()).toEqual([0, 1, 2, 3]);
    expect(m.at(':6:2', 5).toArray()).toEqual([7, 7, 0]);
    expect(() => m.read()).toThrow('an array holds at most');
    rmSync(path('huge.npy'));
  });

  it('writes parts', () => {
    for (const fortranOrder of [false, true]) {
      const m = np.openMemmap(path('w.npy'), { mode: 'w+', dtype: 'int32', shape: [4, 6], fortranOrder });
      const want = np.zeros([4, 6], { dtype: 'int32' });
      const steps: [np.Index[], np.ArrayLike][] = [
        [[1], 5],
        [
          ['::2', '::-2'],
          [1, 2, 3],
        ],
        [[3, 4], 9],
        [
          [':', 0],
          [1, 2, 3, 4],
        ],
        [['...', '1:3'], np.array([[7], [8], [9], [10]], { dtype: 'int8' })],
      ];
      for (const [index, value] of steps) {
        m.set(index, value);
        want.set(index, value);
      }
      expectEqual(np.load<np.NDArray>(path('w.npy')), want, 'file');
      expectEqual(np.load(path('w.npy'), { mmapMode: 'r+' }).at('::-1', '2:'), want.at('::-1', '2:'), 'part');
      expect(() => m.set([0], 1.5)).toThrow(np.ValueError);
      expect(() => m.set([0], [1, 2])).toThrow('could not broadcast');
      expect(() => m.set([0], np.zeros(6))).toThrow('without loss');
    }
  });

  it('reads big-endian files and raw ones', () => {
    writeFileSync(path('big.npy'), bytesOf(files['D big']!));
    expectEqual(np.load(path('big.npy'), { mmapMode: 'r' }).at(1), original('D C').at(1), 'big-endian');
    const m = np.memmap(path('raw.bin'), { mode: 'w+', dtype: 'int16', shape: [3, 2], offset: 4, order: 'F' });
    m.set(
      ['...'],
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    );
    expect(readFileSync(path('raw.bin')).length).toBe(16);
    expect(np.memmap(path('raw.bin'), { mode: 'r', dtype: 'int16', offset: 4 }).read().toArray()).toEqual([
      1, 3, 5, 2, 4, 6,
    ]);
    expect(np.memmap(path('raw.bin')).shape).toEqual([16]);
    expect(() => np.memmap(path('raw.bin'), { dtype: 'float64', offset: 1 })).toThrow(
      'not a multiple of the data-type size',
    );
    expect(() => np.memmap(path('raw.bin'), { mode: 'r', dtype: 'float64', shape: 9 })).toThrow(
      'mmap length is greater than file size',
    );
    expect(() => np.memmap(path('x.bin'), { mode: 'w+' })).toThrow("shape must be given if mode = 'w+'");
    expect(() => np.memmap(path('x.bin'), { mode: 'q' as 'r' })).toThrow('mode must be one of');
  });
});

it('raw files', () => {
  const a = count([2, 3], 'int32');
  a.tofile(path('a.raw'));
  expect(np.fromfile(path('a.raw'), { dtype: 'int32' }).toArray()).toEqual(a.toFlatArray());
  a.T.tofile(path('a.raw'));
  expect(np.fromfile(path('a.raw'), { dtype: 'int32', offset: 4, count: 2 }).toArray()).toEqual([2, -4]);
  expect(np.fromfile(path('a.raw'), { dtype: 'int32', count: 99 }).size).toBe(6);
  expect(np.fromfile(path('a.raw'), { dtype: 'complex128' }).size).toBe(1);
  np.array([1.5, 2, -1e30]).tofile(path('a.txt'), { sep: ', ' });
  expect(readFileSync(path('a.txt'), 'utf8')).toBe('1.5, 2.0, -1e+30');
  expect(np.fromfile(path('a.txt'), { sep: ',' }).toArray()).toEqual([1.5, 2, -1e30]);
  np.array([1, 2]).tofile(path('a.txt'), { sep: '\n', format: '%05.1f' });
  expect(readFileSync(path('a.txt'), 'utf8')).toBe('001.0\n002.0');
  expect(np.fromfile(path('a.txt'), { sep: ' ', count: 1 }).toArray()).toEqual([1]);
  writeFileSync(path('b.txt'), '1 2 x');
  expect(() => np.fromfile(path('b.txt'), { sep: ' ' })).toThrow('unmatched data');
  expect(() => np.fromfile(path('b.txt'), { sep: ' ', offset: 1 })).toThrow('only permitted for binary files');
});

/** NumPy, where this machine has it. */
function numpy(): boolean {
  try {
    execFileSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('NumPy reads our files (skipped where python3 has no numpy)', () => {
  it.skipIf(!numpy())('npy, npz, compressed npz, ZIP64 and text', () => {
    np.save(path('p.npy'), count([3, 4], 'float32').copy({ order: 'F' }));
    np.savez(path('p.npz'), { x: np.arange(3), ü: [[true]] });
    np.savezCompressed(path('pc.npz'), [np.arange(1000), 2.5]);
    np.savetxt(path('p.txt'), [
      [1 / 3, 2],
      [3, 4],
    ]);
    const script = `
import numpy as np, sys, zipfile
d = sys.argv[1] + '/'
a = np.load(d + 'p.npy')
assert a.flags.f_contiguous and a.dtype == 'f4' and a.tolist() == (np.arange(12) * 3 - 7).reshape(3, 4).tolist()
z = np.load(d + 'p.npz')
assert z.files == ['x', 'ü'] and z['x'].tolist() == [0, 1, 2] and z['ü'].tolist() == [[True]]
c = np.load(d + 'pc.npz')
assert c['arr_0'].tolist() == list(range(1000)) and c['arr_1'] == 2.5
assert np.load(d + 'large.npz')['x'].tolist() == [1, 2]
for name in ('p.npz', 'pc.npz', 'large.npz'):
    assert zipfile.ZipFile(d + name).testzip() is None
assert np.loadtxt(d + 'p.txt').tolist() == [[1 / 3, 2], [3, 4]]
print('ok')
`;
    expect(execFileSync('python3', ['-c', script, folder], { encoding: 'utf8' })).toBe('ok\n');
  });
});

it('types', () => {
  const load = { npy: () => np.load('a.npy'), npz: () => np.load('a.npz'), path: (file: string) => np.load(file) };
  expectTypeOf(load.npy).returns.toEqualTypeOf<np.NDArray>();
  expectTypeOf(load.npz).returns.toEqualTypeOf<np.NpzFile>();
  expectTypeOf(load.path).returns.toEqualTypeOf<np.NDArray | np.NpzFile>();
  expectTypeOf(np.fromfile<'int8'>).returns.toEqualTypeOf<np.NDArray<'int8'>>();
  expectTypeOf(np.memmap<'float32'>).returns.toEqualTypeOf<np.Memmap<'float32'>>();
});
