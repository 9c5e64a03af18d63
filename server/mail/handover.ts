/**
 * What became of handing a letter over. `refused`: the server does not take this letter, now or ever. `later`: it does not take it now. `away`: it
 * takes no letter now. `perhaps`: the letter had left as a whole when the connection broke, and the server may have taken it.
 */
export type Handover =
  | { outcome: 'sent' }
  | {
      outcome: 'refused' | 'later' | 'away' | 'perhaps';
      /** For people. */ reason: string;
      /** For the log. */ code: string;
    };

/** What the package throws. */
export interface SmtpError extends Error {
  code?: string;
  /** Of the system or of TLS, where the package gave its own instead. */
  originalCode?: string;
  /** Of SMTP, or CONN and API for what went wrong around it. */
  command?: string;
  response?: string;
  responseCode?: number;
}

/** Commands that speak of one letter; what goes wrong with others goes wrong for all letters. */
const OF_ONE_LETTER: ReadonlySet<string> = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);
const PERMANENT = 500;
const LONGEST_ANSWER = 300;

/** `hasLeft`: the last byte of the letter was passed on. An answer of the server says that it was not taken; without one nobody knows. */
export function handoverOf(error: SmtpError, hasLeft: boolean): Handover {
  const { code = error.name, originalCode = '', command = '', response = '', responseCode } = error;
  if (responseCode !== undefined && OF_ONE_LETTER.has(command)) {
    const reason = `The mail server did not take it: ${response.slice(0, LONGEST_ANSWER)}`;
    return { outcome: responseCode >= PERMANENT ? 'refused' : 'later', reason, code };
  }
  if (hasLeft && responseCode === undefined)
    return { outcome: 'perhaps', reason: 'The connection broke before the mail server had answered.', code };
  if (code === 'EENVELOPE' || code === 'EMESSAGE')
    return { outcome: 'refused', reason: 'Its address or its size is not one that mail can have.', code };
  if (isCertificate(originalCode))
    return { outcome: 'away', reason: distrustWords(originalCode), code: originalCode };
  return { outcome: 'away', reason: awayWords(code), code };
}

/** What OpenSSL and Node call the ways in which a certificate is wrong. */
function isCertificate(code: string): boolean {
  return /CERT|LEAF_SIGNATURE/u.test(code);
}

function distrustWords(code: string): string {
  return (
    `The mail server of SMTP_URL shows a certificate that this machine does not trust (${code}), so nothing was given to it. ` +
    'If it is your own server, name a file with its certificate in NODE_EXTRA_CA_CERTS.'
  );
}

function awayWords(code: string): string {
  switch (code) {
    case 'EAUTH':
    case 'ENOAUTH':
      return 'The mail server does not take the user and password of SMTP_URL.';
    case 'ETLS':
      return 'No secure connection to the mail server of SMTP_URL can be made, so no password and no letter was given to it.';
    default:
      return 'The mail server of SMTP_URL cannot be reached, or does not answer.';
  }
}
