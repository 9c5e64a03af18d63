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
  const { code = error.name, command = '', response = '', responseCode } = error;
  if (responseCode !== undefined && OF_ONE_LETTER.has(command)) {
    const reason = `The mail server did not take it: ${response.slice(0, LONGEST_ANSWER)}`;
    return { outcome: responseCode >= PERMANENT ? 'refused' : 'later', reason, code };
  }
  if (hasLeft && responseCode === undefined)
    return { outcome: 'perhaps', reason: 'The connection broke before the mail server had answered.', code };
  if (code === 'EENVELOPE' || code === 'EMESSAGE')
    return { outcome: 'refused', reason: 'Its address or its size is not one that mail can have.', code };
  return { outcome: 'away', reason: awayWords(code), code };
}

function awayWords(code: string): string {
  switch (code) {
    case 'EAUTH':
    case 'ENOAUTH':
      return 'The mail server does not take the user and password of SMTP_URL.';
    case 'ETLS':
      return 'No secure connection to the mail server of SMTP_URL can be made.';
    default:
      return 'The mail server of SMTP_URL cannot be reached, or does not answer.';
  }
}
