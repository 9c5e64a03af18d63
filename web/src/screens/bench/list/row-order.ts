import type { Row, RowPair } from '../../../session/differences.ts';
import type { NameOf } from '../words.ts';
import type { ChangeGroup } from '../../../session/change-groups.ts';
import { groupTitle } from '../../../session/group-words.ts';

export const SORTS = {
  changes: 'Changes first',
  participant: 'Participant',
  mentor: 'Mentor',
  weakest: 'Weakest fit first',
} as const;
export type Sort = keyof typeof SORTS;

export const DENSITIES = { tight: 'Tight', roomy: 'Roomy' } as const;
export type Density = keyof typeof DENSITIES;

/** Rows that belong together, under a heading of their own where they have one. */
export interface Block {
  key: string;
  title: string | undefined;
  rows: readonly Row[];
}

/** A part of the list under its own heading. */
export interface Section {
  name: string;
  title: string;
  blocks: readonly Block[];
}

export interface Order {
  sort: Sort;
  nameOf: NameOf;
  /** The changes against the baseline. */
  groups: readonly ChangeGroup[];
  /** The fit of a pair under the weights of now; undefined where it cannot be told. */
  fitOf: (pair: RowPair) => number | undefined;
  /** Only rows whose participant or mentor has this text in the name. */
  find: string;
  /** What a participant is grouped by; undefined: by nothing. */
  labelOf: ((participant: string) => string) | undefined;
}

export function rowsIn(sections: readonly Section[]): Row[] {
  return sections.flatMap(({ blocks }) => blocks.flatMap(({ rows }) => rows));
}

/** The list in sections: unmatched people first, then what changed, swap by swap, then the rest. */
export function sectionsOf(rows: readonly Row[], order: Order): Section[] {
  const sorted = rows.filter((row) => isFound(row, order)).toSorted((a, b) => compare(a, b, order));
  const matched = sorted.filter(({ pair }) => pair);
  const alone = sorted.filter(({ pair }) => !pair);
  return inSections(matched, alone, order).filter(({ blocks }) => blocks.length > 0);
}

function inSections(matched: readonly Row[], alone: readonly Row[], order: Order): Section[] {
  const unmatched = section('Unmatched', alone);
  if (order.labelOf) return [unmatched, ...byLabel(matched, order.labelOf)];
  if (order.sort !== 'changes') return [unmatched, section('Matched', matched)];
  return byChange(matched, alone, order.groups, order.nameOf);
}

function section(name: string, rows: readonly Row[], title = `${name} (${rows.length})`): Section {
  return { name, title, blocks: rows.length > 0 ? [{ key: name, title: undefined, rows }] : [] };
}

function byLabel(rows: readonly Row[], labelOf: (participant: string) => string): Section[] {
  const groups = Map.groupBy(rows, ({ participant }) => labelOf(participant));
  return [...groups]
    .sort(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b))
    .map(([label, some]) => {
      const changed = some.filter((row) => row.changed).length;
      const name = label || 'No answer';
      return section(name, some, `${name} (${some.length})${changed > 0 ? `, ${changed} changed` : ''}`);
    });
}

function byChange(
  matched: readonly Row[],
  alone: readonly Row[],
  groups: readonly ChangeGroup[],
  nameOf: NameOf,
): Section[] {
  const changed = matched.filter((row) => row.changed);
  const blocks = groupBlocks(changed, groups, nameOf);
  // A group that left nobody matched has its heading on top, so that no number is missing.
  const within = new Set(blocks.flatMap(({ people }) => people));
  const lost = groupBlocks(
    alone.filter(({ participant }) => !within.has(participant)),
    groups,
    nameOf,
  );
  const headed = new Set(lost.flatMap(({ rows }) => rows));
  const others = alone.filter((row) => !headed.has(row));
  const inGroups = blocks.length > 1 ? ` in ${blocks.length} groups` : '';
  const unmatched = section('Unmatched', others, `Unmatched (${alone.length})`);
  return [
    { ...unmatched, blocks: [...unmatched.blocks, ...lost] },
    { name: 'Changed', title: `Changed (${changed.length})${inGroups}`, blocks },
    section(
      // Where nothing changed there is nothing to tell it from.
      groups.length > 0 ? 'Unchanged' : 'Matched',
      matched.filter((row) => !row.changed),
    ),
  ];
}

/** Rows under the groups that they belong to; rows of no group are left out. */
function groupBlocks(
  rows: readonly Row[],
  groups: readonly ChangeGroup[],
  nameOf: NameOf,
): (Block & { people: readonly string[] })[] {
  const placeOf = new Map(groups.flatMap(({ participants }, at) => participants.map((id) => [id, at])));
  const inGroup = Map.groupBy(rows, ({ participant }) => placeOf.get(participant));
  return groups.flatMap((group, at) => {
    const own = inGroup.get(at);
    if (!own) return [];
    const { participants: people } = group;
    return [{ key: `group ${people[0]}`, title: groupTitle(group, at, nameOf), rows: own, people }];
  });
}

/** The sections of a settled match with the rows of the newest one: everybody keeps their place while a slider moves. */
export function holdSections(settled: readonly Section[], rows: readonly Row[]): Section[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return settled
    .map(({ name, blocks }) => {
      const held = blocks
        .map((block) => ({ ...block, rows: block.rows.flatMap((row) => byKey.get(row.key) ?? []) }))
        .filter(({ rows: some }) => some.length > 0);
      const count = blocks.reduce((sum, block) => sum + block.rows.length, 0);
      return { name, title: `${name} when you began (${count})`, blocks: held };
    })
    .filter(({ blocks }) => blocks.length > 0);
}

function isFound(row: Row, { find, nameOf }: Order): boolean {
  const text = find.trim().toLocaleLowerCase();
  if (text === '') return true;
  const names = [row.participant, ...(row.pair ? [row.pair.mentor] : [])].map(nameOf);
  return names.some((name) => name.toLocaleLowerCase().includes(text));
}

function compare(a: Row, b: Row, { sort, nameOf, fitOf }: Order): number {
  const byName = nameOf(a.participant).localeCompare(nameOf(b.participant)) || (a.key < b.key ? -1 : 1);
  const fit = ({ pair }: Row) => (pair && fitOf(pair)) ?? 0;
  if (sort === 'weakest') return fit(a) - fit(b) || byName;
  if (sort === 'mentor')
    return nameOf(a.pair?.mentor ?? '').localeCompare(nameOf(b.pair?.mentor ?? '')) || byName;
  return byName;
}
