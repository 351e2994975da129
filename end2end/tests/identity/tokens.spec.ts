import { axe, expect, hydrated, test } from "../../fixtures.ts";

test("a token is made, shown once and revoked", async ({ page, open, signIn, problems }) => {
  problems.allow(/status of 422/);
  const name = `Nightly ${test.info().project.name} ${test.info().workerIndex}-${test.info().repeatEachIndex}`;
  await signIn();
  await open("/account");
  await page.getByRole("link", { name: "API tokens" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("API tokens");
  await hydrated(page);
  await axe(page);
  await page.getByRole("button", { name: "Make the token" }).click();
  await expect(page.getByRole("alert")).toContainText("Name");
  await hydrated(page);

  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Allows").selectOption("read");
  await page.getByLabel("Expires").selectOption("30d");
  await page.getByRole("button", { name: "Make the token" }).click();
  const token = page.getByLabel("Token", { exact: true });
  await expect(token).toHaveValue(/^lgt_[0-9a-f]{48}$/);
  await hydrated(page);
  await axe(page);
  const secret = await token.inputValue();
  const origin = new URL(page.url()).origin;
  const ask = () => fetch(`${origin}/api/v1/apis`, { headers: { authorization: `Bearer ${secret}` } });
  expect((await ask()).status).toBe(200);

  await open("/account/tokens");
  await expect(page.getByLabel("Token", { exact: true })).toHaveCount(0);
  const row = page.getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText("read");
  await row.getByRole("button", { name: `Revoke: ${name}` }).click();
  await expect(page.getByRole("listitem").filter({ hasText: name })).toHaveCount(0);
  expect((await ask()).status).toBe(401);
});
