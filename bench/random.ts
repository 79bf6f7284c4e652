/**
 * numloom's distributions beside NumPy's, in one run: tsx bench/random.ts [PYTHON]. Nanoseconds of processor time a number, the best
 * of several fills of a million (or as many as said) with the same parameters and the same numbers on either side.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as np from '../src/index.js';

const python = process.argv[2] ?? 'python3';
const script = fileURLToPath(new URL('random-numpy.py', import.meta.url));
const told = JSON.parse(execFileSync(python, [script], { encoding: 'utf8' })) as {
  numpy: string;
  times: [method: string, args: unknown[], count: number, nanoseconds: number][];
};
const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Processor time of the best of several fills, in nanoseconds a number. */
function best(run: () => unknown, count: number): number {
  let least = Infinity;
  for (let k = 0; k < 7; k++) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (1000 * (user + system)) / count);
  }
  return least;
}

console.log(`| ns a number | numloom | NumPy ${told.numpy} | times faster |\n|---|---|---|---|`);
for (const [method, args, count, theirs] of told.times) {
  const [generator, name] = method.includes('.') ? (method.split('.') as ['SFC64', string]) : [null, method];
  const bits = generator === null ? new np.random.PCG64(1) : new np.random[generator](1);
  const rng = new np.random.Generator(bits);
  const draw = (rng as unknown as Record<string, (...given: unknown[]) => unknown>)[camel(name)]!;
  const ours = best(() => draw.call(rng, ...args, count), count);
  console.log(
    `| ${method}(${args.join(', ')}) | ${ours.toFixed(1)} | ${theirs.toFixed(1)} | ${(theirs / ours).toFixed(2)} |`,
  );
}
