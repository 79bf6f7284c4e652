/** A device has every ufunc of the table, under every name, but those that are listed as missing. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as np from '../../src/index.js';
import { open, type GpuArray } from '../../src/backends/gpu/index.js';
import { BINARY, PAIRS, UNARY, tableNamed, ufuncNames } from '../../src/backends/gpu/ufuncNames.js';
import { isDeviceUfunc } from '../../src/backends/gpu/ufuncs.js';

describe('ufuncs of a device', () => {
  const listed = [...Object.values(UNARY).flat(), ...Object.values(BINARY).flat(), ...PAIRS] as string[];

  it('are all of the table', () => {
    expect([...listed].sort()).toEqual(ufuncNames().sort());
    for (const name of listed) expect([name, isDeviceUfunc(tableNamed(name))]).toEqual([name, true]);
  });

  it('are functions of the namespace', async () => {
    const cp = (await open({ mode: 'cpu' })) as unknown as Readonly<Record<string, unknown>>;
    for (const name of listed) expect([name, typeof cp[name]]).toEqual([name, 'function']);
  });

  it('give the dtypes that numloom has, float16 and float64 being float32', async () => {
    const cp = await open({ mode: 'cpu' });
    const dtypes = ['bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'float32'] as const;
    const onDevice: Readonly<Record<string, string>> = { float16: 'float32', float64: 'float32', int64: 'int32' };
    const functions = cp as unknown as Readonly<Record<string, (...args: GpuArray[]) => GpuArray>>;
    const hosts = np as unknown as Readonly<Record<string, (...args: np.NDArray[]) => np.NDArray>>;
    for (const name of ['add', 'divide', 'power', 'less', 'maximum', 'arctan2', 'bitwiseAnd', 'floorDivide']) {
      for (const a of dtypes) {
        for (const b of dtypes) {
          const label = `${name}(${a}, ${b})`;
          let expected: string | undefined;
          try {
            expected = hosts[name]!(np.ones([1], { dtype: a }), np.ones([1], { dtype: b })).dtype;
          } catch {
            expect(() => functions[name]!(cp.ones([1], { dtype: a }), cp.ones([1], { dtype: b })), label).toThrow();
            continue;
          }
          const actual = functions[name]!(cp.ones([1], { dtype: a }), cp.ones([1], { dtype: b }));
          expect(`${label}: ${actual.dtype}`).toBe(`${label}: ${onDevice[expected] ?? expected}`);
        }
      }
    }
  });

  it('have types', async () => {
    const cp = await open({ mode: 'cpu' });
    const f = cp.ones([2]);
    const i = cp.ones([2], { dtype: 'int32' });
    expectTypeOf(f).toEqualTypeOf<GpuArray<'float32'>>();
    expectTypeOf(i).toEqualTypeOf<GpuArray<'int32'>>();
    expectTypeOf(cp.add(f, 1)).toEqualTypeOf<GpuArray<'float32'>>();
    expectTypeOf(cp.add(i, f)).toEqualTypeOf<GpuArray<'float32'>>();
    expectTypeOf(cp.less(i, 3)).toEqualTypeOf<GpuArray<'bool'>>();
    expectTypeOf(cp.divide(i, i)).toEqualTypeOf<GpuArray<'float32'>>();
    expectTypeOf(cp.sqrt(i)).toEqualTypeOf<GpuArray<'float32'>>();
    expectTypeOf(i.sum()).toEqualTypeOf<GpuArray<'int32'>>();
    expectTypeOf(i.mean()).toEqualTypeOf<GpuArray<'float32'>>();
    expectTypeOf(f.astype('int8')).toEqualTypeOf<GpuArray<'int8'>>();
    expectTypeOf(await f.get()).toEqualTypeOf<np.NDArray<'float32'>>();
    expectTypeOf(await cp.all(f).item()).toEqualTypeOf<boolean>();
    expectTypeOf(cp.asarray(new Int16Array(2))).toEqualTypeOf<GpuArray<'int16'>>();
    expectTypeOf(cp.array([[1, 2]])).toEqualTypeOf<GpuArray<'float32'>>();
    // @ts-expect-error a wrong mode does not compile
    void open({ mode: 'cuda' }).catch(() => undefined);
    // @ts-expect-error nor does a dtype that a device has not
    expect(() => cp.zeros([1], { dtype: 'float64' })).toThrow();
    // @ts-expect-error nor a host array as an operand
    expect(() => cp.add(f, np.ones([2]))).toThrow();
  });
});
