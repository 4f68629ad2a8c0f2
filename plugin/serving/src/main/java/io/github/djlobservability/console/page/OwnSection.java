package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.ServerStrip;
import io.github.djlobservability.governor.GovernorReport;
import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.MemoryShare;
import io.github.djlobservability.worker.OwnReport;
import io.github.djlobservability.worker.ThreadUse;
import io.github.djlobservability.worker.Worker;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows what the plugin itself takes: CPU time, allocations, buffers and queues, by part. */
final class OwnSection {
  private OwnSection() {}

  static void write(HtmlWriter html, Overview overview) {
    html.start("section", "aria-labelledby", "own-title");
    html.element("h2", "What the plugin takes", "id", "own-title");
    governor(html, overview.governor());
    html.start("details", "id", "own-parts").element("summary", "Its threads and buffers");
    threads(html, overview.own());
    buffers(html, overview.own());
    html.end().end();
  }

  private static void governor(HtmlWriter html, GovernorReport governor) {
    html.start("dl", "class", "facts");
    ServerStrip.fact(
        html,
        "CPU",
        processors(governor.ownCpu()) + " of " + processors(governor.processCpu()) + " processors");
    ServerStrip.fact(html, "It may take", processors(governor.allowedCpu()) + " processors");
    ServerStrip.fact(html, "Done less, to stay within it", lowered(governor.lowered()));
    ServerStrip.fact(html, "Requests compared", Figures.share(governor.driftKept()));
    html.end();
  }

  private static String lowered(String parts) {
    return parts
        .replace("drift", "comparison with the reference: of a random sample only")
        .replace("capture", "inference log");
  }

  private static String processors(double cpu) {
    return String.format(Locale.ROOT, "%.3f", cpu);
  }

  private static void threads(HtmlWriter html, OwnReport own) {
    Map<String, Worker.Report> workers =
        own.threads().stream()
            .collect(Collectors.toMap(Worker.Report::name, Function.identity(), (a, b) -> b));
    begin(html, "Thread", "State", "CPU time", "Allocated", "Failures");
    for (ThreadUse use : own.use()) {
      Worker.Report worker = workers.get(use.name());
      html.start("tr").element("th", use.name(), "scope", "row");
      html.element("td", worker == null ? "running" : state(worker));
      html.element("td", Figures.seconds(use.cpuSeconds()));
      html.element("td", Figures.bytes(use.allocatedBytes()));
      html.element("td", Figures.count(worker == null ? 0 : worker.failures())).end();
    }
    html.end().end().end();
  }

  private static String state(Worker.Report worker) {
    return worker.state().equals("stopped")
        ? "stopped: there is nothing for it to do"
        : worker.state();
  }

  private static void buffers(HtmlWriter html, OwnReport own) {
    Map<String, HandOff.Report> queues =
        own.queues().stream()
            .collect(Collectors.toMap(HandOff.Report::name, Function.identity(), (a, b) -> b));
    begin(html, "Buffer", "Holds", "May hold", "Waiting", "Refused");
    for (MemoryShare.Report share : own.memory().shares()) {
      HandOff.Report queue = queues.get(share.name());
      html.start("tr").element("th", share.name(), "scope", "row");
      html.element("td", Figures.bytes(share.heldBytes()));
      html.element("td", Figures.bytes(share.limitBytes()));
      html.element(
          "td",
          queue == null
              ? "–"
              : Figures.count(queue.waiting()) + " of " + Figures.count(queue.limit()));
      html.element("td", Figures.count(refused(share, queue == null ? Map.of() : queue.refused())))
          .end();
    }
    html.end().end().end();
  }

  /** A queue counts what its bytes refused, too. */
  private static long refused(MemoryShare.Report share, Map<String, Long> byQueue) {
    long bytes = share.refusedByShare() + share.refusedByBudget();
    return Math.max(bytes, byQueue.values().stream().mapToLong(Long::longValue).sum());
  }

  private static void begin(HtmlWriter html, String... columns) {
    html.start("div", "class", "scroll").start("table").start("thead").start("tr");
    for (String column : List.of(columns)) {
      html.element("th", column, "scope", "col");
    }
    html.end().end().start("tbody");
  }
}
