import type { Publication } from '#solver/contract/api/committee.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Repositories } from '../store/store.ts';
import type { Context } from './context.ts';
import type { Acting } from './decide-together.ts';
import { noSuchMatchSet } from './not-found.ts';
import { recordDeed } from './record/record-deed.ts';

/**
 * Publishes a saved set as the next version; earlier versions stay as they are. Throws NOT_FOUND, STALE_VERSION where somebody else has published since
 * `basedOn` was read, PUBLISHED_ALREADY where the set is the newest version, and PROPOSAL_UNDECIDED while the set is before the committee.
 */
export async function publishMatchSet(
  { store }: Context,
  { cohortId, member, by }: Acting,
  { matchSet, why, basedOn }: { matchSet: string; why: string; basedOn: number },
): Promise<Publication> {
  return store.transaction(async (repositories) => {
    const set = await repositories.matchSets.get(matchSet);
    if (set?.cohort_id !== cohortId) throw noSuchMatchSet(matchSet);
    const [newest] = await repositories.publications.list(cohortId);
    refuseStale(basedOn, newest);
    if (newest?.matchSet === matchSet)
      throw new MileError(
        'PUBLISHED_ALREADY',
        `“${set.name}” is the published version ${newest.version} already. Choose another set to publish a new version.`,
      );
    const proposal = await adoptedProposal(repositories, cohortId, matchSet);
    const version = basedOn + 1;
    await repositories.publications.add({ cohortId, version, matchSet, why, memberId: member.id, proposal });
    const facts = { version, matchSet, proposal };
    await recordDeed(repositories, { by, cohort: cohortId, kind: 'publication.made', facts, reason: why });
    const [published] = await repositories.publications.list(cohortId);
    return published as Publication;
  });
}

function refuseStale(basedOn: number, newest: Publication | undefined): void {
  const current = newest?.version ?? 0;
  if (basedOn === current) return;
  throw new MileError(
    'STALE_VERSION',
    `Version ${current} was published meanwhile${newest ? ` by ${newest.publishedBy}` : ''}; you know version ${basedOn}. Load the page again and look at it first.`,
    { yours: basedOn, current },
  );
}

/** The newest proposal about the set, where it was adopted. */
async function adoptedProposal(
  { proposals }: Repositories,
  cohortId: string,
  matchSet: string,
): Promise<string | null> {
  const about = (await proposals.list(cohortId)).find((proposal) => proposal.matchSet === matchSet);
  if (!about) return null;
  if (about.outcome === null)
    throw new MileError(
      'PROPOSAL_UNDECIDED',
      'This set is before the committee and not decided yet. Record a decision first, or publish another set.',
    );
  return about.outcome === 'adopted' ? about.id : null;
}
