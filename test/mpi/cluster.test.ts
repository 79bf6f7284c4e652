/** A simulated cluster: two network namespaces as hosts, ranks on each, messages over TCP. Wants root, ip and Open MPI. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle, run } from '../programs.js';
import { environment, launchers } from './launch.js';

const script = fileURLToPath(new URL('cluster.sh', import.meta.url));
const build = fileURLToPath(new URL('../../build', import.meta.url));

function canUseNamespaces(): boolean {
  if (process.getuid?.() !== 0 || !launchers.some(({ name }) => name === 'Open MPI')) return false;
  const name = `nlprobe${process.pid}`;
  if (spawnSync('ip', ['netns', 'add', name]).status !== 0) return false;
  const entered = spawnSync('ip', ['netns', 'exec', name, 'unshare', '--uts', '--mount', '--ipc', 'true']).status === 0;
  spawnSync('ip', ['netns', 'del', name]);
  return entered;
}

describe.skipIf(!canUseNamespaces())('two hosts in network namespaces', { timeout: 180_000 }, () => {
  let path: (name: string) => string;
  let folder: string;

  beforeAll(async () => {
    mkdirSync(build, { recursive: true });
    folder = mkdtempSync(`${build}/cluster-`);
    path = await bundle('test-cluster', {
      hosts: 'test/mpi/programs/hosts.ts',
      model: 'test/mpi/programs/model.ts',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = (ranks: number, ...command: string[]) =>
    run(script, [folder, String(ranks), process.execPath, ...command], { env: environment });

  it('ranks run on both', () => {
    const { stdout, stderr } = start(4, path('hosts'));
    expect(JSON.parse(stdout || JSON.stringify(stderr))).toEqual({
      names: ['host1', 'host2', 'host1', 'host2'],
      sizes: [2, 2, 2, 2],
    });
  });

  it('agree with the sequential model over TCP', () => {
    const { stdout, stderr } = start(4, path('model'), `${folder}/data`, '0,5', 'few');
    const told = JSON.parse(stdout || JSON.stringify({ stderr })) as { size: number; faults: string[] };
    expect(told).toMatchObject({ size: 4, faults: [] });
  });
});
