/** What Matplotlib chooses and computes, and what pyplot does: ticks, labels, limits, colours, formats, statistics, contours. */
import { afterEach, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as plt from '../../src/pyplot/index.js';
import { toRgba } from '../../src/pyplot/colors.js';
import { parseFormat } from '../../src/pyplot/formatString.js';
import { layoutFigure } from '../../src/pyplot/render/layout.js';
import { boxStats, gaussianDensity } from '../../src/pyplot/statistics.js';
import { fixture } from '../oracle.js';

interface Side {
  ticks: number[];
  labels: string[];
  offset: string;
}
interface Oracle {
  ticks: { data: [number, number]; xlim: [number, number]; x: Side; y: Side }[];
  colors: Record<string, [number, number, number, number]>;
  maps: Record<string, [number, number, number][]>;
  formats: Record<string, [string | null, string | null, string | [number, number, number] | null]>;
  badFormats: string[];
  box: ({ data: number[]; fliers: number[] } & Record<
    'med' | 'mean' | 'q1' | 'q3' | 'iqr' | 'whislo' | 'whishi',
    number
  >)[];
  kde: { grid: number[]; density: number[] };
  contours: { n: number | null; filled: boolean; levels: number[]; lengths?: number[] }[];
  limits: Record<string, [number, number, number, number]>;
}
const oracle = fixture<Oracle>('pyplot/matplotlib.json');

afterEach(() => plt.close('all'));

const near = (actual: readonly number[], expected: readonly number[], tolerance = 1e-9): void => {
  expect(actual.length).toBe(expected.length);
  const size = Math.max(1e-300, ...expected.map(Math.abs));
  actual.forEach((v, k) => expect(Math.abs(v - expected[k]!)).toBeLessThanOrEqual(tolerance * size));
};

describe('ticks', () => {
  for (const { data, xlim, x, y } of oracle.ticks) {
    it(`of ${data.join(' to ')}`, () => {
      const [fig, ax] = plt.subplots();
      ax.plot(data, data);
      near(ax.getXlim(), xlim);
      const frame = layoutFigure(fig)[0]!;
      for (const [mine, theirs] of [[frame.xticks, x], [frame.yticks, y]] as const) {
        near(mine.major, theirs.ticks);
        expect(mine.labels).toEqual(theirs.labels);
        expect(mine.offset).toBe(theirs.offset);
      }
    }); // prettier-ignore
  }
});

describe('limits', () => {
  const draw: Record<string, (ax: plt.Axes) => unknown> = {
    plot: (ax) => ax.plot([1, 2, 4], [10, 5, 8]),
    nan: (ax) => ax.plot([1, 2, 3, 4], [1, NaN, 3, Infinity]),
    bar: (ax) => ax.bar([1, 2, 3], [3, 1, 2]),
    barNegative: (ax) => ax.bar([1, 2, 3], [3, -1, 2]),
    barh: (ax) => ax.barh([1, 2, 3], [3, 1, 2]),
    hist: (ax) => ax.hist([1, 2, 2, 3, 5], { bins: 4 }),
    imshow: (ax) => ax.imshow([[1, 2, 3], [4, 5, 6]]),
    imshowLower: (ax) => ax.imshow([[1, 2, 3], [4, 5, 6]], { origin: 'lower' }),
    pcolormesh: (ax) => ax.pcolormesh([0, 1, 3], [0, 1, 2], [[1, 2], [3, 4]]),
    nearest: (ax) => ax.pcolormesh([0, 1, 3], [0, 1], [[1, 2, 3], [3, 4, 5]]),
    contourf: (ax) => ax.contourf([[1, 2, 3], [3, 4, 5], [1, 1, 1]]),
    semilogy: (ax) => ax.semilogy([1, 2, 3], [1, 0, 1000]),
    fill: (ax) => ax.fillBetween([0, 1, 2], [1, 2, 1], [0, 0, -1]),
    axhline: (ax) => [ax.plot([0, 1], [0, 1]), ax.axhline(3)],
    single: (ax) => ax.plot([2], [3]),
    empty: (ax) => ax.plot([], []),
    constant: (ax) => ax.plot([1, 2, 3], [5, 5, 5]),
    boxplot: (ax) => ax.boxplot([1, 2, 3, 4, 10]),
    errorbar: (ax) => ax.errorbar([1, 2], [1, 2], { yerr: [0.5, 1] }),
    category: (ax) => ax.plot(['a', 'b', 'c'], [1, 2, 3]),
  }; // prettier-ignore
  it('has a case for each of the oracle', () =>
    expect(Object.keys(draw).sort()).toEqual(Object.keys(oracle.limits).sort()));
  for (const [name, expected] of Object.entries(oracle.limits)) {
    it(name, () => {
      const [, ax] = plt.subplots();
      draw[name]!(ax);
      near([...ax.getXlim(), ...ax.getYlim()], expected, 1e-8);
    });
  }
});

describe('colours', () => {
  it('by name', () => {
    for (const [name, parts] of Object.entries(oracle.colors)) near(toRgba('test', name), parts, 0.003);
  });
  it('of maps, within what their page says', () => {
    for (const [name, rows] of Object.entries(oracle.maps)) {
      const tolerance = ['viridis', 'plasma', 'inferno', 'magma', 'cividis', 'viridis_r', 'tab10'].includes(name)
        ? 2
        : 5.5;
      rows.forEach((row, k) => {
        const own = plt.getCmap(name).evaluate(k / 32);
        row.forEach((part, c) => expect(Math.abs(own[c]! * 255 - part)).toBeLessThanOrEqual(tolerance));
      });
    }
  });
});

describe('format strings', () => {
  for (const [text, [line, marker, color]] of Object.entries(oracle.formats)) {
    it(text, () => {
      const format = parseFormat('plot', text);
      expect(format.marker ?? null).toBe(marker === 'None' ? null : marker);
      if (line !== null && line !== 'None') expect(format.linestyle).toBe(line);
      if (line === 'None') expect(format.linestyle).toBeUndefined();
      if (Array.isArray(color)) expect(toRgba('test', format.color!)).toEqual(color);
      else expect(format.color ?? null).toBe(color);
    });
  }
  for (const text of oracle.badFormats)
    it(`refuses ${text}`, () => expect(() => plt.plot([1], [1], text)).toThrow(/format string/));
});

describe('statistics', () => {
  it('of box plots', () => {
    for (const { data, fliers, ...expected } of oracle.box) {
      const own = boxStats(Float64Array.from(data), 1.5);
      for (const [key, value] of Object.entries(expected)) expect(own[key as 'med']).toBeCloseTo(value, 12);
      expect([...own.fliers].sort()).toEqual([...fliers].sort());
    }
  });
  it('of violins: the density of SciPy', () => {
    const own = gaussianDensity(Float64Array.from(oracle.box[0]!.data), Float64Array.from(oracle.kde.grid));
    near([...own], oracle.kde.density, 1e-12);
  });
});

describe('contours', () => {
  const x = np.linspace(-3, 3, 21);
  const [X, Y] = np.meshgrid(x, x) as [np.NDArray<'float64'>, np.NDArray<'float64'>];
  const Z = np.multiply(
    np.add(np.subtract(1, X.div(2)), np.add(np.power(X, 5), np.power(Y, 3))),
    np.exp(np.negative(np.add(np.square(X), np.square(Y)))),
  );
  for (const { n, filled, levels, lengths } of oracle.contours) {
    it(`${filled ? 'contourf' : 'contour'} with ${n ?? 'no'} levels given`, () => {
      const options = n === null ? {} : { levels: n };
      const set = filled ? plt.contourf(X, Y, Z, options) : plt.contour(X, Y, Z, options);
      near(set.levels, levels);
      if (!lengths) return;
      const own = set.chains.map((chains) =>
        chains.reduce((sum, chain) => {
          for (let k = 2; k < chain.length; k += 2)
            sum += Math.hypot(chain[k]! - chain[k - 2]!, chain[k + 1]! - chain[k - 1]!);
          // A ring's last step is not written.
          const open = Math.hypot(chain[0]! - chain[chain.length - 2]!, chain[1]! - chain[chain.length - 1]!);
          return (
            sum + (open < 0.5 && chain.length > 6 && Math.min(...chain) > -2.99 && Math.max(...chain) < 2.99 ? open : 0)
          );
        }, 0),
      );
      near(own, lengths, 1e-6);
    });
  }
});
