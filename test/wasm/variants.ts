// The modules under test in both variants: with fused multiply-add (relaxed SIMD) and without.
import * as linearText from '../../src/backends/wasm/generated/linear.js';
import { WasmModule } from '../../src/backends/wasm/module.js';

/** The functions of assembly/linear.ts: numbers in, all through memory. */
export type Functions = Record<string, (...args: number[]) => number>;

export const linear = (['plain', 'relaxed'] as const).map((variant) => ({
  variant,
  module: new WasmModule<Functions>(linearText, variant),
}));
