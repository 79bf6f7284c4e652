/**
 * Every compiled loop against the generated JavaScript one: random and special values, all layouts, conversions, masks. What is
 * exact or rounded once is the same bit for bit; functions agree within a stated distance.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DTYPE_LIST, type DTypeInfo, type Storage } from '../../src/core/dtype.js';
import { decodeFloat16, encodeFloat16 } from '../../src/core/float16.js';
import { UFUNCS } from '../../src/ops/ufuncs/make.js';
import '../../src/index.js';
import type { Kernel, StridedView } from '../../src/backends/backend.js';
import { copy } from '../../src/backends/single/copy.js';
import { elementwise, elementwiseFlat } from '../../src/backends/single/elementwise.js';
import { kernelsConfig, loopNumber, nativeLibrary } from '../../src/backends/native/kernels/library.js';
import { callsOf } from '../../src/backends/native/kernels/render.js';
import { useProvider, wantedProvider } from '../../src/backends/provider.js';

const asked = wantedProvider();
useProvider('native');
const config = kernelsConfig();
useProvider(asked);
/** Where there is no C compiler the library is missing: the tests then say so by name. */
const missing = config.loaded ? '' : ` (skipped: ${config.reason})`;

let seed = 12345;
function random(): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
}

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  NaN,
  Infinity,
  -Infinity,
  1e-310,
  5e-324,
  1e300,
  -1e300,
  3,
  -2.5,
  1e10,
  65504,
];

function fill(info: DTypeInfo, storage: Storage): void {
  for (let i = 0; i < storage.length; i++) {
    const draw = random();
    if (info.kind === 'b') storage[i] = draw < 0.5 ? 0 : 1;
    else if (info.domain === 'bigint') {
      const size = 2 ** Math.floor(random() * 63);
      const value = BigInt(Math.floor(draw * size)) * (info.kind === 'i' && random() < 0.5 ? -1n : 1n);
      storage[i] = random() < 0.05 ? (info.kind === 'i' ? -(2n ** 63n) : 2n ** 64n - 1n) : value;
    } else if (info.kind === 'i' || info.kind === 'u') {
      // Typed arrays wrap.
      storage[i] = random() < 0.3 ? Math.floor(draw * 5) - 2 : Math.floor((draw - 0.5) * 2 ** 33);
    } else {
      const value =
        random() < 0.15
          ? SPECIAL[Math.floor(draw * SPECIAL.length)]!
          : (draw - 0.5) * 2 ** Math.floor(random() * 24 - 12);
      storage[i] = info.name === 'float16' ? encodeFloat16(value) : value;
    }
  }
}

type Layout = 'dense' | 'offset' | 'reversed' | 'gaps' | 'transposed' | 'still';

/** A view of `rows` by `columns` elements in a layout. */
function viewOf(info: DTypeInfo, rows: number, columns: number, layout: Layout): StridedView {
  const size = rows * columns;
  const room = layout === 'gaps' ? 3 * size : size + 8;
  const storage = new info.Storage(room * info.lanes) as Storage;
  fill(info, storage);
  switch (layout) {
    case 'dense':
      return { info, storage, offset: 0, steps: [columns, 1] };
    case 'offset':
      return { info, storage, offset: 3, steps: [columns, 1] };
    case 'reversed':
      return { info, storage, offset: size - 1, steps: [-columns, -1] };
    case 'gaps':
      return { info, storage, offset: 1, steps: [3 * columns, 2] };
    case 'transposed':
      return { info, storage, offset: 0, steps: [1, rows] };
    case 'still':
      return { info, storage, offset: 2, steps: [0, 0] };
  }
}

const fresh = (view: StridedView): StridedView => ({ ...view, storage: view.storage.slice() as Storage });

/** What was computed, element by element, as numbers or bigints. */
function different(a: Storage, b: Storage, info: DTypeInfo, ulps: number): string | undefined {
  for (let i = 0; i < a.length; i++) {
    let [x, y] = [a[i]!, b[i]!];
    if (Object.is(x, y)) continue;
    if (typeof x === 'bigint' || typeof y === 'bigint' || info.kind === 'i' || info.kind === 'u' || info.kind === 'b') {
      return `${i}: ${x} for ${y}`;
    }
    if (info.name === 'float16') [x, y] = [decodeFloat16(x), decodeFloat16(y)];
    if (Number.isNaN(x) && Number.isNaN(y)) continue;
    const [bits, least] =
      info.name === 'float16' ? [10, 2 ** -24] : info.Storage === Float32Array ? [23, 2 ** -149] : [52, 5e-324];
    const unit = Math.max(2 ** (Math.floor(Math.log2(Math.abs(y) || least)) - bits), least);
    if (!(Math.abs(x - y) <= ulps * unit)) return `${i}: ${x} for ${y}`;
  }
  return undefined;
}

/** Functions that are not rounded once: both sides may be off. */
const APPROXIMATE = new Set(
  (
    'cbrt exp exp2 expm1 log log2 log10 log1p logaddexp logaddexp2 sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh ' +
    'atan2 hypot pow csqrt cexp clog'
  ).split(' '),
);

function tolerance(kernel: Kernel): number {
  // The logarithm of a sum may be a small difference of large numbers.
  if (kernel.id.startsWith('logaddexp')) return 64;
  return [...callsOf(kernel)].some((name) => APPROXIMATE.has(name)) ? 4 : 0;
}

function compare(kernel: Kernel, rows: number, columns: number, views: StridedView[], mask?: StridedView): void {
  const inputs = views.slice(0, kernel.inputs.length);
  const outputs = views.slice(kernel.inputs.length);
  const results = (['portable', 'native'] as const).map((provider) => {
    useProvider(provider);
    const outs = outputs.map(fresh);
    elementwise(kernel, [rows, columns], inputs, outs, mask);
    return outs;
  });
  results[0]!.forEach((portable, j) => {
    const fault = different(results[1]![j]!.storage, portable.storage, portable.info, tolerance(kernel));
    if (fault) expect.fail(`${kernel.id} over ${views.map((v) => v.info.name).join(', ')}: ${fault}`);
  });
}

/** Integers to negative powers are refused before a loop sees them, and what ldexp is given is an exponent. */
function tame(kernel: Kernel, views: StridedView[]): void {
  if (!/^power|^ldexp/.test(kernel.id)) return;
  const { storage, info } = views[1]!;
  if (info.kind !== 'i') return;
  for (let i = 0; i < storage.length; i++) {
    storage[i] = info.domain === 'bigint' ? BigInt(i % 40) : i % 40;
  }
}

const kernels = [...UFUNCS.values()].flatMap((table) => table.loops);

describe.runIf(config.loaded)('compiled loops', () => {
  beforeAll(() => useProvider('native'));
  afterAll(() => useProvider(asked));

  it('are there for every kernel but functions of complex numbers', () => {
    const library = nativeLibrary()!;
    const without = kernels.filter((kernel) => loopNumber(library, kernel) < 0).map((kernel) => kernel.id);
    expect(without.filter((id) => !/[FD]->[FD]$/.test(id))).toEqual([]);
  });

  for (const table of UFUNCS.values()) {
    it(`${table.spec.name}: rows without gaps, and one scalar operand`, () => {
      for (const kernel of table.loops) {
        const n = 1003;
        const infos = [...kernel.inputs, ...kernel.outputs];
        const views = infos.map((info) => viewOf(info, 1, n, 'offset'));
        tame(kernel, views);
        for (let still = 0; still < (kernel.inputs.length === 2 ? 3 : 1); still++) {
          const results = (['portable', 'native'] as const).map((provider) => {
            useProvider(provider);
            const operands = views.map((view, o) => (o < kernel.inputs.length ? view : fresh(view)));
            elementwiseFlat(kernel, n, operands, still);
            return operands.slice(kernel.inputs.length);
          });
          results[0]!.forEach((portable, j) => {
            const fault = different(results[1]![j]!.storage, portable.storage, portable.info, tolerance(kernel));
            if (fault) expect.fail(`${kernel.id}, still ${still}: ${fault}`);
          });
        }
      }
    });
  }

  const layouts: Layout[] = ['dense', 'offset', 'reversed', 'gaps', 'transposed', 'still'];
  const chosen = kernels.filter((kernel) =>
    /^(add|subtract|maximum|less|left_shift|exp|sin|floor_divide|divmod|logical_and|bitwise_xor|absolute|multiply):/.test(
      kernel.id,
    ),
  );
  for (const layout of layouts) {
    it(`layouts: ${layout}`, () => {
      for (const kernel of chosen) {
        const infos = [...kernel.inputs, ...kernel.outputs];
        for (const other of ['dense', 'reversed', 'transposed'] as const) {
          const views = infos.map((info, o) =>
            viewOf(info, 37, 41, o === 0 ? layout : o < kernel.inputs.length ? other : other),
          );
          compare(kernel, 37, 41, views);
        }
      }
    });
  }

  it('with a mask', () => {
    const bool = DTYPE_LIST[0]!;
    for (const kernel of chosen) {
      const infos = [...kernel.inputs, ...kernel.outputs];
      for (const layout of ['dense', 'reversed', 'gaps'] as const) {
        compare(
          kernel,
          31,
          33,
          infos.map((info) => viewOf(info, 31, 33, layout)),
          viewOf(bool, 31, 33, 'transposed'),
        );
      }
    }
  });

  it('with conversions of operands and results', () => {
    const kernel = kernels.find((one) => one.id === 'add:dd->d')!;
    for (const from of DTYPE_LIST) {
      for (const to of DTYPE_LIST) {
        const views = [from, kernel.inputs[1]!, to].map((info, o) => viewOf(info, 29, 31, o === 0 ? 'gaps' : 'dense'));
        compare(kernel, 29, 31, views);
      }
    }
  });

  it('copies and conversions between all dtypes, in all layouts', () => {
    for (const from of DTYPE_LIST) {
      for (const to of DTYPE_LIST) {
        for (const layout of layouts) {
          const source = viewOf(from, 35, 33, layout);
          const target = viewOf(to, 35, 33, layout === 'transposed' ? 'dense' : 'gaps');
          const [portable, native] = (['portable', 'native'] as const).map((provider) => {
            useProvider(provider);
            const out = fresh(target);
            copy([35, 33], source, out);
            return out;
          });
          const fault = different(native!.storage, portable!.storage, to, 0);
          if (fault) expect.fail(`${from.name} to ${to.name}, ${layout}: ${fault}`);
        }
      }
    }
  });

  it('every instruction set of this machine gives the same where results are rounded once', () => {
    const library = nativeLibrary()!;
    const exact = chosen.filter((kernel) => tolerance(kernel) === 0);
    let tried = 0;
    for (let level = 0; level < 3; level++) {
      if (!library.select(level)) continue;
      tried++;
      for (const kernel of exact) {
        const infos = [...kernel.inputs, ...kernel.outputs];
        compare(
          kernel,
          1,
          700,
          infos.map((info) => viewOf(info, 1, 700, 'offset')),
        );
      }
    }
    expect(tried).toBeGreaterThan(0);
  });
});

it(`the library of compiled loops${missing}`, () => {
  if (config.loaded) expect(config.instructions).toBeTruthy();
  else expect(config.reason).toBeTruthy();
});
