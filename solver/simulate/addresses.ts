/**
 * Gives out e-mail addresses made of names, each once: ines.maldonado@example.org, ines.maldonado2@example.org.
 * The domain is reserved for examples (RFC 2606), so no letter ever reaches anybody.
 */
export function addressBook(): (name: string) => string {
  const used = new Map<string, number>();
  return (name) => {
    const local = addressable(name);
    const times = (used.get(local) ?? 0) + 1;
    used.set(local, times);
    return `${local}${times === 1 ? '' : times}@example.org`;
  };
}

/** Letters and digits of a name without their marks, words joined by dots. */
function addressable(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '.')
    .replaceAll(/^\.|\.$/g, '');
}
