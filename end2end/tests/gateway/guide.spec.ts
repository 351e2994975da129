import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

import { expect, test } from "../../fixtures.ts";

/** Runs the guide's client; what it prints. */
function run(base: string, key: string): string {
  const { stdout, stderr, status, error } = spawnSync("python3", [resolve("clients/guide.py"), base, key], { encoding: "utf8" });
  expect(status, error?.message ?? stderr).toBe(0);
  return stdout;
}

test("the guide's Python client works through the gateway, as long as its subscription lets it", async ({ server }) => {
  const person = `client${test.info().workerIndex}x${test.info().repeatEachIndex}x${test.info().retry}@example.com`;
  server.addUser(person, "developer", "correct horse battery staple");
  const base = `${server.gateway}/azureml-demo`;

  const unlimited = server.subscribe("unlimited", person);
  for (const key of [unlimited.primaryKey, unlimited.secondaryKey]) {
    const [, json = ""] = run(base, key).split("result:");
    const { Values } = JSON.parse(json).Results.output1.value;
    expect(Values).toEqual([["This is a good day", "1", "1", "2", "2", "0", "2", "0", "1"]]);
  }
  expect(run(base, "wrong")).toContain("status code: 401");
  expect(run(`${server.gateway}/nowhere`, unlimited.primaryKey)).toContain("status code: 404");

  const starter = server.subscribe("starter", person);
  for (let call = 1; call <= 5; call++) expect(run(base, starter.primaryKey)).toContain("result:");
  const sixth = run(base, starter.primaryKey);
  expect(sixth).toContain("status code: 429");
  expect(sixth).toMatch(/Retry-After: \d+/i);

  server.suspend(unlimited.id);
  expect(run(base, unlimited.primaryKey), "by the very next call").toContain("status code: 403");
});
