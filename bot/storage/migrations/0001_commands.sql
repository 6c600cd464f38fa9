-- Which commands an application has: syncing them at every start gets rate limited, so only a change is sent.
CREATE TABLE synced_commands (
    application_id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL
) STRICT;
