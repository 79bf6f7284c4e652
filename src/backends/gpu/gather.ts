/** Elements fetched by index arrays: each thread reads its indices, then the element that they name. */
import { IndexError } from '../../core/errors.js';
import { broadcastSteps, sizeOf } from '../../core/shape.js';
import { GpuArray, type GpuDType } from './array.js';
import type { Program } from './driver.js';
import { EXACT, planWalk, type Operand } from './elementwise.js';
import { WHOLE_OF, whole } from './integers.js';
import { walkText, type Division, type Layout } from './walk.js';

/** One axis and the index array that chooses along it. */
export interface Chosen {
  readonly axis: number;
  readonly indices: GpuArray;
}

/** What is fetched. */
export interface Fetch {
  /** The array, the chosen axes whole. */
  readonly source: GpuArray;
  readonly chosen: readonly Chosen[];
  /** The common shape of the index arrays. */
  readonly chosenShape: readonly number[];
  /** Where in the result their axes begin. */
  readonly chosenAxis: number;
}

const programs = new Map<string, Program>();

/** Operand 0 is the array without the chosen axes, the others are the index arrays; `place` returns places, not elements. */
function fetchProgram(layouts: readonly Layout[], axes: number, division: Division, place: boolean): Program {
  const key = ['fetch', layouts.join(), axes, division, place].join(' ');
  const known = programs.get(key);
  if (known) return known;
  const text = walkText(layouts, axes, division, 'this.thread.x');
  const count = layouts.length - 1;
  const each = (make: (k: number) => string): string[] => Array.from({ length: count }, (_, k) => make(k));
  const good = each((k) => `w${k} >= 0.0 && w${k} < n${k}`).join(' && ');
  const at = [text.places[0]!, ...each((k) => `p${k} * d${k}`)].join(' + ');
  const program: Program = {
    key,
    args: [
      ...text.args,
      ...each(String).flatMap(
        (k) =>
          [
            [`n${k}`, 'Float'],
            [`d${k}`, 'Integer'],
          ] as const,
      ),
      ['nan', 'Float'],
    ],
    body: [
      ...text.lines,
      ...each((k) => `const g${k} = ${text.elements[k + 1]!};`),
      // Negative indices count from the end; one that is out of bounds reads element 0 and gives nan.
      ...each((k) => `const w${k} = g${k} < 0.0 ? g${k} + n${k} : g${k};`),
      ...each((k) => whole(`p${k}`, `wholeOf(w${k} >= 0.0 && w${k} < n${k} ? w${k} : 0.0)`)),
      whole('at', at),
      place ? 'const found = at * 1.0 + a0[0] * 0.0;' : 'const found = a0[at];',
      `return ${good} ? found : nan;`,
    ].join('\n'),
    functions: [...text.functions, WHOLE_OF],
    rank: 1,
    width: 1,
  };
  programs.set(key, program);
  return program;
}

/** The shape of a fetch's result, and the steps of the array along it: 0 along the axes of the index arrays. */
function resultAxes(fetch: Fetch): { shape: number[]; steps: number[] } {
  const { source, chosen, chosenShape, chosenAxis } = fetch;
  const others = [...source.shape.keys()].filter((k) => !chosen.some((one) => one.axis === k));
  const put = (values: readonly number[], between: readonly number[]): number[] => {
    const rest = others.map((k) => values[k]!);
    return [...rest.slice(0, chosenAxis), ...between, ...rest.slice(chosenAxis)];
  };
  return {
    shape: put(source.shape, chosenShape),
    steps: put(
      source.steps,
      chosenShape.map(() => 0),
    ),
  };
}

function launchFetch(functionName: string, fetch: Fetch, place: boolean): GpuArray {
  const { source, chosen, chosenShape, chosenAxis } = fetch;
  const { device, info } = source;
  const { shape, steps } = resultAxes(fetch);
  if (sizeOf(shape) === 0) return new GpuArray(device, info, device.memory.allocate(functionName, 0), shape);
  for (const { axis } of chosen) {
    const n = source.shape[axis]!;
    if (n === 0) throw new IndexError(`${functionName}: cannot take elements along axis ${axis}, which has size 0`);
    if (n >= EXACT) {
      throw new IndexError(
        `${functionName}: axis ${axis} has ${n} elements; a device counts exactly up to 2**24, so use slices there`,
      );
    }
  }
  const before = shape.slice(0, chosenAxis).map(() => 0);
  const after = shape.slice(chosenAxis + chosenShape.length).map(() => 0);
  const operands: Operand[] = [
    { info, buffer: source.buffer, shape, steps, offset: source.offset, value: NaN },
    ...chosen.map(({ indices }): Operand => {
      const spread = broadcastSteps(indices.shape, indices.steps, chosenShape);
      const { buffer, offset } = indices;
      return { info: indices.info, buffer, shape, steps: [...before, ...spread, ...after], offset, value: NaN };
    }),
  ];
  const walk = planWalk(device, shape, operands);
  const program = fetchProgram(walk.layouts, walk.axes, walk.division, place);
  const lengths = chosen.flatMap(({ axis }) => [source.shape[axis]!, source.steps[axis]!]);
  const buffer = device.launch(functionName, program, [sizeOf(shape)], [...walk.args, ...lengths, NaN]);
  return new GpuArray(device, info, buffer, shape);
}

/** The chosen elements. One at an index that is out of bounds is nan, or the mark of an integer that cannot be read. */
export function fetched<D extends GpuDType>(functionName: string, fetch: Fetch): GpuArray<D> {
  return launchFetch(functionName, fetch, false) as GpuArray<D>;
}

/** Where the chosen elements lie in the array's buffer. */
export function fetchedPlaces(functionName: string, fetch: Fetch): GpuArray {
  return launchFetch(functionName, fetch, true);
}
