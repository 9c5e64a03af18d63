import { MileError } from '#solver/contract/errors.ts';

export function noSuchCohort(id: string): MileError {
  return new MileError('NOT_FOUND', `There is no cohort "${id}". Open it from the list of cohorts.`, { id });
}

export function noSuchProposal(id: string): MileError {
  return new MileError('NOT_FOUND', `There is no proposal "${id}" in this cohort. Load the page again.`, {
    id,
  });
}

export function noSuchMatchSet(id: string): MileError {
  return new MileError('NOT_FOUND', `There is no match set "${id}". Open it from its cohort.`, { id });
}
