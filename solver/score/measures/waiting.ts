import { POINTS } from '../../contract/policy/criteria.ts';
import type { CriterionOf } from '../../contract/policy/criteria.ts';
import { numberColumn } from '../features/columns.ts';
import type { FieldReader } from '../features/field-reader.ts';
import { capitalised } from '../features/phrase.ts';
import type { Measure } from './measure.ts';

/** 1000 x cycles waited / fullAfter, at most 1000; somebody new has waited none. */
export function waiting(criterion: CriterionOf<'waiting'>, fields: FieldReader): Measure {
  const { fullAfter } = criterion;
  const { cycle } = fields.features.programme;
  const since = numberColumn(fields, 'participant', criterion.participantField);
  const waited = since.values.map((year) => (Number.isNaN(year) ? 0 : Math.max(0, cycle - year)));
  const earned = Uint16Array.from(waited, (cycles) => Math.round(POINTS * Math.min(1, cycles / fullAfter)));

  return {
    at: (participant) => earned[participant] as number,
    add(participant, _, { begin, end }, times, sums) {
      const amount = times * (earned[participant] as number);
      if (amount === 0) return;
      for (let pair = begin; pair < end; pair += 1) sums[pair] = (sums[pair] as number) + amount;
    },
    explain(participant) {
      const cycles = waited[participant] as number;
      if (cycles === 0)
        return {
          sentence: capitalised(`${since.who} has not waited since an earlier cycle.`),
          missing: false,
        };
      const amount = `${cycles} ${cycles === 1 ? 'cycle' : 'cycles'}`;
      return {
        sentence: capitalised(`${since.who} has waited ${amount}; ${fullAfter} count in full.`),
        missing: false,
      };
    },
  };
}
