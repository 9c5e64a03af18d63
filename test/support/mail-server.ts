import type { AddressInfo, Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { MailSettings } from '#server/mail/mail-settings.ts';

/** How a mail server of a test is reached. */
interface Place {
  /** Any that is free where none is told. One that goes away and comes back takes a `lastingPort`. */
  port?: number;
  host?: string;
  /** With it, it offers STARTTLS. */
  identity?: { key: string; cert: string };
}

/** A letter as a mailbox gets it. */
export interface ArrivedLetter {
  /** To whom it was handed over, whatever its headers say. */
  recipients: string[];
  mail: ParsedMail;
  /** As it came over the line. */
  raw: string;
  /** It came over a secure line. */
  isSecure: boolean;
}

type Refusal = Error & { responseCode: number };

/** Where a letter stands: its recipient was named; it has arrived whole; that was answered. */
export type Moment = 'recipient' | 'arrived' | 'answered';

/** What the server does otherwise than take everything. */
export interface Manners {
  /** Of a recipient: the answer that refuses it. */
  refusal?: (address: string) => Refusal | undefined;
  /** The connection breaks when a recipient is named, or when a letter has arrived whole and before that is answered. */
  breaks?: 'at the recipient' | 'before the answer';
  /** Is waited for at each moment of each letter. */
  meanwhile?: (moment: Moment) => Promise<void>;
  /** User and password that it asks for. */
  login?: { user: string; password: string };
}

/** A real mail server on a free port of this machine. */
export class MailServer {
  readonly arrived: ArrivedLetter[] = [];
  /** Who gave user and password, and over which line. */
  readonly signIns: { isSecure: boolean }[] = [];
  manners: Manners = {};
  readonly #sockets = new Set<Socket>();
  readonly #server: SMTPServer;

  readonly #host: string;

  private constructor({ host = '127.0.0.1', identity }: Place) {
    this.#host = host;
    this.#server = new SMTPServer({
      ...(identity ?? { disabledCommands: ['STARTTLS'] }),
      ...{ authOptional: true, allowInsecureAuth: true, logger: false },
      onAuth: ({ username: user, password }, { secure: isSecure }, done) => {
        this.signIns.push({ isSecure });
        const { login } = this.manners;
        if (user === login?.user && password === login?.password) done(null, { user });
        else done(refusal(535, '5.7.8 bad credentials'));
      },
      onRcptTo: ({ address }, _, done) => {
        if (this.manners.breaks === 'at the recipient') return this.cut();
        void this.#pass('recipient').then(() => done(this.manners.refusal?.(address)));
      },
      onData: (stream, { envelope, secure: isSecure }, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const recipients = envelope.rcptTo.map(({ address }) => address);
          void this.#take({ recipients, isSecure }, Buffer.concat(parts)).then(async () => {
            await this.#pass('arrived');
            if (this.manners.breaks === 'before the answer') return this.cut();
            done();
            await this.#pass('answered');
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

  /** On a free port of 127.0.0.1, or where it is told: at the port of a server that is gone. */
  static async start(place: Place = {}): Promise<MailServer> {
    const server = new MailServer(place);
    await server.#listen(place.port ?? 0);
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  get settings(): MailSettings {
    const from = { name: 'Mentoring', address: 'mentoring@library.example' };
    return { host: this.#host, port: this.port, secure: false, from };
  }

  async #pass(moment: Moment): Promise<void> {
    await this.manners.meanwhile?.(moment);
  }

  #listen(port: number): Promise<void> {
    return new Promise((resolve) => void this.#server.listen(port, this.#host, () => resolve()));
  }

  /** All connections break. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #take(about: Pick<ArrivedLetter, 'recipients' | 'isSecure'>, bytes: Buffer): Promise<void> {
    this.arrived.push({ ...about, mail: await simpleParser(bytes), raw: bytes.toString() });
  }
}

export function refusal(responseCode: number, message: string): Refusal {
  return Object.assign(new Error(message), { responseCode });
}
