import type { PossiblePartner } from '#solver/contract/explore/person.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { tenthsOf } from '../../../parts/fit-words.ts';
import { fitOfScore } from '../../../session/weights.ts';
import { namesWords } from '../question-words.ts';
import type { NameOf } from '../words.ts';

/** Somebody who moves, from whom to whom, with the fit before and after. */
export interface DominoLine {
  participant: string;
  name: string;
  before: string;
  after: string;
  /** Undefined where there was nobody. */
  fitBefore: number | undefined;
  fitAfter: number | undefined;
}

export function dominoLines(
  { dominoes }: Pick<PossiblePartner, 'dominoes'>,
  policy: Pick<Policy, 'criteria'>,
  nameOf: NameOf,
): DominoLine[] {
  const names = (ids: readonly string[]) => (ids.length === 0 ? 'nobody' : namesWords(ids, nameOf));
  const fit = (ids: readonly string[], score: number) =>
    ids.length === 0 ? undefined : fitOfScore(score, policy);
  return dominoes.map(({ participant, before, after, scoreBefore, scoreAfter }) => ({
    participant,
    name: nameOf(participant),
    before: names(before),
    after: names(after),
    fitBefore: fit(before, scoreBefore),
    fitAfter: fit(after, scoreAfter),
  }));
}

/** What the people who move lose together, 0 to 100 a pair: the sum of the fits as they are shown, which is also what the list shows once it is tried. */
export function lossOf(lines: readonly DominoLine[]): number {
  const tenths = (fit: number | undefined) => (fit === undefined ? 0 : tenthsOf(fit));
  return lines.reduce((sum, line) => sum + tenths(line.fitBefore) - tenths(line.fitAfter), 0) / 10;
}
