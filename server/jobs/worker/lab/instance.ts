import type { LabShape, LabSize } from '#solver/contract/api/lab.ts';
import type { Cohort } from '#solver/contract/cohort.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';

/** The invented people of a size and shape. The same ones, whatever engine they are matched by. */
export function cohortOf(programme: Programme, { participants, mentors }: LabSize, shape: LabShape): Cohort {
  const cohort = simulateCohort({ programme, participants, mentors, seed: shape.seed });
  const { capacity } = shape;
  const { max, min } = programme.mentor;
  const maxField = max.field;
  if (capacity === null || maxField === undefined) return cohort;
  return {
    ...cohort,
    mentors: cohort.mentors.map(({ id, values }) => ({
      id,
      values: { ...values, [maxField]: capacity, ...atMost(min.field, values, capacity) },
    })),
  };
}

/** Nobody wants more participants than they take. */
function atMost(field: string | undefined, values: Cohort['mentors'][number]['values'], capacity: number) {
  const wanted = field === undefined ? undefined : values[field];
  return field !== undefined && typeof wanted === 'number' ? { [field]: Math.min(wanted, capacity) } : {};
}

/** The programme's default policy; its quotas all on, or left out. */
export function policyOf({ policy }: Programme, { quotas }: LabShape): Policy {
  return {
    ...policy,
    quotas: quotas === 'none' ? [] : policy.quotas.map((quota) => ({ ...quota, on: true })),
  };
}
