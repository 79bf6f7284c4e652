/** The problems of oracle.py in TypeScript. */
type Fun = (t: number, y: number[]) => number[];
export interface Problem {
  readonly fun: Fun;
  readonly y0: number[];
  readonly end: number;
}

function kepler(e: number): Problem {
  return {
    fun: (_, [x, y, u, v]) => {
      const r3 = (x! * x! + y! * y!) ** 1.5;
      return [u!, v!, -x! / r3, -y! / r3];
    },
    y0: [1 - e, 0, 0, Math.sqrt((1 + e) / (1 - e))],
    end: 20,
  };
}

const unit = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const on20 = (fun: Fun, y0: number[]): Problem => ({ fun, y0, end: 20 });

export const NONSTIFF: Record<string, Problem> = {
  A1: on20((_, [y]) => [-y!], [1]),
  A2: on20((_, [y]) => [-(y! ** 3) / 2], [1]),
  A3: on20((t, [y]) => [y! * Math.cos(t)], [1]),
  A4: on20((_, [y]) => [(y! / 4) * (1 - y! / 20)], [1]),
  A5: on20((t, [y]) => [(y! - t) / (y! + t)], [4]),
  B1: on20((_, [a, b]) => [2 * (a! - a! * b!), -(b! - a! * b!)], [1, 3]),
  B2: on20((_, [a, b, c]) => [-a! + b!, a! - 2 * b! + c!, b! - c!], [2, 0, 1]),
  B3: on20((_, [a, b]) => [-a!, a! - b! * b!, b! * b!], [1, 0, 0]),
  B4: on20(
    (_, [a, b, c]) => {
      const r = Math.hypot(a!, b!);
      return [-b! - (a! * c!) / r, a! - (b! * c!) / r, a! / r];
    },
    [3, 0, 0],
  ),
  B5: on20((_, [a, b, c]) => [b! * c!, -a! * c!, -0.51 * a! * b!], [0, 1, 1]),
  C1: on20((_, y) => y.map((v, i) => (i === 0 ? -v : i === 9 ? y[8]! : y[i - 1]! - v)), unit),
  C2: on20((_, y) => y.map((v, i) => (i === 0 ? -v : i === 9 ? 9 * y[8]! : i * y[i - 1]! - (i + 1) * v)), unit),
  C3: on20((_, y) => y.map((v, i) => (y[i - 1] ?? 0) - 2 * v + (y[i + 1] ?? 0)), unit),
  D1: kepler(0.1),
  D3: kepler(0.5),
  D5: kepler(0.9),
  E1: on20(
    (t, [a, b]) => [b!, -(b! / (t + 1) + (1 - 0.25 / (t + 1) ** 2) * a!)],
    [0.671396707141803, 0.0954005144474744],
  ),
  E2: on20((_, [a, b]) => [b!, (1 - a! * a!) * b! - a!], [2, 0]),
  E3: on20((t, [a, b]) => [b!, a! ** 3 / 6 - a! + 2 * Math.sin(2.78535 * t)], [0, 0]),
  E4: on20((_, [, b]) => [b!, 0.032 - 0.4 * b! * b!], [30, 0]),
  E5: on20((t, [, b]) => [b!, Math.sqrt(1 + b! * b!) / (25 - t)], [0, 0]),
};

export const STIFF: Record<string, Problem> = {
  A1: on20((_, [a, b, c, d]) => [-0.5 * a!, -b!, -100 * c!, -90 * d!], [1, 1, 1, 1]),
  B1: on20((_, [a, b, c, d]) => [-a! + b!, -100 * a! - b!, -100 * c! + d!, -10000 * c! - 100 * d!], [1, 0, 1, 0]),
  C1: on20(
    (_, [a, b, c, d]) => [
      -a! + b! * b! + c! * c! + d! * d!,
      -10 * b! + 10 * (c! * c! + d! * d!),
      -40 * c! + 40 * d! * d!,
      -100 * d! + 2,
    ],
    [1, 1, 1, 1],
  ),
  D1: {
    fun: (_, [a, b, c]) => [0.2 * (b! - a!), 10 * a! - (60 - 0.125 * c!) * b! + 0.125 * c!, 1],
    y0: [0, 0, 0],
    end: 400,
  },
  D4: {
    fun: (_, [a, b, c]) => [
      -0.013 * a! - 1000 * a! * c!,
      -2500 * b! * c!,
      -0.013 * a! - 1000 * a! * c! - 2500 * b! * c!,
    ],
    y0: [1, 1, 0],
    end: 50,
  },
  E2: { fun: (_, [a, b]) => [b!, 5 * (1 - a! * a!) * b! - a!], y0: [2, 0], end: 1 },
  robertson: {
    fun: (_, [a, b, c]) => [-0.04 * a! + 1e4 * b! * c!, 0.04 * a! - 1e4 * b! * c! - 3e7 * b! * b!, 3e7 * b! * b!],
    y0: [1, 0, 0],
    end: 1e4,
  },
  vanderpol: { fun: (_, [a, b]) => [b!, 1000 * (1 - a! * a!) * b! - a!], y0: [2, 0], end: 1500 },
};
