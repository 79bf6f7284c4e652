/** Zeros of the error function and of Fresnel's integrals in the first quadrant: Newton's method from their asymptotics (DLMF 7.13). */
import { Complex } from '../core/complex.js';
import { ValueError } from '../core/errors.js';
import type { NDArray } from '../core/ndarray.js';
import { array } from '../ops/creation.js';
import { z } from './define.js';
import { erfComplex } from './faddeeva.js';
import { fresnelComplex } from './fresnelComplex.js';

/** Newton's method: `evaluate` leaves the function in [0], [1] and its derivative in [2], [3] of what it returns. */
function newton(re: number, im: number, evaluate: (re: number, im: number) => readonly number[]): Complex {
  for (let k = 0; k < 50; k++) {
    const [fRe, fIm, dRe, dIm] = evaluate(re, im) as [number, number, number, number];
    const d = dRe * dRe + dIm * dIm;
    const stepRe = (fRe * dRe + fIm * dIm) / d;
    const stepIm = (fIm * dRe - fRe * dIm) / d;
    re -= stepRe;
    im -= stepIm;
    if (Math.hypot(stepRe, stepIm) < 1e-15 * Math.hypot(re, im)) break;
  }
  return new Complex(re, im);
}

function zeros(functionName: string, nt: number, one: (n: number) => Complex): NDArray<'complex128'> {
  if (!Number.isInteger(nt) || nt < 1) {
    throw new ValueError(`${functionName}: nt must be a positive integer, got ${nt}`);
  }
  return array(Array.from({ length: nt }, (_, k) => one(k + 1))) as NDArray<'complex128'>;
}

/**
 * The first zeros of erf in the first quadrant.
 *
 * @param nt - how many
 * @returns complex numbers, ordered by size
 * @throws ValueError if nt is no positive integer
 * @example
 * special.erfZeros(1).item(0).re; // 1.4506161632436756
 */
export function erfZeros(nt: number): NDArray<'complex128'> {
  return zeros('erfZeros', nt, (n) => {
    const l = Math.sqrt((n - 1 / 8) * Math.PI);
    const mu = Math.log(l * Math.sqrt(2 * Math.PI));
    return newton(l - mu / (2 * l), l + mu / (2 * l), (re, im) => {
      erfComplex(re, im);
      const size = (2 / Math.sqrt(Math.PI)) * Math.exp((im - re) * (im + re));
      return [z[0]!, z[1]!, size * Math.cos(2 * re * im), -size * Math.sin(2 * re * im)];
    });
  });
}

/** A zero of S or C from its asymptotic place. */
function fresnelZero(l: number, isSine: boolean): Complex {
  const alpha = (2 / Math.PI) * Math.log(Math.PI * l);
  const re = l + (alpha * (alpha * Math.PI - 4)) / (8 * Math.PI * l ** 3);
  return newton(re, alpha / (2 * l), (x, y) => {
    fresnelComplex(x, y);
    const [fRe, fIm] = isSine ? [z[0]!, z[1]!] : [z[2]!, z[3]!];
    const a = (Math.PI / 2) * (x - y) * (x + y);
    const b = Math.PI * x * y;
    return isSine
      ? [fRe, fIm, Math.sin(a) * Math.cosh(b), Math.cos(a) * Math.sinh(b)]
      : [fRe, fIm, Math.cos(a) * Math.cosh(b), -Math.sin(a) * Math.sinh(b)];
  });
}

/**
 * The first zeros of Fresnel's integral C in the first quadrant.
 *
 * @param nt - how many
 * @returns complex numbers, ordered by size
 * @throws ValueError if nt is no positive integer
 * @example
 * special.fresnelcZeros(1).item(0).re;
 */
export function fresnelcZeros(nt: number): NDArray<'complex128'> {
  return zeros('fresnelcZeros', nt, (n) => fresnelZero(Math.sqrt(4 * n - 1), false));
}

/**
 * The first zeros of Fresnel's integral S in the first quadrant.
 *
 * @param nt - how many
 * @returns complex numbers, ordered by size
 * @throws ValueError if nt is no positive integer
 * @example
 * special.fresnelsZeros(1).item(0).re;
 */
export function fresnelsZeros(nt: number): NDArray<'complex128'> {
  return zeros('fresnelsZeros', nt, (n) => fresnelZero(2 * Math.sqrt(n), true));
}

/**
 * The first zeros of both Fresnel integrals.
 *
 * @param nt - how many of each
 * @returns those of S and those of C
 * @throws ValueError if nt is no positive integer
 * @example
 * const [ofS, ofC] = special.fresnelZeros(3);
 */
export function fresnelZeros(nt: number): [NDArray<'complex128'>, NDArray<'complex128'>] {
  return [fresnelsZeros(nt), fresnelcZeros(nt)];
}
