/** Imports point one way, as docs/guides/the-house.md and its picture say. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { houseSvg } from '../../scripts/docs/house.js';
import { FLOORS, importsBetweenParts, isAllowed } from '../../scripts/docs/layers.js';

const root = new URL('../../', import.meta.url);

it('every part imports from the floors below it', () => {
  const imports = importsBetweenParts(new URL('src/', root));
  expect(imports.length).toBeGreaterThan(1000);
  expect(imports.filter((one) => !isAllowed(one)).map(({ file, to }) => `${file} imports ${to}`)).toEqual([]);
});

it('an import that points up is found', () => {
  expect(isAllowed({ file: '', from: 'core', to: 'ops' })).toBe(false);
  expect(isAllowed({ file: '', from: 'fft', to: 'linalg' })).toBe(false);
  expect(isAllowed({ file: '', from: 'ops', to: 'core' })).toBe(true);
});

it('the picture is that of the floors', () => {
  expect(readFileSync(new URL('docs/pictures/house.svg', root), 'utf8')).toBe(houseSvg());
  expect(FLOORS.flatMap(({ parts }) => parts).every((part) => houseSvg().includes(`>${part}</text>`))).toBe(true);
});
