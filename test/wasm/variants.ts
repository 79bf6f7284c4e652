// The modules under test in both variants: with fused multiply-add (relaxed SIMD) and without.
import { fileSource } from '../../src/backends/wasm/file.js';
import { WasmModule, type ModuleName } from '../../src/backends/wasm/module.js';

/** The functions of a module: numbers in, all else through memory. */
export type Functions = Record<string, (...args: number[]) => number>;

function variantsOf(name: ModuleName) {
  return (['plain', 'relaxed'] as const).map((variant) => ({
    variant,
    module: new WasmModule<Functions>(fileSource(name), variant),
  }));
}

export const linear = variantsOf('linear');
export const elementary = variantsOf('elementary');
