import type { Policy } from '#solver/contract/policy/policy.ts';

/** One criterion in both policies; null where a policy does not have it. */
export interface WeightRow {
  id: string;
  label: string;
  before: number | null;
  after: number | null;
}

/** Something that is in force in one policy and not, or otherwise, in the other. */
export interface Difference {
  what: string;
  before: string;
  after: string;
}

/** Every criterion of either policy, in the order of the first. */
export function weightRows(first: Policy, second: Policy): WeightRow[] {
  const criteria = new Map([...second.criteria, ...first.criteria].map(({ id, label }) => [id, label]));
  const order = [...new Set([...first.criteria, ...second.criteria].map(({ id }) => id))];
  const weight = (policy: Policy, id: string) =>
    policy.criteria.find((criterion) => criterion.id === id)?.weight ?? null;
  return order.map((id) => ({
    id,
    label: criteria.get(id) ?? id,
    before: weight(first, id),
    after: weight(second, id),
  }));
}

/** Rules, quotas, pins and forbids that differ, in words. */
export function otherDifferences(first: Policy, second: Policy): Difference[] {
  return [
    ...switches(first.rules, second.rules),
    ...switches(first.quotas, second.quotas),
    ...counted('Pinned pairs', first.pins, second.pins),
    ...counted('Forbidden pairs', first.forbids, second.forbids),
  ];
}

interface Switch {
  id: string;
  label: string;
  on: boolean;
}

function switches(first: readonly Switch[], second: readonly Switch[]): Difference[] {
  const ids = [...new Set([...first, ...second].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const a = first.find((one) => one.id === id);
    const b = second.find((one) => one.id === id);
    if (JSON.stringify(a) === JSON.stringify(b)) return [];
    const [before, after] = [stateOf(a), stateOf(b)];
    if (before === 'off' && after === 'off') return [];
    const what = b?.label ?? a?.label ?? id;
    return [{ what, before, after: before === after ? `${after}, with other settings` : after }];
  });
}

function stateOf(one: Switch | undefined): string {
  return one?.on ? 'on' : 'off';
}

function counted(what: string, first: readonly object[], second: readonly object[]): Difference[] {
  const [a, b] = [distinct(first), distinct(second)];
  if (a.size === b.size && [...a].every((one) => b.has(one))) return [];
  const other = a.size === b.size ? `${b.size}, others` : String(b.size);
  return [{ what, before: String(a.size), after: other }];
}

function distinct(list: readonly object[]): Set<string> {
  return new Set(list.map((one) => JSON.stringify(one)));
}
