import type { Policy } from '#solver/contract/policy/policy.ts';

/** Named one by one; more are counted. */
const NAMED = 2;

/** What differs between two policies, in few words: "Distance", "Topics and pins", "Topics, Distance and 2 more". */
export function policyChangeWords(before: Policy, after: Policy): string {
  const parts = [
    ...labelsOfChanged(before.criteria, after.criteria),
    ...labelsOfChanged(before.rules, after.rules),
    ...labelsOfChanged(before.quotas, after.quotas),
    ...(isSame(before.pins, after.pins) ? [] : ['pins']),
    ...(isSame(before.forbids, after.forbids) ? [] : ['forbidden pairs']),
    ...(isSame(before.levels, after.levels) ? [] : ['what counts first']),
  ];
  if (parts.length === 0) return 'nothing that shows';
  const rest = parts.length - NAMED;
  const told = rest > 1 ? [...parts.slice(0, NAMED), `${rest} more`] : parts;
  return new Intl.ListFormat('en-GB').format(told);
}

interface Labelled {
  id: string;
  label: string;
}

function labelsOfChanged(before: readonly Labelled[], after: readonly Labelled[]): string[] {
  const ids = [...new Set([...before, ...after].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const was = before.find((one) => one.id === id);
    const is = after.find((one) => one.id === id);
    return isSame(was, is) ? [] : [is?.label ?? was?.label ?? id];
  });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
