import type { Budget } from '../../program/maximum.ts';
import type { LinearEngine, LinearSession, RelaxedAgain, WarmEngine } from '../linear-engine.ts';

/** An engine is not left alone for longer: a host that wants it to stop is heard within this. */
const SLICE_MS = 400;

/** The relaxation in slices, each going on where the last one ended, until it is settled or the budget is spent. */
export function relaxInSlices(session: LinearSession, budget: Budget, enough?: number): RelaxedAgain {
  for (;;) {
    const answer = session.relax(Math.min(budget.remainingMs(), SLICE_MS), enough);
    if (!answer.isPaused || budget.remainingMs() <= 0) return answer;
  }
}

/** The engine with relaxations in slices. */
export function inSlices(engine: WarmEngine, budget: Budget): LinearEngine {
  return { ...engine, relax: (model) => engine.open(model, (session) => relaxInSlices(session, budget)) };
}
