/** Bad input and failing devices: each gives one clear error, before anything is computed wherever that can be. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import * as np from '../../src/index.js';
import {
  GpuError,
  GpuMemoryError,
  GpuUnavailableError,
  open,
  type GpuArray,
  type OpenOptions,
} from '../../src/backends/gpu/index.js';
import { LOADERS } from '../../src/backends/gpu/modes.js';
import { openWith } from '../../src/backends/gpu/open.js';
import { TESTED, openForTest } from './modes.js';

const webgpu = await openForTest('webgpu');

function runProgram(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const file = fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file, ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 50_000,
  });
  return { status, lines: stdout.trim().split('\n'), stderr };
}

describe('open', () => {
  const before = process.env['NUMLOOM_GPU'];
  afterEach(() => {
    if (before === undefined) delete process.env['NUMLOOM_GPU'];
    else process.env['NUMLOOM_GPU'] = before;
  });

  it('refuses options that do not exist', async () => {
    await expect(open({ mod: 'cpu' } as OpenOptions)).rejects.toThrow(
      "open() got an unexpected option 'mod'; it takes mode, powerPreference, downcast",
    );
    await expect(open({ mode: 'cuda' } as unknown as OpenOptions)).rejects.toThrow(
      "open: mode must be one of 'auto', 'webgpu', 'headlessgl', 'webasm', 'cpu', got 'cuda'",
    );
    await expect(open({ mode: 'cpu', powerPreference: 'fast' } as unknown as OpenOptions)).rejects.toThrow(
      "powerPreference must be one of 'low-power', 'high-performance'",
    );
    await expect(open({ mode: 'cpu', downcast: 1 } as unknown as OpenOptions)).rejects.toThrow(
      'downcast must be true or false',
    );
  });

  it('takes the mode from the environment', async () => {
    process.env['NUMLOOM_GPU'] = 'cpu';
    const cp = await open();
    expect([cp.mode, cp.reason]).toEqual(['cpu', 'asked for by NUMLOOM_GPU']);
    expect((await open({ mode: 'webasm' })).mode).toBe('webasm');
    process.env['NUMLOOM_GPU'] = 'nvidia';
    await expect(open()).rejects.toThrow("the environment variable NUMLOOM_GPU must be one of 'auto'");
  });

  it('says why it chose', async () => {
    delete process.env['NUMLOOM_GPU'];
    const cp = await open();
    expect(cp.reason).toMatch(/^chosen automatically: /);
    if (webgpu.cp !== null && /software/.test(webgpu.cp.device)) {
      expect(cp.mode).toBe('webasm');
      expect(cp.reason).toMatch(/software adapter.*slower than webasm/);
    }
  });

  const missing = (name: string) => async () => {
    throw Object.assign(new Error(`Cannot find package '${name}'`), { code: 'ERR_MODULE_NOT_FOUND' });
  };

  it('says what to install', async () => {
    await expect(openWith({ ...LOADERS, gpujs: missing('gpu.js') })).rejects.toThrow(
      'the package gpu.js is not installed; numloom/gpu needs it: npm install gpu.js webgpu',
    );
    await expect(openWith({ ...LOADERS, gpujs: missing('gpu.js') })).rejects.toThrow(GpuUnavailableError);
    const broken = async () => {
      throw new Error("libstdc++.so.6: version `GLIBCXX_3.4.32' not found");
    };
    await expect(openWith({ ...LOADERS, gpujs: broken })).rejects.toThrow(/could not be loaded \(libstdc.*npm install/);
    await expect(open({ mode: 'headlessgl' })).rejects.toThrow(
      /needs the package gl.*npm install gl|no OpenGL context/,
    );
  });

  it('has no adapter', () => {
    const { status, lines } = runProgram('noAdapter', [], { VK_ICD_FILENAMES: '/nonexistent.json', NUMLOOM_GPU: '' });
    expect(lines[0]).toMatch(/^true open: mode 'webgpu' found no adapter.*VK_ICD_FILENAMES.*mode 'webasm'/);
    expect(lines[1]).toMatch(/^webasm chosen automatically: mode 'webgpu' found no adapter/);
    expect(lines[2]).toBe('as before true');
    expect(status).toBe(0);
  });
});

describe('data', () => {
  it('refuses float64 unless asked', async () => {
    const cp = await open({ mode: 'cpu' });
    const message =
      /asarray: float64 data is not accepted as it is: a device computes in float32; pass { downcast: true }/;
    for (const data of [np.arange(3), new Float64Array(3), [np.arange(3), np.arange(3)]]) {
      expect(() => cp.asarray(data)).toThrow(message);
    }
    expect(cp.asarray(np.arange(3), { downcast: true }).dtype).toBe('float32');
    expect(cp.asarray(np.arange(3), { dtype: 'float32' }).dtype).toBe('float32');
    expect(() => cp.asarray(np.array([1n]))).toThrow(/int64 data is not accepted/);
    expect(() => cp.asarray(np.array([2n ** 40n]), { downcast: true })).toThrow(/does not fit int32 on a device/);
    expect((await cp.asarray(np.array([7n]), { downcast: true }).get()).toArray()).toEqual([7]);
    expect(() => cp.asarray(np.array([new np.Complex(1, 2)]), { downcast: true })).toThrow(/no complex numbers/);
    expect(() => cp.zeros([2], { dtype: 'float64' as 'float32' })).toThrow(
      /dtype 'float64' is not one that a device holds.*float32/,
    );
    expect(() => cp.asarray([1], { downCast: true } as object)).toThrow(/unexpected option 'downCast'/);
    const relaxed = await open({ mode: 'cpu', downcast: true });
    expect(relaxed.asarray(np.arange(3)).dtype).toBe('float32');
    expect(() => relaxed.asarray(np.arange(3), { downcast: false })).toThrow(message);
  });

  it('takes only arrays of the device', async () => {
    const cp = await open({ mode: 'cpu' });
    const a = cp.ones([3]);
    expect(() => cp.add(a, np.arange(3) as never)).toThrow(
      /add: expected a GpuArray, got an NDArray of shape \(3,\).*asarray/,
    );
    expect(() => cp.sum([1, 2] as never)).toThrow(/sum: expected a GpuArray/);
    expect(() => a.dot(a.get() as never)).toThrow(/dot: expected a GpuArray, got a Promise/);
    expect(() => cp.asarray(a.get() as never)).toThrow(/Promise; await it first/);
    expect(() => Number(a)).toThrow(/not a number/);
    expect(() => (a as unknown as number) + 1).toThrow(/not a number/);
    expect(() => [...(a as unknown as number[])]).toThrow(/cannot be iterated.*await a.get\(\)/);
    expect(() => np.add(a as never, 1)).toThrow(/got a GpuArray \(await a.get\(\)/);
    expect(JSON.stringify({ a })).toMatch(/^{"a":"GpuArray\(shape=/);
    expect(`${String(a)}`).toMatch(/^GpuArray/);
    expect(() => a.at({} as never)).toThrow(/valid indices|at:/);
    expect(() => cp.sum(a, { axes: 0 } as never)).toThrow(/unexpected option 'axes'/);
  });

  it('refuses shapes that do not fit', async () => {
    const cp = await open({ mode: 'cpu' });
    const a = cp.ones([2, 3]);
    expect(() => cp.add(a, cp.ones([4]))).toThrow('operands could not be broadcast together with shapes (2,3) (4,)');
    expect(() => cp.matmul(a, a)).toThrow(/mismatch in its core dimension 0.*\(size 2 is different from 3\)/);
    expect(() => a.reshape(4, -1)).toThrow('cannot reshape array of size 6 into shape (4,-1)');
    expect(() => a.sum({ axis: 2 })).toThrow(/axis 2 is out of bounds/);
    expect(() => a.at(0, 3)).toThrow(np.IndexError);
    expect(() => cp.zeros([0]).max()).toThrow(/zero-size array to reduction operation/);
    expect(() => cp.concatenate([a, cp.ones([3, 2])])).toThrow(/must match exactly/);
    expect(() => cp.power(cp.ones([2], { dtype: 'int32' }), -1)).toThrow('Integers to negative integer powers');
    expect(() => cp.negative(cp.ones([2], { dtype: 'bool' }))).toThrow(/boolean negative/);
  });
});

for (const mode of TESTED) {
  const skipped = mode === 'webgpu' && webgpu.cp === null;
  describe.skipIf(skipped)(skipped ? webgpu.title : mode, () => {
    it('refuses freed arrays', async () => {
      const cp = await open({ mode });
      const a = cp.ones([2, 2]);
      const view = a.T;
      const sum = a.sum();
      a.free();
      expect(await sum.item()).toBe(4);
      for (const use of [
        () => cp.add(a, 1),
        () => a.sum(),
        () => a.T,
        () => cp.matmul(cp.eye(2), view),
        () => cp.asarray(a),
      ]) {
        expect(use).toThrow(/was freed/);
      }
      await expect(a.get()).rejects.toThrow(/get: this GpuArray was freed/);
      await expect(view.item(0)).rejects.toThrow(/was freed/);
      expect(String(a)).toMatch(/freed/);
    });

    it('refuses arrays of another device', async () => {
      const [one, other] = [await open({ mode }), await open({ mode: 'cpu' })];
      expect(() => one.add(one.ones([2]), other.ones([2]))).toThrow(
        /add: the arrays are on two devices .*asarray\(await a.get\(\)\)/,
      );
      expect(() => one.ones([2]).dot(other.ones([2]))).toThrow(/two devices/);
      expect(() => other.asarray(one.ones([2]))).toThrow(/two devices/);
    });

    it('tells of a kernel that fails, once, and works on', async () => {
      const cp = await open({ mode });
      const a = cp.ones([4]);
      const broken = { key: 'broken', args: [], body: 'return nothing();', functions: [], rank: 1, width: 1 } as const;
      const bad = a.strided([4], [1], 0) as GpuArray;
      const buffer = a.device.launch('broken', broken, [4], []);
      const Maker = a.constructor as new (...args: unknown[]) => GpuArray;
      const failed = new Maker(a.device, a.info, buffer, [4]);
      const later = failed.add(1);
      await expect(later.get()).rejects.toThrow(GpuError);
      await expect(failed.get()).rejects.toThrow(/^broken: /);
      await expect(cp.synchronize()).resolves.toBeUndefined();
      a.device.launch('broken', broken, [4], []);
      await expect(cp.synchronize()).rejects.toThrow(/^broken: /);
      await cp.synchronize();
      expect(await bad.sum().item()).toBe(4);
    });

    it('refuses arrays larger than the device holds', async () => {
      const cp = await open({ mode });
      expect(() => cp.zeros([2 ** 16, 2 ** 15])).toThrow(GpuMemoryError);
      expect(() => cp.zeros([2 ** 16, 2 ** 15])).toThrow(
        /zeros: an array of 2147483648 elements .* is larger than this device holds/,
      );
    });

    it('does nothing when nothing is awaited or queued', async () => {
      const cp = await open({ mode });
      await cp.synchronize();
      await cp.synchronize();
      cp.ones([3]).add(1);
      await cp.close();
    });

    it.each(mode === 'webgpu' ? ['awaited', 'queued', 'pending'] : ['awaited'])('lets a program end: %s', (how) => {
      const { status, lines, stderr } = runProgram('ends', [mode, how]);
      expect(stderr.replace(/^error: XDG_RUNTIME_DIR.*$/gm, '').trim()).toBe('');
      expect(lines).toEqual([how === 'queued' ? 'queued' : '64,64']);
      expect(status).toBe(0);
    });
  });
}

describe.skipIf(webgpu.cp === null)(webgpu.title, () => {
  it('tells that the device was lost, and opens a new one', () => {
    const { status, lines } = runProgram('lost', []);
    expect(lines).toEqual(['lost lost lost', 'true']);
    expect(status).toBe(0);
  });
});
