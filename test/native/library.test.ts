/** Finding the library: what is no library, or another version's, is refused with the reason, and the portable loops compute. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { kernelsConfig, nativeLibrary, openLibrary } from '../../src/backends/native/kernels/library.js';
import { koffi } from '../../src/backends/native/koffi.js';
import { useProvider, wantedProvider } from '../../src/backends/provider.js';

const asked = wantedProvider();
const folder = mkdtempSync(join(tmpdir(), 'numloom-native-'));

function compiler(): string | undefined {
  for (const name of ['cc', 'gcc', 'clang']) {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' });
      return name;
    } catch {
      // The next one.
    }
  }
  return undefined;
}
const cc = process.platform === 'win32' ? undefined : compiler();

describe('the library of compiled loops', () => {
  afterAll(() => {
    useProvider(asked);
    rmSync(folder, { recursive: true });
  });

  it.runIf(koffi())('is refused when the file is no library for this machine', () => {
    const file = join(folder, 'garbage.so');
    writeFileSync(file, 'no library');
    expect(() => openLibrary(file)).toThrow(/garbage\.so cannot be loaded, perhaps it was built for another machine/);
  });

  it.runIf(koffi() && cc)(`is refused when it is of another version${cc ? '' : ' (skipped: no C compiler)'}`, () => {
    const [source, file] = [join(folder, 'old.c'), join(folder, 'old.so')];
    writeFileSync(source, 'int numloom_abi(void){return 0;}\nconst char *numloom_version(void){return "0.0.1";}\n');
    execFileSync(cc!, ['-shared', '-fPIC', '-o', file, source]);
    expect(() => openLibrary(file)).toThrow(/belongs to numloom 0\.0\.1 \(interface 0\), and this is/);
  });

  it('is not looked for when the provider is portable, and everything computes', () => {
    useProvider('portable');
    expect(nativeLibrary()).toBeUndefined();
    expect(kernelsConfig()).toEqual({ loaded: false, reason: "the provider is 'portable'" });
    expect(np.sum(np.arange(1000))).toBe(499500);
  });

  it('says where it lies or why it is not in use', () => {
    useProvider('native');
    const config = kernelsConfig();
    expect(config.loaded ? config.path : config.reason).toMatch(/numloom|koffi/);
    expect(np.sum(np.arange(1000))).toBe(499500);
  });
});
