/*
 * 07. One program on one core, on all cores and on a GPU
 * Shows: the same function, unchanged, on the backends single and threads and on numloom/gpu; only what it computes with differs.
 */
import * as np from 'numloom';
import { open, type GpuArray, type GpuNamespace } from 'numloom/gpu';

/**
 * How far a damped oscillation strays from rest: the root of the mean square of exp(-t/4) sin(3t) over n points.
 * It is written once, with the names that numloom and its GPU share.
 */
function stray(xp: typeof np, n: number): number;
function stray(xp: GpuNamespace, n: number): GpuArray;
function stray(xp: typeof np | GpuNamespace, n: number): unknown {
  const { linspace, exp, sin, multiply, square, mean, sqrt } = xp as typeof np;
  const t = linspace(0, 10, n, { dtype: 'float32' });
  const swing = multiply(exp(multiply(t, -0.25)), sin(multiply(t, 3)));
  return sqrt(mean(square(swing)));
}

const n = Number(process.argv[2] ?? 2_000_000);
const time = async (name: string, run: () => unknown): Promise<void> => {
  await run(); // the first call also makes the loops or kernels
  const begin = performance.now();
  const value = Number(await run());
  console.log(`${name.padEnd(28)}${value.toFixed(4)}  ${(performance.now() - begin).toFixed(1).padStart(8)} ms`);
};

await time('single', () => stray(np, n));

await np.setBackend('threads');
const { workers } = np.showConfig({ mode: 'dicts' });
await time(`threads, ${workers} of them`, () => stray(np, n));
await np.shutdown();

const cp = await open();
await time(`gpu, mode ${cp.mode}`, () => stray(cp, n).item());
