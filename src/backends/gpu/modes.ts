/** Loading gpu.js and Dawn, and starting one mode. Both packages are optional: what is missing is said with its remedy. */
import { createRequire } from 'node:module';
import { MODES, type Driver, type GpuMode } from './driver.js';
import { GpuUnavailableError } from './errors.js';
import type { GpuJsModule, WebGpuContext, WebGpuModule } from './gpujs.js';
import { HostDriver } from './hostDriver.js';
import { TextureDriver } from './textureDriver.js';
import { WebGpuDriver } from './webgpuDriver.js';

/** Which of several GPUs to prefer. */
export type PowerPreference = 'low-power' | 'high-performance';

const INSTALL = 'npm install gpu.js webgpu';

/** Tests give loaders of their own. */
export interface Loaders {
  gpujs(): Promise<unknown>;
  webgpu(): Promise<unknown>;
}

const require = createRequire(import.meta.url);

/** The packages themselves. */
export const LOADERS: Loaders = {
  // A name that is not written out keeps bundlers and type checks from asking for an optional package.
  gpujs: () => import(['gpu', 'js'].join('.')),
  webgpu: () => import(['web', 'gpu'].join('')),
};

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]! : String(error);
}

function isMissing(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
}

/** gpu.js, or the error that says how to get it. */
export async function loadGpuJs(loaders: Loaders): Promise<GpuJsModule> {
  try {
    const module = (await loaders.gpujs()) as GpuJsModule & { default?: GpuJsModule };
    return module.default ?? module;
  } catch (error) {
    throw new GpuUnavailableError(
      isMissing(error)
        ? `open: the package gpu.js is not installed; numloom/gpu needs it: ${INSTALL}`
        : `open: the package gpu.js could not be loaded (${reasonOf(error)}); install it anew: ${INSTALL}`,
      { cause: error },
    );
  }
}

async function loadWebGpu(loaders: Loaders): Promise<WebGpuModule> {
  try {
    const module = (await loaders.webgpu()) as WebGpuModule & { default?: WebGpuModule };
    return typeof module.create === 'function' ? module : module.default!;
  } catch (error) {
    throw new GpuUnavailableError(
      isMissing(error)
        ? `open: mode 'webgpu' needs the package webgpu, which is not installed: ${INSTALL}`
        : `open: the package webgpu could not be loaded (${reasonOf(error)}); install it anew: ${INSTALL}`,
      { cause: error },
    );
  }
}

type Navigator = { gpu?: unknown };

/** Dawn's `navigator.gpu`, one a process: destroying it while a device lives ends the process. */
let dawn: ReturnType<WebGpuModule['create']> | undefined;

/**
 * Run something while `navigator.gpu` is there, and put things back as they were: gpu.js looks for a device nowhere else.
 * A `navigator.gpu` that the program has made itself is used as it is.
 */
async function withNavigatorGpu<T>(
  loaders: Loaders,
  powerPreference: PowerPreference | undefined,
  run: () => Promise<T>,
): Promise<T> {
  const scope = globalThis as { navigator?: Navigator };
  const own = scope.navigator?.gpu as ReturnType<WebGpuModule['create']> | undefined;
  const entry = own ?? (dawn ??= (await loadWebGpu(loaders)).create([]));
  const shown = {
    requestAdapter: (options: object = {}) =>
      entry.requestAdapter(powerPreference ? { powerPreference, ...options } : options),
  };
  const hadNavigator = scope.navigator !== undefined;
  if (!hadNavigator) Object.defineProperty(scope, 'navigator', { value: {}, configurable: true, writable: true });
  const navigator = scope.navigator!;
  const before = Object.getOwnPropertyDescriptor(navigator, 'gpu');
  Object.defineProperty(navigator, 'gpu', { value: shown, configurable: true });
  try {
    return await run();
  } finally {
    if (before) Object.defineProperty(navigator, 'gpu', before);
    else delete navigator.gpu;
    if (!hadNavigator) delete scope.navigator;
  }
}

async function openWebGpu(
  library: GpuJsModule,
  loaders: Loaders,
  powerPreference: PowerPreference | undefined,
): Promise<Driver> {
  return withNavigatorGpu(loaders, powerPreference, async () => {
    let context: WebGpuContext;
    try {
      context = await library.WebGPUContext.acquire();
    } catch (error) {
      const text = reasonOf(error);
      throw new GpuUnavailableError(
        /no adapter is available/.test(text)
          ? "open: mode 'webgpu' found no adapter: no GPU driver that Dawn accepts. Install a Vulkan driver (on Linux), " +
              'or a software one and name it in VK_ICD_FILENAMES (Debian: apt-get install chromium libvulkan1, ' +
              "VK_ICD_FILENAMES=/usr/lib/chromium/vk_swiftshader_icd.json), or use mode 'webasm'"
          : `open: mode 'webgpu' could not start: ${text}`,
        { cause: error },
      );
    }
    return new WebGpuDriver(new library.GPU({ mode: 'webgpu' }), library, context);
  });
}

function openHeadlessGl(library: GpuJsModule): Driver {
  try {
    require.resolve('gl');
  } catch (error) {
    throw new GpuUnavailableError(
      "open: mode 'headlessgl' needs the package gl, which is not installed: npm install gl (built from source; on Debian first " +
        'apt-get install build-essential python3 pkg-config libxi-dev libglu1-mesa-dev libglew-dev)',
      { cause: error },
    );
  }
  if (!library.GPU.isHeadlessGLSupported) {
    throw new GpuUnavailableError(
      "open: mode 'headlessgl' does not work here: the package gl is installed but gives no OpenGL context; " +
        "on a machine without a display run it under xvfb-run, or use mode 'webgpu' or 'webasm'",
    );
  }
  return new TextureDriver(new library.GPU({ mode: 'headlessgl' }), library);
}

/** Start one mode. */
export async function openMode(
  mode: GpuMode,
  library: GpuJsModule,
  loaders: Loaders,
  powerPreference: PowerPreference | undefined,
): Promise<Driver> {
  switch (mode) {
    case 'webgpu':
      return openWebGpu(library, loaders, powerPreference);
    case 'headlessgl':
      return openHeadlessGl(library);
    case 'webasm':
    case 'cpu':
      return new HostDriver(mode, new library.GPU({ mode }));
  }
}

/**
 * The best mode that starts, and why: a real GPU through WebGPU, else OpenGL, else WebAssembly. A software adapter is
 * passed over: it is slower than WebAssembly.
 */
export async function openBest(
  library: GpuJsModule,
  loaders: Loaders,
  powerPreference: PowerPreference | undefined,
): Promise<{ driver: Driver; reason: string }> {
  const refused: string[] = [];
  for (const mode of MODES) {
    try {
      const driver = await openMode(mode, library, loaders, powerPreference);
      if (mode === 'webgpu' && driver.software) {
        refused.push(`webgpu has only a software adapter (${driver.device}), slower than webasm`);
        await driver.close();
        continue;
      }
      const why = refused.length === 0 ? 'the best mode, and it is available' : refused.join('; ');
      return { driver, reason: `chosen automatically: ${why}` };
    } catch (error) {
      refused.push(reasonOf(error).replace(/^open: /, ''));
    }
  }
  throw new GpuUnavailableError(`open: no mode of gpu.js works here: ${refused.join('; ')}`);
}
