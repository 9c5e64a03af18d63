import type { Intake, IntakeSave } from '#solver/contract/api/intake.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { StoredIntake } from '../../store/intakes.ts';
import type { Context } from '../context.ts';
import { noSuchCohort } from '../not-found.ts';
import type { Editor } from '../people/change-people.ts';
import { recordDeed } from '../record/record-deed.ts';
import { tellIntake } from './read-intake.ts';

/**
 * Opens or closes applications. Throws NOT_FOUND, STALE_VERSION, and APPLICATIONS_OPEN_ELSEWHERE where another cohort of the same programme takes
 * applications at that time: one page speaks for one cohort.
 */
export async function saveIntake(
  { store, live }: Context,
  cohortId: string,
  { basedOn, ...window }: IntakeSave,
  { view, by }: Editor,
): Promise<Intake> {
  const saved = await store.transaction(async (repositories) => {
    const cohort = await repositories.cohorts.head(cohortId);
    if (!cohort) throw noSuchCohort(cohortId);
    const version = (await repositories.intakes.of(cohortId))?.version ?? 0;
    if (version !== basedOn) throw staleIntake(basedOn, version);
    const others = await repositories.intakes.ofProgramme(cohort.programme);
    const clash = others.find((other) => other.cohortId !== cohortId && overlap(other, window));
    if (clash) throw openElsewhere((await repositories.cohorts.head(clash.cohortId))?.name);
    await repositories.intakes.put({ cohortId, version: version + 1, ...window });
    await recordDeed(repositories, {
      by,
      cohort: cohortId,
      kind: 'intake.saved',
      facts: { version: version + 1, ...window },
    });
    return tellIntake(repositories, cohortId, view);
  });
  live.changed(cohortId, { kind: 'people', by: by.viewer });
  return saved;
}

type Window = Pick<StoredIntake, 'opensAt' | 'closesAt'>;

function overlap(a: Window, b: Window): boolean {
  return a.opensAt < b.closesAt && b.opensAt < a.closesAt;
}

function staleIntake(yours: number, current: number): MileError {
  return new MileError(
    'STALE_VERSION',
    'Somebody else has opened or closed applications meanwhile. Load the page again and repeat your change.',
    { yours, current },
  );
}

function openElsewhere(cohort: string | undefined): MileError {
  return new MileError(
    'APPLICATIONS_OPEN_ELSEWHERE',
    `“${cohort}” takes applications of the same programme at that time, and one page speaks for one cohort. ` +
      'Close them there first, or choose other days.',
    { cohort },
  );
}
