/**
 * C functions for whole rows: `void name(int64_t n, char **p, const int64_t *s)` computes a kernel on `n` elements of operands at
 * `p[o]`, `s[o]` elements apart. Cheap kernels have loops of their own for rows without gaps, for one scalar operand, and for the
 * rest; the others have one loop for rows without gaps, which the driver (c/driver.c) provides by way of buffers.
 */
import { DTYPE_LIST, DTYPES, type DTypeInfo } from '../../../core/dtype.js';
import { isComplexExpr } from '../../../core/expression.js';
import type { Kernel } from '../../backend.js';
import { SINGLE_FUNCTIONS } from './functions.js';
import {
  CRenderer,
  as,
  callsOf,
  computesInSingle,
  slotType,
  truth,
  valueType,
  type CType,
  type CValue,
} from './render.js';

/** Can a kernel's loop be found in a library of other expressions? Its key says what it computes. */
export function kernelKey(kernel: Kernel): string {
  const text = JSON.stringify([
    kernel.results,
    kernel.inputs.map((info) => info.char),
    kernel.outputs.map((info) => info.char),
  ]);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${kernel.id}#${(hash >>> 0).toString(16)}`;
}

/**
 * The kernel whose loop serves another one by way of conversions: float16 computes in float64, and so does float32 where a
 * function is called. The result is the same, rounded once.
 */
export function widened(kernel: Kernel): Kernel {
  const half = [...kernel.inputs, ...kernel.outputs].some((info) => info.name === 'float16');
  if (!half && (kernel.cheap || [...callsOf(kernel)].every((fn) => SINGLE_FUNCTIONS.has(fn)))) return kernel;
  const wide = (info: DTypeInfo): DTypeInfo =>
    info.name === 'float16' || info.name === 'float32'
      ? DTYPES.float64
      : info.name === 'complex64'
        ? DTYPES.complex128
        : info;
  const [inputs, outputs] = [kernel.inputs.map(wide), kernel.outputs.map(wide)];
  const chars = (infos: readonly DTypeInfo[]): string => infos.map((info) => info.char).join('');
  return { ...kernel, id: `${kernel.id.split(':')[0]!}:${chars(inputs)}->${chars(outputs)}`, inputs, outputs };
}

/** The key of the loop that converts. */
export const castKey = (from: DTypeInfo, to: DTypeInfo): string => `cast:${from.char}${to.char}`;

/** An element of an operand as values. */
function load(info: DTypeInfo, array: string, index: string, type: CType): CValue[] {
  if (info.lanes === 2) {
    return ['', '+1'].map((shift) => ({ code: `((${type})${array}[2*(${index})${shift}])`, type }));
  }
  const slot = `${array}[${index}]`;
  if (info.name === 'float16') return [{ code: `((${type})nl_from_half(${slot}))`, type }];
  if (type === 'truth') return [{ code: `((int)${slot})`, type }];
  return [{ code: `((${type})${slot})`, type }];
}

/** Statements that store a value of the dtype that was computed. */
function store(values: readonly CValue[], info: DTypeInfo, array: string, index: string): string {
  if (info.lanes === 2) {
    const part = slotType(info);
    const im = values[1] ? `(${part})${values[1].code}` : '0';
    return `{const ${part} re_=(${part})${values[0]!.code},im_=${im};${array}[2*(${index})]=re_;${array}[2*(${index})+1]=im_;}`;
  }
  const value = values[0]!;
  const real = value.type === 'float' || value.type === 'double';
  if (info.kind === 'b') return `${array}[${index}]=(uint8_t)${truth(value)};`;
  if (info.name === 'float16') {
    return `${array}[${index}]=${value.type === 'float' ? 'nl_half_of_float' : 'nl_half_of_double'}(${value.code});`;
  }
  if (real && (info.kind === 'i' || info.kind === 'u')) {
    const convert = info.domain === 'bigint' ? 'nl_to_int64' : 'nl_to_int32';
    return `${array}[${index}]=(${slotType(info)})${convert}(${as(value, 'double')});`;
  }
  return `${array}[${index}]=(${slotType(info)})${value.code};`;
}

const header = (name: string): string => `static void ${name}(int64_t n,char **p,const int64_t *s){\n`;

function pointers(infos: readonly DTypeInfo[], inputs: number): string {
  return infos
    .map((info, o) => `${o < inputs ? 'const ' : ''}${slotType(info)} *a${o}=(${slotType(info)}*)p[${o}];`)
    .join('');
}

/** The C of one element; `index` gives the place in operand o, `loaded` the name of what was loaded before the loop. */
function elementText(
  kernel: Kernel,
  index: (o: number) => string,
  loaded: (o: number) => CValue[] | undefined,
): string {
  const single = computesInSingle(kernel);
  const inputs = kernel.inputs;
  const integral =
    inputs.length > 0 && inputs.every((info) => info.kind === 'i' || info.kind === 'u' || info.kind === 'b');
  const constants = integral ? valueType(inputs[0]!, single) : single ? 'float' : 'double';
  const renderer = new CRenderer(constants === 'truth' ? 'int32_t' : constants);
  let text = '';
  const loads = inputs.map((info, o) => {
    const before = loaded(o);
    if (before) return before;
    return load(info, `a${o}`, index(o), valueType(info, single)).map((value, lane) => {
      const name = `x${o}${lane ? 'i' : ''}`;
      text += `const ${value.type === 'truth' ? 'int' : value.type} ${name}=${value.code};`;
      return { code: name, type: value.type };
    });
  });
  const values = renderer.element(kernel, loads);
  text += renderer.statements.join('');
  kernel.outputs.forEach((info, j) => {
    const o = inputs.length + j;
    text += store(values[j]!, info, `a${o}`, index(o));
  });
  return text;
}

/** One loop; operands in `still` are loaded once before it. */
function loopText(kernel: Kernel, still: readonly number[], stride: boolean): string {
  const single = computesInSingle(kernel);
  let before = '';
  const constants = new Map<number, CValue[]>();
  for (const o of still) {
    const info = kernel.inputs[o]!;
    constants.set(
      o,
      load(info, `a${o}`, '0', valueType(info, single)).map((value, lane) => {
        const name = `x${o}${lane ? 'i' : ''}`;
        before += `const ${value.type === 'truth' ? 'int' : value.type} ${name}=${value.code};`;
        return { code: name, type: value.type };
      }),
    );
  }
  const index = (o: number): string => (stride ? `i*s${o}` : 'i');
  const body = elementText(kernel, index, (o) => constants.get(o));
  return `{${before}${stride ? '' : 'NL_IVDEP'}\nfor(int64_t i=0;i<n;i++){${stride ? 'NL_SCALAR ' : ''}${body}}return;}\n`;
}

/** A kernel that is one loop or some. */
export interface RenderedLoop {
  readonly key: string;
  readonly text: (name: string) => string;
  /** Does it take rows with gaps? */
  readonly strided: boolean;
  /** Bytes an element of each operand. */
  readonly infos: readonly DTypeInfo[];
  readonly inputs: number;
}

/** Is a kernel light enough for several loops? */
function isLight(kernel: Kernel): boolean {
  return kernel.cheap;
}

/** Is a kernel the power of two operands of float64 or of float32, which has a loop of its own (c/powers.h)? */
function isPower(kernel: Kernel): boolean {
  const [result] = kernel.results;
  return (
    [...kernel.inputs, ...kernel.outputs].every((info) => info === kernel.inputs[0]) &&
    (kernel.inputs[0] === DTYPES.float64 || kernel.inputs[0] === DTYPES.float32) &&
    kernel.results.length === 1 &&
    result !== undefined &&
    !isComplexExpr(result) &&
    result.kind === 'call' &&
    result.fn === 'pow' &&
    result.args.every((one, k) => one.kind === 'arg' && one.index === k)
  );
}

/** Render a kernel; throws `NotRendered` where some function has no C. */
export function renderKernel(kernel: Kernel): RenderedLoop {
  const infos = [...kernel.inputs, ...kernel.outputs];
  const inputs = kernel.inputs.length;
  const light = isLight(kernel);
  // Rendered at once, so that what cannot be rendered is found here.
  const dense = loopText(kernel, [], false);
  const all = (steps: (o: number) => number): string => infos.map((_, o) => `s[${o}]==${steps(o)}`).join('&&');
  const text = (name: string): string => {
    let code = header(name) + pointers(infos, inputs) + '\n';
    // Large angles are reduced by the C library, one after another.
    const angle = [...callsOf(kernel)].find((fn) => ['sin', 'cos', 'tan'].includes(fn));
    if (angle !== undefined) {
      const single = computesInSingle(kernel);
      const [size, large] = single ? ['fabsf', 'NL_LARGE_ANGLE_F'] : ['fabs', 'NL_LARGE_ANGLE'];
      const [near, far] = single ? [`nl_${angle}_f32`, `nl_far_${angle}_f32`] : [`nl_${angle}`, angle];
      return `${code}(void)s;for(int64_t from=0;from<n;from+=512,a0+=512,a1+=512){
        const int64_t m=n-from<512?n-from:512;int far=0;
        for(int64_t i=0;i<m;i++)far|=!(${size}(a0[i])<=${large});
        if(far)for(int64_t i=0;i<m;i++)a1[i]=${size}(a0[i])<=${large}?${near}(a0[i]):${far}(a0[i]);
        else{NL_IVDEP\nfor(int64_t i=0;i<m;i++)a1[i]=${near}(a0[i]);}}}\n`;
    }
    if (isPower(kernel)) return `${code}(void)s;nl_pow_row${infos[0] === DTYPES.float32 ? '_f32' : ''}(n,a0,a1,a2);}\n`;
    if (!light) return `${code}(void)s;${dense}}\n`;
    code += `if(${all(() => 1)})${dense}`;
    if (inputs === 2) {
      for (const o of [0, 1]) code += `if(${all((k) => (k === o ? 0 : 1))})${loopText(kernel, [o], false)}`;
    }
    code += `const int64_t ${infos.map((_, o) => `s${o}=s[${o}]`).join(',')};`;
    return `${code}${loopText(kernel, [], true)}}\n`;
  };
  return { key: kernelKey(kernel), text, strided: light, infos, inputs };
}

/** The value of an element of one dtype as another has it. */
function castText(from: DTypeInfo, to: DTypeInfo, target: string, source: string): string {
  if (from === to) {
    if (from.lanes === 1) return `a1[${target}]=a0[${source}];`;
    return `{const ${slotType(from)} re_=a0[2*(${source})],im_=a0[2*(${source})+1];a1[2*(${target})]=re_;a1[2*(${target})+1]=im_;}`;
  }
  const half = from.name === 'float16';
  const parts = load(from, 'a0', source, valueType(from, half || to.itemsize / to.lanes === 4 || from.lanes === 2));
  if (to.kind === 'b') {
    if (from.lanes === 2) return `a1[${target}]=(uint8_t)(${truth(parts[0]!)}|${truth(parts[1]!)});`;
    if (half) return `a1[${target}]=(uint8_t)((a0[${source}]&0x7fff)!=0);`;
    return `a1[${target}]=(uint8_t)${truth(parts[0]!)};`;
  }
  let values = to.lanes === 2 ? parts : [parts[0]!];
  // 64-bit integers are rounded to float64 first, as everywhere.
  if (from.domain === 'bigint' && (to.kind === 'f' || to.kind === 'c')) {
    values = values.map(({ code }) => ({ code: `((double)${code})`, type: 'double' }));
  }
  return store(values, to, 'a1', target);
}

/** The loops that convert each dtype to each, and copy it. */
export function renderCasts(): RenderedLoop[] {
  return DTYPE_LIST.flatMap((from) =>
    DTYPE_LIST.map((to) => {
      const infos = [from, to];
      const text = (name: string): string => {
        const loop = (target: string, source: string, before: string): string =>
          `{${before}\nfor(int64_t i=0;i<n;i++){${before ? '' : 'NL_SCALAR '}${castText(from, to, target, source)}}return;}\n`;
        let code = header(name) + pointers(infos, 1) + '\nconst int64_t s0=s[0],s1=s[1];';
        code += `if(s0==1&&s1==1)${loop('i', 'i', 'NL_IVDEP')}`;
        if (from === to) code += `if(s0==0&&s1==1)${loop('i', '0', 'NL_IVDEP')}`;
        code += `if(s1==1)${loop('i', 'i*s0', '')}`;
        return `${code}${loop('i*s1', 'i*s0', '')}}\n`;
      };
      return { key: castKey(from, to), text, strided: true, infos, inputs: 1 };
    }),
  );
}

/** Identity kernels are copies; they are named by their dtype. */
export const COPY_DTYPES: readonly DTypeInfo[] = Object.values(DTYPES);
