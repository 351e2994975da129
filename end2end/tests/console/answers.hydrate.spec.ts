import { expect, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

const toolbox = (operation: string) => `/apis/toolbox/operations/${operation}`;

test("repeated headers are all shown, and cookies are shown and not kept", async ({ context, open, page }) => {
  await open(toolbox("repeated-headers"));
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  await expect(console.header("x-repeated")).toHaveText(["one", "two", "three, with a comma"]);
  await expect(console.header("set-cookie")).toHaveText(["first=1; Path=/; HttpOnly", "second=2; Path=/; SameSite=Lax"]);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("first");
});

test("every status is shown as what it is", async ({ open, page }) => {
  await open(toolbox("choose-a-status"));
  const console = new TryIt(page);
  for (const [code, status] of [
    ["204", "204 No Content"],
    ["304", "304 Not Modified"],
    ["404", "404 Not Found"],
    ["418", "418 I'm a teapot"],
    ["500", "500 Internal Server Error"],
    ["503", "503 Service Unavailable"],
    ["599", "599"],
  ] as const) {
    await test.step(code, async () => {
      await console.field("code").fill(code);
      await console.sendFor(status);
      await expect(console.failure).toHaveCount(0);
      if (code < "400") await expect(console.region("Response content")).toContainText("The response has no content.");
      else expect(await console.json()).toMatchObject({ status: Number(code) });
    });
  }
});

test("a redirect is shown and not followed", async ({ open, page }) => {
  await open(toolbox("redirect"));
  const console = new TryIt(page);
  await console.sendFor("302 Found");
  await expect(console.header("location")).toHaveText("echo?text=redirected");
  await expect(console.region("Requested URL")).toContainText(/\/toolbox\/redirect$/);
});

test("an image is shown", async ({ open, page }) => {
  await open(toolbox("image"));
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  const image = console.region("Response content").getByRole("img", { name: "The image that the response contains" });
  await expect(image).toHaveJSProperty("complete", true);
  await expect(image).toHaveJSProperty("naturalWidth", 320);
  await expect(image).toHaveJSProperty("naturalHeight", 160);
});

test("gzip is decoded, and both sizes are told", async ({ open, page }) => {
  await open(toolbox("gzip"));
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  expect(await console.json()).toEqual({ encoding: "gzip", compressed: true });
  await expect(console.header("content-encoding")).toHaveText("gzip");
  await expect(console.region("Response content")).toContainText(/\d+ bytes, decoded 37 bytes/);
});

test("text in another encoding is read as it is meant, and broken text is marked", async ({ open, page, publisher, backend }) => {
  await open(toolbox("text-in-iso-8859-1"));
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  await expect(console.text).toHaveText("Grüße aus Österreich, garçon: ½ £ 3");
  await expect(page.getByText("Some bytes are not text")).toHaveCount(0);

  backend.on("/broken", (response) => {
    response.writeHead(200, { "content-type": "text/plain" }).end(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x21]));
  });
  const api = await publisher.add({ name: "Broken text", service_url: backend.url });
  await open(await api.add({ display_name: "Broken", url_template: "/broken" }));
  await console.sendFor("200 OK");
  await expect(console.text).toHaveText("caf\u{fffd}!");
  await expect(console.region("Response content")).toContainText("Some bytes are not text");
});

test("bytes that are no text can be saved", async ({ open, page }) => {
  await open(toolbox("bytes"));
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  await expect(console.region("Response content")).toContainText("The body is not text. It can be downloaded.");
  const downloading = page.waitForEvent("download");
  await console.region("Response content").getByRole("link", { name: "Download" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("bytes.bin");
  const bytes = Buffer.concat(await (await download.createReadStream()).toArray());
  expect(bytes).toEqual(Buffer.from(Array.from({ length: 1024 }, (_, number) => number % 256)));
});

test("JSON is folded out to read, and can be looked at as it came", async ({ open, page }) => {
  await open(toolbox("gzip"));
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  const look = (name: string) => console.region("Response content").getByRole("button", { name, exact: true });
  await expect(look("Pretty")).toHaveAttribute("aria-pressed", "true");
  await expect(console.text).toContainText('"encoding": "gzip",\n');
  await look("Raw").click();
  await expect(look("Raw")).toHaveAttribute("aria-pressed", "true");
  await expect(console.text).toHaveText('{"encoding":"gzip","compressed":true}');
});

test("HTML of a response is text, and nothing in it runs", async ({ open, page, publisher, backend }) => {
  const html = `<script>document.title = "run"</script><img src="/favicon.svg" onerror="document.title = 'run'" onload="document.title = 'run'">`;
  backend.on("/html", (response) => response.writeHead(200, { "content-type": "text/html" }).end(html));
  backend.on("/svg", (response) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8" onload="document.title = 'run'"><script>document.title = "run"</script></svg>`;
    response.writeHead(200, { "content-type": "image/svg+xml" }).end(svg);
  });
  const api = await publisher.add({ name: "Hostile answers", service_url: backend.url });
  const console = new TryIt(page);
  await open(await api.add({ display_name: "HTML", url_template: "/html" }));
  await console.sendFor("200 OK");
  await expect(console.text).toHaveText(html);
  await open(await api.add({ display_name: "SVG", url_template: "/svg" }));
  await console.sendFor("200 OK");
  await expect(console.region("Response content").getByRole("img")).toHaveJSProperty("naturalWidth", 8);
  await expect(page).toHaveTitle(/^SVG/);
});

test("the backend gets what was asked for, and nothing of the portal's", async ({ open, page, publisher, backend, signIn }) => {
  const calls = backend.on("/a%2Fb/", (response) => response.end());
  const api = await publisher.add({ name: "Exactly", service_url: backend.url });
  const operation = await api.add({ verb: "PUT", display_name: "Exactly", url_template: "/{part}/?q={q}" });
  await signIn();
  await open(operation);
  const console = new TryIt(page);
  await console.field("part").fill("a/b");
  await console.field("q").fill("50% of a & b = ż?");
  await page.getByRole("button", { name: "Add parameter" }).click();
  await page.getByLabel("Parameter name").fill("more");
  await page.getByLabel("Parameter value").fill("1 + 1");
  await console.addHeader("X-Tag", "one");
  await console.addHeader("X-Tag", "two");
  await console.body.fill('{"a": "ż"}');
  await page.getByLabel("Content type", { exact: true }).selectOption("application/json");
  await console.sendFor("200 OK");

  expect(calls).toHaveLength(1);
  const [call] = calls;
  expect(call?.method).toBe("PUT");
  const query = new URL(call?.url ?? "", backend.url).searchParams;
  expect([...query]).toEqual([["q", "50% of a & b = ż?"], ["more", "1 + 1"]]);
  expect(call?.body).toBe('{"a": "ż"}');
  expect(call?.headers).toMatchObject({ host: backend.host, "content-type": "application/json", "x-tag": "one, two" });
  for (const name of ["cookie", "origin", "referer", "sec-fetch-site", "x-forwarded-for", "forwarded", "x-request-id"]) {
    expect(call?.headers, name).not.toHaveProperty(name);
  }
});
