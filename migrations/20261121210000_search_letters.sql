-- While somebody types `listOrd` or `get account 1`, all words that begin so were gathered and merged for every key. The
-- words of names have an index of their own now that knows their beginnings, and the number at a word's end is a word of
-- its own, as the program makes them from here on. The words are kept nowhere else, so they are read from the index.
CREATE VIRTUAL TABLE temp.known_words USING fts5vocab (main, search_words, instance);

CREATE TABLE temp.words AS
SELECT doc, col, rtrim(term, '0123456789') || ' ' || substr(term, length(rtrim(term, '0123456789')) + 1) AS words
FROM temp.known_words;

DROP TABLE temp.known_words;
DROP TRIGGER search_entries_removed;
DROP TABLE search_words;

CREATE VIRTUAL TABLE search_titles USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6 7 8 9 10', tokenize = 'unicode61 remove_diacritics 0'
);
INSERT INTO search_titles (rowid, words)
SELECT doc, group_concat(words, ' ') FROM temp.words WHERE col = 'title' GROUP BY doc;

-- Those of names and all others.
CREATE VIRTUAL TABLE search_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 0'
);
INSERT INTO search_words (rowid, words) SELECT doc, group_concat(words, ' ') FROM temp.words GROUP BY doc;

DROP TABLE temp.words;

CREATE TRIGGER search_entries_removed AFTER DELETE ON search_entries BEGIN
    DELETE FROM search_titles WHERE rowid = old.id;
    DELETE FROM search_words WHERE rowid = old.id;
END;
