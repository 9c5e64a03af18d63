import type { ExploreBody } from '../../../api/client.ts';
import type { MatchSet } from '#solver/contract/api/cohorts.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { pairsOf } from '../comparison.ts';

/** A way of dividing participants into groups. */
export interface FairnessGrouping {
  title: string;
  /** The id under which the answer tells it. */
  id: string;
  field: ExploreBody<'fairness'>['fields'][number];
}

/** Region, library type and experience of the participants, as far as the criteria of a policy name the fields that hold them. */
export function fairnessGroupings({ criteria }: Policy): FairnessGrouping[] {
  const groupings: FairnessGrouping[] = [];
  for (const criterion of criteria) {
    if (criterion.kind === 'region') {
      const { participantField: field, systems } = criterion;
      const system = systems[0]?.system;
      groupings.push({ title: 'Region', id: system ?? field, field: { side: 'participant', field, system } });
    } else if (criterion.kind === 'similarity') {
      const field = criterion.participantFields[0]?.field;
      if (field !== undefined)
        groupings.push({ title: criterion.label, id: field, field: { side: 'participant', field } });
    } else if (criterion.kind === 'gap') {
      const { participantField: field } = criterion;
      groupings.push({ title: 'Experience', id: field, field: { side: 'participant', field } });
    }
  }
  return groupings.filter(({ id }, at) => groupings.findIndex((one) => one.id === id) === at);
}

/** The question that tells a set's fairness, judged by the weights of `judge`. */
export function fairnessBody(
  set: MatchSet,
  judge: Policy,
  cohortVersion: number,
  groupings: readonly FairnessGrouping[],
): ExploreBody<'fairness'> {
  return {
    cohortVersion,
    policy: { ...set.policy, criteria: judge.criteria },
    match: pairsOf(set).map(({ participant, mentor }) => ({ participant, mentor })),
    fields: groupings.map(({ field }) => field),
  };
}
