package io.github.djlobservability.suite.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.programs.Program;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, on pages of this machine. Not thread-safe. */
final class Browser implements AutoCloseable {
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
  private static final String READ_BY_AXE = "willReadFrequently";
  private static final int HEIGHT = 900;
  private static final int TALLEST = 8_000;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts it.
   *
   * @param profile an empty folder
   */
  static Browser start(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(Program.CHROMIUM.require().toString());
    // Root can't use the sandbox; and nothing of Chromium's own is to be asked for.
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Program.CHROMEDRIVER.require().toFile())
            .usingAnyFreePort()
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
    return new Browser(driver);
  }

  /** Shows pages as a screen of this width does. */
  void screen(int width, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", width < 600));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void open(URI page) {
    driver.get(page.toString());
  }

  /** Returns the first element that a selector finds. */
  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** Returns the text of all elements that a selector finds; empty where there is none. */
  String text(String selector) {
    Object text =
        driver.executeScript(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent).join('|')",
            selector);
    return text == null ? "" : text.toString();
  }

  /** Clicks on what a selector finds, wherever on the page it is. */
  void click(String selector) {
    driver.executeScript("document.querySelector(arguments[0]).click()", selector);
  }

  Object run(String script) {
    return Objects.requireNonNullElse(driver.executeScript(script), "");
  }

  /** Returns whether a reader would have to scroll sideways. */
  boolean isTooWide() {
    return (Boolean)
        run("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  /** Returns the faults that axe-core finds serious or critical, one line each. */
  List<String> accessibilityFaults() throws IOException {
    try (InputStream axe = Browser.class.getResourceAsStream(AXE)) {
      driver.executeScript(
          new String(Objects.requireNonNull(axe, AXE).readAllBytes(), StandardCharsets.UTF_8)
              + "; window.axe = axe;");
    }
    Object found =
        driver.executeAsyncScript(
            "const done = arguments[0]; axe.run(document).then(r => done(JSON.stringify("
                + "r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')"
                + ".map(v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html)))))");
    List<String> faults = new ArrayList<>();
    for (JsonElement fault : JsonParser.parseString(String.valueOf(found)).getAsJsonArray()) {
      faults.add(fault.getAsString());
    }
    return faults;
  }

  /** Writes a picture of the whole page. */
  void picture(Path file) throws IOException {
    Number height = (Number) run("return document.documentElement.scrollHeight");
    Number width = (Number) run("return innerWidth");
    Map<String, Object> clip =
        Map.of(
            "x",
            0,
            "y",
            0,
            "width",
            width,
            "scale",
            1,
            "height",
            Math.min(TALLEST, height.intValue()));
    Map<String, Object> shot =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
    Files.createDirectories(file.getParent());
    Files.write(file, OutputType.BYTES.convertFromBase64Png(String.valueOf(shot.get("data"))));
  }

  /**
   * Returns what stands on the console since the last call; violations of the policy, too. What
   * axe-core causes when it reads the colours of charts is left out.
   */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains(READ_BY_AXE))
        .toList();
  }

  /** Returns the addresses that were asked for since the last call. */
  List<URI> requests() {
    List<URI> asked = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonObject message =
          JsonParser.parseString(entry.getMessage()).getAsJsonObject().getAsJsonObject("message");
      if (message.get("method").getAsString().equals("Network.requestWillBeSent")) {
        String url =
            message.getAsJsonObject("params").getAsJsonObject("request").get("url").getAsString();
        if (!url.startsWith("data:") && !url.startsWith("chrome:")) {
          asked.add(URI.create(url));
        }
      }
    }
    return asked;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
