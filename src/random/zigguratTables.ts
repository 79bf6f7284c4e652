// The tables of the ziggurat samplers (normal and exponential, double and single precision), computed at first use from
// the published tail starts and layer areas, in exact-enough integer arithmetic, so that they are NumPy's to the bit on
// every machine. Math.exp and Math.log will not do: one wrong last bit moves every layer after it.

/** The layers of one ziggurat, from layer 0 (base strip with the tail) and 1 (top) to 255 (widest). */
export interface ZigguratTables {
  /** A draw of layer i below `accept[i]` lies in the part of the layer that is wholly under the curve. */
  readonly accept: Float64Array;
  /** What turns the integer of a draw into an abscissa. */
  readonly width: Float64Array;
  /** The density (without its factor) at the right end of each layer. */
  readonly density: Float64Array;
}

/** Where the normal tail starts, for 256 layers. */
export const NORMAL_TAIL = 3.6541528853610088;
/** The reciprocal of {@link NORMAL_TAIL}. */
export const NORMAL_TAIL_INVERSE = 0.27366123732975828;
/** Where the exponential tail starts, for 256 layers. */
export const EXPONENTIAL_TAIL = 7.69711747013104972;

const LAYERS = 256;
const NORMAL_AREA = 0.0049286732339746519;
/** {@link EXPONENTIAL_TAIL} to 28 decimals. */
const EXPONENTIAL_TAIL_28 = 76971174701310497140446280481n;

// Fixed-point numbers: integers that stand for multiples of 2**-FRACTION.
const FRACTION = 128n;
const ONE = 1n << FRACTION;

/** A finite double as a fixed-point number; exact for every double above 2**-17. */
function fixed(value: number): bigint {
  return BigInt(value * 2 ** 70) << (FRACTION - 70n);
}

/** The double nearest to a fixed-point number. */
function nearest(value: bigint): number {
  return Number(value) * 2 ** -128;
}

/** exp(-x) for a fixed-point x >= 0, to about 2**-115: Taylor's series at x / 2**8, squared eight times. */
function expOfMinus(x: bigint): bigint {
  const reduced = x >> 8n;
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term !== 0n; n++) {
    term = -((term * reduced) >> FRACTION) / n;
    sum += term;
  }
  for (let i = 0; i < 8; i++) sum = (sum * sum) >> FRACTION;
  return sum;
}

/** -log(p) for a fixed-point p in (0, 1): one step of Halley's method (cubic) from Math.log's 52 bits. */
function minusLog(p: bigint): bigint {
  const start = fixed(-Math.log(nearest(p)));
  const e = expOfMinus(start);
  return start + (2n * (e - p) * ONE) / (e + p);
}

/**
 * Ends of the normal layers. NumPy's tables were made in double arithmetic with correctly rounded functions, but for
 * one: the density of layer 38, whose exact value lies 0.503 of the way to the next double, was rounded up.
 */
function normalLayers(): { ends: Float64Array; density: Float64Array } {
  const ends = new Float64Array(LAYERS);
  const density = new Float64Array(LAYERS);
  const roundedUp = 38;
  density[0] = 1;
  ends[255] = NORMAL_TAIL;
  for (let i = 255; i > 0; i--) {
    const end = ends[i]!;
    density[i] = nearest(expOfMinus(fixed(0.5 * end * end)));
    if (i === roundedUp) density[i] = density[i]! + 2 ** -53;
    if (i > 1) ends[i - 1] = Math.sqrt(2 * nearest(minusLog(fixed(density[i]! + NORMAL_AREA / end))));
  }
  return { ends, density };
}

/** The nearest integer, ties to even, of a double in [0, 2**52). */
function nearestInteger(value: number): number {
  return value + 2 ** 52 - 2 ** 52;
}

function normalTables(bits: number, round: (value: number) => number): ZigguratTables {
  const { ends, density } = normalLayers();
  const scale = 2 ** bits;
  const accept = new Float64Array(LAYERS);
  const width = new Float64Array(LAYERS);
  const base = NORMAL_AREA / density[255]!;
  accept[0] = nearestInteger(((NORMAL_TAIL * density[255]!) / NORMAL_AREA) * scale);
  width[0] = round(base / scale);
  for (let i = 1; i < LAYERS; i++) {
    accept[i] = nearestInteger((ends[i - 1]! / ends[i]!) * scale);
    width[i] = round(ends[i]! / scale);
  }
  return { accept, width, density: density.map(round) };
}

function exponentialTables(
  bits: number,
  round: (value: number) => number,
  integer: (value: bigint) => number,
): ZigguratTables {
  const ends = new Array<bigint>(LAYERS).fill(0n);
  const heights = new Array<bigint>(LAYERS).fill(ONE);
  const tail = (EXPONENTIAL_TAIL_28 * ONE) / 10n ** 28n;
  const tailHeight = expOfMinus(tail);
  const area = ((tail + ONE) * tailHeight) >> FRACTION;
  ends[255] = tail;
  heights[255] = tailHeight;
  for (let i = 254; i > 0; i--) {
    heights[i] = heights[i + 1]! + (area * ONE) / ends[i + 1]!;
    ends[i] = minusLog(heights[i]!);
  }
  const base = (area * ONE) / tailHeight;
  const scale = 2 ** -bits;
  const accept = new Float64Array(LAYERS);
  const width = new Float64Array(LAYERS);
  for (let i = 0; i < LAYERS; i++) {
    const outer = i === 0 ? base : ends[i]!;
    const inner = i === 0 ? tail : i === 1 ? 0n : ends[i - 1]!;
    accept[i] = integer((inner * ONE) / outer);
    width[i] = round(nearest(outer) * scale);
  }
  return { accept, width, density: Float64Array.from(heights, (height) => round(nearest(height))) };
}

/** Single precision by way of nine significant decimals: so NumPy's single-precision exponential tables were stored. */
const float32ByDecimals = (value: number): number => Math.fround(Number(value.toExponential(8)));

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

/** The normal ziggurat for draws of 52 bits. */
export const normalTables64 = once(() => normalTables(52, (value) => value));
/** The normal ziggurat for draws of 23 bits, in single precision. */
export const normalTables32 = once(() => normalTables(23, Math.fround));
/** The exponential ziggurat for draws of 53 bits (its bounds were cut to 52 bits and doubled). */
export const exponentialTables64 = once(() =>
  exponentialTables(
    53,
    (value) => value,
    (ratio) => 2 * Number((ratio << 52n) >> FRACTION),
  ),
);
/** The exponential ziggurat for draws of 23 bits, in single precision. */
export const exponentialTables32 = once(() =>
  exponentialTables(23, float32ByDecimals, (ratio) => nearestInteger(nearest(ratio) * 2 ** 23)),
);
