import type { Role } from '#solver/contract/api/accounts.ts';
import type { Blindness } from '#solver/contract/api/cohorts.ts';
import { formOf } from '#solver/contract/programme/programme.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import type { FieldKind, Field } from '#solver/contract/programme/fields.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Asker } from '../use-cases/accounts/who-asks.ts';
import { roleOf } from '../use-cases/accounts/who-asks.ts';
import type { Store } from '../store/store.ts';
import { seesField } from './access.ts';

/** How somebody looks at the people of a cohort. */
export interface View {
  role: Role;
  /** People are told by numbers, whatever the role. */
  isBlind: boolean;
}

/** Answers of these kinds name somebody, or are told in one's own words. */
const TELLING: ReadonlySet<FieldKind> = new Set(['name', 'email', 'text', 'longText', 'people', 'postcode']);

/** May this view be told the answers of a field? */
export function viewSees({ role, isBlind }: View, programme: Programme, side: Side, field: Field): boolean {
  if (!seesField(role, field)) return false;
  return (
    !isBlind ||
    !(TELLING.has(field.kind) || field.contact || field.id === formOf(programme, side).employerField)
  );
}

/** Is this cohort looked at blindly: by everybody, or by who asks? */
export async function blindnessOf(
  { blindReviews }: Store,
  asker: Asker,
  cohortId: string,
): Promise<Blindness> {
  const account = asker.state === 'signed-in' ? asker.account.id : undefined;
  return blindReviews.of(cohortId, account);
}

export function viewOf(asker: Asker, { cohort, yours }: Blindness): View {
  return { role: roleOf(asker), isBlind: cohort || yours };
}
