// The polynomial of a jump of MT19937: t**(2**128) modulo the characteristic polynomial of its step, over the field of two
// elements. Computed at first use (a tenth of a second); a polynomial is an array of bits, 32 to a word, lowest first.

const DEGREE = 19937;
const WORDS = 1248; // room for a square
const JUMP_LOG2 = 128;

/**
 * The exponents of the characteristic polynomial below 19937.
 *
 * Source: Matsumoto and Nishimura (1998), appendix A, for n = 624, m = 397, w = 32 and r = 31.
 */
function characteristic(): number[] {
  const terms = new Set<number>();
  const flip = (exponent: number): void => {
    if (!terms.delete(exponent)) terms.add(exponent);
  };
  /** Adds (t**624 + t**397)**p (t**623 + t**396)**q for p = 0 or 1; binomials are odd where k is a part of q in binary. */
  const add = (p: number, q: number): void => {
    for (let k = 0; k <= q; k++) {
      if ((k & ~q) !== 0) continue;
      const exponent = 623 * k + 396 * (q - k);
      if (p === 0) flip(exponent);
      else {
        flip(exponent + 624);
        flip(exponent + 397);
      }
    }
  };
  const matrix = 0x9908b0df;
  add(1, 31);
  for (let i = 0; i < 31; i++) if ((matrix >>> i) & 1) add(1, 30 - i);
  if (matrix >>> 31) flip(0);
  terms.delete(DEGREE);
  return [...terms];
}

/** The square of a polynomial modulo the characteristic one: zeros between the bits, then the upper words folded down. */
function square(bits: Uint32Array, exponents: readonly number[]): Uint32Array {
  const wide = new Uint32Array(WORDS + 1);
  for (let i = 0; i < WORDS / 2; i++) {
    for (let half = 0; half < 2; half++) {
      let x = (bits[i]! >>> (16 * half)) & 0xffff;
      x = (x | (x << 8)) & 0x00ff00ff;
      x = (x | (x << 4)) & 0x0f0f0f0f;
      x = (x | (x << 2)) & 0x33333333;
      x = (x | (x << 1)) & 0x55555555;
      wide[2 * i + half] = x;
    }
  }
  // t**(19937 + s) is the sum of the t**(e + s). The largest e lies 227 below 19937, so that 32 bits fold at a time.
  const fold = (word: number, shift: number): void => {
    if (word === 0) return;
    for (const exponent of exponents) {
      const place = exponent + shift;
      const at = place >>> 5;
      const turn = place & 31;
      wide[at] = wide[at]! ^ (word << turn);
      if (turn > 0) wide[at + 1] = wide[at + 1]! ^ (word >>> (32 - turn));
    }
  };
  const last = DEGREE >>> 5; // bit 19937 is bit 1 of this word
  for (let at = WORDS - 1; at > last; at--) {
    const word = wide[at]!;
    wide[at] = 0;
    fold(word, 32 * at - DEGREE);
  }
  const rest = wide[last]! >>> (DEGREE & 31);
  wide[last] = wide[last]! & (2 ** (DEGREE & 31) - 1);
  fold(rest, 0);
  return wide.subarray(0, WORDS / 2 + 1);
}

let made: { readonly bits: Uint32Array; readonly degree: number } | undefined;

/** The polynomial, and its degree. */
export function jumpPolynomial(): { readonly bits: Uint32Array; readonly degree: number } {
  if (made !== undefined) return made;
  const exponents = characteristic();
  let bits: Uint32Array = new Uint32Array(WORDS / 2 + 1);
  bits[0] = 2; // t
  for (let i = 0; i < JUMP_LOG2; i++) bits = square(bits, exponents);
  let degree = DEGREE - 1;
  while (((bits[degree >>> 5]! >>> (degree & 31)) & 1) === 0) degree--;
  return (made = { bits, degree });
}
