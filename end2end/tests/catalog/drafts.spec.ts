import { expect, hydrated, test } from "../../fixtures.ts";

test("a draft is for administrators only, by whatever way one comes", async ({ page, signIn, visitor, publisher, backend }) => {
  const calls = backend.on("/secret", (response) => response.end());
  const name = `Unannounced ${test.info().workerIndex}-${test.info().repeatEachIndex}`;
  const api = await publisher.add({ name, service_url: backend.url, published: false });
  const operation = await api.add({ display_name: "Secret", url_template: "/secret" });
  const [, , slug, , operationSlug] = operation.split("/");
  const data = `/api/private/operation?api=${slug}&operation=${operationSlug}`;
  const send = { data: { operation: "" } };

  await test.step("an administrator sees it, marked as a draft", async () => {
    await signIn();
    await page.goto(`/apis?q=${name}`);
    await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: name })).toContainText("Draft");
    const answer = await page.request.get(data);
    expect(answer.status(), await answer.text()).toBe(200);
    send.data.operation = ((await answer.json()) as { id: string }).id;
    expect((await page.request.post("/console/send", send)).status()).toBe(200);
    expect(calls).toHaveLength(1);
  });

  await test.step("a visitor finds it in no list", async () => {
    await visitor.goto(`/apis?q=${name}`);
    await hydrated(visitor);
    await expect(visitor.getByText("No API matches your search.")).toBeVisible();
  });

  await test.step("nor by its address", async () => {
    for (const address of [api.address, operation]) {
      expect((await visitor.goto(address))?.status(), address).toBe(404);
      await hydrated(visitor);
      expect(await visitor.content()).not.toContain(name);
    }
  });

  await test.step("nor by its data, nor can they call it by its id", async () => {
    const answer = await visitor.request.get(data);
    expect(answer.status()).toBe(404);
    expect(await answer.text()).not.toContain(name);
    expect((await visitor.request.post("/console/send", send)).status()).toBe(404);
    expect(calls).toHaveLength(1);
  });

  await test.step("until it is published", async () => {
    await page.goto(`/admin${api.address}`);
    await hydrated(page);
    await page.getByLabel("Published").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("Published")).toBeChecked();
    expect((await visitor.goto(operation))?.status()).toBe(200);
    await hydrated(visitor);
  });
});

test("the publisher's pages are closed to visitors, with the way to sign in", async ({ open, page, administrator, problems }) => {
  problems.allow(/status of 40[13]/);
  const response = await open("/admin/apis/new");
  expect(response?.status()).toBe(401);
  await expect(page.getByLabel("Web API name")).toHaveCount(0);
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await hydrated(page);
  await page.getByLabel("E-mail").fill(administrator.email);
  await page.getByLabel("Password").fill(administrator.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("link", { name: /^Admin/ })).toBeVisible();
});
