import type { RelaxedRule, RelaxedRuleStep } from '../../contract/explore/relaxations.ts';
import type { MatchedOutcome } from '../../contract/outcome.ts';
import type { Policy } from '../../contract/policy/policy.ts';
import type { Rule } from '../../contract/policy/rules.ts';
import type { Problem } from '../../contract/problem.ts';
import type { CompiledCohort } from '../../score/compile.ts';
import { scoreCohort } from '../../score/score.ts';
import { hasThreshold, quantityOf } from '../breakpoints/rule-quantity.ts';
import type { RuleQuantity } from '../breakpoints/rule-quantity.ts';
import { onlyPairs } from '../breakpoints/without-pairs.ts';
import { counted } from '../counted.ts';
import type { IndexPairs } from '../forcing/moved.ts';
import type { Resolve } from '../resolve.ts';
import { movedBetween } from '../weights/told-pairs.ts';

interface Question {
  readonly compiled: CompiledCohort;
  readonly policy: Policy;
  /** Places that participants ask for. */
  readonly asked: number;
  /** The best match now. */
  readonly now: { readonly matched: number; readonly pairs: IndexPairs };
  readonly resolve: Resolve;
}

/** A search that ended before its proof. */
class Unsettled extends Error {}

/**
 * How far one rule has to be relaxed, the others kept, to match more. A looser threshold only adds pairs, so the number that can be matched never
 * falls: the strictest threshold for each number is found by halving, a solve for each half.
 */
export class RuleSteps {
  readonly #question: Question;
  #isPartial = false;

  constructor(question: Question) {
    this.#question = question;
  }

  get isPartial(): boolean {
    return this.#isPartial;
  }

  of(rule: Rule): RelaxedRule {
    const head = { rule: rule.id, label: rule.label, threshold: 'threshold' in rule ? rule.threshold : null };
    const steps: RelaxedRuleStep[] = [];
    try {
      if (hasThreshold(rule)) this.#addThresholds(rule, rule.threshold, steps);
      this.#addOff(rule, steps);
    } catch (error) {
      if (!(error instanceof Unsettled)) throw error;
      this.#isPartial = true;
    }
    return { ...head, steps };
  }

  #addThresholds(rule: Rule, now: number, steps: RelaxedRuleStep[]): void {
    const { compiled, policy } = this.#question;
    const quantity = quantityOf(compiled, rule);
    const { problem } = scoreCohort(compiled, withRule(policy, quantity.at(quantity.loosest)));
    const thresholds = new Thresholds(problem, quantity, now);
    if (thresholds.length === 0) return;
    const most = this.#matchedWith(thresholds.problemAt(thresholds.length - 1));
    let reached = this.#question.now.matched;
    while (reached < most) {
      const place = this.#firstAbove(thresholds, reached);
      const step = this.#step(thresholds.problemAt(place), rule.label, thresholds.at(place));
      if (!step) return;
      steps.push(step);
      reached = step.matched;
    }
  }

  #firstAbove(thresholds: Thresholds, reached: number): number {
    let [low, high] = [0, thresholds.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#matchedWith(thresholds.problemAt(middle)) > reached) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Without the rule, where that matches more than any threshold. */
  #addOff(rule: Rule, steps: RelaxedRuleStep[]): void {
    const { compiled, policy, now } = this.#question;
    const { problem } = scoreCohort(compiled, withRule(policy, { ...rule, on: false }));
    if (this.#matchedWith(problem) <= (steps.at(-1)?.matched ?? now.matched)) return;
    const step = this.#step(problem, rule.label, null);
    if (step) steps.push(step);
  }

  #matchedWith(problem: Problem | undefined): number {
    return problem ? (this.#solved({ ...problem, levels: ['matched'] })?.matched ?? 0) : 0;
  }

  #solved(problem: Problem): MatchedOutcome | undefined {
    const outcome = this.#question.resolve(problem);
    if (outcome.status === 'infeasible') return undefined;
    if (outcome.status !== 'optimal') throw new Unsettled();
    return outcome;
  }

  #step(problem: Problem | undefined, label: string, threshold: number | null): RelaxedRuleStep | undefined {
    const { now, asked } = this.#question;
    const best = problem && this.#solved(problem);
    if (!problem || !best) return undefined;
    const { matched, score, pairs } = best;
    const moved = movedBetween(problem, now.pairs, pairs);
    const how = threshold === null ? `Without "${label}"` : `With "${label}" at ${threshold}`;
    const rest =
      asked === matched
        ? 'everybody is matched'
        : `${counted(matched - now.matched, 'pair')} more can be made`;
    const change = moved.length === 1 ? 'changes' : 'change';
    return {
      threshold,
      matched,
      score,
      unmatched: asked - matched,
      moved,
      pairs,
      sentence: `${how} ${rest}; the mentors of ${counted(moved.length, 'participant')} ${change}.`,
    };
  }
}

function withRule(policy: Policy, changed: Rule): Policy {
  return { ...policy, rules: policy.rules.map((rule) => (rule.id === changed.id ? changed : rule)) };
}

/** The thresholds, looser than now, at which a rule lets in another pair; from the strictest on. */
class Thresholds {
  readonly #problem: Problem;
  /** Where the threshold times the sign falls below this, the pair is gone. */
  readonly #keys: Float64Array;
  readonly #looser: Float64Array;
  readonly #sign: 1 | -1;

  constructor(problem: Problem, quantity: RuleQuantity, now: number) {
    this.#problem = problem;
    this.#sign = quantity.sense === 'most' ? 1 : -1;
    const { participant, mentor } = problem.pairs;
    this.#keys = Float64Array.from(
      participant,
      (_, pair) => this.#sign * quantity.strictestFor(participant[pair] as number, mentor[pair] as number),
    );
    const looser = [...new Set(this.#keys.filter((key) => key > this.#sign * now))];
    this.#looser = Float64Array.from(looser.filter((key) => canHold(quantity.at(this.#sign * key)))).sort();
  }

  get length(): number {
    return this.#looser.length;
  }

  at(place: number): number {
    return this.#sign * (this.#looser[place] as number) + 0;
  }

  /** Undefined where a pinned pair is gone. */
  problemAt(place: number): Problem | undefined {
    const key = this.#looser[place] as number;
    return onlyPairs(
      this.#problem,
      Int32Array.from(this.#keys.keys()).filter((pair) => (this.#keys[pair] as number) <= key),
    );
  }
}

/** A policy holds no wait below 0 cycles. */
function canHold(rule: Rule): boolean {
  return !hasThreshold(rule) || rule.kind !== 'wait' || rule.threshold >= 0;
}
