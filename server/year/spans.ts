import { coupleKey } from './facts.ts';
import type { PublishedVersion, Span } from './facts.ts';

/**
 * The relationships of the versions that were published, in any order: those of the newest first. A pair that stays from version to version
 * goes on; one that comes back after it was dissolved begins anew, and is told once.
 */
export function spansOf(versions: readonly PublishedVersion[]): Span[] {
  const standing = new Map<string, Span>();
  const dissolved = new Map<string, Span>();
  for (const version of versions.toSorted((a, b) => a.version - b.version)) {
    const held = new Set(version.pairs.map(coupleKey));
    for (const [key, span] of standing) {
      if (held.has(key)) continue;
      standing.delete(key);
      dissolved.set(key, { ...span, until: version });
    }
    for (const { participant, mentor } of version.pairs) {
      const key = coupleKey({ participant, mentor });
      dissolved.delete(key);
      if (!standing.has(key)) standing.set(key, { participant, mentor, since: version, until: null });
    }
  }
  return [...standing.values(), ...dissolved.values()];
}
