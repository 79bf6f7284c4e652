/** Matrix products in JavaScript: packed operands, four rows at a time, so that each loaded element serves four sums. */
import { DTYPES, type DTypeInfo, type Storage } from '../../core/dtype.js';

import { emptyArray } from '../../core/ndarray.js';
import { sizeOf } from '../../core/shape.js';
import type { Kernel, StridedView } from '../backend.js';
import { copy } from './copy.js';
import { forEachOuter, planLoops } from './iteration.js';
import { Renderer } from './render.js';

/** The k-range of a block of B that is kept in cache. */
const BLOCK_K = 128;
const BLOCK_N = 512;

type Product = (m: number, k: number, n: number, a: Storage, ao: number, b: Storage, bo: number, c: Storage, co: number) => void;

const products = new Map<DTypeInfo, Product>();

/** `c += a @ b` for row-major packed operands of one real dtype; `c` is a double (or bigint) accumulator. */
function productFor(info: DTypeInfo): Product {
  let product = products.get(info);
  if (!product) products.set(info, (product = info.lanes === 2 ? complexProduct() : realProduct(info)));
  return product;
}

function realProduct(info: DTypeInfo): Product {
  const r = new Renderer();
  const integer = info.kind !== 'f';
  const big = info.domain === 'bigint';
  const times = (x: string, y: string): string => (integer && !big ? `Math.imul(${x},${y})` : `${x}*${y}`);
  const wrap = (code: string): string => (big ? `BigInt.asIntN(64,${code})` : integer ? `(${code})|0` : code);
  const body = `
    for(let kk=0;kk<k;kk+=${BLOCK_K}){const ke=Math.min(k,kk+${BLOCK_K});
    for(let jj=0;jj<n;jj+=${BLOCK_N}){const je=Math.min(n,jj+${BLOCK_N});
    for(let i=0;i<m;i++){const ci=co+i*n;const ai=ao+i*k;
      let p=kk;
      for(;p+3<ke;p+=4){
        const x0=a[ai+p],x1=a[ai+p+1],x2=a[ai+p+2],x3=a[ai+p+3];
        const b0=bo+p*n,b1=b0+n,b2=b1+n,b3=b2+n;
        for(let j=jj;j<je;j++)c[ci+j]=${wrap(`c[ci+j]+${times('x0', 'b[b0+j]')}+${times('x1', 'b[b1+j]')}+${times('x2', 'b[b2+j]')}+${times('x3', 'b[b3+j]')}`)};
      }
      for(;p<ke;p++){const x=a[ai+p],b0=bo+p*n;for(let j=jj;j<je;j++)c[ci+j]=${wrap(`c[ci+j]+${times('x', 'b[b0+j]')}`)};}
    }}}`;
  return r.compile<Product>(['m', 'k', 'n', 'a', 'ao', 'b', 'bo', 'c', 'co'], body);
}

function complexProduct(): Product {
  const r = new Renderer();
  const body = `
    for(let i=0;i<m;i++){const ci=2*(co+i*n),ai=2*(ao+i*k);
      for(let p=0;p<k;p++){const x=a[ai+2*p],y=a[ai+2*p+1],bp=2*(bo+p*n);
        for(let j=0;j<2*n;j+=2){const u=b[bp+j],v=b[bp+j+1];c[ci+j]+=x*u-y*v;c[ci+j+1]+=x*v+y*u;}
      }}`;
  return r.compile<Product>(['m', 'k', 'n', 'a', 'ao', 'b', 'bo', 'c', 'co'], body);
}

/** The dtype in which products of a dtype are summed: small floats in float64, small integers in int32. */
function sumType(info: DTypeInfo): DTypeInfo {
  if (info.kind === 'f') return DTYPES.float64;
  if (info.kind === 'c') return DTYPES.complex128;
  return info.domain === 'bigint' ? info : info.name === 'uint32' ? DTYPES.uint32 : DTYPES.int32;
}

/** Is the matrix in the last two axes packed row by row in this dtype? */
function packed(view: StridedView, rows: number, columns: number): boolean {
  const { steps } = view;
  const n = steps.length;
  return (columns === 1 || steps[n - 1] === 1) && (rows === 1 || steps[n - 2] === columns);
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
  const type = sumType(out.info);
  const product = productFor(type);
  const zero = type.domain === 'bigint' ? 0n : 0;
  const nb = batch.length;
  const outer = planLoops(batch, [out, a, b].map((view) => ({ ...view, steps: view.steps.slice(0, nb) })), 0);
  const pack = (view: StridedView, rows: number, columns: number): ((offset: number) => { storage: Storage; offset: number }) => {
    if (packed(view, rows, columns) && (view.info === type || (type === DTYPES.float64 && view.info.name === 'float32'))) {
      return (offset) => ({ storage: view.storage, offset });
    }
    const scratch = emptyArray(type, [rows, columns]);
    const steps = view.steps.slice(nb);
    let last = NaN;
    return (offset) => {
      if (offset !== last) copy([rows, columns], { info: view.info, storage: view.storage, offset, steps }, scratch);
      last = offset;
      return { storage: scratch.storage, offset: 0 };
    };
  };
  const packA = pack(a, m, k);
  const packB = pack(b, k, n);
  const direct = packed(out, m, n) && out.info === type;
  const sums = direct ? undefined : emptyArray(type, [m, n]);
  const outSteps = out.steps.slice(nb);
  forEachOuter(outer, 0, [out.offset, a.offset, b.offset], (o) => {
    const left = packA(o[1]!);
    const right = packB(o[2]!);
    const target = sums ?? out;
    const at = sums ? 0 : o[0]!;
    (target.storage as Float64Array).fill(zero as number, at * type.lanes, (at + m * n) * type.lanes);
    product(m, k, n, left.storage, left.offset, right.storage, right.offset, target.storage, at);
    if (sums) copy([m, n], sums, { info: out.info, storage: out.storage, offset: o[0]!, steps: outSteps });
  });
}
