// Answers questions about projects through the JavaScript interface.
//
//   node answers.mjs BINDINGS QUESTIONS
//
// BINDINGS is the module that wasm-bindgen wrote, QUESTIONS a JSON file:
// [{"files": [{"path": "…", "bytes": [45, …]}], "questions": [{"ask": "plan", "arguments": […]}]}].
// Prints a JSON list of lists of answers. Each answer is the text of a JSON object itself, so that
// even the order of its keys can be compared.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import process from "node:process";

const [bindings, questions] = process.argv.slice(2);
const { Project } = createRequire(import.meta.url)(bindings);

function answer(project, { ask, arguments: values }) {
  try {
    return JSON.stringify({ ok: project[ask](...values) });
  } catch (error) {
    if (error.name !== "PlannerError") throw error;
    const { kind, message, diagnostics } = error;
    return JSON.stringify({ error: { kind, message, diagnostics } });
  }
}

const answers = JSON.parse(await readFile(questions, "utf8")).map(({ files, questions }) => {
  const project = new Project(
    files.map(({ path, bytes }) => ({ path, bytes: Uint8Array.from(bytes) })),
  );
  const found = questions.map((question) => answer(project, question));
  project.free();
  return found;
});
process.stdout.write(JSON.stringify(answers));
