import type { CohortUse, ProgrammeChange, ProgrammeSaved } from '#solver/contract/api/programmes.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Geography } from '#solver/contract/programme/places.ts';
import { programmeSchema } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { issuesError } from '../../jobs/input-issues.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import type { CohortHead } from '../../store/cohorts.ts';
import type { ProgrammeVersion } from '../../store/programmes.ts';
import type { Repositories } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { Doer } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { newestProgramme } from './find-programme.ts';
import { contentOf, moveCohort } from './move-cohort.ts';
import { vanishing } from './vanishing.ts';

interface Saving {
  basedOn: number;
  cohorts: 'move' | 'keep-those-in-use';
}

/** Replaces sections of a programme. Throws what `replaceProgramme` throws. */
export function changeProgramme(
  context: Context,
  id: string,
  { change, ...saving }: Saving & { change: ProgrammeChange },
  by: Doer,
): Promise<ProgrammeSaved> {
  return save(context, id, saving, (before) => changed(before, change), by);
}

/**
 * Makes the next version of a programme out of a whole one; one that is the same makes none. Throws UNKNOWN_PROGRAMME, INVALID_PROGRAMME,
 * STALE_VERSION where somebody else has saved since `basedOn`, and PROGRAMME_IN_USE where a cohort would lose something that it uses.
 */
export function replaceProgramme(
  context: Context,
  id: string,
  { programme, ...saving }: Saving & { programme: Programme },
  by: Doer,
): Promise<ProgrammeSaved> {
  if (programme.id !== id)
    throw new MileError(
      'INVALID_PROGRAMME',
      `The file is of the programme "${programme.id}", not of "${id}". Add it as a programme of its own, or change its id.`,
      { file: programme.id, programme: id },
    );
  return save(context, id, saving, () => programme, by);
}

async function save(
  { store, live }: Context,
  id: string,
  { basedOn, cohorts }: Saving,
  make: (before: Programme) => Programme,
  by: Doer,
): Promise<ProgrammeSaved> {
  const { saved, moved } = await store.transaction(async (repositories) => {
    const before = await newestProgramme(repositories, id);
    if (before.version !== basedOn) throw staleProgramme(basedOn, before.version);
    const programme = make(before.programme);
    if (canonicalJson(programme) === before.json)
      return { saved: { version: before.version, kept: [] }, moved: [] };
    const after = { version: before.version + 1, programme };
    if (!(await repositories.programmes.add(programme, after.version)))
      throw staleProgramme(basedOn, after.version);
    const all = await moveAll(repositories, after, cohorts);
    const facts = { programme: id, version: after.version, cohorts: all.moved };
    await recordDeed(repositories, { by, kind: 'programme.saved', facts });
    return all;
  });
  for (const cohort of moved) live.changed(cohort, { kind: 'people', by: by.viewer });
  return saved;
}

/** All cohorts, or those that lose nothing. Throws PROGRAMME_IN_USE. */
async function moveAll(
  repositories: Repositories,
  after: Pick<ProgrammeVersion, 'programme' | 'version'>,
  cohorts: Saving['cohorts'],
): Promise<{ saved: ProgrammeSaved; moved: string[] }> {
  const followers = await repositories.cohorts.ofProgramme(after.programme.id);
  const inUse: CohortUse[] = [];
  const free: CohortHead[] = [];
  for (const cohort of followers) {
    const content = await contentOf(repositories, cohort);
    const uses = vanishing({ before: content.programme, after: after.programme }, content);
    if (uses.length > 0) inUse.push({ cohort: cohort.id, name: cohort.name, uses });
    else free.push(cohort);
  }
  if (inUse.length > 0 && cohorts === 'move') throw programmeInUse(inUse);
  for (const cohort of free) await moveCohort(repositories, cohort, after);
  const kept = inUse.map(({ name }) => name);
  return { saved: { version: after.version, kept }, moved: free.map(({ id }) => id) };
}

/** The sections together have to make a programme. Throws INVALID_PROGRAMME. */
function changed(
  before: Programme,
  { geography: map, postcodes, policy, ...change }: ProgrammeChange,
): Programme {
  const geography = { ...before.geography, ...map, ...(postcodes && { postcodes }) };
  const result = programmeSchema.safeParse({
    ...before,
    ...change,
    geography: map ? withoutLostPostcodes(geography) : geography,
    ...(policy && { policy: { ...policy, programme: before.id, pins: [], forbids: [] } }),
  });
  if (result.success) return result.data;
  throw issuesError(result.error, 'INVALID_PROGRAMME');
}

function withoutLostPostcodes(geography: Geography): Geography {
  const places = new Set(geography.places.map(({ id }) => id));
  const kept = Object.entries(geography.postcodes).filter(
    ([, { place }]) => place === undefined || places.has(place),
  );
  return { ...geography, postcodes: Object.fromEntries(kept) };
}

function staleProgramme(yours: number, current: number): MileError {
  return new MileError(
    'STALE_VERSION',
    `Somebody else has changed this programme meanwhile: you work on version ${yours}, it is at version ${current}. ` +
      'Copy what you wrote, load the page again and repeat your change.',
    { yours, current },
  );
}

function programmeInUse(cohorts: readonly CohortUse[]): MileError {
  const sentences = cohorts.map(({ name, uses }) => `“${name}” uses ${uses.slice(0, 5).join('; ')}`);
  return new MileError(
    'PROGRAMME_IN_USE',
    `Nothing was saved, because a cohort would lose something. ${sentences.slice(0, 5).join('. ')}. ` +
      'Put it back, or save and let such cohorts stay at the version of the programme that they have.',
    { cohorts },
  );
}
