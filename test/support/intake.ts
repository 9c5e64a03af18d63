import { expect } from 'vitest';
import type { CohortSummary } from '#solver/contract/api/cohorts.ts';
import type { Applied, Intake, PublicForm } from '#solver/contract/api/intake.ts';
import type { InProcessService, Reply } from './in-process-service.ts';

const DAY_MS = 24 * 3_600_000;
const day = (offset: number) => new Date(Date.now() + offset * DAY_MS).toISOString();

/** A cohort of the Minnesota programme that takes applications now. */
export async function openCohort(service: InProcessService, name = 'Class of 2027'): Promise<CohortSummary> {
  const made = await service.send('POST', '/api/cohorts', { name, programme: 'minnesota' });
  const cohort = made.body as CohortSummary;
  const opened = await setWindow(service, cohort.id, 0);
  expect(opened.status, opened.text).toBe(200);
  return cohort;
}

export function setWindow(
  service: InProcessService,
  cohortId: string,
  basedOn: number,
  change: Partial<Intake['window']> = {},
): Promise<Reply> {
  const window = { opensAt: day(-1), closesAt: day(7), participant: true, mentor: true, ...change };
  return service.send('PUT', `/api/cohorts/${cohortId}/intake`, { ...window, basedOn });
}

const FORM = '/api/public/programmes/minnesota/forms';

export async function formOfSide(
  service: InProcessService,
  side: 'participant' | 'mentor',
): Promise<PublicForm> {
  const reply = await service.send('GET', `${FORM}/${side}`);
  expect(reply.status, reply.text).toBe(200);
  return reply.body as PublicForm;
}

/** Sends an application that was given out at `stamp`, from an address of its own where one is given. */
export function send(
  service: InProcessService,
  side: 'participant' | 'mentor',
  stamp: string,
  values: object,
  more: { website?: string; consent?: boolean; address?: string } = {},
): Promise<Reply> {
  const { address, website = '', consent = true } = more;
  return service.send(
    'POST',
    `${FORM}/${side}`,
    { stamp, values, consent, website },
    { ...(address !== undefined && { 'x-forwarded-for': address }) },
  );
}

export function tokenOf(reply: Reply): string {
  expect(reply.status, reply.text).toBe(201);
  return (reply.body as Applied).token;
}
