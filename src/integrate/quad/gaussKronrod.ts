/**
 * Gauss-Kronrod rules with error estimates: R. Piessens, E. de Doncker-Kapenga, C. Ueberhuber and D. Kahaner, QUADPACK, A Subroutine
 * Package for Automatic Integration (1983), section 3.1.
 */

/** What a rule finds on one interval. */
export interface Estimate {
  readonly value: number;
  /** An estimate of the error's modulus. */
  readonly error: number;
  /** Approximation to the integral of |f|. */
  readonly absolute: number;
  /** Approximation to the integral of |f - mean f|. */
  readonly deviation: number;
}

/** A pair of rules: the positive nodes from the outermost in, then 0. Every second node is the Gauss rule's. */
interface Pair {
  readonly nodes: readonly number[];
  readonly kronrod: readonly number[];
  /** Weights of the Gauss rule's nodes, from the outermost in; the last that of 0 if it has it. */
  readonly gauss: readonly number[];
  readonly gaussHasCentre: boolean;
}

/** 10 and 21 points. */
export const GK21: Pair = {
  nodes: [
    0.995657163025808080735527280689003, 0.973906528517171720077964012084452, 0.930157491355708226001207180059508,
    0.865063366688984510732096688423493, 0.780817726586416897063717578345042, 0.679409568299024406234327365114874,
    0.562757134668604683339000099272694, 0.433395394129247190799265943165784, 0.294392862701460198131126603103866,
    0.14887433898163121088482600112972,
  ],
  kronrod: [
    0.011694638867371874278064396062192, 0.03255816230796472747881897245939, 0.05475589657435199603138130024458,
    0.07503967481091995276704314091619, 0.093125454583697605535065465083366, 0.109387158802297641899210590325805,
    0.123491976262065851077958109831074, 0.134709217311473325928054001771707, 0.142775938577060080797094273138717,
    0.147739104901338491374841515972068, 0.149445554002916905664936468389821,
  ],
  gauss: [
    0.066671344308688137593568809893332, 0.149451349150580593145776339657697, 0.219086362515982043995534934228163,
    0.269266719309996355091226921569469, 0.295524224714752870173892994651338,
  ],
  gaussHasCentre: false,
};

/** 7 and 15 points. */
export const GK15: Pair = {
  nodes: [
    0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926,
    0.741531185599394439863864773280788, 0.58608723546769113029414483825873, 0.405845151377397166906606412076961,
    0.207784955007898467600689403773245,
  ],
  kronrod: [
    0.02293532201052922496373200805897, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518,
    0.140653259715525918745189590510238, 0.16900472663926790282658342659855, 0.190350578064785409913256402421014,
    0.204432940075298892414161999234649, 0.209482141084727828012999174891714,
  ],
  gauss: [
    0.129484966168869693270611432679082, 0.27970539148927666790146777142378, 0.381830050505118944950369775488975,
    0.417959183673469387755102040816327,
  ],
  gaussHasCentre: true,
};

const EPS = Number.EPSILON;
const TINY = 2 ** -1022;

/** The error of a Kronrod value that differs by `difference` from Gauss', scaled by what is known of the function. */
export function scaledError(difference: number, deviation: number, absolute: number): number {
  let error = Math.abs(difference);
  if (deviation !== 0 && error !== 0) {
    const part = (200 * error) / deviation;
    error = deviation * Math.min(1, part * Math.sqrt(part));
  }
  if (absolute > TINY / (50 * EPS)) error = Math.max(50 * EPS * absolute, error);
  return error;
}

/** Room for a function's values on both sides, kept from one interval to the next; an integrand that integrates takes another. */
const rooms: Float64Array[] = [];

/** Integrate f from a to b. */
export function gaussKronrod(pair: Pair, f: (x: number) => number, a: number, b: number): Estimate {
  const { nodes, kronrod, gauss, gaussHasCentre } = pair;
  const count = nodes.length;
  const centre = 0.5 * (a + b);
  const half = 0.5 * (b - a);
  const values = rooms.pop() ?? new Float64Array(2 * GK21.nodes.length);
  const middle = f(centre);
  let sum = kronrod[count]! * middle;
  let inner = gaussHasCentre ? gauss[gauss.length - 1]! * middle : 0;
  let absolute = kronrod[count]! * Math.abs(middle);
  for (let k = 0; k < count; k++) {
    const dx = half * nodes[k]!;
    const low = f(centre - dx);
    const high = f(centre + dx);
    values[2 * k] = low;
    values[2 * k + 1] = high;
    sum += kronrod[k]! * (low + high);
    absolute += kronrod[k]! * (Math.abs(low) + Math.abs(high));
    if (k % 2 === 1) inner += gauss[k >> 1]! * (low + high);
  }
  const mean = 0.5 * sum;
  let deviation = kronrod[count]! * Math.abs(middle - mean);
  for (let k = 0; k < count; k++) {
    deviation += kronrod[k]! * (Math.abs(values[2 * k]! - mean) + Math.abs(values[2 * k + 1]! - mean));
  }
  rooms.push(values);
  const size = Math.abs(half);
  absolute *= size;
  deviation *= size;
  return { value: sum * half, error: scaledError((sum - inner) * half, deviation, absolute), absolute, deviation };
}
