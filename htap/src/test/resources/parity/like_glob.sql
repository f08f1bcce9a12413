-- LIKE, GLOB, ESCAPE: LIKE folds ASCII letters and no others.

CREATE TABLE w(id INTEGER PRIMARY KEY, t TEXT, u TEXT COLLATE NOCASE, i INTEGER, r REAL, p TEXT);
INSERT INTO w VALUES
 (1, 'Apple', 'Apple', 10, 1.5, 'a%'),
 (2, 'apple pie', 'APPLE', 101, 10.0, '%pie'),
 (3, 'banana', 'Banana', 21, 2.25, 'b_nana'),
 (4, '', '', 0, 0.0, ''),
 (5, NULL, NULL, NULL, NULL, NULL),
 (6, '100%', '100%', 100, 100.0, '100\%'),
 (7, 'a_c', 'a_c', -1, -1.5, 'a\_c'),
 (8, 'Éclair', 'éclair', 5, 1e20, 'é%'),
 (9, 'abc' || char(10) || 'def', 'x', 7, 7.0, 'abc%def'),
 (10, 'a[b]c', 'a*c', 8, 0.1, 'a[[]b]c'),
 (11, 'naïve 😀', '😀', 9, 9.9, '%😀');

SELECT id FROM w WHERE t LIKE 'apple' ORDER BY id;
SELECT id FROM w WHERE t LIKE 'APPLE%' ORDER BY id;
SELECT id FROM w WHERE t LIKE '%an%' ORDER BY id;
SELECT id FROM w WHERE t LIKE '%A' ORDER BY id;
SELECT id FROM w WHERE t LIKE '_pple' ORDER BY id;
SELECT id FROM w WHERE t LIKE 'a_c' ORDER BY id;
SELECT id FROM w WHERE t LIKE 'a\_c' ESCAPE '\' ORDER BY id;
SELECT id FROM w WHERE t LIKE '100!%' ESCAPE '!' ORDER BY id;
SELECT id FROM w WHERE t LIKE '%' ORDER BY id;
SELECT id FROM w WHERE t LIKE '' ORDER BY id;
SELECT id FROM w WHERE t LIKE '%%' ORDER BY id;
SELECT id FROM w WHERE t LIKE '_%' ORDER BY id;
SELECT id FROM w WHERE t LIKE NULL ORDER BY id;
SELECT id FROM w WHERE t NOT LIKE 'a%' ORDER BY id;
SELECT id FROM w WHERE t NOT LIKE NULL ORDER BY id;
SELECT id FROM w WHERE NOT t LIKE 'a%' ORDER BY id;
SELECT id FROM w WHERE t LIKE 'é%' ORDER BY id;
SELECT id FROM w WHERE t LIKE 'É%' ORDER BY id;
SELECT id FROM w WHERE t LIKE '_CLAIR' ORDER BY id;
SELECT id FROM w WHERE t LIKE '%😀' ORDER BY id;
SELECT id FROM w WHERE t LIKE 'na_ve _' ORDER BY id;
SELECT id FROM w WHERE t LIKE 'abc%def' ORDER BY id;
SELECT id FROM w WHERE t LIKE p ORDER BY id;
SELECT id FROM w WHERE t LIKE p ESCAPE '\' ORDER BY id;
SELECT id FROM w WHERE t LIKE u ORDER BY id;
SELECT id FROM w WHERE t LIKE '%' || u || '%' ORDER BY id;
SELECT id FROM w WHERE u LIKE 'a%' ORDER BY id;
SELECT id FROM w WHERE u LIKE 'APPLE' ORDER BY id;
SELECT id FROM w WHERE i LIKE '1%' ORDER BY id;
SELECT id FROM w WHERE i LIKE 10 ORDER BY id;
SELECT id FROM w WHERE r LIKE '1.%' ORDER BY id;
SELECT id FROM w WHERE r LIKE '%.0' ORDER BY id;
SELECT id FROM w WHERE '123' LIKE i ORDER BY id;
SELECT id, t LIKE 'a%', t LIKE '%E', t NOT LIKE '%a%' FROM w ORDER BY id;
SELECT 'ABC' LIKE 'abc', 'é' LIKE 'É', 'Ω' LIKE 'ω', 'K' LIKE 'K', 'ß' LIKE 'SS', 'I' LIKE 'ı';
SELECT 'a' LIKE 'a ', 'a_c' LIKE 'a\_c', 'a%c' LIKE 'a\%c' ESCAPE '\', 'abc' LIKE 'a\%c' ESCAPE '\', 'a\c' LIKE 'a\\c' ESCAPE '\';
SELECT 'abc' LIKE 'a%%c', 'abc' LIKE '%_%', '' LIKE '_', 'abc' LIKE 'abcd', 'abc' LIKE 'ab', 'a' LIKE 'ab%';
SELECT 'x' LIKE 'X' ESCAPE 'x', 'a' LIKE 'xa' ESCAPE 'x', '%' LIKE '%%' ESCAPE '%';
SELECT like('a%', 'ABC'), like('a_c', 'abc'), like('a\_c', 'a_c', '\'), glob('a*', 'abc'), glob('A*', 'abc');
SELECT id FROM w WHERE like('a%', t) ORDER BY id;
SELECT 12 LIKE '1%', 1.5 LIKE '1.5', 1.0 LIKE '1', x'6162' LIKE 'AB', 'ab' LIKE x'6162', NULL LIKE 'a', 'a' LIKE NULL;
SELECT id FROM w WHERE t GLOB 'a*' ORDER BY id;
SELECT id FROM w WHERE t GLOB 'A*' ORDER BY id;
SELECT id FROM w WHERE t GLOB '*an*' ORDER BY id;
SELECT id FROM w WHERE t GLOB '?pple*' ORDER BY id;
SELECT id FROM w WHERE t GLOB '[Aa]pple*' ORDER BY id;
SELECT id FROM w WHERE t GLOB '[^a]*' ORDER BY id;
SELECT id FROM w WHERE t GLOB '[a-c]*' ORDER BY id;
SELECT id FROM w WHERE t GLOB '[!a]*' ORDER BY id;
SELECT id FROM w WHERE t GLOB '' ORDER BY id;
SELECT id FROM w WHERE t GLOB '*' ORDER BY id;
SELECT id FROM w WHERE t GLOB 'a[[]b]c' ORDER BY id;
SELECT id FROM w WHERE t GLOB p ORDER BY id;
SELECT id FROM w WHERE t NOT GLOB 'a*' ORDER BY id;
SELECT id FROM w WHERE t GLOB NULL ORDER BY id;
SELECT id FROM w WHERE i GLOB '1*' ORDER BY id;
SELECT id FROM w WHERE t GLOB '*[0-9]*' ORDER BY id;
SELECT id FROM w WHERE u GLOB 'A*' ORDER BY id;
SELECT 'abc' GLOB 'a[^x]c', 'axc' GLOB 'a[^x]c', 'a]c' GLOB 'a[]]c', 'a-c' GLOB 'a[-x]c', 'a\c' GLOB 'a\c', 'a*c' GLOB 'a[*]c';
SELECT 'abc' GLOB 'a*c', 'ac' GLOB 'a*c', 'ac' GLOB 'a?c', 'é' GLOB '?', '😀' GLOB '?', 'É' GLOB 'é', '' GLOB '*';
SELECT count(*) FROM w WHERE t LIKE '%a%' OR t LIKE '%e%';
SELECT t LIKE 'a%' AS starts, count(*) FROM w GROUP BY starts ORDER BY starts;
SELECT id FROM w WHERE lower(t) LIKE 'apple%' ORDER BY id;
SELECT id FROM w WHERE t || u LIKE '%leapp%' ORDER BY id;
SELECT id FROM w WHERE (t LIKE 'a%') = (u LIKE 'a%') ORDER BY id;
-- bind: 'a%'
-- bind: 'A%'
-- bind: NULL
-- bind: 1
-- bind: 'é%'
SELECT id FROM w WHERE t LIKE ? ORDER BY id;
-- bind: 'a'
-- bind: 'AN'
-- bind: '%'
SELECT id FROM w WHERE t LIKE '%' || ? || '%' ORDER BY id;
-- bind: 'a!%', '!'
-- bind: '100!%', '!'
SELECT id FROM w WHERE t LIKE ? ESCAPE ? ORDER BY id;
-- bind: 'a*'
-- bind: '[A-C]*'
SELECT id FROM w WHERE t GLOB ? ORDER BY id;
