/**
 * Elementary functions for devices whose own are rough (WGSL allows sin an error of 2**-11), in gpu.js' subset of
 * JavaScript: argument reduction in several parts and polynomials fitted for float32, within a few units in the last
 * place. Results beyond float32 come out as infinities of the device's own arithmetic.
 *
 * Reductions after W. J. Cody and W. Waite, "Software Manual for the Elementary Functions" (1980); the coefficients are
 * weighted least-squares fits made for these intervals.
 */
import type { KernelFunction } from './gpujs.js';

interface Definition {
  readonly parameters: readonly string[];
  readonly body: string;
  readonly calls: readonly string[];
}

const define = (parameters: string, calls: string, body: string): Definition => ({
  parameters: parameters.split(' '),
  calls: calls === '' ? [] : calls.split(' '),
  body,
});

/** 2**k for whole k within [-126, 127], exactly: no device function is exact everywhere. */
const twoToThe = define(
  'k',
  '',
  `let base = 2.0; let rest = k; if (k < 0) { base = 0.5; rest = -k; }
   let power = 1.0;
   for (let bit = 0; bit < 7; bit++) {
     const half = Math.floor(rest * 0.5);
     if (rest - half * 2.0 > 0.5) { power = power * base; }
     base = base * base; rest = half;
   }
   return power;`,
);

/** Steps that bring `m` into [1, 2) by exact products with powers of two, counting them in `e`. */
const normalize = [
  ...[64, 32, 16, 8, 4, 2, 1].map((k) => `if (m >= ${2 ** k}.0) { m = m * ${2 ** -k}; e = e + ${k}.0; }`),
  ...[64, 64, 32, 16, 8, 4, 2, 1].map((k) => `if (m < ${2 ** (1 - k)}) { m = m * ${2 ** k}.0; e = e - ${k}.0; }`),
]
  .join('\n')
  .replace('< 1)', '< 1.0)');

const DEFINITIONS: Readonly<Record<string, Definition>> = {
  twoToThe,
  // The e with |x| = m * 2**e, m in [1, 2), exactly; 0 for 0, infinities and nan.
  binadeOf: define(
    'x',
    '',
    `let m = Math.abs(x); let e = 0.0;
     if (!(m > 0.0) || m > 3.4028235e38) { return 0.0; }
     ${normalize}
     return e;`,
  ),
  frexpExponent: define(
    'x',
    'binadeOf',
    `if (x === 0.0 || !(Math.abs(x) <= 3.4028235e38)) { return 0.0; }
     return binadeOf(x) + 1.0;`,
  ),
  frexpMantissa: define(
    'x',
    '',
    `let m = Math.abs(x); let e = 0.0;
     if (!(m > 0.0) || m > 3.4028235e38) { return x; }
     ${normalize}
     return x < 0.0 ? m * -0.5 : m * 0.5;`,
  ),
  // The step between neighbours at binade e, which may be denormal: then a device may take it for 0.
  stepAt: define(
    'e',
    'twoToThe',
    `if (e < -126.0) { return twoToThe(-75.0) * twoToThe(-74.0); }
     const half = Math.floor(e * 0.5);
     return twoToThe(half) * twoToThe(e - half - 23.0);`,
  ),
  spacing32: define(
    'x',
    'binadeOf stepAt',
    `if (!(Math.abs(x) <= 3.4028235e38)) { return (x - x) / (x - x); }
     if (x === 0.0) { return stepAt(-200.0); }
     if (Math.abs(x) > 3.40282335e38) { return x * 2.0; }
     const step = stepAt(binadeOf(x));
     return x < 0.0 ? -step : step;`,
  ),
  nextafter32: define(
    'x y',
    'binadeOf stepAt twoToThe',
    `if (!(x === x) || !(y === y)) { return x + y; }
     if (x === y) { return y; }
     if (x === 0.0) { return y > 0.0 ? stepAt(-200.0) : -stepAt(-200.0); }
     const sign = x < 0.0 ? -1.0 : 1.0;
     const a = Math.abs(x);
     if (a > 3.4028235e38) { return sign * 3.4028235e38; }
     const e = binadeOf(x);
     const outwards = x < y ? sign : -sign;
     if (outwards > 0.0) { return x + sign * stepAt(e); }
     const half = Math.floor(e * 0.5);
     if (e > -126.0 && a * twoToThe(-half) * twoToThe(half - e) === 1.0) { return x - sign * stepAt(e - 1.0); }
     return x - sign * stepAt(e);`,
  ),
  // (exp(r) - 1) for |r| <= log(2) / 2.
  expReduced: define(
    'r',
    '',
    'return r + r * r * (0.5 + r * (0.166665763 + r * (0.0416663736 + r * (0.00836323481 + r * 0.00139412144))));',
  ),
  exp: define(
    'x',
    'twoToThe expReduced',
    `if (x > 88.8) { return x * 3.4e38; }
     if (x < -104.0) { return 0.0; }
     const k = Math.floor(x * 1.44269502 + 0.5);
     const r = (x - k * 0.693115234375) - k * 0.000031946183;
     const half = Math.floor(k * 0.5);
     return ((1.0 + expReduced(r)) * twoToThe(half)) * twoToThe(k - half);`,
  ),
  expm1: define(
    'x',
    'exp twoToThe expReduced',
    `if (x > 17.0) { return exp(x); }
     if (x < -17.0) { return -1.0; }
     const k = Math.floor(x * 1.44269502 + 0.5);
     const r = (x - k * 0.693115234375) - k * 0.000031946183;
     const two = twoToThe(k);
     return two * expReduced(r) + (two - 1.0);`,
  ),
  exp2: define(
    'x',
    'twoToThe expReduced',
    `if (x > 128.5) { return x * 3.4e38; }
     if (x < -150.5) { return 0.0; }
     const k = Math.floor(x + 0.5);
     const half = Math.floor(k * 0.5);
     return ((1.0 + expReduced((x - k) * 0.693147182)) * twoToThe(half)) * twoToThe(k - half);`,
  ),
  // The exponent e with x = m * 2**e, m from sqrt(1/2) to sqrt(2); for positive, finite, normal x.
  exponentOf: define(
    'x',
    'twoToThe',
    `let e = Math.floor(Math.log2(x) + 0.5);
     const m = x * twoToThe(-Math.floor(e * 0.5)) * twoToThe(Math.floor(e * 0.5) - e);
     if (m > 1.41421354) { e = e + 1.0; }
     if (m < 0.707106769) { e = e - 1.0; }
     return e;`,
  ),
  // log(m) for m from sqrt(1/2) to sqrt(2), given f = m - 1.
  logReduced: define(
    'f',
    '',
    `const s = f / (2.0 + f); const z = s * s;
     const h = 0.5 * f * f;
     return f - (h - s * (h + z * (0.666666687 + z * (0.400001228 + z * (0.285506606 + z * 0.233344764)))));`,
  ),
  log: define(
    'x',
    'exponentOf logReduced twoToThe',
    `if (x > 3.4028234e38) { return x; }
     if (x > 0.0) {
       let y = x; let shift = 0.0;
       if (x < 1.17549435e-38) { y = x * 16777216.0; shift = -24.0; }
       if (y > 0.0) {
         const e = exponentOf(y);
         const m = y * twoToThe(-Math.floor(e * 0.5)) * twoToThe(Math.floor(e * 0.5) - e);
         const k = e + shift;
         return k * 0.693115234375 + (logReduced(m - 1.0) + k * 0.000031946183);
       }
     }
     if (x < 0.0) { return Math.sqrt(x); }
     return x === 0.0 ? -1.0 / Math.abs(x) : x;`,
  ),
  log1p: define(
    'x',
    'log logReduced',
    `if (x > -0.2928 && x < 0.4142) { return logReduced(x); }
     if (x > 16777216.0) { return log(x); }
     const u = 1.0 + x;
     if (u > 0.0) { return log(u) + (x - (u - 1.0)) / u; }
     return log(u);`,
  ),
  log2: define(
    'x',
    'exponentOf logReduced twoToThe log',
    `if (x > 1.17549435e-38 && x < 3.4028235e38) {
       const e = exponentOf(x);
       const m = x * twoToThe(-Math.floor(e * 0.5)) * twoToThe(Math.floor(e * 0.5) - e);
       return e + logReduced(m - 1.0) * 1.44269502;
     }
     return log(x) * 1.44269502;`,
  ),
  log10: define(
    'x',
    'exponentOf logReduced twoToThe log',
    `if (x > 1.17549435e-38 && x < 3.4028235e38) {
       const e = exponentOf(x);
       const m = x * twoToThe(-Math.floor(e * 0.5)) * twoToThe(Math.floor(e * 0.5) - e);
       return e * 0.30078125 + (e * 0.000248745672 + logReduced(m - 1.0) * 0.434294492);
     }
     return log(x) * 0.434294492;`,
  ),
  // Which quarter turn x lies in, and what is left of it.
  // Beyond 1e5 float32 holds too little of it: nan, rather than a wrong value.
  quarterTurn: define(
    'x',
    '',
    `if (Math.abs(x) > 100000.0) { return (x - x) / (x - x); }
     return Math.floor(x * 0.636619747 + 0.5);`,
  ),
  withinQuarter: define(
    'x k',
    '',
    `return ((((x - k * 1.5703125) - k * 0.0004825592041015625) - k * 0.0000012665987014770508)
      - k * 9.89530235528946e-10) - k * 2.5632829e-12;`,
  ),
  sinReduced: define(
    'r',
    '',
    `const z = r * r;
     return r + r * z * (-0.166666672 + z * (0.00833333191 + z * (-0.000198400827 + z * 0.00000272493753)));`,
  ),
  cosReduced: define(
    'r',
    '',
    `const z = r * r;
     return 1.0 - (0.5 * z - z * z * (0.0416666679 + z * (-0.00138888962 + z * (0.0000248045308 - z * 2.77408617e-7))));`,
  ),
  sin: define(
    'x',
    'quarterTurn withinQuarter sinReduced cosReduced',
    `const k = quarterTurn(x); const r = withinQuarter(x, k);
     const q = k - 4.0 * Math.floor(k * 0.25);
     if (q < 0.5) { return sinReduced(r); }
     if (q < 1.5) { return cosReduced(r); }
     if (q < 2.5) { return -sinReduced(r); }
     return -cosReduced(r);`,
  ),
  cos: define(
    'x',
    'quarterTurn withinQuarter sinReduced cosReduced',
    `const k = quarterTurn(x); const r = withinQuarter(x, k);
     const q = k - 4.0 * Math.floor(k * 0.25);
     if (q < 0.5) { return cosReduced(r); }
     if (q < 1.5) { return -sinReduced(r); }
     if (q < 2.5) { return -cosReduced(r); }
     return sinReduced(r);`,
  ),
  tan: define(
    'x',
    'quarterTurn withinQuarter sinReduced cosReduced',
    `const k = quarterTurn(x); const r = withinQuarter(x, k);
     if (k - 2.0 * Math.floor(k * 0.5) < 0.5) { return sinReduced(r) / cosReduced(r); }
     return -cosReduced(r) / sinReduced(r);`,
  ),
  atanReduced: define(
    't',
    '',
    `const z = t * t;
     return t + t * z * (-0.333333313 + z * (0.199995562 + z * (-0.142643943 + z * (0.107476175 - z * 0.06462688))));`,
  ),
  atan: define(
    'x',
    'atanReduced',
    `if (!(x === x)) { return x; }
     const a = Math.abs(x); let y = 0.0;
     if (a > 2.41421356) { y = 1.57079637 + (atanReduced(-1.0 / a) - 4.37113883e-8); }
     else {
       if (a > 0.414213562) { y = 0.785398185 + (atanReduced((a - 1.0) / (a + 1.0)) - 2.18556941e-8); }
       else { y = atanReduced(a); }
     }
     return x < 0.0 ? -y : (x > 0.0 ? y : x);`,
  ),
  atan2: define(
    'y x',
    'atan',
    `if (!(x === x) || !(y === y)) { return x + y; }
     const ax = Math.abs(x); const ay = Math.abs(y);
     const left = x < 0.0 || (x === 0.0 && 1.0 / x < 0.0) ? 1.0 : 0.0;
     const below = y < 0.0 || (y === 0.0 && 1.0 / y < 0.0) ? 1.0 : 0.0;
     let t = 0.0;
     if (ax > 3.4028234e38 && ay > 3.4028234e38) { t = 0.785398185; }
     else {
       if (ay > ax) { t = 1.57079637 - (atan(ax / ay) + 4.37113883e-8); }
       else { if (ax > 0.0) { t = atan(ay / ax); } }
     }
     if (left > 0.5) { t = 3.14159274 - (t + 8.74227766e-8); }
     return below > 0.5 ? -t : t;`,
  ),
  // asin(x) - x for |x| <= 1/2.
  asinTail: define(
    'x',
    '',
    `const z = x * x;
     return x * z * (0.166666657 + z * (0.0750010312 + z * (0.0445966274 + z * (0.0311319102 + z * (0.017005831 + z * 0.0339210071)))));`,
  ),
  asin: define(
    'x',
    'asinTail',
    `const a = Math.abs(x);
     if (a <= 0.5) { return x + asinTail(x); }
     const h = Math.sqrt((1.0 - a) * 0.5);
     const y = 1.57079637 - (2.0 * (h + asinTail(h)) + 4.37113883e-8);
     return x < 0.0 ? -y : y;`,
  ),
  acos: define(
    'x',
    'asinTail',
    `const a = Math.abs(x);
     if (a <= 0.5) { return 1.57079637 - (x + (asinTail(x) + 4.37113883e-8)); }
     const h = Math.sqrt((1.0 - a) * 0.5);
     const y = 2.0 * (h + asinTail(h));
     return x < 0.0 ? 3.14159274 - (y + 8.74227766e-8) : y;`,
  ),
  sinh: define(
    'x',
    'exp expm1',
    `const a = Math.abs(x); let y = a;
     if (a > 88.0) { const h = exp(a * 0.5); y = 0.5 * h * h; }
     else { const m = expm1(a); y = 0.5 * (m + m / (m + 1.0)); }
     if (!(x === x)) { return x; }
     return x < 0.0 ? -y : y;`,
  ),
  cosh: define(
    'x',
    'exp',
    `const a = Math.abs(x);
     if (a > 88.0) { const h = exp(a * 0.5); return 0.5 * h * h; }
     const e = exp(a);
     return 0.5 * e + 0.5 / e;`,
  ),
  tanh: define(
    'x',
    'expm1',
    `if (!(x === x)) { return x; }
     const a = Math.abs(x);
     if (a > 10.0) { return x < 0.0 ? -1.0 : 1.0; }
     const m = expm1(2.0 * a); const y = m / (m + 2.0);
     return x < 0.0 ? -y : y;`,
  ),
  asinh: define(
    'x',
    'log log1p',
    `const a = Math.abs(x); let y = a;
     if (a > 10000.0) { y = log(a) + 0.693147182; }
     else { const s = a * a; y = log1p(a + s / (1.0 + Math.sqrt(s + 1.0))); }
     if (!(x === x)) { return x; }
     return x < 0.0 ? -y : (x > 0.0 ? y : x);`,
  ),
  acosh: define(
    'x',
    'log log1p',
    `if (x > 10000.0) { return log(x) + 0.693147182; }
     const t = x - 1.0;
     return log1p(t + Math.sqrt(2.0 * t + t * t));`,
  ),
  atanh: define(
    'x',
    'log1p',
    `const a = Math.abs(x); const y = 0.5 * log1p(2.0 * a / (1.0 - a));
     if (!(x === x)) { return x; }
     return x < 0.0 ? -y : y;`,
  ),
  // x**y for x >= 0: whole exponents up to 32 by multiplication; else 2**(y * log2(x)), y times the exponent of x exactly.
  powPositive: define(
    'x y',
    'exp2 log2 exponentOf logReduced twoToThe expReduced',
    `if (x === 1.0) { return 1.0; }
     const n = Math.abs(y);
     if (n <= 32.0 && Math.floor(n) === n) {
       let base = x; let rest = n; let power = 1.0;
       for (let bit = 0; bit < 6; bit++) {
         const half = Math.floor(rest * 0.5);
         if (rest - half * 2.0 > 0.5) { power = power * base; }
         base = base * base; rest = half;
       }
       return y < 0.0 ? 1.0 / power : power;
     }
     if (x > 1.17549435e-38 && x < 3.4028235e38 && n < 10000.0) {
       const e = exponentOf(x);
       const f = logReduced(x * twoToThe(-Math.floor(e * 0.5)) * twoToThe(Math.floor(e * 0.5) - e) - 1.0);
       const c = y * 4097.0; const high = c - (c - y);
       const whole = high * e;
       const k = Math.floor(whole + 0.5);
       const r = (whole - k) + ((y - high) * e + y * (f * 1.44269502 + f * 0.000000019259630));
       const more = Math.floor(r + 0.5);
       const to = k + more;
       if (to > 129.0) { return (x + 1.0) * 3.4e38; }
       if (to < -151.0) { return 0.0; }
       const half = Math.floor(to * 0.5);
       return ((1.0 + expReduced((r - more) * 0.693147182)) * twoToThe(half)) * twoToThe(to - half);
     }
     return exp2(y * log2(x));`,
  ),
  cbrt: define(
    'x',
    'exp2 exponentOf twoToThe',
    `const a = Math.abs(x);
     if (a > 0.0 && a < 3.4028235e38) {
       let b = a; let back = 1.0;
       if (a < 1.17549435e-38) { b = a * 16777216.0; back = 0.00390625; }
       if (b > 0.0) {
         const third = Math.floor(exponentOf(b) / 3.0);
         const m = b * twoToThe(-third) * twoToThe(-third) * twoToThe(-third);
         let y = exp2(Math.log2(m) * 0.333333343);
         y = y - (y - m / (y * y)) * 0.333333343;
         y = y - (y - m / (y * y)) * 0.333333343;
         y = y * twoToThe(third) * back;
         return x < 0.0 ? -y : y;
       }
     }
     return x;`,
  ),
};

function collect(name: string, into: Map<string, KernelFunction>): void {
  if (into.has(name)) return;
  const { parameters, body, calls } = DEFINITIONS[name]!;
  for (const other of calls) collect(other, into);
  const named = body.replace(/(?<![.\w])([A-Za-z][A-Za-z0-9]*)\(/g, (all, fn: string) =>
    calls.includes(fn) ? `${fn}f(` : all,
  );
  into.set(name, {
    source: `function ${name}f(${parameters.join(', ')}) {\n${named}\n}`,
    settings: {
      argumentTypes: Object.fromEntries(parameters.map((one) => [one, 'Float' as const])),
      returnType: 'Float',
    },
  });
}

/** Is there a device function of this name? */
export function hasDeviceFunction(name: string): boolean {
  return Object.hasOwn(DEFINITIONS, name);
}

/** A device function, `<name>f`, and all that it calls, in the order in which they must be defined. */
export function deviceFunction(name: string): KernelFunction[] {
  const found = new Map<string, KernelFunction>();
  collect(name, found);
  return [...found.values()];
}
