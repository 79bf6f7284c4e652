/** Products of vectors, matrices and their stacks, by NumPy's rules. */
import type { DTypeInfo } from '../../core/dtype.js';
import { mul, arg } from '../../core/expression.js';
import { ValueError, shapeText } from '../../core/errors.js';
import { promoteInfo } from '../../core/promotion.js';
import { GpuArray, type GpuDType } from './array.js';
import { mustBeSame, type GpuDevice } from './device.js';
import { matrixProduct } from './matmul.js';
import { checkArray, onDevice } from './operands.js';
import { foldAxes } from './reduce.js';
import { dropAxes, ravel, reshape } from './shaping.js';
import { multiply } from '../../ops/ufuncs/arithmetic.js';
import { tableOf } from '../../ops/ufuncs/make.js';
import { applyExpression, applyUfunc } from './ufuncs.js';
import type { GpuMeet, OnDeviceArray } from './types.js';

/** A device's products. */
export interface GpuProducts {
  /** The matrix product of stacks of matrices; rows and columns may be vectors. */
  matmul<A extends GpuArray, B extends GpuArray>(x1: A, x2: B): OnDeviceArray<GpuMeet<A, B>>;
  /** The product of vectors, of matrices, or a sum over the last axis of `a` and the second to last of `b`. */
  dot<A extends GpuArray, B extends GpuArray>(a: A, b: B): OnDeviceArray<GpuMeet<A, B>>;
  /** The product of two arrays seen as vectors. */
  vdot<A extends GpuArray, B extends GpuArray>(a: A, b: B): OnDeviceArray<GpuMeet<A, B>>;
  /** The sum over the last axes of both. */
  inner<A extends GpuArray, B extends GpuArray>(a: A, b: B): OnDeviceArray<GpuMeet<A, B>>;
  /** Every element of `a` times every element of `b`. */
  outer<A extends GpuArray, B extends GpuArray>(a: A, b: B): OnDeviceArray<GpuMeet<A, B>>;
}

/** The sum of the products of two vectors. */
function vectorProduct(name: string, device: GpuDevice, a: GpuArray, b: GpuArray): GpuArray {
  if (a.size !== b.size) {
    throw new ValueError(
      `${name}: shapes ${shapeText(a.shape)} and ${shapeText(b.shape)} not aligned: ${a.size} (dim 0) != ${b.size} (dim 0)`,
    );
  }
  const output = onDevice(promoteInfo(a.info, b.info)) as DTypeInfo<GpuDType>;
  const products = applyExpression(name, device, 'product', mul(arg(0), arg(1)), output, [a, b]);
  const sum = foldAxes(name, products, output.kind === 'b' ? 'max' : 'sum', [0], output);
  if (sum.buffer !== products.buffer) products.free();
  return dropAxes(sum, [0]);
}

/** NumPy's `matmul`. */
export function matmul(name: string, device: GpuDevice, x1: GpuArray, x2: GpuArray): GpuArray {
  mustBeSame(name, device, x2.device);
  if (x1.ndim === 1 && x2.ndim === 1) {
    if (x1.size !== x2.size) return matrixProduct(name, device, x1, x2);
    return vectorProduct(name, device, x1, x2);
  }
  return matrixProduct(name, device, x1, x2);
}

/** NumPy's `dot`. */
export function dot(name: string, device: GpuDevice, a: GpuArray, b: GpuArray): GpuArray {
  mustBeSame(name, device, b.device);
  if (a.ndim === 0 || b.ndim === 0) return applyUfunc(name, device, tableOf(multiply), [a, b])[0]!;
  if (a.ndim <= 2 && b.ndim <= 2) return matmul(name, device, a, b);
  const k = a.shape[a.ndim - 1]!;
  const along = b.ndim === 1 ? 0 : b.ndim - 2;
  if (b.shape[along] !== k) {
    throw new ValueError(
      `${name}: shapes ${shapeText(a.shape)} and ${shapeText(b.shape)} not aligned: ` +
        `${k} (dim ${a.ndim - 1}) != ${b.shape[along]} (dim ${along})`,
    );
  }
  const others = [...b.shape.keys()].filter((axis) => axis !== along);
  const turned = b.strided(
    [k, ...others.map((axis) => b.shape[axis]!)],
    [b.steps[along]!, ...others.map((axis) => b.steps[axis]!)],
    b.offset,
  );
  const product = matmul(name, device, reshape(a, [-1, k]), reshape(turned, [k, -1]));
  return reshape(product, [...a.shape.slice(0, -1), ...others.map((axis) => b.shape[axis]!)]);
}

/** A device's products. */
export function makeProducts(device: GpuDevice): GpuProducts {
  const both =
    (name: string, compute: (a: GpuArray, b: GpuArray) => GpuArray) =>
    (a: unknown, b: unknown): GpuArray =>
      compute(checkArray(name, device, a), checkArray(name, device, b));
  const functions = {
    matmul: both('matmul', (a, b) => matmul('matmul', device, a, b)),
    dot: both('dot', (a, b) => dot('dot', device, a, b)),
    vdot: both('vdot', (a, b) => vectorProduct('vdot', device, ravel(a), ravel(b))),
    inner: both('inner', (a, b) => {
      if (a.ndim === 0 || b.ndim === 0) return dot('inner', device, a, b);
      if (b.ndim === 1) return dot('inner', device, a, b);
      // The last axis of b becomes the one that dot sums over.
      const shape = [...b.shape.slice(0, -2), b.shape[b.ndim - 1]!, b.shape[b.ndim - 2]!];
      const steps = [...b.steps.slice(0, -2), b.steps[b.ndim - 1]!, b.steps[b.ndim - 2]!];
      return dot('inner', device, a, b.strided(shape, steps, b.offset));
    }),
    outer: both(
      'outer',
      (a, b) => applyUfunc('outer', device, tableOf(multiply), [reshape(a, [-1, 1]), reshape(b, [1, -1])])[0]!,
    ),
  };
  return functions as unknown as GpuProducts;
}
