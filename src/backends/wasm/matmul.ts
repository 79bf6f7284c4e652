/**
 * Matrix products in WebAssembly (assembly/matmul.ts), for float32, float64, complex numbers and 32-bit integers. Operands are
 * copied in and the result out, block by block, so that scratch memory stays below 16 MB however large the matrices are.
 */
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import type { StridedView } from '../backend.js';
import { copy } from '../single/copy.js';
import type { Batch } from '../single/tiles.js';
import { WasmModule, hasWebAssembly, type Scratch } from './module.js';
import { matmul } from './sources/matmul.js';

/** `count` products on small matrices as they lie; rows of B and C have no gaps. `next` in bytes, strides in elements. */
type Direct = (
  count: number,
  m: number,
  n: number,
  k: number,
  a: number,
  aNext: number,
  aRow: number,
  aColumn: number,
  b: number,
  bNext: number,
  c: number,
) => void;

/** `count` products, packed; rows of C have no gaps. */
type Packed = (
  parts: number,
  count: number,
  m: number,
  n: number,
  k: number,
  a: number,
  aNext: number,
  aRow: number,
  aColumn: number,
  b: number,
  bNext: number,
  bRow: number,
  bColumn: number,
  c: number,
  accumulate: number,
  space: number,
) => void;

type Functions = {
  space(): number;
  dDirect: Direct;
  sDirect: Direct;
  iDirect: Direct;
  dPacked: Packed;
  sPacked: Packed;
  iPacked: Packed;
};

let module: WasmModule<Functions> | undefined;

/** From so many products of elements in a call copying in and out pays: measured in docs/wasm.md. */
const FROM = 600;
/** A matrix is taken as it lies up to this order, packed beyond. */
const DIRECT = 48;
/** Products whose matrices together have at most so many bytes are computed whole, several at a time. */
const WHOLE = 512 * 1024;
const STACK = 128 * 1024;
/** Bytes of a block of C, and of a line of the blocks of A and B along k. */
const BLOCK = 8 * 1024 * 1024;
const DEPTH = 2048;

/** Is a product computed here? */
export function isForWasm(type: DTypeInfo, count: number, m: number, k: number, n: number): boolean {
  if (m < 2 || n < 2 || k < 1 || count * m * k * n < FROM || !hasWebAssembly()) return false;
  return type.kind === 'c' || (type.kind === 'f' && type.itemsize >= 4) || (type.itemsize === 4 && type.kind !== 'b');
}

/** What an operand is once it is in scratch memory: where, and how far apart its elements are. */
interface Staged {
  readonly at: number;
  /** Bytes from one matrix to the next. */
  readonly next: number;
  readonly row: number;
  readonly column: number;
}

/** The products of one type of storage. */
function loopsOf(type: DTypeInfo): Batch {
  const { lanes, itemsize } = type;
  const letter = type.kind === 'f' || type.kind === 'c' ? (itemsize / lanes === 8 ? 'd' : 's') : 'i';
  const edge = Math.floor(Math.sqrt(BLOCK / itemsize) / 64) * 64;
  const depth = DEPTH / itemsize;

  /** Scratch memory as storage of the type. */
  const storage = (scratch: Scratch, at: number, elements: number): Storage =>
    new type.Storage(scratch.bytes(at, 0).buffer, at, elements * lanes);

  /** Copy `count` matrices (rows x columns) into scratch memory at `at`; columns without gaps stay so. */
  const stage = (
    scratch: Scratch,
    at: number,
    count: number,
    rows: number,
    columns: number,
    from: Storage,
    offset: number,
    next: number,
    row: number,
    column: number,
  ): Staged => {
    const many = next === 0 ? 1 : count;
    const size = rows * columns;
    const turned = row === 1 && column !== 1;
    const staged = {
      at,
      next: next === 0 ? 0 : size * itemsize,
      row: turned ? 1 : columns,
      column: turned ? rows : 1,
    };
    const to = storage(scratch, at, many * size);
    if (row === staged.row && column === staged.column && (many === 1 || next === size)) {
      const whole = offset === 0 && from.length === to.length;
      const part = whole ? from : from.subarray(offset * lanes, (offset + many * size) * lanes);
      (to as Float64Array).set(part as Float64Array);
    } else {
      copy(
        [many, rows, columns],
        { info: type, storage: from, offset, steps: [next, row, column] },
        { info: type, storage: to, offset: 0, steps: [size, staged.row, staged.column] },
      );
    }
    return staged;
  };

  /** Copy `count` results (m x n) out. */
  const fetch = (
    scratch: Scratch,
    at: number,
    count: number,
    m: number,
    n: number,
    { storage: to, offset, steps }: StridedView,
  ): void => {
    const from = storage(scratch, at, count * m * n);
    const [next, row, column] = steps as [number, number, number];
    if (column === 1 && row === n && (count === 1 || next === m * n))
      (to as Float64Array).set(from as Float64Array, offset * lanes);
    else {
      copy(
        [count, m, n],
        { info: type, storage: from, offset: 0, steps: [m * n, n, 1] },
        { info: type, storage: to, offset, steps: [next, row, column] },
      );
    }
  };

  /** A stack of small products, as many at a time as fit in cache. */
  const stack: Batch = (count, m, k, n, a, ao, aNext, ar, ac, b, bo, bNext, br, bc, c, co, cNext, cr, cc) => {
    module!.scratch((scratch, exports) => {
      const size = [m * k, k * n, m * n].map((elements) => elements * itemsize) as [number, number, number];
      const most = Math.min(count, Math.max(1, Math.floor(STACK / (size[0] + size[1] + size[2]))));
      const A = scratch.reserve(most * size[0]);
      const B = scratch.reserve(most * size[1]);
      const C = scratch.reserve(most * size[2]);
      const small = lanes === 1 && Math.max(m, k, n) <= DIRECT;
      const space = small ? 0 : scratch.reserve(exports.space());
      let left: Staged | undefined;
      let right: Staged | undefined;
      for (let t = 0; t < count; t += most) {
        const now = Math.min(most, count - t);
        // What serves all products is copied once.
        if (!left || aNext !== 0) left = stage(scratch, A, now, m, k, a, ao + t * aNext, aNext, ar, ac);
        if (!right || bNext !== 0) right = stage(scratch, B, now, k, n, b, bo + t * bNext, bNext, br, bc);
        if (small && right.column === 1 && right.row === n) {
          const direct = exports[`${letter}Direct`];
          direct(now, m, n, k, A, left.next, left.row, left.column, B, right.next, C);
        } else {
          const at = space || scratch.reserve(exports.space());
          const packed = exports[`${letter}Packed`];
          const { next, row, column } = right;
          packed(lanes, now, m, n, k, A, left.next, left.row, left.column, B, next, row, column, C, 0, at);
        }
        fetch(scratch, C, now, m, n, { info: type, storage: c, offset: co + t * cNext, steps: [cNext, cr, cc] });
      }
    });
  };

  /** One large product, a block of C after the other. */
  const large = (
    m: number,
    k: number,
    n: number,
    a: Storage,
    ao: number,
    ar: number,
    ac: number,
    b: Storage,
    bo: number,
    br: number,
    bc: number,
    c: Storage,
    co: number,
    cr: number,
    cc: number,
  ): void => {
    module!.scratch((scratch, exports) => {
      const high = evenly(m, edge);
      const wide = evenly(n, edge);
      const deep = evenly(k, depth);
      const A = scratch.reserve(high * deep * itemsize);
      const B = scratch.reserve(deep * wide * itemsize);
      const C = scratch.reserve(high * wide * itemsize);
      const space = scratch.reserve(exports.space());
      const packed = exports[`${letter}Packed`];
      for (let i = 0; i < m; i += high) {
        const rows = Math.min(high, m - i);
        for (let j = 0; j < n; j += wide) {
          const columns = Math.min(wide, n - j);
          for (let l = 0; l < k; l += deep) {
            const sums = Math.min(deep, k - l);
            const left = stage(scratch, A, 1, rows, sums, a, ao + i * ar + l * ac, 0, ar, ac);
            const right = stage(scratch, B, 1, sums, columns, b, bo + l * br + j * bc, 0, br, bc);
            packed(
              lanes,
              1,
              rows,
              columns,
              sums,
              A,
              0,
              left.row,
              left.column,
              B,
              0,
              right.row,
              right.column,
              C,
              l === 0 ? 0 : 1,
              space,
            );
          }
          const target = { info: type, storage: c, offset: co + i * cr + j * cc, steps: [0, cr, cc] };
          fetch(scratch, C, 1, rows, columns, target);
        }
      }
    });
  };

  return (count, m, k, n, a, ao, aNext, ar, ac, b, bo, bNext, br, bc, c, co, cNext, cr, cc) => {
    module ??= new WasmModule<Functions>(matmul);
    if ((m * k + k * n + m * n) * itemsize <= WHOLE) {
      return stack(count, m, k, n, a, ao, aNext, ar, ac, b, bo, bNext, br, bc, c, co, cNext, cr, cc);
    }
    for (let t = 0; t < count; t++) {
      large(m, k, n, a, ao + t * aNext, ar, ac, b, bo + t * bNext, br, bc, c, co + t * cNext, cr, cc);
    }
  };
}

/** The length of blocks of nearly equal size, at most `most`, a multiple of 4 where there are several. */
function evenly(length: number, most: number): number {
  const blocks = Math.ceil(length / most);
  return blocks === 1 ? length : Math.ceil(length / blocks / 4) * 4;
}

const loops: (Batch | undefined)[] = [];

/** The products for operands and result of one dtype; see `isForWasm`. */
export function wasmProducts(type: DTypeInfo): Batch {
  return (loops[type.num] ??= loopsOf(type));
}
