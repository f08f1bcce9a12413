-- Dates and times over ISO text and unix numbers, with modifiers.

CREATE TABLE e(id INTEGER PRIMARY KEY, d TEXT, ts TEXT, unix INTEGER, jd REAL, day DATE, at DATETIME);
INSERT INTO e VALUES
 (1, '2024-01-31', '2024-01-31 23:59:59', 1706745599, 2460341.5, '2024-01-31', '2024-01-31 23:59:59'),
 (2, '2024-02-29', '2024-02-29T12:30:00', 1709209800, 2460370.020833, '2024-02-29', '2024-02-29 12:30:00.123'),
 (3, '1999-12-31', '1999-12-31 00:00:00.500', 946598400, 2451543.5, '1999-12-31', '1999-12-31 00:00'),
 (4, NULL, NULL, NULL, NULL, NULL, NULL),
 (5, '1970-01-01', '1970-01-01 00:00:00Z', 0, 2440587.5, '1970-01-01', '1970-01-01 00:00:00'),
 (6, 'garbage', '2024-13-01 00:00:00', -86400, 0.0, '', '12:34:56'),
 (7, '2023-03-26', '2023-03-26 01:30:00+02:00', 1679787000, 2460029.5, '2023-03-26', '2023-03-26 02:00:00'),
 (8, '0001-01-01', '9999-12-31 23:59:59', 253402300799, 5373484.499988, '9999-12-31', '0000-01-01 00:00:00'),
 (9, '2024-02-30', '2024-06-15 24:00:00', 1718409600, 2460476.5, '2024-06-15', '2024-06-15 23:60:00');

SELECT id, date(d), date(ts), date(day), date(at) FROM e ORDER BY id;
SELECT id, time(ts), time(at), time(d) FROM e ORDER BY id;
SELECT id, datetime(ts), datetime(at), datetime(d) FROM e ORDER BY id;
SELECT id, julianday(d), julianday(ts), julianday(day) FROM e ORDER BY id;
SELECT id, unixepoch(d), unixepoch(ts), unixepoch(at) FROM e ORDER BY id;
SELECT id, date(unix, 'unixepoch'), time(unix, 'unixepoch'), datetime(unix, 'unixepoch') FROM e ORDER BY id;
SELECT id, datetime(unix), date(unix), datetime(unix, 'auto'), date(jd), datetime(jd), time(jd) FROM e ORDER BY id;
SELECT id, date(jd, 'julianday'), datetime(jd, 'auto') FROM e ORDER BY id;
SELECT id, date(d, '+1 day'), date(d, '-1 day'), date(d, '+1 month'), date(d, '-1 month'), date(d, '+1 year') FROM e ORDER BY id;
SELECT id, date(d, '+30 days'), date(d, '+12 months'), date(d, '-4 years'), date(d, '1 day') FROM e ORDER BY id;
SELECT id, date(d, 'start of month'), date(d, 'start of year'), date(ts, 'start of day') FROM e ORDER BY id;
SELECT id, date(d, 'start of month', '+1 month', '-1 day') FROM e ORDER BY id;
SELECT id, date(d, 'weekday 0'), date(d, 'weekday 1'), date(d, 'weekday 6') FROM e ORDER BY id;
SELECT id, datetime(ts, '+1 hour'), datetime(ts, '-90 minutes'), datetime(ts, '+1.5 seconds'), datetime(ts, '+36 hours') FROM e ORDER BY id;
SELECT id, datetime(ts, '+01:30'), datetime(ts, '-00:00:01'), datetime(ts, '+0001-01-01'), datetime(ts, '+0000-00-01 12:00') FROM e ORDER BY id;
SELECT id, date(d, '+1 month', 'ceiling'), date(d, '+1 month', 'floor') FROM e ORDER BY id;
SELECT id, datetime(ts, 'subsec'), time(at, 'subsecond'), unixepoch(ts, 'subsec') FROM e ORDER BY id;
SELECT id, datetime(ts, 'utc') IS NULL, datetime(ts, 'nonsense'), date(d, ''), date(d, NULL) FROM e ORDER BY id;
SELECT id, strftime('%Y', d), strftime('%m', d), strftime('%d', d), strftime('%Y-%m', d) FROM e ORDER BY id;
SELECT id, strftime('%H:%M:%S', ts), strftime('%f', ts), strftime('%s', ts), strftime('%J', d) FROM e ORDER BY id;
SELECT id, strftime('%w', d), strftime('%j', d), strftime('%W', d), strftime('%u', d), strftime('%U', d) FROM e ORDER BY id;
SELECT id, strftime('%G-W%V', d), strftime('%g', d), strftime('%e', d), strftime('%k', ts), strftime('%l', ts) FROM e ORDER BY id;
SELECT id, strftime('%F', d), strftime('%T', ts), strftime('%R', ts), strftime('%I %p', ts), strftime('%P', ts) FROM e ORDER BY id;
SELECT id, strftime('%Y-%m-%dT%H:%M:%SZ', ts), strftime('%%', d), strftime('', d), strftime('plain', d), strftime('%q', d) FROM e ORDER BY id;
SELECT id, strftime('%Y-%m', unix, 'unixepoch'), strftime('%H', unix, 'unixepoch', '+2 hours') FROM e ORDER BY id;
SELECT id, CAST(strftime('%Y', d) AS INTEGER), strftime('%Y', d) + 0, strftime('%m', d) * 1 FROM e ORDER BY id;
SELECT id, julianday('2024-12-31') - julianday(d), CAST(julianday('2024-12-31') - julianday(d) AS INTEGER) FROM e ORDER BY id;
SELECT id, (unixepoch('2024-12-31') - unixepoch(d)) / 86400, strftime('%s', '2024-12-31') - strftime('%s', d) FROM e ORDER BY id;
SELECT id, timediff('2024-12-31', d), timediff(ts, d) FROM e ORDER BY id;
SELECT strftime('%Y-%m', d) AS month, count(*) FROM e GROUP BY month ORDER BY month;
SELECT strftime('%Y', d) AS year, count(*), max(unix) FROM e GROUP BY 1 ORDER BY 1;
SELECT date(ts) AS day, count(*) FROM e GROUP BY day ORDER BY day;
SELECT date(unix, 'unixepoch', 'start of month') AS month, count(*) FROM e GROUP BY 1 ORDER BY 1;
SELECT id FROM e WHERE d >= '2024-01-01' ORDER BY id;
SELECT id FROM e WHERE d BETWEEN '2023-01-01' AND '2024-12-31' ORDER BY id;
SELECT id FROM e WHERE date(ts) = '2024-01-31' ORDER BY id;
SELECT id FROM e WHERE date(d) >= date('2024-01-15') ORDER BY id;
SELECT id FROM e WHERE ts >= datetime('2024-02-01', '-1 day') ORDER BY id;
SELECT id FROM e WHERE unix > strftime('%s', '2024-01-01') ORDER BY id;
SELECT id FROM e WHERE unix > unixepoch('2024-01-01') ORDER BY id;
SELECT id FROM e WHERE strftime('%Y', d) = '2024' ORDER BY id;
SELECT id FROM e WHERE CAST(strftime('%m', d) AS INTEGER) IN (1, 2) ORDER BY id;
SELECT id FROM e WHERE day > '2024-01-31' ORDER BY id;
SELECT id FROM e WHERE at < '2000-01-01' ORDER BY id;
SELECT id FROM e WHERE julianday(d) > 2460000 ORDER BY id;
SELECT id FROM e ORDER BY date(d), id;
SELECT id FROM e ORDER BY datetime(unix, 'unixepoch') DESC, id;
SELECT max(d), min(ts), max(date(d)), min(day), max(at), count(DISTINCT date(ts)) FROM e;
SELECT date('2024-01-31', '+1 month'), date('2024-03-15', 'start of month', '-1 day'), date('2023-02-29'), date('2024-02-29', '+1 year');
SELECT date('now') IS NOT NULL, length(datetime('now')), typeof(julianday('now')), typeof(unixepoch()), length(CURRENT_TIMESTAMP), length(CURRENT_DATE), length(CURRENT_TIME);
SELECT date('now') >= '2020-01-01', datetime('now', '-1 day') < datetime('now'), strftime('%Y', 'now') > '2000';
SELECT date(NULL), date('garbage'), date(''), date(2460000.5), date(2460000), date('2460000.5'), datetime(0), datetime(0, 'unixepoch');
SELECT time('12:00'), time('12:00:00.999'), time('25:00'), date('12:00'), datetime('12:00'), time('2024-01-01 10:00', '+30 minutes');
SELECT datetime('2024-01-01 10:00'), datetime('2024-01-01T10:00:00Z'), datetime('2024-01-01 10:00:00+05:30'), datetime('2024-01-01 10:00:00.4567');
SELECT datetime(1700000000, 'unixepoch'), datetime(1700000000.5, 'unixepoch'), datetime('1700000000', 'unixepoch'), datetime(-1, 'unixepoch'), datetime(1700000000000, 'unixepoch');
SELECT julianday('2024-01-01'), julianday('2024-01-01 12:00'), julianday('0000-01-01'), julianday('9999-12-31'), julianday('-0001-01-01');
SELECT unixepoch('1970-01-01'), unixepoch('1969-12-31'), unixepoch('2038-01-19 03:14:08'), unixepoch('2024-01-01', '+1 day'), typeof(unixepoch('2024-01-01')), typeof(julianday('2024-01-01'));
SELECT strftime('%w|%j|%W|%s|%f|%J', '2024-03-15 01:02:03.456'), strftime('%d/%m/%Y', '2024-03-15'), strftime('%Y %Y', '2024-03-15');
SELECT CAST('2024-01-05' AS DATE), '2024-01-05' + 0, typeof(date('2024-01-01')), date('2024-01-01') || '!';
SELECT e1.id, e2.id FROM e e1 JOIN e e2 ON date(e1.ts) = date(e2.at) ORDER BY 1, 2;
-- bind: '2024-01-31'
-- bind: '2024-01-31 10:00:00'
-- bind: 0
-- bind: 2460341.5
-- bind: NULL
SELECT date(?), datetime(?1, '+1 day'), strftime('%Y', ?1);
-- bind: '+1 day'
-- bind: 'start of month'
-- bind: 'bad'
-- bind: NULL
SELECT id, date(d, ?) FROM e ORDER BY id;
-- bind: '%Y-%m'
-- bind: '%s'
SELECT id, strftime(?, d) FROM e ORDER BY id;
