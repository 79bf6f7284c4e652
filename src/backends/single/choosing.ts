/**
 * Choosing between two arrays by a mask without branching on it: elements are taken as whole machine words, and the mask
 * decides which bits of which array go through. A mask without order costs no more than an ordered one.
 */
import { DTYPES, type DTypeInfo, type Storage } from '../../core/dtype.js';
import type { StridedView } from '../backend.js';
import { specialised } from './specialise.js';

type Words = Int32Array | Uint16Array | Uint8Array;
type Choose = (
  mask: Uint8Array,
  p: number,
  a: Words,
  i: number,
  di: number,
  b: Words,
  j: number,
  dj: number,
  out: Words,
  o: number,
  n: number,
) => void;

const CHOOSE: Readonly<Record<number, string>> = {
  1: `(mask, p, a, i, di, b, j, dj, out, o, n) => {
    for (let end = o + n; o < end; o++, p++, i += di, j += dj) {
      const w = (0 - mask[p]) >> 31; out[o] = (a[i] & w) | (b[j] & ~w); } }`,
  2: `(mask, p, a, i, di, b, j, dj, out, o, n) => {
    for (let end = o + n; o < end; o += 2, p++, i += di, j += dj) {
      const w = (0 - mask[p]) >> 31; out[o] = (a[i] & w) | (b[j] & ~w); out[o + 1] = (a[i + 1] & w) | (b[j + 1] & ~w); } }`,
  4: `(mask, p, a, i, di, b, j, dj, out, o, n) => {
    for (let end = o + n; o < end; o += 4, p++, i += di, j += dj) {
      const w = (0 - mask[p]) >> 31;
      out[o] = (a[i] & w) | (b[j] & ~w); out[o + 1] = (a[i + 1] & w) | (b[j + 1] & ~w);
      out[o + 2] = (a[i + 2] & w) | (b[j + 2] & ~w); out[o + 3] = (a[i + 3] & w) | (b[j + 3] & ~w); } }`,
};

function wordsOf(storage: Storage, itemsize: number): Words {
  const { buffer, byteOffset, byteLength } = storage;
  if (itemsize === 1) return new Uint8Array(buffer, byteOffset, byteLength);
  return itemsize === 2
    ? new Uint16Array(buffer, byteOffset, byteLength / 2)
    : new Int32Array(buffer, byteOffset, byteLength / 4);
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
  const { itemsize } = out.info;
  const words = itemsize <= 2 ? 1 : itemsize / 4;
  const info: DTypeInfo = itemsize === 1 ? DTYPES.uint8 : itemsize === 2 ? DTYPES.uint16 : DTYPES.int32;
  const choose = specialised<Choose>(CHOOSE[words]!, info);
  choose(
    mask.storage as Uint8Array,
    mask.offset,
    wordsOf(a.storage, itemsize),
    a.offset * words,
    aStill ? 0 : words,
    wordsOf(b.storage, itemsize),
    b.offset * words,
    bStill ? 0 : words,
    wordsOf(out.storage, itemsize),
    out.offset * words,
    n * words,
  );
}
