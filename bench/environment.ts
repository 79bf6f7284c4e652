/** The record of where and with what a run was made. */
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';
import type { Environment } from './results.js';

/** The name of the system, as its release file gives it. */
function system(): string {
  try {
    const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    if (name) return `${name}, ${type()} ${release()} ${arch()}`;
  } catch {
    // Not a Linux, or one without that file.
  }
  return `${type()} ${release()} ${arch()}`;
}

/** The machine and the versions; the rest is known to the run. */
export function environment(
  root: URL,
  rest: Pick<Environment, 'python' | 'numpy' | 'devices' | 'peers' | 'providers' | 'options'>,
): Environment {
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
  return {
    date: new Date().toISOString(),
    cpu: cpus()[0]?.model.trim() || 'unknown',
    cores: availableParallelism(),
    memoryGB: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    os: system(),
    node: process.versions.node,
    numloom: version,
    ...rest,
  };
}
