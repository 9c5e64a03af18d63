import type { Application, Cohort } from '../contract/cohort.ts';
import type { Side } from '../contract/identifier.ts';
import { formOf } from '../contract/programme/programme.ts';
import type { Form, Programme } from '../contract/programme/programme.ts';
import { nameOthers } from './acquaintances.ts';
import { addressBook } from './addresses.ts';
import type { Answers } from './conditions.ts';
import { recipesFor } from './fallback.ts';
import { openGazetteer } from './gazetteer.ts';
import { drawPerson } from './person.ts';
import type { Setting } from './person.ts';
import { NAMES, profileOf } from './profiles.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

export interface SimulateOptions {
  programme: Programme;
  participants: number;
  mentors: number;
  /** Any whole number; the same one gives the same cohort. */
  seed: number;
}

/** Streams of one person: the own answers, and the answers that name others. */
const OWN = 0;
const OTHERS = 1;

/**
 * A cohort of invented people who answer as the programme's simulation profile says, and by field kinds where it says
 * nothing. Every person draws from a stream of their own, so more people leave the answers of the others as they were
 * (but for people named, and for the number in the address of a namesake).
 */
export function simulateCohort({ programme, participants, mentors, seed }: SimulateOptions): Cohort {
  const newAddress = addressBook();
  const participantSide = settle(programme, 'participant', newAddress);
  const mentorSide = settle(programme, 'mentor', newAddress);
  const participantPeople = people(participantSide, 'participant', participants, seed);
  const mentorPeople = people(mentorSide, 'mentor', mentors, seed);
  acquaint(participantSide, participantPeople, mentorSide, mentorPeople, 'participant', seed);
  acquaint(mentorSide, mentorPeople, participantSide, participantPeople, 'mentor', seed);
  return {
    format: 'mile-cohort/1',
    programme: programme.id,
    participants: participantPeople.map((person) => inFormOrder(person, participantSide.form)),
    mentors: mentorPeople.map((person) => inFormOrder(person, mentorSide.form)),
  };
}

function settle(programme: Programme, side: Side, newAddress: Setting['newAddress']): Setting {
  const form = formOf(programme, side);
  const profile = profileOf(programme.id);
  return {
    programme,
    form,
    recipes: recipesFor(form, side, profile),
    names: NAMES,
    workplaces: profile?.workplaces ?? [],
    gazetteer: openGazetteer(programme.geography),
    newAddress,
  };
}

function people(setting: Setting, side: Side, count: number, seed: number): Application[] {
  return Array.from({ length: count }, (_, index) => {
    const random = streamOf(seed, side, index, OWN);
    return drawPerson(random, setting, identifier(side, random, index));
  });
}

function acquaint(
  own: Setting,
  ownPeople: readonly Application[],
  other: Setting,
  otherPeople: readonly Application[],
  side: Side,
  seed: number,
): void {
  for (const [index, person] of ownPeople.entries())
    nameOthers(streamOf(seed, side, index, OTHERS), person, own.recipes, otherPeople, other.form);
}

function streamOf(seed: number, side: Side, index: number, purpose: number): Random {
  return createRandom(seed, side === 'participant' ? 1 : 2, index, purpose);
}

/** As long as the ids of imported people; unique by the index, and not in the order of the list. */
function identifier(side: Side, random: Random, index: number): string {
  const prefix = side === 'participant' ? 'p' : 'm';
  return `${prefix}_${hexadecimal(random.whole(0, 2 ** 32 - 1))}${hexadecimal(index)}`;
}

function hexadecimal(value: number): string {
  return value.toString(16).padStart(8, '0');
}

function inFormOrder({ id, values }: Application, form: Form): Application {
  const ordered: Answers = {};
  for (const field of form.fields) {
    const answer = values[field.id];
    if (answer !== undefined) ordered[field.id] = answer;
  }
  return { id, values: ordered };
}
