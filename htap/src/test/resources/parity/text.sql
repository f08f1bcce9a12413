-- || and the text functions, printf, over text, numbers, blobs and Unicode.

CREATE TABLE x(id INTEGER PRIMARY KEY, t TEXT, i INTEGER, r REAL, b BLOB);
INSERT INTO x VALUES
 (1, 'hello', 12345, 3.14159, x'68656c6c6f'),
 (2, 'Hello World', -7, -2.5, x'00ff'),
 (3, '', 0, 0.0, x''),
 (4, NULL, NULL, NULL, NULL),
 (5, '  padded  ', 9223372036854775807, 1e20, x'20'),
 (6, 'ÀÉÎ straße', 255, 1e-7, x'c3a9'),
 (7, '日本語😀', 42, 100.0, x'f09f9880'),
 (8, 'it''s "q"', -9223372036854775808, 0.1, x'27'),
 (9, 'a,b,c', 7, 123456789.125, x'2c2c');

SELECT id, t || '!', '<' || t || '>', t || t FROM x ORDER BY id;
SELECT id, i || '', r || '', t || i, i || t, t || r FROM x ORDER BY id;
SELECT id, i || '-' || t || '-' || i FROM x ORDER BY id;
SELECT id, b || '', b || t, typeof(b || b) FROM x ORDER BY id;
SELECT 1 || 2, 'a' || 1, 1.0 || '', 1.5 || '', NULL || 'a', 'a' || NULL, x'61' || 'b';
SELECT 1e15 || '', 1e16 || '', 1e20 || '', 1e-4 || '', 1e-5 || '', 123456789012345.678 || '', 0.1 + 0.2 || '';
SELECT 1e100 || '', -0.0 || '', 1e308 * 10 || '', 100.0 || '', 3.0e10 || '', 1/3.0 || '';
SELECT id, length(t), length(i), length(r), length(b) FROM x ORDER BY id;
SELECT id, octet_length(t), octet_length(b), octet_length(i) FROM x ORDER BY id;
SELECT id, upper(t), lower(t), upper(i), lower(r) FROM x ORDER BY id;
SELECT id, substr(t, 1, 3), substr(t, 2), substr(t, -3), substr(t, -3, 2) FROM x ORDER BY id;
SELECT id, substr(t, 0), substr(t, 0, 2), substr(t, 3, -2), substr(t, -100, 98), substr(t, 100) FROM x ORDER BY id;
SELECT id, substring(t, 2, 2), substr(i, 2, 3), substr(b, 1, 1), substr(b, 2) FROM x ORDER BY id;
SELECT id, substr(t, id), substr(t, 1, id), substr(t, -id, 2) FROM x ORDER BY id;
SELECT substr('hello', 0, 2), substr('hello', -3, 2), substr('hello', 2, -1), substr('hello', -10, 7), substr('hello', 2, 0), substr('hello', NULL), substr(NULL, 1);
SELECT substr('hello', 1.9), substr('hello', '2'), substr('hello', 2, 9223372036854775807), substr('hello', -9223372036854775807);
SELECT id, instr(t, 'l'), instr(t, ''), instr(t, 'zz'), instr(i, 3), instr(t, '語'), instr(b, x'ff') FROM x ORDER BY id;
SELECT instr('abc', NULL), instr(NULL, 'a'), instr('', ''), instr('aXbX', 'X'), instr(12345, '34'), instr(x'0102', x'02');
SELECT id, replace(t, 'l', 'LL'), replace(t, '', 'x'), replace(t, 'o', ''), replace(i, 1, 'x'), replace(t, 'l', 1) FROM x ORDER BY id;
SELECT replace('aaa', 'aa', 'b'), replace('abc', 'b', NULL), replace(NULL, 'a', 'b'), replace('é', 'é', 'e');
SELECT id, trim(t), ltrim(t), rtrim(t), '[' || trim(t) || ']' FROM x ORDER BY id;
SELECT id, trim(t, 'h'), ltrim(t, 'he'), rtrim(t, 'od l'), trim(t, ''), trim(t, '日😀') FROM x ORDER BY id;
SELECT trim('xxaxx', 'x'), trim('  a  '), trim(char(9) || 'a' || char(9)), trim(5), trim(NULL), trim('a', NULL), trim('abcba', 'ab');
SELECT id, hex(t), hex(b), hex(i), hex(r) FROM x ORDER BY id;
SELECT hex('abc'), hex(255), hex(1.5), hex(NULL), hex(''), hex('é'), unhex('616263'), unhex('6g'), unhex('61-62', '-');
SELECT id, quote(t), quote(i), quote(r), quote(b) FROM x ORDER BY id;
SELECT quote('a''b'), quote(1), quote(1.0), quote(NULL), quote(x'01'), quote(1e20), quote(''), unistr_quote('a');
SELECT id, unicode(t), char(65, 66, id + 96) FROM x ORDER BY id;
SELECT char(), char(65), char(8364, 128512), char(0) = '', length(char(0)), unicode(''), unicode('€'), unicode('😀'), unicode(65);
SELECT id, concat(t, '-', i), concat(t, NULL), concat_ws(',', t, i, NULL, r), concat_ws(NULL, t) FROM x ORDER BY id;
SELECT concat('a', NULL, 1, 2.5), concat_ws('-', 'a', NULL, 'b', 1), concat(NULL), concat_ws('-', NULL, NULL);
SELECT id, printf('%d|%5d|%-5d|%05d|%+d|%,d', i, i, i, i, i, i) FROM x ORDER BY id;
SELECT id, printf('%f|%.2f|%10.3f|%e|%g|%.15g', r, r, r, r, r, r) FROM x ORDER BY id;
SELECT id, printf('%s|%10s|%-10s|%.3s|%q|%Q|%w', t, t, t, t, t, t, t) FROM x ORDER BY id;
SELECT id, printf('%x %X %o %c %%', i, i, i, t) FROM x ORDER BY id;
SELECT id, format('%s has %d', t, i), printf('%s', r), printf('%d', t), printf('%d', r), printf('%.1f', i) FROM x ORDER BY id;
SELECT printf('%d-%s', 1), printf('%s'), printf(''), printf(NULL), printf('%5.1f%%', 12.345), printf('%08.3f', -3.14159), printf('%!.3s', '日本語');
SELECT printf('%02d:%02d', 7, 5), printf('%.0f', 2.5), printf('%.0f', 3.5), printf('%i', 3.99), printf('%*d', 5, 42), printf('%lld', 9223372036854775807);
SELECT id, zeroblob(2), randomblob(0) IS NOT NULL, typeof(zeroblob(1)) FROM x WHERE id = 1;
SELECT id FROM x WHERE t = 'hello' ORDER BY id;
SELECT id FROM x WHERE t > 'a' ORDER BY id;
SELECT id FROM x WHERE upper(t) = 'HELLO' ORDER BY id;
SELECT id FROM x WHERE length(t) > 5 ORDER BY id;
SELECT id FROM x WHERE t = '' OR t IS NULL ORDER BY id;
SELECT id FROM x WHERE substr(t, 1, 1) = 'h' ORDER BY id;
SELECT id FROM x WHERE instr(t, 'o') > 0 ORDER BY id;
SELECT t FROM x ORDER BY length(t), t;
SELECT t FROM x ORDER BY lower(t), id;
SELECT upper(substr(t, 1, 1)) || lower(substr(t, 2)) FROM x ORDER BY id;
SELECT lower(t) AS l, count(*) FROM x GROUP BY l ORDER BY l;
SELECT max(length(t)), min(upper(t)), sum(length(t)), avg(length(t)), group_concat(upper(t)) FROM x;
SELECT count(DISTINCT lower(t)), count(DISTINCT length(t)) FROM x;
SELECT upper('é'), lower('É'), upper('ß'), lower('İ'), upper('abc123'), lower('ΑΒΓ'), length('😀'), length('é'), length('e' || char(769));
SELECT length(''), length(NULL), length(123), length(-1.5), length(x'0102'), length('a' || char(0) || 'b'), length(1e20);
SELECT 'a' || 'b' = 'ab', 'a' || 1 = 'a1', ('a' || 'b') || 'c', 'a' || ('b' || 'c');
SELECT soundex('Robert');
SELECT reverse('abc');
SELECT string_agg(t, '/' ORDER BY id), group_concat(i, '') FROM x WHERE id < 4;
SELECT ltrim(i, '1'), rtrim(r, '0'), upper(b), lower(b), trim(b) FROM x ORDER BY id;
SELECT typeof(upper(i)), typeof(substr(i, 1, 1)), typeof(substr(b, 1, 1)), typeof(replace(i, 1, 2)), typeof(trim(b)) FROM x WHERE id = 1;
SELECT replicate('ab', 3), charindex('l', 'hello'), leftstr('hello', 2), rightstr('hello', 2), padl('a', 3), padr('a', 3), padc('a', 3), proper('ann lee'), strfilter('hello', 'lo');
SELECT id, replace('abc', '', NULL), replace(t, '', b), replace(t, t, NULL), replace('a', t, b) FROM x ORDER BY id;
