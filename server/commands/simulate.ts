import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { IMPORT_ROW_LIMIT } from '#solver/contract/api/import.ts';
import { SIDE_LIMIT } from '#solver/contract/cohort.ts';
import type { Cohort } from '#solver/contract/cohort.ts';
import { MileError } from '#solver/contract/errors.ts';
import { problemFile } from '#solver/contract/problem-file.ts';
import { compileCohort } from '#solver/score/compile.ts';
import { scoreCohort } from '#solver/score/score.ts';
import { PRESETS } from '#solver/contract/presets.ts';
import { simulateCohort } from '#solver/simulate/simulate.ts';
import { writeApplications } from '../files/write-applications.ts';
import { chooseProgramme } from './choose-programme.ts';
import type { Command } from './command.ts';
import { LARGEST_SEED, wholeNumber } from './numbers.ts';
import { tell, writeWhole } from './output.ts';
import { badUsage, parseWords } from './usage.ts';

const OPTIONS = {
  participants: { type: 'string' },
  mentors: { type: 'string' },
  seed: { type: 'string', default: '1' },
  preset: { type: 'string' },
  programme: { type: 'string' },
  problem: { type: 'boolean', default: false },
  out: { type: 'string' },
} as const;

/** A seeded cohort as the files that `match` and `solve` read. */
export const simulateCommand: Command = {
  name: 'simulate',
  synopsis: `--out DIR [--participants N --mentors N | --preset ${Object.keys(PRESETS).join('|')}] [--seed S] [--problem] [--programme ID or FILE.json]`,
  purpose: 'Invents a cohort: mentors.csv, participants.csv, policy.json, and problem.json where asked.',

  async run(words) {
    const { values } = parseWords(simulateCommand, words, { options: OPTIONS });
    if (values.out === undefined) throw badUsage(simulateCommand, 'Name a folder with --out.');
    const { participants, mentors } = sizes(values);
    const seed = wholeNumber(simulateCommand, 'seed', values.seed, LARGEST_SEED);
    const { programme, policy } = await chooseProgramme({ programme: values.programme });
    const cohort = simulateCohort({ programme, participants, mentors, seed });
    const files = new Map<string, string | Uint8Array>([
      ['participants.csv', writeApplications(programme, 'participant', cohort.participants)],
      ['mentors.csv', writeApplications(programme, 'mentor', cohort.mentors)],
      ['policy.json', `${JSON.stringify(policy, null, 2)}\n`],
    ]);
    if (values.problem) {
      const { problem } = scoreCohort(compileCohort(cohort, programme), policy);
      files.set('problem.json', `${JSON.stringify(problemFile(problem))}\n`);
    }
    await writeFolder(values.out, files);
    report(values.out, cohort);
    return 0;
  },
};

interface SizeFlags {
  preset?: string;
  participants?: string;
  mentors?: string;
}

function sizes({ preset, participants, mentors }: SizeFlags): { participants: number; mentors: number } {
  const known =
    preset === undefined ? undefined : Object.entries(PRESETS).find(([name]) => name === preset)?.[1];
  if (preset !== undefined && !known)
    throw badUsage(
      simulateCommand,
      `There is no preset "${preset}". The presets: ${Object.keys(PRESETS).join(', ')}.`,
    );
  return {
    participants: size('participants', participants, known?.participants),
    mentors: size('mentors', mentors, known?.mentors),
  };
}

function size(
  flag: 'participants' | 'mentors',
  text: string | undefined,
  preset: number | undefined,
): number {
  if (text !== undefined) return wholeNumber(simulateCommand, flag, text, SIDE_LIMIT);
  if (preset !== undefined) return preset;
  throw badUsage(simulateCommand, `Say how many with --${flag}, or name a --preset.`);
}

async function writeFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch {
    throw new MileError('INVALID_INPUT', `The folder "${folder}" cannot be made. Name another with --out.`);
  }
  for (const [name, content] of files) await writeWhole(join(folder, name), content);
}

function report(folder: string, { participants, mentors }: Cohort): void {
  tell(`Wrote ${participants.length} participants and ${mentors.length} mentors to ${folder}.`);
  if (Math.max(participants.length, mentors.length) > IMPORT_ROW_LIMIT)
    tell(`"match" reads at most ${IMPORT_ROW_LIMIT} people a file; use --problem and "solve" for more.`);
}
