import type { Relationship } from '#solver/contract/api/year.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Frame } from './plan.ts';

type SurveyState = Relationship['survey'][Side];
type Told = Pick<Relationship, 'state' | 'meetings' | 'survey'> & {
  checkIns: readonly { side: Side; meeting: number }[];
};

/** Something that one side is asked for. */
export interface Asked {
  what: 'meeting' | 'survey';
  meeting: number | null;
  dueOn: string;
  isOverdue: boolean;
}

/**
 * How the survey of one side stands. Who ended early is not asked; who completed early is asked at once; answers are taken as long as links work.
 */
export function surveyOn(
  { state, isAnswered }: { state: Relationship['state']; isAnswered: boolean },
  frame: Frame | null,
  today: string,
): SurveyState {
  if (isAnswered) return 'answered';
  if (state === 'ended') return 'off';
  if (!frame || state === 'not-begun') return 'ahead';
  if (today > frame.linksEnd) return 'closed';
  return state === 'completed' || today >= frame.surveyOpens ? 'due' : 'ahead';
}

/**
 * What one side is asked for on a day: the newest meeting whose day has come and of which this side has not told, also where the other has, and the
 * survey. Nothing is asked during a pause.
 */
export function askedOf(side: Side, told: Told, frame: Frame | null, today: string): Asked[] {
  if (!frame || told.state === 'paused') return [];
  const reported = new Set(told.checkIns.filter((one) => one.side === side).map(({ meeting }) => meeting));
  const came = told.meetings.filter(({ state, day }) => day <= today && state !== 'off');
  const newest = came.at(-1);
  const isAsked =
    told.state === 'active' && newest && newest.state !== 'missed' && !reported.has(newest.number);
  return [
    ...(isAsked
      ? [
          {
            what: 'meeting' as const,
            meeting: newest.number,
            dueOn: newest.day,
            isOverdue: newest.state === 'overdue',
          },
        ]
      : []),
    ...(told.survey[side] === 'due'
      ? [{ what: 'survey' as const, meeting: null, dueOn: frame.closes, isOverdue: today > frame.closes }]
      : []),
  ];
}
