package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
  private final OpenConnections connections = new OpenConnections();

  @Test
  void oneSenderCanNotHoldAll() {
    assertThat(opened("a", OpenConnections.MOST)).isEqualTo(OpenConnections.MOST_OF_ONE);
    assertThat(connections.open("b")).isTrue();
    connections.closed("a");
    assertThat(connections.open("a")).isTrue();
    assertThat(connections.open("a")).isFalse();
  }

  @Test
  void allTogetherAreBounded() {
    int opened = 0;
    for (int sender = 0; sender < 10; sender++) {
      opened += opened("sender " + sender, OpenConnections.MOST_OF_ONE);
    }
    assertThat(opened).isEqualTo(OpenConnections.MOST);
    connections.closed("sender 0");
    assertThat(opened("sender 9", 2)).isEqualTo(1);
  }

  private int opened(String sender, int wanted) {
    int opened = 0;
    for (int i = 0; i < wanted; i++) {
      opened += connections.open(sender) ? 1 : 0;
    }
    return opened;
  }
}
