/**
 * The scalar functions that expressions call, in gpu.js' subset of JavaScript. Where a mode computes Math.* exactly enough
 * (JavaScript and WebAssembly do) it is used; on a real device the functions of elementaryFunctions.ts are.
 */
import { deviceFunction, hasDeviceFunction } from './elementaryFunctions.js';
import type { KernelFunction } from './gpujs.js';

/** Where a call is rendered: may Math.* be trusted, and which arguments the kernel must be given. */
export interface RenderTarget {
  /** Is Math.* as exact as JavaScript's? `'all'`: the remainder `%` too. */
  readonly exactMath: boolean | 'all';
  /** Called functions. */
  readonly functions: Map<string, KernelFunction>;
  /** Constants that no literal can be written for: `inf`, `nan`. */
  readonly constants: Set<'inf' | 'nan'>;
}

/** Functions under the same name in Math and in elementaryFunctions.ts. */
const MATH = new Set([
  'exp',
  'expm1',
  'log',
  'log1p',
  'log2',
  'log10',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
  'cbrt',
]);

function elementary(target: RenderTarget, name: string, args: readonly string[]): string {
  if (target.exactMath && MATH.has(name)) return `Math.${name}(${args.join(', ')})`;
  return ofDevice(target, name, args);
}

/** A call of one of elementaryFunctions.ts in every mode. */
function ofDevice(target: RenderTarget, name: string, args: readonly string[]): string {
  for (const one of deviceFunction(name)) target.functions.set(one.source, one);
  return `${name}f(${args.join(', ')})`;
}

/** A function of its own for one call, so that its arguments are computed once. */
function local(
  target: RenderTarget,
  name: string,
  parameters: readonly string[],
  body: string,
  args: readonly string[],
): string {
  const source = `function ${name}(${parameters.join(', ')}) {\n${body}\n}`;
  target.functions.set(source, {
    source,
    settings: {
      argumentTypes: Object.fromEntries(parameters.map((one) => [one, 'Float' as const])),
      returnType: 'Float',
    },
  });
  return `${name}(${args.join(', ')})`;
}

type Rendering = (target: RenderTarget, args: readonly string[]) => string;

/** The quotient rounded down, from an exact remainder: near whole quotients plain division may round up. */
const floorQuotient = `const r = a - b * Math.floor(a / b);
  let q = Math.floor(a / b);
  if ((b > 0.0 && r < 0.0) || (b < 0.0 && r > 0.0)) { q = q - 1.0; }
  if ((b > 0.0 && r >= b) || (b < 0.0 && r <= b)) { q = q + 1.0; }`;

/** The exact remainder with the dividend's sign, by subtracting doublings of the divisor: device `%` is rounded. */
function exactRemainder(target: RenderTarget, args: readonly string[]): string {
  if (target.exactMath === 'all') return `(${args[0]} % ${args[1]})`;
  return local(
    target,
    'fmodf',
    ['x', 'y'],
    `const b = Math.abs(y); let r = Math.abs(x);
     if (!(x === x) || !(y === y) || b === 0.0 || r > 3.4028235e38) { return (x - x) / (b - b); }
     if (b > r) { return x; }
     let t = b;
     for (let up = 0; up < 280; up++) { if (r - t < t) { break; } t = t + t; }
     for (let down = 0; down < 281; down++) {
       if (t < b) { break; }
       if (r >= t) { r = r - t; }
       t = t * 0.5;
     }
     return x < 0.0 ? -r : r;`,
    args,
  );
}

const RENDERINGS: Readonly<Record<string, Rendering>> = {
  sqrt: (_, [x]) => `Math.sqrt(${x})`,
  floor: (_, [x]) => `Math.floor(${x})`,
  ceil: (_, [x]) => `Math.ceil(${x})`,
  trunc: (t, args) => local(t, 'truncf', ['x'], 'return x < 0.0 ? Math.ceil(x) : Math.floor(x);', args),
  rint: (t, args) =>
    local(
      t,
      'rintf',
      ['x'],
      `const low = Math.floor(x); const part = x - low;
       if (part < 0.5) { return low + 0.0; }
       if (part > 0.5) { return low + 1.0; }
       if (part === 0.5) { return 2.0 * Math.floor(low * 0.5 + 0.5); }
       return x;`,
      args,
    ),
  max: (t, args) => local(t, 'maxf', ['x', 'y'], 'return x >= y || !(x === x) ? x : y;', args),
  min: (t, args) => local(t, 'minf', ['x', 'y'], 'return x <= y || !(x === x) ? x : y;', args),
  exp2: (t, [x]) => (t.exactMath ? `Math.pow(2.0, ${x})` : elementary(t, 'exp2', [x!])),
  hypot: (t, args) =>
    local(
      t,
      'hypotf',
      ['x', 'y'],
      `const a = Math.abs(x); const b = Math.abs(y);
       if (a > 3.4028235e38) { return a; }
       if (b > 3.4028235e38) { return b; }
       if (a >= b) { if (a > 0.0) { const q = b / a; return a * Math.sqrt(1.0 + q * q); } return a + b; }
       const q2 = a / b; return b * Math.sqrt(1.0 + q2 * q2);`,
      args,
    ),
  logaddexp: (t, args) => {
    const tail = elementary(t, 'log1p', [elementary(t, 'exp', ['-d'])]);
    return local(
      t,
      'logaddexpf',
      ['x', 'y'],
      `if (x === y) { return x + 0.693147182; }
       const d = Math.abs(x - y);
       if (!(d === d)) { return x + y; }
       return (x > y ? x : y) + ${tail};`,
      args,
    );
  },
  logaddexp2: (t, args) => {
    const power = RENDERINGS['exp2']!(t, ['-d']);
    const tail = elementary(t, 'log1p', [power]);
    return local(
      t,
      'logaddexp2f',
      ['x', 'y'],
      `if (x === y) { return x + 1.0; }
       const d = Math.abs(x - y);
       if (!(d === d)) { return x + y; }
       return (x > y ? x : y) + ${tail} * 1.44269502;`,
      args,
    );
  },
  degrees: (_, [x]) => `(${x} * 57.2957795)`,
  radians: (_, [x]) => `(${x} * 0.0174532925)`,
  heaviside: (t, args) =>
    local(t, 'heavisidef', ['x', 'y'], 'return x < 0.0 ? 0.0 : (x > 0.0 ? 1.0 : (x === 0.0 ? y : x));', args),
  isFinite: (_, [x]) => `(Math.abs(${x}) <= 3.4028235e38)`,
  signbit: (_, [x]) => `(${x} < 0.0 || (${x} === 0.0 && 1.0 / ${x} < 0.0))`,
  copysign: (t, args) =>
    local(
      t,
      'copysignf',
      ['x', 'y'],
      'return y < 0.0 || (y === 0.0 && 1.0 / y < 0.0) ? -Math.abs(x) : Math.abs(x);',
      args,
    ),
  // NumPy's rules: from the exact remainder with the divisor's sign.
  floorDivide: (t, args) => {
    const rest = exactRemainder(t, ['a', 'b']);
    return local(
      t,
      'floorDividef',
      ['a', 'b'],
      `if (b === 0.0 || !(a === a) || !(b === b)) { return a / b; }
       const m = ${rest};
       let d = (a - m) / b;
       if (!(m === 0.0) && (m < 0.0 ? 1.0 : 0.0) !== (b < 0.0 ? 1.0 : 0.0)) { d = d - 1.0; }
       if (d === 0.0) { return a / b < 0.0 ? -0.0 * 1.0 : 0.0; }
       const low = Math.floor(d);
       return d - low > 0.5 ? low + 1.0 : low;`,
      args,
    );
  },
  pyRemainder: (t, args) => {
    const rest = exactRemainder(t, ['a', 'b']);
    return local(
      t,
      'pyRemainderf',
      ['a', 'b'],
      `const m = ${rest};
       if (m === 0.0) { return b < 0.0 ? -Math.abs(m) : Math.abs(m); }
       if ((m < 0.0 ? 1.0 : 0.0) === (b < 0.0 ? 1.0 : 0.0)) { return m; }
       return m + b;`,
      args,
    );
  },
  fmodFloat: (t, args) => exactRemainder(t, args),
  floorDivideInt: (t, args) =>
    local(t, 'floorDivideIntf', ['a', 'b'], `if (b === 0.0) { return 0.0; } ${floorQuotient} return q;`, args),
  remainderInt: (t, args) =>
    local(t, 'remainderIntf', ['a', 'b'], `if (b === 0.0) { return 0.0; } ${floorQuotient} return a - b * q;`, args),
  fmodInt: (t, args) =>
    local(
      t,
      'fmodIntf',
      ['x', 'y'],
      `if (y === 0.0) { return 0.0; }
       const a = Math.abs(x); const b = Math.abs(y);
       ${floorQuotient}
       return x < 0.0 ? b * q - a : a - b * q;`,
      args,
    ),
  pow: (t, args) => {
    if (t.exactMath) {
      return local(
        t,
        'powf',
        ['x', 'y'],
        `if (x === 1.0 || (x === -1.0 && Math.abs(y) > 3.4028235e38)) { return 1.0; }
         return Math.pow(x, y);`,
        args,
      );
    }
    const grow = elementary(t, 'powPositive', ['Math.abs(x)', 'y']);
    return local(
      t,
      'powf',
      ['x', 'y'],
      `if (y === 0.0 || x === 1.0) { return 1.0; }
       if (!(x === x) || !(y === y)) { return x + y; }
       const whole = Math.floor(y) === y ? 1.0 : 0.0;
       const odd = whole > 0.5 && y - 2.0 * Math.floor(y * 0.5) > 0.5 ? 1.0 : 0.0;
       if (x < 0.0 && whole < 0.5 && Math.abs(x) <= 3.4028235e38) { return Math.sqrt(x); }
       const r = ${grow};
       return (x < 0.0 || (x === 0.0 && 1.0 / x < 0.0)) && odd > 0.5 ? -r : r;`,
      args,
    );
  },
  powerInt32: (t, args) =>
    local(
      t,
      'powerIntf',
      ['x', 'y'],
      `if (y < 0.0) { return x === 1.0 ? 1.0 : (x === -1.0 ? (y - 2.0 * Math.floor(y * 0.5) > 0.5 ? -1.0 : 1.0) : 3.4e38); }
       let base = x; let rest = y; let power = 1.0;
       for (let bit = 0; bit < 25; bit++) {
         const half = Math.floor(rest * 0.5);
         if (rest - half * 2.0 > 0.5) { power = power * base; }
         if (half > 0.5) { base = base * base; }
         rest = half;
       }
       return power;`,
      args,
    ),
  gcd: (t, args) =>
    local(
      t,
      'gcdf',
      ['x', 'y'],
      `let a = Math.abs(x); let b = Math.abs(y);
       for (let step = 0; step < 40; step++) {
         if (b > 0.0) { const q = Math.floor(a / b); let r = a - b * q; if (r < 0.0) { r = r + b; } if (r >= b) { r = r - b; } a = b; b = r; }
       }
       return a;`,
      args,
    ),
  lcm: (t, args) => {
    const g = RENDERINGS['gcd']!(t, ['x', 'y']);
    return local(
      t,
      'lcmf',
      ['x', 'y'],
      `const g = ${g}; if (g === 0.0) { return 0.0; } return Math.abs(Math.floor(x / g + 0.5) * y);`,
      args,
    );
  },
  modfInteger: (t, args) => RENDERINGS['trunc']!(t, args),
  modfFraction: (t, args) =>
    local(
      t,
      'modfFractionf',
      ['x'],
      'if (Math.abs(x) > 3.4028235e38) { return 0.0; } return x < 0.0 ? x - Math.ceil(x) : x - Math.floor(x);',
      args,
    ),
  ldexp: (t, [x, k]) => {
    for (const one of deviceFunction('twoToThe')) t.functions.set(one.source, one);
    return local(
      t,
      'ldexpf',
      ['x', 'k'],
      `let n = k; if (k > 300.0) { n = 300.0; } if (k < -300.0) { n = -300.0; }
       const third = Math.floor(n / 3.0);
       return x * twoToThef(third) * twoToThef(third) * twoToThef(n - 2.0 * third);`,
      [x!, k!],
    );
  },
  frexpExponent: (t, args) => ofDevice(t, 'frexpExponent', args),
  frexpMantissa: (t, args) => ofDevice(t, 'frexpMantissa', args),
  nextafter32: (t, args) => ofDevice(t, 'nextafter32', args),
  spacing32: (t, args) => ofDevice(t, 'spacing32', args),
  popcount32: (t, args) =>
    local(
      t,
      'popcountf',
      ['x'],
      `let rest = Math.abs(x); let count = 0.0;
       for (let bit = 0; bit < 25; bit++) {
         const half = Math.floor(rest * 0.5);
         if (rest - half * 2.0 > 0.5) { count = count + 1.0; }
         rest = half;
       }
       return count;`,
      args,
    ),
};

/** Does a call render to a truth value? */
export function givesTruth(fn: string): boolean {
  return fn === 'isFinite' || fn === 'signbit';
}

/** Can this scalar function be computed on a device? */
export function isRenderable(fn: string): boolean {
  return Object.hasOwn(RENDERINGS, fn) || MATH.has(fn) || fn === 'powerUint32' || fn === 'Number';
}

/** The text of a call; the arguments are texts that may be repeated. */
export function renderCall(target: RenderTarget, fn: string, args: readonly string[]): string {
  if (fn === 'Number') return args[0]!;
  const rendering = RENDERINGS[fn === 'powerUint32' ? 'powerInt32' : fn];
  if (rendering) return rendering(target, args);
  if (!hasDeviceFunction(fn)) throw new Error(`no device function '${fn}'`);
  return elementary(target, fn, args);
}
