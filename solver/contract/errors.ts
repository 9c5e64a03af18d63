/**
 * Every error a person or a script can meet has a stable code, the values that caused it and a remedy in its sentence.
 * The codes are listed once, here; an unlisted code does not compile.
 */
export const ERROR_CODES = [
  'INVALID_INPUT',
  'INVALID_JSON',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'CROSS_SITE_REQUEST',
  'REQUEST_TIMEOUT',
  'SIGN_IN_NEEDED',
  'SOMEBODY_ELSE',
  'WRONG_CREDENTIALS',
  'NOT_PERMITTED',
  'BLIND_REVIEW',
  'WEAK_PASSWORD',
  'LINK_NOT_VALID',
  'LINK_ENDED',
  'RELATIONSHIP_STATE',
  'ACCOUNT_EXISTS',
  'LAST_OWNER',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'RATE_LIMITED',
  'BUSY',
  'STALE_VERSION',
  'STORAGE_FULL',
  'STORE_TOO_NEW',
  'MOVE_TARGET_IN_USE',
  'MOVE_NOT_WHOLE',
  'STORE_AWAY',
  'INTERNAL',
  'HOST_NOT_ALLOWED',
  'UNKNOWN_COMMAND',
  'UNKNOWN_ENGINE',
  'ENGINE_NOT_AVAILABLE',
  'ENGINE_FAILED',
  'TOO_LARGE_TO_STAY_EXACT',
  'TOO_MANY_PAIRS',
  'INVALID_PROBLEM',
  'INVALID_RESULT',
  'INVALID_POLICY',
  'INVALID_PROGRAMME',
  'INVALID_COHORT',
  'UNKNOWN_PROGRAMME',
  'UNKNOWN_FIELD',
  'UNKNOWN_PERSON',
  'TOO_MANY_COMMENTS',
  'PIN_NOT_ALLOWED',
  'PIN_AND_FORBID',
  'PAIR_NOT_ALLOWED',
  'NO_PEOPLE',
  'UNKNOWN_MERGE_FIELD',
  'NOTHING_PUBLISHED',
  'NO_SCHEDULE',
  'MAIL_OFF',
  'NO_ADDRESS',
  'FILE_NOT_READ',
  'FILE_EMPTY',
  'FILE_TOO_LARGE',
  'FILE_TOO_MANY_ROWS',
  'FILE_NOT_A_TABLE',
  'UNSURE_COLUMNS',
  'IMPORT_NOT_READY',
  'IMPORT_CHANGED',
  'NOT_ENOUGH_MEMORY',
  'WORKER_FAILED',
  'DEADLINE',
  'STOPPED',
  'NOT_A_MEMBER',
  'NAME_TAKEN',
  'ANSWER_FIRST',
  'PROPOSAL_CLOSED',
  'PROPOSAL_NOT_REVEALED',
  'PROPOSAL_UNDECIDED',
  'PUBLISHED_ALREADY',
  'PROGRAMME_IN_USE',
  'APPLICATIONS_CLOSED',
  'APPLICATIONS_OPEN_ELSEWHERE',
  'FORM_REFUSED',
  'FORM_EXPIRED',
  'FORM_TOO_FAST',
  'DECIDED_ALREADY',
  'STILL_KEPT',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Values that belong to an error: plain JSON, never personal data beyond what the caller sent. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** An error that is somebody's to mend. `message` is a plain sentence with the value and a remedy. */
export class MileError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'MileError';
    this.code = code;
    this.details = details;
  }
}
