package dev.rhei.olap.duckdb.function;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** JSON to test with: well formed, in JSON5, almost well formed, and paths into it. */
final class JsonSamples {
  static final List<String> DOCUMENTS =
      List.of(
          "",
          " ",
          "null",
          "true",
          "false",
          "0",
          "-0",
          "1",
          "-12",
          "1.0",
          "1e2",
          "1E+2",
          "-1.5e-3",
          "1e999",
          "-1e999",
          "5e-324",
          "123456789012345678",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809",
          "123456789012345678901234567890",
          "0.1000000000000000055511151231257827",
          "\"\"",
          "\"a\"",
          "\"it's\"",
          "\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\"",
          "\"\\u00e9\\u20AC\\ud83d\\ude00\"",
          "\"\\u0000x\"",
          "\"\\u0001\\u001f\\u007f\"",
          "\"a\tb\nc\u0001\"",
          "\"é😀日本\"",
          "\"\u2028\"",
          "[]",
          "{}",
          " [ ] ",
          "\t{\r\n}\n",
          "[1,2,3]",
          "[1, [2, [3, [4]]], {\"a\":{\"b\":[5]}}]",
          "{\"a\":1,\"b\":2.50,\"c\":null,\"d\":true,\"e\":\"x\",\"f\":[1,2],\"g\":{\"h\":1}}",
          "{\"a\":{\"b\":{\"c\":[10,20,{\"d\":\"deep\"}]}}}",
          "{\"a\":1,\"a\":2,\"b\":{\"a\":3,\"a\":4}}",
          "{\"\":1,\" \":2,\"a b\":3,\"a.b\":4,\"[0]\":5,\"$\":6,\"a\\\"b\":7,\"é\":8,\"0\":9}",
          "{\"\\u0061\":1,\"b\":2}",
          "{\"a\\u0000b\":1,\"a\":2}",
          "{\"a\":\"[1,2]\",\"b\":\"{}\",\"c\":\"null\",\"d\":\"1\"}",
          "[null,true,false,1,1.5,\"t\",[],{}]",
          "[[[[[[]]]]]]",
          "[\"a\",\"b\",{\"c\":[{\"d\":1},{\"d\":2}]}]",
          "{\"name\":\"Ada\",\"tags\":[\"x\",\"y\"],\"n\":{\"m\":[1,2,{\"k\":\"v\"}]},\"r\":1e3}",
          // JSON5
          "{a:1,$b:2,_c:3,é:4,ab12:5}",
          "{\\u0061b:1,c\\u0064:2}",
          "{'a':'b\"c','d':'it\\'s'}",
          "[1,2,3,]",
          "{\"a\":1,}",
          "[,]",
          "{,}",
          "[1,,2]",
          "/* c */ [1 /* d */, 2 // e\n, 3] // f",
          "//x\u20281",
          "[1]/*",
          "/**/1",
          "/*/1",
          "/ 1",
          "+1",
          "[+1,-1,+1.5,+.5,-.5,.5,5.,-5.,5.e3,+5.E-3]",
          "[0x1F,-0xff,+0XAB,0x0,0x0000000000000000001,0x7fffffffffffffff]",
          "0x",
          "01",
          "-01",
          "+-1",
          "1.2.3",
          "1e",
          "1e+",
          "1e5.5",
          "1e5e5",
          ".",
          "-.",
          "+.e5",
          "-.e5",
          "Infinity",
          "[+Infinity,-Infinity,infinity,INF,-inf,+iNf,-infX]",
          "[-inf,-infinity,+INF]",
          "[NaN,nan,QNaN,snan]",
          "nanx",
          "inf1",
          "inf_",
          "nullx",
          "true1",
          "tru",
          "True",
          "'a\\x41\\0\\v\\\nb'",
          "'\\01'",
          "'\\xg0'",
          "\"\\a\"",
          "\"\\u12\"",
          "\"\\u12G4\"",
          "{\"a\":'x\\\r\n\\\u2028y'}",
          "\u00a0[\u2003 1 \u3000,\ufeff2]\u000b\f",
          "\u00a1",
          "[1\u00a02]",
          "{a\u00a0:1}",
          "{true1:1}",
          "{true:1}",
          "{null_:1}",
          "{nan:1}",
          "{infinite:1}",
          "{1:2}",
          "{[]:2}",
          "{a}",
          "{a:}",
          "{a 1}",
          "{\"a\" 1}",
          "{\"a\" : 1 x}",
          "{\"a\" : 1 / }",
          "{\"a\" /*b*/ : /*c*/ 1 /*d*/ }",
          "{\"a\":1]",
          "{\"a\":1,b]",
          "{a:1:2}",
          "{a,b}",
          "{a:1 \"b\":2}",
          "[1 2]",
          "[1:2]",
          "[1}",
          "[1,2",
          "[",
          "{",
          "{\"a\"",
          "{\"a\":",
          "{\"a\":1",
          "]",
          "}",
          ",",
          ":",
          "1 2",
          "{}x",
          "[]]",
          "[ ] x",
          "[1 /*c*/ , 2] x",
          "\"abc",
          "\"abc\\",
          "\"é\\q\"",
          "abc",
          "é",
          "😀1",
          "[\"é😀\", x]",
          "\\u0061",
          "1\u0000garbage",
          "\u0000",
          "[1,\u0000]",
          "{\"a\":\"x\u0000\"}",
          "[1]\u0000]");

  /** Well formed, but SQLite's answers to them are its own at times. */
  static final List<String> LEFT =
      List.of(
          "\"\\ud83d\"",
          "[\"\\ude00\\ud83d\"]",
          "{\"a\":\"\\ud83d\\u0041\"}",
          "{\"\\ud83d\":1}",
          "[0xffffffffffffffff,-0x8000000000000000,-0xffffffffffffffff]",
          "{\"a\":'x\\\n'}",
          "'\\\u2029'",
          "{a:'x\\ud83d\\\n\\ude00'}",
          "[123456789012345678901.]",
          "0x10000000000000000");

  static final List<String> PATHS =
      List.of(
          "$",
          "$.a",
          "$.b",
          "$.a.b",
          "$.a.b.c",
          "$.a.b.c[2].d",
          "$.a.b.c[#-1].d",
          "$[0]",
          "$[1]",
          "$[2]",
          "$[7]",
          "$[00]",
          "$[1][1]",
          "$[2].a.b[0]",
          "$[#]",
          "$[#-1]",
          "$[#-2]",
          "$[#-9]",
          "$[#-0]",
          "$[9999999999999999999]",
          "$[#-9999999999999999999]",
          "$.\"a\"",
          "$.\"a b\"",
          "$.\"a.b\"",
          "$.\"[0]\"",
          "$.\"\"",
          "$.\" \"",
          "$.\"a\\\"b\"",
          "$.\"\\u0061\"",
          "$.\"\\x61\"",
          "$.\"a\\tb\"",
          "$.\\u0061",
          "$.é",
          "$.a\u0000b",
          "$.$",
          "$.0",
          "$.a[0]",
          "$.f[1]",
          "$.f[#]",
          "$.g.h.i",
          "$.new",
          "$.new.x",
          "$.new[0]",
          "$.new[1]",
          "$.new[#]",
          "$.new[#-1]",
          "$.f[#].x[0].y",
          "$[#].x",
          "$[3]",
          "$[3][0]",
          "$.a]",
          "$.it's");

  /** What SQLite refuses as a path, if it gets that far. */
  static final List<String> WRONG_PATHS =
      List.of(
          "",
          "a",
          "$a",
          "$.",
          "$..a",
          "$.a.",
          "$.a..b",
          "$.[0]",
          "$[",
          "$[]",
          "$[a]",
          "$[-1]",
          "$[#-]",
          "$[#-1",
          "$[# -1]",
          "$[0",
          "$[0]x",
          "$.\"a",
          "$.\"a\"b",
          "$.\"a\\q\"",
          "$.\"a\\",
          "$.new.",
          "$.new[x]",
          "$.a[",
          "x$");

  /** What may stand at the right of an arrow but a path. */
  static final List<Object> ARROWS =
      List.of(
          0L,
          1L,
          -1L,
          -9L,
          2.5,
          "0",
          "1",
          "a",
          "b",
          "a b",
          "a.b",
          "a_b",
          "é",
          "[1]",
          "[#-1]",
          "[]",
          "[",
          "[x]",
          "a\"b",
          "a\\u0062",
          "\\u0061",
          "",
          " ",
          "-1",
          new byte[] {'a'});

  private static final List<@Nullable String> NULL_AND_ROOT = Samples.withNull(List.of("$"));

  private static final String[] NAMES = {
    "a", "b", "c", "x", "y", "a b", "é", "0", "", "k1", "$", "a.b", "\\u0061"
  };
  private static final String[] TEXTS = {
    "x", "", "it's", "\\n", "\\u00e9", "é", "😀", "[1]", "\\\"", "longer than eleven", "\\/"
  };
  private static final String[] LOOSE_TEXTS = {
    "'x'", "'say \"hi\"'", "'it\\'s'", "'\\x41'", "'\\v\\0'", "'a\\\nb'", "\"\t\"", "'\\\r\n.'"
  };
  private static final String[] NUMBERS = {
    "0", "1", "-1", "42", "1.5", "-0.0", "1e3", "1.0", "12345678901234567890", "-7e-2"
  };
  private static final String[] LOOSE_NUMBERS = {
    "+1", ".5", "5.", "0x1F", "-0x10", "Infinity", "-inf", "NaN", "+2.5", "5.e1"
  };
  private static final String[] BLANKS = {" ", "\n", "\t", "  ", "/*c*/", "//c\n", "\u00a0", "\f"};
  private static final String JUNK = "{}[],:\"'\\/*#$.-+ \n\tae0159xuntrfIN_é\u00a0";

  private JsonSamples() {}

  static boolean isReadable(@Nullable String document) {
    return document != null && new JsonReader().read(document) != null;
  }

  /** Those that are well formed. */
  static List<String> readable() {
    return DOCUMENTS.stream().filter(JsonSamples::isReadable).toList();
  }

  /**
   * Documents with paths: those that all have an answer, and the others. Apart from each other, as
   * where one row of a chunk fails, DuckDB goes through all of them one by one.
   */
  static List<List<@Nullable Object[]>> documentsWithPaths(Random random, int count) {
    List<@Nullable Object[]> good = Samples.pairs(readable(), PATHS);
    for (int i = 0; i < count; i++) {
      good.add(new Object[] {document(random, random.nextBoolean()), path(random)});
    }
    List<String> few = List.of("[1,[2]]", "{\"a\":1}", "1", DOCUMENTS.get(40));
    List<@Nullable Object[]> bad = Samples.pairs(few, WRONG_PATHS);
    bad.addAll(Samples.pairs(Samples.withNull(List.of("{}", "[1", "")), NULL_AND_ROOT));
    bad.addAll(Samples.pairs(LEFT, List.of("$", "$.a", "$[0]")));
    for (int i = 0; i < 200; i++) {
      char junk = JUNK.charAt(random.nextInt(JUNK.length()));
      bad.add(new Object[] {document(random, true), path(random) + junk});
    }
    return List.of(good, bad);
  }

  /** A document; in JSON5 if loose. */
  static String document(Random random, boolean loose) {
    StringBuilder out = new StringBuilder();
    value(random, loose, 1 + random.nextInt(4), out);
    return out.toString();
  }

  /** A document in which a few characters are something else. */
  static String damaged(Random random) {
    StringBuilder text = new StringBuilder(document(random, random.nextBoolean()));
    for (int i = random.nextInt(3); i >= 0; i--) {
      char junk = JUNK.charAt(random.nextInt(JUNK.length()));
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, junk);
        case 1 -> text.setLength(Math.max(1, at));
        default -> text.setCharAt(Math.min(at, text.length() - 1), junk);
      }
    }
    return text.toString();
  }

  /** A path that often leads somewhere. */
  static String path(Random random) {
    StringBuilder path = new StringBuilder("$");
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = NAMES[random.nextInt(NAMES.length)];
      switch (random.nextInt(9)) {
        case 0, 1 -> path.append('[').append(random.nextInt(4)).append(']');
        case 2 -> path.append("[#-").append(random.nextInt(4)).append(']');
        case 3 -> path.append("[#]");
        case 4, 5 -> path.append(".\"").append(name).append('"');
        default -> path.append('.').append(NAMES[random.nextInt(5)]);
      }
    }
    return path.toString();
  }

  /** A value of SQL to put into a document. */
  static @Nullable Object element(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> random.nextLong();
      case 2 -> (long) random.nextInt(100);
      case 3 -> Samples.real(random);
      case 4 -> document(random, false);
      default -> Samples.TEXTS.get(random.nextInt(Samples.TEXTS.size()));
    };
  }

  /** So many of each kind, and those above. */
  static List<@Nullable String> documents(Random random, int count) {
    List<@Nullable String> documents = Samples.withNull(DOCUMENTS);
    documents.addAll(LEFT);
    for (int i = 0; i < count; i++) {
      documents.add(document(random, false));
      documents.add(document(random, true));
      documents.add(damaged(random));
    }
    return documents;
  }

  private static void value(Random random, boolean loose, int depth, StringBuilder out) {
    blank(random, loose, out);
    boolean odd = loose && random.nextInt(3) == 0;
    switch (random.nextInt(depth > 0 ? 10 : 6)) {
      case 0 -> out.append(random.nextBoolean() ? "true" : "false");
      case 1 -> out.append("null");
      case 2, 3 -> out.append(odd ? pick(random, LOOSE_NUMBERS) : pick(random, NUMBERS));
      case 4, 5 -> out.append(odd ? pick(random, LOOSE_TEXTS) : '"' + pick(random, TEXTS) + '"');
      case 6, 7 -> container(random, loose, depth - 1, '[', ']', out);
      default -> container(random, loose, depth - 1, '{', '}', out);
    }
    blank(random, loose, out);
  }

  private static void container(
      Random random, boolean loose, int depth, char open, char close, StringBuilder out) {
    out.append(open);
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ",");
      if (open == '{') {
        blank(random, loose, out);
        if (loose && random.nextInt(3) == 0) {
          out.append(NAMES[random.nextInt(5)]);
        } else {
          out.append('"').append(pick(random, NAMES)).append('"');
        }
        blank(random, loose, out);
        out.append(':');
      }
      value(random, loose, depth, out);
    }
    if (loose && count > 0 && random.nextInt(4) == 0) {
      out.append(',');
    }
    blank(random, loose, out);
    out.append(close);
  }

  private static void blank(Random random, boolean loose, StringBuilder out) {
    if (random.nextInt(5) == 0) {
      out.append(BLANKS[random.nextInt(loose ? BLANKS.length : 4)]);
    }
  }

  private static String pick(Random random, String[] from) {
    return from[random.nextInt(from.length)];
  }
}
