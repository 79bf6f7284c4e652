/**
 * The engine on the system's LAPACK: every method is one routine, called with leading dimensions and workspaces.
 * Lengths are checked first, for a routine writes where it is told.
 */
import { backend } from '../../backends/backend.js';
import type { Blas } from '../../backends/native/blas/library.js';
import { intResult, realResult, type Elements } from '../../backends/native/blas/fortran.js';
import { ValueError } from '../../core/errors.js';
import { solveAndEstimate } from './conditionEstimate.js';
import type { Engine, Kind, Matrix, Side, Trans } from './engine.js';

/** Workspace up to this many bytes is kept for the next call. */
const KEEP_BYTES = 1 << 20;
/**
 * Routines that gain by several threads, and from how large a matrix on. Measured on two cores with OpenBLAS: up to n = 512 every
 * routine loses (two threads take 1.1 to 4 times as long, in NumPy as well); at 1000 these gain 1.3 to 2 and the others lose.
 */
const SHARED: ReadonlySet<string> = new Set(['gemm', 'trsm', 'getrf', 'getri', 'potrf', 'potri']);
const LEAST_SHARED = 900 * 900;
/** So many answers to workspace queries are remembered. */
const REMEMBERED = 500;

const isComplex = (kind: Kind): boolean => kind === 'c' || kind === 'z';
const isSingle = (kind: Kind): boolean => kind === 's' || kind === 'c';
/** A leading dimension: LAPACK refuses 0. */
const lead = (n: number): number => (n > 1 ? n : 1);

export function nativeEngine(blas: Blas): Engine {
  return new Lapack(blas);
}

class Lapack implements Engine {
  readonly name = 'native';
  readonly #blas: Blas;
  readonly #queries = new Map<string, number>();
  readonly #single: Float32Array[] = [];
  readonly #double: Float64Array[] = [];
  #ints = new Int32Array(64);

  constructor(blas: Blas) {
    this.#blas = blas;
  }

  /** A routine of this kind, to be computed on the backend's threads where that pays. */
  #routine(kind: Kind, name: string, signature: string): (...args: (string | number | Elements)[]) => number {
    const routine = this.#blas.routine(kind, name, signature);
    const { workers } = backend().capabilities;
    if (workers === 1 || !SHARED.has(name)) {
      this.#blas.setThreads(1);
      return routine;
    }
    return (...args) => {
      const large = args.some((one) => typeof one === 'object' && one.length >= LEAST_SHARED);
      this.#blas.setThreads(large ? workers : 1);
      return routine(...args);
    };
  }

  /** Is the array of the kind's type, and has it so many elements? */
  #elements(routine: string, kind: Kind, array: Matrix, count: number): Matrix {
    const single = array instanceof Float32Array;
    if (single !== isSingle(kind)) {
      throw new ValueError(`${routine}: an array of kind ${kind} cannot be a ${array.constructor.name}`);
    }
    const slots = isComplex(kind) ? 2 * count : count;
    if (array.length < slots) {
      throw new ValueError(`${routine}: an array has ${array.length} slots, ${slots} are needed`);
    }
    return array;
  }

  /** The same for an array of real numbers of the kind's precision. */
  #reals(routine: string, kind: Kind, array: Matrix, count: number): Matrix {
    return this.#elements(routine, isSingle(kind) ? 's' : 'd', array, count);
  }

  #indices(routine: string, array: Int32Array, count: number): Int32Array {
    if (array.length < count) {
      throw new ValueError(`${routine}: an array of indices has ${array.length} of them, ${count} are needed`);
    }
    return array;
  }

  /** Workspace of at least so many slots of the kind's precision; `place` tells those of one call apart. */
  #work(kind: Kind, place: number, slots: number): Matrix {
    const single = isSingle(kind);
    const kept = single ? this.#single[place] : this.#double[place];
    if (kept && kept.length >= slots) return kept;
    const length = Math.max(slots, 64);
    const fresh = single ? new Float32Array(length) : new Float64Array(length);
    if (fresh.byteLength > KEEP_BYTES) return fresh;
    if (fresh instanceof Float32Array) this.#single[place] = fresh;
    else this.#double[place] = fresh;
    return fresh;
  }

  /** Workspace of integers. */
  #integers(count: number): Int32Array {
    if (this.#ints.length >= count) return this.#ints;
    const fresh = new Int32Array(count);
    if (fresh.byteLength <= KEEP_BYTES) this.#ints = fresh;
    return fresh;
  }

  /** The best length of a workspace, in elements: what `ask` writes to the first element of what it is given. */
  #best(kind: Kind, key: string, ask: (answer: Matrix) => void): number {
    const known = this.#queries.get(key);
    if (known !== undefined) return known;
    const answer = isSingle(kind) ? new Float32Array(2) : new Float64Array(2);
    ask(answer);
    // A float32 may have rounded it down.
    const length = Math.max(1, Math.ceil(answer[0]! * (isSingle(kind) ? 1 + 2 ** -23 : 1)));
    if (this.#queries.size >= REMEMBERED) this.#queries.clear();
    this.#queries.set(key, length);
    return length;
  }

  // Products and triangular systems. ---------------------------------------------------------------------------------

  gemm(
    kind: Kind,
    transa: Trans,
    transb: Trans,
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: Matrix,
    b: Matrix,
    beta: number,
    c: Matrix,
  ): void {
    this.#elements('gemm', kind, a, m * k);
    this.#elements('gemm', kind, b, k * n);
    this.#elements('gemm', kind, c, m * n);
    const [lda, ldb] = [lead(transa === 'N' ? m : k), lead(transb === 'N' ? k : n)];
    this.#routine(kind, 'gemm', 'cciiixaiaixai')(transa, transb, m, n, k, alpha, a, lda, b, ldb, beta, c, lead(m));
  }

  trsm(
    kind: Kind,
    side: Side,
    uplo: 'L' | 'U',
    trans: Trans,
    diag: 'N' | 'U',
    m: number,
    n: number,
    a: Matrix,
    b: Matrix,
  ): void {
    const order = side === 'L' ? m : n;
    this.#elements('trsm', kind, a, order * order);
    this.#elements('trsm', kind, b, m * n);
    this.#routine(kind, 'trsm', 'cccciixaiai')(side, uplo, trans, diag, m, n, 1, a, lead(order), b, lead(m));
  }

  trtri(kind: Kind, uplo: 'L' | 'U', diag: 'N' | 'U', n: number, a: Matrix): number {
    this.#elements('trtri', kind, a, n * n);
    return this.#routine(kind, 'trtri', 'cciaio')(uplo, diag, n, a, lead(n));
  }

  // Linear systems. ------------------------------------------------------------------------------------------------------

  getrf(kind: Kind, m: number, n: number, a: Matrix, ipiv: Int32Array): number {
    this.#elements('getrf', kind, a, m * n);
    this.#indices('getrf', ipiv, Math.min(m, n));
    return this.#routine(kind, 'getrf', 'iiaipo')(m, n, a, lead(m), ipiv);
  }

  getrs(kind: Kind, trans: Trans, n: number, nrhs: number, lu: Matrix, ipiv: Int32Array, b: Matrix): void {
    this.#elements('getrs', kind, lu, n * n);
    this.#elements('getrs', kind, b, n * nrhs);
    this.#indices('getrs', ipiv, n);
    this.#routine(kind, 'getrs', 'ciiaipaio')(trans, n, nrhs, lu, lead(n), ipiv, b, lead(n));
  }

  getri(kind: Kind, n: number, lu: Matrix, ipiv: Int32Array): number {
    this.#elements('getri', kind, lu, n * n);
    this.#indices('getri', ipiv, n);
    const routine = this.#routine(kind, 'getri', 'iaipaio');
    const length = this.#best(kind, `${kind}getri${n}`, (work) => routine(n, lu, lead(n), ipiv, work, -1));
    return routine(n, lu, lead(n), ipiv, this.#work(kind, 0, 2 * length), length);
  }

  gecon(kind: Kind, norm: '1' | 'I', n: number, lu: Matrix, anorm: number): number {
    this.#elements('gecon', kind, lu, n * n);
    const work = this.#work(kind, 0, 4 * n);
    if (isComplex(kind)) {
      const rwork = this.#work(kind, 1, 2 * n);
      this.#routine(kind, 'gecon', 'ciairRaao')(norm, n, lu, lead(n), anorm, work, rwork);
    } else {
      this.#routine(kind, 'gecon', 'ciairRapo')(norm, n, lu, lead(n), anorm, work, this.#integers(n));
    }
    return realResult(kind, 5);
  }

  getrsCondition(kind: Kind, n: number, nrhs: number, lu: Matrix, ipiv: Int32Array, b: Matrix, anorm: number): number {
    if (n > 0 && !isComplex(kind)) {
      this.#elements('getrs', kind, b, n * nrhs);
      const norm = solveAndEstimate(n, nrhs, b, (trans, columns, x) =>
        this.getrs(kind, trans, n, columns, lu, ipiv, x),
      );
      if (Number.isFinite(norm)) return 1 / norm / anorm;
    } else this.getrs(kind, 'N', n, nrhs, lu, ipiv, b);
    // Its triangular solves scale what would overflow.
    return this.gecon(kind, '1', n, lu, anorm);
  }

  potrf(kind: Kind, uplo: 'L' | 'U', n: number, a: Matrix): number {
    this.#elements('potrf', kind, a, n * n);
    return this.#routine(kind, 'potrf', 'ciaio')(uplo, n, a, lead(n));
  }

  potrs(kind: Kind, uplo: 'L' | 'U', n: number, nrhs: number, a: Matrix, b: Matrix): void {
    this.#elements('potrs', kind, a, n * n);
    this.#elements('potrs', kind, b, n * nrhs);
    this.#routine(kind, 'potrs', 'ciiaiaio')(uplo, n, nrhs, a, lead(n), b, lead(n));
  }

  potri(kind: Kind, uplo: 'L' | 'U', n: number, a: Matrix): number {
    this.#elements('potri', kind, a, n * n);
    return this.#routine(kind, 'potri', 'ciaio')(uplo, n, a, lead(n));
  }

  pocon(kind: Kind, uplo: 'L' | 'U', n: number, a: Matrix, anorm: number): number {
    this.#elements('pocon', kind, a, n * n);
    const work = this.#work(kind, 0, 4 * n);
    if (isComplex(kind)) {
      this.#routine(kind, 'pocon', 'ciairRaao')(uplo, n, a, lead(n), anorm, work, this.#work(kind, 1, n));
    } else {
      this.#routine(kind, 'pocon', 'ciairRapo')(uplo, n, a, lead(n), anorm, work, this.#integers(n));
    }
    return realResult(kind, 5);
  }

  sytrf(kind: Kind, hermitian: boolean, uplo: 'L' | 'U', n: number, a: Matrix, ipiv: Int32Array): number {
    this.#elements('sytrf', kind, a, n * n);
    this.#indices('sytrf', ipiv, n);
    const name = hermitian && isComplex(kind) ? 'hetrf' : 'sytrf';
    const routine = this.#routine(kind, name, 'ciaipaio');
    const length = this.#best(kind, `${kind}${name}${uplo}${n}`, (work) =>
      routine(uplo, n, a, lead(n), ipiv, work, -1),
    );
    return routine(uplo, n, a, lead(n), ipiv, this.#work(kind, 0, 2 * length), length);
  }

  sytrs(
    kind: Kind,
    hermitian: boolean,
    uplo: 'L' | 'U',
    n: number,
    nrhs: number,
    a: Matrix,
    ipiv: Int32Array,
    b: Matrix,
  ): void {
    this.#elements('sytrs', kind, a, n * n);
    this.#elements('sytrs', kind, b, n * nrhs);
    this.#indices('sytrs', ipiv, n);
    const name = hermitian && isComplex(kind) ? 'hetrs' : 'sytrs';
    this.#routine(kind, name, 'ciiaipaio')(uplo, n, nrhs, a, lead(n), ipiv, b, lead(n));
  }

  gbsv(kind: Kind, n: number, kl: number, ku: number, nrhs: number, ab: Matrix, ipiv: Int32Array, b: Matrix): number {
    const rows = 2 * kl + ku + 1;
    this.#elements('gbsv', kind, ab, rows * n);
    this.#elements('gbsv', kind, b, n * nrhs);
    this.#indices('gbsv', ipiv, n);
    return this.#routine(kind, 'gbsv', 'iiiiaipaio')(n, kl, ku, nrhs, ab, rows, ipiv, b, lead(n));
  }

  pbtrf(kind: Kind, uplo: 'L' | 'U', n: number, kd: number, ab: Matrix): number {
    this.#elements('pbtrf', kind, ab, (kd + 1) * n);
    return this.#routine(kind, 'pbtrf', 'ciiaio')(uplo, n, kd, ab, kd + 1);
  }

  pbtrs(kind: Kind, uplo: 'L' | 'U', n: number, kd: number, nrhs: number, ab: Matrix, b: Matrix): void {
    this.#elements('pbtrs', kind, ab, (kd + 1) * n);
    this.#elements('pbtrs', kind, b, n * nrhs);
    this.#routine(kind, 'pbtrs', 'ciiiaiaio')(uplo, n, kd, nrhs, ab, kd + 1, b, lead(n));
  }

  gtsv(kind: Kind, n: number, nrhs: number, dl: Matrix, d: Matrix, du: Matrix, b: Matrix): number {
    this.#elements('gtsv', kind, dl, n - 1);
    this.#elements('gtsv', kind, d, n);
    this.#elements('gtsv', kind, du, n - 1);
    this.#elements('gtsv', kind, b, n * nrhs);
    return this.#routine(kind, 'gtsv', 'iiaaaaio')(n, nrhs, dl, d, du, b, lead(n));
  }

  ptsv(kind: Kind, n: number, nrhs: number, d: Matrix, e: Matrix, b: Matrix): number {
    this.#reals('ptsv', kind, d, n);
    this.#elements('ptsv', kind, e, n - 1);
    this.#elements('ptsv', kind, b, n * nrhs);
    return this.#routine(kind, 'ptsv', 'iiaaaio')(n, nrhs, d, e, b, lead(n));
  }

  // Orthogonal factorisations. -----------------------------------------------------------------------------------------

  geqrf(kind: Kind, m: number, n: number, a: Matrix, tau: Matrix): void {
    this.#factor(kind, 'geqrf', m, n, a, tau);
  }

  gerqf(kind: Kind, m: number, n: number, a: Matrix, tau: Matrix): void {
    this.#factor(kind, 'gerqf', m, n, a, tau);
  }

  #factor(kind: Kind, name: string, m: number, n: number, a: Matrix, tau: Matrix): void {
    this.#elements(name, kind, a, m * n);
    this.#elements(name, kind, tau, Math.min(m, n));
    const routine = this.#routine(kind, name, 'iiaiaaio');
    const length = this.#best(kind, `${kind}${name}${m},${n}`, (work) => routine(m, n, a, lead(m), tau, work, -1));
    routine(m, n, a, lead(m), tau, this.#work(kind, 0, 2 * length), length);
  }

  geqp3(kind: Kind, m: number, n: number, a: Matrix, jpvt: Int32Array, tau: Matrix): void {
    this.#elements('geqp3', kind, a, m * n);
    this.#elements('geqp3', kind, tau, Math.min(m, n));
    this.#indices('geqp3', jpvt, n).fill(0, 0, n);
    const rwork = isComplex(kind) ? [this.#work(kind, 1, 2 * n)] : [];
    const routine = this.#routine(kind, 'geqp3', isComplex(kind) ? 'iiaipaaiao' : 'iiaipaaio');
    const length = this.#best(kind, `${kind}geqp3${m},${n}`, (work) =>
      routine(m, n, a, lead(m), jpvt, tau, work, -1, ...rwork),
    );
    routine(m, n, a, lead(m), jpvt, tau, this.#work(kind, 0, 2 * length), length, ...rwork);
  }

  orgqr(kind: Kind, m: number, n: number, k: number, a: Matrix, tau: Matrix): void {
    this.#generate(kind, isComplex(kind) ? 'ungqr' : 'orgqr', m, n, k, a, tau);
  }

  orgrq(kind: Kind, m: number, n: number, k: number, a: Matrix, tau: Matrix): void {
    this.#generate(kind, isComplex(kind) ? 'ungrq' : 'orgrq', m, n, k, a, tau);
  }

  #generate(kind: Kind, name: string, m: number, n: number, k: number, a: Matrix, tau: Matrix): void {
    this.#elements(name, kind, a, m * n);
    this.#elements(name, kind, tau, k);
    const routine = this.#routine(kind, name, 'iiiaiaaio');
    const length = this.#best(kind, `${kind}${name}${m},${n},${k}`, (work) =>
      routine(m, n, k, a, lead(m), tau, work, -1),
    );
    routine(m, n, k, a, lead(m), tau, this.#work(kind, 0, 2 * length), length);
  }

  ormqr(
    kind: Kind,
    side: Side,
    trans: Trans,
    m: number,
    n: number,
    k: number,
    a: Matrix,
    tau: Matrix,
    c: Matrix,
  ): void {
    const rows = side === 'L' ? m : n;
    this.#elements('ormqr', kind, a, rows * k);
    this.#elements('ormqr', kind, tau, k);
    this.#elements('ormqr', kind, c, m * n);
    const complex = isComplex(kind);
    // Of a real Q, LAPACK knows no conjugate transpose but calls it the transpose; of a complex one the other way round.
    if (complex && trans === 'T') throw new ValueError("ormqr: of a complex Q there is 'N' and 'C', got 'T'");
    const op = !complex && trans === 'C' ? 'T' : trans;
    const name = complex ? 'unmqr' : 'ormqr';
    const routine = this.#routine(kind, name, 'cciiiaiaaiaio');
    const length = this.#best(kind, `${kind}${name}${side}${op}${m},${n},${k}`, (work) =>
      routine(side, op, m, n, k, a, lead(rows), tau, c, lead(m), work, -1),
    );
    routine(side, op, m, n, k, a, lead(rows), tau, c, lead(m), this.#work(kind, 0, 2 * length), length);
  }

  // Singular values and least squares. -----------------------------------------------------------------------------------

  gesdd(kind: Kind, jobz: 'A' | 'S' | 'N', m: number, n: number, a: Matrix, s: Matrix, u: Matrix, vt: Matrix): number {
    const least = Math.min(m, n);
    const most = Math.max(m, n);
    const [columns, rows] = jobz === 'A' ? [m, n] : jobz === 'S' ? [least, least] : [0, 0];
    this.#elements('gesdd', kind, a, m * n);
    this.#reals('gesdd', kind, s, least);
    this.#elements('gesdd', kind, u, m * columns);
    this.#elements('gesdd', kind, vt, rows * n);
    const iwork = this.#integers(8 * least);
    const size =
      jobz === 'N' ? 7 * least : Math.max(5 * least * least + 5 * least, 2 * most * least + 2 * least * least + least);
    const rwork = isComplex(kind) ? [this.#work(kind, 1, size)] : [];
    const routine = this.#routine(kind, 'gesdd', isComplex(kind) ? 'ciiaiaaiaiaiapo' : 'ciiaiaaiaiaipo');
    const length = this.#best(kind, `${kind}gesdd${jobz}${m},${n}`, (work) =>
      routine(jobz, m, n, a, lead(m), s, u, lead(m), vt, lead(rows), work, -1, ...rwork, iwork),
    );
    const work = this.#work(kind, 0, 2 * length);
    return routine(jobz, m, n, a, lead(m), s, u, lead(m), vt, lead(rows), work, length, ...rwork, iwork);
  }

  gelsd(
    kind: Kind,
    m: number,
    n: number,
    nrhs: number,
    a: Matrix,
    b: Matrix,
    s: Matrix,
    rcond: number,
  ): { info: number; rank: number } {
    const rows = Math.max(m, n);
    this.#elements('gelsd', kind, a, m * n);
    this.#elements('gelsd', kind, b, rows * nrhs);
    this.#reals('gelsd', kind, s, Math.min(m, n));
    const complex = isComplex(kind);
    const routine = this.#routine(kind, 'gelsd', complex ? 'iiiaiaiaroaiapo' : 'iiiaiaiaroaipo');
    const call = (work: Matrix, length: number, rwork: Matrix, iwork: Int32Array): number =>
      complex
        ? routine(m, n, nrhs, a, lead(m), b, lead(rows), s, rcond, work, length, rwork, iwork)
        : routine(m, n, nrhs, a, lead(m), b, lead(rows), s, rcond, work, length, iwork);
    const key = `${kind}gelsd${m},${n},${nrhs}`;
    const reals = isSingle(kind) ? new Float32Array(1) : new Float64Array(1);
    const integers = new Int32Array(1);
    const length = this.#best(kind, key, (work) => {
      call(work, -1, reals, integers);
      this.#queries.set(`${key}r`, Math.max(1, Math.ceil(reals[0]! * (1 + 2 ** -23))));
      this.#queries.set(`${key}i`, Math.max(1, integers[0]!));
    });
    const rwork = this.#work(kind, 1, this.#queries.get(`${key}r`) ?? 1);
    const iwork = this.#integers(this.#queries.get(`${key}i`) ?? 1);
    const info = call(this.#work(kind, 0, 2 * length), length, rwork, iwork);
    return { info, rank: intResult(9) };
  }

  gelsy(
    kind: Kind,
    m: number,
    n: number,
    nrhs: number,
    a: Matrix,
    b: Matrix,
    rcond: number,
  ): { info: number; rank: number } {
    const rows = Math.max(m, n);
    this.#elements('gelsy', kind, a, m * n);
    this.#elements('gelsy', kind, b, rows * nrhs);
    const jpvt = new Int32Array(n);
    const rwork = isComplex(kind) ? [this.#work(kind, 1, 2 * n)] : [];
    const routine = this.#routine(kind, 'gelsy', isComplex(kind) ? 'iiiaiaiproaiao' : 'iiiaiaiproaio');
    const call = (work: Matrix, length: number): number =>
      routine(m, n, nrhs, a, lead(m), b, lead(rows), jpvt, rcond, work, length, ...rwork);
    const length = this.#best(kind, `${kind}gelsy${m},${n},${nrhs}`, (work) => call(work, -1));
    const info = call(this.#work(kind, 0, 2 * length), length);
    return { info, rank: intResult(9) };
  }

  // Symmetric eigenproblems. -----------------------------------------------------------------------------------------------

  syevd(kind: Kind, jobz: 'N' | 'V', uplo: 'L' | 'U', n: number, a: Matrix, w: Matrix): number {
    this.#elements('syevd', kind, a, n * n);
    this.#reals('syevd', kind, w, n);
    const vectors = jobz === 'V';
    const integers = vectors ? 3 + 5 * n : 1;
    const iwork = this.#integers(integers);
    if (!isComplex(kind)) {
      const routine = this.#routine(kind, 'syevd', 'cciaiaaipio');
      const length = this.#best(kind, `${kind}syevd${jobz}${uplo}${n}`, (work) =>
        routine(jobz, uplo, n, a, lead(n), w, work, -1, iwork, -1),
      );
      return routine(jobz, uplo, n, a, lead(n), w, this.#work(kind, 0, length), length, iwork, integers);
    }
    const reals = vectors ? 1 + 5 * n + 2 * n * n : Math.max(1, n);
    const rwork = this.#work(kind, 1, reals);
    const routine = this.#routine(kind, 'heevd', 'cciaiaaiaipio');
    const length = this.#best(kind, `${kind}heevd${jobz}${uplo}${n}`, (work) =>
      routine(jobz, uplo, n, a, lead(n), w, work, -1, rwork, -1, iwork, -1),
    );
    const work = this.#work(kind, 0, 2 * length);
    return routine(jobz, uplo, n, a, lead(n), w, work, length, rwork, reals, iwork, integers);
  }

  stev(kind: Kind, n: number, d: Matrix, e: Matrix, z?: Matrix): number {
    this.#reals('stev', kind, d, n);
    this.#reals('stev', kind, e, n - 1);
    if (z) this.#reals('stev', kind, z, n * n);
    const reals = z && n > 1 ? 1 + 4 * n + n * n : 1;
    const integers = z && n > 1 ? 3 + 5 * n : 1;
    const work = this.#work(kind, 0, reals);
    const routine = this.#routine(kind, 'stevd', 'ciaaaiaipio');
    return routine(z ? 'V' : 'N', n, d, e, z, lead(n), work, reals, this.#integers(integers), integers);
  }

  // General eigenproblems. ---------------------------------------------------------------------------------------------------

  geev(kind: Kind, n: number, a: Matrix, w: Matrix, vl?: Matrix, vr?: Matrix): number {
    this.#elements('geev', kind, a, n * n);
    this.#reals('geev', kind, w, 2 * n);
    if (vl) this.#elements('geev', kind, vl, n * n);
    if (vr) this.#elements('geev', kind, vr, n * n);
    const [jobvl, jobvr] = [vl ? 'V' : 'N', vr ? 'V' : 'N'];
    const key = `${kind}geev${jobvl}${jobvr}${n}`;
    const ld = lead(n);
    if (isComplex(kind)) {
      const routine = this.#routine(kind, 'geev', 'cciaiaaiaiaiao');
      const rwork = this.#work(kind, 1, 2 * n);
      const call = (work: Matrix, length: number): number =>
        routine(jobvl, jobvr, n, a, ld, w, vl, ld, vr, ld, work, length, rwork);
      const length = this.#best(kind, key, (work) => call(work, -1));
      return call(this.#work(kind, 0, 2 * length), length);
    }
    const routine = this.#routine(kind, 'geev', 'cciaiaaaiaiaio');
    const parts = this.#parts(kind, n);
    const call = (work: Matrix, length: number): number =>
      routine(jobvl, jobvr, n, a, ld, ...parts, vl, ld, vr, ld, work, length);
    const length = this.#best(kind, key, (work) => call(work, -1));
    const info = call(this.#work(kind, 0, length), length);
    interleave(parts, w, n);
    return info;
  }

  /** Workspace for the real and the imaginary parts of n eigenvalues. */
  #parts(kind: Kind, n: number): [Matrix, Matrix] {
    return [this.#work(kind, 2, n), this.#work(kind, 3, n)];
  }

  ggev(kind: Kind, n: number, a: Matrix, b: Matrix, alpha: Matrix, beta: Matrix, vl?: Matrix, vr?: Matrix): number {
    this.#pencil('ggev', kind, n, a, b, alpha, beta, [vl, vr]);
    const [jobvl, jobvr] = [vl ? 'V' : 'N', vr ? 'V' : 'N'];
    const ld = lead(n);
    const complex = isComplex(kind);
    const parts = complex ? undefined : this.#parts(kind, n);
    const values = parts ?? [alpha];
    const rwork = complex ? [this.#work(kind, 1, 8 * n)] : [];
    const routine = this.#routine(kind, 'ggev', complex ? 'cciaiaiaaaiaiaiao' : 'cciaiaiaaaaiaiaio');
    const call = (work: Matrix, length: number): number =>
      routine(jobvl, jobvr, n, a, ld, b, ld, ...values, beta, vl, ld, vr, ld, work, length, ...rwork);
    const length = this.#best(kind, `${kind}ggev${jobvl}${jobvr}${n}`, (work) => call(work, -1));
    const info = call(this.#work(kind, 0, 2 * length), length);
    if (parts) interleave(parts, alpha, n);
    return info;
  }

  #pencil(
    name: string,
    kind: Kind,
    n: number,
    a: Matrix,
    b: Matrix,
    alpha: Matrix,
    beta: Matrix,
    vectors: readonly (Matrix | undefined)[],
  ): void {
    this.#elements(name, kind, a, n * n);
    this.#elements(name, kind, b, n * n);
    this.#reals(name, kind, alpha, 2 * n);
    this.#elements(name, kind, beta, n);
    for (const v of vectors) if (v) this.#elements(name, kind, v, n * n);
  }

  gees(kind: Kind, n: number, a: Matrix, w: Matrix, vs?: Matrix): number {
    this.#elements('gees', kind, a, n * n);
    this.#reals('gees', kind, w, 2 * n);
    if (vs) this.#elements('gees', kind, vs, n * n);
    const jobvs = vs ? 'V' : 'N';
    const ld = lead(n);
    const complex = isComplex(kind);
    const parts = complex ? undefined : this.#parts(kind, n);
    const values = parts ?? [w];
    const rwork = complex ? [this.#work(kind, 1, n)] : [];
    const bwork = this.#integers(n);
    const routine = this.#routine(kind, 'gees', complex ? 'ccaiaioaaiaiapo' : 'ccaiaioaaaiaipo');
    const call = (work: Matrix, length: number): number =>
      routine(jobvs, 'N', undefined, n, a, ld, ...values, vs, ld, work, length, ...rwork, bwork);
    const length = this.#best(kind, `${kind}gees${jobvs}${n}`, (work) => call(work, -1));
    const info = call(this.#work(kind, 0, 2 * length), length);
    if (parts) interleave(parts, w, n);
    return info;
  }

  gges(kind: Kind, n: number, a: Matrix, b: Matrix, alpha: Matrix, beta: Matrix, vsl?: Matrix, vsr?: Matrix): number {
    this.#pencil('gges', kind, n, a, b, alpha, beta, [vsl, vsr]);
    const [jobl, jobr] = [vsl ? 'V' : 'N', vsr ? 'V' : 'N'];
    const ld = lead(n);
    const complex = isComplex(kind);
    const parts = complex ? undefined : this.#parts(kind, n);
    const values = parts ?? [alpha];
    const rwork = complex ? [this.#work(kind, 1, 8 * n)] : [];
    const bwork = this.#integers(n);
    const routine = this.#routine(kind, 'gges', complex ? 'cccaiaiaioaaaiaiaiapo' : 'cccaiaiaioaaaaiaiaipo');
    const call = (work: Matrix, length: number): number =>
      routine(
        jobl,
        jobr,
        'N',
        undefined,
        n,
        a,
        ld,
        b,
        ld,
        ...values,
        beta,
        vsl,
        ld,
        vsr,
        ld,
        work,
        length,
        ...rwork,
        bwork,
      );
    const length = this.#best(kind, `${kind}gges${jobl}${jobr}${n}`, (work) => call(work, -1));
    const info = call(this.#work(kind, 0, 2 * length), length);
    if (parts) interleave(parts, alpha, n);
    return info;
  }

  trsen(kind: Kind, n: number, select: Uint8Array, t: Matrix, w: Matrix, q?: Matrix): { info: number; m: number } {
    this.#elements('trsen', kind, t, n * n);
    this.#reals('trsen', kind, w, 2 * n);
    if (q) this.#elements('trsen', kind, q, n * n);
    const marks = this.#marks('trsen', select, n);
    const compq = q ? 'V' : 'N';
    const ld = lead(n);
    const work = this.#work(kind, 0, 2 * ld);
    if (isComplex(kind)) {
      const routine = this.#routine(kind, 'trsen', 'ccpiaiaiaoRRaio');
      const info = routine('N', compq, marks, n, t, ld, q, ld, w, work, ld);
      return { info, m: intResult(9) };
    }
    const parts = this.#parts(kind, n);
    const iwork = this.#integers(ld);
    const routine = this.#routine(kind, 'trsen', 'ccpiaiaiaaoRRaipio');
    const info = routine('N', compq, marks, n, t, ld, q, ld, ...parts, work, ld, iwork, ld);
    const m = intResult(10);
    interleave(parts, w, n);
    return { info, m };
  }

  /** Marks as Fortran's truth values. */
  #marks(name: string, select: Uint8Array, n: number): Int32Array {
    if (select.length < n) throw new ValueError(`${name}: select has ${select.length} marks, ${n} are needed`);
    return Int32Array.from(select.subarray(0, n), (mark) => (mark ? 1 : 0));
  }

  tgsen(
    kind: Kind,
    n: number,
    select: Uint8Array,
    a: Matrix,
    b: Matrix,
    alpha: Matrix,
    beta: Matrix,
    q?: Matrix,
    z?: Matrix,
  ): { info: number; m: number } {
    this.#pencil('tgsen', kind, n, a, b, alpha, beta, [q, z]);
    const marks = this.#marks('tgsen', select, n);
    const ld = lead(n);
    const complex = isComplex(kind);
    const parts = complex ? undefined : this.#parts(kind, n);
    const values = parts ?? [alpha];
    const dif = this.#work(kind, 1, 2);
    const length = 4 * n + 16;
    const integers = n + 6;
    const routine = this.#routine(kind, 'tgsen', complex ? 'iiipiaiaiaaaiaioRRaaipio' : 'iiipiaiaiaaaaiaioRRaaipio');
    const [wantq, wantz] = [q ? 1 : 0, z ? 1 : 0];
    const work = this.#work(kind, 0, 2 * length);
    const iwork = this.#integers(integers);
    const info = routine(
      0,
      wantq,
      wantz,
      marks,
      n,
      a,
      ld,
      b,
      ld,
      ...values,
      beta,
      q,
      ld,
      z,
      ld,
      dif,
      work,
      length,
      iwork,
      integers,
    );
    const m = intResult(complex ? 15 : 16);
    if (parts) interleave(parts, alpha, n);
    return { info, m };
  }

  gebal(kind: Kind, job: 'N' | 'P' | 'S' | 'B', n: number, a: Matrix, scale: Matrix): { ilo: number; ihi: number } {
    this.#elements('gebal', kind, a, n * n);
    this.#reals('gebal', kind, scale, n);
    this.#routine(kind, 'gebal', 'ciaiooao')(job, n, a, lead(n), scale);
    return { ilo: intResult(4), ihi: intResult(5) };
  }

  gehrd(kind: Kind, n: number, ilo: number, ihi: number, a: Matrix, tau: Matrix): void {
    this.#hessenberg(kind, 'gehrd', n, ilo, ihi, a, tau);
  }

  orghr(kind: Kind, n: number, ilo: number, ihi: number, a: Matrix, tau: Matrix): void {
    this.#hessenberg(kind, isComplex(kind) ? 'unghr' : 'orghr', n, ilo, ihi, a, tau);
  }

  #hessenberg(kind: Kind, name: string, n: number, ilo: number, ihi: number, a: Matrix, tau: Matrix): void {
    this.#elements(name, kind, a, n * n);
    this.#elements(name, kind, tau, n - 1);
    const routine = this.#routine(kind, name, 'iiiaiaaio');
    const call = (work: Matrix, length: number): number => routine(n, ilo, ihi, a, lead(n), tau, work, length);
    const length = this.#best(kind, `${kind}${name}${n},${ilo},${ihi}`, (work) => call(work, -1));
    call(this.#work(kind, 0, 2 * length), length);
  }

  trsyl(
    kind: Kind,
    trana: Trans,
    tranb: Trans,
    sign: 1 | -1,
    m: number,
    n: number,
    a: Matrix,
    b: Matrix,
    c: Matrix,
  ): { info: number; scale: number } {
    this.#elements('trsyl', kind, a, m * m);
    this.#elements('trsyl', kind, b, n * n);
    this.#elements('trsyl', kind, c, m * n);
    if (isComplex(kind) && (trana === 'T' || tranb === 'T')) {
      throw new ValueError("trsyl: complex matrices are taken as they are ('N') or conjugated ('C'), got 'T'");
    }
    const routine = this.#routine(kind, 'trsyl', 'cciiiaiaiaiRo');
    const info = routine(trana, tranb, sign, m, n, a, lead(m), b, lead(n), c, lead(m));
    return { info, scale: realResult(kind, 11) };
  }
}

/** Pairs of real and imaginary parts from LAPACK's two arrays. */
function interleave([re, im]: readonly [Matrix, Matrix], pairs: Matrix, n: number): void {
  for (let i = 0; i < n; i++) {
    pairs[2 * i] = re[i]!;
    pairs[2 * i + 1] = im[i]!;
  }
}
