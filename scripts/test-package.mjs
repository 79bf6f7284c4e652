// Packs the library, installs it in an empty project and uses it there as a newcomer would: TypeScript in strict mode, ES
// modules and CommonJS.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'numloom-package-'));
const run = (command, args, cwd = project) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

try {
  const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', project], root));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'newcomer', private: true, type: 'module' }));
  run('npm', ['install', '--no-audit', '--no-fund', `./${filename}`]);
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        module: 'NodeNext',
        strict: true,
        outDir: 'out',
        skipLibCheck: false,
        lib: ['ES2022'],
        types: [],
      },
      files: ['main.ts'],
    }),
  );
  writeFileSync(
    join(project, 'main.ts'),
    `import * as np from 'numloom';
import { defaultRng } from 'numloom/random';
import { assertAllclose } from 'numloom/testing';
import * as linalg from 'numloom/linalg';
import { fft } from 'numloom/fft';
import { quad, solveIvp } from 'numloom/integrate';
import { minimize } from 'numloom/optimize';
declare const console: { log(...parts: unknown[]): void };
const a: np.NDArray<'float64'> = np.array([[1, 2], [3, 4]]);
const total: number = np.sum(a);
const means: np.NDArray<'float64'> = np.mean(a, { axis: 0 });
const counts = np.array([1, 2, 3], { dtype: 'int' });
const same: np.NDArray<'int32'> = np.add(counts, 1);
assertAllclose(means, [2, 3]);
const [x, y] = np.array([5, 6]);
console.log(total, String(means), same.dtype, x! + y!, defaultRng(0).random([2]).toArray());
const solved: string = String(linalg.solve(a, [5, 11]));
const [area] = quad((t) => t * t, 0, 3);
const spectrum: readonly number[] = fft([1, 2, 3, 4]).shape;
const decay = solveIvp((_, [u]) => [-u!], [0, 1], [1]);
const least = minimize(([u]) => (u! - 2) ** 2, [0]);
console.log(solved, area.toFixed(6), spectrum[0], decay.y.item(0, -1).toFixed(3), least.x.item(0).toFixed(3));
/** Never called: what must not compile. */
export function mistakes(): void {
  // @ts-expect-error a dtype that does not exist
  np.zeros(2, { dtype: 'float63' });
  // @ts-expect-error an option that does not exist
  np.sum(a, { axes: 0 });
}
`,
  );
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'].slice(0, 3));
  const printed = run(process.execPath, ['out/main.js']);
  const want = '10 [2. 3.] int32 11 [ 0.6369616873214543, 0.2697867137638703 ]\n[1. 2.] 9.000000 4 0.368 2.000\n';
  if (printed !== want) throw new Error(`the packed library printed\n${printed}instead of\n${want}`);
  writeFileSync(join(project, 'main.cjs'), "const np = require('numloom');\nconsole.log(String(np.arange(3)));\n");
  const common = run(process.execPath, ['main.cjs']);
  if (common !== '[0. 1. 2.]\n') throw new Error(`require printed ${common}`);
  console.log('the packed library installs, type-checks and runs in an empty project');
} finally {
  rmSync(project, { recursive: true, force: true });
}
