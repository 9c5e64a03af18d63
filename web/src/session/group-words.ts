import { counted } from '../parts/counted.ts';
import type { ChangeGroup, NameOf } from './change-groups.ts';
import { gainWords } from '../parts/fit-words.ts';

/** What a group is called wherever it stands; `place` counts from 0. */
export function groupName(place: number): string {
  return `Group ${place + 1}`;
}

/** "Group 1: 3 participants, −22.0 points; Ines left without a mentor" */
export function groupTitle(group: ChangeGroup, place: number, nameOf: NameOf): string {
  const people = counted(group.participants.length, 'participant');
  return `${groupName(place)}: ${people}, ${effectWords(group)}${leftWords(group.left.map(nameOf))}`;
}

/** What a group of changes brings against the baseline. */
export function effectWords({ matched, gain }: Pick<ChangeGroup, 'matched' | 'gain'>): string {
  const pairs =
    matched === 0 ? '' : `${counted(Math.abs(matched), 'pair')} ${matched > 0 ? 'more' : 'fewer'}, `;
  return pairs + (gain === undefined ? 'fits of then not known' : `${gainWords(gain)} points`);
}

function leftWords(names: readonly string[]): string {
  return names.length === 0 ? '' : `; ${names.join(', ')} left without a mentor`;
}
