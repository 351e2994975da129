// A web service of a publisher's: it answers as a test says, and remembers what it was asked.

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server as HttpServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived. */
export type Received = { method: string; url: string; headers: IncomingHttpHeaders; body: string };

type Answer = (response: ServerResponse, request: Received) => void;

/** A web server on a free port of this machine. */
export class Backend {
  private readonly answers = new Map<string, Answer>();
  private readonly received: Received[] = [];

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
      backend.received.push(received);
      const answer = backend.answers.get(path(url));
      if (answer) answer(response, received);
      else response.writeHead(404).end();
    });
    return backend;
  }

  /** Answers requests for `path` by `answer` from now on. */
  on(path: string, answer: Answer): void {
    this.answers.set(path, answer);
  }

  /** What was asked for at `wanted` so far. */
  calls(wanted: string): Received[] {
    return this.received.filter(({ url }) => path(url) === wanted);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }
}

const path = (url: string) => url.split("?", 1)[0] ?? "";
