// Matrix times vector and rank-one updates, real, with any strides. Each reads the matrix once, four lines at a time, along
// the axis on which its elements are neighbours.
import { lanes, madd, total } from './lanes';

/** y += scale * A x where columns of A lie without gaps and so does y: four columns at a time. */
function byColumns<T>(m: i32, n: i32, scale: T, a: usize, column: usize, x: usize, xStep: usize, y: usize): void {
  const step = <usize>lanes<T>();
  const whole = <usize>m & ~(step - 1);
  let j = 0;
  for (; j + 4 <= n; j += 4) {
    const x0 = scale * load<T>(x);
    const x1 = scale * load<T>(x + xStep);
    const x2 = scale * load<T>(x + 2 * xStep);
    const x3 = scale * load<T>(x + 3 * xStep);
    const v0 = v128.splat<T>(x0);
    const v1 = v128.splat<T>(x1);
    const v2 = v128.splat<T>(x2);
    const v3 = v128.splat<T>(x3);
    let p0 = a;
    let p1 = p0 + column;
    let p2 = p1 + column;
    let p3 = p2 + column;
    let q = y;
    const end = y + whole * sizeof<T>();
    while (q < end) {
      let s = madd<T>(v0, v128.load(p0), v128.load(q));
      s = madd<T>(v1, v128.load(p1), s);
      s = madd<T>(v2, v128.load(p2), s);
      s = madd<T>(v3, v128.load(p3), s);
      v128.store(q, s);
      p0 += 16;
      p1 += 16;
      p2 += 16;
      p3 += 16;
      q += 16;
    }
    const last = y + <usize>m * sizeof<T>();
    while (q < last) {
      store<T>(q, load<T>(q) + x0 * load<T>(p0) + x1 * load<T>(p1) + x2 * load<T>(p2) + x3 * load<T>(p3));
      p0 += sizeof<T>();
      p1 += sizeof<T>();
      p2 += sizeof<T>();
      p3 += sizeof<T>();
      q += sizeof<T>();
    }
    a += 4 * column;
    x += 4 * xStep;
  }
  for (; j < n; j++) {
    addScaled<T>(m, scale * load<T>(x), a, y);
    a += column;
    x += xStep;
  }
}

/** y += factor * x, both without gaps. */
// @ts-ignore: decorator
@inline
export function addScaled<T>(n: i32, factor: T, x: usize, y: usize): void {
  const v = v128.splat<T>(factor);
  const whole = y + (<usize>n & ~(<usize>lanes<T>() - 1)) * sizeof<T>();
  const end = y + <usize>n * sizeof<T>();
  while (y < whole) {
    v128.store(y, madd<T>(v, v128.load(x), v128.load(y)));
    x += 16;
    y += 16;
  }
  while (y < end) {
    store<T>(y, load<T>(y) + factor * load<T>(x));
    x += sizeof<T>();
    y += sizeof<T>();
  }
}

/** The sum of x y, both without gaps: in four vectors, so that no addition waits for the one before it. */
export function dot<T>(n: i32, x: usize, y: usize): T {
  let s0 = v128.splat<T>(0);
  let s1 = v128.splat<T>(0);
  let s2 = v128.splat<T>(0);
  let s3 = v128.splat<T>(0);
  const unit = <usize>(4 * lanes<T>());
  const whole = x + (<usize>n & ~(unit - 1)) * sizeof<T>();
  const end = x + <usize>n * sizeof<T>();
  while (x < whole) {
    s0 = madd<T>(v128.load(x), v128.load(y), s0);
    s1 = madd<T>(v128.load(x, 16), v128.load(y, 16), s1);
    s2 = madd<T>(v128.load(x, 32), v128.load(y, 32), s2);
    s3 = madd<T>(v128.load(x, 48), v128.load(y, 48), s3);
    x += 64;
    y += 64;
  }
  let sum = total<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
  while (x < end) {
    sum += load<T>(x) * load<T>(y);
    x += sizeof<T>();
    y += sizeof<T>();
  }
  return sum;
}

/** y += scale * A x where rows of A lie without gaps and so does x: four rows at a time. */
function byRows<T>(m: i32, n: i32, scale: T, a: usize, row: usize, x: usize, y: usize, yStep: usize): void {
  const whole = x + (<usize>n & ~(<usize>(2 * lanes<T>()) - 1)) * sizeof<T>();
  const end = x + <usize>n * sizeof<T>();
  let i = 0;
  for (; i + 4 <= m; i += 4) {
    let p0 = a;
    let p1 = p0 + row;
    let p2 = p1 + row;
    let p3 = p2 + row;
    let s0 = v128.splat<T>(0), s1 = v128.splat<T>(0), s2 = v128.splat<T>(0), s3 = v128.splat<T>(0);
    let t0 = v128.splat<T>(0), t1 = v128.splat<T>(0), t2 = v128.splat<T>(0), t3 = v128.splat<T>(0);
    let q = x;
    while (q < whole) {
      const v = v128.load(q);
      const w = v128.load(q, 16);
      s0 = madd<T>(v, v128.load(p0), s0);
      t0 = madd<T>(w, v128.load(p0, 16), t0);
      s1 = madd<T>(v, v128.load(p1), s1);
      t1 = madd<T>(w, v128.load(p1, 16), t1);
      s2 = madd<T>(v, v128.load(p2), s2);
      t2 = madd<T>(w, v128.load(p2, 16), t2);
      s3 = madd<T>(v, v128.load(p3), s3);
      t3 = madd<T>(w, v128.load(p3, 16), t3);
      p0 += 32;
      p1 += 32;
      p2 += 32;
      p3 += 32;
      q += 32;
    }
    let r0 = total<T>(v128.add<T>(s0, t0));
    let r1 = total<T>(v128.add<T>(s1, t1));
    let r2 = total<T>(v128.add<T>(s2, t2));
    let r3 = total<T>(v128.add<T>(s3, t3));
    while (q < end) {
      const v = load<T>(q);
      r0 += v * load<T>(p0);
      r1 += v * load<T>(p1);
      r2 += v * load<T>(p2);
      r3 += v * load<T>(p3);
      p0 += sizeof<T>();
      p1 += sizeof<T>();
      p2 += sizeof<T>();
      p3 += sizeof<T>();
      q += sizeof<T>();
    }
    store<T>(y, load<T>(y) + scale * r0);
    y += yStep;
    store<T>(y, load<T>(y) + scale * r1);
    y += yStep;
    store<T>(y, load<T>(y) + scale * r2);
    y += yStep;
    store<T>(y, load<T>(y) + scale * r3);
    y += yStep;
    a += 4 * row;
  }
  for (; i < m; i++) {
    store<T>(y, load<T>(y) + scale * dot<T>(n, a, x));
    y += yStep;
    a += row;
  }
}

/** y = scale * A x, or y += that; A is m x n. Steps are counted in elements; y must not overlap A and x. */
export function matrixVector<T>(
  m: i32, n: i32, scale: T, a: usize, aRow: i32, aColumn: i32, x: usize, xStep: i32, y: usize, yStep: i32, accumulate: bool,
): void {
  const row = <usize>aRow * sizeof<T>();
  const column = <usize>aColumn * sizeof<T>();
  const xBytes = <usize>xStep * sizeof<T>();
  const yBytes = <usize>yStep * sizeof<T>();
  if (!accumulate) {
    for (let i = 0; i < m; i++) store<T>(y + <usize>i * yBytes, 0);
  }
  if (aColumn == 1 && xStep == 1 && (aRow != 1 || n > m)) {
    byRows<T>(m, n, scale, a, row, x, y, yBytes);
  } else if (aRow == 1 && yStep == 1) {
    byColumns<T>(m, n, scale, a, column, x, xBytes, y);
  } else {
    for (let i = 0; i < m; i++) {
      let sum: T = 0;
      let p = a + <usize>i * row;
      let q = x;
      for (let j = 0; j < n; j++) {
        sum += load<T>(p) * load<T>(q);
        p += column;
        q += xBytes;
      }
      const at = y + <usize>i * yBytes;
      store<T>(at, load<T>(at) + scale * sum);
    }
  }
}

/** A += scale * x y^T, m x n. Steps are counted in elements; A must not overlap x and y. */
export function rankOne<T>(
  m: i32, n: i32, scale: T, x: usize, xStep: i32, y: usize, yStep: i32, a: usize, aRow: i32, aColumn: i32,
): void {
  if (aColumn != 1 && aRow == 1) {
    rankOne<T>(n, m, scale, y, yStep, x, xStep, a, aColumn, aRow);
    return;
  }
  const row = <usize>aRow * sizeof<T>();
  const column = <usize>aColumn * sizeof<T>();
  const xBytes = <usize>xStep * sizeof<T>();
  const yBytes = <usize>yStep * sizeof<T>();
  for (let i = 0; i < m; i++) {
    const factor = scale * load<T>(x);
    if (aColumn == 1 && yStep == 1) addScaled<T>(n, factor, y, a);
    else {
      let p = a;
      let q = y;
      for (let j = 0; j < n; j++) {
        store<T>(p, load<T>(p) + factor * load<T>(q));
        p += column;
        q += yBytes;
      }
    }
    x += xBytes;
    a += row;
  }
}
