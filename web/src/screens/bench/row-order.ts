import { swapGroups } from '#solver/contract/swap-groups.ts';
import type { Row } from '../../session/differences.ts';
import type { NameOf } from './words.ts';

export const SORTS = {
  changes: 'Changes first',
  participant: 'Participant',
  mentor: 'Mentor',
  weakest: 'Weakest fit first',
} as const;
export type Sort = keyof typeof SORTS;

/** A part of the list under its own heading. */
export interface Section {
  name: 'Unmatched' | 'Changed' | 'Unchanged' | 'Matched';
  title: string;
  rows: Row[];
}

interface Order {
  sort: Sort;
  nameOf: NameOf;
  fitOf: (row: Row) => number;
  /** Only rows whose participant or mentor has this text in the name. */
  find: string;
}

/** The list in sections: unmatched people first, then what changed, swap by swap, then the rest. */
export function sectionsOf(rows: readonly Row[], order: Order): Section[] {
  const found = rows.filter((row) => isFound(row, order));
  const sorted = found.toSorted((a, b) => compare(a, b, order));
  const unmatched = sorted.filter((row) => !row.pair);
  const matched = sorted.filter((row) => row.pair);
  const sections = [section('Unmatched', unmatched)];
  if (order.sort === 'changes') sections.push(...byChange(matched));
  else sections.push(section('Matched', matched));
  return sections.filter(({ rows: some }) => some.length > 0);
}

function section(name: Section['name'], rows: Row[], detail = ''): Section {
  return { name, title: `${name} (${rows.length})${detail}`, rows };
}

function byChange(rows: readonly Row[]): Section[] {
  const changed = rows.filter((row) => row.changed);
  const gained = changed.flatMap((row) => (row.pair && row.kind !== 'same' ? [row.pair] : []));
  const groups = swapGroups(
    changed.flatMap((row) => row.former),
    gained,
  ).sort((a, b) => a.participants.length - b.participants.length);
  const groupOf = new Map(groups.flatMap(({ participants }, index) => participants.map((id) => [id, index])));
  const place = (row: Row) => groupOf.get(row.participant) ?? groups.length;
  const same = rows.filter((row) => !row.changed);
  const inGroups = groups.length > 1 ? ` in ${groups.length} independent groups` : '';
  return [
    section(
      'Changed',
      changed.toSorted((a, b) => place(a) - place(b)),
      inGroups,
    ),
    section('Unchanged', same),
  ];
}

/** The sections of a settled match with the rows of the newest one: everybody keeps their place while a slider moves. */
export function holdSections(settled: readonly Section[], rows: readonly Row[]): Section[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const held = settled.map(({ name, rows: old }) => ({
    name,
    title: `${name} when you began (${old.length})`,
    rows: old.flatMap((row) => byKey.get(row.key) ?? []),
  }));
  return held.filter(({ rows: some }) => some.length > 0);
}

function isFound(row: Row, { find, nameOf }: Order): boolean {
  const text = find.trim().toLocaleLowerCase();
  if (text === '') return true;
  const names = [row.participant, ...(row.pair ? [row.pair.mentor] : [])].map(nameOf);
  return names.some((name) => name.toLocaleLowerCase().includes(text));
}

function compare(a: Row, b: Row, { sort, nameOf, fitOf }: Order): number {
  const byName = nameOf(a.participant).localeCompare(nameOf(b.participant)) || (a.key < b.key ? -1 : 1);
  if (sort === 'weakest') return fitOf(a) - fitOf(b) || byName;
  if (sort === 'mentor')
    return nameOf(a.pair?.mentor ?? '').localeCompare(nameOf(b.pair?.mentor ?? '')) || byName;
  return byName;
}
