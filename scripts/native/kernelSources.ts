/**
 * The sources of the special functions' kernels, as the translator to C needs them: which function a ufunc's kernel is, where a name
 * that a file uses comes from, and the values of the constants beside the functions.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** A function with the file it is in. */
export interface Source {
  readonly file: SourceFile;
  /** An identifier that is its own in the whole library. */
  readonly name: string;
  readonly node: ts.FunctionDeclaration | ts.ArrowFunction;
}

/** What a name stands for. */
export type Meaning =
  | { readonly kind: 'function'; readonly source: Source }
  /** A function of backends/single/scalar, by its name there. */
  | { readonly kind: 'intrinsic'; readonly name: string }
  | { readonly kind: 'constant'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'module'; readonly file: SourceFile };

/** Values of the constants of modules, by the modules' paths; the bundler's plugin (scripts/build-native.mjs) fills them in. */
const constants = (): ReadonlyMap<string, () => Record<string, unknown>> =>
  (globalThis as { numloomConstants?: Map<string, () => Record<string, unknown>> }).numloomConstants ?? new Map();

/** One file, parsed. */
export class SourceFile {
  readonly functions = new Map<string, ts.FunctionDeclaration | ts.ArrowFunction>();
  private readonly imports = new Map<string, { path: string; name: string | null }>();
  private readonly exports = new Map<string, { path: string; name: string | null }>();
  readonly text: ts.SourceFile;

  constructor(
    readonly path: string,
    private readonly root: string,
    private readonly find: (path: string) => SourceFile | undefined,
  ) {
    this.text = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
    for (const statement of this.text.statements) {
      if (ts.isFunctionDeclaration(statement) && statement.name && statement.body) {
        this.functions.set(statement.name.text, statement);
      } else if (ts.isImportDeclaration(statement) && statement.importClause) this.readImport(statement);
      else if (ts.isExportDeclaration(statement)) this.readExport(statement);
      else if (ts.isVariableStatement(statement)) {
        for (const { name, initializer } of statement.declarationList.declarations) {
          if (ts.isIdentifier(name) && initializer && ts.isArrowFunction(initializer)) {
            this.functions.set(name.text, initializer);
          }
        }
      }
    }
  }

  /** The path as a part of identifiers. */
  get prefix(): string {
    return relative(this.root, this.path).replace(/\.ts$/, '').replace(/\W/g, '_');
  }

  /** Is this a file of fitted polynomials? */
  get isFits(): boolean {
    return /[\\/]fits[\\/]/.test(this.path);
  }

  private readImport(statement: ts.ImportDeclaration): void {
    const bindings = statement.importClause?.namedBindings;
    const specifier = (statement.moduleSpecifier as ts.StringLiteral).text;
    if (!bindings || !specifier.startsWith('.')) return;
    const path = this.pathOf(specifier);
    if (ts.isNamespaceImport(bindings)) this.imports.set(bindings.name.text, { path, name: null });
    else {
      for (const one of bindings.elements) {
        this.imports.set(one.name.text, { path, name: (one.propertyName ?? one.name).text });
      }
    }
  }

  private readExport({ exportClause, moduleSpecifier }: ts.ExportDeclaration): void {
    if (!exportClause || !ts.isNamedExports(exportClause) || !moduleSpecifier) return;
    const path = this.pathOf((moduleSpecifier as ts.StringLiteral).text);
    for (const one of exportClause.elements) {
      this.exports.set(one.name.text, { path, name: (one.propertyName ?? one.name).text });
    }
  }

  private pathOf(specifier: string): string {
    return resolve(dirname(this.path), specifier.replace(/\.js$/, '.ts'));
  }

  /** What a name means at the top level of this file. */
  meaning(name: string): Meaning | undefined {
    const node = this.functions.get(name);
    if (node) return { kind: 'function', source: { file: this, name: `nlf_${this.prefix}_${name}`, node } };
    const values = constants().get(this.path)?.();
    if (values && name in values) return { kind: 'constant', name: `nlc_${this.prefix}_${name}`, value: values[name] };
    const from = this.imports.get(name) ?? this.exports.get(name);
    if (!from) return undefined;
    if (/backends[\\/]single[\\/]scalar[\\/]/.test(from.path)) {
      return from.name === null ? undefined : { kind: 'intrinsic', name: from.name };
    }
    const file = this.find(from.path);
    if (!file) return undefined;
    return from.name === null ? { kind: 'module', file } : file.meaning(from.name);
  }

  /** The calls of `special(name, kernel)` in this file: names and kernels. */
  *kernels(): Generator<[string, ts.Expression]> {
    const found: [string, ts.Expression][] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'special') {
        const [name, kernel] = node.arguments;
        if (name && kernel && ts.isStringLiteral(name)) found.push([name.text, kernel]);
      }
      ts.forEachChild(node, visit);
    };
    visit(this.text);
    yield* found;
  }
}

/** The kernels of a folder's ufuncs, by SciPy's names; `folder` is a part of the sources at `root`. */
export function kernelSources(root: string, folder: string): Map<string, Source> {
  const files = new Map<string, SourceFile | undefined>();
  const find = (path: string): SourceFile | undefined => {
    if (!files.has(path)) {
      let file: SourceFile | undefined;
      if (path.startsWith(root)) file = new SourceFile(path, root, find);
      files.set(path, file);
    }
    return files.get(path);
  };
  const sources = new Map<string, Source>();
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!entry.endsWith('.ts')) continue;
    const file = find(join(folder, entry))!;
    for (const [name, kernel] of file.kernels()) {
      if (ts.isArrowFunction(kernel)) sources.set(name, { file, name: `nlf_${file.prefix}__${name}`, node: kernel });
      const meaning = ts.isIdentifier(kernel)
        ? file.meaning(kernel.text)
        : ts.isPropertyAccessExpression(kernel)
          ? memberMeaning(file, kernel)
          : undefined;
      if (meaning?.kind === 'function') sources.set(name, meaning.source);
    }
  }
  return sources;
}

/** What `module.name` means. */
export function memberMeaning(file: SourceFile, node: ts.PropertyAccessExpression): Meaning | undefined {
  if (!ts.isIdentifier(node.expression)) return undefined;
  const of = file.meaning(node.expression.text);
  return of?.kind === 'module' ? of.file.meaning(node.name.text) : undefined;
}
