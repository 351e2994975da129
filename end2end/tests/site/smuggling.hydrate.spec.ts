import { expect, test } from "../../fixtures.ts";

test("what somebody smuggles into a page does not run", async ({ open, page, problems }) => {
  problems.allow(/Content Security Policy|request failed: csp/);
  const refused = new Set<string>();
  page.on("console", (message) => {
    const directive = /directive:? "?'?([a-z-]+)/.exec(message.text());
    if (directive?.[1]) refused.add(directive[1]);
  });
  const smuggled = [
    "<script>window.smuggled = 1</script>",
    '<script src="data:text/javascript,window.smuggled=2"></script>',
    '<link rel="stylesheet" href="data:text/css,body{display:none}">',
    '<base href="https://evil.example/">',
    "<style>body { display: none }</style>",
  ];
  await page.route("/apis", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("<head>", `<head>${smuggled.join("")}`) });
  });
  await open("/apis");
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", `<img src="/favicon.svg" alt="" onload="window.smuggled = 3">`);
    return (document.body.lastElementChild as HTMLImageElement).decode();
  });
  await expect(page.getByRole("main")).toBeVisible();
  expect(await page.evaluate(() => [(window as { smuggled?: number }).smuggled, document.baseURI])).toEqual([undefined, page.url()]);
  expect([...refused].sort()).toEqual(["base-uri", "script-src", "style-src"]);
});
