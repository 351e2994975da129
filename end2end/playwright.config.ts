import { defineConfig } from "@playwright/test";

import { chromium } from "./chromium.mjs";

export default defineConfig({
  testDir: "tests",
  // A page is checked by axe again and again in some journeys, and machines are slow when they are busy.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  // A test that passes at the second attempt only has found something: it is not tried again.
  retries: 0,
  workers: 2,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: chromium,
    locale: "en-US",
    timezoneId: "UTC",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  // The same journeys twice: the pages must serve people whose scripts never arrive.
  projects: [
    { name: "with JavaScript" },
    { name: "without JavaScript", testIgnore: "**/*.hydrate.spec.ts", use: { javaScriptEnabled: false } },
  ],
});
