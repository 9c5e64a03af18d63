import type { LinkPurpose, Role } from '#solver/contract/api/accounts.ts';
import type { NewLetter } from '../../store/outbox.ts';

interface Given {
  purpose: LinkPurpose;
  email: string;
  name: string;
  role: Role;
  token: string;
  expiresAt: string;
}

/** The letter that brings a link of an account. */
export function linkLetter(
  origin: string,
  { purpose, email, name, role, token, expiresAt }: Given,
): NewLetter {
  const beginning: Readonly<Record<LinkPurpose, string>> = {
    invitation: `you are invited to the mentor matching at ${origin}, as ${role}. Open this link and choose a password:`,
    'new-password': `open this link to choose a new password for the mentor matching at ${origin}:`,
  };
  const subjects: Readonly<Record<LinkPurpose, string>> = {
    invitation: 'You are invited to the mentor matching',
    'new-password': 'A new password for the mentor matching',
  };
  return {
    ...{ kind: purpose, occasion: 'link', cohortId: null, person: null, attachments: [] },
    to: { name, address: email },
    subject: subjects[purpose],
    text: `Dear ${name},

${beginning[purpose]}

${origin}/#/link/${token}

It works once, until ${untilWords(expiresAt)}. If you do not expect it, do nothing.
`,
  };
}

function untilWords(moment: string): string {
  const words = new Date(moment).toLocaleString('en-US', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${words} UTC`;
}
