// Calls over grids of parameters against what SciPy gave; see oracle.py.

import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as signal from '../../src/signal/index.js';
import { fixture } from '../oracle.js';
import { argument, difference, type Case } from './signals.js';

const table: Record<string, (...args: unknown[]) => unknown> = {
  ...(signal as unknown as Record<string, (...args: unknown[]) => unknown>),
  shortTimeFFT: (m, hop, fftMode, mfft, phaseShift, scaleTo, x) => {
    const win = signal.windows.hann(m as number, { sym: false }).data.map((v) => v + 0.1);
    const options = { fftMode, mfft, phaseShift, scaleTo } as signal.ShortTimeFFTOptions;
    const f = new signal.ShortTimeFFT(win, hop as number, 10, options);
    const n = (x as { size: number }).size;
    const S = f.stft(x as number[]);
    return [S, f.pMin, f.pMax(n), f.kMin, f.kMax(n), f.f, f.t(n), f.dualWin, f.istft(S, { k1: n })];
  },
  uniqueRootsWide: (p) => signal.uniqueRoots(p as number[], { tol: 2e-2, rtype: 'min' }),
  cwtRicker: (x, _, widths) => signal.cwt(x as number[], signal.ricker, widths as number[]),
  cwtMorlet2: (x, _, widths) => signal.cwt(x as number[], signal.morlet2, widths as number[]),
};

beforeAll(() => {
  signal.setWarningHandler(() => {});
});

function text(c: Case): string {
  const json = JSON.stringify(c.args).slice(1, -1);
  return `${c.f}(${json.length > 120 ? json.slice(0, 120) + '...' : json}${c.options ? ', ' + JSON.stringify(c.options) : ''})`;
}

/** The error of one case, as a text; empty if there is none. */
function fault(c: Case): string {
  const args = (c.args.map(argument) as unknown[]).concat(
    c.options ? [Object.fromEntries(Object.entries(c.options).map(([k, v]) => [k, argument(v)]))] : [],
  );
  if (c.error !== undefined) {
    try {
      table[c.f]!(...args);
    } catch (e) {
      return e instanceof RangeError || e instanceof TypeError ? '' : `${text(c)}: ${String(e)}`;
    }
    return `${text(c)}: no error, SciPy says ${c.message}`;
  }
  try {
    const actual = table[c.f]!(...args);
    const tolerance = c.tol ?? 1e-10;
    const worst =
      Array.isArray(c.r) && c.sets
        ? Math.max(...c.r.map((r, i) => difference((actual as unknown[])[i], r, c.sets!.includes(i), text(c))))
        : difference(actual, c.r, false, text(c));
    return worst <= tolerance ? '' : `${text(c)}: off by ${worst}`;
  } catch (e) {
    return `${text(c)}: ${
      e instanceof Error
        ? e.message +
          ' ' +
          (e.stack ?? '')
            .split('\n')
            .filter((l) => l.includes('/src/'))
            .slice(0, 3)
            .map((l) => l.trim().replace(/\(.*src/, '(src'))
            .join(' ')
        : String(e)
    }`;
  }
}

describe("SciPy's results", () => {
  for (const file of readdirSync(new URL('../fixtures/signal/', import.meta.url))) {
    const byFunction = new Map<string, Case[]>();
    for (const c of fixture<Case[]>(`signal/${file}`)) byFunction.set(c.f, [...(byFunction.get(c.f) ?? []), c]);
    describe(file, () => {
      for (const [name, list] of byFunction) {
        it(`${name}, ${list.length} calls`, () => {
          expect(list.length).toBeGreaterThan(0);
          const faults = list.map(fault).filter(Boolean);
          if (faults.length > 0) throw new Error(faults.join('\n'));
        });
      }
    });
  }
});
