import { axe, expect, hydrated, test } from "../../fixtures.ts";
import { Person } from "../../person.ts";
import { code } from "../../totp.ts";

test("an app for codes is set up, asked for, and switched off", async ({ open, page, problems, server }) => {
  problems.allow(/status of 4(01|22)/);
  const person = Person.add(page, server, "careful", test.info());
  const main = page.getByRole("main");
  const give = async (typed: string) => {
    await page.getByLabel("Code", { exact: true }).fill(typed);
    await main.getByRole("button", { name: "Sign in", exact: true }).click();
    await hydrated(page);
  };

  await person.givePassword();
  await expect(page.getByRole("heading", { name: "Sign-in security" })).toBeVisible();
  await hydrated(page);
  await axe(page);
  await page.getByRole("button", { name: "Set up an app" }).click();
  await expect(page.getByRole("img", { name: "QR code for the app" })).toBeVisible();
  await hydrated(page);
  await axe(page);
  const secret = await main.locator("code").innerText();
  await page.getByLabel("Code", { exact: true }).fill("000 000");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByLabel("Code", { exact: true })).toHaveAccessibleDescription(/This code is wrong/);
  await hydrated(page);
  await page.getByLabel("Code", { exact: true }).fill(code(secret));
  await page.getByRole("button", { name: "Confirm" }).click();
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  await hydrated(page);
  await axe(page);
  const recovery = await codes.allInnerTexts();
  await page.getByRole("link", { name: "I have kept them" }).click();
  await expect(page.getByText("Recovery codes left: 10")).toBeVisible();
  await hydrated(page);
  await axe(page);

  await person.signOut();
  await person.givePassword();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await hydrated(page);
  await axe(page);
  expect((await open("/account"))?.status(), "nobody has signed in yet").toBe(401);
  await open("/sign-in/code?next=%2Faccount%2Fsecurity");
  await give("000000");
  await expect(page.getByLabel("Code", { exact: true })).toHaveAccessibleDescription(/This code is wrong/);
  await axe(page);
  // The code of now was used to set the app up.
  await give(code(secret, 1));
  await expect(page.getByRole("heading", { name: "Sign-in security" })).toBeVisible();

  await person.signOut();
  await person.givePassword();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await hydrated(page);
  await give(recovery[0]!);
  await expect(page.getByText("Recovery codes left: 9")).toBeVisible();
  await page.getByLabel("Password or code").fill(person.password);
  await page.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByRole("status")).toHaveText("The app is switched off.");
  await hydrated(page);

  await person.signOut();
  await person.givePassword();
  await expect(page.getByRole("heading", { name: "Sign-in security" })).toBeVisible();
});
