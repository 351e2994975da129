import type { Page } from "@playwright/test";

import { axe, expect, test } from "../fixtures.ts";

const rrs = "/apis/azureml-demo-api/operations/rrs-execute";
const tool = (name: string) => `/apis/toolbox/operations/${name}`;
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const send = (page: Page) => page.getByRole("button", { name: "Send", exact: true }).click();

test("a newcomer's first call succeeds", async ({ open, page, server }) => {
  await open(rrs);
  await page.getByRole("link", { name: "Try it" }).click();
  await expect(field(page, "workspace")).toBeFocused();
  await send(page);
  await expect(region(page, "Response status")).toContainText("200 OK");
  await expect(region(page, "Requested URL")).toContainText(`${server.demo}/workspaces/`);
  await expect(region(page, "Response latency")).toContainText("First byte");
  await expect(region(page, "Response headers")).toContainText("application/json");
  await page.getByRole("button", { name: "Raw" }).click();
  await expect(region(page, "Response content")).toContainText(/"1","1","2","2","0","2","0","1"/);
  await axe(page);
});

test("mistakes are told under their fields, and nothing is sent", async ({ open, page }) => {
  const calls: string[] = [];
  page.on("request", (request) => request.method() === "POST" && calls.push(request.url()));
  await open(rrs);
  await field(page, "workspace").fill("");
  await expect(field(page, "workspace")).toHaveAccessibleDescription("Please fill this in.");
  await field(page, "service").fill("..");
  await field(page, "details").fill("maybe");
  await page.getByRole("button", { name: "Add header" }).click();
  await expect(field(page, "Header name")).toBeFocused();
  await field(page, "Header name").fill("Host");
  await send(page);
  await expect(field(page, "workspace")).toBeFocused();
  await expect(field(page, "service")).toHaveAccessibleDescription(/“.” or “..”/);
  await expect(field(page, "details")).toHaveAccessibleDescription("true or false is expected.");
  await expect(field(page, "Header name")).toHaveAccessibleDescription(/Host is set by the server itself/);
  await axe(page);
  expect(calls).toEqual([]);
});

test("an added header replaces the documented one: a wrong key is a 401", async ({ open, page }) => {
  await open(rrs);
  await page.getByRole("button", { name: "Add header" }).click();
  await field(page, "Header name").fill("Authorization");
  await field(page, "Header value").fill("Bearer wrong");
  await expect(field(page, "Authorization")).toHaveAccessibleDescription("The header added below is sent instead.");
  await field(page, "Header value").press("Control+Enter");
  await expect(region(page, "Response status")).toContainText("401 Unauthorized");
  await page.getByRole("button", { name: "Remove this header" }).click();
  await expect(page.getByRole("button", { name: "Add header" })).toBeFocused();
  await send(page);
  await expect(region(page, "Response status")).toContainText("200 OK");
});

test("a call can be cancelled, and another one made", async ({ open, page }) => {
  await open(tool("wait"));
  await field(page, "seconds").fill("30");
  await send(page);
  await expect(page.getByText("This takes longer than expected.")).toBeVisible();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByText("The call was cancelled.")).toBeVisible();
  await expect(region(page, "Response status")).toHaveCount(0);
  await field(page, "seconds").fill("0");
  await send(page);
  await expect(region(page, "Response status")).toContainText("200 OK");
});

test("leaving the page while a call runs leaves no trouble behind", async ({ open, page }) => {
  await open(tool("slow-stream"));
  await send(page);
  await expect(region(page, "Response content")).toContainText('"line": 1');
  await page.getByRole("link", { name: "Toolbox" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Toolbox");
});

test("a long body is cut and downloaded whole from the same call", async ({ open, page }) => {
  await open(tool("large-json"));
  await field(page, "kilobytes").fill("12000");
  await send(page);
  await expect(region(page, "Response content")).toContainText("too long to be shown whole", { timeout: 30_000 });
  const calls: string[] = [];
  page.on("request", (request) => calls.push(request.method()));
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the whole body" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("large-json.json");
  let size = 0;
  for await (const piece of await download.createReadStream()) size += piece.length;
  expect(size).toBe(12_000 * 1024);
  expect(calls).not.toContain("POST");
});

test("every kind of content is shown as what it is", async ({ open, page }) => {
  const content = region(page, "Response content");
  await open(tool("image"));
  await send(page);
  const image = content.getByRole("img");
  await expect(image).toBeVisible();
  expect(await image.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  for (const [name, text] of [
    ["gzip", "bytes, decoded"],
    ["nothing", "The response has no content."],
    ["text-in-iso-8859-1", "Grüße"],
    ["bytes", "The body is not text."],
  ] as const) {
    await open(tool(name));
    await send(page);
    await expect(content).toContainText(text);
  }
});

test("a failure names its stage and the remedy", async ({ open, page }) => {
  await open(tool("break-off"));
  await send(page);
  await expect(page.getByRole("alert")).toContainText("closed the connection before its response was complete");
  await expect(page.getByRole("alert")).toContainText("Its log can say why");
  await expect(region(page, "Response content")).toContainText("The connection is closed before");
  await axe(page);
});
