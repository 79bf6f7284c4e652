/** The kernels to try: every loop of every ufunc, whatever ufuncs there are. */
import type { Kernel } from '../../backends/backend.js';
import type { UfuncLoop, UfuncTable } from '../../ops/ufuncs/define.js';
import { UFUNCS } from '../../ops/ufuncs/make.js';
import '../../ops/ufuncs/arithmetic.js';
import '../../ops/ufuncs/elementary.js';
import '../../ops/ufuncs/logic.js';

/** All ufuncs, by NumPy's name. */
export function ufuncs(): readonly UfuncTable[] {
  return [...UFUNCS.values()];
}

/** The loop of an id, e.g. `'add:dd->d'`. */
export function kernelNamed(id: string): UfuncLoop {
  const [name, types] = id.split(':') as [string, string];
  const found = UFUNCS.get(name)?.loops.find((loop) => loop.types === types);
  if (!found) throw new Error(`no kernel is named ${id}`);
  return found;
}

/** Can a kernel be folded: does it take and give one dtype? */
export function isFoldable(kernel: Kernel): boolean {
  const [first, second] = kernel.inputs;
  return kernel.outputs.length === 1 && second !== undefined && first === second && first === kernel.outputs[0];
}

/** The loops of a ufunc that can be folded. */
export function foldableLoops(table: UfuncTable): readonly UfuncLoop[] {
  return table.loops.filter(isFoldable);
}
