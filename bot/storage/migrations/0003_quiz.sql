-- The quiz: games, their rounds and answers, what members asked to have judged again, and what the boards add up.
CREATE TABLE games (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: buttons of old messages carry it
    guild_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    host_id INTEGER NOT NULL,  -- 0 once the host has had their data deleted
    questions INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    kind TEXT NOT NULL,
    category TEXT,
    level TEXT,
    scoring TEXT NOT NULL,
    lobby INTEGER NOT NULL,
    seed TEXT NOT NULL,
    phase TEXT NOT NULL DEFAULT 'lobby' CHECK (phase IN ('lobby', 'playing', 'ended')),
    opened_at INTEGER NOT NULL,
    begun_at INTEGER,
    ended_at INTEGER,
    because TEXT,
    counts INTEGER NOT NULL DEFAULT 0 CHECK (counts IN (0, 1)),
    seen_at INTEGER NOT NULL,  -- when the bot was last alive while it ran
    lobby_id INTEGER,
    podium_id INTEGER,
    is_done INTEGER NOT NULL DEFAULT 0 CHECK (is_done IN (0, 1)),  -- its podium is out, or can't be
    CHECK ((ended_at IS NOT NULL) = (phase = 'ended')),
    CHECK ((because IS NOT NULL) = (phase = 'ended')),
    CHECK (begun_at IS NOT NULL OR phase <> 'playing'),
    CHECK (phase = 'ended' OR (counts = 0 AND is_done = 0))
) STRICT;

CREATE UNIQUE INDEX games_one_in_a_channel ON games (channel_id) WHERE phase <> 'ended';
CREATE INDEX games_undone ON games (id) WHERE is_done = 0;
CREATE INDEX games_by_channel ON games (channel_id);
CREATE INDEX games_by_host ON games (host_id);

-- Who joined in the lobby, and from the end of each round on who has answered it. It leads from a member to their
-- answers: an index of the answers themselves would double what recording one costs.
CREATE TABLE players (
    game_id INTEGER NOT NULL REFERENCES games ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    has_joined INTEGER NOT NULL CHECK (has_joined IN (0, 1)),
    PRIMARY KEY (game_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX players_by_member ON players (member_id);

CREATE TABLE rounds (
    game_id INTEGER NOT NULL REFERENCES games ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    slug TEXT NOT NULL,
    question TEXT NOT NULL,  -- JSON: what is asked stays what it was, whatever becomes of the glossary
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'open', 'closed', 'skipped')),
    intended_at INTEGER,  -- its message may be out from then on
    message_id INTEGER,
    opened_at INTEGER,
    closed_at INTEGER,
    reveal_intended_at INTEGER,
    reveal_id INTEGER,
    PRIMARY KEY (game_id, number),
    CHECK ((intended_at IS NULL) = (state = 'planned')),
    CHECK ((closed_at IS NOT NULL) = (state IN ('closed', 'skipped'))),
    CHECK ((message_id IS NULL) = (opened_at IS NULL)),
    CHECK (state <> 'planned' OR opened_at IS NULL),
    CHECK (state <> 'closed' OR opened_at IS NOT NULL)
) STRICT;

-- The times for which the bot was away while a round was open.
CREATE TABLE delays (
    game_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    lasted INTEGER NOT NULL CHECK (lasted > 0),
    PRIMARY KEY (game_id, number, start, lasted),
    FOREIGN KEY (game_id, number) REFERENCES rounds ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE answers (
    game_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    choice INTEGER CHECK (choice BETWEEN 0 AND 3),
    said TEXT,
    at INTEGER NOT NULL,
    is_right INTEGER NOT NULL CHECK (is_right IN (0, 1)),
    points INTEGER,  -- once its round is closed; none if it was skipped
    PRIMARY KEY (game_id, number, member_id),
    FOREIGN KEY (game_id, number) REFERENCES rounds ON DELETE CASCADE,
    CHECK ((choice IS NULL) <> (said IS NULL))
) STRICT, WITHOUT ROWID;

-- "I was right."
CREATE TABLE appeals (
    game_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'refused')),
    at INTEGER NOT NULL,
    message_id INTEGER,
    decided_by INTEGER,  -- none once that member has had their data deleted
    PRIMARY KEY (game_id, number, member_id),
    FOREIGN KEY (game_id, number, member_id) REFERENCES answers ON DELETE CASCADE,
    CHECK (state <> 'open' OR decided_by IS NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX appeals_by_member ON appeals (member_id);
CREATE INDEX appeals_by_decider ON appeals (decided_by) WHERE decided_by IS NOT NULL;

-- What a game that counts came to for each who answered: always the sum of the answers, ten times fewer rows.
CREATE TABLE results (
    game_id INTEGER NOT NULL REFERENCES games ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    points INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    PRIMARY KEY (game_id, member_id)
) STRICT, WITHOUT ROWID;

-- Leaderboards read nothing but this.
CREATE INDEX results_by_end ON results (guild_id, ended_at, member_id, points, correct, answered);
CREATE INDEX results_by_member ON results (member_id);

-- Display names as they were last seen on a server.
CREATE TABLE names (
    member_id INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (member_id, guild_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE hidden (
    member_id INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE quiz_settings (
    guild_id INTEGER PRIMARY KEY,
    host_role_id INTEGER,
    channel_id INTEGER
) STRICT;
