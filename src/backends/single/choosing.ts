/**
 * Choosing between two arrays by a mask without branching on it: elements are taken as whole machine words, and the mask
 * decides which bits of which array go through. A mask without order costs no more than an ordered one.
 */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import type { StridedView } from '../backend.js';
import { nativeChoose } from '../native/kernels/moves.js';
import { specialised } from './specialise.js';

type Words = Int32Array | Uint16Array | Uint8Array;
type Choose = (mask: Uint8Array, a: Words, b: Words, out: Words, n: number) => void;

const texts = new Map<number, string>();

/** The loop for elements of so many words; an operand that is one element for all is read before the loop. */
function loopText(words: number, aStill: boolean, bStill: boolean): string {
  const key = 4 * words + (aStill ? 2 : 0) + (bStill ? 1 : 0);
  let text = texts.get(key);
  if (text === undefined) texts.set(key, (text = render(words, aStill, bStill)));
  return text;
}

function render(words: number, aStill: boolean, bStill: boolean): string {
  const all = Array.from({ length: words }, (_, k) => k);
  const constants = [
    ...(aStill ? all.map((k) => `const a${k} = a[${k}];`) : []),
    ...(bStill ? all.map((k) => `const b${k} = b[${k}];`) : []),
  ].join('');
  const element = (q: string): string =>
    all
      .map((k) => {
        const at = `${q} + ${k}`;
        return `out[${at}] = (${aStill ? `a${k}` : `a[${at}]`} & w) | (${bStill ? `b${k}` : `b[${at}]`} & ~w);`;
      })
      .join('');
  const step = (i: string): string => `{ const w = (0 - mask[${i}]) >> 31, q = (${i}) * ${words}; ${element('q')} }`;
  return `(mask, a, b, out, n) => { ${constants} let i = 0;
    for (const even = n - 1; i < even; i += 2) { ${step('i')} ${step('i + 1')} }
    if (i < n) ${step('i')} }`;
}

/** The words of `n` elements of a view. */
function wordsOf(view: StridedView, n: number): Words {
  const { itemsize } = view.info;
  const { buffer, byteOffset } = view.storage;
  const start = byteOffset + view.offset * itemsize;
  if (itemsize === 1) return new Uint8Array(buffer, start, n);
  return itemsize === 2 ? new Uint16Array(buffer, start, n) : new Int32Array(buffer, start, (n * itemsize) / 4);
}

/**
 * `out = mask ? a : b` for `n` elements of one dtype that lie without gaps.
 *
 * @param mask - booleans without gaps
 * @param a - elements without gaps, or one for all
 * @param aStill - is `a` one element for all?
 * @param b - the same for what is chosen where the mask is false; may be `out` itself
 */
export function chooseFlat(
  n: number,
  mask: StridedView,
  a: StridedView,
  aStill: boolean,
  b: StridedView,
  bStill: boolean,
  out: StridedView,
): void {
  if (nativeChoose(n, mask, a, aStill, b, bStill, out)) return;
  const { itemsize } = out.info;
  const words = itemsize <= 2 ? 1 : itemsize / 4;
  const info: DTypeInfo = itemsize === 1 ? DTYPES.uint8 : itemsize === 2 ? DTYPES.uint16 : DTYPES.int32;
  const choose = specialised<Choose>(loopText(words, aStill, bStill), info);
  const truth = (mask.storage as Uint8Array).subarray(mask.offset, mask.offset + n);
  choose(truth, wordsOf(a, aStill ? 1 : n), wordsOf(b, bStill ? 1 : n), wordsOf(out, n), n);
}
