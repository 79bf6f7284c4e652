/** Values to compute with: ordinary ones and those at the edges of a dtype. */
import { DTYPE_LIST, type DTypeInfo } from '../../core/dtype.js';
import { convert, limits, roundFloat, type Element } from './scalars.js';

const ORDINARY_FLOATS = [1, -1, 0.5, -2.5, 3.75, 0.001, 20.25, -7, 0.9, -0.3, 2, 6.5];
const SPECIAL_FLOATS = [0, -0, NaN, Infinity, -Infinity];

/** The smallest and largest floats of a dtype. */
function extremes(info: DTypeInfo): number[] {
  const bytes = info.itemsize / info.lanes;
  if (bytes === 8) return [5e-324, -2.2250738585072014e-308, Number.MAX_VALUE, 1e300];
  if (bytes === 4) return [2 ** -149, -(2 ** -126), (2 - 2 ** -23) * 2 ** 127, 1e30];
  return [2 ** -24, -(2 ** -14), 65504, 30000];
}

const pairs = (list: readonly number[]): Element[] =>
  list.map((re, k) => [re, list[(5 * k + 3) % list.length]!] as Element);

function makePool(info: DTypeInfo): Element[] {
  switch (info.kind) {
    case 'b':
      return [[true], [false], [false], [true], [true]];
    case 'i':
    case 'u': {
      const [least, most] = limits(info);
      const list = [0n, 1n, 2n, 3n, 7n, 100n, most, most - 1n, most / 3n];
      return [...list, ...(info.kind === 'i' ? [-1n, -2n, -5n, -100n, least, least + 1n] : [5n])].map((v) => [v]);
    }
    case 'f':
      return [...ORDINARY_FLOATS, ...SPECIAL_FLOATS, ...extremes(info)].map((v) => [roundFloat(v, info)]);
    case 'c':
      return [
        ...pairs(ORDINARY_FLOATS.map((v) => roundFloat(v, info))),
        [0, 0],
        [1, 0],
        [0, -2],
        [-0, 1.5],
        [-3, -0],
        [NaN, 1],
        [2, NaN],
        [Infinity, 1],
        [-1, -Infinity],
      ];
  }
}

const pools = new Map<DTypeInfo, readonly Element[]>();

/** All values of a dtype that are worth trying. */
export function poolOf(info: DTypeInfo): readonly Element[] {
  let pool = pools.get(info);
  if (!pool) pools.set(info, (pool = makePool(info)));
  return pool;
}

/** Values from a pool in an order without pattern, the same each time. */
export function filler(info: DTypeInfo, seed: number): (i: number) => Element {
  const pool = poolOf(info);
  let state = (seed * 2654435761 + info.num * 97) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return pool[Math.floor((state / 2 ** 32) * pool.length)]!;
  };
}

/** Ordinary numbers: small, finite, none of them nan; for sums and products, whose error then is known. */
export function mild(info: DTypeInfo, seed: number): (i: number) => Element {
  let state = (seed * 40503 + 12345) >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => {
    if (info.kind === 'b') return [next() < 0.5];
    if (info.kind === 'i') return [BigInt(Math.floor(next() * 9) - 4)];
    if (info.kind === 'u') return [BigInt(Math.floor(next() * 9))];
    return convert(info.kind === 'c' ? [next() - 0.3, next() - 0.6] : [next() - 0.3], info)!;
  };
}

/** Numbers around 1 in size, so that products of many neither vanish nor overflow. */
export function nearOne(info: DTypeInfo, seed: number): (i: number) => Element {
  const small = mild(info, seed);
  return (i) => {
    if (info.kind !== 'f' && info.kind !== 'c') return small(i);
    const parts = small(i) as readonly number[];
    return convert(info.kind === 'c' ? [1 + parts[0]! / 8, parts[1]! / 8] : [1 + parts[0]! / 8], info)!;
  };
}

/** The dtype of a name's type character list, in NumPy's order. */
export const ALL_DTYPES: readonly DTypeInfo[] = DTYPE_LIST;
