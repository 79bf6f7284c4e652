/**
 * WebAssembly modules in a browser: their bytes are text in the code, so that they load without a request and a function that needs them
 * stays synchronous. Only the variant that every browser has is there.
 */
import type { ModuleSource } from './module.js';

interface Api {
  WebAssembly?: { validate(bytes: Uint8Array<ArrayBuffer>): boolean };
  atob(text: string): string;
}
const api = globalThis as unknown as Api;

/** The smallest module that uses SIMD: a function that gives i32x4.splat(0). */
const SIMD_PROBE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0], // header
  ...[1, 5, 1, 96, 0, 1, 123], // types: () -> v128
  ...[3, 2, 1, 0], // functions: one of type 0
  ...[10, 8, 1, 6, 0, 65, 0, 253, 17, 11], // code: i32.const 0, i32x4.splat, end
);

/** Can the engine compile the modules? */
export function canReadModules(): boolean {
  return api.WebAssembly?.validate(SIMD_PROBE) ?? false;
}

/** A module whose bytes are in the code, in base64. */
export function embeddedSource(base64: string): ModuleSource {
  return {
    plain() {
      const text = api.atob(base64);
      const bytes = new Uint8Array(text.length);
      for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
      return bytes;
    },
    relaxed: () => undefined,
  };
}
