import type { Committee, Proposal, RevealedAnswer } from '#solver/contract/api/committee.ts';
import { counted } from '../../parts/counted.ts';

const when = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export function timeWords(iso: string): string {
  return when.format(new Date(iso));
}

/** Who is on the committee; somebody alone is told how others come in. */
export function membersWords({ members, you }: Committee): string {
  if (members.length === 0) return 'Nobody has joined this committee yet.';
  if (members.length === 1 && you)
    return 'So far you are the committee alone: send colleagues the address of this page, and they join here.';
  return `The committee: ${members.map(({ name }) => name).join(', ')}.`;
}

/** "2 of 3 have answered": never who, and never what. */
export function answeredWords({ answered }: Proposal, { members }: Committee): string {
  if (answered === 0) return members.length === 1 ? 'You have not answered yet.' : 'Nobody has answered yet.';
  if (members.length === 1) return 'You have answered, and there is nobody else.';
  return `${answered} of ${members.length} ${members.length === 1 ? 'member has' : 'members have'} answered.`;
}

/** "3 consents, 1 objection", once it is revealed. */
export function tallyWords(answers: readonly RevealedAnswer[]): string {
  const objections = answers.filter(({ stand }) => stand === 'objection').length;
  const consents = answers.length - objections;
  const parts = [
    ...(consents > 0 ? [counted(consents, 'consent')] : []),
    ...(objections > 0 ? [counted(objections, 'objection')] : []),
  ];
  return parts.join(', ');
}

/** It was adopted, and no version of it is out. */
export function awaitsPublication({ decision, matchSet }: Proposal, { publications }: Committee): boolean {
  return decision?.outcome === 'adopted' && !publications.some((one) => one.matchSet === matchSet);
}

/** What was written down when a set was adopted; undefined where it was not. */
export function adoptedBecause(matchSet: string, { proposals }: Committee): string | undefined {
  return proposals.find((one) => one.matchSet === matchSet && one.decision?.outcome === 'adopted')?.decision
    ?.why;
}

/** What the reveal would do now. */
export function revealBlock({ yours, answered }: Proposal, { you }: Committee): string | undefined {
  if (!you) return 'Join the committee first.';
  if (answered === 0 || !yours) return 'Answer it yourself first: nobody looks before they answer.';
  return undefined;
}
