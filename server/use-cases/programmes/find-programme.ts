import { MileError } from '#solver/contract/errors.ts';
import type { ProgrammeVersion } from '../../store/programmes.ts';
import type { Repositories } from '../../store/store.ts';

type Known = Pick<Repositories, 'programmes'>;

/** A programme as it stands today. Throws UNKNOWN_PROGRAMME. */
export async function newestProgramme({ programmes }: Known, id: string): Promise<ProgrammeVersion> {
  const newest = await programmes.newest(id);
  if (newest) return newest;
  const known = (await programmes.list()).map(({ programme }) => programme.id).join(', ');
  throw new MileError('UNKNOWN_PROGRAMME', `There is no programme "${id}". Choose one of: ${known}.`, { id });
}

/** A programme as it was at a version. Throws UNKNOWN_PROGRAMME. */
export async function programmeAt(
  { programmes }: Known,
  id: string,
  version: number,
): Promise<ProgrammeVersion> {
  const found = await programmes.at(id, version);
  if (found) return found;
  throw new MileError(
    'UNKNOWN_PROGRAMME',
    `There is no version ${version} of the programme "${id}". Open the programme and look at its newest version.`,
    { id, version },
  );
}

/** The programme that a cohort follows, at the version that it follows. Throws UNKNOWN_PROGRAMME. */
export function programmeOfCohort(
  known: Known,
  { programme, programmeVersion }: { programme: string; programmeVersion: number },
): Promise<ProgrammeVersion> {
  return programmeAt(known, programme, programmeVersion);
}
