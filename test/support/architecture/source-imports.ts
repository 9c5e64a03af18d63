import { parse } from 'svelte/compiler';
import ts from 'typescript';

export interface SourceImport {
  readonly specifier: string;
  /** Gone when the types are stripped: nothing is loaded at run time. `import { type A }` is not: it loads the file for nothing. */
  readonly isErased: boolean;
}

export function isCode(path: string): boolean {
  return /\.(?:ts|mjs|js|svelte)$/.test(path);
}

/** What a file of code imports: declarations, re-exports, `import(...)` of values and of types. */
export function importsOf(path: string, text: string): SourceImport[] {
  const scripts = path.endsWith('.svelte') ? svelteScripts(text) : [text];
  return scripts.flatMap(scriptImports);
}

function svelteScripts(text: string): string[] {
  const { instance, module } = parse(text, { modern: true });
  return [module, instance].flatMap((script) => {
    const program = script?.content as { start: number; end: number } | undefined;
    return program ? [text.slice(program.start, program.end)] : [];
  });
}

function scriptImports(text: string): SourceImport[] {
  const found: SourceImport[] = [];
  const visit = (node: ts.Node): void => {
    const named = importIn(node);
    if (named && ts.isStringLiteralLike(named.from))
      found.push({ specifier: named.from.text, isErased: named.isErased });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest));
  return found;
}

function importIn(node: ts.Node): { from: ts.Node; isErased: boolean } | undefined {
  if (ts.isImportDeclaration(node))
    return {
      from: node.moduleSpecifier,
      isErased: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
    };
  if (ts.isExportDeclaration(node))
    return node.moduleSpecifier && { from: node.moduleSpecifier, isErased: node.isTypeOnly };
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? { from: node.argument.literal, isErased: true } : undefined;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0] && { from: node.arguments[0], isErased: false };
  return undefined;
}
