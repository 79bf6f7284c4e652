/**
 * Calls of Fortran subroutines. Fortran takes every argument by address: scalars are written into slots of one small buffer
 * whose addresses are known, so that a call costs no more than the same one by value; arrays are passed as they lie.
 * For each routine a short function is written that fills the slots and calls.
 */
import { ValueError, describe } from '../../../core/errors.js';
import type { Koffi } from '../koffi.js';

/** float32, float64, complex64, complex128, as LAPACK names its routines. */
export type Kind = 's' | 'd' | 'c' | 'z';

/** Elements, parts of complex ones side by side; undefined (a null pointer) where the routine does not look. */
export type Elements = Float32Array | Float64Array | Int32Array | BigInt64Array | undefined;

/**
 * A routine's arguments, a letter each: `c` character (`C` one whose length is not passed on), `i` integer, `o` integer that comes back, `r` real number, `R` real number
 * that comes back, `x` number of the array's type (its real part is given), `a` array, `q` array by its address, `p` array of
 * integers.
 */
export type Signature = string;

/** Arguments in the routine's order. What only comes back is not given. */
export type Routine = (...args: (string | number | Elements)[]) => number;

/** How a library's integers and names are made. */
export interface Naming {
  readonly prefix: string;
  readonly suffix: string;
  /** Bits of an integer. */
  readonly bits: 32 | 64;
}

/** Bytes of a slot: a complex128. */
const SLOT = 16;
const SLOTS = 40;
const LARGEST = 2147483647;

const buffer = new ArrayBuffer(SLOT * SLOTS);
const bytes = new Uint8Array(buffer);
const ints = new Int32Array(buffer);
const singles = new Float32Array(buffer);
const doubles = new Float64Array(buffer);

/** The integer that the last call left in its argument `index`. */
export function intResult(index: number): number {
  return ints[index * 4]!;
}

/** The real number that the last call left in its argument `index`. */
export function realResult(kind: Kind, index: number): number {
  return kind === 's' || kind === 'c' ? singles[index * 4]! : doubles[index * 2]!;
}

function tooLarge(name: string, value: number): never {
  throw new ValueError(`${name}: a size of ${describe(value)} is beyond the 32-bit integers of BLAS and LAPACK`);
}

/** Integers as a library of 64-bit ones wants them. */
function widened(values: Elements): Elements {
  return values instanceof Int32Array ? BigInt64Array.from(values, BigInt) : values;
}

function narrowed(wide: Elements, values: Elements): void {
  if (!(wide instanceof BigInt64Array) || !(values instanceof Int32Array)) return;
  for (let i = 0; i < values.length; i++) values[i] = Number(wide[i]);
}

/** Find a routine in a library and write the function that calls it; undefined where the library does not have it. */
export function bindRoutine(
  koffi: typeof Koffi,
  library: Koffi.LibraryHandle,
  naming: Naming,
  kind: Kind,
  name: string,
  signature: Signature,
): Routine | undefined {
  const letters = [...signature];
  const types = letters.map((letter) => (letter === 'a' || letter === 'p' ? 'void *' : 'uintptr_t'));
  // After the arguments, gfortran's convention: the length of each character argument.
  const lengths = letters.filter((letter) => letter === 'c').map(() => 'size_t');
  let native: (...args: unknown[]) => unknown;
  try {
    native = library.func(`${naming.prefix}${name}${naming.suffix}`, 'void', [...types, ...lengths]);
  } catch {
    return undefined;
  }
  const base = Number(koffi.address(bytes));
  const wide = naming.bits === 64;
  const single = kind === 's' || kind === 'c';
  const complex = kind === 'c' || kind === 'z';
  const parameters: string[] = [];
  const passed: string[] = [];
  const before: string[] = [];
  const after: string[] = [];
  let result = '0';
  letters.forEach((letter, k) => {
    const given = `a${k}`;
    const slot = `ints[${4 * k}]`;
    const real = single ? `singles[${4 * k}]` : `doubles[${2 * k}]`;
    const imaginary = single ? `singles[${4 * k + 1}]` : `doubles[${2 * k + 1}]`;
    if (letter !== 'o' && letter !== 'R') parameters.push(given);
    passed.push(String(base + SLOT * k));
    if (letter === 'c' || letter === 'C') {
      before.push(`bytes[${SLOT * k}]=${given}.charCodeAt(0);`);
    } else if (letter === 'i') {
      before.push(
        `if(!(${given}<=${LARGEST}&&${given}>=-${LARGEST}))tooLarge(name,${given});${slot}=${given};`,
        wide ? `ints[${4 * k + 1}]=${given}<0?-1:0;` : '',
      );
    } else if (letter === 'o') {
      before.push(`${slot}=0;`, wide ? `ints[${4 * k + 1}]=0;` : '');
      result = slot;
    } else if (letter === 'r' || letter === 'x') {
      before.push(`${real}=${given};`, letter === 'x' && complex ? `${imaginary}=0;` : '');
    } else if (letter === 'R') {
      before.push(`${real}=0;`);
    } else if (letter === 'q') {
      passed[k] = given;
    } else if (letter === 'p' && wide) {
      before.push(`const w${k}=widened(${given});`);
      passed[k] = `w${k}`;
      after.push(`narrowed(w${k},${given});`);
    } else {
      passed[k] = given;
    }
  });
  passed.push(...lengths.map(() => '1'));
  const write = new Function(
    'native',
    'name',
    'bytes',
    'ints',
    'singles',
    'doubles',
    'tooLarge',
    'widened',
    'narrowed',
    `'use strict';return (${parameters.join(',')})=>{${before.join('')}native(${passed.join(',')});${after.join('')}return ${result};}`,
  ) as (...values: unknown[]) => Routine;
  return write(
    native,
    `${kind}${name}`.replace(/^(.)\1/, '$1'),
    bytes,
    ints,
    singles,
    doubles,
    tooLarge,
    widened,
    narrowed,
  );
}
