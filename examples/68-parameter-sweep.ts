/*
 * 68. A parameter sweep on every core
 * Shows: Pool.map and starmap, imapUnordered, Parallel and delayed with a progress bar: the damped oscillator for many damping factors.
 */
import { solveIvp } from 'numloom/integrate';
import { Parallel, Pool, delayed, exported, isMainProcess } from 'numloom/multiprocessing';

/** How far the oscillator still swings after ten seconds. */
export function amplitude(damping: number, stiffness = 1): number {
  const { y } = solveIvp((_t, [x, v]) => [v!, -damping * v! - stiffness * x!], [0, 10], [1, 0], { rtol: 1e-8 });
  return Math.hypot(y.item(0, -1), y.item(1, -1));
}

if (isMainProcess) {
  const sweep = exported(import.meta.url, amplitude);
  const dampings = [0.1, 0.2, 0.4, 0.8];

  const pool = new Pool(2);
  const amplitudes = await pool.map(sweep, dampings);
  console.log('by damping:', amplitudes.map((a) => a.toFixed(4)).join(' '));
  const pairs = dampings.map((damping) => [damping, 4] as const);
  console.log('stiffer:', (await pool.starmap(sweep, pairs)).map((a) => a.toFixed(4)).join(' '));
  let finished = 0;
  for await (const _ of pool.imapUnordered(sweep, dampings)) finished++;
  console.log('finished:', finished);
  await pool.close();

  const results = await Parallel({ nJobs: 2, progress: true })(dampings.map((damping) => delayed(sweep)(damping)));
  console.log(
    'the same with Parallel:',
    results.every((a, k) => a === amplitudes[k]),
  );
}
