// The modules under test in both variants: with fused multiply-add (relaxed SIMD) and without.
import * as elementaryText from '../../src/backends/wasm/generated/elementary.js';
import * as linearText from '../../src/backends/wasm/generated/linear.js';
import { WasmModule, type ModuleText } from '../../src/backends/wasm/module.js';

/** The functions of a module: numbers in, all else through memory. */
export type Functions = Record<string, (...args: number[]) => number>;

function variantsOf(text: ModuleText) {
  return (['plain', 'relaxed'] as const).map((variant) => ({
    variant,
    module: new WasmModule<Functions>(text, variant),
  }));
}

export const linear = variantsOf(linearText);
export const elementary = variantsOf(elementaryText);
