package dev.rhei.benchmarks.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rhei.workloads.Workload;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void allHaveDefaults() {
    Options options = Options.parse();
    assertThat(options.data()).isEqualTo(Path.of("target/rhei-routing"));
    assertThat(options.out()).isEqualTo(options.data());
    assertThat(options.workloads()).extracting(Workload::name).containsExactly("shop-1.0");
    assertThat(options.limit()).isEqualTo(Duration.ofSeconds(60));
    assertThat(options.statistics()).isTrue();
  }

  @Test
  void workloadsAreScaled() {
    assertThat(Options.parse("workload=tpch,ch", "scale=2").workloads())
        .extracting(Workload::name)
        .containsExactly("tpch-2.0", "ch-2");
    assertThat(Options.parse("workload=ch", "scale=0.1").workloads())
        .extracting(Workload::name)
        .containsExactly("ch-1-0.1");
  }

  @Test
  void whatIsNotKnownIsRefused() {
    for (String wrong : new String[] {"sclae=1", "scale", "workload=x", "statistics=maybe"}) {
      assertThatThrownBy(() -> Options.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
