import { formOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { viewSees } from '../../auth/view.ts';
import type { View } from '../../auth/view.ts';
import { canonicalJson } from '../../store/canonical-json.ts';
import type { StoredPerson } from '../../store/people.ts';

/** Somebody's answers as text, less what this view is not told; an owner who is not blind sees all, so nothing is parsed for one. */
export function answersFor(view: View, programme: Programme, person: StoredPerson): string {
  if (view.role === 'owner' && !view.isBlind) return person.valuesJson;
  const seen = new Set(
    formOf(programme, person.side)
      .fields.filter((field) => viewSees(view, programme, person.side, field))
      .map((field) => field.id),
  );
  const answers = JSON.parse(person.valuesJson) as Record<string, unknown>;
  return canonicalJson(Object.fromEntries(Object.entries(answers).filter(([id]) => seen.has(id))));
}
