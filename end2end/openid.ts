// A real OpenID provider, for people of the tests' own.

import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";

import { Provider } from "oidc-provider";

/** What the portal is at the provider. */
export const CLIENT = { id: "portal", secret: "a secret that only the two know" };

/** The library's provider on a free port of this machine; whoever types a name there is who they say they are. */
export class OpenId {
  private handle: ReturnType<Provider["callback"]> | undefined;

  private constructor(
    private readonly server: HttpServer,
    /** Its host and port. */
    readonly host: string,
  ) {}

  /** The address by which it calls itself. */
  get issuer(): string {
    return `http://${this.host}`;
  }

  static async start(): Promise<OpenId> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const openId = new OpenId(server, `127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on("request", (request, response) => {
      // Browsers ask for it of themselves.
      if (request.url === "/favicon.ico" || !openId.handle) response.writeHead(204).end();
      else void openId.handle(request, response);
    });
    return openId;
  }

  /** Makes the portal known, which people are sent back to at `redirectUri`. */
  register(redirectUri: string): void {
    const provider = new Provider(this.issuer, {
      clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
      cookies: { keys: ["only for tests"] },
      findAccount: (_, id) => ({
        accountId: id,
        claims: async () => ({ sub: id, email: `${id}@example.com`, email_verified: true, name: `The ${id}`, groups: ["staff"] }),
      }),
    });
    this.handle = provider.callback();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
