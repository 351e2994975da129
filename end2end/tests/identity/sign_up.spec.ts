import { axe, expect, hydrated, test } from "../../fixtures.ts";

/** The address of the page that the last mail of `server` to `recipient` leads to. */
async function linkFor(log: () => string, recipient: string, path: string): Promise<string> {
  const find = () => {
    const mail = log().slice(log().lastIndexOf(`mail to ${recipient}`));
    return mail.match(new RegExp(`http://\\S+${path}\\?token=[0-9a-f]{64}`))?.[0] ?? "";
  };
  await expect.poll(find, { message: `a mail to ${recipient} with a link to ${path}` }).not.toBe("");
  return find();
}

test("an account is created, confirmed, used, given another password, and closed", async ({ open, page, problems, server }) => {
  problems.allow(/status of 4(01|22)/);
  const { workerIndex, repeatEachIndex, retry } = test.info();
  const email = `newcomer${workerIndex}x${repeatEachIndex}x${retry}@example.com`;
  const signIn = async (password: string) => {
    await page.getByLabel("E-mail").first().fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
    await hydrated(page);
  };

  await open("/sign-in");
  await axe(page);
  await page.getByRole("link", { name: "Create an account" }).click();
  await expect(page.getByRole("heading", { name: "Create an account" })).toBeVisible();
  await hydrated(page);
  await axe(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("too short");
  await page.getByRole("button", { name: "Create an account" }).click();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/at least 12 characters/);
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await hydrated(page);
  await axe(page);
  await page.getByLabel("Password").fill("the first password");
  await page.getByRole("button", { name: "Create an account" }).click();
  await expect(page.getByRole("heading", { name: "Look for mail" })).toBeVisible();
  await hydrated(page);
  await axe(page);

  const confirmation = await linkFor(server.log, email, "/confirm");
  await open("/sign-in");
  await signIn("the first password");
  await expect(page.getByRole("button", { name: "Send the mail again" })).toBeVisible();
  await axe(page);

  await open(confirmation);
  await axe(page);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("status")).toHaveText("Your e-mail address is confirmed. You can sign in now.");
  await hydrated(page);
  await open(confirmation);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("alert")).toContainText("This link was used already");
  await hydrated(page);
  await axe(page);

  await open("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await hydrated(page);
  await axe(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look for mail" })).toBeVisible();
  await open(await linkFor(server.log, email, "/reset-password/new"));
  await axe(page);
  await page.getByLabel("New password").fill("the second password");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("status")).toContainText("Your password was changed.");
  await hydrated(page);
  await signIn("the second password");
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();

  await page.getByRole("link", { name: "Account", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Account" })).toBeVisible();
  await hydrated(page);
  await axe(page);
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByRole("button", { name: "Save the name" }).click();
  await expect(page.getByRole("status")).toHaveText("Your name was saved.");
  await expect(page.getByLabel("Name")).toHaveValue("Ada Lovelace");
  await hydrated(page);
  await page.getByRole("main").getByRole("link", { name: "Where you are signed in" }).click();
  await expect(page.getByText("This browser")).toBeVisible();
  await hydrated(page);
  await axe(page);

  await open("/account/close");
  await axe(page);
  await page.getByLabel("Password").fill("the second password");
  await page.getByRole("button", { name: "Close the account" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect((await open("/account"))?.status()).toBe(401);
});
