/** Sums of products of two vectors: four running sums, so that an addition need not wait for the one before. */
import type { DTypeInfo, Storage } from '../../core/dtype.js';
import { nativeDot } from '../native/kernels/moves.js';

/** Write the sum of `a[ao + i * as] * b[bo + i * bs]` for the `n` first i to element `co` of `c`. */
export type Dot = (
  n: number,
  a: Storage,
  ao: number,
  as: number,
  b: Storage,
  bo: number,
  bs: number,
  c: Storage,
  co: number,
) => void;

const FOUR = [0, 1, 2, 3];

function realText(madd: (s: string, x: string, y: string) => string, zero: string, sum: string): string {
  const body = (a: (t: number) => string, b: (t: number) => string): string =>
    FOUR.map((t) => madd(`s${t}`, a(t), b(t))).join('');
  return `let ${FOUR.map((t) => `s${t}=${zero}`).join(',')};let i=0;const e=n-3;
    if(as===1&&bs===1){for(;i<e;i+=4){const p=ao+i,q=bo+i;${body(
      (t) => `a[p+${t}]`,
      (t) => `b[q+${t}]`,
    )}}}
    else for(;i<e;i+=4){const p=ao+i*as,q=bo+i*bs;${body(
      (t) => `a[p+${t}*as]`,
      (t) => `b[q+${t}*bs]`,
    )}}
    for(;i<n;i++){${madd('s0', 'a[ao+i*as]', 'b[bo+i*bs]')}}
    c[co]=${sum};`;
}

const COMPLEX_TEXT = `let r0=0,r1=0,i0=0,i1=0,p=2*ao,q=2*bo;
  for(let i=0;i<n;i++,p+=2*as,q+=2*bs){const x=a[p],y=a[p+1],u=b[q],v=b[q+1];r0+=x*u;r1+=y*v;i0+=x*v;i1+=y*u;}
  c[2*co]=r0-r1;c[2*co+1]=i0+i1;`;

const TEXTS = {
  float: realText((s, x, y) => `${s}+=${x}*${y};`, '0', '(s0+s1)+(s2+s3)'),
  int: realText((s, x, y) => `${s}=(${s}+Math.imul(${x},${y}))|0;`, '0', 's0+s1+s2+s3'),
  big: realText((s, x, y) => `${s}=BigInt.asIntN(64,${s}+${x}*${y});`, '0n', 's0+s1+s2+s3'),
  complex: COMPLEX_TEXT,
};

const made: (Dot | undefined)[] = [];

/** The loop for vectors of one dtype: float32 or float64, an integer type, complex. */
export function dotFor(info: DTypeInfo): Dot {
  let dot = made[info.num];
  if (!dot) {
    const text =
      info.kind === 'c'
        ? TEXTS.complex
        : info.kind === 'f'
          ? TEXTS.float
          : info.domain === 'bigint'
            ? TEXTS.big
            : TEXTS.int;
    const loop = new Function('n,a,ao,as,b,bo,bs,c,co', `'use strict';${text}`) as Dot;
    dot =
      info.kind === 'f' || info.kind === 'c'
        ? loop
        : (n, a, ao, as, b, bo, bs, c, co) => {
            if (!nativeDot(n, a, ao, as, b, bo, bs, c, co)) loop(n, a, ao, as, b, bo, bs, c, co);
          };
    made[info.num] = dot;
  }
  return dot;
}
