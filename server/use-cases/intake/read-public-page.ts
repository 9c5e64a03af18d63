import type { PublicPage } from '#solver/contract/api/intake.ts';
import type { Context } from '../context.ts';
import { publicCohort, stateOf } from './open-intake.ts';
import { windowOf } from './read-intake.ts';

/** Programmes that have a page. */
export async function listPublicProgrammes({ store }: Context): Promise<{ id: string; name: string }[]> {
  const known = await store.intakes.programmes();
  const found = await Promise.all(known.map((id) => store.programmes.newest(id)));
  return found.flatMap((stored) =>
    stored ? [{ id: stored.programme.id, name: stored.programme.name }] : [],
  );
}

/** What strangers read of a programme: nothing of any person. Throws NOT_FOUND. */
export async function readPublicPage(context: Context, programmeId: string): Promise<PublicPage> {
  const now = new Date().toISOString();
  const { intake, cohort, programme } = await publicCohort(context.store, programmeId, now);
  const state = stateOf(intake, now);
  const { id, name, description, texts, dates, retentionMonths, participant, mentor } = programme;
  return {
    ...{ id, name, description, texts, dates, retentionMonths },
    labels: { participant: participant.label, mentor: mentor.label },
    applications: { state, ...windowOf(intake) },
    needed: state === 'open' && intake.mentor ? await context.mentorsNeeded.of(cohort.id) : null,
  };
}
