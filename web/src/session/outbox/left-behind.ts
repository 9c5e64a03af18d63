import { forgetPolicies, keptPolicies } from '../kept-policies.ts';
import type { Reader } from '../../api/reader.ts';
import { OnDevice } from './on-device.ts';

/** How much of a reader's waits on this device. */
export interface LeftBehind {
  sets: number;
  imports: number;
  /** Weights, rules and decisions of a cohort, as only this browser has them. */
  policies: number;
}

/** A browser that keeps nothing has nothing waiting. */
export async function leftBehind(reader: Reader): Promise<LeftBehind> {
  const [sets, imports] = await Promise.all([
    new OnDevice('sets', reader).all().catch(() => []),
    new OnDevice('imports', reader).all().catch(() => []),
  ]);
  return { sets: sets.length, imports: imports.length, policies: keptPolicies(reader) };
}

/** Removes what waits: files and drafts stay in no browser that somebody has signed out of. */
export async function leaveNothing(reader: Reader): Promise<void> {
  forgetPolicies(reader);
  await Promise.all([empty(new OnDevice('sets', reader)), empty(new OnDevice('imports', reader))]);
}

async function empty(room: OnDevice<'sets'> | OnDevice<'imports'>): Promise<void> {
  const left = await room.all().catch(() => []);
  await Promise.all(left.map(({ id }) => room.remove(id)));
}
