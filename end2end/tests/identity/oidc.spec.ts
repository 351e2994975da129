import type { Page } from "@playwright/test";

import { axe, expect, hydrated, test as base } from "../../fixtures.ts";
import { CLIENT, OpenId } from "../../openid.ts";
import { Server } from "../../server.ts";

const test = base.extend<object, { openId: OpenId }>({
  openId: [
    async ({}, use) => {
      const openId = await OpenId.start();
      await use(openId);
      await openId.stop();
    },
    { scope: "worker" },
  ],

  server: [
    async ({ openId }, use) => {
      const server = await Server.start([openId.host]);
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

/** Says at the provider, in its own pages, that this is `who`. */
async function consent(page: Page, who: string): Promise<void> {
  await page.getByPlaceholder("Enter any login").fill(who);
  await page.getByPlaceholder("and password").fill("whatever");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("people sign in with a provider that an administrator has added", async ({ page, open, signIn, visitor, openId, problems }) => {
  problems.allow(/status of 422/);
  // The library's pages ask for a font from elsewhere.
  await visitor.route(/^https:\/\/fonts\.googleapis\.com\//, (route) => route.fulfill({ contentType: "text/css", body: "" }));
  const group = "Staff";
  await signIn();

  await test.step("a group is there for them", async () => {
    await open("/admin/groups");
    await page.getByLabel("Name", { exact: true }).fill(group);
    await page.getByRole("button", { name: "Add group" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(group);
    await hydrated(page);
  });

  await test.step("the provider is added; what is wrong with it is said at its fields", async () => {
    await open("/admin/identity-providers");
    await axe(page);
    await page.getByRole("link", { name: "Add provider" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("New provider");
    await hydrated(page);
    await axe(page);
    const redirectUri = (await page.getByText("/sign-in/callback/").textContent()) ?? "";
    openId.register(redirectUri.trim());
    await page.getByLabel("Name", { exact: true }).fill("Example");
    await page.getByLabel("Issuer URL").fill("login.example.com");
    await page.getByLabel("Client ID").fill(CLIENT.id);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("Issuer URL");
    await hydrated(page);
    await axe(page);
    await expect(page.getByText(redirectUri.trim()), "the redirect URI stays").toBeVisible();
    await page.getByLabel("Issuer URL").fill(openId.issuer);
    await page.getByLabel("Client secret").fill(CLIENT.secret);
    await page.getByLabel("Scopes").fill("openid email profile groups");
    await page.getByRole("button", { name: "Add value" }).click();
    await hydrated(page);
    await page.getByLabel("Value of the claim").fill("staff");
    await page.getByLabel("Group", { exact: true }).selectOption(group);
    // It does not come back with the page.
    await page.getByLabel("Client secret").fill(CLIENT.secret);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Example");
    await hydrated(page);
  });

  await test.step("and tried out", async () => {
    await page.getByRole("button", { name: "Test" }).click();
    await expect(page.getByRole("status")).toContainText("Keys: works.");
    await hydrated(page);
    await axe(page);
  });

  await test.step("a visitor who changes their mind is told so", async () => {
    await visitor.goto("/sign-in");
    await hydrated(visitor);
    await axe(visitor);
    await visitor.getByRole("button", { name: "Sign in with Example" }).click();
    await visitor.getByRole("link", { name: "Cancel" }).click();
    await expect(visitor.getByRole("alert").first()).toContainText("access_denied");
    await hydrated(visitor);
    await axe(visitor);
  });

  await test.step("one who goes on is signed in", async () => {
    await visitor.goto("/sign-in?next=%2Fapis");
    await hydrated(visitor);
    await visitor.getByRole("button", { name: "Sign in with Example" }).click();
    await consent(visitor, "grace");
    await expect(visitor.getByRole("button", { name: "Sign out" })).toBeVisible();
    expect(new URL(visitor.url()).pathname).toBe("/apis");
    await hydrated(visitor);
    await visitor.goto("/account");
    await hydrated(visitor);
    await expect(visitor.getByText("grace@example.com").first()).toBeVisible();
    await expect(visitor.getByLabel("Name")).toHaveValue("The grace");
    await expect(visitor.getByRole("heading", { name: "Set a password" })).toBeVisible();
    await expect(visitor.getByText("This is your only way to sign in.")).toBeVisible();
    await axe(visitor);
  });

  await test.step("and is in the group", async () => {
    await open("/admin/groups");
    await page.getByRole("link", { name: group }).click();
    await hydrated(page);
    await expect(page.getByRole("listitem").filter({ hasText: "grace@example.com" })).toBeVisible();
  });

  await test.step("the account can be closed without a password", async () => {
    await visitor.goto("/account/close");
    await hydrated(visitor);
    await axe(visitor);
    await visitor.getByLabel("Your e-mail address, to confirm").fill("grace@example.com");
    await visitor.getByRole("button", { name: "Close the account" }).click();
    await expect(visitor.getByRole("link", { name: "Sign in" })).toBeVisible();
    await hydrated(visitor);
  });

  await test.step("and the provider removed", async () => {
    await open("/admin/identity-providers");
    await page.getByRole("link", { name: "Example" }).click();
    await expect(page.getByRole("link", { name: "Remove provider" })).toBeVisible();
    await hydrated(page);
    await page.getByRole("link", { name: "Remove provider" }).click();
    await expect(page.getByRole("button", { name: "Delete" })).toBeVisible();
    await hydrated(page);
    await axe(page);
    await page.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("There is no provider yet.")).toBeVisible();
    await hydrated(page);
  });
});
