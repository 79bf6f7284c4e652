// The native provider's manners: what it finds, what it refuses, and that answers stay right whatever NUMLOOM_BLAS names. Each
// case is a process of its own that imports numloom, multiplies and shows its configuration.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'esbuild';
import * as np from '../../src/index.js';
import { blas, blasFaults } from '../../src/backends/native/blas/library.js';

const library = blas();
const root = new URL('../..', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'numloom-blas-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Compile C into a shared library; undefined without a compiler. */
function compiled(name: string, source: string): string | undefined {
  const [code, file] = [join(folder, `${name}.c`), join(folder, `lib${name}.so`)];
  writeFileSync(code, source);
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', file, code], { stdio: 'pipe' });
    return file;
  } catch {
    return undefined;
  }
}

const hasCompiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0;

interface Seen {
  /** Elements of products that every path of a BLAS would compute. */
  readonly answers: number[];
  readonly config: np.Config;
  /** Was koffi loaded by the import, and by small work? */
  readonly early: boolean;
}

const PROGRAM = `
  import * as np from './numloom.mjs';
  import { existsSync, readFileSync } from 'node:fs';
  const maps = '/proc/self/maps';
  const loaded = () => existsSync(maps) && /koffi|blas/.test(readFileSync(maps, 'utf8'));
  let early = loaded();
  np.sum(np.add(np.arange(10), 1));
  np.matmul(np.eye(2), np.eye(2));
  early ||= loaded();
  const a = np.arange(2500).reshape(50, 50);
  const c = np.matmul(a, a.T);
  const d = np.matmul(a, np.add(a, 1));
  const v = np.dot(a, np.ones(50));
  const answers = [c.item(1, 2), c.item(49, 49), d.item(3, 4), v.item(7), np.dot(np.arange(5000), np.ones(5000))];
  console.log(JSON.stringify({ answers, early, config: np.showConfig({ mode: 'dicts' }) }));
`;

/** a @ a.T and the others by hand. */
function answers(): number[] {
  const row = (i: number): number[] => Array.from({ length: 50 }, (_, j) => 50 * i + j);
  const dot = (x: number[], y: number[]): number => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const column = (j: number): number[] => Array.from({ length: 50 }, (_, i) => 50 * i + j + 1);
  const ones = new Array<number>(50).fill(1);
  return [dot(row(1), row(2)), dot(row(49), row(49)), dot(row(3), column(4)), dot(row(7), ones), (4999 * 5000) / 2];
}

beforeAll(async () => {
  writeFileSync(join(folder, 'program.mjs'), PROGRAM);
  await build({
    entryPoints: [new URL('src/index.ts', root).pathname],
    outfile: join(folder, 'numloom.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  // koffi is found from where the bundle lies.
  const modules = new URL('node_modules', root).pathname;
  symlinkSync(modules, join(folder, 'node_modules'));
});

function start(env: Record<string, string>): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(folder, 'program.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, NUMLOOM_BLAS: '', NUMLOOM_PROVIDER: '', NUMLOOM_BACKEND: '', ...env },
  });
}

function run(env: Record<string, string>): Seen {
  const { status, stdout, stderr } = start(env);
  expect(status, stderr).toBe(0);
  const seen = JSON.parse(stdout) as Seen;
  expect(seen.answers).toEqual(answers());
  expect(seen.early, 'loaded before it was wanted').toBe(false);
  return seen;
}

describe('NUMLOOM_PROVIDER', () => {
  it('portable: no library is loaded', () => {
    const { config } = run({ NUMLOOM_PROVIDER: 'portable' });
    expect(config.provider).toBe('portable');
    expect(config.blas).toBeUndefined();
    expect(config.notNative).toBeUndefined();
  });

  it('anything else is refused in one sentence', () => {
    const { status, stderr } = start({ NUMLOOM_PROVIDER: 'fast' });
    expect(status).not.toBe(0);
    expect(stderr).toContain("ValueError: NUMLOOM_PROVIDER must be 'portable' or 'native', got 'fast'");
  });

  const native = library ? it : it.skip;
  native(`native${library ? '' : ` (${blasFaults().join('; ')})`}`, () => {
    const { config } = run({ NUMLOOM_PROVIDER: 'native' });
    expect(config.provider).toBe('native');
    expect(config.blas).toEqual({
      name: library!.name,
      version: library!.version,
      path: library!.path,
      threads: 1,
      lapack: library!.lapack,
      integers: library!.bits,
    });
  });
});

describe('NUMLOOM_BLAS', () => {
  const refused = (blas: string): string => {
    const { config } = run({ NUMLOOM_BLAS: blas });
    expect(config.provider).toBe('portable');
    expect(config.blas).toBeUndefined();
    expect(config.notNative).toMatch(/^NUMLOOM_BLAS: /);
    expect(config.notNative).not.toContain('\n');
    return config.notNative!.slice('NUMLOOM_BLAS: '.length);
  };

  const found = library?.path.includes('/') ? it : it.skip;
  found(`takes a path${library ? '' : ' (no BLAS here)'}`, () => {
    const { config } = run({ NUMLOOM_BLAS: library!.path });
    expect(config.blas?.path).toBe(library!.path);
    expect(config.blas?.name).toBe(library!.name);
  });
  found(`takes a family's name${library ? '' : ' (no BLAS here)'}`, () => {
    const { config } = run({ NUMLOOM_BLAS: library!.name });
    expect(config.blas?.name).toBe(library!.name);
  });

  it('a file that does not exist', () => {
    const file = join(folder, 'nowhere.so');
    expect(refused(file)).toMatch(/nowhere\.so: there is no such file/);
  });

  it('a name that the loader does not know', () => {
    expect(refused('libnumloom-nowhere.so.9')).toMatch(/^libnumloom-nowhere\.so\.9: .*(cannot|failed|not found)/i);
  });

  it('a text file', () => {
    const file = join(folder, 'text.so');
    writeFileSync(file, 'no library\n'.repeat(100));
    expect(refused(file)).toMatch(/text\.so: .*(invalid ELF header|not a|failed)/i);
  });

  it('an empty file and a folder', () => {
    const file = join(folder, 'empty.so');
    writeFileSync(file, '');
    expect(refused(file)).toMatch(/empty\.so: \S/);
    expect(refused(folder)).toMatch(/: it is a folder$/);
  });

  it('a library for another machine', () => {
    // The header of a 64-bit shared object for a machine of number 0xfeed.
    const header = Buffer.alloc(4096);
    header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
    header.writeUInt16LE(3, 16);
    header.writeUInt16LE(0xfeed, 18);
    header.writeUInt32LE(1, 20);
    header.writeUInt16LE(64, 52);
    header.writeUInt16LE(56, 54);
    const file = join(folder, 'foreign.so');
    writeFileSync(file, header);
    expect(refused(file)).toMatch(/foreign\.so: \S/);
  });

  const withCompiler = hasCompiler ? it : it.skip;
  const without = hasCompiler ? '' : ' (no C compiler here)';
  withCompiler(`a library without BLAS${without}`, () => {
    const file = compiled('other', 'int forty_two(void) { return 42; }');
    expect(refused(file!)).toMatch(/libother\.so: it has no BLAS \(no symbol dgemm_\)$/);
  });

  withCompiler(`a library with dgemm alone${without}`, () => {
    const file = compiled('one', 'void dgemm_(void) {}');
    expect(refused(file!)).toMatch(/libone\.so: it has no sgemm$/);
  });

  withCompiler(`a library that answers wrongly${without}`, () => {
    // Every product is 7 everywhere; complex ones are not touched.
    const real = (kind: string, type: string): string => `
      void ${kind}gemm_(char *ta, char *tb, int *m, int *n, int *k, ${type} *alpha, ${type} *a, int *lda,
                  ${type} *b, int *ldb, ${type} *beta, ${type} *c, int *ldc) {
        for (int j = 0; j < *n; j++) for (int i = 0; i < *m; i++) c[i + (long)j * *ldc] = 7;
      }`;
    const file = compiled(
      'wrong',
      `${real('s', 'float')}${real('d', 'double')}void cgemm_(void) {} void zgemm_(void) {}`,
    );
    expect(refused(file!)).toMatch(/libwrong\.so: it answers wrongly \(sgemm: 7 instead of -?\d+\)$/);
  });

  withCompiler(`a BLAS by the definitions, with nothing else, is taken when it is named${without}`, () => {
    const kind = ([name, type, lanes]: readonly [string, string, number]): string => {
      const add =
        lanes === 1
          ? 're += x[p] * y[q];'
          : 're += x[p] * y[q] - x[p + 1] * y[q + 1]; im += x[p] * y[q + 1] + x[p + 1] * y[q];';
      return `
      static void ${name}dot(int n, ${type} *x, long xs, ${type} *y, long ys, ${type} *to) {
        double re = 0, im = 0;
        for (int l = 0; l < n; l++) { long p = ${lanes} * l * xs, q = ${lanes} * l * ys; ${add} }
        to[0] = re; ${lanes === 2 ? 'to[1] = im;' : '(void)im;'}
      }
      void ${name}gemm_(char *ta, char *tb, int *m, int *n, int *k, ${type} *alpha, ${type} *a, int *lda,
                  ${type} *b, int *ldb, ${type} *beta, ${type} *c, int *ldc) {
        int at = *ta != 'N', bt = *tb != 'N';
        for (long j = 0; j < *n; j++) for (long i = 0; i < *m; i++)
          ${name}dot(*k, a + ${lanes} * i * (at ? *lda : 1), at ? 1 : *lda, b + ${lanes} * j * (bt ? 1 : *ldb), bt ? *ldb : 1,
               c + ${lanes} * (i + j * *ldc));
      }
      void ${name}gemv_(char *t, int *m, int *n, ${type} *alpha, ${type} *a, int *lda, ${type} *x, int *xs,
                  ${type} *beta, ${type} *y, int *ys) {
        int at = *t != 'N';
        for (long i = 0; i < (at ? *n : *m); i++)
          ${name}dot(at ? *m : *n, a + ${lanes} * i * (at ? *lda : 1), at ? 1 : *lda, x, *xs, y + ${lanes} * i * *ys);
      }
      void ${name}syrk_(char *u, char *t, int *n, int *k, ${type} *alpha, ${type} *a, int *lda, ${type} *beta,
                  ${type} *c, int *ldc) {
        int at = *t != 'N';
        for (long j = 0; j < *n; j++) for (long i = j; i < *n; i++)
          ${name}dot(*k, a + ${lanes} * i * (at ? *lda : 1), at ? 1 : *lda, a + ${lanes} * j * (at ? *lda : 1), at ? 1 : *lda,
               c + ${lanes} * (i + j * *ldc));
      }`;
    };
    const code = [['s', 'float', 1], ['d', 'double', 1], ['c', 'float', 2], ['z', 'double', 2]] as const; // prettier-ignore
    const file = compiled('plain', code.map(kind).join('\n'));
    const { config } = run({ NUMLOOM_BLAS: file! });
    expect(config.provider).toBe('native');
    expect(config.blas).toMatchObject({ name: 'reference BLAS', path: file, integers: 32 });
    // LAPACK comes from beside it, where there is one.
    if (!config.blas!.lapack) expect(config.notNative).toMatch(/^decompositions are portable/);
  });
});
