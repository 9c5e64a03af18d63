/** A name as part of a path that every system takes: letters, digits and hyphens, at most 60; `fallback` where nothing is left. */
export function pathName(name: string, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/gu, '');
  return plain === '' ? fallback : plain;
}
