/** The foreign function interface (koffi), loaded when first wanted. It is an optional dependency. */
import type * as Koffi from 'koffi';

export type { Koffi };

/**
 * Native functions run on a stack of koffi's own. OpenBLAS keeps tables of all threads on the stack of its threaded factorisations, 2 MB a level of their
 * recursion: koffi's default of 2 MB overflows there.
 */
const STACK_BYTES = 16 * 1024 * 1024;

let loaded: typeof Koffi | null | undefined;
let reason = '';

/** koffi, or undefined where it is not installed or has no binary for this machine. */
export function koffi(): typeof Koffi | undefined {
  if (loaded === undefined) {
    loaded = null;
    try {
      const module = globalThis.process?.getBuiltinModule?.('node:module');
      if (module) {
        loaded = module.createRequire(import.meta.url)('koffi') as typeof Koffi;
        loaded.config({ ...loaded.config(), sync_stack_size: STACK_BYTES });
      } else reason = 'this JavaScript engine cannot load native libraries';
    } catch (error) {
      reason = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    }
  }
  return loaded ?? undefined;
}

/** Why `koffi()` is undefined. */
export function koffiFault(): string {
  return reason;
}
