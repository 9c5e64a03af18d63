import type { AddressInfo, Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { MailSettings } from '#server/mail/mail-settings.ts';

/** A letter as a mailbox gets it. */
export interface ArrivedLetter {
  /** To whom it was handed over, whatever its headers say. */
  recipients: string[];
  mail: ParsedMail;
  /** As it came over the line. */
  raw: string;
}

type Refusal = Error & { responseCode: number };

/** What the server does otherwise than take everything. */
export interface Manners {
  /** Of a recipient: the answer that refuses it. */
  refusal?: (address: string) => Refusal | undefined;
  /** The connection breaks when a recipient is named, or when a letter has arrived whole and before that is answered. */
  breaks?: 'at the recipient' | 'before the answer';
  /** User and password that it asks for. */
  login?: { user: string; password: string };
}

/** A real mail server on a free port of this machine. */
export class MailServer {
  readonly arrived: ArrivedLetter[] = [];
  manners: Manners = {};
  readonly #sockets = new Set<Socket>();
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      ...{ disabledCommands: ['STARTTLS'], authOptional: true, allowInsecureAuth: true, logger: false },
      onAuth: ({ username: user, password }, _, done) => {
        const { login } = this.manners;
        if (user === login?.user && password === login?.password) done(null, { user });
        else done(refusal(535, '5.7.8 bad credentials'));
      },
      onRcptTo: ({ address }, _, done) => {
        if (this.manners.breaks === 'at the recipient') return this.cut();
        done(this.manners.refusal?.(address));
      },
      onData: (stream, { envelope }, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const recipients = envelope.rcptTo.map(({ address }) => address);
          void this.#take(recipients, Buffer.concat(parts)).then(() => {
            if (this.manners.breaks === 'before the answer') this.cut();
            else done();
          });
        });
      },
    });
    this.#server.on('error', () => undefined);
    this.#server.server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** On a free port, or on that of a server that is gone. */
  static async start(port = 0): Promise<MailServer> {
    const server = new MailServer();
    await server.#listen(port);
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  get settings(): MailSettings {
    const from = { name: 'Mentoring', address: 'mentoring@library.example' };
    return { host: '127.0.0.1', port: this.port, secure: false, from };
  }

  #listen(port: number): Promise<void> {
    return new Promise((resolve) => void this.#server.listen(port, '127.0.0.1', () => resolve()));
  }

  /** All connections break. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #take(recipients: string[], bytes: Buffer): Promise<void> {
    this.arrived.push({ recipients, mail: await simpleParser(bytes), raw: bytes.toString() });
  }
}

export function refusal(responseCode: number, message: string): Refusal {
  return Object.assign(new Error(message), { responseCode });
}
