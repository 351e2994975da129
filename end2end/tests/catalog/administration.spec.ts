import { axe, expect, hydrated, test } from "../../fixtures.ts";

const RRS = "/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}";

/** A name that no other test has taken on the same server. */
const unique = (name: string) => `${name} ${test.info().parallelIndex}${test.info().project.name.length}`;

test("an API and an operation are added in the guide's words", async ({ page, signIn }) => {
  await signIn();
  await page.getByRole("link", { name: /^Admin/ }).click();
  await page.getByRole("link", { name: "Add API" }).click();
  await hydrated(page);
  const name = unique("Guide");
  await page.getByLabel("Web API name").fill(name);
  await page.getByLabel("Web service URL").fill("https://ussouthcentral.services.azureml.net");
  await page.getByLabel("Web API URL suffix").fill(name.toLowerCase().replaceAll(" ", "-"));
  await page.getByLabel("Web API URL scheme").selectOption("HTTPS");
  await page.getByLabel("Published").check();
  await axe(page);
  await page.getByRole("button", { name: "Save" }).click();

  await page.getByRole("link", { name: "Add operation" }).click();
  await hydrated(page);
  await page.getByLabel("HTTP verb").selectOption("POST");
  await page.getByLabel("URL template").fill(RRS);
  await page.getByLabel("Display name").fill("RRS Execute");
  const responses = page.getByRole("group", { name: "Responses" });
  await responses.getByRole("button", { name: "Add" }).click();
  await expect(responses.getByLabel("Status")).toHaveValue("200");
  await expect(responses.getByText("OK", { exact: true })).toBeVisible();
  for (const parameter of ["workspace", "service", "apiversion", "details"]) {
    await expect(page.getByRole("group", { name: parameter, exact: true })).toBeVisible();
  }
  await axe(page);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "RRS Execute", exact: true }).click();
  await hydrated(page);
  await expect(page.getByLabel("URL template")).toHaveValue(RRS);
  await expect(page.getByLabel("HTTP verb")).toHaveValue("POST");
  await axe(page);
});

test("a form that is not accepted says why at its fields and keeps what was typed", async ({ page, open, signIn, problems }) => {
  problems.allow(/422/);
  await signIn();
  await open("/admin/apis/new");
  await page.getByLabel("Web API name").fill("Kept");
  await page.getByLabel("Web service URL").fill("not an address");
  await page.getByLabel("Web API name").press("Enter");
  const alert = page.getByRole("alert");
  await expect(alert).toBeFocused();
  await expect(page.getByLabel("Web API name")).toHaveValue("Kept");
  await expect(page.getByLabel("Web service URL")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Web service URL")).toHaveAccessibleDescription(/http:\/\/ or https:\/\//);
  await alert.getByRole("link", { name: /^Web service URL/ }).click();
  await expect(page.getByLabel("Web service URL")).toBeInViewport();
  await axe(page);
});

test("rows come and go, and what was typed into the others stays", async ({ page, open, signIn }) => {
  await signIn();
  await open("/admin/apis/azureml-demo-api/operations/new");
  await page.getByLabel("URL template").fill("/a/{one}?b={two}");
  await page.getByRole("button", { name: "Add header" }).click();
  const headers = page.getByRole("group", { name: "Request headers" });
  await headers.getByLabel("Name", { exact: true }).fill("X-First");
  await page.getByRole("button", { name: "Add header" }).click();
  await headers.getByLabel("Name", { exact: true }).nth(1).fill("X-Second");
  await page.getByRole("group", { name: "one", exact: true }).getByLabel("Example").fill("1");
  await headers.getByRole("button", { name: /^Remove/ }).first().click();
  await expect(headers.getByLabel("Name", { exact: true })).toHaveValue("X-Second");
  await expect(page.getByRole("group", { name: "one", exact: true }).getByLabel("Example")).toHaveValue("1");
  await page.getByRole("button", { name: "Add content type" }).click();
  const body = page.getByRole("group", { name: "Request body" });
  await expect(body.getByLabel("Content type")).toHaveValue("application/json");
  await axe(page);
});

test("deleting says what goes and asks once", async ({ page, open, signIn }) => {
  await signIn();
  await open("/admin/apis/azureml-demo-api");
  await page.getByRole("button", { name: "Duplicate API" }).click();
  await hydrated(page);
  await expect(page.getByText("Draft", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Delete API" }).click();
  await expect(page.getByText("Its 5 operations go with it:")).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/admin\/apis$/);
});
