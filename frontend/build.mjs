// Builds what pages load into src/appling/runtime/static/dist: styles, scripts, icons, fonts and licences.
// An atom's own style.css becomes a part of app.css; its script.js becomes part-NAME.js, its apart.css part-NAME.css and its
// apart-MANNER.css part-NAME-MANNER.css, which only pages with it load. So do what lies in src/apart, as part-NAME.css.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, parse, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const appling = join(here, "..", "src", "appling");
const atoms = join(appling, "atoms");
const dist = join(appling, "runtime", "static", "dist");
const modules = join(here, "node_modules");
const wanted = JSON.parse(readFileSync(join(appling, "runtime", "look", "fonts.json"), "utf8"));

// Every atom: [its name, its folder].
function folders() {
  return readdirSync(atoms, { withFileTypes: true })
    .filter((kind) => kind.isDirectory())
    .flatMap((kind) => readdirSync(join(atoms, kind.name)).map((name) => [name, join(atoms, kind.name, name)]))
    .filter(([, folder]) => statSync(folder).isDirectory())
    .sort();
}

// The atoms that bring a file of this name: [the atom's name, the file].
function brought(file) {
  return folders().map(([name, folder]) => [name, join(folder, file)]).filter(([, path]) => existsSync(path));
}

function styles() {
  const imports = brought("style.css").map(([, path]) => `@import "${relative(join(here, "src"), path)}" layer(components);\n`);
  writeFileSync(join(here, "src", "atoms.css"), imports.join(""));
  const cli = join(modules, "@tailwindcss", "cli", "dist", "index.mjs");
  const input = join(here, "src", "app.css");
  execFileSync(process.execPath, [cli, "-i", input, "-o", join(dist, "app.css"), "--minify"], {
    cwd: here,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

// What not every page needs: in the layer that it would have in app.css.
async function stylesApart() {
  const own = readdirSync(join(here, "src", "apart")).map((file) => [parse(file).name, join(here, "src", "apart", file)]);
  const options = { minify: true, legalComments: "none", target: ["chrome111", "firefox114", "safari16.4"] };
  for (const [name, path] of [...own, ...broughtApart()]) {
    const contents = `@layer components{${readFileSync(path, "utf8")}}`;
    await build({ ...options, stdin: { contents, loader: "css" }, outfile: join(dist, `part-${name}.css`) });
  }
}

// [NAME or NAME-MANNER, the file] of every style sheet that an atom keeps apart.
function broughtApart() {
  return folders().flatMap(([name, folder]) =>
    readdirSync(folder)
      .map((file) => [file.match(/^apart(-[a-z-]+)?\.css$/), join(folder, file)])
      .filter(([found]) => found)
      .map(([[, manner = ""], path]) => [`${name}${manner}`, path]),
  );
}

async function scripts() {
  const common = { bundle: true, minify: true, legalComments: "none", target: "es2022", absWorkingDir: here };
  const parts = brought("script.js").map(([name, path]) => ({ in: path, out: `part-${name}` }));
  for (const name of ["arrange", "asking"]) parts.push({ in: `src/${name}.js`, out: `part-${name}` });
  const apart = { splitting: true, chunkNames: "part-[name]-[hash]", nodePaths: [modules] };
  await build({ ...common, ...apart, format: "esm", entryPoints: ["src/app.js"], outdir: dist });
  await build({ ...common, ...apart, format: "esm", entryPoints: parts, outdir: dist });
  await build({ ...common, format: "iife", entryPoints: ["src/theme.js"], outdir: dist });
}

function texts(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === dist ? [] : texts(path);
    return entry.name.endsWith(".html") ? [readFileSync(path, "utf8")] : [];
  });
}

// The icons that templates name, and those that names of pages can lead to.
function iconNames() {
  const names = new Set(["layers"]);
  for (const text of texts(appling)) {
    for (const [, name] of text.matchAll(/\bicon\(\s*"([a-z0-9-]+)"/g)) names.add(name);
  }
  const table = readFileSync(join(appling, "runtime", "look", "icons.toml"), "utf8");
  for (const [, name] of table.matchAll(/^([a-z0-9-]+) = """/gm)) names.add(name);
  return [...names].sort();
}

function icons() {
  const symbols = iconNames().map((name) => {
    const file = join(modules, "lucide-static", "icons", `${name}.svg`);
    if (!existsSync(file)) throw new Error(`There is no icon called ${name}.`);
    const inner = readFileSync(file, "utf8").match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
    return `<symbol id="${name}" viewBox="0 0 24 24">${inner.replace(/\s*\n\s*/g, "")}</symbol>`;
  });
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`;
  writeFileSync(join(dist, "icons.svg"), sprite);
}

// Those that stand on every row of a list, which the styles draw as masks.
function masks() {
  for (const name of ["pencil", "trash-2"]) {
    const drawing = readFileSync(join(modules, "lucide-static", "icons", `${name}.svg`), "utf8");
    writeFileSync(join(dist, `${name}.svg`), drawing.replace('stroke-width="2"', 'stroke-width="1.75"'));
  }
}

// The letters of two unicode ranges, each a file of its own, with the weights and forms that pages use and no others.
const letters = {
  latin: [[0x20, 0x7e], [0xa0, 0xff], [0x131], [0x152, 0x153], [0x2013, 0x2014], [0x2018, 0x201a], [0x201c, 0x201e], [0x2022], [0x2026], [0x2039, 0x203a], [0x20ac], [0x2122], [0x2212]],
  "latin-ext": [[0x100, 0x130], [0x132, 0x151], [0x154, 0x17f], [0x218, 0x21b], [0x1e9e], [0x1ea0, 0x1ef9]],
};

function spelled(ranges) {
  return ranges.map(([first, last = first]) => Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)).join("")).join("");
}

async function fonts() {
  for (const [name, { weights, only }] of Object.entries(wanted)) {
    const wght = weights.length > 1 ? { min: weights[0], max: weights[1] } : weights[0];
    for (const [part, ranges] of Object.entries(only ? { latin: [] } : letters)) {
      const file = join(modules, "@fontsource-variable", name, "files", `${name}-${part}-wght-normal.woff2`);
      const options = { targetFormat: "woff2", variationAxes: { wght }, noLayoutClosure: true };
      writeFileSync(join(dist, `${name}-${part}.woff2`), await subsetFont(readFileSync(file), only ?? spelled(ranges), options));
    }
  }
}

// What is sent compressed is compressed here, once and as far as it goes.
function compressed() {
  for (const name of readdirSync(dist).filter((each) => /\.(css|js|svg)$/.test(each))) {
    const bytes = readFileSync(join(dist, name));
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

// Every package whose code, letters or drawings are in the bundle, with its licence in full.
function licences() {
  const bundled = [...Object.keys(wanted).map((name) => `@fontsource-variable/${name}`), "daisyui", "echarts", "htmx.org", "lucide-static", "sortablejs", "topojson-client", "world-atlas", "tailwindcss", "tslib", "zrender"].sort();
  const chapters = bundled.map((name) => {
    const folder = join(modules, name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const files = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /^(licen[cs]e|notice|copying)/i.test(entry.name))
      .map((entry) => entry.name)
      .sort();
    if (!files.length) throw new Error(`${name} has no licence file.`);
    const words = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
    return [`${name} ${version} (${license})`, ...words].join("\n\n");
  });
  writeFileSync(join(dist, "licences.txt"), chapters.join(`\n\n${"=".repeat(78)}\n\n`) + "\n");
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
styles();
await stylesApart();
await scripts();
icons();
masks();
await fonts();
licences();
compressed();
