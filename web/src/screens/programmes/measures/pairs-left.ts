import type { Option } from '#solver/contract/programme/fields.ts';

/** Options that make a pair with another one which a table does not have yet, each with those others. */
export function pairsLeft(
  options: readonly Option[],
  table: readonly { a: string; b: string }[],
): { id: string; label: string; others: Option[] }[] {
  const key = (a: string, b: string) => [a, b].sort().join(' ');
  const taken = new Set(table.map(({ a, b }) => key(a, b)));
  return options
    .map(({ id, label }) => ({
      id,
      label,
      others: options.filter((other) => other.id !== id && !taken.has(key(id, other.id))),
    }))
    .filter(({ others }) => others.length > 0);
}
