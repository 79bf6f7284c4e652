// The tables behind elementary.ts: logarithms, powers of two, cosines and sines at evenly spaced places as sums of two
// doubles, computed once from their series in fixed-point integers.

const FRACTION = 160n;
const ONE = 1n << FRACTION;

/** A double of magnitude above 2**-100 as a fixed-point number. */
function fixed(value: number): bigint {
  return BigInt(value * 2 ** 100) << (FRACTION - 100n);
}

/** The nearest double. */
function nearest(value: bigint): number {
  return Number(value) * 2 ** -160;
}

/** log((1 + y) / (1 - y)) = 2 (y + y**3 / 3 + ...) */
function logRatio(y: bigint): bigint {
  const square = (y * y) >> FRACTION;
  let power = y;
  let sum = 0n;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = (power * square) / ONE; // (a shift would never reach 0 from below)
  }
  return 2n * sum;
}

/** The sum of x**n / n! over n = first, first + stride, ..., with alternating signs if `alternate`. */
function factorialSeries(x: bigint, first: bigint, stride: bigint, alternate: boolean): bigint {
  let term = first === 0n ? ONE : x;
  let sum = 0n;
  for (let n = first; term !== 0n && term !== -1n;) {
    sum += term;
    for (let step = 0n; step < stride; step++) {
      n++;
      term = ((term * x) >> FRACTION) / n;
    }
    if (alternate) term = -term;
  }
  return sum;
}

/** The part of a fixed-point number that is a multiple of 2**-bits, as a double, and the rest. */
function parted(value: bigint, bits: bigint): [high: number, low: number] {
  const unit = FRACTION - bits;
  const high = ((value + (1n << (unit - 1n))) >> unit) << unit;
  return [nearest(high), nearest(value - high)];
}

function makeTables() {
  const ln2 = logRatio(ONE / 3n);
  const inverse = new Float64Array(128);
  const logHigh = new Float64Array(128);
  const logLow = new Float64Array(128);
  for (let i = 0; i < 128; i++) {
    // The interval of m: 80 of width 1 / 256 from 0.6875 up to 1, then 48 of width 1 / 128 up to 1.375.
    const middle = i < 80 ? 0.6875 + (i + 0.5) / 256 : 1 + (i - 79.5) / 128;
    const r = i === 79 || i === 80 ? 256 : Math.round(256 / middle);
    inverse[i] = r / 256;
    [logHigh[i], logLow[i]] = parted(logRatio(((256n - BigInt(r)) * ONE) / (256n + BigInt(r))), 42n) as [
      number,
      number,
    ];
  }
  const powerHigh = new Float64Array(128);
  const powerLow = new Float64Array(128);
  for (let j = 0; j < 128; j++) {
    [powerHigh[j], powerLow[j]] = parted(factorialSeries((ln2 * BigInt(j)) / 128n, 0n, 1n, false), 25n) as [
      number,
      number,
    ];
  }
  const cosHigh = new Float64Array(203);
  const cosLow = new Float64Array(203);
  const sinHigh = new Float64Array(203);
  const sinLow = new Float64Array(203);
  for (let j = 0; j < 203; j++) {
    const x = (BigInt(j) * ONE) / 64n;
    const cosine = factorialSeries(x, 0n, 2n, true);
    const sine = factorialSeries(x, 1n, 2n, true);
    cosHigh[j] = nearest(cosine);
    cosLow[j] = nearest(cosine - fixed(cosHigh[j]!));
    sinHigh[j] = nearest(sine);
    sinLow[j] = nearest(sine - fixed(sinHigh[j]!));
  }
  const [LN2_HIGH, LN2_LOW] = parted(ln2, 42n);
  const [LN2_128_HIGH, LN2_128_LOW] = parted(ln2 / 128n, 38n);
  return {
    /** Reciprocals of the middles of 128 intervals, multiples of 1 / 256; see logPair. */
    inverse,
    /** Minus their logarithms: multiples of 2**-42, and the rest. */
    logHigh,
    logLow,
    /** 2**(j / 128) to 26 bits, and the rest. */
    powerHigh,
    powerLow,
    /** Cosine and sine of j / 64. */
    cosHigh,
    cosLow,
    sinHigh,
    sinLow,
    /** log(2), a multiple of 2**-42, and the rest. */
    LN2_HIGH,
    LN2_LOW,
    /** log(2) / 128, a multiple of 2**-38, and the rest. */
    LN2_128_HIGH,
    LN2_128_LOW,
    LOG2E_128: 128 / Math.LN2,
  };
}

let made: ReturnType<typeof makeTables> | undefined;

/** The tables, made at the first call. */
export function doubleTables(): ReturnType<typeof makeTables> {
  return (made ??= makeTables());
}
