/** Lists of names in scripts/lists and how they are compared with what a module exports. */
import { readFileSync } from 'node:fs';

/** A name in snake_case as numloom has it. */
export const camel = (name: string): string =>
  name.replace(/_([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The names in one of the lists, which hold signatures, one a line. */
export function namesIn(file: string): string[] {
  return readFileSync(new URL(`../lists/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^(a|arr|rng|Generator)\./, '')
        .replace(/\(.*$/s, '')
        .replace(/\s+#.*$/, ''),
    )
    .filter((name) => name.length > 0);
}

/** Print which share of the names there is, and what is missing; returns the share in per cent. */
export function report(title: string, names: readonly string[], has: (name: string) => boolean): number {
  const missing = names.filter((name) => !has(name));
  const share = (100 * (names.length - missing.length)) / names.length;
  console.log(`${title}: ${names.length - missing.length} of ${names.length}, ${share.toFixed(1)}%`);
  if (missing.length) console.log(`  missing: ${missing.join(', ')}`);
  return share;
}
