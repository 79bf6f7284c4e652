/**
 * Calls into the linear algebra module: operands are copied into its scratch memory (float32 becomes float64 there), a routine
 * computes, results are copied back. The module's routines take addresses and orders; `_d` are real, `_z` complex.
 */
import { WasmModule, type Scratch } from '../../../backends/wasm/module.js';
import { linear as source } from '../../../backends/wasm/sources/linear.js';
import type { Kind, Matrix, Trans } from '../engine.js';

/** Routines that exist for both kinds of scalars. */
type Both =
  | 'gemm'
  | 'trsm'
  | 'trtri'
  | 'reciprocalCondition'
  | 'getrf'
  | 'getrs'
  | 'getri'
  | 'potrf'
  | 'potrs'
  | 'potri'
  | 'sytrf'
  | 'sytrs'
  | 'gbsv'
  | 'pbtrf'
  | 'pbtrs'
  | 'gtsv'
  | 'ptsv'
  | 'geqrf'
  | 'orgqr'
  | 'ormqr'
  | 'geqp3'
  | 'gerqf'
  | 'orgrq'
  | 'gesdd'
  | 'gelsd'
  | 'gelsy'
  | 'syevd'
  | 'gebal'
  | 'gehrd'
  | 'orghr'
  | 'gees'
  | 'geev'
  | 'gges'
  | 'ggev'
  | 'trsen'
  | 'tgsen'
  | 'trsyl';

/** Routines for real numbers only. */
type Real = 'stev' | 'smallSolve' | 'smallInverse' | 'smallDeterminant' | 'smallCholesky' | 'smallSvd' | 'smallEigh';

type Routine = (...operands: number[]) => number;

export type LinearExports = Record<`${Both}_d` | `${Both}_z` | Real | 'begin' | 'heapBase', Routine>;

let linear = new WasmModule<LinearExports>(source);

/** Compute with one variant of the module from now on (by default the fastest that there is), for tests of both. */
export function useLinearVariant(variant?: 'plain' | 'relaxed'): void {
  linear = new WasmModule<LinearExports>(source, variant);
}

/** Float32 or float64 parts to a number: 2 for complex kinds. */
export function parts(kind: Kind): 1 | 2 {
  return kind === 'c' || kind === 'z' ? 2 : 1;
}

/** The machine precision of a kind. */
export function precision(kind: Kind): number {
  return kind === 's' || kind === 'c' ? 2 ** -23 : 2 ** -52;
}

export const TRANS: Record<Trans, number> = { N: 0, T: 1, C: 2 };

/** One call: operands in, results out. */
export class Call {
  readonly #scratch: Scratch;
  readonly #exports: LinearExports;
  readonly #suffix: '_d' | '_z';

  constructor(kind: Kind, scratch: Scratch, exports: LinearExports) {
    this.#scratch = scratch;
    this.#exports = exports;
    this.#suffix = parts(kind) === 2 ? '_z' : '_d';
  }

  /** Copy a matrix in (its first `length` parts). */
  put(a: Matrix, length = a.length): number {
    const address = this.#scratch.reserve(8 * length);
    this.#scratch.doubles(address, length).set(length === a.length ? a : a.subarray(0, length));
    return address;
  }

  putInts(a: Int32Array | Uint8Array): number {
    const address = this.#scratch.reserve(4 * a.length);
    this.#scratch.ints(address, a.length).set(a);
    return address;
  }

  /** Room for so many parts. */
  room(length: number): number {
    return this.#scratch.reserve(8 * length);
  }

  /** Copy a result out. */
  take(address: number, a: Matrix): void {
    a.set(this.#scratch.doubles(address, a.length));
  }

  takeInts(address: number, a: Int32Array): void {
    a.set(this.#scratch.ints(address, a.length));
  }

  /** Run a routine of this call's kind; its own working memory begins beyond the operands. */
  run(name: Both, ...operands: number[]): number {
    this.#exports.begin(this.#scratch.reserve(0));
    return this.#exports[`${name}${this.#suffix}`](...operands);
  }

  runReal(name: Real, ...operands: number[]): number {
    this.#exports.begin(this.#scratch.reserve(0));
    return this.#exports[name](...operands);
  }
}

/** Do `work` with scratch memory of its own. */
export function call<T>(kind: Kind, work: (call: Call) => T): T {
  try {
    return linear.scratch((scratch, exports) => work(new Call(kind, scratch, exports)));
  } catch (error) {
    // A trap, or a refusal to grow: nothing of the caller's has been written yet.
    const { name } = error as Error;
    if (name !== 'RuntimeError' && name !== 'RangeError') throw error;
    throw new RangeError(
      `linear algebra in WebAssembly: matrices and working memory do not fit into 4 GB (${(error as Error).message})`,
      { cause: error },
    );
  }
}
