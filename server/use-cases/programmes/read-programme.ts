import type { Postcodes, ProgrammeSummary } from '#solver/contract/api/programmes.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { ProgrammeVersion } from '../../store/programmes.ts';
import type { Repositories } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { newestProgramme, programmeAt } from './find-programme.ts';

/** Every programme as it stands today. */
export async function listProgrammes({ store }: Context): Promise<ProgrammeSummary[]> {
  const all = await store.programmes.list();
  return Promise.all(all.map((stored) => summaryOf(store, stored)));
}

export async function summaryOf(
  { cohorts }: Pick<Repositories, 'cohorts'>,
  { programme: { id, name, description, cycle }, version }: ProgrammeVersion,
): Promise<ProgrammeSummary> {
  return { id, name, description, cycle, version, cohorts: (await cohorts.ofProgramme(id)).length };
}

/** A programme as a screen needs it: thousands of postcodes stay here. Throws UNKNOWN_PROGRAMME. */
export async function readProgramme(context: Context, id: string, version?: number): Promise<Programme> {
  const { programme } = await find(context, id, version);
  return { ...programme, geography: { ...programme.geography, postcodes: {} } };
}

/** Its postcode areas, for who edits them. Throws UNKNOWN_PROGRAMME. */
export async function readPostcodes(context: Context, id: string, version?: number): Promise<Postcodes> {
  return (await find(context, id, version)).programme.geography.postcodes;
}

/** The whole programme as one file for people. Throws UNKNOWN_PROGRAMME. */
export async function exportProgramme(context: Context, id: string, version?: number): Promise<string> {
  const { programme } = await find(context, id, version);
  return `${JSON.stringify(programme, null, 2)}\n`;
}

/** Without a version the newest. */
function find({ store }: Context, id: string, version: number | undefined): Promise<ProgrammeVersion> {
  return version === undefined ? newestProgramme(store, id) : programmeAt(store, id, version);
}
