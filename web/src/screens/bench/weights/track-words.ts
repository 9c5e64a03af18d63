import { weightWords } from '../../../session/policy-edits.ts';
import { stopsOf, type Stretch, type Tick, type Track } from '../../../session/track.ts';
import { namesWords } from '../question-words.ts';
import type { NameOf } from '../words.ts';
import type { Mark } from './track-picture.ts';

/** Where a tick stands, to the hundredth: nobody can stand on it exactly. */
function placeWords({ weight }: Tick): string {
  return weightWords(Math.round(weight * 100) / 100);
}

/** "at 6.1: Kai and Pavel change" */
export function tickWords(tick: Tick, nameOf: NameOf): string {
  const verb = tick.moved.length === 1 ? 'changes' : 'change';
  return `at ${placeWords(tick)}: ${namesWords(tick.moved, nameOf)} ${verb}`;
}

/** The same of all ticks at one place: "2 changes here: at 6.12 ...; at 6.14 ...". */
export function markWords({ ticks }: Mark, nameOf: NameOf): string {
  const each = ticks.map((tick) => tickWords(tick, nameOf));
  return each.length === 1 ? each.join('') : `${each.length} changes here: ${each.join('; ')}`;
}

/** "Same match from 6.1 to 8.9"; a weight on a tick has no room around it. */
export function steadyWords(stretch: Stretch | undefined, { isProven, stretches }: Track): string {
  const doubt = isProven ? '' : ' (found, not proven)';
  const stops = stretch && stopsOf(stretch);
  if (!stops) return 'Any other weight may change the match';
  if (stretches.length === 1) return `Same match at any weight${doubt}`;
  if (stops.first === stops.last) return `Same match at ${weightWords(stops.first)} alone${doubt}`;
  return `Same match from ${weightWords(stops.first)} to ${weightWords(stops.last)}${doubt}`;
}

/** What a stretch would bring: "from 6.1 to 8.9: 5 differ from the match when you came". */
export function stretchWords(stretch: Stretch, differing: number, baseline: string): string {
  const stops = stopsOf(stretch);
  const range = stops
    ? `from ${weightWords(stops.first)} to ${weightWords(stops.last)}`
    : `about ${weightWords((stretch.from + stretch.to) / 2)}`;
  if (differing === 0) return `${range}: same as ${baseline}`;
  return `${range}: ${differing} ${differing === 1 ? 'differs' : 'differ'} from ${baseline}`;
}
