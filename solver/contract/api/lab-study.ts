import { z } from 'zod';
import { labShapeSchema } from './lab.ts';
import { sweepOf } from './sweeps.ts';

export const STUDY_LIMITS = { side: 1_000, cohorts: 100_000, seconds: 60 } as const;

const sideSchema = z.int().min(1).max(STUDY_LIMITS.side);

/** So many invented cohorts of one shape and size, the first drawn from the shape's seed and each other from the next one, are matched. */
export const labStudyRequestSchema = z.strictObject({
  shape: labShapeSchema,
  size: z.strictObject({ participants: sideSchema, mentors: sideSchema }),
  cohorts: z.int().min(1).max(STUDY_LIMITS.cohorts).default(10_000),
  /** That a search may take for one cohort. */
  seconds: z.int().min(1).max(STUDY_LIMITS.seconds).default(10),
});
export type LabStudyRequest = z.infer<typeof labStudyRequestSchema>;

/** Of 100 cohorts so many lie below. */
const SHARES = [5, 25, 50, 75, 95] as const;

const fitsSchema = z.array(z.strictObject({ percent: z.int(), fit: z.number() }));

/** What is likely in a cohort of a shape and size. */
export const labStudySchema = z.strictObject({
  format: z.literal('mile-study/1'),
  /** That were matched. */
  cohorts: z.int().min(0),
  /** Of those: no match keeps all demands, or none was found in time. */
  without: z.int().min(0),
  /** Of those: the match is good and not proven best. */
  unproven: z.int().min(0),
  /** In how many cohorts so many participants went without a mentor, ascending; others are none. */
  unmatched: z.array(z.strictObject({ participants: z.int().min(0), cohorts: z.int().min(1) })),
  /** In 5, 25, 50, 75 and 95 of 100 cohorts the mean fit of all pairs is no higher. */
  meanFit: fitsSchema,
  /** The same of the weakest pair. */
  weakestFit: fitsSchema,
});
export type LabStudy = z.infer<typeof labStudySchema>;

export const labStudySweepSchema = sweepOf(labStudySchema);
export type LabStudySweep = z.infer<typeof labStudySweepSchema>;

/** What some cohorts of a study gave, in the order of their seeds. */
export interface StudyPart {
  cohorts: number;
  without: number;
  unproven: number;
  /** Participants without a mentor, of each cohort that has a match. */
  unmatched: number[];
  /** Of each match that has a pair. */
  meanFit: number[];
  weakestFit: number[];
}

/** The whole of some parts, whatever their order. */
export function joinedStudy(parts: readonly StudyPart[]): LabStudy {
  const sum = (count: (part: StudyPart) => number) => parts.reduce((total, part) => total + count(part), 0);
  const counts = new Map<number, number>();
  for (const participants of parts.flatMap(({ unmatched }) => unmatched))
    counts.set(participants, (counts.get(participants) ?? 0) + 1);
  return {
    format: 'mile-study/1',
    cohorts: sum(({ cohorts }) => cohorts),
    without: sum(({ without }) => without),
    unproven: sum(({ unproven }) => unproven),
    unmatched: [...counts]
      .map(([participants, cohorts]) => ({ participants, cohorts }))
      .sort((a, b) => a.participants - b.participants),
    meanFit: sharesOf(parts.flatMap(({ meanFit }) => meanFit)),
    weakestFit: sharesOf(parts.flatMap(({ weakestFit }) => weakestFit)),
  };
}

/** The smallest value that at least so many of 100 do not exceed; none of no values. */
function sharesOf(values: readonly number[]): LabStudy['meanFit'] {
  if (values.length === 0) return [];
  const sorted = values.toSorted((a, b) => a - b);
  return SHARES.map((percent) => ({
    percent,
    fit: sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? 0,
  }));
}
