import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';

/** A line to the service that can break in the middle of an answer. */
export interface CuttingLine {
  origin: string;
  /** Breaks the next answer to such a request, once: after its head, before it has ended. */
  cutNext(requestLine: RegExp): void;
  /** How many answers were broken. */
  cuts(): number;
  end(): Promise<void>;
}

/** A port of its own that passes everything on to the service, byte by byte. */
export async function cuttingLineTo(serviceOrigin: string): Promise<CuttingLine> {
  const port = Number(new URL(serviceOrigin).port);
  const open = new Set<Socket>();
  let wanted: RegExp | undefined;
  let cuts = 0;

  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    let isToCut = false;
    endTogether(near, far, open);
    near.on('data', (bytes) => {
      if (wanted?.test(bytes.toString('latin1'))) {
        isToCut = true;
        wanted = undefined;
      }
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (!isToCut) {
        near.write(bytes);
        return;
      }
      isToCut = false;
      cuts += 1;
      near.end(headOf(bytes), 'latin1');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutNext: (requestLine) => (wanted = requestLine),
    cuts: () => cuts,
    async end() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
}

function headOf(bytes: Buffer): string {
  const [head = ''] = bytes.toString('latin1').split(END_OF_HEAD);
  return head + END_OF_HEAD;
}

function endTogether(near: Socket, far: Socket, open: Set<Socket>): void {
  for (const socket of [near, far]) {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      open.delete(socket);
      near.destroy();
      far.destroy();
    });
  }
}
