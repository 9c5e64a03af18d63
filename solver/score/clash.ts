import type { Side } from '../contract/identifier.ts';
import type { Matching } from '../contract/matching.ts';
import type { ConflictMember } from '../contract/outcome.ts';
import type { Policy } from '../contract/policy/policy.ts';
import { personName } from '../contract/programme/person-name.ts';
import type { CompiledCohort } from './compile.ts';
import { fitted } from './features/phrase.ts';
import { amountInWords } from './quotas/quotas.ts';

type ClashMember = Extract<Matching, { clash: unknown }>['clash'][number];

/** What joins the two people's ids in the id of a pin. */
const PIN_JOINT = ' — ';

/** One of the demands that cannot hold together, in words. */
export function clashMember(compiled: CompiledCohort, policy: Policy, member: ConflictMember): ClashMember {
  switch (member.kind) {
    case 'quota':
      return { ...member, sentence: quotaSentence(policy, member.id) };
    case 'participant':
    case 'mentor':
      return { ...member, sentence: limitSentence(compiled, member.kind, member.id) };
    case 'pin':
      return pinMember(compiled, policy, member);
  }
}

function quotaSentence({ quotas }: Policy, id: string): string {
  const quota = quotas.find((candidate) => candidate.id === id);
  return quota ? `Quota "${quota.label}": ${amountInWords(quota)}.` : `Quota "${id}".`;
}

/** The demand is the minimum; somebody without one is named for the places that pins fill beyond the maximum. */
function limitSentence(compiled: CompiledCohort, side: Side, id: string): string {
  const nodes = side === 'participant' ? compiled.participantNodes : compiled.mentorNodes;
  const { min, max } = nodes.find((node) => node.id === id) ?? { min: 0, max: 0 };
  const { participants, mentors } = compiled.features;
  const { label, plural } = (side === 'participant' ? mentors : participants).form;
  const amount = (count: number) => `${count} ${(count === 1 ? label : plural).toLowerCase()}`;
  const demand = min > 0 ? `must have at least ${amount(min)}` : `can have at most ${amount(max)}`;
  return fitted(`${nameOf(compiled, side, id)} ${demand}.`);
}

function pinMember(compiled: CompiledCohort, { pins }: Policy, member: ConflictMember): ClashMember {
  const pin = pins.find(({ participant, mentor }) => `${participant}${PIN_JOINT}${mentor}` === member.id);
  if (pin === undefined) return { ...member, sentence: `The pair ${member.id} is pinned.` };
  const participant = nameOf(compiled, 'participant', pin.participant);
  const mentor = nameOf(compiled, 'mentor', pin.mentor);
  return { ...member, ...pin, sentence: fitted(`${participant} is pinned to ${mentor}.`) };
}

function nameOf({ features }: CompiledCohort, side: Side, id: string): string {
  const { form, applications, indexOf } = side === 'participant' ? features.participants : features.mentors;
  const application = applications[indexOf.get(id) ?? -1];
  return application ? personName(form, application) : id;
}
