/** Sizes of simulated cohorts: one MILE class, all library types of a state over a decade, a national association. */
export const PRESETS = {
  mile: { participants: 25, mentors: 30 },
  state: { participants: 500, mentors: 500 },
  national: { participants: 5000, mentors: 5000 },
} as const satisfies Record<string, { participants: number; mentors: number }>;

export type PresetName = keyof typeof PRESETS;
