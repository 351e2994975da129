// The tests' own `test`: a real server, a page that fails on hidden problems, and helpers.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, type Response, test as base } from "@playwright/test";

import { Backend } from "./backend.ts";
import { Problems } from "./problems.ts";
import { Publisher } from "./publisher.ts";
import { Server } from "./server.ts";

export { expect };

type Administrator = { email: string; password: string };

/** Host and port where nobody listens (tcpmux, RFC 1078), but which calls may reach. */
export const DEAD = "127.0.0.1:1";

type PerWorker = {
  /** A web service of the tests' own, which calls may reach. */
  backend: Backend;
  /** The program, started once for the tests of a worker. */
  server: Server;
  /** An account that may administer. */
  administrator: Administrator;
  /** An administrator at work in the background. */
  publisher: Publisher;
};

type PerTest = {
  /** Hidden problems of `page`; `problems.allow(pattern)` expects one. */
  problems: Problems;
  /** Opens an address of the portal and waits until the page can be used. */
  open: (path: string) => Promise<Response | null>;
  /** Signs the administrator in, by the form. */
  signIn: () => Promise<void>;
  /** The page of somebody else, in a browser of their own and not signed in. */
  visitor: Page;
};

export const test = base.extend<PerTest, PerWorker>({
  backend: [
    async ({}, use) => {
      const backend = await Backend.start();
      await use(backend);
      await backend.stop();
    },
    { scope: "worker" },
  ],

  server: [
    async ({ backend }, use) => {
      const server = await Server.start([backend.host, DEAD]);
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  administrator: [
    async ({ server }, use) => {
      const administrator = { email: "publisher@example.com", password: "correct horse battery staple" };
      server.addUser(administrator.email, "administrator", administrator.password);
      await use(administrator);
    },
    { scope: "worker" },
  ],

  publisher: [
    async ({ playwright, server, administrator }, use) => {
      const publisher = await Publisher.signIn(playwright.request, server.portal, administrator);
      await use(publisher);
      await publisher.leave();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ server }, use) => use(server.portal),

  problems: [
    async ({ page, server }, use, testInfo) => {
      const problems = watch(page);
      const before = server.log().length;
      await use(problems);
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach("server log", { body: server.log().slice(before), contentType: "text/plain" });
      }
      problems.check();
      expect(server.log().slice(before), "the program does not panic").not.toContain("panicked at");
    },
    { auto: true },
  ],

  open: async ({ page }, use) => {
    await use(async (path) => {
      const response = await page.goto(path);
      await hydrated(page);
      return response;
    });
  },

  signIn: async ({ page, open, administrator }, use) => {
    await use(async () => {
      await open("/");
      await page.getByRole("link", { name: "Sign in" }).click();
      await hydrated(page);
      await page.getByLabel("E-mail").fill(administrator.email);
      await page.getByLabel("Password").fill(administrator.password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByRole("link", { name: "Sign in" })).toHaveCount(0);
      await hydrated(page);
    });
  },

  visitor: async ({ browser }, use) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const problems = watch(page);
    await use(page);
    problems.check();
    await context.close();
  },
});

/** Watches a page for hidden problems. */
function watch(page: Page): Problems {
  const problems = new Problems(page);
  // Chromium says so of the page's own scripts when none may run.
  if (!hasJavaScript()) problems.allow(/^request failed: csp .*\.js\)$/);
  return problems;
}

/** Whether the project runs the pages' scripts. */
export function hasJavaScript(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}

/** Waits until the page is interactive; without JavaScript it is at once. */
export async function hydrated(page: Page): Promise<void> {
  if (hasJavaScript()) await expect(page.locator("html[data-hydrated]")).toBeAttached();
}

/** Fails when axe finds a violation of WCAG 2.2 AA or of its own best practices, light or dark. */
export async function axe(page: Page): Promise<void> {
  // axe is a script itself; the page without JavaScript is the same document.
  if (!hasJavaScript()) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) }));
    expect(found, `axe, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
