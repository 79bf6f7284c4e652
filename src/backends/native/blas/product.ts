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
import type { Kind, Routine } from './fortran.js';
import { columnsOf, packed, room, turned, type Columns, type Elements, type Strided } from './layout.js';
import { blas, type Blas, type Dot } from './library.js';
import { mirror } from './mirror.js';

/** Below so many products of elements a call costs more than it saves. */
const LEAST = { matrices: 1000, vectors: 1000 };
/** From so many on, one matrix product is worth several threads. */
const LEAST_SHARED = 1e6;
/** LAPACK's and BLAS's integers. */
const LARGEST = 2147483647;

const KINDS: Readonly<Record<string, Kind>> = { float32: 's', float64: 'd', complex64: 'c', complex128: 'z' };

/** The routines of one kind. */
interface Routines {
  readonly library: Blas;
  readonly kind: Kind;
  readonly gemm: Routine;
  /** gemm for addresses. */
  readonly gemmAt: Routine;
  readonly gemv: Routine;
  readonly syrk: Routine;
  readonly dot: Dot | undefined;
}

const bound = new Map<string, Routines>();

/** The routines for a dtype, or undefined where BLAS has none for it or cannot be had. */
function routinesFor({ name }: DTypeInfo): Routines | undefined {
  if (wantedProvider() !== 'native') return undefined;
  const library = blas();
  const kind = KINDS[name];
  if (!library || !kind) return undefined;
  let routines = bound.get(name);
  if (routines?.library !== library) {
    routines = {
      library,
      kind,
      gemm: library.routine(kind, 'gemm', 'CCiiixaiaixai'),
      gemmAt: library.routine(kind, 'gemm', 'CCiiixqiqixqi'),
      gemv: library.routine(kind, 'gemv', 'Ciixaiaixai'),
      syrk: library.routine(kind, 'syrk', 'CCiixaixai'),
      dot: kind === 's' || kind === 'd' ? library.dot(kind) : undefined,
    };
    bound.set(name, routines);
  }
  return routines;
}

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
  return isLarge(info, m, k, n) && routinesFor(info) !== undefined;
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
  const routines = routinesFor(info);
  if (!routines) return false;
  routines.library.setThreads(threads);
  const nb = batch.length;
  const [x, y, z] = [matrixOf(a, nb), matrixOf(b, nb), matrixOf(out, nb)];
  if (nb === 0) {
    multiplyOne(routines, info, m, k, n, x, y, z);
    return true;
  }
  const views = [out, a, b].map((view) => ({ ...view, steps: view.steps.slice(0, nb) }));
  const plan = planLoops(batch, views, 0);
  const [zs, xs, ys] = plan.steps as [number[], number[], number[]];
  if (plan.shape.length === 1 && ys[0] === 0 && xs[0] === m * x.row && zs[0] === m * z.row) {
    // One matrix on the right for all: those on the left are one tall matrix.
    multiplyOne(routines, info, plan.shape[0]! * m, k, n, x, y, z);
    return true;
  }
  const offsets = [z.offset, x.offset, y.offset];
  const call = m > 1 && n > 1 ? prepared(routines, info, m, k, n, x, y, z) : undefined;
  if (call) forEachOuter(plan, 0, offsets, ([zo, xo, yo]) => call(xo!, yo!, zo!));
  else {
    forEachOuter(plan, 0, offsets, ([zo, xo, yo]) =>
      multiplyOne(routines, info, m, k, n, { ...x, offset: xo! }, { ...y, offset: yo! }, { ...z, offset: zo! }),
    );
  }
  return true;
}

function matrixOf({ storage, offset, steps }: StridedView, nb: number): Strided {
  return { storage: storage as Elements, offset, row: steps[nb]!, column: steps[nb + 1]! };
}

/** The storage from an offset on. */
function from(info: DTypeInfo, storage: Elements, offset: number): Elements {
  return offset === 0 ? storage : storage.subarray(info.lanes * offset);
}

/** A function for many products that differ in their offsets alone, where nothing must be packed and none is symmetric. */
function prepared(
  { library, gemmAt }: Routines,
  info: DTypeInfo,
  m: number,
  k: number,
  n: number,
  a: Strided,
  b: Strided,
  c: Strided,
): ((ao: number, bo: number, co: number) => void) | undefined {
  const place = columnsOf(m, n, c.row, c.column);
  if (!place || isTransposeOf(m, n, a, b)) return undefined;
  const left = columnsOf(m, k, a.row, a.column);
  const right = columnsOf(k, n, b.row, b.column);
  if (!left || !right) return undefined;
  const { itemsize } = info;
  const [pa, pb, pc] = [a, b, c].map(({ storage }) => library.address(storage)) as [number, number, number];
  if (place.trans === 'N') {
    return (ao, bo, co) =>
      void gemmAt(left.trans, right.trans, m, n, k, 1, pa + ao * itemsize, left.lead, pb + bo * itemsize, right.lead, 0, pc + co * itemsize, place.lead); // prettier-ignore
  }
  const [one, two] = [left.trans === 'N' ? 'T' : 'N', right.trans === 'N' ? 'T' : 'N'];
  return (ao, bo, co) =>
    void gemmAt(two, one, n, m, k, 1, pb + bo * itemsize, right.lead, pa + ao * itemsize, left.lead, 0, pc + co * itemsize, place.lead); // prettier-ignore
}

/** Is b the transpose of a? Offsets are not looked at. */
function isTransposeOf(m: number, n: number, a: Strided, b: Strided): boolean {
  return m === n && a.storage === b.storage && a.row === b.column && a.column === b.row;
}

function multiplyOne(
  routines: Routines,
  info: DTypeInfo,
  m: number,
  k: number,
  n: number,
  a: Strided,
  b: Strided,
  c: Strided,
): void {
  if (n === 1 && m === 1) return dotted(routines, info, k, a, b, c);
  // A product with one row is that of the transposes, with one column.
  if (n === 1) return applied(routines, info, m, k, a, b, b.row, c, c.row);
  if (m === 1) return applied(routines, info, n, k, turned(b), a, a.column, c, c.column);
  gemm(routines, info, m, k, n, a, b, c);
}

function dotted(routines: Routines, info: DTypeInfo, k: number, a: Strided, b: Strided, c: Strided): void {
  const { dot } = routines;
  const [xs, ys] = [a.column, b.row];
  if (dot && xs > 0 && ys > 0 && xs <= LARGEST && ys <= LARGEST) {
    c.storage[c.offset] = dot(k, from(info, a.storage, a.offset), xs, from(info, b.storage, b.offset), ys);
    return;
  }
  applied(routines, info, 1, k, a, b, ys, c, 1);
}

/** A matrix (m x k) times a vector whose elements lie `xs` apart, into one whose elements lie `ys` apart. */
function applied(
  routines: Routines,
  info: DTypeInfo,
  m: number,
  k: number,
  a: Strided,
  x: Strided,
  xs: number,
  y: Strided,
  ys: number,
): void {
  const [matrix, columns] = described(info, m, k, a);
  let [vector, step]: [Strided, number] = [x, xs];
  if (xs <= 0 || xs > LARGEST) {
    vector = packed(info, k, 1, { storage: x.storage, offset: x.offset, row: xs, column: 0 });
    step = 1;
  }
  const direct = m === 1 || (ys > 0 && ys <= LARGEST);
  const target = direct ? undefined : room(info, m, 1);
  const { storage, offset } = target ?? y;
  const [rows, across] = columns.trans === 'N' ? [m, k] : [k, m];
  routines.gemv(
    columns.trans,
    rows,
    across,
    1,
    from(info, matrix.storage, matrix.offset),
    columns.lead,
    from(info, vector.storage, vector.offset),
    step,
    0,
    from(info, storage, offset),
    target || m === 1 ? 1 : ys,
  );
  if (target) copy([m, 1], target.view, { info, storage: y.storage, offset: y.offset, steps: [ys, 0] });
}

function gemm(
  routines: Routines,
  info: DTypeInfo,
  m: number,
  k: number,
  n: number,
  a: Strided,
  b: Strided,
  c: Strided,
): void {
  const place = columnsOf(m, n, c.row, c.column);
  if (!place || place.lead > LARGEST) {
    const result = room(info, m, n);
    gemm(routines, info, m, k, n, a, b, result);
    return copy([m, n], result.view, { info, storage: c.storage, offset: c.offset, steps: [c.row, c.column] });
  }
  // By rows: the transposed product, of the transposes in the other order, by columns.
  if (place.trans === 'T') gemmByColumns(routines, info, n, k, m, turned(b), turned(a), c, place.lead);
  else gemmByColumns(routines, info, m, k, n, a, b, c, place.lead);
}

function gemmByColumns(
  routines: Routines,
  info: DTypeInfo,
  m: number,
  k: number,
  n: number,
  a: Strided,
  b: Strided,
  c: Strided,
  lead: number,
): void {
  const [left, ofLeft] = described(info, m, k, a);
  const p = from(info, left.storage, left.offset);
  const target = from(info, c.storage, c.offset);
  if (a.offset === b.offset && isTransposeOf(m, n, a, b)) {
    routines.syrk('L', ofLeft.trans, m, k, 1, p, ofLeft.lead, 0, target, lead);
    return mirror(target, m, lead, info.lanes);
  }
  const [right, ofRight] = described(info, k, n, b);
  const q = from(info, right.storage, right.offset);
  routines.gemm(ofLeft.trans, ofRight.trans, m, n, k, 1, p, ofLeft.lead, q, ofRight.lead, 0, target, lead);
}

/** A matrix as BLAS can take it. */
function described(info: DTypeInfo, m: number, n: number, a: Strided): [Strided, Columns] {
  const columns = columnsOf(m, n, a.row, a.column);
  if (columns && columns.lead <= LARGEST) return [a, columns];
  return [packed(info, m, n, a), { trans: 'T', lead: Math.max(n, 1) }];
}
