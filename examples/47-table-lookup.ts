/*
 * 47. A table lookup on a grid of three dimensions
 * Shows: RegularGridInterpolator with several methods, points outside, and interpn.
 *
 * Python:
 *     import numpy as np
 *     from scipy.interpolate import RegularGridInterpolator, interpn
 *
 *     # A table of a material's property by temperature, pressure and mixture
 *     temperature = np.linspace(300, 600, 7)
 *     pressure = np.array([1.0, 2.0, 5.0, 10.0, 20.0])
 *     mixture = np.linspace(0, 1, 6)
 *     T, P, M = np.meshgrid(temperature, pressure, mixture, indexing='ij')
 *     table = np.sqrt(T) * P ** 0.3 * (1 + M ** 2)
 *
 *     points = np.array([[325.0, 1.5, 0.1], [410, 7, 0.55], [590, 19, 0.95]])
 *     for method in ['linear', 'nearest', 'cubic', 'pchip']:
 *         lookup = RegularGridInterpolator((temperature, pressure, mixture), table, method=method)
 *         print(method, np.round(lookup(points), 3))
 *     print("exact", np.round(np.sqrt(points[:, 0]) * points[:, 1] ** 0.3 * (1 + points[:, 2] ** 2), 3))
 *
 *     # Outside the table: a value of one's own, or the outer cells go on
 *     print(interpn((temperature, pressure, mixture), table, [[700, 1, 0]], bounds_error=False, fill_value=-1))
 *     print(np.round(interpn((temperature, pressure, mixture), table, [[700, 1, 0]], bounds_error=False, fill_value=None), 3))
 */
import * as np from 'numloom';
import { RegularGridInterpolator, interpn } from 'numloom/interpolate';
import * as plt from 'numloom/pyplot';

// A table of a material's property by temperature, pressure and mixture
const temperature = np.linspace(300, 600, 7);
const pressure = np.array([1, 2, 5, 10, 20]);
const mixture = np.linspace(0, 1, 6);
const [T, P, M] = np.meshgrid(temperature, pressure, mixture, { indexing: 'ij' });
const table = np.multiply(np.multiply(np.sqrt(T!), np.power(P!, 0.3)), np.add(1, np.power(M!, 2)));

const points = np.array([
  [325, 1.5, 0.1],
  [410, 7, 0.55],
  [590, 19, 0.95],
]);
for (const method of ['linear', 'nearest', 'cubic', 'pchip'] as const) {
  const lookup = new RegularGridInterpolator([temperature, pressure, mixture], table, { method });
  console.log(method, String(np.round(lookup.evaluate(points), { decimals: 3 })));
}
const exact = [...points.rows()].map(([t, p, m]) => Math.sqrt(t!) * p! ** 0.3 * (1 + m! ** 2));
console.log('exact', String(np.round(exact, { decimals: 3 })));

// Outside the table: a value of one's own, or the outer cells go on
const grid = [temperature, pressure, mixture];
console.log(String(interpn(grid, table, [[700, 1, 0]], { boundsError: false, fillValue: -1 })));
console.log(
  String(np.round(interpn(grid, table, [[700, 1, 0]], { boundsError: false, fillValue: null }), { decimals: 3 })),
);

// The picture is written when asked for: npx tsx examples/47-table-lookup.ts docs/pictures/table-lookup.svg
const path = process.argv[2];
if (path?.endsWith('.svg')) {
  const at = np.linspace(1, 20, 200);
  for (const method of ['linear', 'nearest', 'cubic'] as const) {
    const lookup = new RegularGridInterpolator([temperature, pressure, mixture], table, { method });
    plt.plot(at, lookup.evaluate([np.full([200], 410), at, np.full([200], 0.5)]), { label: method });
  }
  plt.plot(pressure, np.multiply(np.power(pressure, 0.3), Math.sqrt(410) * 1.25), 'o', { label: 'table' });
  plt.xlabel('pressure');
  plt.title('410 K, mixture 0.5');
  plt.legend();
  plt.savefig(path);
}
