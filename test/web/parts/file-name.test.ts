import { describe, expect, test } from 'vitest';
import { fileName } from '../../../web/src/parts/file-name.ts';

const DAY = new Date(2026, 2, 1, 23, 59);

describe('the name of a download', () => {
  test('holds the words and the day of the calendar', () => {
    expect(fileName(['Spring 2026', 'match'], DAY, 'csv')).toBe('Spring 2026 match 2026-03-01.csv');
  });

  test.each([
    ['North/South: who? "us" <or> them|*', 'North South who us or them'],
    ['C:\\temp\\cohort', 'C temp cohort'],
    ['two\nlines\tand \u202Eorder', 'two lines and order'],
    ['', ''],
    ['...hidden', 'hidden'],
    ['Çağrı 图书馆', 'Çağrı 图书馆'],
  ])('%j keeps nothing that a file system refuses', (cohort, expected) => {
    expect(fileName([cohort], DAY, 'csv')).toBe(`${expected} 2026-03-01.csv`.trim());
  });

  test('stays within what a file system takes, in bytes', () => {
    const name = fileName(['图'.repeat(120), '书'.repeat(120)], DAY, 'xlsx');
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
  });
});
