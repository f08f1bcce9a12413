package dev.rhei;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rhei.core.engine.MirrorState;
import dev.rhei.core.sync.TableStatus;
import dev.rhei.testkit.LeakGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real database file, as applications have them. */
@ExtendWith(LeakGuard.class)
class ChinookTest {
  private static final List<String> TABLES =
      List.of(
          "Album",
          "Artist",
          "Customer",
          "Employee",
          "Genre",
          "Invoice",
          "InvoiceLine",
          "MediaType",
          "Playlist",
          "PlaylistTrack",
          "Track");

  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void copy() throws IOException {
    Path original = Path.of(System.getProperty("rhei.shared", "missing"), "data", "chinook.db");
    Assumptions.assumeTrue(Files.exists(original), "there is no " + original);
    file = Files.copy(original, dir.resolve("chinook.db"));
  }

  @Test
  void allTablesAreMirroredAndAnswerAlike() {
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(file))) {
      TABLES.forEach(engine::registerTable);
      assertThat(engine.status().tables())
          .allMatch(table -> table.state() == MirrorState.LIVE)
          .extracting(TableStatus::table)
          .containsExactlyInAnyOrderElementsOf(TABLES);
      for (String table : TABLES) {
        Answers.assertSame(engine, "SELECT * FROM " + table + " ORDER BY 1, 2");
        Answers.assertSame(engine, "SELECT count(*) FROM " + table);
      }
      Answers.assertSame(
          engine,
          "SELECT ar.Name, count(*), sum(il.Quantity), sum(il.UnitPrice * il.Quantity) AS revenue"
              + " FROM InvoiceLine il JOIN Track t ON t.TrackId = il.TrackId"
              + " JOIN Album al ON al.AlbumId = t.AlbumId"
              + " JOIN Artist ar ON ar.ArtistId = al.ArtistId"
              + " GROUP BY ar.Name ORDER BY revenue DESC, ar.Name");
      Answers.assertSame(
          engine,
          "SELECT c.Country, g.Name, count(*) FROM Customer c"
              + " JOIN Invoice i ON i.CustomerId = c.CustomerId"
              + " JOIN InvoiceLine il ON il.InvoiceId = i.InvoiceId"
              + " JOIN Track t ON t.TrackId = il.TrackId JOIN Genre g ON g.GenreId = t.GenreId"
              + " WHERE i.InvoiceDate >= ? GROUP BY 1, 2 HAVING count(*) > 1 ORDER BY 1, 2",
          "2010-01-01 00:00:00");
    }
  }

  @Test
  void writesAreFollowedAndSurviveAReopen() {
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(file))) {
      TABLES.forEach(engine::registerTable);
      engine.execute("UPDATE Track SET Milliseconds = Milliseconds + 1 WHERE AlbumId < 50");
      engine.execute("DELETE FROM InvoiceLine WHERE InvoiceId % 7 = 0");
      engine.execute("INSERT INTO Genre VALUES (100, 'Gamelan 🎶')");
      engine.execute("UPDATE PlaylistTrack SET PlaylistId = 2 WHERE PlaylistId = 3");
    }
    try (HtapEngine engine = HtapEngine.open(HtapConfig.at(file))) {
      for (String table : TABLES) {
        Answers.assertSame(engine, "SELECT * FROM " + table + " ORDER BY 1, 2");
      }
    }
  }
}
