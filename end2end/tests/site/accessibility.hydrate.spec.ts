import { axe, DEAD, expect, hydrated, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

for (const [name, address] of [
  ["home", "/"],
  ["APIs", "/apis"],
  ["no APIs found", "/apis?q=no+such+thing"],
  ["API", "/apis/azureml-demo-api"],
  ["change log", "/apis/azureml-demo-api/changes"],
  ["search", "/search?q=rrs"],
  ["sign-in", "/sign-in"],
  ["sign-up", "/sign-up"],
  ["mail was sent", "/mail-sent"],
  ["confirm an address", "/confirm"],
  ["ask for a new password", "/reset-password"],
  ["choose a new password", "/reset-password/new"],
  ["a page that does not exist", "/no/such/page"],
  ["a page for administrators", "/admin/apis"],
] as const) {
  test(`axe finds nothing on: ${name}`, async ({ open, page }) => {
    await open(address);
    await axe(page);
  });
}

test("axe finds nothing on: operation, before, during and after a call", async ({ open, page, publisher, backend }) => {
  await open("/apis/azureml-demo-api/operations/rrs-execute");
  const console = new TryIt(page);
  await page.getByRole("button", { name: "Add parameter" }).click();
  await console.addHeader("", "a value without a name");
  await axe(page);
  await console.send.click();
  await expect(console.headers.getByLabel("Header name")).toHaveAttribute("aria-invalid", "true");
  await axe(page);
  await console.headers.getByRole("button", { name: "Remove this header" }).click();
  await page.getByRole("button", { name: "Remove this parameter" }).click();
  await console.sendFor("200 OK");
  await axe(page);

  backend.on("/unfinished", (response) => response.writeHead(200, { "content-type": "text/plain" }).write("beginning"));
  const api = await publisher.add({ name: "Unfinished", service_url: backend.url });
  await open(await api.add({ display_name: "Unfinished", url_template: "/unfinished" }));
  await console.send.click();
  await expect(console.text).toHaveText("beginning");
  await axe(page);
  await console.cancel.click();
  await expect(console.send).toBeVisible();
  await axe(page);
});

test("axe finds nothing on: answers of every colour", async ({ open, page, publisher }) => {
  const console = new TryIt(page);
  for (const [operation, status] of [
    ["redirect", "302"],
    ["choose-a-status", "418"],
    ["image", "200"],
    ["bytes", "200"],
  ] as const) {
    await open(`/apis/toolbox/operations/${operation}`);
    await console.sendFor(status);
    await axe(page);
  }
  const api = await publisher.add({ name: "Refused", service_url: `http://${DEAD}` });
  await open(await api.add({ display_name: "Refused", url_template: "/" }));
  await console.send.click();
  await expect(console.failure).toBeVisible();
  await axe(page);
});

test("axe finds nothing on: sign-in that failed", async ({ open, page, problems }) => {
  problems.allow(/status of 4/);
  await open("/sign-in");
  await page.getByLabel("E-mail").fill("somebody@example.com");
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await hydrated(page);
  await axe(page);
});

test("axe finds nothing on: the publisher's lists and forms, with and without mistakes", async ({ open, page, problems, signIn }) => {
  problems.allow(/status of 422/);
  await signIn();
  for (const address of [
    "/admin/apis",
    "/admin/apis/toolbox",
    "/admin/apis/new",
    "/admin/import",
    "/admin/apis/toolbox/operations/image",
  ]) {
    await open(address);
    await axe(page);
  }
  await open("/admin/apis/toolbox/operations/new");
  await page.getByLabel("URL template").fill("/broken/{");
  await page.getByRole("group", { name: "Responses" }).getByRole("button", { name: "Add", exact: true }).click();
  await page.getByLabel("Status").fill("2000");
  await page.getByRole("button", { name: "Add header" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByLabel("URL template")).toHaveAttribute("aria-invalid", "true");
  await hydrated(page);
  await axe(page);
});

test("nothing has to be scrolled sideways on a narrow screen", async ({ open, page, signIn }) => {
  // WCAG 2.2, 1.4.10: 320 pixels.
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn();
  for (const address of [
    "/",
    "/apis",
    "/apis/azureml-demo-api",
    "/apis/azureml-demo-api/operations/rrs-execute",
    "/search?q=a",
    "/admin/import",
    "/admin/apis",
    "/admin/apis/toolbox",
    "/admin/apis/toolbox/operations/large-json",
  ]) {
    await open(address);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, address).toBeLessThanOrEqual(320);
  }
  await open("/apis/azureml-demo-api/operations/rrs-execute");
  await new TryIt(page).sendFor("200 OK");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
