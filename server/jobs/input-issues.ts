import { MileError } from '#solver/contract/errors.ts';
import type { ErrorCode, ErrorDetails } from '#solver/contract/errors.ts';

export interface Issue {
  /** Where in the input: "policy/criteria/0/weight". */
  path: string;
  message: string;
}

const ISSUE_LIMIT = 20;
/** A message may quote a caller's keys, and there may be 60,000 of them. */
const TEXT_LIMIT = 300;

interface RawIssue {
  path: readonly PropertyKey[];
  message: string;
}

/** What is wrong with an input, for details of an error: at most 20 issues, each of a bounded length. */
export function issueDetails(issues: readonly RawIssue[]): ErrorDetails & { issues: Issue[] } {
  return {
    issues: issues.slice(0, ISSUE_LIMIT).map(({ path, message }) => ({
      path: shorten(path.map(String).join('/')),
      message: shorten(message),
    })),
    more: Math.max(0, issues.length - ISSUE_LIMIT),
  };
}

/** The first issue as a sentence. */
export function firstIssueSentence({ issues }: { issues: readonly Issue[] }): string {
  const [first] = issues;
  if (!first) return 'The input is not as described in /api/openapi.json.';
  return `${first.path || 'The input'}: ${first.message}. The expected form is described in /api/openapi.json.`;
}

/** What a schema refused, as an error of this code. */
export function issuesError({ issues }: { issues: readonly RawIssue[] }, code: ErrorCode): MileError {
  const details = issueDetails(issues);
  return new MileError(code, firstIssueSentence(details), details);
}

function shorten(text: string): string {
  return text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT)}...` : text;
}
