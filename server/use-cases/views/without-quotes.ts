import { MileError } from '#solver/contract/errors.ts';
import type { Explanation } from '#solver/contract/matching.ts';
import { fieldsRead } from '#solver/contract/policy/fields-read.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { fieldOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { viewSees } from '../../auth/view.ts';
import type { View } from '../../auth/view.ts';

const WITHHELD = 'What this rests on is not told in a blind review.';

/** Does this part of a policy, or this question, read answers that the view is not told? */
export function readsUnseen(
  view: View,
  programme: Programme,
  part: Parameters<typeof fieldsRead>[0],
): boolean {
  return fieldsRead(part).some(({ side, field: id }) => {
    const field = fieldOf(programme, side, id);
    return field !== undefined && !viewSees(view, programme, side, field);
  });
}

/** An explanation for a blind review: sentences about what names somebody give way; points stay. */
export function explanationFor(
  view: View,
  programme: Programme,
  policy: Policy,
  explanation: Explanation,
): Explanation {
  const told = teller(view, programme, policy);
  return {
    ...explanation,
    blockedBy: explanation.blockedBy.map((part) => told(part, part.rule)),
    contributions: explanation.contributions.map((part) => told(part, part.criterion)),
  };
}

/** JSON of a reply in which rules may be told with their sentences, for a blind review. */
export function replyFor(view: View, programme: Programme, policy: Policy, json: string): string {
  const told = teller(view, programme, policy);
  const blocking = (value: unknown): value is { rule: string; sentence: string } =>
    typeof value === 'object' && value !== null && 'rule' in value && 'sentence' in value;
  return JSON.stringify(JSON.parse(json), (_key, value: unknown) =>
    blocking(value) ? told(value, value.rule) : value,
  );
}

function teller(view: View, programme: Programme, policy: Policy) {
  const parts = [...policy.criteria, ...policy.rules].filter((part) => readsUnseen(view, programme, part));
  const unseen = new Set(parts.map(({ id }) => id));
  return <Part extends { sentence: string }>(part: Part, id: string): Part =>
    unseen.has(id) ? { ...part, sentence: WITHHELD } : part;
}

/** What `ask` gives. Where it refuses a pair, observers and blind reviewers are told the rules by name, without their sentences, which quote. */
export async function withoutQuotes<Reply>(view: View, ask: () => Promise<Reply>): Promise<Reply> {
  try {
    return await ask();
  } catch (error) {
    if ((view.isBlind || view.role === 'observer') && error instanceof MileError) throw unquoted(error);
    throw error;
  }
}

function unquoted(error: MileError): MileError {
  if (error.code !== 'PAIR_NOT_ALLOWED' && error.code !== 'PIN_NOT_ALLOWED') return error;
  const {
    participant,
    mentor,
    blockedBy = [],
  } = error.details as {
    participant: string;
    mentor: string;
    blockedBy?: { rule: string; label: string }[];
  };
  const labels = blockedBy.map(({ label }) => `"${label}"`).join(', ');
  const why = labels === '' ? 'A decision forbids it.' : `In the way: ${labels}.`;
  const rules = blockedBy.map(({ rule }) => rule);
  return new MileError(error.code, `"${participant}" and "${mentor}" are not an allowed pair. ${why}`, {
    participant,
    mentor,
    rules,
  });
}
