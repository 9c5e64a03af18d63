import { expect, test } from 'vitest';
import type { Comment } from '#solver/contract/api/comments.ts';
import { CommentBook, type Subject } from '../../../web/src/session/comment-book.svelte.ts';

let last = 0;
const written = (subject: Subject, text: string, author = 'Ana'): Comment => ({
  ...subject,
  id: `comment-${(last += 1)}`,
  text,
  author,
  writtenAt: '2026-03-01T00:00:00.000Z',
});
const pair = { participant: 'ines', mentor: 'marta' };

async function bookOf(...comments: Comment[]): Promise<CommentBook> {
  const book = new CommentBook({
    mayRead: true,
    cohortId: 'cohort-1',
    service: {
      comments: async () => comments,
      addComment: async (_, { text, author, participant, mentor }) =>
        written({ participant, mentor }, text, author),
      removeComment: async () => ({}),
    },
  });
  await book.load();
  return book;
}

test('a pair shows what is on it and on either of the two, and nothing of other pairs', async () => {
  const own = [
    written(pair, 'both'),
    written({ participant: 'ines', mentor: null }, 'she'),
    written({ participant: null, mentor: 'marta' }, 'her mentor'),
  ];
  const foreign = written({ participant: 'ines', mentor: 'olga' }, 'another pair');
  const book = await bookOf(...own, foreign);
  expect(book.about(pair)).toEqual(own);
  expect(book.count(pair)).toBe(3);
  expect(book.count({ participant: 'ines', mentor: null })).toBe(1);
  expect(book.count({ participant: 'kai', mentor: 'jun' })).toBe(0);
});

test('what is added and removed shows at once', async () => {
  const book = await bookOf();
  await book.add(pair, 'good', 'Bo');
  const [comment] = book.about(pair);
  expect(comment).toMatchObject({ text: 'good', author: 'Bo' });
  await book.remove(comment?.id ?? '');
  expect(book.count(pair)).toBe(0);
});
