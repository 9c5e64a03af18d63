import { readdirSync, readFileSync } from 'node:fs';

/** Text files of a project by their path from its root, with `/` between folders. */
export type SourceTree = ReadonlyMap<string, string>;

const NOT_OURS = new Set(['.git', 'node_modules', 'web/dist', 'data', 'test/e2e/screenshots']);
const TEXT = /(?:\.(?:ts|mjs|js|svelte|json|md|css|html|csv|svg|txt|yml|yaml)|^[^.]+|^\.[a-z]+)$/;

/** Every text file of the project; installed packages and what is built or recorded is not part of it. */
export function readProject(root: URL): SourceTree {
  const files = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const entry of readdirSync(new URL(folder, root), { withFileTypes: true })) {
      const path = `${folder}${entry.name}`;
      if (NOT_OURS.has(path)) continue;
      if (entry.isDirectory()) visit(`${path}/`);
      else if (TEXT.test(entry.name)) files.set(path, readFileSync(new URL(path, root), 'utf8'));
    }
  };
  visit('');
  return files;
}

/** A tree for a rule's own test. */
export function treeOf(files: Record<string, string>): SourceTree {
  return new Map(Object.entries(files));
}
