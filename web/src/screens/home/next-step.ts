import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import { addressOf } from '../../app/route.ts';
import { counted } from '../../parts/counted.ts';

/** What is to be done with a cohort now, and where. */
export interface NextStep {
  words: string;
  address: string;
}

/** First its people, then a match, then the choice between matches, the committee's word, and the letters. */
export function nextStep(cohort: CohortSummary): NextStep {
  const { id: cohortId, participants, mentors } = cohort;
  const applications = addressOf({ screen: 'applications', cohortId });
  if (participants === 0 && mentors === 0)
    // Published, and its people gone by now: nobody is to be brought.
    return cohort.publishedVersion === null
      ? { words: 'Import applications', address: applications }
      : { words: 'See what was published', address: addressOf({ screen: 'decide', cohortId }) };
  if (participants === 0) return { words: 'Import participants', address: applications };
  if (mentors === 0) return { words: 'Import mentors', address: applications };
  return decisionStep(cohort) ?? matchStep(cohort);
}

/** What the committee has before it; undefined where that is nothing. */
function decisionStep({
  id: cohortId,
  openProposals,
  adoptedUnpublished,
  publishedVersion,
}: CohortSummary): NextStep | undefined {
  const decide = addressOf({ screen: 'decide', cohortId });
  if (adoptedUnpublished > 0) return { words: 'Publish what was adopted', address: decide };
  if (openProposals > 0) return { words: `Decide on ${counted(openProposals, 'proposal')}`, address: decide };
  if (publishedVersion === null) return undefined;
  return {
    words: `Write the letters of version ${publishedVersion}`,
    address: addressOf({ screen: 'letters', cohortId }),
  };
}

function matchStep({ id: cohortId, matchSets }: CohortSummary): NextStep {
  const bench = addressOf({ screen: 'bench', cohortId });
  if (matchSets === 0) return { words: 'Match and save a set', address: bench };
  if (matchSets === 1) return { words: 'Try other weights, or propose the set', address: bench };
  return {
    words: `Compare ${matchSets} sets and propose one`,
    address: addressOf({ screen: 'compare', cohortId, setIds: [] }),
  };
}
