// Bundles the editor of the console into public/editor/, under a name that changes with its content, beside the licences
// of what is in it.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../public/editor");

const { metafile, outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: ["../src/console/editor/editor.ts"],
  nodePaths: [join(here, "node_modules")],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  banner: { js: "/*! CodeMirror and what it stands on, MIT: see licences.txt beside this file */" },
  metafile: true,
  write: false,
});
const script = outputFiles[0]?.contents ?? new Uint8Array();

const packages = Object.keys(metafile.inputs)
  .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
  .filter((name) => name !== undefined);
const licences = [...new Set(packages)].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const file = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (!file) throw new Error(`${name} has no licence`);
  return `${name}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
});

// 128 bits, as cargo-leptos names its own files.
const hash = createHash("sha256").update(script).digest("base64url").slice(0, 22);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
writeFileSync(join(out, `editor.${hash}.js`), script);
writeFileSync(join(out, "licences.txt"), licences.join("\n---\n\n"));
