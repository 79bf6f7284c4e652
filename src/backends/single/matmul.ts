/**
 * Matrix products: which loops compute them. Vectors go to dot.ts, small matrices to plain loops, large ones to
 * WebAssembly (../wasm/matmul.ts) or, without it, to tiles (tiles.ts). float32, float64, 32-bit integers and complex numbers are read and written as they lie; other dtypes go
 * through scratch of the dtype in which they are summed.
 */
import { DTYPES, type DTypeInfo, type Storage } from '../../core/dtype.js';
import { emptyArray } from '../../core/ndarray.js';
import { sizeOf } from '../../core/shape.js';
import type { StridedView } from '../backend.js';
import { copy } from './copy.js';
import { dotFor } from './dot.js';
import { forEachOuter, planLoops } from './iteration.js';
import { loopsFor } from './tiles.js';
import { nativeLibrary } from '../native/kernels/library.js';
import { multiplyByBlas } from '../native/blas/product.js';
import { isForWasm, wasmProducts } from '../wasm/matmul.js';

/** Below this many products of elements, packing does not pay. */
const SMALL = 1500;
/** Doubles hold integers exactly up to here. */
const EXACT = 2 ** 53;

/** The dtype whose storage the loops work on for operands of a dtype. */
function working(info: DTypeInfo): DTypeInfo {
  if (info.kind === 'f') return info.itemsize === 2 ? DTYPES.float32 : info;
  if (info.kind === 'c' || info.domain === 'bigint' || info.itemsize === 4) return info;
  return DTYPES.int32;
}

/** All of a view's matrices as packed ones of another dtype. */
function packedAs(info: DTypeInfo, shape: readonly number[], view: StridedView): StridedView {
  // What is repeated along the batch is converted once.
  const once = shape.map((length, k) => (view.steps[k] === 0 ? 1 : length));
  const result = emptyArray(info, once);
  copy(once, view, result);
  return {
    info,
    storage: result.storage,
    offset: 0,
    steps: result.steps.map((step, k) => (view.steps[k] === 0 ? 0 : step)),
  };
}

/** See `Backend.matmul`. */
export function matmul(
  batch: readonly number[],
  m: number,
  k: number,
  n: number,
  a: StridedView,
  b: StridedView,
  out: StridedView,
): void {
  if (m * n === 0 || sizeOf(batch) === 0) return;
  const type = working(out.info);
  const left = a.info === type ? a : packedAs(type, [...batch, m, k], a);
  const right = b.info === type ? b : packedAs(type, [...batch, k, n], b);
  const oneDot = m === 1 && n === 1 && nativeLibrary() !== undefined;
  if (type.domain === 'bigint' && !oneDot && m * k * n > SMALL && asDoubles(batch, m, k, n, left, right, out)) return;
  if (out.info === type) return multiply(type, batch, m, k, n, left, right, out);
  const shape = [...batch, m, n];
  const sums = emptyArray(type, shape);
  multiply(type, batch, m, k, n, left, right, sums);
  copy(shape, sums, out);
}

function multiply(
  type: DTypeInfo,
  batch: readonly number[],
  m: number,
  k: number,
  n: number,
  a: StridedView,
  b: StridedView,
  out: StridedView,
): void {
  if (multiplyByBlas(type, batch, m, k, n, a, b, out)) return;
  const nb = batch.length;
  const ar = a.steps[nb]!;
  const ac = a.steps[nb + 1]!;
  const br = b.steps[nb]!;
  const bc = b.steps[nb + 1]!;
  const cr = out.steps[nb]!;
  const cc = out.steps[nb + 1]!;
  if (nb === 0 && m === 1 && n === 1)
    return dotFor(type)(k, a.storage, a.offset, ac, b.storage, b.offset, br, out.storage, out.offset);
  const loops = loopsFor(type);
  const tiled = m > 1 && n > 1 && k > 0 && m * k * n > SMALL ? loops.tiled : undefined;
  const run = (
    count: number,
    ao: number,
    aNext: number,
    bo: number,
    bNext: number,
    co: number,
    cNext: number,
  ): void => {
    if (m === 1 && n === 1) {
      const dot = dotFor(type);
      for (let t = 0; t < count; t++)
        dot(k, a.storage, ao + t * aNext, ac, b.storage, bo + t * bNext, br, out.storage, co + t * cNext);
    } else if (n === 1 && ar === 1 && ac !== 1 && k > 8) {
      for (let t = 0; t < count; t++)
        combineRows(
          type,
          k,
          m,
          b.storage,
          bo + t * bNext,
          br,
          a.storage,
          ao + t * aNext,
          ac,
          out.storage,
          co + t * cNext,
          cr,
        );
    } else if (m === 1 && bc === 1 && k > 8) {
      for (let t = 0; t < count; t++)
        combineRows(
          type,
          k,
          n,
          a.storage,
          ao + t * aNext,
          ac,
          b.storage,
          bo + t * bNext,
          br,
          out.storage,
          co + t * cNext,
          cc,
        );
    } else {
      // A product with one row is that of the transposes with one column.
      if (m === 1)
        loops.direct(
          count,
          n,
          k,
          1,
          b.storage,
          bo,
          bNext,
          bc,
          br,
          a.storage,
          ao,
          aNext,
          ac,
          ar,
          out.storage,
          co,
          cNext,
          cc,
          cr,
        );
      else
        (isForWasm(type, count, m, k, n) ? wasmProducts(type) : (tiled ?? loops.direct))(
          count,
          m,
          k,
          n,
          a.storage,
          ao,
          aNext,
          ar,
          ac,
          b.storage,
          bo,
          bNext,
          br,
          bc,
          out.storage,
          co,
          cNext,
          cr,
          cc,
        );
    }
  };
  if (nb === 0) return run(1, a.offset, 0, b.offset, 0, out.offset, 0);
  const plan = planLoops(
    batch,
    [out, a, b].map((view) => ({ ...view, steps: view.steps.slice(0, nb) })),
    0,
  );
  const last = plan.shape.length - 1;
  const count = last < 0 ? 1 : plan.shape[last]!;
  const next = plan.steps.map((steps) => (last < 0 ? 0 : steps[last]!));
  forEachOuter(plan, last < 0 ? 0 : 1, [out.offset, a.offset, b.offset], (o) =>
    run(count, o[1]!, next[1]!, o[2]!, next[2]!, o[0]!, next[0]!),
  );
}

type Combine = (
  k: number,
  n: number,
  x: Storage,
  xo: number,
  xs: number,
  b: Storage,
  bo: number,
  bs: number,
  c: Storage,
  co: number,
  cs: number,
  sums: Storage,
) => void;
const combines = new Map<string, Combine>();

/** A vector times a matrix whose rows lie without gaps: four scaled rows at a time are added to the running sums. */
function combineRows(
  type: DTypeInfo,
  k: number,
  n: number,
  x: Storage,
  xo: number,
  xs: number,
  b: Storage,
  bo: number,
  bs: number,
  c: Storage,
  co: number,
  cs: number,
): void {
  let combine = combines.get(type.name);
  if (!combine) combines.set(type.name, (combine = renderCombine(type)));
  const sums = emptyArray(type.kind === 'f' ? DTYPES.float64 : type.kind === 'c' ? DTYPES.complex128 : type, [n]);
  combine(k, n, x, xo, xs, b, bo, bs, c, co, cs, sums.storage);
}

function renderCombine(type: DTypeInfo): Combine {
  const big = type.domain === 'bigint';
  const integer = type.kind !== 'f';
  if (type.kind === 'c') {
    return new Function(
      'k,n,x,xo,xs,b,bo,bs,c,co,cs,s',
      `'use strict';s.fill(0);
      for(let l=0;l<k;l++){const u=x[2*(xo+l*xs)],v=x[2*(xo+l*xs)+1];let q=2*(bo+l*bs);
        for(let j=0;j<2*n;j+=2,q+=2){s[j]+=u*b[q]-v*b[q+1];s[j+1]+=u*b[q+1]+v*b[q];}}
      for(let j=0;j<n;j++){c[2*(co+j*cs)]=s[2*j];c[2*(co+j*cs)+1]=s[2*j+1];}`,
    ) as Combine;
  }
  const times = (u: string, v: string): string => (integer && !big ? `Math.imul(${u},${v})` : `${u}*${v}`);
  const wrap = (code: string): string => (big ? `BigInt.asIntN(64,${code})` : integer ? `(${code})|0` : code);
  return new Function(
    'k,n,x,xo,xs,b,bo,bs,c,co,cs,s',
    `'use strict';s.fill(${big ? '0n' : '0'});let l=0;
    for(;l+3<k;l+=4){const p=xo+l*xs,x0=x[p],x1=x[p+xs],x2=x[p+2*xs],x3=x[p+3*xs],q0=bo+l*bs,q1=q0+bs,q2=q1+bs,q3=q2+bs;
      for(let j=0;j<n;j++)s[j]=${wrap(`s[j]+${times('x0', 'b[q0+j]')}+${times('x1', 'b[q1+j]')}+${times('x2', 'b[q2+j]')}+${times('x3', 'b[q3+j]')}`)};}
    for(;l<k;l++){const u=x[xo+l*xs],q=bo+l*bs;for(let j=0;j<n;j++)s[j]=${wrap(`s[j]+${times('u', 'b[q+j]')}`)};}
    for(let j=0;j<n;j++)c[co+j*cs]=s[j];`,
  ) as Combine;
}

/** 64-bit integers that are small enough go through doubles, which are exact then and much faster than bigints. */
function asDoubles(
  batch: readonly number[],
  m: number,
  k: number,
  n: number,
  a: StridedView,
  b: StridedView,
  out: StridedView,
): boolean {
  const left = packedAs(a.info, [...batch, m, k], a);
  const right = packedAs(b.info, [...batch, k, n], b);
  const [x, y] = [left, right].map(({ storage }) => toDoubles(storage as BigInt64Array | BigUint64Array)) as [
    Doubles,
    Doubles,
  ];
  if (!(x.largest * y.largest * k <= EXACT)) return false;
  const sums = emptyArray(DTYPES.float64, [...batch, m, n]);
  multiply(DTYPES.float64, batch, m, k, n, { ...left, storage: x.values }, { ...right, storage: y.values }, sums);
  copy([...batch, m, n], sums, out);
  return true;
}

interface Doubles {
  readonly values: Float64Array;
  readonly largest: number;
}

/** Integers as doubles, read by halves (a bigint apiece would be slow), and the largest magnitude among them. */
function toDoubles(storage: BigInt64Array | BigUint64Array): Doubles {
  const low = new Uint32Array(storage.buffer, storage.byteOffset, 2 * storage.length);
  const high =
    storage instanceof BigInt64Array ? new Int32Array(storage.buffer, storage.byteOffset, 2 * storage.length) : low;
  const values = new Float64Array(storage.length);
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const value = high[2 * i + 1]! * 4294967296 + low[2 * i]!;
    values[i] = value;
    const size = Math.abs(value);
    if (size > largest) largest = size;
  }
  return { values, largest };
}
