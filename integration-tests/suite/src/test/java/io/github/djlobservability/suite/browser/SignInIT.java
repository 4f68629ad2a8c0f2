package io.github.djlobservability.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.programs.Needs;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser on a server that strangers reach: without a token, with a wrong one, with one. */
@Needs({Program.CHROMIUM, Program.CHROMEDRIVER})
class SignInIT {
  private static final String TOKEN = "the-token-of-a-manager";
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void aBrowserSignsInActsAndSignsOut() throws IOException {
    try (ServerProcess server = start();
        Browser browser = Browser.start(Files.createDirectory(folder.resolve("profile")))) {
      browser.screen(1400, false);
      browser.open(server.uri().resolve("/observability"));
      assertThat(browser.text("h2")).contains("Values are hidden");
      assertThat(browser.accessibilityFaults()).isEmpty();

      signIn(browser, "a-wrong-token-of-someone");
      waitFor(() -> browser.text("main").contains("no token of this server"));

      signIn(browser, TOKEN);
      waitFor(() -> browser.text(".sign-out").contains("Sign out"));
      assertThat(browser.text("h2")).doesNotContain("Values are hidden");

      browser.open(server.uri().resolve("/observability/models/scripted"));
      browser.click("#take button");
      waitFor(() -> browser.text("#history .progress").contains(" of 1,000 items"));

      browser.click(".sign-out button");
      waitFor(() -> browser.text("h2").contains("Values are hidden"));
    }
  }

  /** Sends the form as a browser does that has no script. */
  private static void signIn(Browser browser, String token) {
    browser.run(
        "const field = document.getElementById('token'); field.value = '"
            + token
            + "'; field.form.submit()");
  }

  private static void waitFor(Callable<Boolean> condition) {
    await().atMost(DEADLINE).ignoreExceptions().until(condition);
  }

  private ServerProcess start() throws IOException {
    Path models = folder.resolve("models");
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    return new ServerLauncher("sign-in")
        .forFewRequests()
        .withPlugin()
        .withModels(models)
        .withOpenConnectors()
        .withEnvironment(Map.of("SERVING_OBSERVABILITY_ACCESS_TOKEN_MANAGE", TOKEN))
        .start();
  }
}
