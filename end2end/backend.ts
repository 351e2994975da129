// A web service of a publisher's: it answers as a test says, and remembers what it was asked.

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server as HttpServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived. */
export type Received = { method: string; url: string; headers: IncomingHttpHeaders; body: string };

type Answer = (response: ServerResponse, request: Received) => void;

/** A web server on a free port of this machine. */
export class Backend {
  private readonly paths = new Map<string, { answer: Answer; calls: Received[] }>();

  private constructor(
    private readonly server: HttpServer,
    /** Its address, without a trailing slash. */
    readonly url: string,
    /** Its host and port. */
    readonly host: string,
  ) {}

  static async start(): Promise<Backend> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const backend = new Backend(server, `http://${host}`, host);
    server.on("request", async (request, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece);
      const { method = "", url = "", headers } = request;
      const received = { method, url, headers, body: Buffer.concat(pieces).toString() };
      const at = backend.paths.get(url.split("?", 1)[0] ?? "");
      at?.calls.push(received);
      if (at) at.answer(response, received);
      else response.writeHead(404).end();
    });
    return backend;
  }

  /** Answers requests for `path` by `answer` from now on; gives back the list that they will stand in. */
  on(path: string, answer: Answer): Received[] {
    const calls: Received[] = [];
    this.paths.set(path, { answer, calls });
    return calls;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }
}
