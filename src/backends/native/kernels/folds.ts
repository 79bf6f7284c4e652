/**
 * C functions that fold rows: `void name(int64_t n, const char *source, int64_t step, char *out)`. Sums of floats go in the order
 * of the JavaScript loops (blocks of at most 128 with eight running sums, joined as a tree), so that the same comes out.
 */
import { DTYPE_LIST, type DTypeInfo } from '../../../core/dtype.js';
import type { RenderedLoop } from './loops.js';
import { slotType } from './render.js';

/** The key of a fold: the ufunc, the dtype in storage and that of the result. */
export const foldKey = (name: string, source: DTypeInfo, out: DTypeInfo): string =>
  `fold:${name}:${source.char}${out.char}`;

/** The key of a running fold. */
export const scanKey = (name: string, source: DTypeInfo, out: DTypeInfo): string =>
  `scan:${name}:${source.char}${out.char}`;

const isFloat = (info: DTypeInfo): boolean => info.kind === 'f' && info.name !== 'float16';
const isInteger = (info: DTypeInfo): boolean => info.kind === 'i' || info.kind === 'u';

const declare = (source: DTypeInfo, out: DTypeInfo): string =>
  `const ${slotType(source)} *a=(const ${slotType(source)}*)source;${slotType(out)} *c=(${slotType(out)}*)out;`;

/** What renders a fold for a pair of dtypes; undefined where there is none. */
type Body = (source: DTypeInfo, out: DTypeInfo) => string | undefined;

const sum: Body = (source, out) => {
  const half = source.name === 'float16';
  if (!half && source.kind === out.kind && (source.kind === 'f' || source.kind === 'c') && source === out) {
    const suffix = out.itemsize / out.lanes === 4 ? 'f' : 'd';
    const parts = Array.from({ length: out.lanes }, (_, l) => {
      const stride = out.lanes === 2 ? '2*step' : 'step';
      return `c[${l}]=(${slotType(out)})((double)c[${l}]+nl_sum_${suffix}(a+${l},${stride},n));`;
    });
    const part = slotType(out);
    const dense =
      out.lanes === 2
        ? `if(step==1){const nl_pair v=nl_sum_pairs_${suffix}(a,n);c[0]=(${part})((double)c[0]+v.re);c[1]=(${part})((double)c[1]+v.im);return;}`
        : '';
    return declare(source, out) + dense + parts.join('');
  }
  // Means: numbers of any kind in float64.
  if (out.name === 'float64' && (source.kind === 'b' || isInteger(source) || source.name === 'float32')) {
    const char = source.kind === 'b' ? 'B' : source.char;
    return `${declare(source, out)}c[0]+=nl_sum_${char}(a,step,n);`;
  }
  if (out.domain === 'bigint' && (source.kind === 'b' || isInteger(source))) {
    return `${declare(source, out)}uint64_t v=0;
      if(step==1){for(int64_t i=0;i<n;i++)v+=(uint64_t)(int64_t)a[i];}
      else for(int64_t i=0;i<n;i++){NL_SCALAR v+=(uint64_t)(int64_t)a[i*step];}
      c[0]+=(${slotType(out)})v;`;
  }
  return undefined;
};

const product: Body = (source, out) => {
  if (source === out && isFloat(source)) {
    return `${declare(source, out)}c[0]=(${slotType(out)})nl_product_${out.itemsize === 4 ? 'f' : 'd'}((double)c[0],a,step,n);`;
  }
  if (out.domain === 'bigint' && (source.kind === 'b' || isInteger(source))) {
    return `${declare(source, out)}uint64_t v=1;
      if(step==1){for(int64_t i=0;i<n;i++)v*=(uint64_t)(int64_t)a[i];}
      else for(int64_t i=0;i<n;i++){NL_SCALAR v*=(uint64_t)(int64_t)a[i*step];}
      c[0]*=(${slotType(out)})v;`;
  }
  return undefined;
};

const extreme =
  (better: '>' | '<'): Body =>
  (source, out) => {
    if (source !== out) return undefined;
    const type = slotType(source);
    if (source.kind === 'b') return truth(better === '>' ? 1 : 0)(source, out);
    if (isInteger(source)) {
      return `${declare(source, out)}${type} m=c[0];
      if(step==1){for(int64_t i=0;i<n;i++)m=a[i]${better}m?a[i]:m;}
      else for(int64_t i=0;i<n;i++){NL_SCALAR m=a[i*step]${better}m?a[i*step]:m;}
      c[0]=m;`;
    }
    if (!isFloat(source)) return undefined;
    // Several vectors of running extremes, and whether anything was nan; then the first of equal zeros, as the order has it.
    const bits = out.itemsize === 4 ? 'int32_t' : 'int64_t';
    return `${declare(source, out)}${type} m=c[0];if(m!=m)return;
      if(step==1){
        ${type} v[64];${bits} bad[64];int64_t i=0;
        if(n>=64){
          for(int k=0;k<64;k++){v[k]=m;bad[k]=0;}
          for(;i+64<=n;i+=64)for(int k=0;k<64;k++){const ${type} x=a[i+k];v[k]=x${better}v[k]?x:v[k];bad[k]|=x!=x?1:0;}
          ${bits} any=0;for(int k=0;k<64;k++){any|=bad[k];m=v[k]${better}m?v[k]:m;}
          if(any){c[0]=(${type})NAN;return;}
        }
        for(;i<n;i++){if(a[i]!=a[i]){c[0]=a[i];return;}m=a[i]${better}m?a[i]:m;}
      }else for(int64_t i=0;i<n;i++){const ${type} x=a[i*step];if(x!=x){c[0]=x;return;}m=x${better}m?x:m;}
      if(m==0&&c[0]!=0)for(int64_t i=0;i<n;i++)if(a[i*step]==0){m=a[i*step];break;}
      if(m!=0||c[0]!=0)c[0]=m;`;
  };

/** Truth: stops at the first element that decides. */
const truth =
  (stopAt: 0 | 1): Body =>
  (source, out) => {
    if (out.kind !== 'b') return undefined;
    const real = (at: string): string => (source.name === 'float16' ? `((a[${at}]&0x7fff)!=0)` : `(a[${at}]!=0)`);
    const test = (at: string): string =>
      source.lanes === 2 ? `(${real(`2*(${at})`)}|${real(`2*(${at})+1`)})` : real(at);
    const loop = `if(step==1)for(;i+256<=n;i+=256){int d=${stopAt ? 0 : 1};for(int k=0;k<256;k++)d${stopAt ? '|' : '&'}=${test('i+k')};if(d==${stopAt}){c[0]=${stopAt};return;}}`;
    return `${declare(source, out)}if(c[0]==${stopAt})return;int64_t i=0;${loop}
      for(;i<n;i++)if(${test('i*step')}==${stopAt}){c[0]=${stopAt};return;}`;
  };

const FOLDS: Readonly<Record<string, Body>> = {
  add: sum,
  multiply: product,
  maximum: extreme('>'),
  minimum: extreme('<'),
  logical_or: truth(1),
  logical_and: truth(0),
};

/** Sums of squared deviations: `out += sum((x - mean)^2)`, the mean in out[1]. */
function deviations(source: DTypeInfo): string | undefined {
  if (source.domain !== 'number' || source.name === 'float16') return undefined;
  return `const ${slotType(source)} *a=(const ${slotType(source)}*)source;double *c=(double*)out;
    c[0]+=nl_deviations_${source.char === '?' ? 'B' : source.char}(a,step,n,c[1]);`;
}

/** Running folds, whose first value stands in `out`; what is stored is what goes on. */
function running(name: string, source: DTypeInfo, out: DTypeInfo): string | undefined {
  if (source === out && source.lanes === 2 && name === 'add') {
    const part = slotType(out);
    return `${declare(source, out)}${part} re=c[0],im=c[1];
      for(int64_t i=1;i<n;i++){NL_SCALAR re+=a[2*i*step];im+=a[2*i*step+1];c[2*i*to]=re;c[2*i*to+1]=im;}`;
  }
  const wide = out.domain === 'bigint' && (source.kind === 'b' || isInteger(source));
  if (!(source === out && (isFloat(out) || isInteger(out))) && !wide) return undefined;
  const type = slotType(out);
  const steps: Readonly<Record<string, string>> = {
    add: 'v+x',
    multiply: 'v*x',
    maximum: isFloat(out) ? `nl_max${out.itemsize === 4 ? '_f32' : ''}(v,x)` : 'v>x?v:x',
    minimum: isFloat(out) ? `nl_min${out.itemsize === 4 ? '_f32' : ''}(v,x)` : 'v<x?v:x',
  };
  return `${declare(source, out)}${type} v=c[0];
    if(step==1&&to==1){for(int64_t i=1;i<n;i++){const ${type} x=(${type})a[i];v=(${type})(${steps[name]!});c[i]=v;}return;}
    for(int64_t i=1;i<n;i++){NL_SCALAR const ${type} x=(${type})a[i*step];v=(${type})(${steps[name]!});c[i*to]=v;}`;
}

/** The index of the extreme of a row, to an int32. */
function extremeIndex(source: DTypeInfo, better: '>' | '<'): string | undefined {
  if (source.name === 'float16' || source.lanes === 2) return undefined;
  const type = slotType(source);
  if (source.kind === 'b') {
    // The first that is true (or false) cannot be beaten.
    const best = better === '>' ? 1 : 0;
    return `const uint8_t *a=(const uint8_t*)source;int32_t *c=(int32_t*)out;int64_t i=0;
      if(step==1)for(;i+256<=n;i+=256){int found=0;for(int k=0;k<256;k++)found|=a[i+k]==${best};if(found)break;}
      for(;i<n;i++)if(a[i*step]==${best}){c[0]=(int32_t)i;return;}
      c[0]=0;`;
  }
  const flag = `int${8 * source.itemsize}_t`;
  const nan = source.kind === 'f' ? '|(x!=x)' : '';
  const stop = (index: string): string => (source.kind === 'f' ? `if(x!=x){c[0]=(int32_t)${index};return;}` : '');
  // Blocks in which nothing is better are passed over.
  return `const ${type} *a=(const ${type}*)source;int32_t *c=(int32_t*)out;
    ${type} m=a[0];int64_t at=0,i=1;${source.kind === 'f' ? 'if(m!=m){c[0]=0;return;}' : ''}
    if(step==1)for(;i+256<=n;i+=256){
      ${flag} found=0;for(int k=0;k<256;k++){const ${type} x=a[i+k];found|=(${flag})((x${better}m)${nan});}
      if(found)for(int64_t j=i;j<i+256;j++){const ${type} x=a[j];if((x${better}m)${nan}){${stop('j')}m=x;at=j;}}
    }
    for(;i<n;i++){const ${type} x=a[i*step];if((x${better}m)${nan}){${stop('i')}m=x;at=i;}}
    c[0]=(int32_t)at;`;
}

/** The folds of the library. */
export function renderFolds(): RenderedLoop[] {
  const loops: RenderedLoop[] = [];
  const put = (key: string, body: string | undefined, infos: readonly DTypeInfo[]): void => {
    if (body === undefined) return;
    const text = (name: string): string =>
      `static void ${name}(int64_t n,const char *source,int64_t step,char *out,int64_t to){${body}}\n`;
    loops.push({ key, text, strided: true, infos, inputs: 1 });
  };
  for (const source of DTYPE_LIST) {
    for (const out of DTYPE_LIST) {
      for (const [name, body] of Object.entries(FOLDS))
        put(foldKey(name, source, out), body(source, out), [source, out]);
      for (const name of ['add', 'multiply', 'maximum', 'minimum']) {
        put(scanKey(name, source, out), running(name, source, out), [source, out]);
      }
    }
    put(`deviations:${source.char}`, deviations(source), [source]);
    put(`argmax:${source.char}`, extremeIndex(source, '>'), [source]);
    put(`argmin:${source.char}`, extremeIndex(source, '<'), [source]);
  }
  return loops;
}
