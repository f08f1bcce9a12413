package dev.rhei;

import dev.rhei.core.cdc.CdcLogFactory;
import dev.rhei.core.cdc.CdcLogKind;
import dev.rhei.core.error.ErrorCode;
import dev.rhei.core.error.HtapException;
import dev.rhei.core.schema.Identifier;
import dev.rhei.core.sync.Freshness;
import dev.rhei.core.sync.StalePolicy;
import dev.rhei.oltp.sqlite.LogForm;
import dev.rhei.sync.ForeignChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Options as text: one line each. */
@SuppressWarnings("ImmutableEnumChecker") // the setters capture nothing
enum HtapOptions {
  OLAP(
      "olap",
      "a file, or :memory:",
      (config, text) ->
          text.equals(":memory:") ? config.olapInMemory() : config.olap(Path.of(text))),
  OLAP_MEMORY_LIMIT(
      "olap.memoryLimitMiB",
      "a whole number",
      (config, text) -> {
        long bytes = Math.multiplyExact(Long.parseLong(text), 1L << 20);
        return config.duckDb(duckDb -> duckDb.memoryLimit(bytes));
      }),
  OLAP_THREADS(
      "olap.threads",
      "a whole number",
      (config, text) -> {
        int threads = Integer.parseInt(text);
        return config.duckDb(duckDb -> duckDb.threads(threads));
      }),
  OLAP_FLUSH(
      "olap.flushCommits",
      "true or false",
      (config, text) -> {
        boolean flush = bool(text);
        return config.duckDb(duckDb -> duckDb.flushCommits(flush));
      }),
  OLAP_TEMP(
      "olap.tempDirectory",
      "a directory",
      (config, text) -> {
        Path directory = Path.of(text);
        return config.duckDb(duckDb -> duckDb.tempDirectory(directory));
      }),
  READ_CONNECTIONS(
      "sqlite.readConnections",
      "a whole number",
      (config, text) -> {
        int count = Integer.parseInt(text);
        return config.sqlite(sqlite -> sqlite.readConnections(count));
      }),
  BUSY_TIMEOUT(
      "sqlite.busyTimeoutMillis",
      "a whole number",
      (config, text) -> {
        Duration timeout = Duration.ofMillis(Long.parseLong(text));
        return config.sqlite(sqlite -> sqlite.busyTimeout(timeout));
      }),
  READ_WAIT(
      "sqlite.readWaitMillis",
      "a whole number",
      (config, text) -> {
        Duration wait = Duration.ofMillis(Long.parseLong(text));
        return config.sqlite(sqlite -> sqlite.readWait(wait));
      }),
  WRITE_WAIT(
      "sqlite.writeWaitMillis",
      "a whole number",
      (config, text) -> {
        Duration wait = Duration.ofMillis(Long.parseLong(text));
        return config.sqlite(sqlite -> sqlite.writeWait(wait));
      }),
  STATEMENT_CACHE(
      "sqlite.statementCache",
      "a whole number",
      (config, text) -> {
        int statements = Integer.parseInt(text);
        return config.sqlite(sqlite -> sqlite.statementCache(statements));
      }),
  FOREIGN_KEYS(
      "sqlite.foreignKeys",
      "true or false",
      (config, text) -> {
        boolean enforced = bool(text);
        return config.sqlite(sqlite -> sqlite.foreignKeys(enforced));
      }),
  LOG_FORM(
      "sqlite.logForm",
      "KEY or ROW",
      (config, text) -> {
        LogForm form = LogForm.valueOf(text.toUpperCase(Locale.ROOT));
        return config.sqlite(sqlite -> sqlite.logForm(form));
      }),
  SYNC_INTERVAL(
      "sync.intervalMillis",
      "a whole number, or off",
      (config, text) ->
          text.equals("off")
              ? config.manualSync()
              : config.syncInterval(Duration.ofMillis(Long.parseLong(text)))),
  PACING(
      "sync.pacingMillis",
      "a whole number",
      (config, text) -> {
        Duration rest = Duration.ofMillis(Long.parseLong(text));
        return config.sync(sync -> sync.pacing(rest));
      }),
  CHUNK(
      "sync.chunkEvents",
      "a whole number",
      (config, text) -> {
        int events = Integer.parseInt(text);
        return config.sync(sync -> sync.chunkEvents(events));
      }),
  LOAD_ROWS(
      "sync.loadRows",
      "a whole number",
      (config, text) -> {
        int rows = Integer.parseInt(text);
        return config.sync(sync -> sync.loadRows(rows));
      }),
  LOAD_SLICE(
      "sync.loadSliceMillis",
      "a whole number",
      (config, text) -> {
        Duration slice = Duration.ofMillis(Long.parseLong(text));
        return config.sync(sync -> sync.loadSlice(slice));
      }),
  GATE_WAIT(
      "sync.gateWaitMillis",
      "a whole number",
      (config, text) -> {
        Duration wait = Duration.ofMillis(Long.parseLong(text));
        return config.sync(sync -> sync.gateWait(wait));
      }),
  PRUNE_EVENTS(
      "sync.pruneEvents",
      "a whole number",
      (config, text) -> {
        int events = Integer.parseInt(text);
        return config.sync(sync -> sync.pruneEvents(events));
      }),
  PRUNE_LOG(
      "sync.pruneLog",
      "true or false",
      (config, text) -> {
        boolean prune = bool(text);
        return config.sync(sync -> sync.pruneLog(prune));
      }),
  FOREIGN_CHANGE(
      "sync.foreignChange",
      "RESYNC or QUARANTINE",
      (config, text) -> {
        ForeignChange policy = ForeignChange.valueOf(text.toUpperCase(Locale.ROOT));
        return config.sync(sync -> sync.foreignChange(policy));
      }),
  CDC(
      "cdc",
      "triggers, or a kind of log, a colon and its directory, with the log's jar on the class path",
      (config, text) -> text.equals("triggers") ? config : config.cdc(log(text))),
  TABLES(
      "tables",
      "all, none, or names separated by commas",
      (config, text) -> config.autoRegister(tables(text))),
  LOG_WARN(
      "sync.logWarnMiB",
      "a whole number",
      (config, text) -> {
        long bytes = Math.multiplyExact(Long.parseLong(text), 1L << 20);
        return config.sync(sync -> sync.logWarnBytes(bytes));
      }),
  LOG_LIMIT(
      "sync.logLimitMiB",
      "a whole number",
      (config, text) -> {
        long bytes = Math.multiplyExact(Long.parseLong(text), 1L << 20);
        return config.sync(sync -> sync.logLimitBytes(bytes));
      }),
  FRESHNESS(
      "freshness",
      "latest, eventual, or a whole number of milliseconds",
      (config, text) -> config.freshness(Freshness.parse(text))),
  FRESHNESS_TIMEOUT(
      "freshness.timeoutMillis",
      "a whole number",
      (config, text) -> config.freshnessTimeout(Duration.ofMillis(Long.parseLong(text)))),
  FRESHNESS_FAIL(
      "freshness.fail",
      "true or false",
      (config, text) ->
          config.stalePolicy(bool(text) ? StalePolicy.FAIL : StalePolicy.RUN_ON_OLTP)),
  ROUTE_LEARNING(
      "route.learning", "true or false", (config, text) -> config.routeLearning(bool(text))),
  AUDIT_RATE(
      "audit.rate",
      "a number from 0 to 1",
      (config, text) -> config.auditRate(Double.parseDouble(text)));

  private static final String PATH = "path";

  private final String option;
  private final String form;
  private final BiFunction<HtapConfig, String, HtapConfig> setter;

  HtapOptions(String option, String form, BiFunction<HtapConfig, String, HtapConfig> setter) {
    this.option = option;
    this.form = form;
    this.setter = setter;
  }

  static HtapConfig read(Map<String, String> options) {
    List<String> problems = new ArrayList<>();
    String path = options.getOrDefault(PATH, "");
    if (path.isEmpty()) {
      problems.add("path is missing; it names the SQLite file");
    }
    HtapConfig config = HtapConfig.at(Path.of(path));
    for (Map.Entry<String, String> entry : new TreeMap<>(options).entrySet()) {
      if (!entry.getKey().equals(PATH)) {
        config = set(config, entry.getKey(), entry.getValue(), problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new HtapException(
          ErrorCode.CONFIG_INVALID, "HtapConfig: " + String.join("; ", problems));
    }
    return config;
  }

  static List<String> names() {
    return Stream.concat(Stream.of(PATH), Arrays.stream(values()).map(o -> o.option)).toList();
  }

  private static HtapConfig set(
      HtapConfig config, String name, String value, List<String> problems) {
    Optional<HtapOptions> known =
        Arrays.stream(values()).filter(o -> o.option.equals(name)).findFirst();
    if (known.isEmpty()) {
      problems.add("'" + name + "' is no option; there are " + String.join(", ", names()));
      return config;
    }
    try {
      return known.get().setter.apply(config, value);
    } catch (IllegalArgumentException | ArithmeticException e) {
      problems.add(name + "=" + value + " must be " + known.get().form);
      return config;
    }
  }

  private static CdcLogFactory log(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    if (colon < 0 || colon + 1 == text.length()) {
      throw new IllegalArgumentException(text);
    }
    Path directory = Path.of(text.substring(colon + 1));
    return ServiceLoader.load(CdcLogKind.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(known -> known.name().equals(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text))
        .in(directory);
  }

  private static AutoRegister tables(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "all" -> AutoRegister.ALL;
      case "none" -> AutoRegister.NONE;
      default -> {
        Set<String> names =
            Arrays.stream(text.split(",", -1))
                .map(name -> Identifier.fold(name.strip()))
                .collect(Collectors.toSet());
        yield AutoRegister.matching(name -> names.contains(Identifier.fold(name)));
      }
    };
  }

  private static boolean bool(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(text);
    }
    return text.equals("true");
  }
}
