// Pictures for people who look at the pages: each path light and dark, wide and narrow.
//
//   node screenshots.mjs http://127.0.0.1:3000 FOLDER [PATH…]
//
// With SIGN_IN_EMAIL and SIGN_IN_PASSWORD set, it signs in first.

import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { chromium as browserType } from "@playwright/test";

import { chromium } from "./chromium.mjs";

const WIDTHS = { wide: 1440, narrow: 390 };
const SCHEMES = /** @type {const} */ (["light", "dark"]);

const [base, folder, ...given] = process.argv.slice(2);
if (!base || !folder) {
  console.error("usage: node screenshots.mjs ADDRESS FOLDER [PATH…]");
  process.exit(2);
}
const paths = given.length > 0 ? given : ["/", "/apis", "/sign-in", "/no-such-page"];
mkdirSync(folder, { recursive: true });

const browser = await browserType.launch(chromium);
const context = await browser.newContext({ baseURL: base, reducedMotion: "reduce", locale: "en-US" });
const page = await context.newPage();

const { SIGN_IN_EMAIL, SIGN_IN_PASSWORD } = process.env;
if (SIGN_IN_EMAIL && SIGN_IN_PASSWORD) {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(SIGN_IN_EMAIL);
  await page.getByLabel("Password").fill(SIGN_IN_PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

for (const path of paths) {
  for (const [size, width] of Object.entries(WIDTHS)) {
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
      const name = path.replaceAll(/[^\w-]+/g, "_").replace(/^_|_$/g, "") || "home";
      const file = join(folder, `${name}-${size}-${colorScheme}.png`);
      await page.screenshot({ path: file, fullPage: true });
      console.log(file);
    }
  }
}
await browser.close();
