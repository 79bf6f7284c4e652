/**
 * Which loops compute inside the backends: the portable ones (generated JavaScript and WebAssembly), or native ones (the system's BLAS and
 * LAPACK, and numloom's own compiled kernels) where the machine has them. `NUMLOOM_PROVIDER` chooses; the default is native
 * where it can be had.
 */
import { ValueError, describe } from '../core/errors.js';

export type ProviderName = 'portable' | 'native';

let chosen: ProviderName | undefined;

/** What the program or its environment asks for; nothing is loaded yet. */
export function wantedProvider(): ProviderName {
  if (chosen === undefined) {
    const asked = globalThis.process?.env?.NUMLOOM_PROVIDER;
    if (asked !== undefined && asked !== '' && asked !== 'portable' && asked !== 'native') {
      throw new ValueError(`NUMLOOM_PROVIDER must be 'portable' or 'native', got ${describe(asked)}`);
    }
    chosen = asked === 'portable' ? 'portable' : 'native';
  }
  return chosen;
}

/** Choose from now on, for tests and benchmarks that compare both. */
export function useProvider(name: ProviderName): void {
  chosen = name;
}
