import type { Person, PossiblePartner } from '#solver/contract/explore/person.ts';
import type { Explanation } from '#solver/contract/matching.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { fitOfScore } from '../../../session/weights.ts';
import { dominoLines, lossOf } from './domino-lines.ts';
import { namesWords, numberWords } from '../question-words.ts';
import { ordinal, type NameOf } from '../words.ts';

/* The sentences of a card: where the two stand with each other, and who would fit better or next. */

/** Where the two stand with each other; undefined where the pair is not allowed. */
export function rankWords(explanation: Explanation, nameOf: NameOf): string | undefined {
  const { rankForParticipant, rankForMentor } = explanation;
  if (rankForParticipant === null || rankForMentor === null) return undefined;
  const participant = nameOf(explanation.participant);
  const mentor = nameOf(explanation.mentor);
  return (
    `${mentor} is ${participant}’s ${rankWord(rankForParticipant)} allowed mentor, ` +
    `and ${participant} is ${mentor}’s ${rankWord(rankForMentor)} participant.`
  );
}

function rankWord(rank: number): string {
  return rank === 1 ? 'best' : `${ordinal(rank)}-best`;
}

interface Told {
  policy: Pick<Policy, 'criteria'>;
  nameOf: NameOf;
}
interface Asked extends Told {
  person: Person;
}

/** Why it is not a mentor who fits better, or what the next best would cost; undefined where there is no other. */
export function insteadWords(mentor: string, asked: Asked): string | undefined {
  const { person, nameOf } = asked;
  const mine = person.possible.find(({ partner }) => partner === mentor);
  const others = person.possible.filter(({ status, partner }) => status !== 'matched' && partner !== mentor);
  const [other] = others;
  if (!mine || !other) return undefined;
  const name = nameOf(other.partner);
  const fits = `(${fitsWords(other.fit, mine.fit)})`;
  if (other.fit <= mine.fit) return `Next comes ${name} ${fits}. ${choosingWords(other, asked)}`;
  if (other.loss === null)
    return `${name} fits better ${fits}, but ${
      other.status === 'open'
        ? 'what that would cost was not settled in the time.'
        : 'no match that keeps what has to hold has this pair.'
    }`;
  return `${name} fits better ${fits}, but ${costOfLeaving(other, asked)}. ${choosingWords(other, asked)}`;
}

/** "84 against 78"; finer where the two would look the same. */
function fitsWords(a: number, b: number): string {
  const [whole, other] = [Math.round(a), Math.round(b)];
  return whole !== other || a === b ? `${whole} against ${other}` : `${a.toFixed(1)} against ${b.toFixed(1)}`;
}

/** "Olga leaving Pavel costs 22": what all others together lose. */
function costOfLeaving(
  { partner, heldBy, othersLose, dominoes }: PossiblePartner,
  { policy, nameOf }: Told,
): string {
  if (othersLose && othersLose.matched > 0) return 'somebody else would be left without a mentor';
  const cost = `costs ${numberWords(fitOfScore(othersLose?.score ?? 0, policy) ?? 0)}`;
  const left = dominoes.map(({ participant }) => participant).find((id) => heldBy.includes(id));
  return left === undefined ? `that ${cost} elsewhere` : `${nameOf(partner)} leaving ${nameOf(left)} ${cost}`;
}

/** "Choosing Olga lowers the whole match by 16 and moves Pavel and Kai." */
export function choosingWords(possible: PossiblePartner, { policy, nameOf }: Told): string {
  const { partner, loss, dominoes } = possible;
  const choosing = `Choosing ${nameOf(partner)}`;
  if (loss === null) return `${choosing} is not possible beside what has to hold.`;
  const moved = dominoes.slice(1).map(({ participant }) => participant);
  const moves = moved.length === 0 ? 'moves nobody else' : `moves ${shortNames(moved, nameOf)}`;
  const points = fitOfScore(loss.score, policy) ?? 0;
  if (loss.matched > 0) return `${choosing} leaves ${loss.matched} more without a mentor and ${moves}.`;
  if (points === 0) return `${choosing} is as good for the whole match and ${moves}.`;
  const shown = dominoes.length === 0 ? points : lossOf(dominoLines(possible, policy, nameOf));
  return `${choosing} lowers the whole match by ${numberWords(shown)} and ${moves}.`;
}

/** Many names are counted from the fourth on. */
export function shortNames(ids: readonly string[], nameOf: NameOf): string {
  return ids.length <= 4
    ? namesWords(ids, nameOf)
    : `${ids.slice(0, 3).map(nameOf).join(', ')} and ${ids.length - 3} others`;
}
