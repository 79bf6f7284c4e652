/** The doc comments of the sources: whose they are, and the programs in them. */
import { readFileSync, readdirSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** A doc comment that stands before a declaration. */
export interface DocComment {
  /** The file, from the repository's root. */
  readonly file: string;
  readonly line: number;
  /** What it describes. */
  readonly name: string;
  /** The programs behind `@example`. */
  readonly examples: readonly string[];
}

const COMMENT = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*\n?([^\n]*)/g;
const NAME =
  /^\s*(?:export )?(?:default |declare |abstract |static |async |readonly |override |protected |get |set |const |let |function\*? |class |interface |type |\*)*([A-Za-z_$][\w$]*)/;

function examplesOf(comment: string): string[] {
  const text = comment.replace(/\n\s*\* ?/g, '\n').trimEnd();
  return text
    .split(/^\s*@example\b/m)
    .slice(1)
    .map((part) => part.split(/^@\w/m)[0]!.trim())
    .map((part) => part.replace(/^```ts\n([\s\S]*?)\n```$/, '$1'));
}

/** The doc comments of a folder of the sources and all below it. */
export function docCommentsOf(folder: string): DocComment[] {
  const found: DocComment[] = [];
  for (const entry of readdirSync(new URL(folder, root), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const file = `${entry.parentPath}/${entry.name}`.slice(root.pathname.length);
    if (/\/(assembly|generated)\//.test(file)) continue;
    const text = readFileSync(new URL(file, root), 'utf8');
    for (const { 1: comment, 2: after, index } of text.matchAll(COMMENT)) {
      const name = /^\s*export \{ \w+ as (\w+) \};/.exec(after!)?.[1] ?? NAME.exec(after!)?.[1];
      if (name === undefined) continue;
      const line = text.slice(0, index).split('\n').length;
      found.push({ file, line, name, examples: examplesOf(comment!) });
    }
  }
  return found;
}
