// What JavaScript passes in, and what it gets thrown when that is wrong.
//
//   LIMBECK_TEST_BINDINGS=limbeck_planner.js node --test interface.test.mjs

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import process from "node:process";
import { test } from "node:test";

const { Project, previewMerge } = createRequire(import.meta.url)(process.env.LIMBECK_TEST_BINDINGS);

const text = "-- revision: aaa\n\n-- migrate:up\nCREATE TABLE é (a INT);\n";
const request = { direction: "upgrade", target: "head", from: [], dialect: "sqlite" };

test("a file has its text or its bytes", () => {
  const bytes = new TextEncoder().encode(text);
  const ofText = new Project([{ path: "a.sql", text }]);
  const ofBytes = new Project([{ path: "a.sql", bytes }]);
  assert.deepEqual(ofText.plan(request), ofBytes.plan(request));
  assert.equal(ofText.plan(request).steps[0].statements[0].sql, "CREATE TABLE é (a INT)");
});

test("a wrong list of files is thrown", () => {
  const wrong = [
    undefined,
    null,
    1,
    "a.sql",
    {},
    [1],
    [{ path: "a.sql" }],
    [{ text }],
    [{ path: "a.sql", text, bytes: new Uint8Array() }],
    [{ path: "a.sql", text: 1 }],
  ];
  for (const files of wrong) {
    assert.throws(() => new Project(files), { name: "PlannerError", kind: "usage" });
  }
});

test("a wrong request is thrown", () => {
  const project = new Project([{ path: "a.sql", text }]);
  const wrong = [
    undefined,
    {},
    { ...request, direction: "sideways" },
    { ...request, dialect: "oracle" },
    { ...request, from: "aaa" },
    { ...request, target: null },
    { ...request, to: "aaa" },
  ];
  for (const request of wrong) {
    assert.throws(() => project.plan(request), { name: "PlannerError", kind: "usage" });
    assert.throws(() => project.offlineSql(request), { name: "PlannerError", kind: "usage" });
  }
  for (const options of [1, { transaction: "some" }, { table: "x" }]) {
    assert.throws(() => project.offlineSql(request, options), { kind: "usage" });
  }
});

test("an error is an Error with a stack", () => {
  const project = new Project([]);
  assert.throws(
    () => project.plan({ ...request, target: "nowhere" }),
    (error) =>
      error instanceof Error &&
      typeof error.stack === "string" &&
      error.kind === "revision_not_found" &&
      error.message.includes("nowhere") &&
      Array.isArray(error.diagnostics),
  );
});

test("options are optional", () => {
  const project = new Project([{ path: "a.sql", text }]);
  const plain = project.offlineSql(request);
  assert.equal(plain, project.offlineSql(request, {}));
  assert.equal(plain, project.offlineSql(request, { transaction: "step" }));
  assert.notEqual(plain, project.offlineSql(request, { transaction: "none" }));
  assert.match(project.offlineSql(request, { version_table: "v", transaction: "all" }), /\bv\b/);
});

test("two folders are merged", () => {
  const script = (id, parent, sql) => ({
    path: `${id}.sql`,
    text: `-- revision: ${id}\n-- down_revision: ${parent}\n\n-- migrate:up\n${sql};\n`,
  });
  const base = script("aaa", "", "CREATE TABLE a (id int)");
  const left = [base, script("bbb", "aaa", "ALTER TABLE a ADD COLUMN x int")];
  const right = [base, script("ccc", "aaa", "ALTER TABLE a RENAME TO b")];
  const preview = previewMerge(left, right, { left: "mine", right: "main", dialect: "sqlite" });
  assert.deepEqual(preview.presence, { aaa: "both", bbb: "left", ccc: "right" });
  assert.deepEqual(preview.merged_heads, ["bbb", "ccc"]);
  assert.equal(preview.clean, false);
  assert.equal(preview.conflicts[0].verdict, "order_matters");
  assert.equal(preview.conflicts[0].collisions[0].kind, "removed_and_used");
  assert.throws(() => previewMerge(left, 1, { left: "a", right: "b" }), { kind: "usage" });
  assert.throws(() => previewMerge(left, right, { left: "a" }), { kind: "usage" });
  assert.throws(() => previewMerge(left, right, { left: "a", right: "b", dialect: "oracle" }), {
    kind: "usage",
  });
});
