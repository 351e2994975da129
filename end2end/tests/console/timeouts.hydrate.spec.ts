import type { ServerResponse } from "node:http";

import { axe, expect, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

test("a call has as many seconds as one gives it, within the operator's limit", async ({ open, page, publisher, backend }) => {
  const answers: ServerResponse[] = [];
  backend.on("/never", (response) => answers.push(response));
  const api = await publisher.add({ name: "Never", service_url: backend.url });
  await open(await api.add({ display_name: "Never", url_template: "/never" }));
  const console = new TryIt(page);
  const options = page.getByRole("button", { name: "Options" });
  await options.click();
  const timeout = page.getByLabel("Timeout (seconds)");
  await expect(page.getByText("At most 120 s, which it is while this is empty.")).toBeVisible();
  await axe(page);
  for (const wrong of ["0", "121", "1.5", "soon"]) {
    await timeout.fill(wrong);
    await expect(page.getByText("Give a whole number of seconds from 1 to 120.")).toBeVisible();
  }
  // Send leads to what is wrong, even where it is hidden.
  await options.click();
  await expect(timeout).toBeHidden();
  await console.send.click();
  await expect(timeout).toBeFocused();
  expect(answers).toHaveLength(0);

  await timeout.fill("1");
  await expect(page.getByText("Give a whole number of seconds")).toHaveCount(0);
  await console.send.click();
  await expect(console.failure).toContainText("The backend did not answer within 1 s.");
  await expect.poll(() => answers[0]?.destroyed).toBe(true);
});
