-- revision: 0f8d3b52c6e9
-- down_revision: c90b64ea7d25, e7f3509ac8b4
-- branch_labels:
-- depends_on:
-- created: 2026-04-14 09:00:00+00:00
-- message: merge catalog and accounts

-- migrate:up

-- migrate:down
