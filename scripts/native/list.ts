/** Every loop of the native library, as C. Bundled and run by scripts/build-native.mjs. */
import { DTYPES, DTYPE_LIST } from '../../src/core/dtype.js';
import { clipKernel, roundKernel } from '../../src/ops/rounding.js';
import { UFUNCS } from '../../src/ops/ufuncs/make.js';
import type { UfuncTable } from '../../src/ops/ufuncs/define.js';
import '../../src/index.js';
import '../../src/special/index.js';
import { SPECIAL } from '../../src/special/define.js';
import { renderFolds } from '../../src/backends/native/kernels/folds.js';
import {
  kernelKey,
  renderCasts,
  renderKernel,
  widened,
  type RenderedLoop,
} from '../../src/backends/native/kernels/loops.js';
import { NotRendered } from '../../src/backends/native/kernels/render.js';
import { TRANSLATED } from '../../src/backends/native/kernels/functions.js';
import { REGISTERED_PREFIX } from '../../src/backends/single/registeredFunctions.js';
import { VERSION } from '../../src/version.js';
import { kernelSources } from './kernelSources.js';
import { KernelLibrary, NotTranslated, PREAMBLE, type Piece } from './kernelToC.js';

export { PREAMBLE, VERSION };

/** A loop, and for a special function the C of its kernel. */
export type ListedLoop = RenderedLoop & { readonly support?: readonly Piece[] };

/** Render a table's loops. */
function renderTable(table: UfuncTable, loops: ListedLoop[], left: string[], support?: readonly Piece[]): void {
  const keys = new Set(table.loops.map(kernelKey));
  for (const kernel of table.loops) {
    const wide = widened(kernel);
    if (kernelKey(wide) !== kernelKey(kernel) && keys.has(kernelKey(wide))) continue;
    try {
      const loop = renderKernel(kernel);
      loops.push(support ? { ...loop, support } : loop);
    } catch (error) {
      if (!(error instanceof NotRendered)) throw error;
      left.push(kernel.id);
    }
  }
}

/** The special functions: their kernels are translated, and each is called by a function of the name that expressions use. */
function renderSpecial(root: string, loops: ListedLoop[], left: string[]): void {
  const sources = kernelSources(root, `${root}/special`);
  const library = new KernelLibrary();
  for (const [name, { table }] of SPECIAL) {
    const source = sources.get(name);
    if (!source || table.spec.nin + table.spec.nout > MOST_OPERANDS) {
      left.push(name);
      continue;
    }
    try {
      const fn = library.add(source);
      TRANSLATED.add(REGISTERED_PREFIX + name);
      const macro = `#define nl_${REGISTERED_PREFIX}${name} ${fn}\n`;
      renderTable(table, loops, left, [
        { name: `nl_${name}`, announce: macro, text: '', needs: new Set() },
        ...library.support(fn),
      ]);
    } catch (error) {
      if (!(error instanceof NotTranslated)) throw error;
      left.push(`${name} (${error.message})`);
    }
  }
}

/** So many operands a loop may have; see c/numloom.h. */
const MOST_OPERANDS = 4;

/**
 * The loops in the order of their numbers, and the kernels that stay JavaScript.
 *
 * @param root - where the library's sources lie
 */
export function listLoops(root: string): { loops: ListedLoop[]; left: string[] } {
  const loops: ListedLoop[] = renderCasts();
  const left: string[] = [];
  for (const table of UFUNCS.values()) renderTable(table, loops, left);
  for (const info of DTYPE_LIST) {
    if (info.lanes === 1 && info.kind !== 'b' && info.name !== 'float16') loops.push(renderKernel(clipKernel(info)));
  }
  for (const info of [DTYPES.float64, DTYPES.float32]) {
    for (let decimals = 1; decimals <= 6; decimals++) loops.push(renderKernel(roundKernel(info, info, decimals)));
  }
  loops.push(...renderFolds());
  renderSpecial(root, loops, left);
  return { loops, left };
}
