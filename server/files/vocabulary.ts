import { compactLabel, likeness, toLabel } from './labels.ts';
import type { Label } from './labels.ts';
import type { Named } from './names-of.ts';

/** Below this likeness nothing is suggested. */
const NEAR = 0.72;

export interface Likely {
  id: string;
  likeness: number;
}

/** Looks up texts among named things: exactly (but for spelling marks), or as the likeliest. */
export class Vocabulary {
  readonly #labels: readonly { id: string; labels: readonly Label[] }[];
  readonly #exact = new Map<string, string>();
  /** Most commas within one name; a name may have to be put together from so many pieces and one. */
  readonly mostCommas: number;

  constructor(things: readonly Named[]) {
    this.#labels = things.map(({ id, names }) => ({ id, labels: names.map(toLabel) }));
    // Labels and ids first: a label is never lost to another thing's synonym.
    const most = Math.max(0, ...things.map((thing) => thing.names.length));
    for (let rank = 0; rank < most; rank += 1) {
      for (const { id, names } of things) {
        const key = compactLabel(names[rank] ?? '');
        if (key !== '' && !this.#exact.has(key)) this.#exact.set(key, id);
      }
    }
    this.mostCommas = Math.max(
      0,
      ...things.flatMap(({ names }) => names.map((name) => name.split(',').length - 1)),
    );
  }

  get size(): number {
    return this.#labels.length;
  }

  /** The id of the thing that has this name, or undefined. */
  exact(text: string): string | undefined {
    return this.#exact.get(compactLabel(text));
  }

  /** The single likeliest thing, where it is alike enough and nothing else is as alike. */
  likeliest(text: string): Likely | undefined {
    const asked = toLabel(text);
    let best: Likely | undefined;
    let tied = false;
    for (const { id, labels } of this.#labels) {
      const found = Math.max(...labels.map((label) => likeness(asked, label)));
      if (found < NEAR || (best && found < best.likeness)) continue;
      tied = best !== undefined && found === best.likeness;
      best = { id, likeness: found };
    }
    return tied ? undefined : best;
  }
}
