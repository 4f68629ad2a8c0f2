package io.github.djlobservability.suite.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InstructionsTest {

  @Test
  void readsTheCount() {
    assertThat(
            Instructions.read("6813405122;;instructions;2999871234;100.00;1.21;insn per cycle\n"))
        .isEqualTo(6_813_405_122.0);
    assertThat(Instructions.read("# a note\n12;;instructions:u;5;100.00;;\n")).isEqualTo(12);
  }

  @Test
  void saysWhereNoneAreCounted() {
    assertThat(Instructions.read("<not supported>;;instructions;0;100.00;;\n")).isNaN();
    assertThat(Instructions.read("<not counted>;;instructions;0;100.00;;\n")).isNaN();
    assertThat(Instructions.read("/bin/sh: 1: exec: perf: not found\n")).isNaN();
  }

  @Test
  void countsThisProcessOrSaysThatItCannot() throws IOException, InterruptedException {
    Instructions instructions =
        Instructions.of(ProcessHandle.current().pid(), Duration.ofMillis(20));
    assertThat(instructions.count())
        .satisfiesAnyOf(n -> assertThat(n).isNaN(), n -> assertThat(n).isPositive());
  }
}
