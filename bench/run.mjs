// Bundles the benchmark against the built package and runs it.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = resolve(root, 'build/bench');
await build({
  entryPoints: [resolve(root, 'bench/main.ts'), resolve(root, 'bench/serve.ts')],
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  // Without tsconfig's paths, which would bundle the sources: what is timed is the built package.
  tsconfigRaw: { compilerOptions: { target: 'ES2022' } },
  logLevel: 'warning',
});
const child = spawn(process.execPath, [resolve(outdir, 'main.mjs'), ...process.argv.slice(2)], { stdio: 'inherit' });
// Ctrl-C reaches the child as well, which ends in its own way.
process.on('SIGINT', () => undefined);
child.on('exit', (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 1)));
