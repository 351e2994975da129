import { expect, hydrated, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

// The demo's account, as its documentation gives it to everybody.
const WORKSPACE = "322d52744e430fc3436dd420769f6916";
const SERVICE = "939fc7a2cfcf714681d57a8d9d6303d8";
const KEY = "hj/lr4nWsmH2/TwRTZGaCh/yYzXwxzSarimduNhgU/tQzJg4zXUEMKGTe18RikCafXRe3wvZjyCqp1XQ7JfHMw==";

const RRS = "/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}";
const BODY = '{"Inputs": {"input1": {"ColumnNames": ["Col2"], "Values": [["This is a good day"]]}}, "GlobalParameters": {}}';

/** The columns of the web service's answer: the text itself, and what Feature Hashing made of it. */
type Table = { Results: { output1: { value: { Values: string[][] } } } };

test("what an administrator publishes by the guide, a visitor calls by the guide", async ({ page, server, signIn, visitor }) => {
  const name = `Guide ${test.info().workerIndex}`;

  await test.step("the administrator adds the API", async () => {
    await signIn();
    await page.getByRole("link", { name: /^Admin/ }).click();
    await page.getByRole("link", { name: "Add API" }).click();
    await hydrated(page);
    await page.getByLabel("Web API name").fill(name);
    await page.getByLabel("Web service URL").fill(server.demo);
    await page.getByLabel("Web API URL suffix").fill(name.toLowerCase().replaceAll(" ", "-"));
    await page.getByLabel("Web API URL scheme").selectOption("HTTPS");
    await page.getByLabel("Published").check();
    await page.getByRole("button", { name: "Save" }).click();
  });

  await test.step("and its operation", async () => {
    await page.getByRole("link", { name: "Add operation" }).click();
    await hydrated(page);
    await page.getByLabel("HTTP verb").selectOption("POST");
    await page.getByLabel("URL template").fill(RRS);
    await page.getByLabel("Display name").fill("RRS Execute");
    await page.getByRole("group", { name: "Responses" }).getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("link", { name: "RRS Execute", exact: true })).toBeVisible();
  });

  const console = new TryIt(visitor);

  await test.step("a visitor finds it", async () => {
    await visitor.goto("/");
    await visitor.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "APIs" }).click();
    await visitor.getByRole("main").getByRole("link", { name, exact: true }).click();
    await visitor.getByRole("link", { name: "RRS Execute" }).click();
    await expect(visitor.getByRole("heading", { level: 1, name: "RRS Execute" })).toBeVisible();
    await hydrated(visitor);
  });

  await test.step("fills in what the guide says", async () => {
    await visitor.getByRole("link", { name: "Try it" }).click();
    await expect(console.field("workspace")).toBeFocused();
    await console.field("workspace").fill(WORKSPACE);
    await console.field("service").fill(SERVICE);
    await console.field("apiversion").fill("2.0");
    await console.field("details").fill("true");
    await console.addHeader("Content-Type", "application/json");
    await console.addHeader("Authorization", `Bearer ${KEY}`);
    await console.body.fill(BODY);
  });

  await test.step("and reads the eight numbers", async () => {
    await console.sendFor("200 OK");
    const path = `/workspaces/${WORKSPACE}/services/${SERVICE}/execute?api-version=2.0&details=true`;
    await expect(console.region("Requested URL")).toContainText(`POST ${server.demo}${path}`);
    await expect(console.region("Response latency")).toContainText(/\d ms/);
    await expect(console.header("content-type")).toHaveText("application/json");
    const { Results } = (await console.json()) as Table;
    expect(Results.output1.value.Values).toEqual([["This is a good day", "1", "1", "2", "2", "0", "2", "0", "1"]]);
  });

  await test.step("a wrong key is a 401, shown as what it is", async () => {
    await console.headers.getByLabel("Header value", { exact: true }).last().fill("Bearer wrong");
    await console.sendFor("401 Unauthorized");
    await expect(console.failure).toHaveCount(0);
    expect(await console.json()).toMatchObject({ error: { code: "Unauthorized" } });
  });
});

test("a newcomer's first Send succeeds", async ({ open, page }) => {
  await open("/apis/azureml-demo-api/operations/rrs-execute");
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  await expect(console.text).toContainText("This is a good day");
});
