/** A database's schema. */
export interface Schema {
  /** The version of the format: 1. */
  limbeck_schema: number;
  /** `postgresql`, `mysql` or `sqlite`. */
  dialect: Dialect;
  /** The namespaces beside the default one: PostgreSQL's schemas. */
  namespaces: Namespace[];
  /** The extensions (PostgreSQL). */
  extensions: Extension[];
  /** The types that statements made (PostgreSQL). */
  types: UserType[];
  /** The sequences. */
  sequences: Sequence[];
  /** The tables. */
  tables: Table[];
  /** The views, materialized ones included. */
  views: View[];
  /** The functions, procedures and aggregates. */
  routines: Routine[];
  /** The triggers. */
  triggers: Trigger[];
  /** Objects that are known by name and text alone: policies, rules, events, … */
  others: OtherObject[];
  /**
   * The statements that may have changed something in a way that is not known. What they name is
   * as it was before them.
   */
  uncertain: Cause[];
}

/** A namespace. */
export interface Namespace {
  /** Its name. */
  name: string;
  /** What is said of it. */
  comment?: string;
}

/** An extension. */
export interface Extension {
  /** Its name. */
  name: string;
  /** Its version, where that is known. */
  version?: string;
  /** The namespace that its objects are in, if that is not the default one. */
  namespace?: string;
  /** What is said of it. */
  comment?: string;
}

/** A type that statements made. */
export interface UserType {
  /** The namespace, if it is not the default one. */
  namespace?: string;
  /** Its name. */
  name: string;
  /** `enum`, `domain`, `composite` or `other`. */
  kind: "enum" | "domain" | "composite" | "other";
  /** The labels of an enum, in order. */
  labels?: string[];
  /** The values of a composite type, in order. */
  attributes?: Attribute[];
  /** The collation of a domain, where one is named. */
  collation?: string;
  /** The default of a domain. */
  default?: string;
  /** Whether a domain takes no nulls. */
  not_null?: boolean;
  /** The checks of a domain. */
  constraints?: Constraint[];
  /** What stands behind the name of any other type. */
  text?: string;
  /** What is said of it. */
  comment?: string;
  /** The type behind a domain. */
  type?: string;
}

/** A value of a composite type. */
export interface Attribute {
  /** Its name. */
  name: string;
  /** The collation, where one is named. */
  collation?: string;
  /** Its type. */
  type: string;
}

/** A sequence. */
export interface Sequence {
  /** The namespace, if it is not the default one. */
  namespace?: string;
  /** Its name. */
  name: string;
  /** How it counts. */
  options: SequenceOptions;
  /** The table of the column that it goes with. */
  owner_table?: QualifiedName;
  /** The column that it goes with. */
  owner_column?: string;
  /** What is said of it. */
  comment?: string;
  /** The type of its values; `bigint` where nothing is said. */
  type?: string;
}

/**
 * How a sequence counts. What is not said follows from the rest, as the database has it. Values
 * are texts, since some are too large for JSON's numbers.
 */
export interface SequenceOptions {
  /** The first value. */
  start?: string;
  /** From one value to the next. */
  increment?: string;
  /** The smallest value. */
  minimum?: string;
  /** The largest value. */
  maximum?: string;
  /** How many values a session takes at once. */
  cache?: string;
  /** Whether it starts anew behind its last value. */
  cycle?: boolean;
}

/** A table. */
export interface Table {
  /** The namespace, if it is not the default one. */
  namespace?: string;
  /** Its name. */
  name: string;
  /** Its columns, in order. */
  columns: Column[];
  /** Its constraints. MySQL's unique keys are indexes. */
  constraints: Constraint[];
  /** Its indexes, but for those of constraints. */
  indexes: Index[];
  /** `unlogged` or `temporary`, where its rows do not stay for good. */
  persistence?: string;
  /** What else is said of it when it is made. */
  options?: Record<string, string>;
  /** The tables that it has its columns from (PostgreSQL). */
  inherits?: QualifiedName[];
  /** How its rows are divided. */
  partition_by?: string;
  /** The table that it is a part of. */
  partition_of?: QualifiedName;
  /** Which rows of that table are here. */
  partition_bound?: string;
  /**
   * `enabled` or `forced`, where policies decide who sees which row; `dormant` where they will for
   * everybody once they are enabled.
   */
  row_security?: string;
  /** What is said of it. */
  comment?: string;
}

/** A column of a table. */
export interface Column {
  /** Its name. */
  name: string;
  /** Whether it takes nulls. */
  nullable: boolean;
  /** The expression of its default. */
  default?: string;
  /** What it is computed from. */
  generated?: GeneratedColumn;
  /** The sequence that it counts by (PostgreSQL). */
  identity?: Identity;
  /** Whether it counts by itself (MySQL, SQLite). */
  auto_increment?: boolean;
  /** What a change of the row sets it to (MySQL). */
  on_update?: string;
  /** The collation, where one is named. */
  collation?: string;
  /** The character set, where one is named (MySQL). */
  character_set?: string;
  /** What is said of it. */
  comment?: string;
  /** Its type; empty where there is none (SQLite). */
  type: string;
}

/** What a column is computed from. */
export interface GeneratedColumn {
  /** The expression. */
  expression: string;
  /** Whether it is computed when the row is written, not when it is read. */
  stored: boolean;
}

/** The sequence of an identity column. */
export interface Identity {
  /** Whether a given value does not go before the sequence's. */
  always: boolean;
  /** How many values a session takes at once. */
  cache?: string;
  /** Whether it starts anew behind its last value. */
  cycle?: boolean;
  /** From one value to the next. */
  increment?: string;
  /** The largest value. */
  maximum?: string;
  /** The smallest value. */
  minimum?: string;
  /** The first value. */
  start?: string;
}

/** A constraint. */
export type Constraint = PrimaryKey | Unique | ForeignKey | Check | Exclusion;

/** What every constraint may say. */
export interface ConstraintBase {
  /** Its name, where it has one. */
  name?: string;
  /** Whether the database chose the name. */
  generated_name?: boolean;
  /** `deferrable` or `deferred`, where it can be checked later than at once. */
  timing?: string;
  /** Whether nobody looked whether the rows that were there before it fulfil it. */
  not_valid?: boolean;
  /** What is said of it. */
  comment?: string;
}

/** The columns tell the rows apart, and take no nulls. */
export interface PrimaryKey extends ConstraintBase {
  kind: "primary_key";
  /** Columns that the index carries besides. */
  include?: string[];
  /** The columns. */
  parts: IndexPart[];
}

/** The columns tell the rows apart. */
export interface Unique extends ConstraintBase {
  kind: "unique";
  /** Columns that the index carries besides. */
  include?: string[];
  /** Whether two nulls are the same. */
  nulls_not_distinct?: boolean;
  /** The columns. */
  parts: IndexPart[];
}

/** The columns' values are those of a row elsewhere. */
export interface ForeignKey extends ConstraintBase {
  kind: "foreign_key";
  /** The columns of this table. */
  columns: string[];
  /** `FULL` or `PARTIAL`. */
  match?: string;
  /** What happens when the other row is deleted: `CASCADE`, … */
  on_delete?: string;
  /** What happens when the other row's columns change. */
  on_update?: string;
  /** The columns of the other table; none stands for its primary key. */
  referred: string[];
  /** The other table. */
  table: QualifiedName;
}

/** Something is true of each row. */
export interface Check extends ConstraintBase {
  kind: "check";
  /** What. */
  expression: string;
  /** Whether tables that inherit do not have it. */
  no_inherit?: boolean;
  /** Whether nobody looks. */
  not_enforced?: boolean;
}

/** No two rows stand in a relation to each other (PostgreSQL). */
export interface Exclusion extends ConstraintBase {
  kind: "exclusion";
  /** The index's method. */
  method?: string;
  /** The operator of each. */
  operators: string[];
  /** The things that are compared. */
  parts: IndexPart[];
  /** Which rows it is about; all where nothing is said. */
  where?: string;
}

/** An index of a table or a materialized view. */
export interface Index {
  /** Its name. */
  name: string;
  /** `plain`, `unique`, `fulltext` or `spatial`. */
  kind: "plain" | "unique" | "fulltext" | "spatial";
  /** Whether the database made it for a foreign key (MySQL). */
  for_foreign_key?: boolean;
  /** How it is built, where that is said. */
  method?: string;
  /** What it is over, in order. */
  parts: IndexPart[];
  /** Columns that it carries besides. */
  include?: string[];
  /** Whether two nulls are the same. */
  nulls_not_distinct?: boolean;
  /** Storage parameters. */
  options?: Record<string, string>;
  /** What is said of it. */
  comment?: string;
  /** Which rows are in it; all where nothing is said. */
  where?: string;
}

/** One of the things that an index is over: a column or an expression. */
export interface IndexPart {
  /** The column. */
  column?: string;
  /** How many of the column's first characters count (MySQL). */
  prefix_length?: number;
  /** The expression. */
  expression?: string;
  /** The collation, where one is named. */
  collation?: string;
  /** The operator class, where one is named (PostgreSQL). */
  operator_class?: string;
  /** Whether the largest comes first. */
  descending?: boolean;
  /** `first` or `last`, where that is said. */
  nulls?: string;
}

/** A view. */
export interface View {
  /** The namespace, if it is not the default one. */
  namespace?: string;
  /** Its name. */
  name: string;
  /** Whether its rows are stored. */
  materialized?: boolean;
  /** The names of its columns, where they are listed. */
  columns?: string[];
  /** Its query. */
  query: string;
  /** The tables and views that the query reads. */
  reads: QualifiedName[];
  /** What else is said of it when it is made. */
  options?: Record<string, string>;
  /** The indexes of a materialized view. */
  indexes?: Index[];
  /** What is said of it. */
  comment?: string;
  /** What is said of its columns. */
  column_comments?: Record<string, string>;
}

/** A function, a procedure or an aggregate. */
export interface Routine {
  /** The namespace, if it is not the default one. */
  namespace?: string;
  /** Its name. */
  name: string;
  /** `function`, `procedure` or `aggregate`. */
  kind: "function" | "procedure" | "aggregate";
  /** The types of what it takes, which tell routines of one name apart (PostgreSQL). */
  signature?: string[];
  /** What stands in its parentheses. */
  arguments: string;
  /** What it gives. */
  returns?: string;
  /** What its body is written in. */
  language?: string;
  /** What else is said of it: `volatility`, `security`, … */
  attributes?: Record<string, string>;
  /** What it does. */
  body: string;
  /** What is said of it. */
  comment?: string;
}

/** A trigger. */
export interface Trigger {
  /** Its name. */
  name: string;
  /** The table or view that it watches. */
  table: QualifiedName;
  /** `BEFORE`, `AFTER` or `INSTEAD OF`. */
  timing: string;
  /** What it watches for: `INSERT`, `UPDATE OF a, b`, … */
  events: string[];
  /** Whether it acts once for each statement, not once for each row. */
  for_each_statement?: boolean;
  /** What it does: a call in PostgreSQL, statements elsewhere. */
  action: string;
  /** What else is said of it. */
  characteristics?: string;
  /** `disabled`, `replica` or `always`, where it does not act as usual. */
  state?: string;
  /** What is said of it. */
  comment?: string;
  /** When it acts; always where nothing is said. */
  when?: string;
}

/** An object that is known by name and text alone. */
export interface OtherObject {
  /** Of which kind: `policy`, `rule`, `statistics`, `event`, … */
  kind: string;
  /** The namespace, if it is not the default one. */
  namespace?: string;
  /** Its name. */
  name: string;
  /** The table that it belongs to, if it belongs to one. */
  table?: QualifiedName;
  /** What stands behind its name when it is made; empty where that is not known. */
  text: string;
  /** What is said of it. */
  comment?: string;
}

/** A name with its namespace. */
export interface QualifiedName {
  /** The namespace, if it is not the default one. */
  namespace?: string;
  /** The name. */
  name: string;
}

/** A statement that makes something uncertain. */
export interface Cause {
  /** The file's path; empty where it is not from a file. */
  path: string;
  /** The line, from 1; 0 where it is not from a file. */
  line: number;
  /** Why its effect is not known. */
  reason: string;
}

/** One difference. */
export interface Difference {
  /** What differs: `table`, `column`, `index`, … */
  kind: string;
  /** Its name, with that of its table where it is a column. */
  name: string;
  /** The table, view or domain that it belongs to, if it is a part of one. */
  of?: string;
  /** `only_left`, `only_right` or `differs`. */
  change: "only_left" | "only_right" | "differs";
  /** The property that differs: `type`, `nullability`, … */
  property?: string;
  /** What it is on the left; empty where there is none. */
  left?: string;
  /** What it is on the right; empty where there is none. */
  right?: string;
  /** The last statement of the history that made, changed or removed it, where that is known. */
  script?: Origin;
}

/** A statement of a history. */
export interface Origin {
  /** The revision. */
  revision: string;
  /** The script's path. */
  path: string;
  /** The line of the statement's first byte, from 1. */
  line: number;
}
