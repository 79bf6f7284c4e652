/** The complex scalar: what a complex array's element is when it stands alone. */
import { complexAlone } from './printing/floatText.js';

/**
 * A complex number.
 *
 * @example
 * const z = new np.Complex(2, 3);
 * z.mul(z).re; // -5
 * String(z); // '(2+3j)'
 */
export class Complex {
  /**
   * @param re - the real part
   * @param im - the imaginary part
   */
  constructor(
    readonly re: number,
    readonly im: number = 0,
  ) {}

  /** The sum of this and `other`. */
  add(other: Complex | number): Complex {
    const o = toComplex(other);
    return new Complex(this.re + o.re, this.im + o.im);
  }

  /** This less `other`. */
  sub(other: Complex | number): Complex {
    const o = toComplex(other);
    return new Complex(this.re - o.re, this.im - o.im);
  }

  /** The product of this and `other`. */
  mul(other: Complex | number): Complex {
    const o = toComplex(other);
    return new Complex(this.re * o.re - this.im * o.im, this.re * o.im + this.im * o.re);
  }

  /** This divided by `other` (Smith's algorithm, Comm. ACM 5, 1962). */
  div(other: Complex | number): Complex {
    const o = toComplex(other);
    if (Math.abs(o.re) >= Math.abs(o.im)) {
      if (o.re === 0 && o.im === 0) return new Complex(this.re / Math.abs(o.re), this.im / Math.abs(o.re));
      const ratio = o.im / o.re;
      const scale = 1 / (o.re + o.im * ratio);
      return new Complex((this.re + this.im * ratio) * scale, (this.im - this.re * ratio) * scale);
    }
    const ratio = o.re / o.im;
    const scale = 1 / (o.im + o.re * ratio);
    return new Complex((this.re * ratio + this.im) * scale, (this.im * ratio - this.re) * scale);
  }

  /** The complex conjugate. */
  conj(): Complex {
    return new Complex(this.re, -this.im);
  }

  /** The modulus. */
  abs(): number {
    return Math.hypot(this.re, this.im);
  }

  /** The argument, in radians within (-pi, pi]. */
  arg(): number {
    return Math.atan2(this.im, this.re);
  }

  /** Are both parts equal? */
  equals(other: Complex | number): boolean {
    const o = toComplex(other);
    return this.re === o.re && this.im === o.im;
  }

  /** As Python prints a complex number: `(2+3j)`, `1j`. */
  toString(): string {
    return complexAlone(this.re, this.im, 'float64');
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

function toComplex(value: Complex | number): Complex {
  return typeof value === 'number' ? new Complex(value, 0) : value;
}
