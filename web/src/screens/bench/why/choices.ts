import type { Barred } from '#solver/contract/explore/barred.ts';
import type { Person } from '#solver/contract/explore/person.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { fitWords } from '../../../parts/fit-words.ts';
import { fitOfScore } from '../../../session/weights.ts';
import { lossWords } from '../question-words.ts';
import type { NameOf } from '../words.ts';

/** Somebody to choose instead, with what is known beforehand. */
export interface PartnerChoice {
  id: string;
  label: string;
  detail: string;
  isAllowed: boolean;
}

interface Known {
  ids: readonly string[];
  person: Person | undefined;
  barred: Barred | undefined;
  policy: Policy;
  nameOf: NameOf;
}

/** Everybody who could be chosen: the possible ones by fit, then the others by name with the rule in the way. */
export function partnerChoices({ ids, person, barred, policy, nameOf }: Known): PartnerChoice[] {
  const possible = new Map(person?.possible.map((one, at) => [one.partner, { ...one, at }]));
  const inTheWay = new Map(barred?.partners.map((one) => [one.partner, one]));
  const labels = new Map(policy.rules.map(({ id, label }) => [id, label]));
  const choices = ids.map((id) => {
    const partner = possible.get(id);
    const bars = inTheWay.get(id);
    const rules = bars?.rules.map((rule) => `“${labels.get(rule) ?? rule}”`) ?? [];
    if (bars?.forbidden) rules.push('forbidden by the committee');
    const detail = bars
      ? `not allowed: ${rules.join(', ')}`
      : partner
        ? `fit ${fitWords(partner.fit)}${costDetail(partner, policy)}`
        : '';
    return { id, label: nameOf(id), detail, isAllowed: !bars, at: partner?.at ?? Infinity };
  });
  return choices
    .sort(
      (a, b) =>
        Number(b.isAllowed) - Number(a.isAllowed) ||
        compareNumbers(a.at, b.at) ||
        a.label.localeCompare(b.label),
    )
    .map(({ id, label, detail, isAllowed }) => ({ id, label, detail, isAllowed }));
}

function costDetail({ status, loss }: Person['possible'][number], policy: Policy): string {
  if (status === 'matched') return ', in this match';
  if (status === 'open') return ', cost not settled in the time';
  if (loss === null) return ', not possible beside what has to hold';
  const points = fitOfScore(loss.score, policy) ?? 0;
  return loss.matched === 0 && points === 0 ? ', costs nothing' : `, costs ${lossWords(loss, policy)}`;
}

function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
