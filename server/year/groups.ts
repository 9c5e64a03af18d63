import { LEAST_IN_GROUP } from '#solver/contract/api/year.ts';

/** Some of those who are counted, under one label or several. */
export interface Group<Member> {
  labels: string[];
  members: Member[];
}

/**
 * Divides members into groups in which nobody can be recognised: small ones are put together, and where these are still few people the smallest of the
 * others joins them, since what is left out can be told from the whole. Largest first, the mixed one last; empty where fewer than two groups remain.
 */
export function safeGroups<Member>(
  members: readonly Member[],
  labelOf: (member: Member) => string,
  sizeOf: (members: readonly Member[]) => number,
): Group<Member>[] {
  const bySize = [...Map.groupBy(members, labelOf)]
    .map(([label, own]): Group<Member> => ({ labels: [label], members: own }))
    .toSorted(
      (a, b) => sizeOf(b.members) - sizeOf(a.members) || ((a.labels[0] ?? '') < (b.labels[0] ?? '') ? -1 : 1),
    );
  const large = bySize.filter((group) => sizeOf(group.members) >= LEAST_IN_GROUP);
  const mixed = merged(bySize.slice(large.length));
  while (mixed.members.length > 0 && sizeOf(mixed.members) < LEAST_IN_GROUP && large.length > 0) {
    const smallest = large.pop();
    if (smallest) Object.assign(mixed, merged([smallest, mixed]));
  }
  const groups = mixed.members.length > 0 ? [...large, mixed] : large;
  return groups.length < 2 ? [] : groups;
}

function merged<Member>(groups: readonly Group<Member>[]): Group<Member> {
  return {
    labels: groups.flatMap(({ labels }) => labels),
    members: groups.flatMap(({ members }) => members),
  };
}
