/** Element-wise computations that are no ufuncs of NumPy's: one expression over broadcast operands, one fresh result. */
import type { DTypeInfo } from '../core/dtype.js';
import type { Output } from '../core/expression.js';
import { emptyArray, type NDArray } from '../core/ndarray.js';
import { sharesMemory } from '../core/overlap.js';
import { broadcastShapes } from '../core/shape.js';
import { backend, type Kernel } from '../backends/backend.js';
import { checkOutput } from './axes.js';
import { stretched } from './ufuncs/call.js';

const kernels = new Map<string, Kernel>();

/**
 * The kernel of a name and dtypes, made once.
 *
 * @param name - with the dtypes, what tells it from all others
 * @param inputs - the dtypes to which operands are converted
 * @param output - the dtype of the result
 * @param result - makes the expression
 */
export function kernelOf(name: string, inputs: readonly DTypeInfo[], output: DTypeInfo, result: () => Output): Kernel {
  const id = `${name}:${inputs.map((info) => info.char).join('')}->${output.char}`;
  let kernel = kernels.get(id);
  if (!kernel) {
    kernel = { id, inputs, outputs: [output], results: [result()], cheap: false, associative: false };
    kernels.set(id, kernel);
  }
  return kernel;
}

/**
 * Compute a kernel over operands that broadcast.
 *
 * @param functionName - for messages
 * @param kernel - of one output
 * @param operands - one array an input
 * @param out - where to write the result, if not to a fresh array
 */
export function applyKernel(
  functionName: string,
  kernel: Kernel,
  operands: readonly NDArray[],
  out?: NDArray | null,
): NDArray {
  const shape = broadcastShapes(...operands.map((operand) => operand.shape));
  const info = kernel.outputs[0]!;
  const target = out === undefined || out === null ? undefined : checkOutput(functionName, out, shape, info);
  const direct =
    target !== undefined && !operands.some((operand) => operand !== target && sharesMemory(operand, target));
  const result = direct ? target : emptyArray(info, shape);
  const inputs = operands.map((operand) => stretched(operand, shape));
  backend().elementwise(kernel, shape, inputs, [result]);
  if (!target || direct) return result;
  backend().copy(shape, result, target);
  return target;
}
