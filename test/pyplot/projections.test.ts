/** Polar axes, three dimensions seen from any side, lines along fields, points in hexagons, labels on contours, dates. */
import { afterEach, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import * as plt from '../../src/pyplot/index.js';
import { streamlines } from '../../src/pyplot/streamlines.js';
import { dateTicks } from '../../src/pyplot/ticks.js';
import { layoutFigure } from '../../src/pyplot/render/layout.js';
import { polarArtists } from '../../src/pyplot/render/polar.js';
import { sceneOf } from '../../src/pyplot/render/three.js';
import { drawScene } from '../../src/pyplot/render/threeView.js';

afterEach(() => plt.close('all'));

describe('polar axes', () => {
  it('lay angle and distance into the unit circle', () => {
    const [line] = plt.polar([0, Math.PI / 2, Math.PI], [1, 2, 4]);
    const ax = plt.gca();
    expect(ax.getYlim()).toEqual([0, 4.2]);
    const moved = polarArtists(ax, layoutFigure(plt.gcf())[0]!).find((a) => a.kind === 'line');
    if (moved?.kind !== 'line') throw new Error('no line');
    [[1 / 4.2, 0], [0, 2 / 4.2], [-4 / 4.2, 0]].forEach(([x, y], k) => {
      expect(moved.x[k]).toBeCloseTo(x!, 12);
      expect(moved.y[k]).toBeCloseTo(y!, 12);
    });
    // The data stay as they were.
    expect([...line!.x]).toEqual([0, Math.PI / 2, Math.PI]);
    const svg = plt.gcf().toSvg();
    for (const label of ['0°', '45°', '315°']) expect(svg).toContain(`>${label}</text>`);
  }); // prettier-ignore
  it('turn and begin as told', () => {
    const ax = plt.figure().addSubplot(1, 1, 1, { projection: 'polar' });
    ax.setThetaZeroLocation('N');
    ax.setThetaDirection(-1);
    ax.setRmax(2);
    ax.scatter([Math.PI / 2], [2]);
    const moved = polarArtists(ax, layoutFigure(plt.gcf())[0]!).find((a) => a.kind === 'points');
    if (moved?.kind !== 'points') throw new Error('no points');
    expect(moved.x[0]).toBeCloseTo(1, 12);
    expect(moved.y[0]).toBeCloseTo(0, 12);
    expect(() => plt.subplots()[1].setRmax(1)).toThrow(/not polar/);
    expect(() => ax.setThetaZeroLocation('up' as 'N')).toThrow(/must be one of N/);
    expect(() => plt.gcf().addSubplot(1, 1, 1, { projection: 'globe' as '3d' })).toThrow(/unknown projection 'globe'/);
  });
  it('bend bars', () => {
    const ax = plt.figure().addSubplot(1, 1, 1, { projection: 'polar' });
    ax.bar([0], [1], { width: Math.PI });
    const moved = polarArtists(ax, layoutFigure(plt.gcf())[0]!).filter((a) => a.kind === 'areas').pop();
    if (moved?.kind !== 'areas') throw new Error('no areas');
    const ring = moved.areas[0]![0]!;
    const outer = [];
    for (let k = 0; k < ring.length; k += 2) if (Math.hypot(ring[k]!, ring[k + 1]!) > 0.5) outer.push(Math.hypot(ring[k]!, ring[k + 1]!));
    expect(outer.length).toBeGreaterThan(80);
    for (const r of outer) expect(r).toBeCloseTo(1 / 1.05, 9);
  }); // prettier-ignore
});

describe('three dimensions', () => {
  it('turn: what is near hides what is far', () => {
    const ax = plt.figure().addSubplot(1, 1, 1, { projection: '3d' });
    ax.scatter3D([0, 1], [0, 0], [0, 0], { c: [0, 1], cmap: 'gray' });
    const scene = sceneOf(ax, 300, 1);
    const dots = (azim: number): string[] => drawScene(scene, 0, azim).filter((m) => m.px !== undefined).map((m) => m.f!); // prettier-ignore
    // Looked at along x, the farther point is painted first.
    expect(dots(0)).toEqual(['#000000', '#ffffff']);
    expect(dots(180)).toEqual(['#ffffff', '#000000']);
  });
  it('survive JSON, as a page holds them', () => {
    const ax = plt.figure().addSubplot(1, 1, 1, { projection: '3d' });
    ax.plotSurface([0, 1, 2], [0, 1, 2], [[0, 1, 2], [1, NaN, 2], [2, 2, 3]]); // prettier-ignore
    ax.plotWireframe([0, 1, 2], [0, 1, 2], [[0, 1, 2], [1, NaN, 2], [2, 2, 3]], { label: 'net' }); // prettier-ignore
    const scene = sceneOf(ax, 300, 1);
    const again = JSON.parse(JSON.stringify(scene)) as typeof scene;
    expect(drawScene(again, 20, 50)).toEqual(drawScene(scene, 20, 50));
    ax.legend();
    expect(plt.gcf().toSvg()).toContain('>net</text>');
  });
});

describe('lines along a field', () => {
  const u = np.linspace(-1, 1, 21);
  it('are circles round a whirl', () => {
    const places = Float64Array.from(u);
    const field = (f: (x: number, y: number) => number) => ({
      rows: 21,
      columns: 21,
      data: Float64Array.from({ length: 441 }, (_, k) => f(places[k % 21]!, places[Math.floor(k / 21)]!)),
    });
    const settings = { density: [1, 1] as const, minlength: 0.1, maxlength: 4, direction: 'both' as const, starts: [[0.5, 0]] as const }; // prettier-ignore
    const lines = streamlines(places, places, field((_x, y) => -y), field((x) => x), settings); // prettier-ignore
    expect(lines.length).toBe(1);
    const { points } = lines[0]!;
    for (let k = 0; k < points.length; k += 2) expect(Math.hypot(points[k]!, points[k + 1]!)).toBeCloseTo(0.5, 1);
    expect(points.length).toBeGreaterThan(60);
  });
  it('keep apart, and say what does not fit', () => {
    const [X, Y] = np.meshgrid(u, u) as [np.NDArray<'float64'>, np.NDArray<'float64'>];
    const drawn = plt.streamplot(X, Y, np.onesLike(X), np.zerosLike(X), { color: Y });
    // All run from left to right.
    for (const chain of drawn.chains) expect(chain[chain.length - 1]).toBeCloseTo(chain[1]!, 9);
    expect(plt.gca().getXlim()).toEqual([-1, 1]);
    expect(() => plt.streamplot([0, 1, 3], [0, 1], [[1, 1, 1], [1, 1, 1]], [[1, 1, 1], [1, 1, 1]])).toThrow(/x must increase evenly/); // prettier-ignore
    expect(() => plt.streamplot(u, u, X, [[1, 2], [3, 4]])).toThrow(/same shape/); // prettier-ignore
    expect(() => plt.streamplot(u, u, X, Y, { startPoints: [[5, 0]] })).toThrow(/lies outside/);
  });
});

describe('hexagons', () => {
  it('hold each point once', () => {
    const rng = np.random.defaultRng(1);
    const cells = plt.hexbin(rng.normal(0, 1, 500), rng.normal(0, 1, 500), { gridsize: 12 });
    expect(cells.mappable!.values.reduce((a, b) => a + b, 0)).toBe(500);
    const some = plt.hexbin([0, 1, 1], [0, 1, 1], { gridsize: 4, mincnt: 1, C: [1, 2, 4] });
    expect([...some.mappable!.values].sort()).toEqual([1, 3]);
    expect(() => plt.hexbin([1], [1], { gridsize: 0 })).toThrow(/gridsize/);
  });
});

describe('labels on contours', () => {
  it('stand on their line, which is parted for them', () => {
    const u = np.linspace(-2, 2, 41);
    const [X, Y] = np.meshgrid(u, u) as [np.NDArray<'float64'>, np.NDArray<'float64'>];
    const set = plt.contour(X, Y, np.hypot(X, Y), { levels: [1, 1.5] });
    const before = set.artist.kind === 'segments' ? set.artist.chains.length : 0;
    const texts = plt.clabel(set, { fmt: '%.1f' });
    expect(texts.map((t) => t.text)).toEqual(['1.0', '1.5']);
    texts.forEach((t, k) => expect(Math.hypot(t.x, t.y)).toBeCloseTo([1, 1.5][k]!, 1));
    expect(set.artist.kind === 'segments' ? set.artist.chains.length : 0).toBe(before + 2);
  });
});

describe('dates', () => {
  const at = (text: string): number => Date.parse(text + 'Z');
  const cases: [string, string, number, string[]][] = [
    ['2024-01-01', '2024-03-31', Infinity, ['2024-01-01', '2024-01-15', '2024-02-01', '2024-02-15', '2024-03-01', '2024-03-15']],
    ['2024-01-01', '2024-03-31', 20, ['2024-01-01', '2024-03-01']],
    ['2020-05-01', '2024-05-01', Infinity, ['2020-07', '2021-01', '2021-07', '2022-01', '2022-07', '2023-01', '2023-07', '2024-01']],
    ['2000-01-01', '2024-01-01', Infinity, ['2000', '2004', '2008', '2012', '2016', '2020', '2024']],
    ['2024-01-01T00:00', '2024-01-01T12:00', Infinity, ['01-01 00', '01-01 02', '01-01 04', '01-01 06', '01-01 08', '01-01 10', '01-01 12']],
    ['2024-01-01T00:00:00', '2024-01-01T00:00:20', Infinity, ['00:00:00', '00:00:05', '00:00:10', '00:00:15', '00:00:20']],
  ]; // prettier-ignore
  for (const [from, to, room, want] of cases)
    it(`from ${from} to ${to}`, () => expect(dateTicks(at(from), at(to), room).labels).toEqual(want));
});
