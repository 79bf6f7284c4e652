/** Elementary functions of complex numbers that matrix functions need. */
import { Complex } from '../core/complex.js';

/** The principal square root. */
export function squareRoot(x: Complex): Complex {
  const size = x.abs();
  if (size === 0) return new Complex(0);
  const larger = Math.sqrt((size + Math.abs(x.re)) / 2);
  const smaller = Math.abs(x.im) / (2 * larger);
  if (x.re >= 0) return new Complex(larger, x.im < 0 ? -smaller : smaller);
  return new Complex(smaller, x.im < 0 ? -larger : larger);
}

/** The principal logarithm. */
export function logarithm(x: Complex): Complex {
  return new Complex(Math.log(x.abs()), x.arg());
}

export function exponential(x: Complex): Complex {
  const size = Math.exp(x.re);
  return x.im === 0 ? new Complex(size) : new Complex(size * Math.cos(x.im), size * Math.sin(x.im));
}

export function hyperbolicSine(x: Complex): Complex {
  return new Complex(Math.sinh(x.re) * Math.cos(x.im), Math.cosh(x.re) * Math.sin(x.im));
}

/** `sinh(x) / x`. */
export function sinhQuotient(x: Complex): Complex {
  if (x.abs() < 0.01) {
    const square = x.mul(x);
    // 1 + x^2/6 (1 + x^2/20 (1 + x^2/42))
    return new Complex(1).add(
      square.div(6).mul(new Complex(1).add(square.div(20).mul(new Complex(1).add(square.div(42))))),
    );
  }
  return hyperbolicSine(x).div(x);
}

/** The inverse hyperbolic tangent. */
export function inverseTanh(x: Complex): Complex {
  if (x.im === 0 && Math.abs(x.re) < 1) return new Complex(Math.atanh(x.re));
  return logarithm(new Complex(1).add(x))
    .sub(logarithm(new Complex(1).sub(x)))
    .div(2);
}

/** `x^(1 / 2^k) - 1` without cancellation (A. Al-Mohy, Numer. Algorithms 59, 2012). */
export function rootLessOne(x: Complex, k: number): Complex {
  if (k === 0) return x.sub(1);
  let a = x;
  let steps = k;
  if (Math.abs(a.arg()) >= Math.PI / 2) {
    a = squareRoot(a);
    steps--;
  }
  const z = a.sub(1);
  if (steps === 0) return z;
  a = squareRoot(a);
  let product = new Complex(1).add(a);
  for (let j = 1; j < steps; j++) {
    a = squareRoot(a);
    product = product.mul(new Complex(1).add(a));
  }
  return z.div(product);
}
