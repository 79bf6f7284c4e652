/**
 * Binary search in a sorted segment: NumPy's `searchsorted` of one row. The loop is generated for each dtype, side and
 * use of a sorter, so that each copy reads one kind of array only.
 */
import type { DType, Storage } from '../../../core/dtype.js';
import { float16Table } from '../../../core/float16.js';
import { isComplex, isLong } from './keys.js';
import { argsortSegment } from './order.js';

type Side = 'left' | 'right';
type SearchLoop = (
  sorted: ArrayLike<unknown>,
  start: number,
  n: number,
  values: ArrayLike<unknown>,
  vStart: number,
  vEnd: number,
  out: Int32Array,
  sorter: Int32Array | null,
  table: Float32Array | null,
  order: Int32Array | null,
) => void;

/** How the generated code reads the key at a position and compares two keys `x` and `y` (x before y). */
interface KeyCode {
  /** Number of variables that a key takes. */
  read: (array: string, at: string) => string[];
  less: (x: string, y: string) => string;
}

const INTEGER: KeyCode = { read: (array, at) => [`${array}[${at}]`], less: (x, y) => `(${x}0<${y}0)` };
const FLOAT: KeyCode = {
  read: (array, at) => [`${array}[${at}]`],
  less: (x, y) => `(${x}0<${y}0||(${y}0!==${y}0&&${x}0===${x}0))`,
};
const HALF: KeyCode = { read: (array, at) => [`table[${array}[${at}]]`], less: FLOAT.less };
/** 64-bit integers as pairs of words, little end first: the high one signed or not, as in the array of `sorted`. */
const LONG: KeyCode = {
  read: (array, at) => [`${array}[2*(${at})+1]`, `${array}[2*(${at})]`],
  less: (x, y) => `(${x}0<${y}0||(${x}0===${y}0&&(${x}1>>>0)<(${y}1>>>0)))`,
};
const COMPLEX: KeyCode = {
  read: (array, at) => [`${array}[2*(${at})]`, `${array}[2*(${at})+1]`],
  less: (x, y) =>
    `(${x}0<${y}0?${x}1===${x}1||${y}1!==${y}1:${x}0>${y}0?${y}1!==${y}1&&${x}1===${x}1:` +
    `${x}0===${y}0||(${x}0!==${x}0&&${y}0!==${y}0)?${x}1<${y}1||(${y}1!==${y}1&&${x}1===${x}1):${y}0!==${y}0)`,
};

function codeOf(dtype: DType): KeyCode {
  if (isComplex(dtype)) return COMPLEX;
  if (isLong(dtype)) return LONG;
  if (dtype === 'float16') return HALF;
  return dtype === 'float32' || dtype === 'float64' ? FLOAT : INTEGER;
}

const loops = new Map<string, SearchLoop>();
/** From so many values on, and not far fewer than elements, sorting the values pays. */
const MANY_VALUES = 256;
const PARAMETERS = ['sorted', 'start', 'n', 'values', 'vStart', 'vEnd', 'out', 'sorter', 'table', 'order'];

/** The parts of the generated loops: keys m of the segment, v and l (the last v) of the values. */
function pieces(dtype: DType, side: Side, withSorter: boolean) {
  const { read, less } = codeOf(dtype);
  return {
    load: (variable: 'l' | 'v' | 'm', at: string): string => {
      const place = withSorter ? `start+sorter[${at}]` : `start+${at}`;
      return (variable === 'm' ? read('sorted', place) : read('values', at))
        .map((code, part) => `${variable}${part}=${code};`)
        .join('');
    },
    variables: (name: string): string => `${name}0=0,${name}1=0`,
    // Left: the first position whose key is not before v. Right: the first whose key v is before.
    goesOn: side === 'left' ? less('m', 'v') : `!${less('v', 'm')}`,
    notBefore: side === 'left' ? less('l', 'v') : `!${less('v', 'l')}`,
  };
}

/**
 * The loop keeps the last key's interval: a key that is not before the last one has its place not before the last
 * one's, so ascending keys are found in ever smaller intervals.
 */
function searchLoop(dtype: DType, side: Side, withSorter: boolean): SearchLoop {
  const name = `${dtype} ${side} ${withSorter}`;
  let loop = loops.get(name);
  if (loop === undefined) {
    const { load, variables, goesOn, notBefore } = pieces(dtype, side, withSorter);
    loop = new Function(
      ...PARAMETERS,
      `'use strict';
      let low=0,high=n,${variables('l')},${variables('v')},${variables('m')};
      if(vStart<vEnd){${load('l', 'vStart')}}
      for(let i=vStart;i<vEnd;i++){
        ${load('v', 'i')}
        if(${notBefore})high=n;
        else{low=0;high=high<n?high+1:n;}
        ${load('l', 'i')}
        while(low<high){
          const middle=(low+high)>>>1;
          ${load('m', 'middle')}
          if(${goesOn})low=middle+1;else high=middle;
        }
        out[i-vStart]=low;
      }`,
    ) as SearchLoop;
    loops.set(name, loop);
  }
  return loop;
}

/**
 * The loop for many values: in ascending order of them their places ascend too, so that one walk over the segment finds
 * them all. `order` gives that order.
 */
function mergeLoop(dtype: DType, side: Side, withSorter: boolean): SearchLoop {
  const name = `${dtype} ${side} ${withSorter} merge`;
  let loop = loops.get(name);
  if (loop === undefined) {
    const { load, variables, goesOn } = pieces(dtype, side, withSorter);
    loop = new Function(
      ...PARAMETERS,
      `'use strict';
      let low=0,${variables('v')},${variables('m')};
      const count=order.length;
      if(n>0){${load('m', 'low')}}
      for(let k=0;k<count;k++){
        const i=order[k];
        ${load('v', 'vStart+i')}
        while(low<n&&${goesOn}){
          low++;
          if(low<n){${load('m', 'low')}}
        }
        out[i]=low;
      }`,
    ) as SearchLoop;
    loops.set(name, loop);
  }
  return loop;
}

/** An int64 array as pairs of 32-bit words with a high word of the right signedness (the low one is made unsigned). */
function words(data: Storage, dtype: DType): ArrayLike<unknown> {
  if (!isLong(dtype)) return data as ArrayLike<unknown>;
  const Words = dtype === 'int64' ? Int32Array : Uint32Array;
  return new Words(data.buffer as ArrayBuffer, data.byteOffset, 2 * data.length);
}

/**
 * For each value the place in a sorted segment where it would be inserted, in NumPy's order (NaN last).
 * @param sorted the array that holds the segment
 * @param dtype dtype of sorted and values
 * @param start first element of the segment (complex numbers count as one)
 * @param end one past its last element
 * @param values the array that holds the values
 * @param vStart first value
 * @param vEnd one past the last value
 * @param side 'left': before equal elements; 'right': after them
 * @param out receives vEnd - vStart places, counted from start
 * @param sorter positions, counted from start, that put the segment in order; null if it is in order
 */
export function searchsortedSegment(
  sorted: Storage,
  dtype: DType,
  start: number,
  end: number,
  values: Storage,
  vStart: number,
  vEnd: number,
  side: Side,
  out: Int32Array,
  sorter: Int32Array | null = null,
): void {
  const n = end - start;
  const count = vEnd - vStart;
  let order: Int32Array | null = null;
  if (count >= MANY_VALUES && count >= n / 16) {
    order = new Int32Array(count);
    argsortSegment(values, dtype, vStart, vEnd, order, 0);
  }
  const loop = (order === null ? searchLoop : mergeLoop)(dtype, side, sorter !== null);
  const table = dtype === 'float16' ? float16Table() : null;
  loop(words(sorted, dtype), start, n, words(values, dtype), vStart, vEnd, out, sorter, table, order);
}
