-- The index of a store. A row of "words" bears the id of its thing. The place of a thing (body,
-- session, year) stands with its work, so that a work's new place is written once.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE graph (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL);
CREATE TABLE class (name TEXT NOT NULL, label TEXT NOT NULL, above TEXT NOT NULL,
  PRIMARY KEY (name, above)) WITHOUT ROWID;
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT, label TEXT,
  number TEXT, work INTEGER, symbol TEXT, body TEXT, session TEXT, year INTEGER);
CREATE INDEX thing_work ON thing (work);
CREATE TABLE mention (graph INTEGER NOT NULL, thing INTEGER NOT NULL,
  PRIMARY KEY (graph, thing)) WITHOUT ROWID;
CREATE INDEX mention_thing ON mention (thing);
CREATE TABLE spelling (folded TEXT NOT NULL, thing INTEGER NOT NULL,
  PRIMARY KEY (folded, thing)) WITHOUT ROWID;
CREATE INDEX spelling_thing ON spelling (thing);
CREATE VIRTUAL TABLE words USING fts5 (label, title, names, text,
  tokenize = 'porter unicode61 remove_diacritics 2');
