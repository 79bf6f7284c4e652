/** The built library: pages hold what they need, and a program's profile is printed when it ends. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const dist = (path: string): string => JSON.stringify(new URL(`../../dist/${path}`, import.meta.url).href);
const built = existsSync(fileURLToPath(new URL('../../dist/pyplot/echarts-page.js', import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'built-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!built)('the built library', () => {
  it('writes SVG, and a page that turns three dimensions, without the packages of ECharts', () => {
    const program = join(folder, 'plot.mjs');
    writeFileSync(
      program,
      `import * as plt from ${dist('pyplot/index.js')};
const ax = plt.figure().addSubplot(1, 1, 1, { projection: '3d' });
ax.plotSurface([0, 1], [0, 1], [[0, 1], [1, 2]]);
plt.title('built');
plt.savefig('a.svg');
plt.savefig('a.html');
`,
    );
    const own = readFileSync(new URL('../../dist/pyplot/index.js', import.meta.url), 'utf8');
    // An import of the program itself; ECharts' messages speak of imports too.
    const imports = /(?:^|[;\n}])import(?:\{[^}]*\}|[^;'"`{]*)(?:from)?["']([^"']*)["']/g;
    const packages = [...own.matchAll(imports)].map((found) => found[1]!);
    expect(packages.length).toBeGreaterThan(0);
    expect(packages.filter((name) => /^(echarts|zrender)/.test(name))).toEqual([]);
    execFileSync(process.execPath, [program], { cwd: folder });
    expect(readFileSync(join(folder, 'a.svg'), 'utf8')).toContain('>built</text>');
    const page = readFileSync(join(folder, 'a.html'), 'utf8');
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1]!);
    expect(scripts.length).toBe(2);
    for (const script of scripts) expect(() => new Function(script)).not.toThrow();
    // What runs in the page uses nothing from outside itself.
    const names = /const drawMarks = ([\s\S]*?);\nconst drawScene = ([\s\S]*?);\nconst makeInteractive/.exec(
      scripts[1]!,
    )!;
    const option = JSON.parse(/const option = (.*);\n/.exec(scripts[1]!)![1]!) as { series: { scene?: object }[] };
    const scene = option.series.find((series) => series.scene)!.scene;
    const drawn = new Function('scene', `const __name = (f) => f; return (${names[1]})((${names[2]})(scene, 30, -60))(null, { coord: (p) => p });`)(scene) as { children: unknown[] }; // prettier-ignore
    expect(drawn.children.length).toBeGreaterThan(20);
  });
  it('prints a profile of a whole program: NUMLOOM_PROFILE', () => {
    const program = join(folder, 'sums.mjs');
    writeFileSync(program, `import * as np from ${dist('index.js')};\nnp.sum(np.sqrt(np.arange(1000)));\n`);
    const trace = join(folder, 'trace.json');
    const ended = spawnSync(process.execPath, [program], {
      env: { ...process.env, NUMLOOM_PROFILE: trace },
      encoding: 'utf8',
    });
    expect(ended.status).toBe(0);
    expect(ended.stderr).toMatch(/operation +calls +time/);
    expect(ended.stderr).toMatch(/sqrt +1 /);
    expect(ended.stderr).toContain('sums.mjs:2');
    expect(readFileSync(trace, 'utf8')).toContain('"sqrt"');
  });
});
