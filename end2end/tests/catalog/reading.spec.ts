import { expect, hasJavaScript, hydrated, test } from "../../fixtures.ts";

test("a visitor reads their way from home to an operation", async ({ open, page }) => {
  await open("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "APIs" }).click();
  await expect(page).toHaveURL(/\/apis$/);
  await page.getByRole("main").getByRole("link", { name: "AzureML Demo API" }).click();
  await expect(page).toHaveURL(/\/apis\/azureml-demo-api$/);
  await expect(page).toHaveTitle(/^AzureML Demo API/);
  const operations = page.getByRole("main").getByRole("listitem").filter({ hasText: "/workspaces/" });
  await expect(operations.getByRole("link")).toHaveText(["RRS Execute", "BES Submit", "BES Start", "BES Status", "BES Delete"]);
  await operations.getByRole("link", { name: "RRS Execute" }).click();
  await expect(page).toHaveURL(/\/apis\/azureml-demo-api\/operations\/rrs-execute$/);
  await expect(page).toHaveTitle(/^RRS Execute/);

  const trail = page.getByRole("navigation", { name: "You are here" });
  await trail.getByRole("link", { name: "AzureML Demo API" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "AzureML Demo API" })).toBeVisible();
});

test("an operation's page says all that a caller needs", async ({ open, page }) => {
  await open("/apis/azureml-demo-api/operations/rrs-execute");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1, name: "RRS Execute" })).toBeVisible();
  await expect(main).toContainText(/\/workspaces\/\{workspace\}\/services\/\{service\}\/execute\?api-version=\{apiversion\}&details=\{details\}/);
  for (const [name, place] of [
    ["workspace", "path"],
    ["service", "path"],
    ["apiversion", "query"],
    ["details", "query"],
    ["Content-Type", "header"],
    ["Authorization", "header"],
  ] as const) {
    const row = main.getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${name}\\b`) }) });
    await expect(row, name).toContainText(place);
    await expect(row, name).toContainText("required");
  }
  await expect(main.getByRole("group", { name: "Sample" }).first()).toContainText("This is a good day");
  for (const status of ["200 OK", "400 Bad Request", "401 Unauthorized", "404 Not Found"]) {
    await expect(main.getByText(status, { exact: true })).toBeVisible();
  }
  // The values of the demo stand in the console's fields, with and without JavaScript.
  const tryIt = page.getByRole("region", { name: "Try it" });
  await expect(tryIt.getByLabel("apiversion", { exact: true })).toHaveValue("2.0");
  await expect(tryIt.getByLabel("Request body", { exact: true })).toHaveValue(/This is a good day/);
  const note = tryIt.locator("noscript p");
  if (hasJavaScript()) await expect(note).toHaveCount(0);
  else await expect(note).toBeVisible();
});

test("a description is read as Markdown, and nothing in it runs", async ({ open, page, publisher }) => {
  const api = await publisher.add({
    name: 'Hostile </script><script>document.title = "run"</script>',
    service_url: "https://backend.example.com",
    description: [
      "A **bold** promise.",
      '<script>document.title = "run"</script>',
      `<img src="/favicon.svg" onload="document.title = 'run'">`,
      `<a href="javascript:document.title = 'run'">plain</a> [link](javascript:document.title='run')`,
      '<style>main { display: none }</style><form action="/sign-out"><button>Free gift</button></form>',
    ].join("\n\n"),
  });
  await open(api.address);
  const main = page.getByRole("main");
  await expect(main.locator("strong", { hasText: "bold" })).toBeVisible();
  await expect(main.getByRole("heading", { level: 1 })).toHaveText(/^Hostile <\/script><script>/);
  await expect(main.getByRole("button", { name: "Free gift" })).toHaveCount(0);
  await expect(main.locator("script, style, [onload], [style]")).toHaveCount(0);
  await expect(page.locator('[href^="javascript:"]')).toHaveCount(0);
  await expect(page).toHaveTitle(/^Hostile/);
});

test("what does not exist is a 404 with a way on", async ({ open, page }) => {
  for (const address of ["/apis/no-such-api", "/apis/toolbox/operations/no-such-operation"]) {
    const response = await open(address);
    expect(response?.status(), address).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: "There is no such page" })).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "Browse the APIs" }).click();
    await expect(page).toHaveURL(/\/apis$/);
    await hydrated(page);
  }
});
