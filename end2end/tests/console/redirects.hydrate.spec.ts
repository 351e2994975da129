import { axe, expect, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

test("a redirect is shown, followed when one asks for it, and every answer can be looked at again", async ({ open, page, publisher, backend }) => {
  backend.on("/first", (response) => response.writeHead(302, { location: "/second?page=2" }).end("moved"));
  const second = backend.on("/second", (response) => response.writeHead(308, { location: "third" }).end());
  const third = backend.on("/third", (response) => response.writeHead(200, { "content-type": "text/plain" }).end("arrived"));
  const api = await publisher.add({ name: "Redirects", service_url: backend.url });
  await open(await api.add({ display_name: "First", url_template: "/first", verb: "POST" }));
  const console = new TryIt(page);
  await console.addHeader("X-Mine", "1");
  await console.sendFor("302 Found");
  const redirect = page.getByRole("region", { name: "Redirect", exact: true });
  await expect(redirect).toContainText(`Redirect to ${backend.url}/second?page=2`);
  await expect(redirect).toContainText("It asks for a GET request there.");
  expect(second, "nothing is followed by itself").toHaveLength(0);

  await redirect.getByRole("button", { name: "Follow" }).click();
  await expect(console.region("Response status")).toContainText("308");
  await expect(console.region("Requested URL")).toContainText(`GET ${backend.url}/second?page=2`);
  expect(second[0]?.method).toBe("GET");
  expect(second[0]?.headers["x-mine"]).toBe("1");
  await redirect.getByRole("button", { name: "Follow" }).click();
  await expect(console.region("Response status")).toContainText("200 OK");
  await expect(console.text).toHaveText("arrived");
  expect(third).toHaveLength(1);

  const hops = page.getByRole("region", { name: "Redirects that were followed" });
  await expect(hops.getByRole("listitem")).toHaveText([
    `302 POST ${backend.url}/first`,
    `308 GET ${backend.url}/second?page=2`,
    `200 GET ${backend.url}/third`,
  ]);
  await axe(page);
  await hops.getByRole("button", { name: "302 POST" }).click();
  await expect(console.region("Response status")).toContainText("302 Found");
  await expect(console.text).toHaveText("moved");
  await expect(hops.getByRole("button", { name: "302 POST" })).toBeFocused();
  await hops.getByRole("button", { name: "200 GET" }).click();
  await expect(console.text).toHaveText("arrived");

  await console.sendFor("302 Found");
  await expect(hops).toHaveCount(0);
});

test("a redirect to another origin says what is left out, and may be blocked", async ({ open, page, publisher, backend }) => {
  backend.on("/away", (response) => response.writeHead(302, { location: "http://169.254.169.254/latest" }).end());
  const api = await publisher.add({ name: "Away", service_url: backend.url });
  await open(await api.add({ display_name: "Away", url_template: "/away" }));
  const console = new TryIt(page);
  await console.addHeader("X-Api-Key", "hush");
  await console.sendFor("302 Found");
  const redirect = page.getByRole("region", { name: "Redirect", exact: true });
  await expect(redirect).toContainText("The address is of another origin.");
  await expect(redirect).toContainText("Left out there, because they may say who you are: X-Api-Key.");
  await redirect.getByRole("button", { name: "Follow" }).click();
  await expect(console.failure).toContainText("The outbound policy does not allow calls to this address.");
  await expect(page.getByRole("region", { name: "Redirects that were followed" }).getByRole("listitem").last()).toHaveText("failed GET http://169.254.169.254/latest");
});

test("what is no address is not offered", async ({ open, page, publisher, backend }) => {
  backend.on("/script", (response) => response.writeHead(302, { location: "javascript:alert(1)" }).end());
  const api = await publisher.add({ name: "Script", service_url: backend.url });
  await open(await api.add({ display_name: "Script", url_template: "/script" }));
  const console = new TryIt(page);
  await console.sendFor("302 Found");
  const redirect = page.getByRole("region", { name: "Redirect", exact: true });
  await expect(redirect).toContainText("This is no address that can be called.");
  await expect(redirect.getByRole("button")).toHaveCount(0);
});
