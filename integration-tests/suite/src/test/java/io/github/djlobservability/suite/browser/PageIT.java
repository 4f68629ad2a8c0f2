package io.github.djlobservability.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.programs.Needs;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.demo.CensusFile;
import io.github.djlobservability.suite.demo.CensusRow;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, while the census comes to the employment model and grows older. */
@Needs({Program.CHROMIUM, Program.CHROMEDRIVER})
class PageIT {
  private static final long SEED = 20_161;
  private static final int STEADY = 600;
  private static final int OLDER = 300;
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Path PICTURES = BuiltFiles.outputFolder("page");
  private static final String ROW = "#m-employment";

  @TempDir private Path folder;

  @Test
  void aShiftIsSeenAndFollowedToItsRequests() throws IOException {
    copyModel();
    try (ServerProcess server = start();
        Browser browser = Browser.start(Files.createDirectory(folder.resolve("profile")))) {
      URI home = server.uri().resolve("/observability");
      List<CensusRow> rows = CensusFile.read(BuiltFiles.censusTraffic(), SEED);
      await().until(() -> isCompared(server));
      send(server, rows.subList(0, STEADY), "steady");

      browser.screen(1400, false);
      browser.open(home);
      waitFor(() -> browser.text(ROW + " .badge").equals("Stable"));
      browser.run("window.notReloaded = true; return true");
      send(
          server,
          rows.subList(STEADY, STEADY + OLDER).stream().map(row -> row.older(30)).toList(),
          "older");
      waitFor(() -> browser.text(ROW + " .badge").equals("Drift"));
      assertThat(browser.run("return window.notReloaded")).isEqualTo(true);
      assertThat(browser.text(ROW + " .changes")).contains("AGEP: mean 4").contains(" since ");
      isInOrder(browser, "overview");

      browser.click(ROW + " a");
      waitFor(() -> browser.text("#headline").contains("differs from the reference"));
      open(browser, "AGEP");
      waitFor(() -> browser.text("tr.more .request-id").contains("older-"));
      waitFor(() -> browser.text("#verdicts .request-id").contains("older-"));
      isInOrder(browser, "model");
      reports(server, browser);

      browser.click("tr.more form.action button");
      waitFor(() -> browser.text("tr.more .muted").contains("Muted until"));
      waitFor(() -> browser.text("#headline + .changes").contains("(muted until"));

      browser.click("#take button");
      waitFor(() -> browser.text("#history .progress").contains(" of 1,000 items"));

      assertThat(browser.console()).isEmpty();
      assertThat(browser.requests())
          .isNotEmpty()
          .allMatch(asked -> asked.getAuthority().equals(home.getAuthority()));
      assertThat(json(server, "/observability").get("failures").getAsLong()).isZero();
    }
  }

  /** The link leads to a file that says what the page says. */
  private static void reports(ServerProcess server, Browser browser) throws IOException {
    assertThat(browser.text("#report a")).isEqualTo("Download a report");
    Object address = browser.run("return document.querySelector('#report a').pathname");
    RawResponse report =
        RawConnection.exchange(
            server.uri(), RawRequest.get(String.valueOf(address)).header("accept", "text/html"));
    assertThat(report.status()).isEqualTo(200);
    assertThat(report.header("content-disposition").orElse(""))
        .startsWith("attachment; filename=\"employment");
    assertThat(report.text()).contains("DRIFT in ", "live requests for employment from", "AGEP");
  }

  /** Looks at a page on a desk, at night, and on a phone. */
  private static void isInOrder(Browser browser, String name) throws IOException {
    browser.picture(PICTURES.resolve(name + "-1400.png"));
    assertThat(browser.accessibilityFaults()).as(name).isEmpty();
    browser.screen(1400, true);
    browser.picture(PICTURES.resolve(name + "-1400-dark.png"));
    assertThat(browser.accessibilityFaults()).as(name + ", dark").isEmpty();
    browser.screen(390, false);
    assertThat(browser.isTooWide()).as(name + " on a phone").isFalse();
    browser.picture(PICTURES.resolve(name + "-390.png"));
    browser.screen(1400, false);
  }

  private static void open(Browser browser, String feature) {
    browser.run(
        "[...document.querySelectorAll('a[data-expands]')]"
            + ".find(a => a.textContent === '"
            + feature
            + "').click()");
  }

  private static void waitFor(Callable<Boolean> condition) {
    await().atMost(DEADLINE).until(condition);
  }

  private ServerProcess start() throws IOException {
    return new ServerLauncher("page")
        .forFewRequests()
        .withPlugin()
        .withModels(folder.resolve("models"))
        .withSetting("observability.drift.expected-run-time", "100000")
        .start();
  }

  private void copyModel() throws IOException {
    Path from = BuiltFiles.sampleModels().resolve("employment");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path to = folder.resolve("models").resolve("employment").resolve(from.relativize(file));
        Files.createDirectories(to.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, to);
        }
      }
    }
  }

  /** Says whether the reference has been read; requests before that are not compared. */
  private static boolean isCompared(ServerProcess server) throws IOException {
    return json(server, "/observability/models/employment/drift").has("reference");
  }

  private static JsonObject json(ServerProcess server, String page) throws IOException {
    String text = RawConnection.exchange(server.uri(), RawRequest.get(page)).text();
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static void send(ServerProcess server, List<CensusRow> rows, String name)
      throws IOException {
    for (int i = 0; i < rows.size(); i++) {
      RawRequest request =
          RawRequest.postJson("/predictions/employment", rows.get(i).json().toString())
              .header("x-request-id", name + "-" + i);
      assertThat(RawConnection.exchange(server.uri(), request).status()).isEqualTo(200);
    }
  }
}
