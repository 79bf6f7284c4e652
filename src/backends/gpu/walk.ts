/**
 * How a thread finds its operands' elements: from its number in the result's C order to a place in each operand's memory.
 * On real devices whole numbers are divided through float32 and set right; elsewhere plain division is exact.
 */
import type { ArgumentType, KernelFunction } from './gpujs.js';

/** How an operand lies relative to the result. */
export type Layout =
  /** A number given with the call. */
  | 'value'
  /** Element i for result i. */
  | 'flat'
  /** The same, from an offset on. */
  | 'offset'
  /** One element for all. */
  | 'still'
  /** Steps along the loop's axes. */
  | 'strided';

/** Where whole numbers are divided exactly by `Math.floor(i / n)`. */
export type Division = 'plain' | 'corrected';

const integers = (...names: string[]): KernelFunction['settings'] => ({
  argumentTypes: Object.fromEntries(names.map((name) => [name, 'Integer' as const])),
  returnType: 'Integer',
});

const DIVIDE: readonly KernelFunction[] = [
  {
    source: `function divideEnd(i, n, q) {
  if (i - q * n < 0) { return q - 1; }
  if (i - q * n >= n) { return q + 1; }
  return q;
}`,
    settings: integers('i', 'n', 'q'),
  },
  {
    source: `function divideMore(i, n, q) {
  return divideEnd(i, n, q + (((i - q * n) / n) | 0));
}`,
    settings: integers('i', 'n', 'q'),
  },
  {
    source: `function divide(i, n) {
  return divideMore(i, n, (i / n) | 0);
}`,
    settings: integers('i', 'n'),
  },
];

/** Functions that divide whole numbers up to 2**31: `divide(i, n)`. */
export function divideFunctions(): readonly KernelFunction[] {
  return DIVIDE;
}

/** `place<n>(i, block..., step...)`: where element i lies, by n steps. */
function placeFunctions(axes: number): KernelFunction[] {
  const blocks = Array.from({ length: axes - 1 }, (_, k) => `b${k}`);
  const steps = Array.from({ length: axes }, (_, k) => `s${k}`);
  const all = ['i', ...blocks, ...steps];
  if (axes === 1) {
    return [{ source: 'function place1(i, s0) {\n  return i * s0;\n}', settings: integers('i', 's0') }];
  }
  const rest = ['i - q * b0', ...blocks.slice(1), ...steps.slice(1)].join(', ');
  return [
    ...placeFunctions(axes - 1),
    {
      source: `function at${axes}(q, ${all.join(', ')}) {\n  return q * s0 + place${axes - 1}(${rest});\n}`,
      settings: integers('q', ...all),
    },
    {
      source: `function place${axes}(${all.join(', ')}) {\n  return at${axes}(divide(i, b0), ${all.join(', ')});\n}`,
      settings: integers(...all),
    },
  ];
}

/** The text that finds and reads operands. */
export interface WalkText {
  readonly args: (readonly [string, ArgumentType])[];
  readonly lines: string[];
  readonly functions: KernelFunction[];
  /** The text of each operand's element. */
  readonly elements: string[];
  /** The text of each operand's place in its memory; for numbers empty. */
  readonly places: string[];
}

/**
 * Text for reading operands at thread `index`.
 *
 * @param layouts - how each operand lies
 * @param axes - how many axes the loop has
 * @param division - how whole numbers are divided
 * @param index - the text of the element's number
 */
export function walkText(layouts: readonly Layout[], axes: number, division: Division, index: string): WalkText {
  const args: (readonly [string, ArgumentType])[] = [];
  const lines: string[] = [];
  const functions: KernelFunction[] = [];
  layouts.forEach((layout, j) => {
    args.push(layout === 'value' ? [`x${j}`, 'Float'] : [`a${j}`, 'Array']);
  });
  const strided = layouts.includes('strided');
  if (strided) for (let k = 0; k < axes - 1; k++) args.push([`b${k}`, 'Integer']);
  if (strided && division === 'corrected') functions.push(...DIVIDE, ...placeFunctions(axes));
  if (strided && division === 'plain') {
    let rest = index;
    for (let k = 0; k < axes - 1; k++) {
      lines.push(`const q${k} = Math.floor(${rest} / b${k});`, `const r${k} = ${rest} - q${k} * b${k};`);
      rest = `r${k}`;
    }
    lines.push(`const q${axes - 1} = ${rest};`);
  }
  const placeOf = (layout: Layout, j: number): string => {
    if (layout === 'value') return '';
    if (layout === 'flat') return index;
    args.push([`o${j}`, 'Integer']);
    if (layout === 'offset') return `o${j} + ${index}`;
    if (layout === 'still') return `o${j}`;
    const steps = Array.from({ length: axes }, (_, k) => `s${j}${String.fromCharCode(97 + k)}`);
    for (const step of steps) args.push([step, 'Integer']);
    const blocks = Array.from({ length: axes - 1 }, (_, k) => `b${k}`);
    const place =
      division === 'corrected'
        ? `place${axes}(${[index, ...blocks, ...steps].join(', ')})`
        : steps.map((step, k) => `q${k} * ${step}`).join(' + ');
    return `o${j} + ${place}`;
  };
  const places = layouts.map(placeOf);
  const elements = layouts.map((layout, j) => (layout === 'value' ? `x${j}` : `a${j}[${places[j]}]`));
  return { args, lines, functions, elements, places };
}
