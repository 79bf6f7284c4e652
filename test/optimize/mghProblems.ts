/** Test problems of Moré, Garbow and Hillstrom (ACM TOMS 7, 1981): residuals and starts, as in mgh.py. */

type Residuals = (x: readonly number[]) => number[];

const { exp, sqrt, atan2, cos, sin, PI } = Math;
const range = (n: number, from = 0): number[] => Array.from({ length: n }, (_, i) => i + from);
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

const BARD = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39];
const GAUSS = [
  0.0009, 0.0044, 0.0175, 0.054, 0.1295, 0.242, 0.3521, 0.3989, 0.3521, 0.242, 0.1295, 0.054, 0.0175, 0.0044, 0.0009,
];
const KOW_Y = [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];
const KOW_U = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];
const OSB = [
  0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.85, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.58, 0.558, 0.538,
  0.522, 0.506, 0.49, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.42, 0.414, 0.411, 0.406,
]; // prettier-ignore

const extendedRosenbrock: Residuals = (x) =>
  range(x.length / 2).flatMap((k) => [10 * (x[2 * k + 1]! - x[2 * k]! ** 2), 1 - x[2 * k]!]);
const extendedPowell: Residuals = (x) =>
  range(x.length / 4).flatMap((k) => {
    const [a, b, c, d] = x.slice(4 * k, 4 * k + 4) as [number, number, number, number];
    return [a + 10 * b, sqrt(5) * (c - d), (b - 2 * c) ** 2, sqrt(10) * (a - d) ** 2];
  });
const grid = (n: number): number[] => range(n, 1).map((i) => (i / (n + 1)) * (i / (n + 1) - 1));

export const PROBLEMS: Readonly<Record<string, [residuals: Residuals, x0: number[]]>> = {
  rosenbrock: [extendedRosenbrock, [-1.2, 1]],
  freudensteinRoth: [
    ([a, b]) => [-13 + a! + ((5 - b!) * b! - 2) * b!, -29 + a! + ((b! + 1) * b! - 14) * b!],
    [0.5, -2],
  ],
  powellBadlyScaled: [([a, b]) => [1e4 * a! * b! - 1, exp(-a!) + exp(-b!) - 1.0001], [0, 1]],
  brownBadlyScaled: [([a, b]) => [a! - 1e6, b! - 2e-6, a! * b! - 2], [1, 1]],
  beale: [([a, b]) => [1.5 - a! * (1 - b!), 2.25 - a! * (1 - b! ** 2), 2.625 - a! * (1 - b! ** 3)], [1, 1]],
  jennrichSampson: [([a, b]) => range(10, 1).map((i) => 2 + 2 * i - (exp(i * a!) + exp(i * b!))), [0.3, 0.4]],
  helicalValley: [
    ([a, b, c]) => {
      let t = atan2(b!, a!) / (2 * PI);
      if (t < -0.25) t += 1;
      return [10 * (c! - 10 * t), 10 * (sqrt(a! ** 2 + b! ** 2) - 1), c!];
    },
    [-1, 0, 0],
  ],
  bard: [
    (x) => BARD.map((y, i) => y - (x[0]! + (i + 1) / ((15 - i) * x[1]! + Math.min(i + 1, 15 - i) * x[2]!))),
    [1, 1, 1],
  ],
  gaussian: [(x) => GAUSS.map((y, i) => x[0]! * exp((-x[1]! * ((7 - i) / 2 - x[2]!) ** 2) / 2) - y), [0.4, 1, 0]],
  box: [
    (x) =>
      range(10, 1).map((i) => {
        const t = i * 0.1;
        return exp(-t * x[0]!) - exp(-t * x[1]!) - x[2]! * (exp(-t) - exp(-10 * t));
      }),
    [0, 10, 20],
  ],
  powellSingular: [extendedPowell, [3, -1, 0, 1]],
  wood: [
    ([a, b, c, d]) => [
      10 * (b! - a! ** 2),
      1 - a!,
      sqrt(90) * (d! - c! ** 2),
      1 - c!,
      sqrt(10) * (b! + d! - 2),
      (b! - d!) / sqrt(10),
    ],
    [-3, -1, -3, -1],
  ],
  kowalikOsborne: [
    (x) => KOW_U.map((u, i) => KOW_Y[i]! - (x[0]! * (u ** 2 + u * x[1]!)) / (u ** 2 + u * x[2]! + x[3]!)),
    [0.25, 0.39, 0.415, 0.39],
  ],
  brownDennis: [
    (x) =>
      range(20, 1).map((i) => {
        const t = i / 5;
        return (x[0]! + t * x[1]! - exp(t)) ** 2 + (x[2]! + x[3]! * sin(t) - cos(t)) ** 2;
      }),
    [25, 5, -5, -1],
  ],
  osborne1: [
    (x) => OSB.map((y, i) => y - (x[0]! + x[1]! * exp(-10 * i * x[3]!) + x[2]! * exp(-10 * i * x[4]!))),
    [0.5, 1.5, -1, 0.01, 0.02],
  ],
  biggs: [
    (x) =>
      range(13, 1).map((i) => {
        const t = i * 0.1;
        const y = exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t);
        return x[2]! * exp(-t * x[0]!) - x[3]! * exp(-t * x[1]!) + x[5]! * exp(-t * x[4]!) - y;
      }),
    [1, 2, 1, 1, 1, 1],
  ],
  watson6: [
    (x) => [
      ...range(29, 1).map((i) => {
        const t = i / 29;
        const a = sum(x.map((v, j) => (j === 0 ? 0 : j * v * t ** (j - 1))));
        const b = sum(x.map((v, j) => v * t ** j));
        return a - b ** 2 - 1;
      }),
      x[0]!,
      x[1]! - x[0]! ** 2 - 1,
    ],
    [0, 0, 0, 0, 0, 0],
  ],
  extendedRosenbrock10: [extendedRosenbrock, [-1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1]],
  extendedPowell8: [extendedPowell, [3, -1, 0, 1, 3, -1, 0, 1]],
  penalty4: [(x) => [...x.map((t) => sqrt(1e-5) * (t - 1)), sum(x.map((t) => t * t)) - 0.25], [1, 2, 3, 4]],
  variablyDimensioned8: [
    (x) => {
      const s = sum(x.map((t, j) => (j + 1) * (t - 1)));
      return [...x.map((t) => t - 1), s, s ** 2];
    },
    range(8, 1).map((j) => 1 - j / 8),
  ],
  trigonometric6: [
    (x) => x.map((t, i) => x.length - sum(x.map(cos)) + (i + 1) * (1 - cos(t)) - sin(t)),
    [1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 6],
  ],
  brownAlmostLinear6: [
    (x) => x.map((t, i) => (i === x.length - 1 ? x.reduce((p, v) => p * v, 1) - 1 : t + sum(x) - (x.length + 1))),
    [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
  ],
  discreteBoundary8: [
    (x) => {
      const h = 1 / (x.length + 1);
      return x.map((t, i) => 2 * t - (x[i - 1] ?? 0) - (x[i + 1] ?? 0) + (h * h * (t + (i + 1) * h + 1) ** 3) / 2);
    },
    grid(8),
  ],
  discreteIntegral8: [
    (x) => {
      const h = 1 / (x.length + 1);
      const t = x.map((_, i) => (i + 1) * h);
      const c = x.map((v, i) => (v + t[i]! + 1) ** 3);
      return x.map(
        (v, i) =>
          v +
          (h *
            ((1 - t[i]!) * sum(c.map((s, j) => (j <= i ? t[j]! * s : 0))) +
              t[i]! * sum(c.map((s, j) => (j > i ? (1 - t[j]!) * s : 0))))) /
            2,
      );
    },
    grid(8),
  ],
  broydenTridiagonal8: [
    (x) => x.map((t, i) => (3 - 2 * t) * t - (x[i - 1] ?? 0) - 2 * (x[i + 1] ?? 0) + 1),
    [-1, -1, -1, -1, -1, -1, -1, -1],
  ],
  broydenBanded8: [
    (x) =>
      x.map(
        (t, i) =>
          t * (2 + 5 * t * t) + 1 - sum(x.map((s, j) => (j !== i && j >= i - 5 && j <= i + 1 ? s * (1 + s) : 0))),
      ),
    [-1, -1, -1, -1, -1, -1, -1, -1],
  ],
  linearFullRank: [(x) => range(15).map((i) => (i < x.length ? x[i]! : 0) - (2 / 15) * sum(x) - 1), [1, 1, 1, 1, 1, 1]],
};
