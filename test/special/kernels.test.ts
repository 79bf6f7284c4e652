/** Values of every special function against mpmath's, and the ends of domains against SciPy's. */
import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as special from '../../src/special/index.js';
import { fixture } from '../oracle.js';

type Plain = number | string | { re: Plain; im: Plain };
interface Row {
  name: string;
  region: string;
  parts: number;
  bound: number;
  points: { args: Plain[]; values: Plain[] }[];
}

const functions = special as unknown as Record<string, (...args: unknown[]) => unknown>;

function value(plain: Plain): number | np.Complex {
  if (typeof plain === 'object') return new np.Complex(Number(plain.re), Number(plain.im));
  if (plain === 'inf' || plain === '-inf') return plain === 'inf' ? Infinity : -Infinity;
  return Number(plain);
}

/** A result as numbers, of a scalar or a 0-d array. */
function plainResult(result: unknown): number | np.Complex {
  return (result instanceof np.NDArray ? result.item() : result) as number | np.Complex;
}

function relativeError(got: number | np.Complex, want: number | np.Complex): number {
  const [a, b] = [got, want].map((one) => (typeof one === 'number' ? new np.Complex(one, 0) : one)) as [
    np.Complex,
    np.Complex,
  ];
  const size = Math.hypot(b.re, b.im);
  const gap = Math.hypot(a.re - b.re, a.im - b.im);
  return size === 0 ? gap : gap / size;
}

const rows = fixture<Row[]>('special/values.json.gz');

describe('special functions have the values that mpmath gives', () => {
  it.each(rows.map((row) => [`${row.name}, ${row.region}`, row] as const))(
    '%s',
    (_, { name, parts, bound, points }) => {
      for (const { args, values } of points) {
        const result = functions[name]!(...args.map(value));
        const list = (Array.isArray(result) ? result.slice(0, parts) : [result]).map(plainResult);
        expect(list.length).toBe(values.length);
        const worst = Math.max(...list.map((one, k) => relativeError(one, value(values[k]!))));
        expect(worst, `${name}(${JSON.stringify(args)}) = ${String(list)}, not ${JSON.stringify(values)}`).toBeLessThan(
          bound,
        );
      }
    },
  );
});

interface Edges {
  special: Plain[];
  few: Plain[];
  functions: { name: string; values: Plain[] }[];
}

/**
 * Where numloom differs from SciPy 1.10 on purpose: by a finite or infinite value where SciPy has nan or the other way round
 * in a limit that can be taken, or as later versions of SciPy have it.
 */
const DIFFERENT: Readonly<Record<string, readonly string[]>> = fixture('special/differences.json');

describe("the ends of domains are SciPy's", () => {
  const { special: all, few, functions: edges } = fixture<Edges>('special/edges.json.gz');
  it.each(edges.map((edge) => [edge.name, edge] as const))('%s', (_, { name, values }) => {
    const pairs = all.flatMap((x) => all.map((y) => [x, y]));
    const triples = few.flatMap((x) => few.flatMap((y) => few.map((z) => [x, y, z])));
    const grid = values.length === all.length ? all.map((x) => [x]) : values.length === pairs.length ? pairs : triples;
    const wrong: string[] = [];
    grid.forEach((point, k) => {
      const want = value(values[k]!) as number;
      const got = plainResult(functions[name]!(...point.map(value))) as number;
      const agree =
        want === got || (Number.isNaN(want) && Number.isNaN(got)) || Math.abs(got - want) <= 1e-9 * Math.abs(want);
      if (!agree) wrong.push(`${point.join(',')}: ${got}`);
    });
    expect(wrong).toEqual(DIFFERENT[name] ?? []);
  });
});
