import minnesota from './profiles/minnesota.json' with { type: 'json' };
import names from './profiles/names.json' with { type: 'json' };
import { namesSchema, profileSchema } from './profile.ts';
import type { Names, Profile } from './profile.ts';

const PROFILES: readonly Profile[] = [minnesota].map((file) => profileSchema.parse(file));

/** First and last names for everybody; any first goes with any last. */
export const NAMES: Names = namesSchema.parse(names);

/** The profile written for this programme, or undefined: then field kinds alone decide. */
export function profileOf(programme: string): Profile | undefined {
  return PROFILES.find((profile) => profile.programme === programme);
}
