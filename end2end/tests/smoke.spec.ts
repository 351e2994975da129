import { axe, expect, test } from "../fixtures.ts";

test("the home page opens", async ({ open, page }) => {
  const response = await open("/");
  expect(response?.status()).toBe(200);
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await axe(page);
});

test("a page that does not exist is a 404 with a way on", async ({ open, page }) => {
  const response = await open("/no/such/page");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await axe(page);
  await page.getByRole("main").getByRole("link").first().click();
  await expect(page).not.toHaveURL(/no\/such\/page/);
});

test("an administrator signs in", async ({ page, signIn }) => {
  await signIn();
  await expect(page.getByRole("link", { name: /^Admin/ })).toBeVisible();
});
