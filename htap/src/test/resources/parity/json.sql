-- JSON: extraction, arrows, building, changing, table-valued functions, aggregates.

CREATE TABLE j(id INTEGER PRIMARY KEY, doc TEXT, arr TEXT, k TEXT);
INSERT INTO j VALUES
 (1, '{"a":1,"b":"x","c":[1,2,{"d":3}],"e":null,"f":true,"g":1.5}', '[1,2,3]', 'a'),
 (2, '{"a":2,"b":"é😀","c":[],"f":false,"h":{"i":{"j":10}}}', '["a",null,2.5,true]', 'b'),
 (3, '{"a":"text","b":5,"x y":"space","q\"t":1}', '[]', 'x y'),
 (4, NULL, NULL, NULL),
 (5, '[10,20,[30]]', '[[1],[2]]', 'a'),
 (6, '{"a":9223372036854775807,"g":1e400,"b":"line\nbreak"}', '[1e10,-0.5,0]', 'b'),
 (7, '{}', '{"not":"array"}', ''),
 (8, '{"a":12345678901234567890,"b":""}', '5', 'c');
CREATE TABLE bad(id INTEGER PRIMARY KEY, doc TEXT);
INSERT INTO bad VALUES (1, '{"a":1}'), (2, 'not json'), (3, ''), (4, '{a:1, /* five */ b:''x'',}');

SELECT id, json_extract(doc, '$.a') FROM j ORDER BY id;
SELECT id, json_extract(doc, '$.b'), json_extract(doc, '$.g') FROM j ORDER BY id;
SELECT id, json_extract(doc, '$.c'), json_extract(doc, '$.c[0]'), json_extract(doc, '$.c[#-1]'), json_extract(doc, '$.c[2].d') FROM j ORDER BY id;
SELECT id, json_extract(doc, '$'), json_extract(doc, '$.nothing'), json_extract(doc, '$.e'), json_extract(doc, '$.f') FROM j ORDER BY id;
SELECT id, json_extract(doc, '$.a', '$.b'), json_extract(doc, '$."x y"'), json_extract(doc, '$[1]'), json_extract(doc, '$.h.i.j') FROM j ORDER BY id;
SELECT id, doc -> '$.a', doc ->> '$.a', doc -> 'b', doc ->> 'b' FROM j ORDER BY id;
SELECT id, doc -> 'c', doc ->> 'c', doc -> 'c' -> 0, doc ->> '$.c[1]', doc -> 'h' ->> 'i' FROM j ORDER BY id;
SELECT id, arr -> 0, arr ->> 1, arr -> -1, arr ->> '$[2]' FROM j ORDER BY id;
SELECT id, doc ->> k, doc -> ('$.' || k) FROM j WHERE k IN ('a', 'b', 'c') ORDER BY id;
SELECT id, json_type(doc), json_type(doc, '$.a'), json_type(doc, '$.c'), json_type(doc, '$.e'), json_type(doc, '$.f') FROM j ORDER BY id;
SELECT id, json_array_length(arr), json_array_length(doc, '$.c'), json_array_length(doc) FROM j ORDER BY id;
SELECT id, json_valid(doc), json_valid(arr), json_valid(k) FROM j ORDER BY id;
SELECT id, json(doc), json(arr) FROM j ORDER BY id;
SELECT id, json_set(doc, '$.a', 100), json_insert(doc, '$.z', 'new'), json_replace(doc, '$.b', NULL), json_remove(doc, '$.c') FROM j WHERE id < 4 ORDER BY id;
SELECT id, json_patch(doc, '{"a":null,"n":[1]}'), json_array_insert(arr, '$[0]', 9) FROM j WHERE id < 4 ORDER BY id;
SELECT id, json_quote(k), json_quote(id), json_array(id, k, NULL, 1.5), json_object('id', id, 'k', k) FROM j ORDER BY id;
SELECT id FROM j WHERE json_extract(doc, '$.a') = 1 ORDER BY id;
SELECT id FROM j WHERE json_extract(doc, '$.a') > 1 ORDER BY id;
SELECT id FROM j WHERE doc ->> 'b' = 'x' ORDER BY id;
SELECT id FROM j WHERE doc ->> 'a' = '1' ORDER BY id;
SELECT id FROM j WHERE json_extract(doc, '$.f') ORDER BY id;
SELECT id FROM j WHERE json_array_length(arr) > 2 ORDER BY id;
SELECT id FROM j WHERE json_extract(doc, '$.nothing') IS NULL ORDER BY id;
SELECT sum(json_extract(doc, '$.a')), max(doc ->> 'b'), count(json_extract(doc, '$.c')) FROM j WHERE id IN (1, 2, 3);
SELECT json_extract(doc, '$.a') AS a, count(*) FROM j GROUP BY a ORDER BY a;
SELECT id FROM j ORDER BY json_extract(doc, '$.a'), id;
SELECT id, typeof(json_extract(doc, '$.a')), typeof(doc -> 'a'), typeof(doc ->> 'g') FROM j ORDER BY id;
SELECT json_group_array(id), json_group_array(k), json_group_object(id, k) FROM j;
SELECT k, json_group_array(id) FROM j GROUP BY k ORDER BY k;
SELECT json_group_array(json(arr)) FROM j WHERE id < 3;
SELECT json_group_array(DISTINCT k), json_group_array(k ORDER BY k DESC) FROM j;
SELECT json_group_object(k, id) FROM j WHERE id > 100;
SELECT j.id, e.key, e.value FROM j, json_each(j.arr) e ORDER BY j.id, e.id;
SELECT j.id, e.value FROM j, json_each(j.doc, '$.c') e ORDER BY j.id, e.id;
SELECT key, value, type, atom FROM json_each('{"a":1,"b":[1,2],"c":null,"d":"x","e":2.5,"f":true}');
SELECT key, value FROM json_each('[10,"x",null]') ORDER BY key DESC;
SELECT fullkey, path, value FROM json_tree('{"a":{"b":[1,2]}}');
SELECT sum(value) FROM json_each('[1,2,3]');
SELECT id FROM j WHERE id IN (SELECT value FROM json_each('[1,3,5]')) ORDER BY id;
SELECT id FROM j WHERE exists(SELECT 1 FROM json_each(j.arr) WHERE value = 2) ORDER BY id;
SELECT (SELECT group_concat(value) FROM json_each(j.arr)) FROM j WHERE id < 4 ORDER BY id;
SELECT j.id, count(e.value) FROM j LEFT JOIN json_each(j.arr) e GROUP BY j.id ORDER BY j.id;
SELECT e.value, count(*) FROM j, json_each(j.arr) e GROUP BY e.value ORDER BY 1;
SELECT json('{"a" : 1 , "b":[ ]}'), json('[1,2.0,"x"]'), json('"x"'), json('5'), json(NULL);
SELECT json_object('a', 1, 'b', 'x', 'c', NULL, 'd', 2.5), json_object(), json_array(), json_array(1, '2', json('[3]'), NULL);
SELECT json_set('{"a":1}', '$.a', 2), json_set('{"a":1}', '$.b.c', 2), json_set('[1,2]', '$[#]', 3), json_insert('[1]', '$[#]', json('{"x":1}'));
SELECT json_remove('[0,1,2,3]', '$[1]'), json_remove('{"a":1,"b":2}', '$.a', '$.b'), json_replace('{"a":1}', '$.z', 5), json_patch('{"a":1,"b":2}', '{"b":null}');
SELECT json_extract('{"a":1.0}', '$.a'), json_extract('{"a":1e2}', '$.a'), json_extract('[1,[2]]', '$[1]'), json_extract('{"a":"\u00e9"}', '$.a'), json_extract('5', '$');
SELECT json_array_length('[1,2]'), json_array_length('{}'), json_array_length('{"a":[1]}', '$.a'), json_type('1'), json_type('1.0'), json_type('"x"'), json_type('null'), json_type('[]');
SELECT json_valid('{"a":1}'), json_valid('{a:1}'), json_valid('{a:1}', 2), json_valid(''), json_valid(NULL), json_valid('1'), json_error_position('{"a":}');
SELECT json_pretty('{"a":[1,2]}'), json_pretty('[]', '  ');
SELECT json_quote('a"b'), json_quote(1.0), json_quote(NULL), json_quote(json('[1]'));
SELECT '{"a":1}' -> 'a', '{"a":"x"}' ->> 'a', '[1,2]' ->> 1, '{"1":"one"}' ->> 1, '{"a":{"b":2}}' -> '$.a.b', '{"a":1}' ->> 'z', '{"a.b":1}' ->> 'a.b';
SELECT id, json_valid(doc), json_valid(doc, 6) FROM bad ORDER BY id;
SELECT id, json_extract(doc, '$.a') FROM bad WHERE json_valid(doc) ORDER BY id;
SELECT id, json_extract(doc, '$.a') FROM bad WHERE id IN (1, 4) ORDER BY id;
SELECT json_extract(doc, '$.a') FROM bad ORDER BY id;
SELECT hex(jsonb('{"a":1}')), json(jsonb('[1,2]')), jsonb_extract('{"a":[1]}', '$.a') IS NOT NULL, json_extract(jsonb('{"a":7}'), '$.a');
-- bind: '$.a'
-- bind: '$.c[0]'
-- bind: '$'
-- bind: NULL
SELECT id, json_extract(doc, ?) FROM j ORDER BY id;
-- bind: 'a'
-- bind: 'b'
-- bind: 0
SELECT id, doc ->> ?, doc -> ?1 FROM j ORDER BY id;
-- bind: '{"a":[1,2]}'
-- bind: NULL
SELECT json_extract(?, '$.a[1]'), json(?1), (SELECT count(*) FROM json_each(?1));
