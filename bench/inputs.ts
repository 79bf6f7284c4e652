/** The operands of the benchmark, by name: how numloom makes each and the Python that makes the same in NumPy. */
import * as np from 'numloom';
import type { Precision } from './results.js';

/** What a size means: `n` elements; `side` is the side of the square matrix of about as many. */
export interface Extent {
  readonly n: number;
  readonly side: number;
  readonly dtype: Precision;
}

/** The operands that a case can ask for. */
export interface Inputs {
  /** n values from [0, 1). */
  readonly x: np.NDArray<'float64'>;
  /** n other values from [0, 1). */
  readonly y: np.NDArray<'float64'>;
  /** A vector to write a result to. */
  readonly out: np.NDArray<'float64'>;
  /** A square matrix of values from [0, 1), of about n elements. */
  readonly m: np.NDArray<'float64'>;
  /** One row for `m`. */
  readonly row: np.NDArray<'float64'>;
  /** One column for `m`. */
  readonly column: np.NDArray<'float64'>;
  /** n truth values, half of them true. */
  readonly mask: np.NDArray<'bool'>;
  /** n places in `x`, in the default integer of the library. */
  readonly places: np.NDArray<'int32'>;
  /** n complex numbers. */
  readonly z: np.NDArray<'complex128'>;
  /** A square matrix of complex numbers, of about n elements. */
  readonly zm: np.NDArray<'complex128'>;
  /** An n x n matrix: here the size is the side. */
  readonly a: np.NDArray<'float64'>;
  /** Another n x n matrix. */
  readonly b: np.NDArray<'float64'>;
  /** A symmetric positive definite n x n matrix. */
  readonly spd: np.NDArray<'float64'>;
  /** n values, the right-hand side for `a` and `tall`. */
  readonly rhs: np.NDArray<'float64'>;
  /** An n x (2 n / 5) matrix. */
  readonly tall: np.NDArray<'float64'>;
  /** A stack of well-conditioned 4 x 4 matrices, of about n elements. */
  readonly stack: np.NDArray<'float64'>;
  /** A column for each of the stack. */
  readonly columns: np.NDArray<'float64'>;
  /** A generator; it goes on from call to call. */
  readonly rng: np.random.Generator;
  /** The shape of `x`. */
  readonly shape: readonly number[];
}

interface Recipe<T> {
  readonly make: (extent: Extent) => T;
  readonly python: string;
}

// float32 arrays go by the type of float64 ones here, so that a case is written once.
type Real = np.NDArray<'float64'>;

/** Values from [0, 1) in a shape that the extent gives. */
function uniform(seed: number, shape: (extent: Extent) => number[], python: string): Recipe<Real> {
  return {
    make: (extent) => np.random.defaultRng(seed).random(shape(extent)).astype(extent.dtype) as Real,
    python: `np.random.default_rng(${seed}).random(${python}).astype(dtype)`,
  };
}

/** Complex numbers, real and imaginary parts from [0, 1). */
function complex(seed: number, shape: (extent: Extent) => number[], python: string): Recipe<np.NDArray<'complex128'>> {
  return {
    make: (extent) => {
      const parts = np.random.defaultRng(seed).random([...shape(extent), 2]);
      const z = np.add(parts.at('...', 0), np.multiply(parts.at('...', 1), new np.Complex(0, 1)));
      return z.astype(extent.dtype === 'float32' ? 'complex64' : 'complex128') as np.NDArray<'complex128'>;
    },
    python: `np.random.default_rng(${seed}).random((${python}, 2)).view(complex)[..., 0].astype(np.result_type(dtype, 'F'))`,
  };
}

const RECIPES: { readonly [K in keyof Inputs]: Recipe<Inputs[K]> } = {
  x: uniform(1, ({ n }) => [n], 'n'),
  y: uniform(2, ({ n }) => [n], 'n'),
  out: { make: ({ n, dtype }) => np.empty([n], { dtype }) as Real, python: 'np.empty(n, dtype)' },
  m: uniform(3, ({ side }) => [side, side], '(side, side)'),
  row: uniform(4, ({ side }) => [side], 'side'),
  column: uniform(5, ({ side }) => [side, 1], '(side, 1)'),
  mask: {
    make: ({ n }) => np.less(np.random.defaultRng(6).random([n]), 0.5),
    python: 'np.random.default_rng(6).random(n) < 0.5',
  },
  places: {
    make: ({ n }) => np.random.defaultRng(7).integers(0, n, [n]),
    python: 'np.random.default_rng(7).integers(0, n, n)',
  },
  z: complex(11, ({ n }) => [n], 'n'),
  zm: complex(12, ({ side }) => [side, side], 'side, side'),
  a: uniform(8, ({ n }) => [n, n], '(n, n)'),
  b: uniform(9, ({ n }) => [n, n], '(n, n)'),
  spd: {
    make: ({ n, dtype }) => {
      const root = np.random.defaultRng(11).random([n, n]);
      return np.add(np.matmul(root, root.T), np.multiply(np.eye(n), n)).astype(dtype) as Real;
    },
    python: '(lambda root: (root @ root.T + n * np.eye(n)).astype(dtype))(np.random.default_rng(11).random((n, n)))',
  },
  rhs: uniform(12, ({ n }) => [n], 'n'),
  tall: uniform(13, ({ n }) => [n, Math.max(1, Math.floor((2 * n) / 5))], '(n, max(1, 2 * n // 5))'),
  stack: {
    make: ({ n, dtype }) =>
      np
        .add(np.random.defaultRng(14).random([Math.ceil(n / 16), 4, 4]), np.multiply(np.eye(4), 4))
        .astype(dtype) as Real,
    python: '(np.random.default_rng(14).random((-(-n // 16), 4, 4)) + 4 * np.eye(4)).astype(dtype)',
  },
  columns: uniform(15, ({ n }) => [Math.ceil(n / 16), 4, 1], '(-(-n // 16), 4, 1)'),
  rng: { make: () => np.random.defaultRng(10), python: 'np.random.default_rng(10)' },
  shape: { make: ({ n }) => [n], python: 'n' },
};

/** The name of an operand. */
export type InputName = keyof Inputs;

/** The extent of a size. */
export const extent = (n: number, dtype: Precision): Extent => ({ n, side: Math.round(Math.sqrt(n)), dtype });

/** Make the named operands on the backend that is on now. */
export function makeInputs(names: readonly InputName[], size: Extent): Inputs {
  const made: Partial<Record<InputName, unknown>> = {};
  for (const name of names) made[name] = RECIPES[name].make(size);
  return made as unknown as Inputs;
}

/** The Python that makes the named operands. */
export function pythonInputs(names: readonly InputName[], { n, side, dtype }: Extent): string {
  const lines = names.map((name) => `${name} = ${RECIPES[name].python}`);
  return [`n, side, dtype = ${n}, ${side}, '${dtype}'`, ...lines].join('\n');
}
