/** Checks of `matmul`: three nested loops over indices, float products within the error that any order of the sum has. */
import { DTYPES, type DTypeInfo } from '../../core/dtype.js';
import { attempt, operandsText, type Bench } from './harness.js';
import { ALL_DTYPES, filler, mild } from './inputs.js';
import { BROADCASTS, CONTIGUOUS, LAYOUTS, forEachIndex, pick, positionAt, type Layout } from './layouts.js';
import type { Operand } from './operands.js';
import type { BackendCheck } from './report.js';
import { convert, epsilon, read, type Element } from './scalars.js';

interface Sum {
  value: Element;
  /** The sum of the sizes of the products. */
  sizes: number;
}

/** `sum + a * b` in the dtype's own arithmetic: truth values are or-ed, integers add up without end. */
function addProduct(sum: Sum, a: Element, b: Element, kind: string): void {
  if (kind === 'b') sum.value = [sum.value[0] === true || (a[0] === true && b[0] === true)];
  else if (kind === 'i' || kind === 'u') {
    sum.value = [(sum.value[0] as bigint) + (a[0] as bigint) * (b[0] as bigint)];
  } else {
    const [x, y] = a as readonly number[];
    const [u, v] = b as readonly number[];
    const [re, im] = sum.value as readonly number[];
    sum.value = kind === 'f' ? [re! + x! * u!] : [re! + x! * u! - y! * v!, im! + x! * v! + y! * u!];
    sum.sizes += (Math.abs(x!) + Math.abs(y ?? 0)) * (Math.abs(u!) + Math.abs(v ?? 0));
  }
}

const zeroOf = ({ kind }: DTypeInfo): Element =>
  kind === 'b' ? [false] : kind === 'i' || kind === 'u' ? [0n] : kind === 'c' ? [0, 0] : [0];

interface Product {
  readonly batch: readonly number[];
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

function tryMatmul(
  bench: Bench,
  info: DTypeInfo,
  product: Product,
  operands: readonly [Operand, Operand, Operand],
): void {
  const { batch, m, k, n } = product;
  const [a, b, out] = operands;
  const sums: Sum[] = [];
  forEachIndex([...batch, m, n], (index) => {
    const outer = index.slice(0, batch.length);
    const [i, j] = index.slice(batch.length) as [number, number];
    const sum: Sum = { value: zeroOf(info), sizes: 0 };
    for (let l = 0; l < k; l++) {
      addProduct(
        sum,
        read(info, a.view.storage, positionAt(a.view, [...outer, i, l])),
        read(info, b.view.storage, positionAt(b.view, [...outer, l, j])),
        info.kind,
      );
    }
    sums.push(sum);
  });
  attempt({
    what: `matmul of batch [${batch.join(', ')}], ${m} x ${k} by ${k} x ${n} (${operandsText([a, b, out])})`,
    inputs: [a, b],
    outputs: [
      {
        output: out,
        elements: sums.map(({ value }) => convert(value, info)),
        strictness: (p) =>
          info.kind === 'f' || info.kind === 'c'
            ? { ulps: 2, within: 2 * (k + 4) * epsilon(info) * sums[p]!.sizes, zeroSigns: true }
            : {},
      },
    ],
    call: () => bench.backend.matmul(batch, m, k, n, a.view, b.view, out.view),
  });
}

function operandsOf(
  bench: Bench,
  info: DTypeInfo,
  { batch, m, k, n }: Product,
  layouts: readonly [Layout, Layout, Layout],
): [Operand, Operand, Operand] {
  const fill = (seed: number): ((i: number) => Element) =>
    info.kind === 'f' || info.kind === 'c' ? mild(info, seed) : filler(info, seed);
  return [
    bench.make({ info, shape: [...batch, m, k], layout: layouts[0], fill: fill(1) }),
    bench.make({ info, shape: [...batch, k, n], layout: layouts[1], fill: fill(2) }),
    bench.make({ info, shape: [...batch, m, n], layout: layouts[2], fill: fill(3) }),
  ];
}

const PRODUCTS: readonly Product[] = [
  { batch: [], m: 1, k: 1, n: 1 },
  { batch: [], m: 3, k: 4, n: 5 },
  { batch: [], m: 1, k: 9, n: 1 },
  { batch: [], m: 7, k: 1, n: 6 },
  { batch: [], m: 1, k: 5, n: 8 },
  { batch: [], m: 8, k: 5, n: 1 },
  { batch: [], m: 2, k: 0, n: 3 },
  { batch: [], m: 0, k: 2, n: 3 },
  { batch: [2], m: 3, k: 2, n: 4 },
  { batch: [2, 3], m: 2, k: 3, n: 2 },
  { batch: [0], m: 2, k: 3, n: 2 },
  { batch: [], m: 17, k: 33, n: 19 },
];

/** One dtype over sizes and layouts. */
function checkDType(bench: Bench, info: DTypeInfo): void {
  PRODUCTS.forEach((product, p) => {
    LAYOUTS.forEach((_, l) => {
      if (product.k > 20 && l % 4 !== info.num % 4) return;
      const layouts = [pick(LAYOUTS, l), pick(LAYOUTS, l + p), pick(LAYOUTS, l + 2 * p + 1)] as const;
      tryMatmul(bench, info, product, operandsOf(bench, info, product, layouts));
    });
  });
}

/** Operands that are the same for the whole batch, or one element for a whole matrix. */
function checkBroadcast(bench: Bench, info: DTypeInfo): void {
  const product: Product = { batch: [3], m: 4, k: 5, n: 6 };
  for (const a of [CONTIGUOUS, BROADCASTS[0]!, BROADCASTS[2]!]) {
    for (const b of [LAYOUTS[3]!, BROADCASTS[0]!, BROADCASTS[1]!]) {
      tryMatmul(bench, info, product, operandsOf(bench, info, product, [a, b, CONTIGUOUS]));
    }
  }
}

function checkLarge(bench: Bench): void {
  const cases: readonly (readonly [DTypeInfo, Product, Layout, Layout])[] = [
    [DTYPES.float64, { batch: [], m: 97, k: 101, n: 93 }, CONTIGUOUS, LAYOUTS[3]!],
    [DTYPES.float32, { batch: [13], m: 30, k: 31, n: 29 }, CONTIGUOUS, CONTIGUOUS],
    [DTYPES.complex128, { batch: [], m: 41, k: 67, n: 50 }, LAYOUTS[3]!, LAYOUTS[8]!],
    [DTYPES.int32, { batch: [], m: 7, k: 300, n: 61 }, CONTIGUOUS, CONTIGUOUS],
    [DTYPES.float64, { batch: [], m: 300, k: 400, n: 1 }, CONTIGUOUS, CONTIGUOUS],
    [DTYPES.float64, { batch: [], m: 1, k: 500, n: 301 }, CONTIGUOUS, LAYOUTS[4]!],
  ];
  for (const [info, product, a, b] of cases) {
    tryMatmul(bench, info, product, operandsOf(bench, info, product, [a, b, CONTIGUOUS]));
  }
}

/** The checks of products. */
export function* productChecks(bench: Bench): Iterable<BackendCheck> {
  for (const info of ALL_DTYPES) yield { name: `matmul: ${info.name}`, run: () => checkDType(bench, info) };
  for (const info of [DTYPES.float64, DTYPES.complex64, DTYPES.int64, DTYPES.bool]) {
    yield { name: `matmul: broadcast operands of ${info.name}`, run: () => checkBroadcast(bench, info) };
  }
  if (!bench.options.small) yield { name: 'matmul: large matrices', run: () => checkLarge(bench) };
}
