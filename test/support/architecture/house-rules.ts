import type { SourceTree } from './source-tree.ts';

const SAYS_NOTHING = new Set(['util', 'utils', 'helper', 'helpers', 'common']);

/** Folders and files whose name does not say what they are for. */
export function emptyNames(tree: SourceTree): string[] {
  return [...tree.keys()].filter((path) =>
    path.split(/[/.\-_]/).some((word) => SAYS_NOTHING.has(word.toLowerCase())),
  );
}

/** Folders of the first level that do not tell what they are. Folders that begin with a dot belong to tools. */
export function foldersWithoutReadme(tree: SourceTree): string[] {
  const folders = [...tree.keys()].filter((path) => path.includes('/')).map((path) => path.split('/')[0]);
  return [...new Set(folders)].filter(
    (folder): folder is string =>
      folder !== undefined && !folder.startsWith('.') && !tree.has(`${folder}/README.md`),
  );
}

/** Where packages come from is the business of whoever installs them. */
const REGISTRY_HOST =
  /\b(?:registry|npm|pypi|proxy|artifactory|nexus|verdaccio)\.(?:[a-z0-9-]+\.)+[a-z]{2,}\b/i;
/** Folders in which people keep checkouts or drafts: a path in there exists on one machine alone. */
const MACHINE_PATH =
  /(?<![\w.~*-])(?:\/(?:home|Users|root|work|workspace|builds|tmp)\/|[A-Za-z]:\\Users\\)[\w.-]/;

/** Lines that work, or tell the truth, on one machine only. */
export function machineBoundLines(tree: SourceTree): string[] {
  return [...tree].flatMap(([path, text]) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        REGISTRY_HOST.test(line) || MACHINE_PATH.test(line) ? [`${path}:${index + 1}`] : [],
      ),
  );
}
