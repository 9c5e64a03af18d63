import type { EventKind, Relationship } from '#solver/contract/api/year.ts';

export type Writable = EventKind;

/** What a member can write down of a pair, as a choice. */
export const WHAT_TO_WRITE: Readonly<Record<Writable, string>> = {
  helped: 'We helped them',
  met: 'They met: we heard of it',
  paused: 'They pause',
  resumed: 'They go on again',
  ended: 'They end early',
  completed: 'They completed the year',
};

/** What makes sense as a relationship stands; nothing once it is over. */
export function deedsFor({ state, needsHelp, meetings }: Relationship): Writable[] {
  if (state === 'ended' || state === 'completed') return [];
  const canMeet = meetings.some(({ state: one }) => one !== 'held' && one !== 'off');
  const turn: Writable[] = state === 'paused' ? ['resumed'] : ['paused'];
  return [
    ...(needsHelp ? (['helped'] as const) : []),
    ...(canMeet ? (['met'] as const) : []),
    ...(needsHelp ? [] : (['helped'] as const)),
    ...turn,
    'completed',
    'ended',
  ];
}
