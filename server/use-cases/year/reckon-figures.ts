import type { Grouping, YearFigures } from '#solver/contract/api/year.ts';
import type { Policy } from '#solver/contract/policy/policy.ts';
import { fromStored } from '../../jobs/stored-person.ts';
import { associationsOf } from '../../year/association.ts';
import type { Pointed } from '../../year/association.ts';
import { coupleKey } from '../../year/facts.ts';
import { figuresOf } from '../../year/figures.ts';
import type { Followed } from '../../year/followed.ts';
import { safeGroups } from '../../year/groups.ts';
import { meetingsOn } from '../../year/meetings.ts';
import { plannedMeetings } from '../../year/plan.ts';
import { NOT_GIVEN, participantGroupings } from './groupings.ts';
import type { ParticipantGrouping } from './groupings.ts';
import { personKey } from './load-year.ts';
import type { LoadedVersion, LoadedYear } from './load-year.ts';

/** The figures of a year as it stands on a day (2026-11-28). */
export function reckonFigures(year: LoadedYear, today: string): YearFigures {
  const followed = year.relationships.map((facts): Followed => {
    const { schedule, frame } = year;
    const planned = schedule ? plannedMeetings(schedule, facts.since.publishedAt) : [];
    return { facts, meetings: meetingsOn(facts, planned, frame?.closes ?? '', today) };
  });
  return {
    today,
    keptOn: null,
    all: figuresOf(followed, year.programme.survey),
    groupings: participantGroupings(year.programme).map((grouping) => told(year, followed, grouping)),
    criteria: criteriaOf(year, followed),
  };
}

function told(year: LoadedYear, followed: readonly Followed[], grouping: ParticipantGrouping): Grouping {
  const labelOf = ({ facts }: Followed) => {
    const person = year.people.get(personKey({ side: 'participant', id: facts.participant }));
    return person ? grouping.labelOf(fromStored(person).values) : NOT_GIVEN;
  };
  const sizeOf = (members: readonly Followed[]) =>
    new Set(members.map(({ facts }) => facts.participant)).size;
  return {
    title: grouping.title,
    groups: safeGroups(followed, labelOf, sizeOf).map(({ labels, members }) => ({
      labels,
      figures: figuresOf(members, year.programme.survey),
    })),
  };
}

/** The points of a pair are those of the version with which it began: by these it was made. */
function criteriaOf(year: LoadedYear, followed: readonly Followed[]): YearFigures['criteria'] {
  const points = new Map(year.versions.map((version) => [version.version, pointsIn(version)]));
  const scales = new Set(year.programme.survey.filter(({ kind }) => kind === 'scale').map(({ id }) => id));
  const newest = year.versions[0];
  return (newest ? policyOf(newest).criteria : []).map(({ id, label }) => {
    const pointed = followed.map((one): Pointed => ({
      ...one,
      points: points.get(one.facts.since.version)?.get(coupleKey(one.facts))?.get(id),
    }));
    return { criterion: id, label, outcomes: associationsOf(pointed, scales) };
  });
}

function policyOf({ set }: LoadedVersion): Policy {
  return JSON.parse(set.policy_json) as Policy;
}

/** Pair -> criterion -> points. */
function pointsIn(version: LoadedVersion): Map<string, Map<string, number>> {
  const { criteria } = policyOf(version);
  return new Map(
    version.matching.pairs.map((pair) => [
      coupleKey(pair),
      new Map(pair.points.map((points, at) => [criteria[at]?.id ?? '', points])),
    ]),
  );
}
