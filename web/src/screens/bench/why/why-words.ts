import type { Explanation } from '#solver/contract/matching.ts';
import { ordinal, type NameOf } from '../words.ts';

/** Where the two stand with each other; undefined where the pair is not allowed. */
export function rankWords(explanation: Explanation, nameOf: NameOf): string | undefined {
  const { rankForParticipant, rankForMentor } = explanation;
  if (rankForParticipant === null || rankForMentor === null) return undefined;
  const participant = nameOf(explanation.participant);
  const mentor = nameOf(explanation.mentor);
  return (
    `${mentor} is ${participant}’s ${rankWord(rankForParticipant)} allowed mentor by fit; ` +
    `${participant} is ${mentor}’s ${rankWord(rankForMentor)} participant.`
  );
}

function rankWord(rank: number): string {
  return rank === 1 ? 'best' : `${ordinal(rank)}-best`;
}

/** What carries the fit and what costs it most. */
export function balanceWords({ contributions }: Explanation): string {
  const most = contributions.toSorted((a, b) => b.earned - a.earned)[0];
  const least = contributions.toSorted((a, b) => b.lost - a.lost)[0];
  if (most && most === least)
    return `${most.label} decides most: it gives ${most.earned.toFixed(1)} of ${(most.earned + most.lost).toFixed(1)} points.`;
  const parts: string[] = [];
  if (most && most.earned > 0)
    parts.push(`Most of the fit comes from ${most.label} (${most.earned.toFixed(1)} points)`);
  if (least && least.lost > 0)
    parts.push(
      `${parts.length > 0 ? 'most is lost' : 'Most is lost'} in ${least.label} (${least.lost.toFixed(1)})`,
    );
  return parts.length > 0 ? `${parts.join('; ')}.` : '';
}
