package io.github.djlobservability.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class NeedsConditionTest {

  private static final Map<String, String> BARE = Map.of("PATH", "");

  private final PrintStream console = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setOut(console);
  }

  @Test
  void leavesTestsOutAndSaysSoInOneLine() {
    Events tests = run(OnABareMachine.class);

    assertThat(tests.skipped().count()).isEqualTo(2);
    assertThat(tests.succeeded().count()).isEqualTo(1);
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "LEFT OUT: OnABareMachine: no promtool on the path; rules are tested by Prometheus's own"
                + " tool");
  }

  @Test
  void failsInsteadInTheContinuousBuild() {
    Events tests = run(InTheContinuousBuild.class);

    assertThat(tests.failed().count()).isEqualTo(1);
    assertThat(tests.succeeded().count()).isZero();
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void runsTestsWhoseProgramIsThere(@TempDir Path folder) throws IOException {
    Path program = Files.createFile(folder.resolve("promtool"));
    Map<String, String> environment = Map.of("PATH", "/no/such/folder:" + folder);
    assertThat(Program.PROMTOOL.find(environment)).isEmpty();

    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(Program.PROMTOOL.find(environment)).contains(program);
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }

  static class OnABareMachine {

    @RegisterExtension static final NeedsCondition CONDITION = new NeedsCondition(BARE);

    @Test
    @Needs(Program.PROMTOOL)
    void first() {}

    @Test
    @Needs(Program.PROMTOOL)
    void second() {}

    @Test
    void needsNothing() {}
  }

  static class InTheContinuousBuild {

    @RegisterExtension
    static final NeedsCondition CONDITION = new NeedsCondition(Map.of("PATH", "", "CI", "true"));

    @Test
    @Needs(Program.PROMTOOL)
    void needy() {}
  }
}
