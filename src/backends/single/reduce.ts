/**
 * Folds over axes. Where the axis that runs fastest in memory is folded, a generated loop keeps the running value in a
 * local variable (float sums pairwise, as in NumPy); otherwise whole rows are combined, out = f(out, row).
 */
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import { DTYPES } from '../../core/dtype.js';
import { add as addExpr, arg } from '../../core/expression.js';
import { sizeOf, stepsC } from '../../core/shape.js';
import type { Kernel, StridedView } from '../backend.js';
import { nativeFold, nativeRowsFold } from '../native/kernels/reduce.js';
import { elementwise } from './elementwise.js';
import { forEachOuter, planLoops } from './iteration.js';
import { Renderer } from './render.js';

/** Fold `n` elements from element `start`, `step` apart, into the running value of `out` at element `at`. */
type Fold = (out: Storage, at: number, source: Storage, start: number, step: number, n: number) => void;
type MaskedFold = (
  out: Storage,
  at: number,
  source: Storage,
  start: number,
  step: number,
  n: number,
  mask: Storage,
  maskStart: number,
  maskStep: number,
) => void;

const folds = new WeakMap<Kernel, Map<number, Fold | MaskedFold>>();

/** Is this kernel the sum in a float or complex type? */
function isFloatSum(kernel: Kernel): boolean {
  const kind = kernel.outputs[0]!.kind;
  return kernel.id.startsWith('add:') && (kind === 'f' || kind === 'c');
}

/** How many integers of 32 bits add up exactly in a double. */
const EXACT_TERMS = 1048576;

/** Is this the sum of integers of at most 32 bits in 64? */
function isExactSum(kernel: Kernel, source: DTypeInfo): boolean {
  return (
    kernel.id.startsWith('add:') &&
    kernel.outputs[0]!.domain === 'bigint' &&
    source.domain === 'number' &&
    source.kind !== 'f'
  );
}

/** The sum in float64. */
const floatSum: Kernel = {
  id: 'add:exact',
  inputs: [DTYPES.float64, DTYPES.float64],
  outputs: [DTYPES.float64],
  results: [addExpr(arg(0), arg(1))],
  cheap: true,
  associative: true,
};

/** A sum of small integers across rows: exact in doubles, and then added to the 64-bit result. */
function sumRowsExactly(kernel: Kernel, shape: readonly number[], source: StridedView, out: StridedView): void {
  const kept = shape.map((n, k) => (out.steps[k] === 0 ? 1 : n));
  const steps = stepsC(kept).map((step, k) => (out.steps[k] === 0 ? 0 : step));
  const sums: StridedView = { info: DTYPES.float64, storage: new Float64Array(sizeOf(kept)), offset: 0, steps };
  reduce(floatSum, shape, source, sums);
  elementwise(kernel, kept, [out, sums], [out]);
}

function foldFor(
  kernel: Kernel,
  source: DTypeInfo,
  out: DTypeInfo,
  mask: DTypeInfo | undefined,
  wide: boolean,
): Fold | MaskedFold {
  const key = ((source.num * 16 + out.num) * 2 + (mask ? 1 : 0)) * 2 + (wide ? 1 : 0);
  let cache = folds.get(kernel);
  if (!cache) folds.set(kernel, (cache = new Map()));
  let fold = cache.get(key);
  if (!fold) {
    // The quick ways count places in 32 bits.
    if (mask || wide) fold = renderFold(kernel, source, out, mask !== undefined);
    else if (isFloatSum(kernel)) fold = renderPairwise(kernel.inputs[1]!, source, out);
    else if (isExactSum(kernel, source)) fold = renderExactSum(source);
    else if (isPlainExtreme(kernel, source, out)) fold = renderExtreme(kernel, source);
    else fold = renderFold(kernel, source, out, false);
    cache.set(key, fold);
  }
  return fold;
}

/** Does a running value that is not wrapped after each step end up the same? Not where a function looks at it. */
function holds(kernel: Kernel): boolean {
  const { kind, itemsize } = kernel.outputs[0]!;
  const result = kernel.results[0]!;
  return (kind !== 'i' && kind !== 'u') || itemsize >= 4 || !('kind' in result) || result.kind !== 'call';
}

/** The running value in a local; four of them where the order of the fold is free and the values are plain numbers. */
function renderFold(kernel: Kernel, source: DTypeInfo, out: DTypeInfo, masked: boolean): Fold | MaskedFold {
  const r = new Renderer();
  const [to, from] = [kernel.inputs[0]!, kernel.inputs[1]!];
  const result = kernel.outputs[0]!;
  const parameters = ['c', 'at', 'a', 'p', 's', 'n', ...(masked ? ['m', 'q', 't'] : [])];
  const start = r.load(out, to, 'c', 'at');
  const lanes = result.lanes;
  const names = (k: number): string[] => Array.from({ length: lanes }, (_, l) => `v${k}${l ? 'i' : ''}`);
  let code =
    r.statements.join('') +
    names(0)
      .map((name, l) => `let ${name}=${start[l]!.code};`)
      .join('');
  const accumulate = (k: number, index: string): string => {
    r.reset();
    const accumulator = names(k).map((name) => ({ code: name, type: start[0]!.type }));
    const values = r.element(kernel, [accumulator, r.load(source, from, 'a', index)])[0]!;
    const kept = holds(kernel) ? values : values.map((value) => r.rounded(value, result));
    const next = kept.map((value, l) => `const w${l}=${toAccumulator(r, value, start[0]!.type)};`).join('');
    return `{${r.statements.join('')}${next}${names(k)
      .map((name, l) => `${name}=w${l};`)
      .join('')}}`;
  };
  const parallel =
    !masked && kernel.associative && lanes === 1 && result.domain === 'number' && result.name !== 'float16';
  if (parallel) {
    // Each of the four starts from an element of its own.
    code += `let i=0;if(n>=16){`;
    for (let k = 1; k < 4; k++) {
      r.reset();
      const value = r.load(source, from, 'a', `p+${k - 1}*s`)[0]!;
      code += r.statements.join('') + `let v${k}=${toAccumulator(r, value, start[0]!.type)};`;
    }
    code += `i=3;p+=3*s;for(;i+3<n;i+=4,p+=4*s){${[0, 1, 2, 3].map((k) => accumulate(k, k ? `p+${k}*s` : 'p')).join('')}}`;
    for (let k = 1; k < 4; k++) {
      r.reset();
      const pair = [names(0), names(k)].map((list) => list.map((name) => ({ code: name, type: start[0]!.type })));
      const value = r.element(kernel, pair)[0]![0]!;
      code += `{${r.statements.join('')}v0=${toAccumulator(r, value, start[0]!.type)};}`;
    }
    code += `}for(;i<n;i++,p+=s)${accumulate(0, 'p')}`;
  } else {
    const body = accumulate(0, 'p');
    code += `for(let i=0;i<n;i++,p+=s${masked ? ',q+=t' : ''})${masked ? `if(m[q]!==0)` : ''}${body}`;
  }
  r.reset();
  const store = r.store(
    names(0).map((name) => ({ code: name, type: start[0]!.type })),
    out,
    'c',
    'at',
  );
  return r.compile(parameters, code + store);
}

/** Truth values come out of expressions as booleans; running values are 1 or 0. */
function toAccumulator(r: Renderer, value: { code: string; type: string }, type: string): string {
  if (type === 'bit') return value.type === 'bit' ? value.code : r.stored(value as never, DTYPES.bool);
  return value.type === 'bool' ? `(${value.code}?1:0)` : value.code;
}

/**
 * Pairwise summation (Higham, SIAM J. Sci. Comput. 14, 1993): blocks of at most 128 with eight running sums, joined as a
 * binary tree. Its error grows with log n instead of n.
 */
function renderPairwise(sumType: DTypeInfo, source: DTypeInfo, out: DTypeInfo): Fold {
  const r = new Renderer();
  const { lanes } = source;
  const plain = { ...source, lanes: 1 as const };
  const read = (index: string): string => {
    if (lanes === 2) return `a[${index}]`;
    r.reset();
    const value = r.load(plain, sumType.lanes === 2 ? DTYPES.float64 : sumType, 'a', index)[0]!;
    // The load is one statement, `const t=...;`; only its right side is wanted here.
    const statement = r.statements[r.statements.length - 1]!;
    return value.type === 'bit' || value.type === 'float' || value.type === 'int' || value.type === 'uint32'
      ? `(${statement.slice(statement.indexOf('=') + 1, -1)})`
      : value.code;
  };
  // Places are 32-bit integers, which the engine adds without overflow checks; the step is 1 in the copy for dense rows.
  const eightAt = (dense: boolean, prefix: (k: number) => string): string =>
    Array.from({ length: 8 }, (_, k) => `${prefix(k)}${read(dense ? `p+${k}|0` : `p+${k}*s|0`)};`).join('');
  const summing = (name: string, dense: boolean): string => {
    const step = dense ? '1' : 's';
    return `function ${name}(a,p,s,n){p=p|0;s=s|0;n=n|0;
    if(n<8){let v=-0;for(let i=0;i<n;i=i+1|0,p=p+${step}|0)v+=${read('p')};return v;}
    if(n<=128){${eightAt(dense, (k) => `let r${k}=`)}p=p+8*${step}|0;const e=n&-8;
      for(let i=8;i<e;i=i+8|0,p=p+8*${step}|0){${eightAt(dense, (k) => `r${k}+=`)}}
      let v=((r0+r1)+(r2+r3))+((r4+r5)+(r6+r7));for(let i=e;i<n;i=i+1|0,p=p+${step}|0)v+=${read('p')};return v;}
    const h=(n>>>1)&-8;return ${name}(a,p,s,h)+${name}(a,p+h*${step}|0,s,n-h|0);}`;
  };
  const sum = summing('sum', false);
  const one = summing('sum1', true);
  const call = (shift: number): string =>
    lanes === 2 ? `sum(a,2*p+${shift},2*s,n)` : `(s===1?sum1(a,p,1,n):sum(a,p,s,n))`;
  r.reset();
  const parts = [call(0), ...(lanes === 2 ? [call(1)] : [])];
  const loaded = r.load(out, out, 'c', 'at');
  const values = loaded.map((value, l) => ({
    code: parts[l] ? `(${value.code}+${parts[l]})` : value.code,
    type: 'float' as const,
  }));
  const before = r.statements.join('');
  const store = r.store(values, out, 'c', 'at');
  return r.compile<Fold>(['c', 'at', 'a', 'p', 's', 'n'], `${before}${store}${sum}${one}`);
}

/** Sums of small integers into a 64-bit one: exact in a double for 2^20 terms at a time. */
function renderExactSum(source: DTypeInfo): Fold {
  // The dtype in the text keeps V8 from sharing type feedback between the copies.
  return new Renderer().compile<Fold>(
    ['c', 'at', 'a', 'p', 's', 'n'],
    `/*${source.name}*/for(let i=0;i<n;){
      const e=Math.min(n,i+${EXACT_TERMS});let v=0,w=0,x=0,y=0;
      if(s===1)for(;i+3<e;i+=4,p+=4){v+=a[p];w+=a[p+1];x+=a[p+2];y+=a[p+3];}
      else for(;i+3<e;i+=4,p+=4*s){v+=a[p];w+=a[p+s];x+=a[p+2*s];y+=a[p+3*s];}
      for(;i<e;i++,p+=s)v+=a[p];
      c[at]+=BigInt(v+w+x+y);}`,
  );
}

/** The extreme of floats: one comparison finds both what goes beyond it and what is nan. */
function renderExtreme(kernel: Kernel, source: DTypeInfo): Fold {
  const within = kernel.id.startsWith('maximum:') ? '<=' : '>=';
  const eight = Array.from({ length: 8 }, (_, k) => `a[${k ? `q+${k}|0` : 'q'}]${within}m`).join('&&');
  const one = (index: string): string => `const v=a[${index}];if(!(v${within}m)){m=v;if(v!==v){c[at]=v;return;}}`;
  return new Renderer().compile<Fold>(
    ['c', 'at', 'a', 'p', 's', 'n'],
    `/*${source.name}*/let m=c[at],i=0;if(m!==m)return;
     p=p|0;s=s|0;n=n|0;
     if(s===1){const e=n&-8;for(;i<e;i=i+8|0){const q=p+i|0;if(${eight})continue;for(let j=q;j<q+8;j=j+1|0){${one('j')}}}}
     for(p=p+Math.imul(i,s)|0;i<n;i=i+1|0,p=p+s|0){${one('p')}}
     c[at]=m;`,
  );
}

/** Do these fold the extremes of numbers that lie in storage as they are? */
function isPlainExtreme(kernel: Kernel, source: DTypeInfo, out: DTypeInfo): boolean {
  if (!kernel.id.startsWith('maximum:') && !kernel.id.startsWith('minimum:')) return false;
  return (
    source === out &&
    source === kernel.inputs[1] &&
    source.lanes === 1 &&
    source.name !== 'float16' &&
    source.kind !== 'b'
  );
}

/** Fold `rows` rows into one: out, its offset and step; source, its offset and the steps between rows and columns. */
type RowsFold = (
  rows: number,
  columns: number,
  out: Storage,
  at: number,
  t: number,
  source: Storage,
  p: number,
  rowStep: number,
  step: number,
) => void;

const rowsFolds = new WeakMap<Kernel, Map<number, RowsFold>>();

function rowsFoldFor(kernel: Kernel, source: DTypeInfo, out: DTypeInfo): RowsFold {
  let cache = rowsFolds.get(kernel);
  if (!cache) rowsFolds.set(kernel, (cache = new Map()));
  const key = source.num * 16 + out.num;
  let fold = cache.get(key);
  if (!fold) cache.set(key, (fold = renderRowsFold(kernel, source, out)));
  return fold;
}

/** Whole rows at a time, four of them per visit of the result: it is read and written a quarter as often. */
function renderRowsFold(kernel: Kernel, source: DTypeInfo, out: DTypeInfo): RowsFold {
  const r = new Renderer();
  const body = (count: number): string => {
    r.reset();
    let value = r.load(out, kernel.inputs[0]!, 'c', 'q')[0]!;
    let code = r.statements.join('');
    for (let k = 0; k < count; k++) {
      r.reset();
      const result = r.element(kernel, [
        [value],
        r.load(source, kernel.inputs[1]!, 'a', k ? `u+${k}*rowStep|0` : 'u'),
      ])[0]![0]!;
      const name = r.fresh();
      const kept = holds(kernel) ? result : r.rounded(result, kernel.outputs[0]!);
      code += `${r.statements.join('')}const ${name}=${toAccumulator(r, kept, value.type)};`;
      value = { code: name, type: value.type };
    }
    r.reset();
    const store = r.store([value], out, 'c', 'q');
    return `for(let i=0,q=at,u=p;i<columns;i=i+1|0){${code}${store}q=q+t|0;u=u+step|0;}`;
  };
  return r.compile<RowsFold>(
    ['rows', 'columns', 'c', 'at', 't', 'a', 'p', 'rowStep', 'step'],
    `at=at|0;t=t|0;p=p|0;rowStep=rowStep|0;step=step|0;columns=columns|0;let j=0;
     for(;j+3<rows;j+=4){${body(4)}p=p+4*rowStep|0;}
     for(;j<rows;j++){${body(1)}p=p+rowStep|0;}`,
  );
}

/** Can every place be counted in 32 bits? */
function isIntIndexed(...views: readonly StridedView[]): boolean {
  return views.every((view) => view.storage.length < 2 ** 30);
}

/** See `Backend.reduce`. */
export function reduce(
  kernel: Kernel,
  shape: readonly number[],
  source: StridedView,
  out: StridedView,
  mask?: StridedView,
): void {
  if (sizeOf(shape) === 0) return;
  const operands = mask ? [source, out, mask] : [source, out];
  const plan = planLoops(shape, operands, 0);
  const { length } = plan.shape;
  const last = length - 1;
  // Rows are worth combining only when they are long: short ones are folded one column after another.
  if (length > 0 && plan.steps[1]![last] !== 0 && plan.shape[last]! >= 4) {
    if (!mask && nativeRowsFold(kernel, plan, source, out)) return;
    if (!mask && isExactSum(kernel, source.info) && sizeOf(shape.filter((_, k) => out.steps[k] === 0)) <= EXACT_TERMS) {
      sumRowsExactly(kernel, shape, source, out);
      return;
    }
    if (!mask && length > 1 && plan.steps[1]![last - 1] === 0 && source.info.lanes === 1 && isIntIndexed(source, out)) {
      const rows = rowsFoldFor(kernel, source.info, out.info);
      const [from, to] = plan.steps as [number[], number[]];
      forEachOuter(plan, 2, [source.offset, out.offset], (o) =>
        rows(
          plan.shape[last - 1]!,
          plan.shape[last]!,
          out.storage,
          o[1]!,
          to[last]!,
          source.storage,
          o[0]!,
          from[last - 1]!,
          from[last]!,
        ),
      );
      return;
    }
    elementwise(kernel, shape, [out, source], [out], mask);
    return;
  }
  let foldAxis = last;
  if (length > 1 && plan.steps[1]![last] !== 0) {
    foldAxis = plan.steps[1]!.lastIndexOf(0);
    if (foldAxis < 0) {
      elementwise(kernel, shape, [out, source], [out], mask);
      return;
    }
  }
  const n = length > 0 ? plan.shape[foldAxis]! : 1;
  const step = length > 0 ? plan.steps[0]![foldAxis]! : 1;
  if (length > 0 && plan.steps[1]![foldAxis] !== 0) {
    elementwise(kernel, shape, [out, source], [out], mask);
    return;
  }
  const outer = {
    shape: plan.shape.filter((_, k) => k !== foldAxis),
    steps: plan.steps.map((list) => list.filter((_, k) => k !== foldAxis)),
  };
  if (!mask && nativeFold(kernel, outer, n, step, source, out)) return;
  const offsets = operands.map((view) => view.offset);
  const fold = foldFor(kernel, source.info, out.info, mask?.info, !isIntIndexed(source));
  if (mask) {
    const maskStep = length > 0 ? plan.steps[2]![foldAxis]! : 1;
    forEachOuter(outer, 0, offsets, (o) =>
      (fold as MaskedFold)(out.storage, o[1]!, source.storage, o[0]!, step, n, mask.storage, o[2]!, maskStep),
    );
  } else {
    forEachOuter(outer, 0, offsets, (o) => (fold as Fold)(out.storage, o[1]!, source.storage, o[0]!, step, n));
  }
}
