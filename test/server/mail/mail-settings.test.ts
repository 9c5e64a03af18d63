import { describe, expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';

const FROM = 'Mentoring <mentoring@library.example>';
const from = { name: 'Mentoring', address: 'mentoring@library.example' };
const read = (SMTP_URL: string, MAIL_FROM = FROM) => readConfig({ SMTP_URL, MAIL_FROM }).mail;

function refusalOf(SMTP_URL: string, MAIL_FROM = FROM): string {
  try {
    readConfig({ SMTP_URL, MAIL_FROM });
  } catch (error) {
    expect(error).toMatchObject({ code: 'INVALID_INPUT' });
    return String(error);
  }
  throw new Error('the settings were taken');
}

test('without settings nothing is sent', () => {
  expect(read('', '')).toBeUndefined();
  expect(readConfig({})).not.toHaveProperty('mail');
});

describe('a mail server', () => {
  test('is told as an address, with the usual ports', () => {
    expect(read('smtp://mail.example')).toEqual({ host: 'mail.example', port: 587, secure: false, from });
    expect(read('smtps://mail.example/')).toEqual({ host: 'mail.example', port: 465, secure: true, from });
    expect(read('smtp://127.0.0.1:2525')).toMatchObject({ host: '127.0.0.1', port: 2525 });
    expect(read('smtp://[::1]:25')).toMatchObject({ host: '::1', port: 25 });
  });

  test('gets a user and a password, whatever signs stand in them', () => {
    expect(read('smtp://mile%40library.example:p%2Fq%3A%40@mail.example')).toMatchObject({
      login: { user: 'mile@library.example', password: 'p/q:@' },
    });
  });

  test.each([
    'https://mail.example',
    'mail.example:587',
    'smtp://',
    'smtp://user:secret@mail.example/inbox',
    'smtp://user:secret@mail.example?pool=true',
    'smtp://user:secret@mail.example:70000',
    'smtp://user@mail.example',
    'smtp://:secret@mail.example',
    'smtp://user:secret%zz@mail.example',
  ])('%s is refused, and its password is not repeated', (url) => {
    const refusal = refusalOf(url);
    expect(refusal).toContain('SMTP_URL');
    expect(refusal).not.toContain('secret');
  });
});

describe('who writes', () => {
  test('is an address, with a name or without', () => {
    expect(read('smtp://mail.example', from.address)?.from).toEqual({ name: '', address: from.address });
    expect(read('smtp://mail.example', '"Mentoring, MLA" <m@mla.example>')?.from).toEqual({
      name: 'Mentoring, MLA',
      address: 'm@mla.example',
    });
  });

  test.each([
    'Mentoring',
    'Mentoring <library.example>',
    'a@x.example, b@y.example',
    'A\r\nBcc: b <a@x.example>',
  ])('%j is refused', (sender) => {
    expect(refusalOf('smtp://mail.example', sender)).toContain('MAIL_FROM');
  });

  test('stands for nothing alone, and is needed', () => {
    expect(refusalOf('', FROM)).toContain('SMTP_URL is not');
    expect(refusalOf('smtp://mail.example', '')).toContain('MAIL_FROM is not');
  });
});
