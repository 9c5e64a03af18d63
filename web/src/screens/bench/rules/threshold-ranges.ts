import type { Thresholds } from '#solver/contract/explore/thresholds.ts';
import { counted } from '../../../parts/counted.ts';
import { namesWords } from '../question-words.ts';
import type { NameOf } from '../words.ts';

type Range = Thresholds['ranges'][number];
type Sense = Thresholds['sense'];

/** Thresholds with one match, and the one to set in order to have it. */
export interface ThresholdRange {
  range: Range;
  isNow: boolean;
  /** Nearest to the present threshold, whole where the range has a whole number. */
  threshold: number;
}

/** The ranges from the loosest on, with the present threshold's own marked. */
export function thresholdRanges({ ranges, sense }: Thresholds, now: number): ThresholdRange[] {
  return ranges.map((range) => {
    const isNow = holds(range, sense, now);
    return { range, isNow, threshold: isNow ? now : nearest(range, sense, now) };
  });
}

/** On a scale on which less is always stricter. */
const turned = (sense: Sense, value: number) => (sense === 'most' ? value : -value);

function endsOf({ strictest, loosest }: Range, sense: Sense): [from: number, below: number] {
  return [
    strictest === null ? -Infinity : turned(sense, strictest),
    loosest === null ? Infinity : turned(sense, loosest),
  ];
}

function holds(range: Range, sense: Sense, threshold: number): boolean {
  const [from, below] = endsOf(range, sense);
  const value = turned(sense, threshold);
  return from <= value && value < below;
}

function nearest(range: Range, sense: Sense, now: number): number {
  const [from, below] = endsOf(range, sense);
  const whole = turned(sense, now) < from ? Math.ceil(from) : Math.ceil(below) - 1;
  const isInside = from <= whole && whole < below;
  return Math.max(0, turned(sense, isInside ? whole : from));
}

/** "48 to 94 km": the whole numbers of a range, or its ends. */
export function rangeWords({ strictest, loosest }: Range, sense: Sense, unit: string): string {
  const shown = (value: number) => String(Math.round(value * 10) / 10);
  const [low, high] = sense === 'most' ? [strictest, loosest] : [loosest, strictest];
  if (low === null && high === null) return `any number of ${unit}`;
  if (high === null) return `${sense === 'most' ? 'from' : 'above'} ${shown(low ?? 0)} ${unit}`;
  if (low === null) return `${sense === 'most' ? 'below' : 'up to'} ${shown(high)} ${unit}`;
  return `${shown(low)} to ${shown(high)} ${unit}`;
}

/** What comes of a range, against the one before, which is looser. */
export function outcomeWords({ status, matched, moved }: Range, nameOf: NameOf): string {
  if (status === 'impossible') return 'no match holds';
  const found = matched === null ? '' : `${matched} matched`;
  const doubt = status === 'unsettled' ? ' (not proven)' : '';
  if (moved.length === 0) return `${found}${doubt}`;
  const who = moved.length > 8 ? counted(moved.length, 'person', 'people') : namesWords(moved, nameOf);
  return `${found}${doubt}; ${who} ${moved.length === 1 ? 'changes' : 'change'} from the line above`;
}
