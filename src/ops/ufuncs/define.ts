/**
 * What a ufunc is: a name, loops (each a list of dtypes and an expression) and a rule for choosing among them. Choosing
 * and calling are in call.ts, folding in fold.ts; the entries themselves are in the tables beside this file.
 */
import { dtypeOfChar, type DTypeInfo } from '../../core/dtype.js';
import type { Output } from '../../core/expression.js';
import { canCastInfo } from '../../core/promotion.js';
import { DTypeError } from '../../core/errors.js';
import type { Kernel } from '../../backends/backend.js';

/** One loop of a table entry: dtypes as NumPy writes them (`'dd->d'`) and one expression per result. */
export interface LoopSpec {
  readonly types: string;
  readonly results: readonly Output[];
}

/** A table entry. */
export interface UfuncSpec {
  /** NumPy's name. */
  readonly name: string;
  readonly nin: number;
  readonly nout: number;
  /** The value that a fold starts from; null where it has none. */
  readonly identity?: number | boolean | null;
  /** May a fold go in any order? */
  readonly associative?: boolean;
  /** Is one element so cheap that loops are unrolled? */
  readonly cheap?: boolean;
  readonly loops: readonly LoopSpec[];
  /** So many first operands are real where the others are complex: a plain number there stays real. */
  readonly realOperands?: number;
  /** Refuses dtypes that NumPy refuses with a message of its own. */
  readonly refuse?: (infos: readonly DTypeInfo[]) => string | undefined;
  /** Checks operands by value before anything is computed. */
  readonly check?: (loop: UfuncLoop, operands: readonly { readonly info: DTypeInfo }[]) => void;
  /** Compares plain integers that no integer dtype holds in float64 instead of refusing them. */
  readonly comparison?: boolean;
}

/** A loop ready to run. */
export interface UfuncLoop extends Kernel {
  readonly types: string;
}

/**
 * The same expressions for several dtypes: `each('bBhH', 'xx->x', ...)` is `'bb->b'`, `'BB->B'`, ...
 *
 * @param chars - NumPy's type characters
 * @param pattern - types, `x` standing for the character
 * @param results - expressions, one per result
 */
export function each(chars: string, pattern: string, ...results: Output[]): LoopSpec[] {
  return [...chars].map((char) => ({ types: pattern.replaceAll('x', char), results }));
}

/** One loop. */
export function loop(types: string, ...results: Output[]): LoopSpec {
  return { types, results };
}

/** A ufunc as the library uses it: its loops, and the choice among them remembered. */
export class UfuncTable {
  private built: readonly UfuncLoop[] | undefined;
  private readonly chosen: (UfuncLoop | undefined)[] = [];

  constructor(readonly spec: UfuncSpec) {}

  /** The loops, made when first needed: most programs use few ufuncs. */
  get loops(): readonly UfuncLoop[] {
    return (this.built ??= this.spec.loops.map(({ types, results }) => {
      const [ins, outs] = types.split('->') as [string, string];
      return {
        id: `${this.spec.name}:${types}`,
        types,
        inputs: [...ins].map(dtypeOfChar),
        outputs: [...outs].map(dtypeOfChar),
        results,
        cheap: this.spec.cheap ?? false,
        associative: this.spec.associative ?? false,
      };
    }));
  }

  /** The first loop to whose operand types these dtypes convert safely. */
  resolve(first: DTypeInfo, second?: DTypeInfo): UfuncLoop {
    const key = first.num * 16 + (second ? second.num : 15);
    return this.chosen[key] ?? (this.chosen[key] = this.choose(second ? [first, second] : [first]));
  }

  /** The same for any number of operands. */
  resolveAll(infos: readonly DTypeInfo[]): UfuncLoop {
    return infos.length <= 2 ? this.resolve(infos[0]!, infos[1]) : this.choose(infos);
  }

  private choose(infos: readonly DTypeInfo[]): UfuncLoop {
    const refusal = this.spec.refuse?.(infos);
    if (refusal) throw new DTypeError(refusal);
    const found = this.loops.find((one) => one.inputs.every((to, k) => canCastInfo(infos[k]!, to, 'safe')));
    if (!found) {
      throw new DTypeError(
        `ufunc '${this.spec.name}' not supported for the input types ${infos.map((d) => d.name).join(', ')}, ` +
          "and the inputs could not be safely coerced to any supported types according to the casting rule 'safe'",
      );
    }
    return found;
  }

  /** The loop that gives a result of this dtype. */
  resolveOutput(output: DTypeInfo): UfuncLoop {
    const found =
      this.loops.find((one) => one.outputs[0] === output && one.inputs.every((d) => d === output)) ??
      this.loops.find((one) => one.outputs[0] === output);
    if (!found) {
      throw new DTypeError(
        `No loop matching the specified signature and casting was found for ufunc ${this.spec.name} (dtype: '${output.name}')`,
      );
    }
    return found;
  }
}
