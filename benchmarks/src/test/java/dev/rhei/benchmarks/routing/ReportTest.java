package dev.rhei.benchmarks.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportTest {
  @TempDir Path dir;

  @Test
  void writesAPageValuesAndAPlot() throws Exception {
    List<Measured> all =
        List.of(RegretTest.RIGHT, RegretTest.WRONG, RegretTest.SMALL, RegretTest.REFUSED);
    new Report("shop: orders 3.", all).write(dir, "routing");
    assertThat(Files.readAllLines(dir.resolve("routing.md")))
        .contains(
            "| right | 1 | 1.00 | 10.0 | 1.00 | SQLite | 1.00 | same |",
            "| refused | 1 | 5.00 | - | 6.00 | SQLite | 1.20 | not compared |",
            "- wrong: 4.5 x, 9.00 ms on DuckDB, because: because",
            "- refused: no");
    assertThat(Files.readAllLines(dir.resolve("routing.csv")))
        .hasSize(5)
        .contains(
            "\"right\",1,1.000000,0.500000,10.000000,5.000000,1.000000,0.500000,SQLite,"
                + "\"because\",same,\"\"");
    Document plot =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(dir.resolve("routing.svg").toFile());
    assertThat(plot.getElementsByTagName("circle").getLength()).isEqualTo(2 + 2 * all.size());
  }
}
