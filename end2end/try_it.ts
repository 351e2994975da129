// The console of an operation's page, in the words that stand on it.

import { expect, type Locator, type Page } from "@playwright/test";

/** The regions of an answer. */
type Region = "Requested URL" | "Response status" | "Response latency" | "Contract" | "Code samples" | "Response headers" | "Response content";

/** The console on the page at hand. */
export class TryIt {
  readonly parameters: Locator;
  readonly headers: Locator;
  readonly body: Locator;
  /** What the body says, whatever it is edited with: its value. */
  readonly bodyText: Locator;
  readonly send: Locator;
  readonly cancel: Locator;
  readonly failure: Locator;

  constructor(private readonly page: Page) {
    const console = page.getByRole("region", { name: "Try it" });
    this.parameters = console.getByRole("group", { name: "Request parameters" });
    this.headers = console.getByRole("group", { name: "Request headers" });
    this.body = console.getByLabel("Request body", { exact: true });
    // Behind the editor there is a textarea, which nobody sees then.
    this.bodyText = console.locator("#request-body");
    this.send = console.getByRole("button", { name: "Send", exact: true });
    this.cancel = console.getByRole("button", { name: "Cancel", exact: true });
    this.failure = console.getByRole("alert");
  }

  /** The field of a parameter or of a documented header. */
  field(name: string): Locator {
    return this.page.getByRole("region", { name: "Try it" }).getByLabel(name, { exact: true });
  }

  /** Adds a header as a person does. */
  async addHeader(name: string, value: string): Promise<void> {
    await this.headers.getByRole("button", { name: "Add header" }).click();
    await this.headers.getByLabel("Header name", { exact: true }).last().fill(name);
    await this.headers.getByLabel("Header value", { exact: true }).last().fill(value);
  }

  /** A part of the answer. */
  region(name: Region): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** The text of the answer's content, as it is shown. */
  get text(): Locator {
    return this.region("Response content").getByRole("group", { name: "Text of the response" });
  }

  /** The values of the answer's header `name`, in their order. */
  header(name: string): Locator {
    const named = this.page.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) });
    return this.region("Response headers").locator("div").filter({ has: named }).getByRole("definition");
  }

  /** The content, which is JSON. */
  async json(): Promise<unknown> {
    return JSON.parse((await this.text.textContent()) ?? "");
  }

  /** Sends and waits until the answer is there, with this status. */
  async sendFor(status: RegExp | string): Promise<void> {
    await this.send.click();
    await expect(this.region("Response status")).toContainText(status);
    await expect(this.send).toBeVisible();
  }
}
