import { MileError } from '#solver/contract/errors.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { StoredIntake } from '../../store/intakes.ts';
import { stateOf } from './open-intake.ts';

/** Throws APPLICATIONS_CLOSED where a side's applications are not taken now. */
export function refuseClosed(intake: StoredIntake, side: Side, now: string): void {
  const state = stateOf(intake, now);
  if (state === 'open' && intake[side]) return;
  const when = state === 'soon' ? `They open on ${intake.opensAt.slice(0, 10)}.` : 'Ask the association.';
  throw new MileError(
    'APPLICATIONS_CLOSED',
    `Applications of ${side}s are not taken at the moment. ${when}`,
    {
      side,
      opensAt: intake.opensAt,
      closesAt: intake.closesAt,
    },
  );
}
