import type { CohortDetail, CohortSummary } from '#solver/contract/api/cohorts.ts';
import type { ReadFile } from '#solver/contract/api/import.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { PolicyQuota } from '#solver/contract/policy/quotas.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { writeApplications } from '#server/files/write-applications.ts';
import { shipped } from './imports.ts';
import { seededRandom } from './random-problem.ts';

/** Participants, and as many mentors. */
const SIDE = 100;
const QUOTAS = 20;
/** Of each quota's pairs the unconstrained best has about 25; all twenty together cannot have many more than this. */
const WANTED = 30;

export interface HardQuestion {
  cohort: CohortDetail;
  policy: Policy;
}

/** The same, with the policy in force: the Bench opens with it. */
export async function openSomethingHard(origin: string): Promise<HardQuestion> {
  const question = await askSomethingHard(origin);
  const { cohort, policy } = question;
  const url = `${origin}/api/cohorts/${cohort.id}/policy`;
  await send(url, { policy, basedOn: cohort.policyVersion }, 'PUT');
  return question;
}

/**
 * A cohort and a policy whose best match nothing here finds and proves within minutes, while good matches are found soon: each quota wants
 * a third of all pairs between a random half of the participants and a random half of the mentors, and all of them bite.
 */
export async function askSomethingHard(origin: string): Promise<HardQuestion> {
  const programme = shipped('minnesota');
  const people = simulateCohort({ programme, participants: SIDE, mentors: SIDE, seed: 1 });
  const { id } = await send<CohortSummary>(`${origin}/api/cohorts`, {
    name: 'Hard',
    programme: programme.id,
  });
  for (const side of ['participant', 'mentor'] as const) {
    const csv = writeApplications(programme, side, people[`${side}s`]);
    await importSide(`${origin}/api/cohorts/${id}/imports`, side, csv);
  }
  const cohort = (await (await fetch(`${origin}/api/cohorts/${id}`)).json()) as CohortDetail;
  return { cohort, policy: { ...cohort.policy, quotas: quotasOver(cohort) } };
}

function quotasOver({ participantPeople, mentorPeople }: CohortDetail): PolicyQuota[] {
  const random = seededRandom(1);
  const half = (side: Side, people: CohortDetail['mentorPeople']) => {
    const emails = people.map(({ values }) => String(values.email)).sort();
    return { kind: 'value' as const, side, field: 'email', values: emails.filter(() => random() < 0.5) };
  };
  return Array.from({ length: QUOTAS }, (_, index) => ({
    id: `half-${index}`,
    label: `Halves ${index}`,
    on: true,
    sense: 'at-least',
    amount: { unit: 'pairs', value: WANTED },
    where: [half('participant', participantPeople), half('mentor', mentorPeople)],
  }));
}

async function importSide(url: string, side: Side, csv: Uint8Array): Promise<void> {
  const form = new FormData();
  form.set('file', new File([Uint8Array.from(csv)], `${side}s.csv`));
  const read = await fetch(`${url}/read`, { method: 'POST', body: form });
  const { table } = (await read.json()) as ReadFile;
  await send(url, { side, table });
}

async function send<Reply>(url: string, body: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<Reply> {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${url}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as Reply;
}
