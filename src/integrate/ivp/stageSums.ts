/**
 * Sums of a Runge-Kutta method's stages with fixed weights, each in one pass over memory: for every number of terms a loop is made in which
 * the weights and the stages are local variables, and nothing is stored in between.
 */

/** Fixed weights, those that are 0 left out. */
export interface StageSum {
  /** The stages that count. */
  readonly which: readonly number[];
  readonly weights: readonly number[];
  readonly loops: Loops;
}

type Stages = readonly Float64Array[];
type Advance = (
  stages: Stages,
  which: readonly number[],
  weights: readonly number[],
  base: Float64Array,
  h: number,
  out: Float64Array,
) => void;
type Plain = (stages: Stages, which: readonly number[], weights: readonly number[], out: Float64Array) => void;
type Ratio = (
  stages: Stages,
  which: readonly number[],
  weights: readonly number[],
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
    weights: which.map((s) => weights[s]!),
    loops: (made[which.length] ??= loopsFor(which.length)),
  };
}

/** `out = base + h * sum`. */
export function advanceBy(sum: StageSum, stages: Stages, base: Float64Array, h: number, out: Float64Array): void {
  sum.loops.advance(stages, sum.which, sum.weights, base, h, out);
}

/** `out = sum`. */
export function sumStages(sum: StageSum, stages: Stages, out: Float64Array): void {
  sum.loops.plain(stages, sum.which, sum.weights, out);
}

/** The sum of squares of `sum / (atol + rtol * max(|y|, |yNew|))`, for real states. */
export function sumOfSquares(
  sum: StageSum,
  stages: Stages,
  y: Float64Array,
  yNew: Float64Array,
  tolerances: { readonly rtol: Float64Array; readonly atol: Float64Array },
): number {
  return sum.loops.ratio(stages, sum.which, sum.weights, y, yNew, tolerances.rtol, tolerances.atol);
}
