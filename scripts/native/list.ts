/** Every loop of the native library, as C. Bundled and run by scripts/build-native.mjs. */
import { DTYPES, DTYPE_LIST } from '../../src/core/dtype.js';
import { clipKernel, roundKernel } from '../../src/ops/rounding.js';
import { UFUNCS } from '../../src/ops/ufuncs/make.js';
import '../../src/index.js';
import { renderFolds } from '../../src/backends/native/kernels/folds.js';
import {
  kernelKey,
  renderCasts,
  renderKernel,
  widened,
  type RenderedLoop,
} from '../../src/backends/native/kernels/loops.js';
import { NotRendered } from '../../src/backends/native/kernels/render.js';
import { VERSION } from '../../src/version.js';

export { VERSION };

/** The loops in the order of their numbers, and the kernels that stay JavaScript. */
export function listLoops(): { loops: RenderedLoop[]; left: string[] } {
  const loops = renderCasts();
  const left: string[] = [];
  for (const table of UFUNCS.values()) {
    const keys = new Set(table.loops.map(kernelKey));
    for (const kernel of table.loops) {
      const wide = widened(kernel);
      if (kernelKey(wide) !== kernelKey(kernel) && keys.has(kernelKey(wide))) continue;
      try {
        loops.push(renderKernel(kernel));
      } catch (error) {
        if (!(error instanceof NotRendered)) throw error;
        left.push(kernel.id);
      }
    }
  }
  for (const info of DTYPE_LIST) {
    if (info.lanes === 1 && info.kind !== 'b' && info.name !== 'float16') loops.push(renderKernel(clipKernel(info)));
  }
  for (const info of [DTYPES.float64, DTYPES.float32]) {
    for (let decimals = 1; decimals <= 6; decimals++) loops.push(renderKernel(roundKernel(info, info, decimals)));
  }
  loops.push(...renderFolds());
  return { loops, left };
}
