/** A CSV file of 200 MB read table by table, in a process that may hold little: memory stays bounded, and every row arrives. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CITIES = ['Ulm', 'Bonn', 'Kiel', 'Trier', 'Frankfurt am Main'];

it('reads 200 MB with a heap of 96 MB', () => {
  const path = join(folder, 'large.csv');
  const file = openSync(path, 'w');
  writeSync(file, 'id,city,price,ok,note\n');
  let [size, rows, sold] = [0, 0, 0];
  while (size < 200e6) {
    let text = '';
    for (let k = 0; k < 10000; k++, rows++) {
      const price = (rows * 7919) % 1000003;
      sold += price;
      text += `${rows},${CITIES[rows % 5]},${price / 128},${k % 3 ? 'True' : 'False'},"row ""${rows}"", ${k}"\n`;
    }
    size += writeSync(file, text);
  }
  closeSync(file);
  const program = join(folder, 'read.ts');
  const source = new URL('../../src/dataframe/index.ts', import.meta.url).href;
  writeFileSync(
    program,
    `import { readCsvChunks } from ${JSON.stringify(source)};
    let [rows, sum, last] = [0, 0, ''];
    for (const part of readCsvChunks(${JSON.stringify(path)}, 100000)) {
      rows += part.length;
      sum += part.get('price').sum();
      last = part.get('note').at(-1);
    }
    console.log(JSON.stringify({ rows, sum, last, peak: process.resourceUsage().maxRSS / 1024 }));`,
  );
  const run = spawnSync(process.execPath, ['--max-old-space-size=96', '--import', 'tsx', program], {
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  const told = JSON.parse(run.stdout) as { rows: number; sum: number; last: string; peak: number };
  expect(told).toMatchObject({ rows, sum: sold / 128, last: `row "${rows - 1}", 9999` });
  expect(told.peak).toBeLessThan(450);
});
