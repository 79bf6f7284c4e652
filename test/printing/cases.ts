/** Reads the fixtures of printing: the array of a case, and the text that numloom makes of it. */
import { readFileSync } from 'node:fs';
import * as np from '../../src/index.js';
import { NDArray } from '../../src/index.js';

/** Function, dtype, shape, bytes in hex (or how a large array is made), options, text. */
export type Case = [
  name: string,
  dtype: np.DType,
  shape: number[],
  bytes: string,
  options: Record<string, unknown>,
  text: string,
];

export function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/printing/${file}`, import.meta.url), 'utf8')) as T;
}

function storageOf(info: np.DTypeInfo, size: number, bytes: string): NDArray['storage'] {
  const index = np.arange(size);
  switch (bytes) {
    case 'arange':
      return index.astype(info.name).storage;
    case 'arange/7':
      return np.divide(index, 7).astype(info.name).storage;
    case 'arange*1j':
      return np.multiply(index, new np.Complex(0, 1)).astype(info.name).storage;
    case 'zeros':
      return np.zeros(size, { dtype: info.name }).storage;
    default: {
      const buffer = new ArrayBuffer(bytes.length / 2);
      new Uint8Array(buffer).set(Buffer.from(bytes, 'hex'));
      return new info.Storage(buffer);
    }
  }
}

export function arrayOf([, dtype, shape, bytes]: Case): NDArray {
  const info = np.dtype(dtype) as np.DTypeInfo;
  const like = np.empty(shape, { dtype }) as NDArray;
  return new NDArray(info, storageOf(info, like.size, bytes), shape, like.steps, 0, null);
}

const FUNCTIONS: Record<string, (a: NDArray, options: object) => string> = {
  str: (a) => String(a),
  repr: (a) => np.arrayRepr(a),
  arrayStr: np.arrayStr,
  arrayRepr: np.arrayRepr,
  array2string: np.array2string,
  formatFloatPositional: np.formatFloatPositional as (a: NDArray, options: object) => string,
  formatFloatScientific: np.formatFloatScientific as (a: NDArray, options: object) => string,
};

export function textOf(a: NDArray, [name, , , , options]: Case): string {
  return FUNCTIONS[name]!(a, options);
}
