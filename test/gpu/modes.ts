/** Opening devices in tests: every mode that this machine offers, and a word on those that it does not. */
import { existsSync } from 'node:fs';
import { GpuUnavailableError, open, type GpuMode, type GpuNamespace } from '../../src/backends/gpu/index.js';

// SwiftShader, a WebGPU device in software, comes with Debian's chromium.
const SOFTWARE = '/usr/lib/chromium/vk_swiftshader_icd.json';
if (process.env['VK_ICD_FILENAMES'] === undefined && existsSync(SOFTWARE)) process.env['VK_ICD_FILENAMES'] = SOFTWARE;

/** Must this part of the suite run here? */
export function isRequired(name: string): boolean {
  return (process.env['NUMLOOM_REQUIRE'] ?? '').split(/[\s,]+/).includes(name);
}

/** A mode under test; `cp` is null where the machine has it not and nobody requires it. */
export interface ModeUnderTest {
  readonly mode: GpuMode;
  readonly title: string;
  readonly cp: GpuNamespace | null;
}

/** Open a mode; one that is not there is told of in the title. */
export async function openForTest(mode: GpuMode): Promise<ModeUnderTest> {
  try {
    const cp = await open({ mode });
    return { mode, title: `${mode}`, cp };
  } catch (error) {
    if (!(error instanceof GpuUnavailableError) || isRequired(mode)) throw error;
    const why = /no adapter/.test(error.message) ? 'no adapter' : 'not available';
    return { mode, title: `${mode}: ${why} (${error.message})`, cp: null };
  }
}

/** The modes that the suite runs in. */
export const TESTED: readonly GpuMode[] = ['cpu', 'webasm', 'webgpu'];

/** Open all of them. */
export async function openAll(): Promise<ModeUnderTest[]> {
  const opened: ModeUnderTest[] = [];
  for (const mode of TESTED) opened.push(await openForTest(mode));
  return opened;
}
