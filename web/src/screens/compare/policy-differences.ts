import type { Policy } from '#solver/contract/policy/policy.ts';

/** One criterion in every policy; null where a policy does not have it. */
export interface WeightRow {
  id: string;
  label: string;
  weights: (number | null)[];
}

/** Something that is not the same in all policies, with its state in each. */
export interface Difference {
  what: string;
  states: string[];
}

/** Every criterion of any policy, in the order of the first that has it. */
export function weightRows(policies: readonly Policy[]): WeightRow[] {
  const labels = new Map<string, string>();
  for (const { id, label } of policies.flatMap(({ criteria }) => criteria))
    if (!labels.has(id)) labels.set(id, label);
  return [...labels].map(([id, label]) => ({
    id,
    label,
    weights: policies.map(({ criteria }) => criteria.find((one) => one.id === id)?.weight ?? null),
  }));
}

/** Rules, quotas, pins and forbids that differ, in words. */
export function otherDifferences(policies: readonly Policy[]): Difference[] {
  return [
    ...switches(policies.map(({ rules }) => rules)),
    ...switches(policies.map(({ quotas }) => quotas)),
    ...counted(
      'Pinned pairs',
      policies.map(({ pins }) => pins),
    ),
    ...counted(
      'Forbidden pairs',
      policies.map(({ forbids }) => forbids),
    ),
  ];
}

interface Switch {
  id: string;
  label: string;
  on: boolean;
}

function switches(lists: readonly (readonly Switch[])[]): Difference[] {
  const ids = [...new Set(lists.flat().map(({ id }) => id))];
  return ids.flatMap((id) => {
    const ones = lists.map((list) => list.find((one) => one.id === id));
    const texts = ones.map((one) => (one?.on ? JSON.stringify(one) : 'off'));
    if (new Set(texts).size === 1) return [];
    const firstOn = texts.find((text) => text !== 'off');
    const states = texts.map((text) =>
      text === 'off' ? 'off' : text === firstOn ? 'on' : 'on, with other settings',
    );
    return [{ what: ones.findLast((one) => one !== undefined)?.label ?? id, states }];
  });
}

function counted(what: string, lists: readonly (readonly object[])[]): Difference[] {
  const sets = lists.map((list) => new Set(list.map((one) => JSON.stringify(one))));
  const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
    a.size === b.size && [...a].every((one) => b.has(one));
  const [first] = sets;
  if (!first || sets.every((one) => isSame(first, one))) return [];
  const states = sets.map((one) =>
    one !== first && one.size === first.size && !isSame(first, one)
      ? `${one.size}, others`
      : String(one.size),
  );
  return [{ what, states }];
}
