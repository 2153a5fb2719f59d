/** A family of databases that share a syntax. */
export type Dialect = "postgresql" | "mysql" | "sqlite";

/** From base towards the heads, or back. */
export type Direction = "upgrade" | "downgrade";

/** A file of a folder of scripts. It has `bytes` or `text`. */
export interface ProjectFile {
  /** Its path below the folder, with `/` between the parts. */
  path: string;
  /** What is in it. */
  bytes?: Uint8Array;
  /** What is in it, where it is known to be text. */
  text?: string;
}

/** What a plan is asked for. */
export interface PlanRequest {
  direction: Direction;
  /** What a person types: `head`, `-1`, `shop@head`, `ae10+2`. */
  target: string;
  /** The version table's rows, in their order; none for a database at base. */
  from: string[];
  dialect: Dialect;
}

/** How the steps of an offline script are grouped into transactions. */
export type TransactionMode = "step" | "all" | "none";

/** What can be chosen for an offline script. */
export interface OfflineOptions {
  /** One transaction for each step (the default), one for all, or none. */
  transaction?: TransactionMode;
  /** The table that records where the database is; `alembic_version` by default. */
  version_table?: string;
  /** The schema that the table is in; the connection's own by default. */
  version_table_schema?: string;
}

/** A revision at its place in the history. */
export interface Revision {
  /** The id. */
  revision: string;
  /** The ids that it follows. */
  down_revision: string[];
  /** The ids or labels that it depends on, as the script names them. */
  depends_on: string[];
  /** The labels of the branches that it is on, inherited ones included. */
  branch_labels: string[];
  /** What it is for. */
  message: string;
  /** When it was written, as the script says it. */
  created: string | null;
  /** The script's path. */
  path: string;
  /** Whether no revision follows it. */
  is_head: boolean;
  /** Whether it follows none. */
  is_base: boolean;
  /** Whether several revisions follow it. */
  is_branch_point: boolean;
  /** Whether it follows several. */
  is_merge_point: boolean;
}

/** Something worth telling, at a place or about the whole project. */
export interface Diagnostic {
  severity: "error" | "warning" | "information";
  /** The stable name of its kind. */
  code: string;
  /** What is wrong. */
  message: string;
  /** Where. */
  location: Location | null;
  /** Other places that belong to it. */
  related: Related[];
  /** What to do about it. */
  help: string | null;
}

/** A place in a script. */
export interface Location {
  /** The script's path. */
  path: string;
  /** The line, from 1. */
  line: number;
  /** The column in characters, from 1. */
  column: number;
  /** The first byte of the span. */
  start: number;
  /** The byte behind the span. */
  end: number;
}

/** Another place that belongs to a diagnostic. */
export interface Related {
  location: Location;
  /** What it has to do with the diagnostic. */
  message: string;
}

/** Ordered steps, as the plan file holds them. */
export interface Plan {
  /** The version of the format: 1. */
  limbeck_plan: number;
  dialect: Dialect;
  direction: Direction;
  /** The version table's rows before the first step, sorted. */
  from: string[];
  /** The version table's rows after the last step, sorted. */
  to: string[];
  /** In the order in which they run. */
  steps: Step[];
}

/** One revision's upgrade or downgrade. */
export interface Step {
  /** The revision that runs. */
  revision: string;
  direction: Direction;
  /** What the revision is for. */
  message: string;
  /** The script's path. */
  path: string;
  /** The SHA-256 of the script's bytes, in lower-case hexadecimal. */
  sha256: string;
  /** Whether it may run inside a transaction. */
  transaction: boolean;
  /** What runs, in order. */
  statements: Statement[];
  /** What it does to the version table's rows, in order. */
  version_ops: VersionOperation[];
}

/** One SQL statement. */
export interface Statement {
  /** Exactly as it was written, without its terminator. */
  sql: string;
  /** The line of its first byte in the script, from 1. */
  line: number;
  /** Whether the parser could not read it. It runs all the same. */
  opaque: boolean;
  /** The data lines of a `COPY … FROM stdin`, without the closing line. */
  copy_data?: string;
}

/** A change of the version table's rows. */
export type VersionOperation =
  | { op: "insert"; revision: string }
  | { op: "delete"; revision: string }
  | { op: "update"; from: string; to: string };

/** What every method throws when there is no answer. */
export interface PlannerError extends Error {
  /** The stable name of its kind, the same as under the command's `--format json`. */
  kind: string;
  /** What is wrong. */
  message: string;
  /** What is wrong inside scripts, if that is why. */
  diagnostics: Diagnostic[];
}
