-- The daily term: who gets it where and when, what each has seen, and what became of every local date.
CREATE TABLE schedules (
    guild_id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL,
    minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),  -- of the local day
    zone TEXT NOT NULL,
    role_id INTEGER,
    category TEXT,
    level TEXT,
    state TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'paused', 'off')),
    is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),  -- the server let the bot go
    gone_since INTEGER,
    day TEXT NOT NULL,  -- the local date that is posted next
    look_at INTEGER,
    fault TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    cycle INTEGER NOT NULL DEFAULT 0,
    last_slug TEXT,
    -- A schedule that runs is always looked at again, whatever befalls it; one that rests never is.
    CHECK ((look_at IS NOT NULL) = (state = 'on' AND is_removed = 0)),
    CHECK ((gone_since IS NOT NULL) = (state = 'off' OR is_removed = 1))
) STRICT;

CREATE INDEX schedules_by_look ON schedules (look_at) WHERE look_at IS NOT NULL;

-- The rota's running cycle.
CREATE TABLE daily_shown (
    guild_id INTEGER NOT NULL REFERENCES schedules ON DELETE CASCADE,
    slug TEXT NOT NULL,
    PRIMARY KEY (guild_id, slug)
) STRICT, WITHOUT ROWID;

-- The ledger.
CREATE TABLE daily_posts (
    guild_id INTEGER NOT NULL REFERENCES schedules ON DELETE CASCADE,
    day TEXT NOT NULL,
    slug TEXT,
    channel_id INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('intended', 'sent', 'missed')),
    at INTEGER NOT NULL,
    message_id INTEGER,
    question TEXT,  -- JSON while it is open
    PRIMARY KEY (guild_id, day),
    CHECK (outcome = 'missed' OR slug IS NOT NULL),
    CHECK (outcome <> 'sent' OR message_id IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE daily_answers (
    guild_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    member_id INTEGER NOT NULL,
    choice INTEGER NOT NULL,
    is_right INTEGER NOT NULL CHECK (is_right IN (0, 1)),
    at INTEGER NOT NULL,
    PRIMARY KEY (guild_id, day, member_id),
    FOREIGN KEY (guild_id, day) REFERENCES daily_posts ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What a member has answered anywhere, for exporting and deleting it.
CREATE INDEX daily_answers_by_member ON daily_answers (member_id);

-- What a life before has left open, for the start.
CREATE INDEX daily_posts_intended ON daily_posts (guild_id) WHERE outcome = 'intended';
