import type { Undelivered } from '#solver/contract/api/mail.ts';
import type { LetterFate, LoggedLetter } from '../../store/outbox.ts';
import type { Repositories } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { noSuchCohort } from '../not-found.ts';

/** Invitations and links for new passwords that did not arrive, oldest first. */
export async function undeliveredLinks({ store }: Context): Promise<Undelivered[]> {
  return store.transaction(async ({ outbox, links }) => {
    const lost = (await outbox.all()).filter(
      (letter) => isLost(letter) && (letter.kind === 'invitation' || letter.kind === 'new-password'),
    );
    const told: Undelivered[] = [];
    for (const letter of lost) told.push({ ...tell(letter), role: await roleOf({ links }, letter) });
    return told;
  });
}

/** Confirmations to people who applied for a cohort that did not arrive, oldest first. Throws NOT_FOUND. */
export async function undeliveredConfirmations({ store }: Context, cohortId: string): Promise<Undelivered[]> {
  return store.transaction(async ({ cohorts, outbox }) => {
    if (!(await cohorts.head(cohortId))) throw noSuchCohort(cohortId);
    const letters = await outbox.ofCohort(cohortId, 'confirmation');
    return letters.filter(isLost).map((letter) => tell({ ...letter, kind: 'confirmation', name: '' }));
  });
}

function isLost({ state }: LetterFate): boolean {
  return state === 'failed' || state === 'perhaps';
}

async function roleOf({ links }: Pick<Repositories, 'links'>, { kind, address }: LoggedLetter) {
  if (kind !== 'invitation') return null;
  return (await links.of(address))?.role ?? null;
}

function tell(letter: LetterFate & Pick<LoggedLetter, 'kind' | 'name'>): Undelivered {
  const { id, kind, name, address, side, person, state, reason, changedAt } = letter;
  return {
    ...{ id, kind, name, address, reason, role: null, at: changedAt },
    person: side !== null && person !== null ? { side, id: person } : null,
    state: state === 'failed' ? 'failed' : 'perhaps',
  };
}
