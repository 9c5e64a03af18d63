import type { Goal, OwnReport } from '#solver/contract/api/year.ts';
import type { Complaints } from './answers.ts';

/** A check-in as it stands in the controls, also half filled in. */
export interface TypedReport {
  met: 'yes' | 'no' | '';
  heldOn: string;
  rating: number | null;
  goals: readonly Goal[];
  needsHelp: boolean;
  note: string;
  noteFor: OwnReport['noteFor'];
}

/** What was reported before, else a fresh one with the goals as they last stood. */
export function typedReport(report: OwnReport | null, goals: readonly Goal[]): TypedReport {
  if (!report)
    return { met: '', heldOn: '', rating: null, goals, needsHelp: false, note: '', noteFor: 'committee' };
  return { ...report, met: report.heldOn === null ? 'no' : 'yes', heldOn: report.heldOn ?? '' };
}

/** A fresh one of a meeting beyond the plan: whoever tells of it has met. */
export function extraReport(): TypedReport {
  return { ...typedReport(null, []), met: 'yes' };
}

/** What is sent; goals without words are none. */
export function reportOf({ met, heldOn, rating, goals, ...rest }: TypedReport): OwnReport {
  const isHeld = met === 'yes';
  return {
    ...rest,
    heldOn: isHeld ? heldOn : null,
    rating: isHeld ? rating : null,
    goals: goals.filter(({ text }) => text.trim() !== ''),
  };
}

/** What has to be mended before anything is sent. */
export function reportComplaints({ met, heldOn }: TypedReport): Complaints {
  if (met === '') return { met: 'Say whether you met.' };
  return met === 'yes' && heldOn === '' ? { heldOn: 'Choose the day on which you met.' } : {};
}
