/**
 * Carlson's symmetric elliptic integrals of real numbers by duplication (B. C. Carlson, "Numerical computation of real or
 * complex elliptic integrals", Numer. Algorithms 10, 1995; DLMF 19.36(i)).
 */

/** R_C(x, y) = R_F(x, y, y); for y < 0 Cauchy's principal value (DLMF 19.2.20). */
export function elliprcKernel(x: number, y: number): number {
  if (x !== x || y !== y || x < 0 || (x === 0 && y === 0)) return NaN;
  if (y === 0) return Infinity;
  if (x === Infinity || Math.abs(y) === Infinity) return 0;
  if (y < 0) return Math.sqrt(x / (x - y)) * elliprcKernel(x - y, -y);
  // Elementary (DLMF 19.2.17-19), where nothing cancels; duplication near x = y.
  const ratio = (y - x) / y;
  if (Math.abs(ratio) > 0.3) {
    if (x < y) return Math.atan(Math.sqrt((y - x) / x)) / Math.sqrt(y - x);
    return Math.asinh(Math.sqrt((x - y) / y)) / Math.sqrt(x - y);
  }
  let [a, b] = [x, y];
  let mean = (a + 2 * b) / 3;
  for (let k = 0; k < 30 && Math.abs(a - mean) > 2e-3 * mean; k++) {
    const l = 2 * Math.sqrt(a) * Math.sqrt(b) + b;
    a = (a + l) / 4;
    b = (b + l) / 4;
    mean = (a + 2 * b) / 3;
  }
  const s = (b - mean) / mean;
  const series = 1 + s * s * (3 / 10 + s * (1 / 7 + s * (3 / 8 + s * (9 / 22 + s * (159 / 208 + (s * 9) / 8)))));
  return series / Math.sqrt(mean);
}

/** R_F(x, y, z), at most one of them 0. */
export function elliprfKernel(x: number, y: number, z: number): number {
  if (!(x >= 0 && y >= 0 && z >= 0)) return NaN;
  if ((x === 0 ? 1 : 0) + (y === 0 ? 1 : 0) + (z === 0 ? 1 : 0) > 1) return Infinity;
  if (x === Infinity || y === Infinity || z === Infinity) return 0;
  let mean = (x + y + z) / 3;
  const spread = Math.max(Math.abs(mean - x), Math.abs(mean - y), Math.abs(mean - z));
  const dx = mean - x;
  const dy = mean - y;
  let scale = 1;
  for (let k = 0; k < 200 && spread * scale > 0.0035 * mean; k++) {
    const rx = Math.sqrt(x);
    const ry = Math.sqrt(y);
    const rz = Math.sqrt(z);
    const l = rx * (ry + rz) + ry * rz;
    mean = (mean + l) / 4;
    x = (x + l) / 4;
    y = (y + l) / 4;
    z = (z + l) / 4;
    scale /= 4;
  }
  const X = (dx * scale) / mean;
  const Y = (dy * scale) / mean;
  const Z = -X - Y;
  const e2 = X * Y - Z * Z;
  const e3 = X * Y * Z;
  const series =
    1 -
    e2 / 10 +
    e3 / 14 +
    (e2 * e2) / 24 -
    (3 * e2 * e3) / 44 -
    (5 * e2 * e2 * e2) / 208 +
    (3 * e3 * e3) / 104 +
    (e2 * e2 * e3) / 16;
  return series / Math.sqrt(mean);
}

/** The series of R_J and R_D in the elementary symmetric sums. */
function series(e2: number, e3: number, e4: number, e5: number): number {
  return (
    1 -
    (3 * e2) / 14 +
    e3 / 6 +
    (9 * e2 * e2) / 88 -
    (3 * e4) / 22 -
    (9 * e2 * e3) / 52 +
    (3 * e5) / 26 -
    (e2 * e2 * e2) / 16 +
    (3 * e3 * e3) / 40 +
    (3 * e2 * e4) / 20 +
    (45 * e2 * e2 * e3) / 272 -
    (9 * (e3 * e4 + e2 * e5)) / 68
  );
}

/** R_D(x, y, z) = R_J(x, y, z, z). */
export function elliprdKernel(x: number, y: number, z: number): number {
  if (!(x >= 0 && y >= 0 && z >= 0)) return NaN;
  if (z === 0 || (x === 0 && y === 0)) return Infinity;
  if (x === Infinity || y === Infinity || z === Infinity) return 0;
  let mean = (x + y + 3 * z) / 5;
  const spread = Math.max(Math.abs(mean - x), Math.abs(mean - y), Math.abs(mean - z));
  const dx = mean - x;
  const dy = mean - y;
  let scale = 1;
  let sum = 0;
  for (let k = 0; k < 200 && spread * scale > 0.0017 * mean; k++) {
    const rx = Math.sqrt(x);
    const ry = Math.sqrt(y);
    const rz = Math.sqrt(z);
    const l = rx * (ry + rz) + ry * rz;
    sum += scale / (rz * (z + l));
    mean = (mean + l) / 4;
    x = (x + l) / 4;
    y = (y + l) / 4;
    z = (z + l) / 4;
    scale /= 4;
  }
  const X = (dx * scale) / mean;
  const Y = (dy * scale) / mean;
  const Z = -(X + Y) / 3;
  const xy = X * Y;
  const zz = Z * Z;
  const value = series(xy - 6 * zz, (3 * xy - 8 * zz) * Z, 3 * (xy - zz) * zz, xy * zz * Z);
  return (scale * value) / (mean * Math.sqrt(mean)) + 3 * sum;
}

/** R_J(x, y, z, p); for p < 0 Cauchy's principal value (DLMF 19.20.14). */
export function elliprjKernel(x: number, y: number, z: number, p: number): number {
  if (!(x >= 0 && y >= 0 && z >= 0) || p !== p) return NaN;
  if ((x === 0 ? 1 : 0) + (y === 0 ? 1 : 0) + (z === 0 ? 1 : 0) > 1 || p === 0) return Infinity;
  if (x === Infinity || y === Infinity || z === Infinity || Math.abs(p) === Infinity) return 0;
  if (p < 0) {
    const [a, b, c] = [x, y, z].sort((u, v) => u - v) as [number, number, number];
    const q = -p;
    const g = (c - b) * (b - a);
    const t = b + g / (b + q);
    // (y + q) R_J(x, y, z, -q) = (t - y) R_J(x, y, z, t) - 3 R_F(x, y, z) + 3 sqrt(...) R_C(...), of ordered x, y, z.
    const root = Math.sqrt((a * b * c) / (a * c + t * q));
    const rest = -3 * elliprfKernel(a, b, c) + 3 * root * elliprcKernel(a * c + t * q, t * q);
    return ((t - b) * elliprjKernel(a, b, c, t) + rest) / (b + q);
  }
  let mean = (x + y + z + 2 * p) / 5;
  const spread = Math.max(Math.abs(mean - x), Math.abs(mean - y), Math.abs(mean - z), Math.abs(mean - p));
  const dx = mean - x;
  const dy = mean - y;
  const dz = mean - z;
  const delta = (p - x) * (p - y) * (p - z);
  let scale = 1;
  let sum = 0;
  for (let k = 0; k < 200 && spread * scale > 0.0017 * mean; k++) {
    const rx = Math.sqrt(x);
    const ry = Math.sqrt(y);
    const rz = Math.sqrt(z);
    const rp = Math.sqrt(p);
    const l = rx * (ry + rz) + ry * rz;
    const d = (rp + rx) * (rp + ry) * (rp + rz);
    const e = (scale * scale * scale * delta) / (d * d);
    sum += (scale / d) * elliprcKernel(1, 1 + e);
    mean = (mean + l) / 4;
    x = (x + l) / 4;
    y = (y + l) / 4;
    z = (z + l) / 4;
    p = (p + l) / 4;
    scale /= 4;
  }
  const X = (dx * scale) / mean;
  const Y = (dy * scale) / mean;
  const Z = (dz * scale) / mean;
  const P = -(X + Y + Z) / 2;
  const e2 = X * Y + X * Z + Y * Z - 3 * P * P;
  const e3 = X * Y * Z + 2 * e2 * P + 4 * P * P * P;
  const e4 = (2 * X * Y * Z + e2 * P + 3 * P * P * P) * P;
  const e5 = X * Y * Z * P * P;
  return (scale * series(e2, e3, e4, e5)) / (mean * Math.sqrt(mean)) + 6 * sum;
}

/** R_G(x, y, z) (DLMF 19.21.10). */
export function elliprgKernel(x: number, y: number, z: number): number {
  if (!(x >= 0 && y >= 0 && z >= 0)) return NaN;
  if (x === Infinity || y === Infinity || z === Infinity) return Infinity;
  const [a, b, c] = [x, y, z].sort((u, v) => u - v) as [number, number, number];
  if (b === 0) return Math.sqrt(c) / 2;
  if (a === 0) {
    // Two arguments: by the arithmetic-geometric mean.
    let u = Math.sqrt(c);
    let v = Math.sqrt(b);
    let sum = (b + c) / 2;
    let factor = 1;
    for (let k = 0; k < 20 && Math.abs(u - v) > 1e-9 * u; k++) {
      const half = (u - v) / 2;
      const mean = (u + v) / 2;
      v = Math.sqrt(u * v);
      u = mean;
      sum -= factor * half * half;
      factor *= 2;
    }
    return (Math.PI * sum) / (2 * (u + v));
  }
  // With the middle one last, no term is negative.
  const rest = ((b - a) * (c - b) * elliprdKernel(a, c, b)) / 3;
  return (b * elliprfKernel(a, c, b) + rest + Math.sqrt((a * c) / b)) / 2;
}
