/**
 * Sums of a Runge-Kutta method's stages with fixed weights, each in one pass over memory: for every number of terms a loop is made in which
 * the weights and the stages are local variables, and nothing is stored in between. Long states go to the compiled loops, where there are any.
 */
import { MOST_TERMS, stageKernels, type StageKernels } from '../../backends/native/kernels/stages.js';

/** Fixed weights, those that are 0 left out. */
export interface StageSum {
  /** The stages that count. */
  readonly which: readonly number[];
  readonly weights: Float64Array;
  readonly loops: Loops;
}

/** From so many numbers on a call of compiled loops pays. */
const COMPILED_FROM = 256;

type Stages = readonly Float64Array[];
type Advance = (
  stages: Stages,
  which: readonly number[],
  weights: Float64Array,
  base: Float64Array,
  h: number,
  out: Float64Array,
) => void;
type Plain = (stages: Stages, which: readonly number[], weights: Float64Array, out: Float64Array) => void;
type Ratio = (
  stages: Stages,
  which: readonly number[],
  weights: Float64Array,
  y: Float64Array,
  yNew: Float64Array,
  rtol: Float64Array,
  atol: Float64Array,
) => number;

interface Loops {
  readonly advance: Advance;
  readonly plain: Plain;
  readonly ratio: Ratio;
}

const made: (Loops | undefined)[] = [];

/** The loops for a number of terms. */
function loopsFor(count: number): Loops {
  const range = Array.from({ length: count }, (_, k) => k);
  const head = range.map((k) => `const k${k} = stages[which[${k}]], w${k} = weights[${k}];`).join('\n');
  const sum = range.map((k) => `w${k} * k${k}[i]`).join(' + ') || '0';
  const given = ['stages', 'which', 'weights'];
  return {
    advance: new Function(
      ...given,
      'base',
      'h',
      'out',
      `${head}
      for (let i = 0, n = out.length; i < n; i++) out[i] = base[i] + h * (${sum});`,
    ) as Advance,
    plain: new Function(
      ...given,
      'out',
      `${head}
      for (let i = 0, n = out.length; i < n; i++) out[i] = ${sum};`,
    ) as Plain,
    ratio: new Function(
      ...given,
      'y',
      'yNew',
      'rtol',
      'atol',
      `${head}
      let total = 0;
      for (let i = 0, n = y.length; i < n; i++) {
        const a = Math.abs(y[i]), b = Math.abs(yNew[i]);
        const r = (${sum}) / (atol[i] + rtol[i] * (b <= a ? a : b));
        total += r * r;
      }
      return total;`,
    ) as Ratio,
  };
}

/** Prepare a sum. */
export function stageSum(weights: readonly number[]): StageSum {
  const which = weights.flatMap((weight, s) => (weight === 0 ? [] : [s]));
  return {
    which,
    weights: Float64Array.from(which, (s) => weights[s]!),
    loops: (made[which.length] ??= loopsFor(which.length)),
  };
}

const places = new Float64Array(MOST_TERMS);
const total = new Float64Array(1);
const addresses = new WeakMap<Float64Array, number>();

/** Compiled loops for a sum over states of a length, `places` made ready for it. */
function compiled(sum: StageSum, stages: Stages, length: number): StageKernels | undefined {
  const { which } = sum;
  const count = which.length;
  if (length < COMPILED_FROM || count === 0 || count > MOST_TERMS) return undefined;
  const kernels = stageKernels();
  if (!kernels) return undefined;
  for (let k = 0; k < count; k++) {
    const stage = stages[which[k]!]!;
    let address = addresses.get(stage);
    if (address === undefined) {
      address = kernels.address(stage);
      addresses.set(stage, address);
    }
    places[k] = address;
  }
  return kernels;
}

/** `out = base + h * sum`. */
export function advanceBy(sum: StageSum, stages: Stages, base: Float64Array, h: number, out: Float64Array): void {
  const { which, weights } = sum;
  const kernels = compiled(sum, stages, out.length);
  if (kernels) kernels.weighted(places, weights, which.length, base, h, out, out.length);
  else sum.loops.advance(stages, which, weights, base, h, out);
}

/** `out = sum`. */
export function sumStages(sum: StageSum, stages: Stages, out: Float64Array): void {
  const { which, weights } = sum;
  const kernels = compiled(sum, stages, out.length);
  if (kernels) kernels.weighted(places, weights, which.length, null, 0, out, out.length);
  else sum.loops.plain(stages, which, weights, out);
}

/** The sum of squares of `sum / (atol + rtol * max(|y|, |yNew|))`, for real states. */
export function sumOfSquares(
  sum: StageSum,
  stages: Stages,
  y: Float64Array,
  yNew: Float64Array,
  tolerances: { readonly rtol: Float64Array; readonly atol: Float64Array },
): number {
  const { which, weights } = sum;
  const { rtol, atol } = tolerances;
  const kernels = compiled(sum, stages, y.length);
  if (!kernels) return sum.loops.ratio(stages, which, weights, y, yNew, rtol, atol);
  kernels.ratio(places, weights, which.length, y, yNew, rtol, atol, total, y.length);
  return total[0]!;
}
