// Compiles the AssemblyScript sources in src/backends/wasm/assembly to WebAssembly: every file there is a module, twice, with and
// without relaxed SIMD (fused multiply-add): src/backends/wasm/generated/NAME.plain.wasm and NAME.relaxed.wasm. What is up to date is not
// made again.
import asc from 'assemblyscript/asc';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = `${root}src/backends/wasm/assembly`;
const target = `${root}src/backends/wasm/generated`;
/** Where programs lay their operands: memory below is the module's own (constants). */
const OPTIONS = [
  '--runtime',
  'stub',
  '--noAssert',
  '-O3',
  '--importMemory',
  '--initialMemory',
  '1',
  '--maximumMemory',
  '65536',
  '--enable',
  'simd',
  '--use',
  'abort=',
];

/** What a module is made of: its own file, what lies in folders beside it, the compiler and the options. */
function digest(name) {
  const hash = createHash('sha256');
  const files = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .filter((path) => path.slice(sources.length + 1).includes('/') || path.endsWith(`/${name}.ts`))
    .sort();
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  hash.update(asc.version).update(readFileSync(fileURLToPath(import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}

async function compile(name, relaxed) {
  const binary = `${name}.wasm`;
  let result;
  const { error, stderr } = await asc.main(
    [
      `${name}.ts`,
      '--baseDir',
      sources,
      '--outFile',
      binary,
      ...OPTIONS,
      ...(relaxed ? ['--enable', 'relaxed-simd'] : []),
    ],
    {
      writeFile(file, contents) {
        if (file === binary) result = contents;
      },
    },
  );
  if (error) {
    console.error(stderr.toString());
    throw error;
  }
  return result;
}

/** Compile on a thread of its own. */
function compileBeside(name, relaxed) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { name, relaxed } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function compileAll() {
  mkdirSync(target, { recursive: true });
  const stale = readdirSync(sources)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ name: file.slice(0, -3), made: digest(file.slice(0, -3)) }))
    .filter(({ name, made }) => {
      const stamp = `${target}/${name}.stamp`;
      return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== made;
    });
  // The largest first, so that no core ends up waiting for it.
  const jobs = stale
    .flatMap((module) => [false, true].map((relaxed) => ({ module, relaxed })))
    .sort((a, b) => Number(b.module.name === 'linear') - Number(a.module.name === 'linear'));
  const serve = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const { module, relaxed } = job;
      const bytes = await compileBeside(module.name, relaxed);
      writeFileSync(`${target}/${module.name}.${relaxed ? 'relaxed' : 'plain'}.wasm`, bytes);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, serve));
  for (const { name, made } of stale) writeFileSync(`${target}/${name}.stamp`, made);
}

if (isMainThread) await compileAll();
else parentPort.postMessage(await compile(workerData.name, workerData.relaxed));
