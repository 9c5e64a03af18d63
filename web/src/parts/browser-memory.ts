/*
 * What one browser keeps for its reader: taste, not data. A browser that keeps nothing is as good as one that forgot.
 */

export function recall(key: string): string | undefined {
  try {
    return globalThis.localStorage?.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(key, value);
  } catch {
    // A full or closed store: the next visit begins anew.
  }
}

export function forget(key: string): void {
  try {
    globalThis.localStorage?.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** Names of what is kept, of those that begin so. */
export function keysBeginning(beginning: string): string[] {
  try {
    const { localStorage: kept } = globalThis;
    const keys = Array.from({ length: kept.length }, (_, at) => kept.key(at) ?? '');
    return keys.filter((key) => key.startsWith(beginning));
  } catch {
    return [];
  }
}
