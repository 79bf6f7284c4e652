/** The course's GPU programs run in every mode, say what they use, and end. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { TESTED, openForTest } from './modes.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = `${root}/build/test-gpu`;
const webgpu = await openForTest('webgpu');

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['examples/05-numpy-vs-cupy.ts', 'examples/06-gpu-computing.ts'],
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    plugins: [
      {
        name: 'numloom',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^numloom$/ }, () => ({ path: `${root}/src/index.ts` }));
          onResolve({ filter: /^numloom\/gpu$/ }, () => ({ path: `${root}/src/backends/gpu/index.ts` }));
        },
      },
    ],
  });
});

function run(name: string, size: string, mode: string): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${out}/${name}.mjs`, size], {
    env: { ...process.env, NUMLOOM_GPU: mode },
    encoding: 'utf8',
    timeout: 50_000,
  });
  expect(stderr.replace(/^error: XDG_RUNTIME_DIR.*$/gm, '').trim()).toBe('');
  expect(status).toBe(0);
  return stdout.trim().split('\n');
}

for (const mode of TESTED) {
  const skipped = mode === 'webgpu' && webgpu.cp === null;
  describe.skipIf(skipped)(skipped ? webgpu.title : mode, () => {
    it('NumPy vs. CuPy', () => {
      const lines = run('05-numpy-vs-cupy', '64', mode);
      expect(lines[0]).toMatch(/^numloom \(CPU\) Time: 0\.\d{4} seconds$/);
      expect(lines[1]).toContain(`numloom/gpu: mode ${mode} on `);
      expect(lines[3]).toMatch(new RegExp(`^numloom/gpu \\(${mode}\\) Time: \\d+\\.\\d{4} seconds$`));
      const worst = Number(/differ by at most (\S+),/.exec(lines[4]!)![1]);
      expect(worst).toBeLessThan(1e-4);
    });

    it('GPU computing with CuPy', () => {
      const lines = run('06-gpu-computing', '5000', mode);
      expect(lines.slice(1, 4)).toEqual([
        'GPU Array: [1 2 3 4 5]',
        'Matrix Multiplication Result: 55',
        'The area under sin from 0 to pi: 2.00000',
      ]);
      expect(lines[0]).toContain(`mode ${mode}`);
    });
  });
}
