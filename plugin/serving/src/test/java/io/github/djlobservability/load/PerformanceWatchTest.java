package io.github.djlobservability.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.CompletedRequest;
import io.github.djlobservability.observation.CompletedRequest.ComputedBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which changes of latency and errors are seen, and what is said to have changed with them. */
class PerformanceWatchTest {
  private static final long SEED = 3;
  private static final int BEFORE = 1500;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MILLIS_APART = 20;

  private final Random random = new Random(SEED);
  private final List<PerformanceChange> told = new ArrayList<>();
  private final PerformanceWatch watch =
      new PerformanceWatch(ExpectedRunTime.ofItems(1_000_000), told::add);
  private final Traffic traffic = new Traffic();
  private int sent;

  @BeforeEach
  void learn() {
    System.out.println("seed " + SEED);
    send(PerformanceWatch.LEFT_OUT + PerformanceWatch.LEARNED + BEFORE);
  }

  @Test
  void isSilentWhileNothingChanges() {
    send(5000);

    assertThat(told).isEmpty();
    assertThat(watch.report().status()).isEqualTo("stable");
    assertThat(watch.report().requests()).isEqualTo(sent);
  }

  @Test
  void saysThatPayloadsGrewWhenLatencyDid() {
    Instant onset = now();
    traffic.payloadBytes = 6000;
    traffic.meanSeconds = 0.040;
    send(400);

    assertThat(told).hasSize(1);
    PerformanceChange change = told.get(0);
    assertThat(change.quantity()).isEqualTo("latency");
    assertThat(change.worse()).isTrue();
    assertThat(change.changedWith())
        .extracting(ChangedFactor::factor)
        .containsExactly("payload_size");
    assertThat(change.changedWith().get(0).description()).startsWith("mean 1");
    assertThat(Instant.parse(change.since()))
        .isBetween(onset.minusMillis(20L * MILLIS_APART), onset.plusMillis(20L * MILLIS_APART));
    assertThat(watch.report().changes()).isEqualTo(told);
  }

  @Test
  void ranksBySizeOfTheChange() {
    traffic.meanSeconds = 0.040;
    traffic.newVersionShare = 1;
    traffic.otherClientShare = 0.6;
    send(400);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).changedWith())
        .extracting(ChangedFactor::factor)
        .containsExactly("version", "client");
    assertThat(told.get(0).changedWith().get(0).effect()).isEqualTo(1);
    // "a" went from all to 40 %; what has come is told.
    assertThat(told.get(0).changedWith().get(1).description()).startsWith("\"b\": 0.00 % -> ");
  }

  @Test
  void saysThatNothingChangedWithItWhenNothingDid() {
    traffic.meanSeconds = 0.040;
    send(400);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).changedWith()).isEmpty();
  }

  @Test
  void seesErrorsThatComeWithAWorker() {
    traffic.badWorkerShare = 0.5;
    traffic.errorShare = 0.3;
    send(600);

    assertThat(told).extracting(PerformanceChange::quantity).contains("errors");
    PerformanceChange errors =
        told.stream().filter(c -> c.quantity().equals("errors")).findFirst().orElseThrow();
    assertThat(errors.worse()).isTrue();
    assertThat(errors.changedWith()).extracting(ChangedFactor::factor).containsExactly("worker");
    assertThat(errors.changedWith().get(0).description())
        .matches("\"WT-0002\": 0(\\.\\d+)? % -> \\d+.*");
  }

  @Test
  void doesNotWaitForRequestsThatDontCome() {
    traffic.meanSeconds = 0.200;
    send(40);
    assertThat(told).isEmpty();

    watch.publish(now().toEpochMilli() + PerformanceWatch.PATIENCE_MILLIS);
    assertThat(told).hasSize(1);
  }

  private Instant now() {
    return START.plusMillis((long) sent * MILLIS_APART);
  }

  private void send(int requests) {
    for (int i = 0; i < requests; i++) {
      watch.observe(traffic.next(now().toEpochMilli()));
      sent++;
      if (i % 50 == 0) {
        watch.publish(now().toEpochMilli());
      }
    }
    watch.publish(now().toEpochMilli());
  }

  /** Requests that remember a little of their predecessors, as a server's do. */
  private final class Traffic {
    private double meanSeconds = 0.010;
    private double payloadBytes = 1000;
    private double newVersionShare;
    private double otherClientShare;
    private double badWorkerShare;
    private double errorShare;
    private double memory;

    CompletedRequest next(long epochMillis) {
      memory = 0.3 * memory + random.nextGaussian();
      double seconds = meanSeconds * Math.exp(0.3 * memory);
      boolean badWorker = random.nextDouble() < badWorkerShare;
      return new CompletedRequest(
          new ModelId("m", random.nextDouble() < newVersionShare ? "2" : "1"),
          true,
          epochMillis,
          Math.round(seconds * 1e9),
          random.nextDouble() < errorShare,
          new ComputedBy("cpu", badWorker ? "WT-0002" : "WT-0001", 1 + random.nextInt(4)),
          random.nextDouble() < otherClientShare ? "b" : "a",
          Math.round(payloadBytes * (1 + random.nextDouble())),
          1 + random.nextInt(5));
    }
  }
}
