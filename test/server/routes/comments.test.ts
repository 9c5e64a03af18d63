import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CohortDetail } from '#solver/contract/api/cohorts.ts';
import { COMMENT_LENGTH, commentSchema, commentsSchema } from '#solver/contract/api/comments.ts';
import type { Comment } from '#solver/contract/api/comments.ts';
import { errorOf, startInProcess } from '../../support/in-process-service.ts';
import type { InProcessService } from '../../support/in-process-service.ts';
import { invitePerson, setUpOwner } from '../../support/people-with-accounts.ts';

let service: InProcessService;
let cohort: CohortDetail;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());
beforeEach(async () => (cohort = await service.sampleCohort()));

const path = () => `/api/cohorts/${cohort.id}/comments`;
const written = {
  participant: 'p1',
  mentor: 'm1',
  text: 'They know each other from the board.',
  author: 'Ana',
};

async function write(body: object = written): Promise<Comment> {
  const reply = await service.send('POST', path(), body);
  expect(reply.status, reply.text).toBe(201);
  return commentSchema.parse(reply.body);
}
const listed = async () => commentsSchema.parse((await service.send('GET', path())).body);

test('comments on pairs and people are listed as they were written, and removed one by one', async () => {
  const first = await write();
  const second = await write({ ...written, mentor: null, text: '  Prefers mornings.  ', author: 'Bo' });
  expect(second).toMatchObject({ participant: 'p1', mentor: null, text: 'Prefers mornings.', author: 'Bo' });
  expect(await listed()).toEqual([first, second]);
  expect((await service.send('DELETE', `${path()}/${first.id}`)).status).toBe(200);
  expect(await listed()).toEqual([second]);
  expect(errorOf(await service.send('DELETE', `${path()}/${first.id}`)).code).toBe('NOT_FOUND');
});

test('what is written reaches no log', async () => {
  await write({ ...written, text: 'zebra-crossing', author: 'Quentin' });
  expect(service.log()).not.toContain('zebra-crossing');
  expect(service.log()).not.toContain('Quentin');
});

test.each([
  ['about nobody', { ...written, participant: null, mentor: null }],
  ['without words', { ...written, text: '  ' }],
  ['without a name', { ...written, author: '' }],
  ['of too many words', { ...written, text: 'x'.repeat(COMMENT_LENGTH + 1) }],
  ['with something else', { ...written, colour: 'red' }],
])('a comment %s is refused', async (_, body) => {
  const reply = await service.send('POST', path(), body);
  expect([reply.status, errorOf(reply).code]).toEqual([400, 'INVALID_INPUT']);
});

test('of a cohort that does not exist there are none', async () => {
  const reply = await service.send('GET', '/api/cohorts/nowhere-at-all/comments');
  expect(errorOf(reply).code).toBe('NOT_FOUND');
});

test('with accounts the account’s name counts, and only its owner or an owner of all removes a comment', async () => {
  const own = await startInProcess();
  try {
    const owner = await setUpOwner(own);
    const member = await invitePerson(own, owner, 'member');
    const other = await invitePerson(own, owner, 'member', 'other@example.org');
    const observer = await invitePerson(own, owner, 'observer');
    const { id } = (await owner.send('POST', '/api/cohorts/sample', {})).body as { id: string };
    const url = `/api/cohorts/${id}/comments`;
    const comment = commentSchema.parse((await member.send('POST', url, written)).body);
    expect(comment.author).toBe('The member');
    expect(errorOf(await observer.send('GET', url)).code).toBe('NOT_PERMITTED');
    expect(errorOf(await other.send('DELETE', `${url}/${comment.id}`)).code).toBe('NOT_PERMITTED');
    expect((await member.send('DELETE', `${url}/${comment.id}`)).status).toBe(200);
    const again = commentSchema.parse((await member.send('POST', url, written)).body);
    expect((await owner.send('DELETE', `${url}/${again.id}`)).status).toBe(200);
  } finally {
    await own.close();
  }
});
