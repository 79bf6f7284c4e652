/** The table of exponential, logarithmic, trigonometric and hyperbolic ufuncs. */
import { arg, call, complexArg, complexCall, type ComplexExpr, type Expr } from '../../core/expression.js';
import { COMPLEX, FLOATS } from './chars.js';
import { each, type LoopSpec } from './define.js';
import { binary, unary } from './make.js';
import type { UnaryUfunc } from './types.js';

const x = arg(0);
const y = arg(1);
const z = complexArg(0);

/** Loops of a function that is defined for floats and, by `complexName`, for complex numbers. */
function both(real: Expr, complex: ComplexExpr): LoopSpec[] {
  return [...each(FLOATS, 'x->x', real), ...each(COMPLEX, 'x->x', complex)];
}

function elementary(name: string, fn: string, complexFn: string): UnaryUfunc<'float'> {
  return unary<'float'>(name, { loops: both(call(fn, x), complexCall(complexFn, z)) });
}

/**
 * Square roots; nan for negative real numbers.
 *
 * @example
 * np.sqrt([1, 4, 9]).toArray(); // [1, 2, 3]
 */
export const sqrt = unary<'float'>('sqrt', { cheap: true, loops: both(call('sqrt', x), complexCall('csqrt', z)) });

/** Cube roots. */
export const cbrt = unary<'float'>('cbrt', { loops: each(FLOATS, 'x->x', call('cbrt', x)) });

/**
 * The exponential.
 *
 * @example
 * np.exp(0); // 1
 */
export const exp = elementary('exp', 'exp', 'cexp');
/** 2 to the power of x. */
export const exp2 = elementary('exp2', 'exp2', 'cexp2');
/**
 * `exp(x) - 1`, accurate for small x.
 *
 * @example
 * np.expm1([0, 1]).toArray(); // [0, 1.718281828459045]
 */
export const expm1 = elementary('expm1', 'expm1', 'cexpm1');
/**
 * The natural logarithm.
 *
 * @example
 * np.log([1, np.e]).toArray(); // [0, 1]
 * np.log(0); // -Infinity
 */
export const log = elementary('log', 'log', 'clog');
/**
 * The logarithm to base 2.
 *
 * @example
 * np.log2([1, 2, 8]).toArray(); // [0, 1, 3]
 */
export const log2 = elementary('log2', 'log2', 'clog2');
/**
 * The logarithm to base 10.
 *
 * @example
 * np.log10([1, 10, 1000]).toArray(); // [0, 1, 3]
 */
export const log10 = elementary('log10', 'log10', 'clog10');
/**
 * `log(1 + x)`, accurate for small x.
 *
 * @example
 * np.log1p(1e-20); // 1e-20
 * np.log1p([0, 1]).toArray(); // [0, 0.6931471805599453]
 */
export const log1p = elementary('log1p', 'log1p', 'clog1p');

/** `log(exp(x1) + exp(x2))` without overflow. */
export const logaddexp = binary<'float'>('logaddexp', {
  identity: -Infinity,
  loops: each(FLOATS, 'xx->x', call('logaddexp', x, y)),
});
/** `log2(2 ** x1 + 2 ** x2)` without overflow. */
export const logaddexp2 = binary<'float'>('logaddexp2', {
  identity: -Infinity,
  loops: each(FLOATS, 'xx->x', call('logaddexp2', x, y)),
});

/**
 * The sine of x in radians.
 *
 * @example
 * np.sin(np.pi / 2); // 1
 */
export const sin = elementary('sin', 'sin', 'csin');
/**
 * The cosine of x in radians.
 *
 * @example
 * np.cos([0, np.pi]).toArray(); // [1, -1]
 */
export const cos = elementary('cos', 'cos', 'ccos');
/**
 * The tangent of x in radians.
 *
 * @example
 * np.tan(np.pi / 4); // 0.9999999999999999
 */
export const tan = elementary('tan', 'tan', 'ctan');
/**
 * The inverse sine, in radians within [-pi/2, pi/2].
 *
 * @example
 * np.arcsin([0, 1]).toArray(); // [0, 1.5707963267948966]
 */
export const arcsin = elementary('arcsin', 'asin', 'casin');
/**
 * The inverse cosine, in radians within [0, pi].
 *
 * @example
 * np.arccos([1, -1]).toArray(); // [0, 3.141592653589793]
 * np.arccos(2); // NaN
 */
export const arccos = elementary('arccos', 'acos', 'cacos');
/**
 * The inverse tangent, in radians within [-pi/2, pi/2].
 *
 * @example
 * np.arctan([0, Infinity]).toArray(); // [0, 1.5707963267948966]
 */
export const arctan = elementary('arctan', 'atan', 'catan');
/**
 * The hyperbolic sine.
 *
 * @example
 * np.sinh([0, 1]).toArray(); // [0, 1.1752011936438014]
 */
export const sinh = elementary('sinh', 'sinh', 'csinh');
/**
 * The hyperbolic cosine.
 *
 * @example
 * np.cosh([0, 1]).toArray(); // [1, 1.5430806348152437]
 */
export const cosh = elementary('cosh', 'cosh', 'ccosh');
/**
 * The hyperbolic tangent.
 *
 * @example
 * np.tanh([0, 1, 20]).toArray(); // [0, 0.7615941559557649, 1]
 */
export const tanh = elementary('tanh', 'tanh', 'ctanh');
/** The inverse hyperbolic sine. */
export const arcsinh = elementary('arcsinh', 'asinh', 'casinh');
/** The inverse hyperbolic cosine. */
export const arccosh = elementary('arccosh', 'acosh', 'cacosh');
/** The inverse hyperbolic tangent. */
export const arctanh = elementary('arctanh', 'atanh', 'catanh');

/**
 * The angle of the point (x2, x1), in radians within [-pi, pi].
 *
 * @example
 * np.arctan2(1, -1); // 2.356194490192345
 */
export const arctan2 = binary<'float'>('arctan2', { loops: each(FLOATS, 'xx->x', call('atan2', x, y)) });

/**
 * The hypotenuse `sqrt(x1**2 + x2**2)` without overflow.
 *
 * @example
 * np.hypot([3, 5], [4, 12]).toArray(); // [5, 13]
 */
export const hypot = binary<'float'>('hypot', { identity: 0, loops: each(FLOATS, 'xx->x', call('hypot', x, y)) });

/** Radians to degrees. */
export const degrees = unary<'float'>('degrees', { loops: each(FLOATS, 'x->x', call('degrees', x)) });
/** Degrees to radians. */
export const radians = unary<'float'>('radians', { loops: each(FLOATS, 'x->x', call('radians', x)) });
/** Radians to degrees. */
export const rad2deg = unary<'float'>('rad2deg', { loops: each(FLOATS, 'x->x', call('degrees', x)) });
/** Degrees to radians. */
export const deg2rad = unary<'float'>('deg2rad', { loops: each(FLOATS, 'x->x', call('radians', x)) });

/** The same as `arcsin`, under its Array API name. */
export const asin = arcsin;
/** The same as `arccos`, under its Array API name. */
export const acos = arccos;
/** The same as `arctan`, under its Array API name. */
export const atan = arctan;
/** The same as `arcsinh`, under its Array API name. */
export const asinh = arcsinh;
/** The same as `arccosh`, under its Array API name. */
export const acosh = arccosh;
/** The same as `arctanh`, under its Array API name. */
export const atanh = arctanh;
/** The same as `arctan2`, under its Array API name. */
export const atan2 = arctan2;
