/**
 * Runs the programs of the documentation. A comment behind a statement claims what the statement gives, prints or throws:
 * what can be read as a value is compared with it, prose is let alone.
 */
import { transformSync } from 'esbuild';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import ts from 'typescript';
import { claimOf, holds, textOf, type Claim } from './claims.js';

const src = new URL('../../src/', import.meta.url);
const FOLDERS: Readonly<Record<string, string>> = { backend: 'backends/', gpu: 'backends/gpu/' };

/** What a program imports: numloom and its subpaths, Node's modules, and files beside `file` of the sources. */
function load(name: string, file: string): Promise<unknown> {
  if (name === 'numloom') return import(new URL('index.ts', src).pathname);
  const subpath = /^numloom\/(\w+)$/.exec(name)?.[1];
  if (subpath !== undefined) return import(new URL(`${FOLDERS[subpath] ?? `${subpath}/`}index.ts`, src).pathname);
  if (name.startsWith('.')) return import(new URL(name.replace(/\.js$/, '.ts'), new URL(`../${file}`, src)).pathname);
  return import(name);
}

const quoted = (text: string): string => JSON.stringify(text);

function importOf(node: ts.ImportDeclaration): string {
  const from = `await __load(${quoted((node.moduleSpecifier as ts.StringLiteral).text)})`;
  const clause = node.importClause;
  if (clause === undefined) return `${from};`;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return '';
  const named = clause.namedBindings;
  const parts: string[] = [];
  if (clause.name) parts.push(`const ${clause.name.text} = (${from}).default;`);
  if (named && ts.isNamespaceImport(named)) parts.push(`const ${named.name.text} = ${from};`);
  if (named && ts.isNamedImports(named)) {
    const names = named.elements
      .filter((one) => !one.isTypeOnly)
      .map((one) => (one.propertyName ? `${one.propertyName.text}: ${one.name.text}` : one.name.text));
    if (names.length > 0) parts.push(`const { ${names.join(', ')} } = ${from};`);
  }
  return parts.join(' ');
}

/** The name or names that a declaration makes, as an expression; undefined where there is no simple one. */
function declared(node: ts.VariableStatement): string | undefined {
  const [one, more] = node.declarationList.declarations;
  if (one === undefined || more !== undefined) return undefined;
  if (ts.isIdentifier(one.name)) return one.name.text;
  const parts: readonly ts.ArrayBindingElement[] = one.name.elements;
  const names = parts.map((part) =>
    ts.isBindingElement(part) && ts.isIdentifier(part.name) && !part.dotDotDotToken ? part.name.text : undefined,
  );
  return names.includes(undefined) ? undefined : `[${names.join(', ')}]`;
}

/** The program with its imports as calls, and with a call for each claim. */
function instrument(source: string, claims: Claim[]): string {
  const file = ts.createSourceFile('program.ts', source, ts.ScriptTarget.ES2022, true);
  const lines: string[] = [];
  for (const node of file.statements) {
    if (ts.isImportDeclaration(node)) {
      lines.push(importOf(node));
      continue;
    }
    const code = node.getText(file).replace(/^export (?=const|let|function|class|async|interface|type)/, '');
    const comment = ts.getTrailingCommentRanges(source, node.end)?.[0];
    const claim = comment && claimOf(source.slice(comment.pos, comment.end));
    if (!claim) {
      lines.push(code);
      continue;
    }
    const k = claims.push(claim) - 1;
    if (ts.isExpressionStatement(node)) {
      const expression = node.expression.getText(file);
      const printing = /^console\.log\(/.test(expression);
      lines.push(`await ${printing ? '__prints' : '__gives'}(${k}, async () => (${expression}));`);
    } else {
      lines.push(code);
      const names = ts.isVariableStatement(node) ? declared(node) : undefined;
      if (names === undefined) claims.pop();
      else lines.push(`await __gives(${k}, async () => ${names});`);
    }
  }
  return lines.join('\n');
}

/** What came of a program. */
export interface Ran {
  readonly printed: string;
  /** How many comments were compared. */
  readonly compared: number;
}

/**
 * Run a program.
 *
 * @param source - TypeScript; its first line may name the file of the sources that it stands for: `// src/integrate/ivp/heun.ts`
 * @param names - what it sees beside what it imports
 * @throws Error where a claim does not hold; what the program throws
 */
export async function runProgram(source: string, names: Readonly<Record<string, unknown>> = {}): Promise<Ran> {
  const claims: Claim[] = [];
  const url = pathToFileURL(`${process.cwd()}/program.mjs`).href;
  const file = /^\/\/ (src\/\S+\.ts)/.exec(source)?.[1] ?? 'src/program.ts';
  const { code } = transformSync(instrument(source, claims).replaceAll('import.meta.', '__meta.'), {
    loader: 'ts',
    target: 'es2022',
  });
  let printed = '';
  let compared = 0;
  const fail = (claim: Claim, got: string): never => {
    throw new Error(`the comment says ${claim.text}, but it is ${got}`);
  };
  const scope = {
    ...names,
    console: {
      log: (...parts: unknown[]): void => {
        printed += parts.map(textOf).join(' ') + '\n';
      },
    },
    __load: (name: string) => load(name, file),
    __meta: { url },
    async __gives(k: number, run: () => Promise<unknown>): Promise<void> {
      const claim = claims[k]!;
      let value: unknown;
      try {
        value = await run();
      } catch (error) {
        const text = String(error);
        if (claim.kind !== 'error') throw error;
        if (!text.startsWith(claim.text)) fail(claim, text);
        compared++;
        return;
      }
      const answer = holds(claim, value);
      if (answer === false) fail(claim, inspect(value));
      if (answer === true) compared++;
    },
    async __prints(k: number, run: () => Promise<unknown>): Promise<void> {
      const claim = claims[k]!;
      const before = printed.length;
      await run();
      const text = printed.slice(before).trimEnd();
      const answer = text === claim.text ? true : claim.kind === 'prose' ? undefined : claim.matches(text);
      if (answer === false) fail(claim, text);
      if (answer === true) compared++;
    },
  };
  const run = new Function('__scope', `with (__scope) { return (async () => {\n${code}\n})(); }`) as (
    scope: object,
  ) => Promise<void>;
  await run(scope);
  return { printed, compared };
}
