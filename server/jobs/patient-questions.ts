import type { ExploreQuestion } from '#solver/contract/api/explore.ts';

/**
 * Questions that take many whole solves: in a cohort of a thousand a side each fills a thread for seconds. Pages ask some of them by themselves
 * beside every match.
 */
const PATIENT_QUESTIONS: ReadonlySet<ExploreQuestion> = new Set<ExploreQuestion>([
  'robustness',
  'relaxations',
  'mentor-profiles',
  'thresholds',
  'pareto',
  'frontier',
  'learn',
  'diverse',
]);

/** Its answer must not hold up a what-if, nor a question about one pair; it may take longer. */
export function isPatient(question: ExploreQuestion): boolean {
  return PATIENT_QUESTIONS.has(question);
}
