/**
 * Where a quantile lies among sorted values: the methods of Hyndman and Fan (Sample quantiles in statistical packages,
 * Am. Stat. 50, 1996) and NumPy's four others.
 */

/** The methods that always take one of the values. */
export type DiscreteMethod = 'inverted_cdf' | 'closest_observation' | 'lower' | 'higher' | 'nearest';

/** The methods that may go between two values. */
export type ContinuousMethod =
  | 'averaged_inverted_cdf'
  | 'interpolated_inverted_cdf'
  | 'hazen'
  | 'weibull'
  | 'linear'
  | 'median_unbiased'
  | 'normal_unbiased'
  | 'midpoint';

/** The name of a quantile method. */
export type QuantileMethod = DiscreteMethod | ContinuousMethod;

/** A place among n sorted values: `(1 - gamma) * v[low] + gamma * v[high]`. */
export interface Place {
  low: number;
  high: number;
  gamma: number;
}

type Locate = (n: number, q: number, place: Place) => void;

/** One value. */
function at(place: Place, n: number, index: number): void {
  place.low = place.high = Math.min(Math.max(index, 0), n - 1);
  place.gamma = 0;
}

/** Between the values around a fractional index. */
function between(place: Place, n: number, index: number): void {
  const inside = Math.min(Math.max(index, 0), n - 1);
  place.low = Math.floor(inside);
  place.high = Math.min(place.low + 1, n - 1);
  place.gamma = inside - place.low;
}

/** Index `n q + alpha + q (1 - alpha - beta) - 1`. */
function family(alpha: number, beta: number): Locate {
  return (n, q, place) => between(place, n, n * q + (alpha + q * (1 - alpha - beta)) - 1);
}

const roundEven = (x: number): number => {
  const r = Math.round(x);
  return r - x === 0.5 && r % 2 !== 0 ? r - 1 : r;
};

/** Per method, how the place is found. */
export const QUANTILE_METHODS: { readonly [M in QuantileMethod]: Locate } = {
  inverted_cdf: (n, q, place) => at(place, n, Math.ceil(n * q) - 1),
  averaged_inverted_cdf: (n, q, place) => {
    const index = n * q - 1;
    const low = Math.floor(index);
    if (index === low) {
      place.low = Math.min(Math.max(low, 0), n - 1);
      place.high = Math.min(Math.max(low + 1, 0), n - 1);
      place.gamma = 0.5;
    } else at(place, n, low + 1);
  },
  closest_observation: (n, q, place) => {
    const index = n * q - 1.5;
    const low = Math.floor(index);
    // Halfway between two goes to the even one, counted from 1 (as in NumPy 2).
    at(place, n, index === low && Math.abs(low % 2) === 1 ? low : low + 1);
  },
  interpolated_inverted_cdf: family(0, 1),
  hazen: family(0.5, 0.5),
  weibull: family(0, 0),
  linear: (n, q, place) => between(place, n, (n - 1) * q),
  median_unbiased: family(1 / 3, 1 / 3),
  normal_unbiased: family(3 / 8, 3 / 8),
  lower: (n, q, place) => at(place, n, Math.floor((n - 1) * q)),
  higher: (n, q, place) => at(place, n, Math.ceil((n - 1) * q)),
  midpoint: (n, q, place) => {
    const index = (n - 1) * q;
    place.low = Math.floor(index);
    place.high = Math.ceil(index);
    place.gamma = index === place.low ? 0 : 0.5;
  },
  nearest: (n, q, place) => at(place, n, roundEven((n - 1) * q)),
};

const DISCRETE: ReadonlySet<string> = new Set<DiscreteMethod>([
  'inverted_cdf',
  'closest_observation',
  'lower',
  'higher',
  'nearest',
]);

/** Does a method always take one of the values? */
export function isDiscrete(method: QuantileMethod): method is DiscreteMethod {
  return DISCRETE.has(method);
}
