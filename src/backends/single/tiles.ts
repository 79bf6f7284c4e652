/**
 * The loops of matrix products, generated per domain (floats, 32-bit integers, 64-bit integers, complex numbers) and
 * kept per storage type, so that each sees one kind of array. Large products go by tiles over packed panels: both
 * operands are copied block by block into the order in which the innermost loop reads them, and a tile of 4 x 2 sums
 * stays in registers while it runs along k (K. Goto and R. van de Geijn, ACM Trans. Math. Softw. 34, 2008).
 */
import type { DTypeInfo, Storage } from '../../core/dtype.js';

/** A matrix: element (i, j) is at `offset + i * rowStep + j * columnStep` of the storage, counted in elements. */
export interface Matrix {
  readonly storage: Storage;
  readonly offset: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/** `count` products `c = a @ b`, the operands `aNext`, `bNext`, `cNext` elements on each time. */
export type Batch = (
  count: number,
  m: number,
  k: number,
  n: number,
  a: Storage,
  ao: number,
  aNext: number,
  ar: number,
  ac: number,
  b: Storage,
  bo: number,
  bNext: number,
  br: number,
  bc: number,
  c: Storage,
  co: number,
  cNext: number,
  cr: number,
  cc: number,
) => void;

/** The generated loops for one storage type. */
export interface Loops {
  /** Plain loops on operands as they lie: for small matrices. */
  readonly direct: Batch;
  /** Packed tiles: for the rest. Absent where there is nothing to gain (64-bit integers). */
  readonly tiled?: Batch;
}

/** Rows and columns of a tile. */
const ROWS = 4;
const COLUMNS = 2;
/** Of the packed blocks: A's (64 x 256) stays in the second-level cache, B's panels in the first. */
const BLOCK_M = 64;
const BLOCK_K = 256;
const BLOCK_N = 512;

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** How sums of products are written in a domain. */
interface Arithmetic {
  /** Slots an element. */
  readonly lanes: 1 | 2;
  /** Rows and columns of a tile. */
  readonly rows: number;
  readonly columns: number;
  readonly zero: string;
  /** The type of packed panels. */
  readonly Panel: Float64ArrayConstructor | Int32ArrayConstructor;
  /** The statement `s += x * y`; the names of complex values get `r` and `i` at their end. */
  madd(s: string, x: string, y: string): string;
}

const arithmetic: Record<'float' | 'int' | 'big' | 'complex', Arithmetic> = {
  float: {
    lanes: 1,
    rows: ROWS,
    columns: COLUMNS,
    zero: '0',
    Panel: Float64Array,
    madd: (s, x, y) => `${s}+=${x}*${y};`,
  },
  int: {
    lanes: 1,
    rows: ROWS,
    columns: COLUMNS,
    zero: '0',
    Panel: Int32Array,
    madd: (s, x, y) => `${s}=(${s}+Math.imul(${x},${y}))|0;`,
  },
  big: {
    lanes: 1,
    rows: 1,
    columns: 1,
    zero: '0n',
    Panel: Float64Array,
    madd: (s, x, y) => `${s}=BigInt.asIntN(64,${s}+${x}*${y});`,
  },
  complex: {
    lanes: 2,
    rows: 2,
    columns: 2,
    zero: '0',
    Panel: Float64Array,
    madd: (s, x, y) => `${s}r+=${x}r*${y}r-${x}i*${y}i;${s}i+=${x}r*${y}i+${x}i*${y}r;`,
  },
};

/** Pieces of code for elements of one or two slots. */
function pieces({ lanes, zero }: Arithmetic) {
  const complex = lanes === 2;
  return {
    declare: (names: readonly string[]) =>
      `let ${names.flatMap((name) => (complex ? [`${name}r=${zero}`, `${name}i=${zero}`] : [`${name}=${zero}`])).join(',')};`,
    load: (name: string, array: string, at: string) =>
      complex ? `const ${name}r=${array}[2*(${at})],${name}i=${array}[2*(${at})+1];` : `const ${name}=${array}[${at}];`,
    store: (array: string, at: string, name: string, assign = '=') =>
      complex
        ? `${array}[2*(${at})]${assign}${name}r;${array}[2*(${at})+1]${assign}${name}i;`
        : `${array}[${at}]${assign}${name};`,
  };
}

const PARAMETERS = 'count,m,k,n,a,ao,aNext,ar,ac,b,bo,bNext,br,bc,c,co,cNext,cr,cc';
const NEXT = 'ao+=aNext,bo+=bNext,co+=cNext';

/** Loops on operands as they lie: four columns of a row at a time, or four rows where there is one column. */
function directText(sums: Arithmetic): string {
  const { declare, load, store } = pieces(sums);
  const four = [0, 1, 2, 3];
  const columns = `
    for(let i=0;i<m;i++){const ai=ao+i*ar,ci=co+i*cr;let j=0;
      for(;j+3<n;j+=4){let p=ai,q=bo+j*bc;${declare(four.map((t) => `s${t}`))}
        for(let l=0;l<k;l++,p+=ac,q+=br){${load('x', 'a', 'p')}${four.map((t) => load(`y${t}`, 'b', `q+${t}*bc`) + sums.madd(`s${t}`, 'x', `y${t}`)).join('')}}
        ${four.map((t) => store('c', `ci+(j+${t})*cc`, `s${t}`)).join('')}}
      for(;j<n;j++){let p=ai,q=bo+j*bc;${declare(['s'])}
        for(let l=0;l<k;l++,p+=ac,q+=br){${load('x', 'a', 'p')}${load('y', 'b', 'q')}${sums.madd('s', 'x', 'y')}}
        ${store('c', 'ci+j*cc', 's')}}
    }`;
  const rows = `
    let i=0;
    for(;i+3<m;i+=4){let p=ao+i*ar,q=bo;${declare(four.map((t) => `s${t}`))}
      for(let l=0;l<k;l++,p+=ac,q+=br){${load('x', 'b', 'q')}${four.map((t) => load(`y${t}`, 'a', `p+${t}*ar`) + sums.madd(`s${t}`, `y${t}`, 'x')).join('')}}
      ${four.map((t) => store('c', `co+(i+${t})*cr`, `s${t}`)).join('')}}
    for(;i<m;i++){let p=ao+i*ar,q=bo;${declare(['s'])}
      for(let l=0;l<k;l++,p+=ac,q+=br){${load('x', 'a', 'p')}${load('y', 'b', 'q')}${sums.madd('s', 'x', 'y')}}
      ${store('c', 'co+i*cr', 's')}}`;
  return `function direct(${PARAMETERS}){
    if(n===1){for(let t=0;t<count;t++,${NEXT}){${rows}}}
    else for(let t=0;t<count;t++,${NEXT}){${columns}}
  }`;
}

/** Packed tiles; k runs in steps of two, the panels being padded with zeros to whole tiles. */
function tiledText(sums: Arithmetic): string {
  const { declare, load, store } = pieces(sums);
  const { rows, columns, lanes } = sums;
  const cells = range(rows).flatMap((i) => range(columns).map((j) => ({ i, j, name: `s${i}${j}` })));
  const step = (u: number): string =>
    `{${range(rows)
      .map((i) => load(`x${i}`, 'A', `p+${u * rows + i}`))
      .join('')}` +
    `${range(columns)
      .map((j) => load(`y${j}`, 'B', `q+${u * columns + j}`))
      .join('')}` +
    `${cells.map(({ i, j, name }) => sums.madd(name, `x${i}`, `y${j}`)).join('')}}`;
  const whole = (assign: string): string =>
    cells.map(({ i, j, name }) => store('c', `at+${i}*cr+${j}*cc`, name, assign)).join('');
  const micro = `function micro(k,A,p,B,q,c,at,cr,cc,rows,columns,first){
    ${declare(cells.map(({ name }) => name))}
    for(const e=p+k*${rows};p<e;p+=${2 * rows},q+=${2 * columns}){${step(0)}${step(1)}}
    if(rows===${rows}&&columns===${columns}){if(first){${whole('=')}}else{${whole('+=')}}return;}
    ${cells.map(({ i, j, name }) => `if(${i}<rows&&${j}<columns){if(first){${store('c', `at+${i}*cr+${j}*cc`, name)}}else{${store('c', `at+${i}*cr+${j}*cc`, name, '+=')}}}`).join('')}
  }`;
  // Panels of `width` rows (or columns): element l of line w at l * width + w.
  const pack = (name: string, width: number): string => `function ${name}(P,lines,k,a,at,line,along){
    const odd=k&1;let o=0;
    for(let i=0;i<lines;i+=${width}){
      if(i+${width}<=lines){let p=at+i*line;
        for(let l=0;l<k;l++,p+=along){${range(width)
          .map((w) => load(`v${w}`, 'a', `p+${w}*line`) + store('P', `o+${w}`, `v${w}`))
          .join('')}o+=${width};}}
      else for(let l=0;l<k;l++)for(let w=0;w<${width};w++,o++){if(i+w<lines){${load('v', 'a', 'at+(i+w)*line+l*along')}${store('P', 'o', 'v')}}else{${lanes === 2 ? 'P[2*o]=0;P[2*o+1]=0;' : 'P[o]=0;'}}}
      if(odd)for(let w=0;w<${width};w++,o++){${lanes === 2 ? 'P[2*o]=0;P[2*o+1]=0;' : 'P[o]=0;'}}
    }
  }`;
  return `${micro}${pack('packA', rows)}${pack('packB', columns)}
  function tiled(${PARAMETERS}){
    const A=panel(0,${BLOCK_M}*${BLOCK_K}*${lanes}),B=panel(1,Math.min(n+1,${BLOCK_N})*Math.min(k+1,${BLOCK_K})*${lanes});
    for(let t=0;t<count;t++,${NEXT}){
      for(let j0=0;j0<n;j0+=${BLOCK_N}){const jn=Math.min(n-j0,${BLOCK_N});
      for(let l0=0;l0<k;l0+=${BLOCK_K}){const kn=Math.min(k-l0,${BLOCK_K}),even=kn+(kn&1);
        packB(B,jn,kn,b,bo+l0*br+j0*bc,bc,br);
        for(let i0=0;i0<m;i0+=${BLOCK_M}){const im=Math.min(m-i0,${BLOCK_M});
          packA(A,im,kn,a,ao+i0*ar+l0*ac,ar,ac);
          for(let j=0;j<jn;j+=${columns})for(let i=0;i<im;i+=${rows})
            micro(even,A,i*even,B,j*even,c,co+(i0+i)*cr+(j0+j)*cc,cr,cc,Math.min(${rows},im-i),Math.min(${columns},jn-j),l0===0);
        }
      }}
    }
  }`;
}

/** Panels are kept from call to call: a product needs two. */
const panels = new Map<string, Float64Array | Int32Array>();

function panelsOf({ Panel }: Arithmetic): (index: number, length: number) => Float64Array | Int32Array {
  return (index, length) => {
    const key = `${Panel.name}${index}`;
    let found = panels.get(key);
    if (!found || found.length < length) panels.set(key, (found = new Panel(length)));
    return found;
  };
}

const loops: (Loops | undefined)[] = [];

/** The loops for operands and result of one dtype, whose sums are kept in float64, int32, 64 bits or complex128. */
export function loopsFor(info: DTypeInfo): Loops {
  let found = loops[info.num];
  if (!found) {
    const domain =
      info.kind === 'c' ? 'complex' : info.kind === 'f' ? 'float' : info.domain === 'bigint' ? 'big' : 'int';
    const sums = arithmetic[domain];
    const tiles = domain === 'big' ? '' : tiledText(sums);
    const text = `'use strict';${directText(sums)}${tiles}return{direct${tiles && ',tiled'}};`;
    found = new Function('panel', text)(panelsOf(sums)) as Loops;
    loops[info.num] = found;
  }
  return found;
}
