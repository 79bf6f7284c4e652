// A plugin of typedoc: types that signatures name although no module exports them have pages too, in a module "types" of the reference.
import { Comment, Context, Converter, ReflectionKind, TypeScript as ts } from 'typedoc';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** @param {import('typedoc').Application} app */
export function load(app) {
  const referenced = new Set();
  const original = Context.prototype.createSymbolReference;
  Context.prototype.createSymbolReference = function createSymbolReference(symbol, context, name) {
    referenced.add(symbol);
    return original.call(this, symbol, context, name);
  };
  let program;
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context) => {
    program ??= context.program;
  });
  /** What files declare at their top: members and parameters belong to the pages of others. */
  const WANTED = ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class | ts.SymbolFlags.Variable;
  const isOurs = (symbol) =>
    (symbol.flags & WANTED) !== 0 &&
    (symbol.declarations?.some((one) => {
      const at = ts.isVariableDeclaration(one) ? one.parent.parent.parent : one.parent;
      return ts.isSourceFile(at) && at.fileName.replaceAll('\\', '/').startsWith(src);
    }) ??
      false);
  const missing = (context) =>
    [...referenced].filter((symbol) => isOurs(symbol) && context.getReflectionFromSymbol(symbol) === undefined);
  app.converter.on(
    Converter.EVENT_RESOLVE_BEGIN,
    (context) => {
      context.setActiveProgram(program);
      const module = context
        .withScope(context.project)
        .createDeclarationReflection(ReflectionKind.Module, undefined, undefined, 'types');
      module.comment = new Comment([
        { kind: 'text', text: 'Types that signatures name. They cannot be imported: TypeScript finds them by itself.' },
      ]);
      context.finalizeDeclarationReflection(module);
      const inner = context.withScope(module);
      for (let left = missing(context); left.length > 0; left = missing(context)) {
        for (const symbol of left) {
          app.converter.convertSymbol(inner, symbol);
          // What cannot be converted is not asked for again.
          if (context.getReflectionFromSymbol(symbol) === undefined) referenced.delete(symbol);
        }
      }
      context.setActiveProgram(undefined);
    },
    1000,
  );
}
