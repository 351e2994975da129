// The real program on a temporary data directory.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const START_MS = 30_000;
const STOP_MS = 35_000;

/** The program under test. */
export const binary = resolve(process.env.LOGGIA_BIN ?? join(process.env.CARGO_TARGET_DIR ?? "../target", "release/loggia"));

/** The environment without choices of whoever runs the tests. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("LOGGIA_")));

/** A running portal with the demo catalog and its backend. */
export class Server {
  private constructor(
    /** The portal's address, without a trailing slash. */
    readonly portal: string,
    /** The gateway's address, without a trailing slash. */
    readonly gateway: string,
    /** The demo backend's address, without a trailing slash. */
    readonly demo: string,
    /** What the program has written so far, to either output. */
    readonly log: () => string,
    private readonly data: string,
    private readonly process: ChildProcess,
  ) {}

  /** Starts it; calls may also reach what `allow` names, host and port. */
  static async start(allow: string[] = []): Promise<Server> {
    const data = mkdtempSync(join(tmpdir(), "loggia-end2end-"));
    const outbound = allow.length > 0 ? ["--outbound-allow", allow.join(",")] : [];
    const program = spawn(
      binary,
      ["serve", "--demo", "--accounts-sign-up=open", "--listen", "127.0.0.1:0", "--gateway-listen", "127.0.0.1:0", "--demo-listen", "127.0.0.1:0", "--data", data, ...outbound],
      { cwd: data, env: environment, stdio: ["ignore", "pipe", "pipe"] },
    );
    let [output, log] = ["", ""];
    program.stderr.on("data", (text) => (log += text));
    const addresses = await new Promise<string[]>((done, fail) => {
      const refuse = (why: string) => fail(new Error(`${binary}: ${why}\n${output}${log}`));
      const timer = setTimeout(() => refuse(`printed no three addresses within ${START_MS} ms`), START_MS);
      program.once("error", (error) => refuse(error.message));
      program.once("exit", (code) => refuse(`ended at once, with code ${code}`));
      program.stdout.on("data", (text) => {
        output += text;
        log += text;
        // The portal's address is printed first, then the gateway's and the demo backend's; a line may still be incomplete.
        const complete = output.slice(0, output.lastIndexOf("\n") + 1);
        const found = [...new Set(complete.match(/http:\/\/[^\s/]+:\d+/g))];
        if (found.length >= 3) {
          clearTimeout(timer);
          program.removeAllListeners("exit");
          done(found);
        }
      });
    }).catch((error) => {
      program.kill("SIGKILL");
      rmSync(data, { recursive: true, force: true });
      throw error;
    });
    const [portal = "", gateway = "", demo = ""] = addresses;
    return new Server(portal, gateway, demo, () => log, data, program);
  }

  /** Adds an account through the command line, while the server runs. */
  addUser(email: string, role: "administrator" | "developer", password: string): void {
    this.command(["user", "add", "--email", email, "--role", role, "--password-stdin"], `${password}\n`);
  }

  /** Imports an OpenAPI document through the command line and gives back its API's address in the portal. */
  importDocument(document: object): string {
    const output = this.command(["import", "-", "--json"], JSON.stringify(document));
    return `/apis/${(JSON.parse(output) as { api: string }).api}`;
  }

  /** Subscribes somebody to a product through the command line. */
  subscribe(product: string, email: string): { id: string; primaryKey: string; secondaryKey: string } {
    return JSON.parse(this.command(["subscription", "add", "--product", product, "--email", email, "--json"]));
  }

  /** Suspends a subscription through the command line. */
  suspend(subscription: string): void {
    this.command(["subscription", "suspend", subscription]);
  }

  /** Runs one of the program's commands beside the server; what it prints. */
  private command(args: string[], input = ""): string {
    const options = { cwd: this.data, env: environment, input, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(binary, [...args, "--data", this.data], options);
    if (status !== 0) throw new Error(`loggia ${args.slice(0, 2).join(" ")} ended with code ${status}: ${stderr}`);
    return stdout;
  }

  /** Ends the program as an operator would; fails when it does not end cleanly. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.process.kill("SIGKILL"), STOP_MS);
    try {
      const ended = this.process.exitCode === null ? once(this.process, "exit") : [this.process.exitCode];
      this.process.kill("SIGTERM");
      const [code] = await ended;
      if (code !== 0) throw new Error(`loggia ended with ${code ?? "a signal"} after SIGTERM\n${this.log()}`);
    } finally {
      clearTimeout(timer);
      rmSync(this.data, { recursive: true, force: true });
    }
  }
}
