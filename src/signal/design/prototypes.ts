/** Analog lowpass prototypes of cut-off 1 rad/s (A. Oppenheim and R. Schafer, Discrete-Time Signal Processing, appendix B). */
import { ValueError } from '../../core/errors.js';
import { complex, negative, productOf } from '../complexes.js';
import { zpkTuple, type Zpk, type ZpkTuple } from './zpk.js';

/** The order of a filter, checked. */
export function checkOrder(functionName: string, N: unknown): number {
  if (typeof N !== 'number' || !Number.isInteger(N) || N < 0) {
    throw new ValueError(`${functionName}: Filter order must be a nonnegative integer, got ${String(N)}`);
  }
  return N;
}

/** -N + 1, -N + 3, ... N - 1 */
const odds = (N: number): number[] => Array.from({ length: N }, (_, i) => 1 - N + 2 * i);

/** Butterworth's prototype. */
export function butterworth(N: number): Zpk {
  // The middle pole is exactly real.
  const p = odds(N).map((m) =>
    m === 0 ? complex(-1) : complex(-Math.cos((Math.PI * m) / (2 * N)), -Math.sin((Math.PI * m) / (2 * N))),
  );
  return { z: [], p, k: 1 };
}

/** Chebyshev's prototype of the first kind: ripple in the passband. */
export function chebyshev1(N: number, rp: number): Zpk {
  if (N === 0) return { z: [], p: [], k: 10 ** (-rp / 20) };
  const eps = Math.sqrt(10 ** (0.1 * rp) - 1);
  const mu = Math.asinh(1 / eps) / N;
  const p = odds(N).map((m) => {
    const theta = (Math.PI * m) / (2 * N);
    return complex(-Math.sinh(mu) * Math.cos(theta), -Math.cosh(mu) * Math.sin(theta));
  });
  const k = productOf(p.map(negative)).re;
  return { z: [], p, k: N % 2 === 0 ? k / Math.sqrt(1 + eps * eps) : k };
}

/** Chebyshev's prototype of the second kind: ripple in the stopband. */
export function chebyshev2(N: number, rs: number): Zpk {
  if (N === 0) return { z: [], p: [], k: 1 };
  const de = 1 / Math.sqrt(10 ** (0.1 * rs) - 1);
  const mu = Math.asinh(1 / de) / N;
  const z = odds(N)
    .filter((m) => m !== 0)
    .map((m) => complex(0, 1 / Math.sin((m * Math.PI) / (2 * N))));
  const p = odds(N).map((m) => {
    const theta = (Math.PI * m) / (2 * N);
    return complex(1).div(complex(-Math.sinh(mu) * (m === 0 ? 1 : Math.cos(theta)), -Math.cosh(mu) * Math.sin(theta)));
  });
  const k = productOf(p.map(negative)).div(productOf(z.map(negative))).re;
  return { z, p, k };
}

/**
 * The poles of an analog Butterworth lowpass prototype.
 *
 * @param N - the order
 * @returns zeros (none), poles and gain
 * @throws ValueError when N is negative or fractional
 * @example
 * const [, p] = buttap(3);
 * p.size; // 3
 */
export function buttap(N: number): ZpkTuple {
  return zpkTuple(butterworth(checkOrder('buttap', N)));
}

/**
 * The poles of an analog Chebyshev prototype of the first kind.
 *
 * @param N - the order
 * @param rp - the ripple in the passband, in dB
 * @returns zeros (none), poles and gain
 * @throws ValueError when N is negative or fractional
 * @example
 * const [, p] = cheb1ap(3, 1);
 * p.size; // 3
 */
export function cheb1ap(N: number, rp: number): ZpkTuple {
  return zpkTuple(chebyshev1(checkOrder('cheb1ap', N), rp));
}

/**
 * The zeros and poles of an analog Chebyshev prototype of the second kind.
 *
 * @param N - the order
 * @param rs - the attenuation in the stopband, in dB
 * @returns zeros, poles and gain
 * @throws ValueError when N is negative or fractional
 * @example
 * const [z] = cheb2ap(3, 40);
 * z.size; // 2
 */
export function cheb2ap(N: number, rs: number): ZpkTuple {
  return zpkTuple(chebyshev2(checkOrder('cheb2ap', N), rs));
}
