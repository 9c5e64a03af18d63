import type { Role } from '#solver/contract/api/accounts.ts';
import { ANNOUNCE_FILES } from '#solver/contract/api/announcement.ts';
import { EXPLORE_NAMES } from '#solver/contract/api/explore.ts';
import type { Field } from '#solver/contract/programme/fields.ts';

/** The least role that a route asks for; `anyone` needs no account. */
export type Access = 'anyone' | Role;

/** Questions whose answers say which rule is in the way of two people, in sentences that quote whom they named. */
const QUOTING: readonly string[] = ['barred', 'learn'];
const exploring = EXPLORE_NAMES.map(
  (question) =>
    [
      `POST /api/cohorts/:id/explore/${question}`,
      QUOTING.includes(question) ? 'member' : 'observer',
    ] as const,
);

const announcing = Object.keys(ANNOUNCE_FILES).map(
  (file) => [`GET /api/cohorts/:id/announcement/${file}`, 'member'] as const,
);

/** Who may use which route. The service does not start with a route that is not in this table, and a line without a route fails a test. */
export const ROUTE_ACCESS: Readonly<Record<string, Access>> = {
  'GET /healthz': 'anyone',
  // Or a program that shows METRICS_TOKEN.
  'GET /metrics': 'owner',
  'GET /*': 'anyone',
  'GET /api/openapi.json': 'anyone',

  'GET /api/session': 'anyone',
  'POST /api/session': 'anyone',
  'DELETE /api/session': 'anyone',
  'POST /api/set-up': 'anyone',
  'POST /api/links/facts': 'anyone',
  'POST /api/links/use': 'anyone',

  'GET /api/public/programmes': 'anyone',
  'GET /api/public/programmes/:id': 'anyone',
  'GET /api/public/programmes/:id/forms/:side': 'anyone',
  'POST /api/public/programmes/:id/forms/:side': 'anyone',
  'POST /api/public/application/read': 'anyone',
  'PUT /api/public/application': 'anyone',
  'POST /api/public/application/withdraw': 'anyone',
  'POST /api/public/check-in/read': 'anyone',
  'PUT /api/public/check-in': 'anyone',
  'PUT /api/public/check-in/survey': 'anyone',

  'GET /api/account/sessions': 'observer',
  'DELETE /api/account/sessions': 'observer',
  'DELETE /api/account/sessions/:id': 'observer',
  'PUT /api/account/password': 'observer',

  'GET /api/accounts': 'owner',
  'GET /api/accounts/undelivered': 'owner',
  'POST /api/accounts/invitations': 'owner',
  'PATCH /api/accounts/:id': 'owner',
  'POST /api/accounts/:id/new-password': 'owner',
  'DELETE /api/accounts/:id/sessions': 'owner',

  'GET /api/programmes': 'observer',
  'GET /api/programmes/:id': 'observer',
  'GET /api/programmes/:id/postcodes': 'observer',
  'GET /api/programmes/:id/export.json': 'observer',
  'POST /api/programmes': 'owner',
  'POST /api/programmes/files': 'owner',
  'PATCH /api/programmes/:id': 'owner',
  'PUT /api/programmes/:id': 'owner',

  'GET /api/cohorts': 'observer',
  'POST /api/cohorts': 'member',
  'POST /api/cohorts/sample': 'member',
  'GET /api/cohorts/:id': 'observer',
  'GET /api/cohorts/:id/live': 'observer',
  'PUT /api/cohorts/:id/policy': 'member',
  'POST /api/cohorts/:id/people': 'member',
  'GET /api/cohorts/:id/people/:side/:person/history': 'member',
  'POST /api/cohorts/:id/waiting-list': 'member',
  // Everybody for themselves; for all an owner alone, which the use case sees to.
  'PUT /api/cohorts/:id/blind-review': 'observer',
  'POST /api/cohorts/:id/imports/read': 'member',
  'POST /api/cohorts/:id/imports/check': 'member',
  'POST /api/cohorts/:id/imports': 'member',

  'GET /api/cohorts/:id/intake': 'member',
  'PUT /api/cohorts/:id/intake': 'owner',
  'POST /api/cohorts/:id/submissions/:submission': 'member',

  'POST /api/cohorts/:id/sweeps/robustness': 'member',
  'GET /api/cohorts/:id/sweeps/robustness/:sweep': 'member',
  'POST /api/cohorts/:id/sweeps/robustness/:sweep/stop': 'member',
  'POST /api/cohorts/:id/sweeps/pareto': 'member',
  'GET /api/cohorts/:id/sweeps/pareto/:sweep': 'member',
  'POST /api/cohorts/:id/sweeps/pareto/:sweep/stop': 'member',

  'GET /api/lab/runs': 'observer',
  'GET /api/lab/runs/:id': 'observer',
  'POST /api/lab/runs': 'member',
  'POST /api/lab/runs/:id/stop': 'member',
  'POST /api/lab/cohorts': 'member',
  'POST /api/lab/studies': 'member',
  'GET /api/lab/studies/:sweep': 'observer',
  'POST /api/lab/studies/:sweep/stop': 'member',

  // Ids in such files may be addresses.
  'GET /api/problems': 'member',
  'POST /api/problems': 'member',
  'GET /api/problems/:id': 'member',
  'DELETE /api/problems/:id': 'member',
  'PUT /api/problems/:id/parts/:part': 'member',
  'POST /api/problems/:id/solve': 'member',
  'GET /api/problems/:id/problem.json': 'member',
  'GET /api/problems/:id/result.json': 'member',

  'POST /api/cohorts/:id/matchings': 'observer',
  // Its sentences quote what people wrote and whom they named.
  'POST /api/cohorts/:id/explanations': 'member',
  'POST /api/runs/:id/stop': 'observer',
  ...Object.fromEntries(exploring),
  'POST /api/cohorts/:id/exports': 'member',
  'POST /api/solve': 'member',

  'GET /api/cohorts/:id/comments': 'member',
  'POST /api/cohorts/:id/comments': 'member',
  'DELETE /api/cohorts/:id/comments/:comment': 'member',

  'GET /api/cohorts/:id/match-sets': 'observer',
  'POST /api/cohorts/:id/match-sets': 'member',
  'POST /api/cohorts/:id/match-sets/preview': 'member',
  'GET /api/cohorts/:id/committee': 'observer',
  'POST /api/cohorts/:id/members': 'member',
  'POST /api/cohorts/:id/proposals': 'member',
  'PUT /api/cohorts/:id/proposals/:proposal/answer': 'member',
  'POST /api/cohorts/:id/proposals/:proposal/reveal': 'member',
  'POST /api/cohorts/:id/proposals/:proposal/decision': 'member',
  'POST /api/cohorts/:id/publications': 'member',
  ...Object.fromEntries(announcing),
  'GET /api/cohorts/:id/announcement': 'member',
  'PUT /api/cohorts/:id/announcement': 'member',
  'GET /api/cohorts/:id/year': 'observer',
  'GET /api/cohorts/:id/year/figures': 'observer',
  'POST /api/cohorts/:id/year/events': 'member',
  'POST /api/cohorts/:id/year/links': 'member',
  'POST /api/cohorts/:id/year/links/end': 'member',
  'POST /api/cohorts/:id/year/links.csv': 'member',
  'POST /api/cohorts/:id/year/reminders.csv': 'member',
  'POST /api/cohorts/:id/year/reminders': 'member',
  'GET /api/cohorts/:id/mailing': 'member',
  'POST /api/cohorts/:id/mailing': 'member',
  'GET /api/cohorts/:id/undelivered': 'owner',
  'GET /api/cohorts/:id/record': 'member',
  'GET /api/record': 'owner',
  'POST /api/privacy/export': 'owner',
  'POST /api/privacy/erase': 'owner',
  'GET /api/retention': 'owner',
  'POST /api/export': 'owner',
  'POST /api/retention': 'owner',
  'GET /api/record/verification': 'member',
  'GET /api/match-sets/:id': 'observer',
  'GET /api/match-sets/:id/verification': 'observer',
  'GET /api/match-sets/:id/replay': 'observer',
  'GET /api/match-sets/:id/export.csv': 'member',
  'GET /api/match-sets/:id/export.xlsx': 'member',
};

/**
 * What a blind review may use: these tell people by numbers. All else that is about one cohort is refused meanwhile, also what is added later and
 * is not named here.
 */
export const BLIND_ROUTES: ReadonlySet<string> = new Set([
  'GET /api/cohorts/:id',
  'GET /api/cohorts/:id/live',
  'PUT /api/cohorts/:id/policy',
  'PUT /api/cohorts/:id/blind-review',
  'GET /api/cohorts/:id/people/:side/:person/history',
  'POST /api/cohorts/:id/matchings',
  'POST /api/cohorts/:id/explanations',
  ...exploring.map(([route]) => route),
  'POST /api/cohorts/:id/exports',
  'GET /api/cohorts/:id/comments',
  'POST /api/cohorts/:id/comments',
  'DELETE /api/cohorts/:id/comments/:comment',
  'GET /api/cohorts/:id/match-sets',
  'POST /api/cohorts/:id/match-sets',
  'POST /api/cohorts/:id/match-sets/preview',
  'GET /api/cohorts/:id/committee',
  'POST /api/cohorts/:id/members',
  'POST /api/cohorts/:id/proposals',
  'PUT /api/cohorts/:id/proposals/:proposal/answer',
  'POST /api/cohorts/:id/proposals/:proposal/reveal',
  'POST /api/cohorts/:id/proposals/:proposal/decision',
  'POST /api/cohorts/:id/publications',
  'GET /api/match-sets/:id',
  'GET /api/match-sets/:id/verification',
  'GET /api/match-sets/:id/replay',
  'GET /api/match-sets/:id/export.csv',
  'GET /api/match-sets/:id/export.xlsx',
]);

const RANK: Readonly<Record<Access, number>> = { anyone: 0, observer: 1, member: 2, owner: 3 };

/** May somebody with this role do what asks for `access`? */
export function reaches(role: Role, access: Access): boolean {
  return RANK[role] >= RANK[access];
}

type Sensitivity = 'confidential' | 'contact' | 'private' | 'ordinary';

/** What a field gives away: answers for matching alone; how to reach somebody; what they told the committee in their own words. */
function sensitivityOf(field: Field): Sensitivity {
  if (field.confidential) return 'confidential';
  if (field.kind === 'email' || field.contact) return 'contact';
  return field.kind === 'longText' || field.kind === 'people' ? 'private' : 'ordinary';
}

/** The least role that sees answers of this kind. Confidential ones are for matching: of people only an owner, who answers for the data, gets them. */
const FIELD_ACCESS: Readonly<Record<Sensitivity, Role>> = {
  ordinary: 'observer',
  private: 'member',
  contact: 'member',
  confidential: 'owner',
};

export function seesField(role: Role, field: Field): boolean {
  return reaches(role, FIELD_ACCESS[sensitivityOf(field)]);
}
