/**
 * Matrix products through BLAS: gemm for matrices, gemv for a matrix and a vector, dot for two vectors, syrk for a matrix and its
 * own transpose. Which products come here depends on their sizes and dtype alone, so that the same operands always give the
 * same bits.
 */
import type { DTypeInfo } from '../../../core/dtype.js';
import type { StridedView } from '../../backend.js';
import { copy } from '../../single/copy.js';
import { forEachOuter, planLoops } from '../../single/iteration.js';
import { wantedProvider } from '../../provider.js';
import type { Kind } from './fortran.js';
import { columnsOf, packed, room, type Columns, type Strided } from './layout.js';
import { blas, type Blas } from './library.js';
import { mirror } from './mirror.js';

/** Below so many products of elements a call costs more than it saves. */
const LEAST = { matrices: 1000, vectors: 1000 };
/** From so many on, one matrix product is worth several threads. */
const LEAST_SHARED = 1e6;
/** LAPACK's and BLAS's integers. */
const LARGEST = 2147483647;

const KINDS: Readonly<Record<string, Kind>> = { float32: 's', float64: 'd', complex64: 'c', complex128: 'z' };

let threads = 1;

/** Compute products on so many threads of BLAS while `compute` runs. */
export function onBlasThreads(count: number, compute: () => void): void {
  threads = count;
  try {
    compute();
  } finally {
    threads = 1;
  }
}

/** Is a product of these sizes and dtype one for BLAS? Loads nothing. */
function isLarge(info: DTypeInfo, m: number, k: number, n: number): boolean {
  if (info.kind !== 'f' && info.kind !== 'c') return false;
  const work = m * k * n;
  return work >= (m === 1 || n === 1 ? LEAST.vectors : LEAST.matrices) && Math.max(m, k, n) <= LARGEST;
}

/** Does BLAS compute it, and each matrix on as many threads as it is given? */
export function isForBlasThreads(info: DTypeInfo, m: number, k: number, n: number): boolean {
  return m * k * n >= LEAST_SHARED && isForBlas(info, m, k, n);
}

/** Does BLAS compute products of these sizes and dtype? */
export function isForBlas(info: DTypeInfo, m: number, k: number, n: number): boolean {
  return isLarge(info, m, k, n) && wantedProvider() === 'native' && blas() !== undefined;
}

/**
 * `out = a @ b` as in `Backend.matmul`, all of one dtype; false where it is not one for BLAS and nothing has been done.
 */
export function multiplyByBlas(
  info: DTypeInfo,
  batch: readonly number[],
  m: number,
  k: number,
  n: number,
  a: StridedView,
  b: StridedView,
  out: StridedView,
): boolean {
  if (!isLarge(info, m, k, n)) return false;
  const kind = KINDS[info.name];
  if (!kind || wantedProvider() !== 'native') return false;
  const library = blas();
  if (!library) return false;
  const nb = batch.length;
  const matrix = ({ storage, offset, steps }: StridedView): Strided => ({
    storage: storage as Float32Array,
    offset,
    row: steps[nb]!,
    column: steps[nb + 1]!,
  });
  const [x, y, z] = [matrix(a), matrix(b), matrix(out)];
  library.setThreads(threads);
  if (nb === 0) {
    single(library, kind, info, m, k, n, x, y, z);
    return true;
  }
  const steps = [out, a, b].map((view) => ({ ...view, steps: view.steps.slice(0, nb) }));
  const plan = planLoops(batch, steps, 0);
  const axes = plan.shape.length;
  if (
    axes === 1 &&
    plan.steps[2]![0] === 0 &&
    followOn(m, x.row, plan.steps[1]![0]!) &&
    followOn(m, z.row, plan.steps[0]![0]!)
  ) {
    // prettier-ignore
    // One matrix on the right for all: the ones on the left are one tall matrix.
    single(library, kind, info, plan.shape[0]! * m, k, n, x, y, z);
    return true;
  }
  forEachOuter(plan, 0, [z.offset, x.offset, y.offset], ([zo, xo, yo]) =>
    single(library, kind, info, m, k, n, { ...x, offset: xo! }, { ...y, offset: yo! }, { ...z, offset: zo! }),
  );
  return true;
}

/** Does the first row of the next matrix lie where the row after the last would? */
function followOn(rows: number, row: number, next: number): boolean {
  return next === rows * row;
}

/** The storage from an offset on. */
function from(kind: Kind, storage: Float32Array | Float64Array, offset: number): Float32Array | Float64Array {
  return offset === 0 ? storage : storage.subarray(kind === 'c' || kind === 'z' ? 2 * offset : offset);
}

function single(
  library: Blas,
  kind: Kind,
  info: DTypeInfo,
  m: number,
  k: number,
  n: number,
  a: Strided,
  b: Strided,
  c: Strided,
): void {
  if (n === 1 && m === 1) return dotted(library, kind, info, k, a, b, c);
  // A product with one row is that of the transposes, with one column.
  if (n === 1) return applied(library, kind, info, m, k, a, b.offset, b.row, b.storage, c.row, c);
  if (m === 1) return applied(library, kind, info, n, k, turned(b), a.offset, a.column, a.storage, c.column, c);
  gemm(library, kind, info, m, k, n, a, b, c);
}

const turned = (a: Strided): Strided => ({ storage: a.storage, offset: a.offset, row: a.column, column: a.row });

function dotted(library: Blas, kind: Kind, info: DTypeInfo, k: number, a: Strided, b: Strided, c: Strided): void {
  const xs = a.column;
  const ys = b.row;
  const dot = kind === 's' || kind === 'd' ? library.dot(kind) : undefined;
  if (dot && xs > 0 && ys > 0 && xs <= LARGEST && ys <= LARGEST) {
    c.storage[c.offset] = dot(k, from(kind, a.storage, a.offset), xs, from(kind, b.storage, b.offset), ys);
    return;
  }
  applied(library, kind, info, 1, k, a, b.offset, ys, b.storage, 1, c);
}

/** A matrix (m x k) times a vector. */
function applied(
  library: Blas,
  kind: Kind,
  info: DTypeInfo,
  m: number,
  k: number,
  a: Strided,
  xo: number,
  xs: number,
  x: Float32Array | Float64Array,
  ys: number,
  y: Strided,
): void {
  let columns = columnsOf(m, k, a.row, a.column);
  if (!columns || columns.lead > LARGEST) {
    a = packed(info, m, k, a);
    columns = { trans: 'T', lead: k };
  }
  let vector = { storage: x, offset: xo, row: xs, column: 1 };
  if (xs <= 0 || xs > LARGEST) vector = { ...packed(info, k, 1, { ...vector, column: 0 }), row: 1 };
  const direct = m === 1 || (ys > 0 && ys <= LARGEST);
  const target = direct ? undefined : room(info, m, 1);
  const { storage, offset } = target ?? y;
  const { trans, lead } = columns;
  const [rows, across] = trans === 'N' ? [m, k] : [k, m];
  library.routine(kind, 'gemv', 'ciixaiaixai')(
    trans,
    rows,
    across,
    1,
    from(kind, a.storage, a.offset),
    lead,
    from(kind, vector.storage, vector.offset),
    vector.row,
    0,
    from(kind, storage, offset),
    target || m === 1 ? 1 : ys,
  );
  if (target) copy([m, 1], target.view, { info, storage: y.storage, offset: y.offset, steps: [ys, 0] });
}

function gemm(
  library: Blas,
  kind: Kind,
  info: DTypeInfo,
  m: number,
  k: number,
  n: number,
  a: Strided,
  b: Strided,
  c: Strided,
): void {
  let place = columnsOf(m, n, c.row, c.column);
  if (!place || place.lead > LARGEST) {
    const result = room(info, m, n);
    gemm(library, kind, info, m, k, n, a, b, result);
    return copy([m, n], result.view, { info, storage: c.storage, offset: c.offset, steps: [c.row, c.column] });
  }
  if (place.trans === 'T') {
    // By rows: the transposed product, of the transposes in the other order, by columns.
    [m, n] = [n, m];
    [a, b] = [turned(b), turned(a)];
    place = { trans: 'N', lead: place.lead };
  }
  const [left, ofLeft] = described(info, m, k, a);
  const isSquare =
    m === n && a.storage === b.storage && a.offset === b.offset && a.row === b.column && a.column === b.row;
  if (isSquare) {
    const target = from(kind, c.storage, c.offset);
    const routine = library.routine(kind, 'syrk', 'cciixaixai');
    routine('L', ofLeft.trans, m, k, 1, from(kind, left.storage, left.offset), ofLeft.lead, 0, target, place.lead);
    return mirror(target, m, place.lead, info.lanes);
  }
  const [right, ofRight] = described(info, k, n, b);
  library.routine(kind, 'gemm', 'cciiixaiaixai')(
    ofLeft.trans,
    ofRight.trans,
    m,
    n,
    k,
    1,
    from(kind, left.storage, left.offset),
    ofLeft.lead,
    from(kind, right.storage, right.offset),
    ofRight.lead,
    0,
    from(kind, c.storage, c.offset),
    place.lead,
  );
}

/** A matrix as BLAS can take it. */
function described(info: DTypeInfo, m: number, n: number, a: Strided): [Strided, Columns] {
  const columns = columnsOf(m, n, a.row, a.column);
  if (columns && columns.lead <= LARGEST) return [a, columns];
  return [packed(info, m, n, a), { trans: 'T', lead: Math.max(n, 1) }];
}
