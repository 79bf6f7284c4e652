// Triangulations of points in special position, and trees against trying every point.

import { describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import { Delaunay, KDTree } from '../../src/spatial/index.js';
import { Predicates } from '../../src/spatial/predicates.js';

/** The volume of all simplices, and whether neighbours name each other across the facet they share. */
function examine(tri: Delaunay): { volume: number; sound: boolean; positive: boolean } {
  const { ndim: d, nsimplex: m } = tri;
  const p = tri.points.data;
  const s = tri.simplices.data;
  const n = tri.neighbors.data;
  let volume = 0;
  let sound = true;
  let positive = true;
  const factorial = Array.from({ length: d }, (_, i) => i + 1).reduce((a, b) => a * b, 1);
  for (let i = 0; i < m; i++) {
    const v = Array.from(s.subarray(i * (d + 1), (i + 1) * (d + 1)));
    const rows = v.slice(0, d).map((a) => Array.from({ length: d }, (_, k) => p[a * d + k]! - p[v[d]! * d + k]!));
    const det = Number(np.linalg.det(rows));
    if (!(det > 0)) positive = false;
    volume += det / factorial;
    for (let j = 0; j <= d; j++) {
      const other = n[i * (d + 1) + j]!;
      if (other < 0) continue;
      const facet = v.filter((_, k) => k !== j);
      const theirs = Array.from(s.subarray(other * (d + 1), (other + 1) * (d + 1)));
      const across = theirs.findIndex((a) => !facet.includes(a));
      if (!facet.every((a) => theirs.includes(a)) || n[other * (d + 1) + across] !== i) sound = false;
    }
  }
  return { volume, sound, positive };
}

const lattice = (sides: number[], step = 1): number[][] =>
  sides.reduce<number[][]>((rows, n) => rows.flatMap((row) => Array.from({ length: n }, (_, i) => [...row, i * step])), [[]]); // prettier-ignore

describe('Delaunay', () => {
  it('covers lattices, where all spheres pass through further points', () => {
    for (const [points, volume] of [
      [lattice([7, 9]), 48],
      [lattice([6, 6], 0.1), 0.25],
      [lattice([4, 4, 4]), 27],
      [lattice([3, 3, 3, 3]), 16],
    ] as [number[][], number][]) {
      const found = examine(new Delaunay(points));
      expect(found.volume).toBeCloseTo(volume, 10);
      expect(found).toMatchObject({ sound: true, positive: true });
    }
  });

  it('takes points on a circle, repeated points, and points on a line beside one', () => {
    const circle = Array.from({ length: 24 }, (_, i) => [Math.cos((i * Math.PI) / 12), Math.sin((i * Math.PI) / 12)]);
    const ring = new Delaunay(circle);
    expect(ring.nsimplex).toBe(22);
    expect(examine(ring).volume).toBeCloseTo(12 * Math.sin(Math.PI / 12), 12);
    const repeated = new Delaunay([[0, 0], [1, 0], [0, 1], [1, 1], [0, 0], [1, 1]]); // prettier-ignore
    expect(repeated.nsimplex).toBe(2);
    expect(repeated.coplanar.shape).toEqual([2, 3]);
    const fan = new Delaunay([[0, 0], [1, 0], [2, 0], [3, 0], [1.5, 1]]); // prettier-ignore
    expect(fan.nsimplex).toBe(3);
  });

  it('decides points that are nearly on a line, where floating point does not', () => {
    // Shewchuk's example: points on the line y = x by steps of one unit in the last place.
    const rows: number[][] = [];
    for (let i = 0; i < 8; i++) for (let j = 0; j < 8; j++) rows.push([0.5 + i * 2 ** -53, 0.5 + j * 2 ** -53]);
    rows.push([12, 12], [24, 24]);
    const found = new Delaunay(rows);
    expect(examine(found).sound).toBe(true);
    const exact = new Predicates(Float64Array.from(rows.flat()), 2);
    const [far, farther] = [64, 65];
    for (let i = 0; i < 8; i++) {
      for (let j = 0; j < 8; j++) {
        expect(exact.orient(Int32Array.of(8 * i + j, far, farther))).toBe(Math.sign(i - j) * -1 + 0);
      }
    }
  });

  it('has no point inside a circumcircle', () => {
    const points = np.random.defaultRng(3).random([200, 2]);
    const tri = new Delaunay(points);
    const test = new Predicates(tri.points.data, 2);
    for (let s = 0; s < tri.nsimplex; s++) {
      const v = tri.simplices.data.subarray(3 * s, 3 * s + 3);
      for (let q = 0; q < 200; q++) if (!v.includes(q)) expect(test.inSphere(v, q)).toBeLessThanOrEqual(0);
    }
    expect(examine(tri)).toMatchObject({ sound: true, positive: true });
  });

  it('finds the simplex of points, as trying all does', () => {
    for (const d of [2, 3]) {
      const rng = np.random.defaultRng(d);
      const tri = new Delaunay(rng.random([60, d]));
      const q = rng.random([200, d]);
      const walked = tri.findSimplex(q).toFlatArray();
      expect(walked).toEqual(tri.findSimplex(q, { bruteforce: true }).toFlatArray());
      expect(walked.some((s) => s >= 0)).toBe(true);
      expect(tri.findSimplex(np.full([d], 9)).item()).toBe(-1);
    }
  });

  it('knows the neighbours of points and the maps to barycentric coordinates', () => {
    const tri = new Delaunay([[0, 0], [2, 0], [0, 2], [2, 2.5]]); // prettier-ignore
    const [indptr, indices] = tri.vertexNeighborVertices;
    expect(indptr.size).toBe(5);
    expect(indices.size).toBe(10);
    expect(tri.transform.shape).toEqual([2, 3, 2]);
    expect(tri.vertexToSimplex.toFlatArray().every((s) => s >= 0)).toBe(true);
  });
});

describe('KDTree', () => {
  it('finds what trying every point finds', () => {
    const rng = np.random.defaultRng(11);
    const points = rng.random([300, 3]);
    const q = rng.random([40, 3]);
    const tree = new KDTree(points, { leafsize: 4 });
    for (const p of [1, 2, 3.5, Infinity]) {
      const [d, i] = tree.query(q, { k: 5, p });
      for (let row = 0; row < 40; row++) {
        const all = Array.from({ length: 300 }, (_, j) => {
          const gaps = [0, 1, 2].map((k) => Math.abs(points.item(j, k) - q.item(row, k)));
          const size = p === Infinity ? Math.max(...gaps) : gaps.reduce((sum, g) => sum + g ** p, 0) ** (1 / p);
          return [size, j] as const;
        }).sort((a, b) => a[0] - b[0]);
        for (let k = 0; k < 5; k++) {
          expect(d.item(row, k)).toBeCloseTo(all[k]![0], 13);
          expect(i.item(row, k)).toBe(all[k]![1]);
        }
      }
    }
  });

  it('says what is missing with infinity and n', () => {
    const [d, i] = new KDTree([[0, 0], [1, 0]]).query([0, 0], { k: 3 }); // prettier-ignore
    expect(d.toFlatArray()).toEqual([0, 1, Infinity]);
    expect(i.toFlatArray()).toEqual([0, 1, 2]);
  });

  it('takes many equal points', () => {
    const tree = new KDTree(np.zeros([100, 2]));
    expect(tree.queryBallPoint([0, 0], 0, { returnLength: true })).toBe(100);
    expect(tree.queryPairs(0).length).toBe(4950);
  });
});
