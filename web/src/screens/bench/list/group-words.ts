import { counted } from '../../../parts/counted.ts';
import { namesWords, pointsWords } from '../question-words.ts';
import type { NameOf } from '../words.ts';
import type { ChangeGroup } from './change-groups.ts';

/** "Group 1 of 2: 3 people, costs 22 points" */
export function groupWords(
  group: ChangeGroup,
  { at, of }: { at: number; of: number },
  nameOf: NameOf,
): string {
  const number = of > 1 ? `Group ${at} of ${of}: ` : '';
  const people = counted(group.participants.length, 'person', 'people');
  const left = group.left.length > 0 ? `; ${namesWords(group.left, nameOf)} left without a mentor` : '';
  return `${number}${people}, ${effectWords(group)}${left}`;
}

/** What a group of changes brings against the baseline. */
export function effectWords({ matched, points }: Pick<ChangeGroup, 'matched' | 'points'>): string {
  const parts: string[] = [];
  if (matched !== 0) parts.push(`${counted(Math.abs(matched), 'pair')} ${matched > 0 ? 'more' : 'fewer'}`);
  if (points === undefined) parts.push('fits of then not known');
  else if (Math.abs(points) >= 0.05)
    parts.push(`${points > 0 ? 'gains' : 'costs'} ${pointsWords(Math.abs(points))}`);
  else if (matched === 0) parts.push('the same in total');
  return parts.join(', ');
}
