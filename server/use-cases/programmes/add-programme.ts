import type { ProgrammeSummary } from '#solver/contract/api/programmes.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { Repositories } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { Doer } from '../doer.ts';
import { recordDeed } from '../record/record-deed.ts';
import { newestProgramme } from './find-programme.ts';
import { summaryOf } from './read-programme.ts';

const ID_LENGTH = 64;

/** Another association starts from a copy under a name of its own. Throws UNKNOWN_PROGRAMME, NAME_TAKEN, INVALID_INPUT. */
export async function copyProgramme(
  { store }: Context,
  { copyOf, name }: { copyOf: string; name: string },
  by: Doer,
): Promise<ProgrammeSummary> {
  const id = idOf(name);
  return store.transaction(async (repositories) => {
    const { programme } = await newestProgramme(repositories, copyOf);
    return add(repositories, { ...programme, id, name, policy: { ...programme.policy, programme: id } }, by);
  });
}

/** A programme out of a file. Throws NAME_TAKEN where there is one of its id already. */
export async function addProgrammeFile(
  { store }: Context,
  programme: Programme,
  by: Doer,
): Promise<ProgrammeSummary> {
  return store.transaction((repositories) => add(repositories, programme, by));
}

async function add(repositories: Repositories, programme: Programme, by: Doer): Promise<ProgrammeSummary> {
  if (!(await repositories.programmes.add(programme, 1)))
    throw new MileError(
      'NAME_TAKEN',
      `There is a programme "${programme.id}" already. Choose another name, or open that one and replace it by the file.`,
      { id: programme.id },
    );
  const facts = { programme: programme.id, version: 1 };
  await recordDeed(repositories, { by, kind: 'programme.added', facts });
  return summaryOf(repositories, await newestProgramme(repositories, programme.id));
}

/** A name as an id: letters and digits without accents, words joined by hyphens. Throws INVALID_INPUT. */
function idOf(name: string): string {
  const id = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, ID_LENGTH)
    .replaceAll(/^-+|-+$/gu, '');
  if (id !== '') return id;
  throw new MileError('INVALID_INPUT', `The name "${name}" has no Latin letter or digit. Add one.`, { name });
}
