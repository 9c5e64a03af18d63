import { MileError } from '#solver/contract/errors.ts';
import type { Criterion } from '#solver/contract/policy/criteria.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import type { PolicyQuota } from '#solver/contract/policy/quotas.ts';
import type { Rule } from '#solver/contract/policy/rules.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { View } from '../../auth/view.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import type { Store } from '../../store/store.ts';
import { noSuchCohort } from '../not-found.ts';
import { programmeOfCohort } from '../programmes/find-programme.ts';
import { readsUnseen } from './without-quotes.ts';

type Part = Criterion | Rule | PolicyQuota;

/**
 * Points, rules and counts tell something of the answers that they read. An observer, and whoever reviews blindly, may therefore move weights and
 * switch rules off, but not put questions of their own about answers that they are not told: what reads those has to stand in the policy in force.
 * Throws NOT_FOUND and NOT_PERMITTED.
 */
export async function refuseForeignSight(
  { cohorts, policies, programmes }: Store,
  view: View,
  cohortId: string,
  asked: Policy,
): Promise<void> {
  if (!view.isBlind && view.role !== 'observer') return;
  const head = await cohorts.head(cohortId);
  const current = await policies.current(cohortId);
  if (!head || !current) throw noSuchCohort(cohortId);
  const { programme } = await programmeOfCohort({ programmes }, head);
  refuseUnseen(view, programme, JSON.parse(current.policyJson) as Policy, asked);
}

function refuseUnseen(view: View, programme: Programme, inForce: Policy, asked: Policy): void {
  const known = new Set([...inForce.criteria, ...inForce.rules, ...inForce.quotas].flatMap(waysToAsk));
  for (const part of [...asked.criteria, ...asked.rules, ...asked.quotas]) {
    if (readsUnseen(view, programme, part) && !known.has(meaningOf(part))) throw foreign(part);
  }
}

/** What is in force may be switched off; what is off may not be switched on. */
function waysToAsk(part: Part): string[] {
  return 'on' in part ? [meaningOf(part), meaningOf({ ...part, on: false })] : [meaningOf(part)];
}

/** A part without what changes no pair's points: weight and words. */
function meaningOf(part: Part): string {
  return canonicalJson({ ...part, id: undefined, label: undefined, weight: undefined, help: undefined });
}

function foreign({ id, label }: Part): MileError {
  return new MileError(
    'NOT_PERMITTED',
    `"${label}" reads answers that you are not shown, and it is not so in the policy in force. Take it out, or ask a member to look.`,
    { part: id },
  );
}
