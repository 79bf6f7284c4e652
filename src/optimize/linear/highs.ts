/** Linear and mixed-integer programmes handed to HiGHS (npm's `highs`, WebAssembly), which is loaded when first wanted. */
import type { Highs } from 'highs';
import type { Mat } from '../dense/matrix.js';
import type { Vec } from '../dense/vector.js';
import { loadHighs } from './loadHighs.js';

/** A programme: minimise `c.x` where `rowLower <= A x <= rowUpper` and `lower <= x <= upper`. */
export interface Programme {
  readonly c: Vec;
  readonly a: Mat;
  readonly rowLower: Vec;
  readonly rowUpper: Vec;
  readonly lower: Vec;
  readonly upper: Vec;
  /** 0 continuous, 1 integer, 2 semi-continuous, 3 semi-integer. */
  readonly integrality?: Int32Array | undefined;
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

/** What HiGHS found. */
export interface ProgrammeOutcome {
  /** HiGHS' own number of the model's status. */
  readonly model: number;
  readonly x: Vec | undefined;
  readonly rowDual: Vec;
  readonly colDual: Vec;
  readonly objective: number;
  readonly iterations: number;
  readonly nodes: number;
  readonly gap: number;
  readonly dualBound: number;
  readonly feasible: boolean;
}

let loader: () => Promise<Highs> = loadHighs;
let loading: Promise<Highs> | undefined;

/**
 * Say where `linprog` and `milp` get HiGHS from. Node.js finds the package `highs` by itself; a program in a browser hands it over, because only
 * the program knows where its WebAssembly file lies.
 *
 * @param load - called when HiGHS is first wanted; what the loader of the package `highs` gives
 * @example
 * // In a project of Vite:
 * // import highs from 'highs';
 * // import wasm from 'highs/runtime?url';
 * // useHighs(() => highs({ locateFile: () => wasm }));
 */
export function useHighs(load: () => Promise<unknown>): void {
  loader = load as () => Promise<Highs>;
  loading = undefined;
}

async function load(): Promise<Highs> {
  try {
    return await loader();
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

/** Solve a programme. */
export async function solveProgramme(p: Programme): Promise<ProgrammeOutcome> {
  const highs = await (loading ??= load());
  const n = p.c.length;
  const m = p.rowLower.length;
  const starts = new Int32Array(m + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const v = p.a[i * n + j]!;
      if (v !== 0) {
        indices.push(j);
        values.push(v);
      }
    }
    starts[i + 1] = indices.length;
  }
  const { constants } = highs;
  const integer = p.integrality?.some((t) => t !== 0) ?? false;
  const model = highs.createModel({
    numCols: n,
    numRows: m,
    sense: constants.objectiveSense.minimize,
    colCost: p.c,
    colLower: p.lower,
    colUpper: p.upper,
    rowLower: p.rowLower,
    rowUpper: p.rowUpper,
    matrix: {
      format: 'csr',
      numRows: m,
      numCols: n,
      starts,
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
    ...(integer ? { integrality: p.integrality! } : {}),
  });
  try {
    model.options.set({ output_flag: false, ...p.options } as never);
    model.run();
    const status = model.getModelStatus() as number;
    const number = (name: string): number => {
      try {
        return Number(model.info.get(name as never));
      } catch {
        return 0;
      }
    };
    const feasible = number('primal_solution_status') === 2;
    const solution = model.getSolution();
    return {
      model: status,
      x: feasible || status === constants.modelStatus.optimal ? Float64Array.from(solution.colValue) : undefined,
      rowDual: integer ? new Float64Array(m) : Float64Array.from(solution.rowDual),
      colDual: integer ? new Float64Array(n) : Float64Array.from(solution.colDual),
      objective: model.getObjectiveValue(),
      iterations: Math.max(0, number('simplex_iteration_count')) + Math.max(0, number('ipm_iteration_count')),
      nodes: Math.max(0, number('mip_node_count')),
      gap: number('mip_gap'),
      dualBound: number('mip_dual_bound'),
      feasible,
    };
  } finally {
    model.dispose();
  }
}
