/** AAA: rational approximation of values at points of the line or the complex plane. */
import { asNDArray, isScalarLike, type ArrayLike } from '../core/arrayLike.js';
import { DTYPES } from '../core/dtype.js';
import { ValueError, checkOptions, describe, shapeText } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { eigvals } from '../linalg/eigenGeneral.js';
import { svd } from '../linalg/singular.js';
import { copyAs } from '../ops/creation.js';
import { arrayOver, wholeNumber, type SplineDType, type ValueAt } from './data.js';
import { warn } from './warnings.js';

/** Options of `AAA`. */
export interface AAAOptions {
  /** The relative error to get below; machine epsilon to the power 0.75 by default. */
  rtol?: number | null;
  /** The most support points. Default 100. */
  maxTerms?: number;
  /** Take out poles that nothing but rounding asks for (default). */
  cleanUp?: boolean;
  /** Poles whose residues are smaller than this, compared with values and distances, are taken out. Default 1e-13. */
  cleanUpTol?: number;
}

/** Numbers by parts. */
interface Numbers {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function partsOf(where: string, name: string, value: ArrayLike): Numbers & { complex: boolean; shape: readonly number[] } {
  const array = asNDArray(where, value) as NDArray;
  const { shape } = array;
  if (array.info.kind !== 'c') {
    const re = copyAs(array, DTYPES.float64).data as Float64Array;
    return { re, im: new Float64Array(re.length), complex: false, shape };
  }
  const pairs = copyAs(array, DTYPES.complex128).data as Float64Array;
  return { re: pairs.filter((_, i) => i % 2 === 0), im: pairs.filter((_, i) => i % 2 === 1), complex: true, shape };
} // prettier-ignore

const pairsOf = ({ re, im }: Numbers): Float64Array =>
  Float64Array.from({ length: 2 * re.length }, (_, i) => (i % 2 === 0 ? re : im)[i >> 1]!);

/** An array: of complex numbers, or of their real parts. */
function arrayOfParts<D extends SplineDType>(z: Numbers, shape: readonly number[], complex: boolean): NDArray<D> {
  return complex ? arrayOver<D>(pairsOf(z), shape, 2) : arrayOver<D>(z.re, shape);
}

const chosen = (z: Numbers, places: readonly number[]): Numbers => ({
  re: Float64Array.from(places, (i) => z.re[i]!),
  im: Float64Array.from(places, (i) => z.im[i]!),
});

/**
 * The rational function in barycentric form that comes nearest to values at points: support points are added one by one where the
 * error is greatest, the weights are the best in the sense of least squares (Y. Nakatsukasa, O. Sete, L. N. Trefethen, The AAA
 * algorithm for rational approximation, SIAM J. Sci. Comput. 40, 2018).
 *
 * @example
 * const z = np.linspace(-1, 1, 50);
 * const r = new AAA(z, np.tan(np.multiply(2, z)));
 * r.evaluate(0.3); // 0.684...
 * np.min(np.absolute(r.poles())); // 0.785...
 */
export class AAA<D extends SplineDType = 'float64'> {
  /** The greatest error on the points after each step. */
  readonly errors: NDArray<'float64'>;
  readonly #z: Numbers;
  readonly #f: Numbers;
  readonly #complex: boolean;
  readonly #cleanUpTol: number;
  #support: readonly number[];
  #weights: Numbers;

  /**
   * @param x - points, real or complex
   * @param y - values, as many; where they are infinite or nan the point is left out
   * @param options - `rtol`, `maxTerms` (100), `cleanUp` (true), `cleanUpTol` (1e-13)
   * @throws ValueError when lengths differ, there are no points, or an option is out of range
   */
  constructor(x: ArrayLike, y: ArrayLike, options: AAAOptions = {}) {
    const where = 'AAA';
    checkOptions(where, options, ['rtol', 'maxTerms', 'cleanUp', 'cleanUpTol']);
    const { rtol = null, maxTerms = 100, cleanUp = true, cleanUpTol = 1e-13 } = options;
    const [z, f] = [partsOf(where, 'x', x), partsOf(where, 'y', y)];
    if (z.shape.length !== 1 || f.shape.length !== 1) {
      throw new ValueError(`${where}: x and y must be 1-D, got shapes ${shapeText(z.shape)} and ${shapeText(f.shape)}`);
    }
    if (z.re.length !== f.re.length) {
      throw new ValueError(`${where}: x and y must be the same size, got ${z.re.length} and ${f.re.length}`);
    }
    wholeNumber(where, 'maxTerms', maxTerms, 1);
    if (rtol !== null && !(rtol >= 0)) throw new ValueError(`${where}: rtol must be >= 0, got ${describe(rtol)}`);
    if (!(cleanUpTol >= 0)) throw new ValueError(`${where}: cleanUpTol must be >= 0, got ${describe(cleanUpTol)}`);
    const finite: number[] = [];
    const seen = new Set<string>();
    for (let i = 0; i < z.re.length; i++) {
      if (![z.re[i], z.im[i], f.re[i], f.im[i]].every(Number.isFinite)) continue;
      const key = `${z.re[i]} ${z.im[i]}`;
      if (!seen.has(key)) finite.push(i);
      seen.add(key);
    }
    if (finite.length === 0) throw new ValueError(`${where}: at least one point with a finite value is needed`);
    this.#z = chosen(z, finite);
    this.#f = chosen(f, finite);
    this.#complex = z.complex || f.complex;
    this.#cleanUpTol = cleanUpTol;
    const most = Math.max(1, Math.min(maxTerms, finite.length - 1));
    const tolerance = rtol ?? Number.EPSILON ** 0.75;
    const { support, weights, errors } = this.#fit(most, tolerance);
    this.#support = support;
    this.#weights = weights;
    this.errors = arrayOver(Float64Array.from(errors), [errors.length]);
    if (errors[errors.length - 1]! > tolerance * this.#largest() && errors.length >= most && finite.length > most + 1) {
      warn(where, `AAA failed to converge within ${most} iterations`);
    }
    if (cleanUp) this.cleanUp();
  }

  #largest(): number {
    let largest = 0;
    for (let i = 0; i < this.#f.re.length; i++) largest = Math.max(largest, Math.hypot(this.#f.re[i]!, this.#f.im[i]!));
    return largest;
  }

  #fit(most: number, rtol: number): { support: number[]; weights: Numbers; errors: number[] } {
    const n = this.#z.re.length;
    const least = rtol * this.#largest();
    const support: number[] = [];
    const errors: number[] = [];
    const mean = (a: Float64Array): number => a.reduce((s, v) => s + v, 0) / n;
    // The values of the approximation at all points: the mean to begin with.
    let r: Numbers = { re: new Float64Array(n).fill(mean(this.#f.re)), im: new Float64Array(n).fill(mean(this.#f.im)) };
    let weights: Numbers = { re: Float64Array.of(1), im: new Float64Array(1) };
    while (support.length < most) {
      let worst = -1;
      let at = 0;
      for (let i = 0; i < n; i++) {
        if (support.includes(i)) continue;
        const e = Math.hypot(this.#f.re[i]! - r.re[i]!, this.#f.im[i]! - r.im[i]!);
        if (e > worst || e !== e) [worst, at] = [e !== e ? Infinity : e, i];
      }
      support.push(at);
      weights = this.#bestWeights(support);
      r = barycentric(chosen(this.#z, support), chosen(this.#f, support), weights, this.#z);
      let error = 0;
      for (let i = 0; i < n; i++) {
        error = Math.max(error, Math.hypot(this.#f.re[i]! - r.re[i]!, this.#f.im[i]! - r.im[i]!));
      }
      errors.push(error);
      if (error <= least) break;
    }
    // What has no weight supports nothing.
    const kept = support.flatMap((_, k) => (weights.re[k] !== 0 || weights.im[k] !== 0 ? [k] : []));
    return { support: kept.map((k) => support[k]!), weights: chosen(weights, kept), errors };
  } // prettier-ignore

  /** The weights of length 1 for which the linearised error at the other points is least: the last right singular vector. */
  #bestWeights(support: readonly number[]): Numbers {
    const n = this.#z.re.length;
    const m = support.length;
    const inSupport = new Set(support);
    const rest = Array.from({ length: n }, (_, i) => i).filter((i) => !inSupport.has(i));
    if (rest.length === 0) return { re: new Float64Array(m).fill(1), im: new Float64Array(m) };
    const lanes = this.#complex ? 2 : 1;
    const a = new Float64Array(rest.length * m * lanes);
    rest.forEach((i, row) => {
      support.forEach((j, column) => {
        const q = quotient(
          this.#f.re[i]! - this.#f.re[j]!,
          this.#f.im[i]! - this.#f.im[j]!,
          this.#z.re[i]! - this.#z.re[j]!,
          this.#z.im[i]! - this.#z.im[j]!,
        );
        a[(row * m + column) * lanes] = q[0];
        if (lanes === 2) a[(row * m + column) * 2 + 1] = q[1];
      });
    });
    const matrix = arrayOver<SplineDType>(a, [rest.length, m], lanes);
    const { S: s, Vh } = svd(matrix, { fullMatrices: rest.length < m });
    const v = Vh.data as Float64Array;
    const values = s.data as Float64Array;
    // All singular vectors of the least value count; there is no value for those beyond the rows.
    const re = new Float64Array(m);
    const im = new Float64Array(m);
    const least = rest.length < m ? 0 : values[m - 1]!;
    let count = 0;
    for (let k = 0; k < m; k++) {
      if (k < values.length ? rest.length < m || values[k] !== least : false) continue;
      count++;
      for (let j = 0; j < m; j++) {
        re[j]! += v[(k * m + j) * lanes]!;
        if (lanes === 2) im[j]! -= v[(k * m + j) * 2 + 1]!;
      }
    }
    const scale = 1 / Math.sqrt(count);
    return { re: re.map((x) => x * scale), im: im.map((x) => x * scale) };
  }

  /** The points that the approximation passes through, in the order in which they were taken. */
  get supportPoints(): NDArray<D> {
    return arrayOfParts<D>(chosen(this.#z, this.#support), [this.#support.length], this.#complex);
  }

  /** The values there. */
  get supportValues(): NDArray<D> {
    return arrayOfParts<D>(chosen(this.#f, this.#support), [this.#support.length], this.#complex);
  }

  /** Their weights. */
  get weights(): NDArray<D> {
    return arrayOfParts<D>(this.#weights, [this.#support.length], this.#complex);
  }

  /**
   * The approximation's values.
   *
   * @param z - points, real or complex
   * @returns an array of the same shape, or a plain value for a plain point; complex where the points or the data are
   */
  evaluate<X extends ArrayLike>(z: X): ValueAt<X, D> {
    const at = partsOf('evaluate', 'z', z);
    const values = barycentric(chosen(this.#z, this.#support), chosen(this.#f, this.#support), this.#weights, at);
    const result = arrayOfParts<D>(values, at.shape, this.#complex || at.complex);
    return (isScalarLike(z) ? result.item() : result) as ValueAt<X, D>;
  }

  /** The eigenvalues of the arrowhead pencil that belongs to sums of quotients top[k] / (z - support[k]): the sum's zeros. */
  #zerosOf(top: Numbers): Numbers {
    const m = this.#support.length;
    if (m < 2) return { re: new Float64Array(0), im: new Float64Array(0) };
    const lanes = this.#complex ? 2 : 1;
    const size = m + 1;
    const a = new Float64Array(size * size * lanes);
    const b = new Float64Array(size * size * lanes);
    const points = chosen(this.#z, this.#support);
    const put = (to: Float64Array, i: number, j: number, re: number, im: number): void => {
      to[(i * size + j) * lanes] = re;
      if (lanes === 2) to[(i * size + j) * 2 + 1] = im;
    };
    for (let k = 0; k < m; k++) {
      put(a, 0, k + 1, top.re[k]!, top.im[k]!);
      put(a, k + 1, 0, 1, 0);
      put(a, k + 1, k + 1, points.re[k]!, points.im[k]!);
      put(b, k + 1, k + 1, 1, 0);
    }
    const array = (v: Float64Array): NDArray<SplineDType> => arrayOver<SplineDType>(v, [size, size], lanes);
    const found = partsOf('poles', 'eigenvalues', eigvals(array(a), array(b)) as ArrayLike);
    const finite = Array.from(found.re, (_, i) => i).filter(
      (i) => Number.isFinite(found.re[i]!) && Number.isFinite(found.im[i]!),
    );
    return chosen(found, finite);
  }

  /** The poles. */
  poles(): NDArray<'complex128'> {
    const p = this.#zerosOf(this.#weights);
    return arrayOfParts<'complex128'>(p, [p.re.length], true);
  }

  /** The zeros. */
  roots(): NDArray<'complex128'> {
    const f = chosen(this.#f, this.#support);
    const top = {
      re: this.#weights.re.map((w, k) => w * f.re[k]! - this.#weights.im[k]! * f.im[k]!),
      im: this.#weights.re.map((w, k) => w * f.im[k]! + this.#weights.im[k]! * f.re[k]!),
    };
    const z = this.#zerosOf(top);
    return arrayOfParts<'complex128'>(z, [z.re.length], true);
  }

  /** The residues at the poles, in the order of `poles()`. */
  residues(): NDArray<'complex128'> {
    const r = this.#residuesAt(this.#zerosOf(this.#weights));
    return arrayOfParts<'complex128'>(r, [r.re.length], true);
  }

  /** The numerator over the denominator's derivative. */
  #residuesAt(p: Numbers): Numbers {
    const points = chosen(this.#z, this.#support);
    const f = chosen(this.#f, this.#support);
    const w = this.#weights;
    const re = new Float64Array(p.re.length);
    const im = new Float64Array(p.re.length);
    for (let i = 0; i < p.re.length; i++) {
      let nr = 0;
      let ni = 0;
      let dr = 0;
      let di = 0;
      for (let k = 0; k < points.re.length; k++) {
        const [gr, gi] = [p.re[i]! - points.re[k]!, p.im[i]! - points.im[k]!];
        const [qr, qi] = quotient(w.re[k]!, w.im[k]!, gr, gi);
        nr += qr * f.re[k]! - qi * f.im[k]!;
        ni += qr * f.im[k]! + qi * f.re[k]!;
        const [er, ei] = quotient(qr, qi, gr, gi);
        dr -= er;
        di -= ei;
      }
      [re[i], im[i]] = quotient(nr, ni, dr, di);
    }
    return { re, im };
  }

  /**
   * Take out poles whose residues are so small that rounding explains them, with the support points next to them.
   *
   * @param cleanUpTol - by default that of the constructor
   * @returns how many
   */
  cleanUp(cleanUpTol = this.#cleanUpTol): number {
    const poles = this.#zerosOf(this.#weights);
    const residues = this.#residuesAt(poles);
    const n = this.#z.re.length;
    let logs = 0;
    for (let i = 0; i < n; i++) logs += Math.log(Math.hypot(this.#f.re[i]!, this.#f.im[i]!)) / n;
    const typical = Math.exp(logs);
    const gone = new Set<number>();
    let count = 0;
    for (let p = 0; p < poles.re.length; p++) {
      const distance = (i: number): number => Math.hypot(poles.re[p]! - this.#z.re[i]!, poles.im[p]! - this.#z.im[i]!);
      let nearest = Infinity;
      for (let i = 0; i < n; i++) nearest = Math.min(nearest, distance(i));
      if (!(Math.hypot(residues.re[p]!, residues.im[p]!) / nearest < cleanUpTol * typical)) continue;
      count++;
      let best = -1;
      for (const i of this.#support) if (!gone.has(i) && (best < 0 || distance(i) < distance(best))) best = i;
      if (best >= 0) gone.add(best);
    }
    if (count === 0) return 0;
    warn('AAA', `${count} Froissart doublets detected.`);
    this.#support = this.#support.filter((i) => !gone.has(i));
    this.#weights = this.#bestWeights(this.#support);
    return count;
  } // prettier-ignore
}

/** (a + ib) / (c + id). */
function quotient(a: number, b: number, c: number, d: number): [number, number] {
  if (d === 0) return [a / c, b / c];
  if (Math.abs(c) >= Math.abs(d)) {
    const ratio = d / c;
    const scale = c + d * ratio;
    return [(a + b * ratio) / scale, (b - a * ratio) / scale];
  }
  const ratio = c / d;
  const scale = c * ratio + d;
  return [(a * ratio + b) / scale, (b * ratio - a) / scale];
}

/** The quotient of the sums of w f / (z - support) and w / (z - support). */
function barycentric(support: Numbers, f: Numbers, w: Numbers, z: Numbers): Numbers {
  const count = z.re.length;
  const m = support.re.length;
  const re = new Float64Array(count);
  const im = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const far = !Number.isFinite(z.re[i]!) || !Number.isFinite(z.im[i]!);
    const missing = z.re[i] !== z.re[i] || z.im[i] !== z.im[i];
    let nr = 0;
    let ni = 0;
    let dr = 0;
    let di = 0;
    let exact = -1;
    for (let k = 0; k < m; k++) {
      const [gr, gi] = [z.re[i]! - support.re[k]!, z.im[i]! - support.im[k]!];
      if (gr === 0 && gi === 0) {
        exact = k;
        break;
      }
      // At infinity the quotients all go to 0 alike.
      const [qr, qi] = far ? [w.re[k]!, w.im[k]!] : quotient(w.re[k]!, w.im[k]!, gr, gi);
      nr += qr * f.re[k]! - qi * f.im[k]!;
      ni += qr * f.im[k]! + qi * f.re[k]!;
      dr += qr;
      di += qi;
    }
    [re[i], im[i]] = missing ? [NaN, NaN] : exact >= 0 ? [f.re[exact]!, f.im[exact]!] : quotient(nr, ni, dr, di);
  }
  return { re, im };
}
