import type { Page } from "@playwright/test";

import type { Backend } from "../../backend.ts";
import { axe, expect, hydrated, test } from "../../fixtures.ts";
import type { Publisher } from "../../publisher.ts";
import { TryIt } from "../../try_it.ts";

/** Publishes an operation of the backend that takes a page number and an id, and gives back its address in the portal. */
async function publish(publisher: Publisher, backend: Backend, path: string): Promise<string> {
  backend.on(path, (response) => response.end("ok"));
  const api = await publisher.add({ name: "Kept calls", service_url: backend.url });
  return api.add({ display_name: "Look up", url_template: `${path}?page={page}&id={id}` });
}

/** Opens a part of the console that is closed at first. */
async function disclose(page: Page, name: string): Promise<void> {
  await page.getByRole("region", { name: "Try it" }).getByRole("button", { name, exact: true }).click();
}

/** The rows of a list of the console. */
function rows(page: Page, name: string) {
  return page.getByRole("region", { name: "Try it" }).getByRole("list", { name, exact: true }).getByRole("listitem");
}

/** Sends a call with this page number and a secret that nobody may keep. */
async function call(page: Page, number: string): Promise<void> {
  const console = new TryIt(page);
  await console.field("page").fill(number);
  await console.field("id").fill("7");
  await console.sendFor("200 OK");
}

test("calls of somebody who has signed in are listed, repeated and deleted", async ({ open, page, publisher, backend, signIn }) => {
  await signIn();
  const address = await publish(publisher, backend, "/history-kept");
  await open(address);
  const console = new TryIt(page);
  await console.addHeader("X-Api-Key", "hush-1234");
  await call(page, "1");
  await disclose(page, "History");
  await expect(rows(page, "History")).toHaveCount(1);
  await call(page, "2");
  await expect(rows(page, "History")).toHaveCount(2);
  await expect(rows(page, "History").first()).toContainText("200");
  await axe(page);

  // The older one fills the form again, without its secret.
  await rows(page, "History").last().getByRole("button", { name: "Repeat" }).click();
  await expect(console.send).toBeFocused();
  await expect(console.field("page")).toHaveValue("1");
  await expect(console.headers.getByLabel("Header name")).toHaveValue("X-Api-Key");
  await expect(console.headers.getByLabel("Header value")).toHaveValue("");
  await expect(page.getByText("Fill in again: X-Api-Key.")).toBeVisible();

  await rows(page, "History").last().getByRole("button", { name: "Delete" }).click();
  await expect(rows(page, "History")).toHaveCount(1);

  // The page of all calls leads back with the form filled in.
  await page.getByRole("link", { name: "All your calls" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "History" })).toBeVisible();
  await page.getByRole("main").getByRole("searchbox").fill("look 200");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/account\/history\?q=look/);
  await axe(page);
  await page.getByRole("link", { name: "Look up" }).first().click();
  await expect(page).toHaveURL(/\?request=/);
  await expect(console.field("page")).toHaveValue("2");

  await open("/account/history");
  await page.getByRole("link", { name: "Delete all" }).click();
  await expect(page.getByRole("heading", { name: "Delete your history?" })).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("You have made no call yet.")).toBeVisible();
});

test("without an account the browser keeps the calls, without their secrets", async ({ open, page, publisher, backend }) => {
  const address = await publish(publisher, backend, "/history-browser");
  await open(address);
  const console = new TryIt(page);
  await console.addHeader("Authorization", "Bearer hush-1234");
  await call(page, "3");
  await expect.poll(() => page.evaluate(() => localStorage.getItem("loggia-history"))).toContain("Look up");
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain("hush-1234");

  await page.reload();
  await hydrated(page);
  await disclose(page, "History");
  await expect(rows(page, "History")).toHaveCount(1);
  await rows(page, "History").getByRole("button", { name: "Repeat" }).click();
  await expect(console.field("page")).toHaveValue("3");
  await expect(page.getByText("Fill in again: Authorization.")).toBeVisible();
  await rows(page, "History").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No call of this operation is kept yet.")).toBeVisible();
});

test("an example is saved, opened by its link, pinned, and chosen by a guest", async ({ open, page, problems, publisher, backend, signIn, visitor, server }) => {
  await signIn();
  const address = await publish(publisher, backend, "/history-examples");
  await open(address);
  const console = new TryIt(page);
  await console.field("page").fill("4");
  await disclose(page, "Examples");
  await page.getByRole("button", { name: "Save example" }).click();
  await expect(page.getByLabel("Save the form as an example")).toHaveAccessibleDescription(/Please fill this in/);
  await page.getByLabel("Save the form as an example").fill("Fourth page");
  await page.getByRole("button", { name: "Save example" }).click();
  await expect(rows(page, "Examples")).toContainText(["Fourth page"]);
  await axe(page);

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await rows(page, "Examples").getByRole("button", { name: "Copy link" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("?example=");
  const link = await page.evaluate(() => navigator.clipboard.readText());

  // Somebody else has not signed in, but sees the operation.
  await visitor.goto(link);
  await hydrated(visitor);
  await expect(new TryIt(visitor).field("page")).toHaveValue("4");
  await expect(visitor.getByText("The form is filled in with the example “Fourth page”.")).toBeVisible();

  await console.field("page").fill("5");
  await page.getByLabel("Save the form as an example").fill("Fifth page");
  await page.getByLabel("Offer it to everybody who sees this operation").check();
  await page.getByRole("button", { name: "Save example" }).click();
  await expect(rows(page, "Examples")).toHaveCount(2);

  await visitor.goto(server.portal + address);
  await hydrated(visitor);
  await disclose(visitor, "Examples");
  await expect(rows(visitor, "Examples")).toHaveCount(1);
  await visitor.getByRole("button", { name: "Use Fifth page" }).click();
  await expect(new TryIt(visitor).field("page")).toHaveValue("5");
  await expect(new TryIt(visitor).send).toBeFocused();
  await expect(visitor.getByRole("link", { name: /Sign in to save/ })).toBeVisible();

  await page.getByRole("button", { name: "Delete Fourth page" }).click();
  await expect(rows(page, "Examples")).toHaveCount(1);

  // A link that leads nowhere says so, and the form stands as it did.
  problems.allow(/status of 404/);
  await page.goto(link);
  await hydrated(page);
  await expect(page.getByRole("alert")).toContainText("There is no such call or example");
});
