import { expect, hydrated, test } from "../../fixtures.ts";

const WRONG = "E-mail and password do not belong together.";

test("a wrong password is told, and the e-mail address stays", async ({ open, page, problems, administrator }) => {
  problems.allow(/status of 4(01|22)/);
  await open("/apis?q=tool");
  await page.getByRole("link", { name: "Sign in" }).click();
  await hydrated(page);

  for (const email of [administrator.email, "nobody@example.com"]) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    // Whether there is such an account is not told.
    await expect(page.getByLabel("Password")).toHaveAccessibleDescription(WRONG);
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByLabel("Password")).toHaveValue("");
    await hydrated(page);
  }

  await page.getByLabel("E-mail").fill(administrator.email);
  await page.getByLabel("Password").fill(administrator.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  // Back where one came from.
  await expect(page).toHaveURL(/\/apis\?q=tool$/);
  await expect(page.getByText(administrator.email)).toBeVisible();
});

test("signing out ends the session, also for whoever has kept its cookie", async ({ context, open, page, problems, signIn }) => {
  problems.allow(/status of 40[13]/);
  await signIn();
  const cookies = await context.cookies();
  expect(cookies.filter(({ httpOnly, sameSite }) => httpOnly && sameSite === "Lax")).toHaveLength(1);
  expect((await open("/admin/apis"))?.status()).toBe(200);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Admin/ })).toHaveCount(0);
  await hydrated(page);

  await context.addCookies(cookies);
  expect((await open("/admin/apis"))?.status()).toBe(401);
  await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("guessing passwords is slowed down", async ({ open, page, problems }) => {
  problems.allow(/status of 4(01|22|29)/);
  await open("/sign-in");
  const email = `guessed${test.info().workerIndex}x${test.info().repeatEachIndex}@example.com`;
  let status = 0;
  // A slow machine earns attempts back while it guesses.
  for (let guess = 0; guess < 20 && status !== 429; guess++) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(`guess ${guess}`);
    const answering = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    status = (await answering).status();
    await hydrated(page);
  }
  expect(status).toBe(429);
  await expect(page.getByRole("alert").first()).toHaveText(/^Too many attempts\. Try again in \d+ seconds\.$/);
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
});

test("nobody is led to another site after signing in", async ({ open, page, server, administrator }) => {
  await open("/sign-in?next=https%3A%2F%2Fevil.example%2F");
  await page.getByLabel("E-mail").fill(administrator.email);
  await page.getByLabel("Password").fill(administrator.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(new URL(server.portal).origin);
});
