package io.github.djlobservability.report.media;

import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws the mean spectra of recordings, of the frames of speech and of the pauses apart: the
 * reference beside what is now. They are means over all recordings, in which no single one shows.
 */
public final class Spectra {
  private static final Pattern BAND = Pattern.compile("(.+\\.(?:speech|pause))_(\\d+)_hz_db");

  private Spectra() {}

  /**
   * Returns the drawings as HTML; empty where the reference has no recordings.
   *
   * @param now gives the mean of a series now; NaN without any
   */
  public static String html(ReferenceProfile reference, ToDoubleFunction<Series> now) {
    Map<String, SortedMap<Integer, Series>> spectra = spectra(reference);
    if (spectra.isEmpty()) {
      return "";
    }
    HtmlWriter html = new HtmlWriter();
    html.element("h2", "Mean spectra");
    html.start("p", "class", "legend");
    html.start("span").element("i", "", "class", "reference").text("reference").end();
    html.start("span").element("i", "", "class", "current").text("current").end();
    html.element("span", "Each band's power to that of all bands, in dB.").end();
    html.start("div", "class", "plots");
    spectra.forEach((name, bands) -> plot(html, name, bands, reference, now));
    return html.end().html();
  }

  private static Map<String, SortedMap<Integer, Series>> spectra(ReferenceProfile reference) {
    Map<String, SortedMap<Integer, Series>> spectra = new LinkedHashMap<>();
    for (Series series : reference.schema().series()) {
      Matcher band = BAND.matcher(series.name());
      if (!series.isCategorical() && band.matches() && reference.numeric(series).count() > 0) {
        spectra
            .computeIfAbsent(band.group(1), name -> new TreeMap<>())
            .put(Integer.valueOf(band.group(2)), series);
      }
    }
    spectra.values().removeIf(bands -> bands.size() < 2);
    return spectra;
  }

  private static void plot(
      HtmlWriter html,
      String name,
      Map<Integer, Series> bands,
      ReferenceProfile reference,
      ToDoubleFunction<Series> now) {
    double[] before =
        bands.values().stream().mapToDouble(band -> reference.numeric(band).mean()).toArray();
    double[] after = bands.values().stream().mapToDouble(now).toArray();
    String what = name.endsWith(".pause") ? "pauses" : "frames of speech";
    html.start("figure").start("figcaption").start("b").name(name).end();
    html.element("small", "mean spectrum of the " + what).end();
    html.drawing(new SpectrumPlot(List.copyOf(bands.keySet()), before, after).svg(what));
    html.end();
  }
}
