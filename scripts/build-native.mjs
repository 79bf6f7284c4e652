// Builds the native library: renders the ufunc table to C in build/native (git-ignored), compiles it for every instruction set that
// pays on this architecture with the system's C compiler, and puts the library to dist/native. What is up to date is not made again.
// Without a compiler it says so in one line; numloom computes without the library too.
import { build } from 'esbuild';
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import './build-wasm.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = `${root}build/native`;
const cSources = `${root}src/backends/native/kernels/c`;
const run = promisify(execFile);

/** Instruction sets, the one that every machine has first. */
const ALL_LEVELS =
  process.arch === 'x64'
    ? [
        { name: 'x86-64', flags: ['-O2'], test: '1' },
        {
          name: 'AVX2',
          flags: ['-O3', '-march=x86-64-v3'],
          pairs: ['-O3', '-march=x86-64-v3', '-mno-fma'],
          test: '__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2")',
        },
        {
          name: 'AVX-512',
          flags: ['-O3', '-march=x86-64-v4', '-mprefer-vector-width=512'],
          pairs: ['-O3', '-march=x86-64-v3', '-mno-fma'],
          test:
            '__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") && ' +
            '__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("fma")',
        },
      ]
    : [{ name: process.arch, flags: ['-O3'], test: '1' }];
// NUMLOOM_NATIVE_LEVEL=AVX2 makes a library for this instruction set alone, in a third of the time.
const only = process.env.NUMLOOM_NATIVE_LEVEL;
const LEVELS = only ? ALL_LEVELS.filter(({ name }) => name === only) : ALL_LEVELS;

// Infinities and nan keep their meaning, nothing is fused that the source does not fuse, integers wrap.
const FLAGS = [
  '-std=gnu11',
  '-fPIC',
  '-fvisibility=hidden',
  '-fwrapv',
  '-fno-math-errno',
  '-fno-trapping-math',
  '-ffp-contract=off',
  '-Werror=implicit-function-declaration',
];
const LOOPS_A_UNIT = 60;

const suffix = { darwin: 'dylib', win32: 'dll' }[process.platform] ?? 'so';
export const libraryName = `numloom-${process.platform}-${process.arch}.${suffix}`;

const identifier = (name) => name.replace(/\W/g, '_');

function compiler() {
  for (const name of process.env.CC ? [process.env.CC] : ['cc', 'gcc', 'clang']) {
    try {
      return {
        name,
        version: execFileSync(name, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(
          '\n',
        )[0],
      };
    } catch {
      // The next one.
    }
  }
  return undefined;
}

/** Leaves the constants of the special functions' modules to the translator (scripts/native/kernelSources.ts). */
const constants = {
  name: 'constants',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]src[\\/]special[\\/].*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const names = [...text.matchAll(/^(?:export )?const (\w+)/gm)].map(([, name]) => name);
      const keep = `(globalThis.numloomConstants ??= new Map()).set(${JSON.stringify(path)}, () => ({${names.join(',')}}));`;
      return { contents: names.length > 0 ? `${text}\n${keep}\n` : text, loader: 'ts' };
    });
  },
};

/** Kernels of special functions have many branches: GCC turns so many into choices between lanes, unless it moved loads into them. */
const branches = (cc) =>
  /clang/i.test(cc.version) ? [] : ['-fno-tree-pre', '--param', 'max-tree-if-conversion-phi-args=64'];

/** The loops as the library's sources list them. */
async function listLoops() {
  const bundle = `${work}/list.mjs`;
  await build({
    entryPoints: [`${root}scripts/native/list.ts`],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    plugins: [constants],
    logLevel: 'error',
  });
  const { listLoops: list, PREAMBLE, VERSION } = await import(`${pathToFileURL(bundle).href}?${Date.now()}`);
  return { ...list(`${root}src`), preamble: PREAMBLE, version: VERSION };
}

/** What each header defines, and what it needs itself. */
function readHeaders() {
  const needs = {
    'elementary.h': ['polynomials.h'],
    'single.h': ['elementary.h', 'polynomials.h'],
    'powers.h': ['single.h', 'elementary.h', 'polynomials.h'],
    'complex.h': ['elementary.h', 'polynomials.h'],
  };
  return readdirSync(cSources)
    .filter((file) => file.endsWith('.h') && file !== 'numloom.h')
    .map((file) => {
      const text = readFileSync(`${cSources}/${file}`, 'utf8');
      // Of headers that use others only what they define counts.
      const pattern = needs[file]
        ? /(?<=^static (?:__attribute__\(\(unused\)\) )?[^=;{(]*?)\bnl_\w+(?=\()/gm
        : /\bnl_\w+/g;
      return { file, needs: needs[file] ?? [], names: new Set(text.match(pattern) ?? []) };
    });
}

/** The headers that loops need, in order: only what is used is compiled, and compiled again when it changes. */
function headersOf(text, headers) {
  const base = readFileSync(`${cSources}/numloom.h`, 'utf8');
  const called = new Set((text.match(/\bnl_\w+(?=\()/g) ?? []).filter((name) => !base.includes(`${name}(`)));
  const wanted = new Set();
  for (const { file, needs, names } of headers) {
    if (![...called].some((name) => names.has(name))) continue;
    for (const need of needs) wanted.add(need);
    wanted.add(file);
  }
  return ['polynomials.h', 'elementary.h', 'single.h', 'powers.h', 'complex.h', 'functions.h', 'sums.h'].filter(
    (file) => wanted.has(file),
  );
}

/** May a loop multiply complex numbers? GCC 12 fuses such products and sums even where it is told not to. */
function isPairs(loop) {
  return !loop.key.startsWith('cast:') && loop.infos.slice(loop.inputs).some((info) => info.lanes === 2);
}

/** The C of the special functions that loops call. */
function supportText(loops, preamble) {
  const pieces = new Map(loops.flatMap((loop) => loop.support ?? []).map((piece) => [piece.name, piece]));
  if (pieces.size === 0) return '';
  const all = [...pieces.values()].sort((a, b) => Number(a.announce !== '') - Number(b.announce !== ''));
  return `${preamble}${all.map(({ announce }) => announce).join('')}${all.map(({ text }) => text).join('')}`;
}

function unitText(loops, unit, preamble) {
  const functions = loops.map((loop, i) => loop.text(`f${i}`)).join('');
  const entries = loops.map((loop, i) => {
    const dtypes = loop.infos.map((info) => info.num).join(',');
    return `{"${loop.key}",(nl_any)f${i},${loop.strided ? 1 : 0},${loop.inputs},${loop.infos.length},{${dtypes}}}`;
  });
  const includes = ['numloom.h', ...loops[0].headers].map((file) => `#include "${file}"\n`).join('');
  return `${includes}${supportText(loops, preamble)}${functions}const nl_entry NL_TABLE(${unit})[]={\n${entries.join(',\n')}};\n`;
}

function tablesText(units, version) {
  const table = (level, unit) => `nl_table_${identifier(LEVELS[level].name)}_${unit}`;
  const externs = LEVELS.flatMap((_, level) =>
    units.map((_, unit) => `extern const nl_entry ${table(level, unit)}[];`),
  );
  const lists = LEVELS.map(
    (_, level) =>
      `static const nl_entry *const units_${level}[]={${units.map((_, unit) => table(level, unit)).join(',')}};`,
  );
  return `#include "numloom.h"
${externs.join('\n')}
${lists.join('\n')}
const int nl_levels=${LEVELS.length};
const int nl_unit_count=${units.length};
const char *const nl_level_names[]={${LEVELS.map(({ name }) => `"${name}"`).join(',')}};
const nl_entry *const *const nl_level_units[]={${LEVELS.map((_, level) => `units_${level}`).join(',')}};
const int nl_unit_sizes[]={${units.map((unit) => unit.length).join(',')}};
const char nl_version[]="${version}";
int nl_level_runs(int level){switch(level){${LEVELS.map(({ test }, level) => `case ${level}:return ${test};`).join('')}}return 0;}
`;
}

/** Run jobs, so many at a time. */
async function pool(jobs, width) {
  const waiting = [...jobs];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let job = waiting.shift(); job; job = waiting.shift()) await job();
    }),
  );
}

/** Make the library; returns its path, or undefined where there is no compiler. */
export async function buildNative({ verbose = false } = {}) {
  const cc = compiler();
  if (!cc) {
    console.log(
      'native kernels: no C compiler found, so numloom computes with its portable loops (docs/native-kernels.md)',
    );
    return undefined;
  }
  mkdirSync(work, { recursive: true });
  const { loops, left, preamble, version } = await listLoops();
  const texts = {};
  const headers = readHeaders();
  for (const loop of loops) {
    loop.headers = loop.support ? ['polynomials.h', 'elementary.h', 'functions.h'] : headersOf(loop.text('f'), headers);
  }
  // The conversions first, as they are numbered; then loops that need the same headers together.
  const groups = new Map();
  for (const loop of loops) {
    const group = loop.key.startsWith('cast:')
      ? 'casts'
      : `${isPairs(loop) ? 'pairs' : loop.support ? 'special' : ''} ${loop.headers.join()}`;
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(loop);
  }
  const units = [];
  for (const group of [
    groups.get('casts'),
    ...[...groups].filter(([name]) => name !== 'casts').map(([, list]) => list),
  ]) {
    for (let at = 0; at < group.length; at += LOOPS_A_UNIT) units.push(group.slice(at, at + LOOPS_A_UNIT));
  }
  units.forEach((unit, u) => (texts[`unit${u}.c`] = unitText(unit, u, preamble)));
  texts['tables.c'] = tablesText(units, version);
  const files = readdirSync(cSources).sort();
  for (const file of files.filter((one) => one.endsWith('.c')))
    texts[file] = readFileSync(`${cSources}/${file}`, 'utf8');
  const sharedHash = (text) => {
    const hash = createHash('sha256').update(cc.version).update(FLAGS.join(' ')).update(text);
    for (const file of files) if (text.includes(`#include "${file}"`)) hash.update(readFileSync(`${cSources}/${file}`));
    return hash.digest('hex');
  };

  const objects = [];
  const jobs = [];
  for (const [file, text] of Object.entries(texts)) {
    const everyLevel = file.startsWith('unit');
    for (const [level, { name, flags: usual, pairs }] of LEVELS.entries()) {
      if (level > 0 && !everyLevel) continue;
      const pairwise = everyLevel && isPairs(units[file.match(/\d+/)[0]][0]);
      const flags = !everyLevel ? ['-O3'] : pairwise ? (pairs ?? usual) : usual;
      const extra = everyLevel ? [`-DNL_TABLE(u)=nl_table_${identifier(name)}_##u`] : [];
      if (everyLevel && units[file.match(/\d+/)[0]][0].support) extra.push(...branches(cc));
      const digest = createHash('sha256')
        .update(sharedHash(text))
        .update(text)
        .update([...flags, ...extra].join(' '))
        .digest('hex')
        .slice(0, 20);
      const object = `${work}/${file.slice(0, -2)}-${identifier(name)}-${digest}.o`;
      objects.push(object);
      if (existsSync(object)) continue;
      const source = `${work}/${file}`;
      // Before any compiler runs: another level's may read the file while it is written.
      writeFileSync(source, text);
      jobs.push(async () => {
        const begin = Date.now();
        await run(cc.name, [...FLAGS, ...flags, ...extra, `-I${cSources}`, '-c', source, '-o', `${object}.part`], {
          maxBuffer: 1 << 26,
        });
        // Whole or not at all: what a broken build leaves is not taken for the object.
        renameSync(`${object}.part`, object);
        if (verbose) console.log(`${file} ${LEVELS[level].name} ${((Date.now() - begin) / 1000).toFixed(1)} s`);
      });
    }
  }
  await pool(jobs, Math.min(4, availableParallelism()));
  const digest = createHash('sha256').update(objects.join('\n')).digest('hex').slice(0, 20);
  const library = `${work}/${digest}-${libraryName}`;
  if (!existsSync(library)) {
    await run(cc.name, ['-shared', '-o', library, ...objects, '-lm']);
    // What earlier builds left is in the way of nothing, but adds up.
    for (const file of only ? [] : readdirSync(work)) {
      const path = `${work}/${file}`;
      if ((file.endsWith('.o') && !objects.includes(path)) || (file.endsWith(libraryName) && path !== library))
        rmSync(path);
    }
  }
  mkdirSync(`${root}dist/native`, { recursive: true });
  const target = `${root}dist/native/${libraryName}`;
  // A fresh file, not the old one overwritten: programs may run from that.
  rmSync(target, { force: true });
  copyFileSync(library, target);
  if (verbose) console.log(`${loops.length} loops; ${left.length} kernels stay JavaScript: ${left.join(' ')}`);
  return target;
}

/** The same as a part of a larger build, which goes on without: NUMLOOM_BUILD_NATIVE=0 leaves it out. */
export async function tryBuildNative() {
  if (process.env.NUMLOOM_BUILD_NATIVE === '0') return;
  try {
    await buildNative();
  } catch (error) {
    const line =
      String(error.stderr ?? error.message)
        .split('\n')
        .find((one) => /error/.test(one)) ?? error.message;
    console.log(`native kernels: not built, so numloom computes with its portable loops (${line})`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildNative({ verbose: process.argv.includes('--verbose') });
