/** Whole numbers in kernels: gpu.js keeps a variable whole only where it sees `++` on it. */
import type { KernelFunction } from './gpujs.js';
import { divideFunctions, type Division } from './walk.js';

/** A statement that declares a whole number; the start value that it is counted up from is replaced at once. */
export function whole(name: string, value: string): string {
  return `let ${name} = 0; ${name}++; ${name} = ${value};`;
}

/** The text of a quotient of whole numbers, rounded down. */
export function quotientText(division: Division, dividend: string, divisor: string): string {
  return division === 'corrected' ? `divide(${dividend}, ${divisor})` : `Math.floor((${dividend}) / ${divisor})`;
}

/** The functions that `quotientText` calls. */
export function quotientFunctions(division: Division): readonly KernelFunction[] {
  return division === 'corrected' ? divideFunctions() : [];
}

/** `wholeOf(v)`: a float that is whole, as an integer. */
export const WHOLE_OF: KernelFunction = {
  source: 'function wholeOf(v) {\n  return v | 0;\n}',
  settings: { argumentTypes: { v: 'Float' }, returnType: 'Integer' },
};
