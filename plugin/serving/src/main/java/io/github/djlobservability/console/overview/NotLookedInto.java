package io.github.djlobservability.console.overview;

import io.github.djlobservability.config.GeneralSetting;
import io.github.djlobservability.config.LoadSetting;
import io.github.djlobservability.config.MetricSetting;
import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.monitoring.comparison.CoverageReport;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.worker.HandOff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gathers what was not looked into, with count and reason. */
public final class NotLookedInto {
  /** Says that series are counted. */
  public static final String SERIES = "series";

  private static final String ITEMS = "items";

  private NotLookedInto() {}

  static List<Overview.LeftOut> of(List<ModelSnapshot> models, List<HandOff.Report> handOffs) {
    List<Overview.LeftOut> all = new ArrayList<>();
    for (ModelSnapshot model : models) {
      if (model.drift() != null) {
        all.addAll(of(model.id().toString(), model.drift().coverage()));
      }
      seriesOf(model).forEach(all::add);
    }
    Map<String, Long> versionsUnknown = new TreeMap<>();
    models.forEach(model -> versionsUnknown.put(model.id().name(), model.versionsUnknown()));
    versionsUnknown.forEach((name, count) -> versionUnknown(name, count).forEach(all::add));
    for (HandOff.Report handOff : handOffs) {
      handOff
          .refused()
          .forEach(
              (reason, count) -> {
                if (count > 0) {
                  all.add(new Overview.LeftOut(null, ITEMS, count, waited(handOff.name(), reason)));
                }
              });
    }
    all.sort(Comparator.comparingLong(Overview.LeftOut::count).reversed());
    return all;
  }

  /**
   * Returns what of a model's items was not compared, but for what a fair sample stands for:
   * nothing is lost by that.
   */
  public static List<Overview.LeftOut> of(String model, CoverageReport coverage) {
    List<Overview.LeftOut> all = new ArrayList<>();
    coverage
        .reasons()
        .forEach(
            (reason, count) -> {
              boolean lost =
                  !reason.equals(NotRead.DOCTOR.label()) && !reason.equals(NotRead.SAMPLED.label());
              if (lost) {
                NotRead why = NotRead.valueOf(reason.toUpperCase(Locale.ROOT));
                String codecs = why == NotRead.TYPE ? codecs(coverage) : "";
                all.add(new Overview.LeftOut(model, ITEMS, count, words(why) + codecs));
              }
            });
    all.sort(Comparator.comparingLong(Overview.LeftOut::count).reversed());
    return all;
  }

  /** Returns the requests of which nobody knows which version of a model served them. */
  public static List<Overview.LeftOut> versionUnknown(String name, long requests) {
    return requests == 0
        ? List.of()
        : List.of(new Overview.LeftOut(name, ITEMS, requests, words(NotRead.VERSION)));
  }

  /** Returns how many there were of each coding: {@code (FLAC 2, MP3 17)}. */
  private static String codecs(CoverageReport coverage) {
    return coverage.codecs().isEmpty()
        ? ""
        : coverage.codecs().entrySet().stream()
            .map(codec -> codec.getKey() + " " + codec.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  /** Returns what a model's metrics lack, but for what others make up for. */
  private static List<Overview.LeftOut> seriesOf(ModelSnapshot model) {
    long others = model.seriesLeftOut().others();
    return others == 0
        ? List.of()
        : List.of(
            new Overview.LeftOut(
                model.id().toString(),
                SERIES,
                others,
                "its metrics are more than " + MetricSetting.SERIES.key() + " allows"));
  }

  private static String waited(String handOff, String reason) {
    return "too much waited for the thread `"
        + handOff
        + "` ("
        + reason.replace('_', ' ')
        + "): "
        + lost(handOff);
  }

  /** Says what is lost with what a thread has no room for, and what can be set. */
  private static String lost(String handOff) {
    return switch (handOff) {
      case "load" ->
          "requests that changes of latency and errors are not looked for in; metrics have them."
              + " A busy machine makes them wait, and nothing is to be set but "
              + LoadSetting.LOAD.key()
              + "=false, which ends this watch";
      case "drift" ->
          "requests that are neither compared nor kept for labels; "
              + GeneralSetting.CPU_SHARE.key()
              + " and "
              + GeneralSetting.MEMORY.key()
              + " give more";
      case "writer" ->
          "spans, metrics and events of requests, which are not written; fewer spans a request ("
              + RequestSetting.SPAN_DETAIL.key()
              + "=compact) take less";
      case "content" ->
          "requests whose items and tokens are not counted; "
              + GeneralSetting.MEMORY.key()
              + " gives more room";
      case "capture" ->
          "inferences that are not in the log; "
              + GeneralSetting.CPU_SHARE.key()
              + " and "
              + GeneralSetting.MEMORY.key()
              + " give more";
      case "feedback" -> "requests with labels, which were told so and can send them again";
      case "console", "reports" -> "pages, whose readers were told so and can ask again";
      default -> "they are left out; it works again as soon as there is time";
    };
  }

  static String words(NotRead reason) {
    return switch (reason) {
      case EMPTY -> "the request has no body";
      case SIZE -> "the body, or something in it, is too large to be read";
      case STREAM -> "the response came in chunks; observability.streamed-text puts them together";
      case STREAM_SIZE -> "the response came in chunks, of more bytes than are put together";
      case STREAM_MEMORY -> "the response came in chunks, and there was no memory for them";
      case MEMORY -> "too many payloads waited to be read";
      case TYPE -> "the body is of a type that is not read";
      case MALFORMED -> "the body is broken";
      case PATH -> "observability.inputs leads to nothing";
      case POSITIONS -> "there are more or fewer values than the reference has inputs";
      case NO_FIELD -> "no field of the reference is in the request";
      case BUDGET -> "observability.media-cpu is used up: a sample of sound and images is read";
      case NO_PREDICTION -> "the response has no prediction that could be found";
      case SAMPLED -> "there is no time for all: a fair sample is compared";
      case VERSION -> "the request named no version, and which of several served it can't be known";
      case FAILED -> "the request failed, so nothing is compared";
      case DOCTOR -> "the command doctor sent it";
    };
  }
}
