import type { Association, Figures, OutcomeOfYear, YearFigures } from '#solver/contract/api/year.ts';
import type { Interval } from '../../charts/intervals.ts';

interface Column {
  head: string;
  value: string;
}

const partWords = (part: number, whole: number) => (whole === 0 ? '–' : `${part} of ${whole}`);
/** Stands where a number could point at somebody. */
export const TOO_FEW = 'too few';

/** Null is what is not told, since too few answered. */
const meanWords = (mean: number | null) => (mean === null ? TOO_FEW : `${mean.toFixed(1)} of 5`);

/** The figures of a group, always in the same columns. */
export function figureColumns({
  participants,
  meetingsHeld,
  meetingsPlanned,
  goalsReached,
  goals,
  rating,
  survey,
}: Figures): Column[] {
  return [
    { head: 'Participants', value: String(participants) },
    { head: 'Meetings held', value: partWords(meetingsHeld, meetingsPlanned) },
    { head: 'Goals reached', value: partWords(goalsReached, goals) },
    { head: 'How meetings went', value: meanWords(rating) },
    ...survey.map(({ label, kind, value }) => ({
      head: label,
      value: kind === 'yesNo' && value !== null ? `${Math.round(value * 100)} % yes` : meanWords(value),
    })),
  ];
}

const VERDICTS: Readonly<Record<Association['verdict'], string>> = {
  'too-few': 'too few pairs to say',
  'no-spread': 'all pairs are alike in it: nothing to compare',
  unclear: 'no clear sign either way',
  together: 'more points, more of it',
  against: 'more points, less of it',
};

/** A row for each criterion: how its points and an outcome go together. */
export function criterionRows(criteria: YearFigures['criteria'], outcome: OutcomeOfYear): Interval[] {
  return criteria.flatMap(({ criterion, label, outcomes }) => {
    const found = outcomes.find((one) => one.outcome === outcome);
    if (!found) return [];
    const { rho: value, low, high, verdict, relationships } = found;
    const estimate = value === null || low === null || high === null ? undefined : { value, low, high };
    return [{ key: criterion, label, estimate, words: `${VERDICTS[verdict]} (${relationships} pairs)` }];
  });
}
