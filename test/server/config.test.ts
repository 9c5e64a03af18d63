import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';

test('without settings: this machine alone, port 4567, ./data', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 4567,
    dataDir: resolve('data'),
    longCalculations: 'here',
    doors: 'open-until-first-account',
    trustedProxies: [],
  });
  expect(readConfig({ HOST: '', PORT: '', DATA_DIR: '' })).toEqual(readConfig({}));
});

test('settings are taken as they are given', () => {
  expect(readConfig({ HOST: '127.0.0.1', PORT: '0', DATA_DIR: '/var/mile' })).toEqual({
    host: '127.0.0.1',
    port: 0,
    dataDir: '/var/mile',
    longCalculations: 'here',
    doors: 'open-until-first-account',
    trustedProxies: [],
  });
});

test('long calculations are left to workers where these can reach the database', () => {
  const DATABASE_URL = 'postgres://mile@127.0.0.1/mile';
  expect(readConfig({ DATABASE_URL }).longCalculations).toBe('here');
  expect(readConfig({ DATABASE_URL, LONG_CALCULATIONS: 'workers' }).longCalculations).toBe('workers');
  for (const settings of [{ LONG_CALCULATIONS: 'workers' }, { DATABASE_URL, LONG_CALCULATIONS: 'elsewhere' }])
    expect(() => readConfig(settings)).toThrow(/LONG_CALCULATIONS is .*mile work/);
});

test('a limit on requests and a token for figures are taken, and refused where they make no sense', () => {
  const token = 'x'.repeat(20);
  expect(readConfig({ REQUESTS_PER_MINUTE: '1000', METRICS_TOKEN: token })).toMatchObject({
    requestsPerMinute: 1_000,
    metricsToken: token,
  });
  for (const count of ['0', '-1', '1.5', 'many'])
    expect(() => readConfig({ REQUESTS_PER_MINUTE: count })).toThrow(/REQUESTS_PER_MINUTE/);
  expect(() => readConfig({ METRICS_TOKEN: 'short' })).toThrow(/at least 20/);
});

test.each(['0.0.0.0', '::', 'localhost', '192.168.1.5', 'mile.example'])(
  'HOST %s is refused with a remedy',
  (host) => {
    expect(() => readConfig({ HOST: host })).toThrow(
      expect.objectContaining({
        code: 'HOST_NOT_ALLOWED',
        message: expect.stringMatching(/Leave HOST unset/),
      }),
    );
  },
);

describe('behind a proxy that speaks https', () => {
  const ORIGIN = 'https://match.example.org';

  test('everybody signs in, wherever the service listens', () => {
    expect(readConfig({ ORIGIN, HOST: '0.0.0.0', TRUST_PROXY: '10.0.0.1,10.0.0.2' })).toMatchObject({
      host: '0.0.0.0',
      origin: ORIGIN,
      doors: 'closed',
      trustedProxies: ['10.0.0.1', '10.0.0.2'],
    });
    expect(readConfig({ ORIGIN: `${ORIGIN}/` })).toMatchObject({
      host: '127.0.0.1',
      origin: ORIGIN,
      doors: 'closed',
    });
  });

  test.each(['http://match.example.org', 'match.example.org', `${ORIGIN}/mentors`, 'https://a b'])(
    'ORIGIN %s is refused',
    (origin) => {
      expect(() => readConfig({ ORIGIN: origin })).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT' }),
      );
    },
  );
});

test('MILE_OPEN lets everybody in on this machine, and nowhere else', () => {
  expect(readConfig({ MILE_OPEN: '1' }).doors).toBe('always-open');
  expect(readConfig({ MILE_OPEN: '0' }).doors).toBe('open-until-first-account');
  expect(() => readConfig({ MILE_OPEN: 'yes' })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  expect(() => readConfig({ MILE_OPEN: '1', ORIGIN: 'https://match.example.org' })).toThrow(
    expect.objectContaining({ code: 'HOST_NOT_ALLOWED', message: expect.stringMatching(/Unset it/) }),
  );
});

test.each(['http', '-1', '70000', '45 67', '1e3'])('PORT %s is refused', (port) => {
  expect(() => readConfig({ PORT: port })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

test('DATABASE_URL names a PostgreSQL database', () => {
  const databaseUrl = 'postgres://mile:secret@db.example/mile';
  expect(readConfig({ DATABASE_URL: databaseUrl })).toEqual({ ...readConfig({}), databaseUrl });
  expect(readConfig({ DATABASE_URL: '' })).toEqual(readConfig({}));
});

test.each(['mysql://mile:secret@db.example/mile', 'secret', 'https://secret@db.example'])(
  'DATABASE_URL %s is refused, and its password is not repeated',
  (url) => {
    let refusal: unknown;
    try {
      readConfig({ DATABASE_URL: url });
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('postgres://') });
    expect(String(refusal)).not.toContain('secret');
  },
);
