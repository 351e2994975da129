// What goes wrong behind a page that looks fine.

import { expect, type Page } from "@playwright/test";

/** Collects console errors, hydration warnings, exceptions and failed requests of a page. */
export class Problems {
  private readonly found: { text: string; url: string }[] = [];
  private readonly visited = new Set<string>();
  private readonly allowed: RegExp[] = [];

  constructor(page: Page) {
    page.on("pageerror", (error) => this.found.push({ text: `exception: ${error.message}`, url: page.url() }));
    page.on("console", (message) => {
      if (message.type() === "error" || /hydrat/i.test(message.text())) {
        this.found.push({ text: `console ${message.type()}: ${message.text()}`, url: message.location().url });
      }
    });
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      // Given up by the page itself: a call that was cancelled, a file that was wanted by the page before.
      if (reason !== "net::ERR_ABORTED") this.found.push({ text: `request failed: ${reason}`, url: request.url() });
    });
    page.on("request", (request) => {
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.visited.add(request.url());
    });
  }

  /** Expects a problem whose text or address matches, instead of failing over it. */
  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  /** Fails when there was a problem that nobody expected. */
  check(): void {
    const unexpected = this.found
      // Chromium also logs the status of the page itself, which tests assert for themselves.
      .filter(({ text, url }) => !(text.includes("the server responded with a status of") && this.visited.has(url)))
      .map(({ text, url }) => `${text} (${url})`)
      .filter((problem) => !this.allowed.some((pattern) => pattern.test(problem)));
    expect(unexpected, "nothing goes wrong behind the page").toEqual([]);
  }
}
