package io.github.djlobservability.report.media;

import io.github.djlobservability.html.HtmlWriter;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows recordings and images themselves, small: those that moved the most, and usual ones of the
 * reference. Pictures show what is private, so they are made only where somebody asks.
 *
 * <p>At most {@value #MOVED} and {@value #USUAL} of {@value MediaPicture#MOST_BYTES} bytes each.
 */
public final class Pictures {
  static final int MOVED = 12;
  static final int USUAL = 6;

  private Pictures() {}

  /**
   * Returns the pictures as HTML.
   *
   * @param usual the reference's; none where it is a profile, which holds no files
   * @param items what is compared with it
   * @param moved the series that have moved, with what each counts
   */
  public static String html(
      ReferenceProfile reference,
      List<MediaItem> usual,
      List<MediaItem> items,
      Map<Series, Double> moved) {
    MovedItems ranked = new MovedItems(reference, items, moved);
    HtmlWriter html = new HtmlWriter();
    String title =
        items.isEmpty()
            ? "Samples: there are no recordings and no images"
            : moved.isEmpty()
                ? "Samples: no figure of theirs has moved"
                : "Samples: the files that moved the most";
    html.element("h2", title);
    show(html, ranked, ranked.mostFirst(items), MOVED);
    if (!usual.isEmpty()) {
      html.element("h2", "Samples: usual files of the reference");
      List<MediaItem> least = new ArrayList<>(ranked.mostFirst(usual));
      Collections.rotate(least, -least.size() / 2);
      show(html, null, least, USUAL);
    } else if (!items.isEmpty()) {
      html.element("p", "The reference is a profile, which holds no files to show.");
    }
    return html.html();
  }

  /** Files that can't be drawn make room for the next. */
  private static void show(
      HtmlWriter html, @Nullable MovedItems reasons, List<MediaItem> items, int most) {
    html.start("div", "class", "pictures");
    int shown = 0;
    for (int i = 0; i < Math.min(2 * most, items.size()) && shown < most; i++) {
      MediaItem item = items.get(i);
      MediaPicture picture = MediaPicture.of(item.file());
      if (picture != null && picture.png().length <= MediaPicture.MOST_BYTES) {
        show(html, item, picture, reasons == null ? "" : reasons.reason(item.row()));
        shown++;
      }
    }
    html.end();
  }

  private static void show(HtmlWriter html, MediaItem item, MediaPicture picture, String reason) {
    String data = "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png());
    html.start("figure");
    html.empty("img", "src", data, "alt", picture.words());
    html.start("figcaption").name(item.file().getFileName().toString());
    html.start("small").text(picture.words() + (reason.isEmpty() ? "" : "; "));
    html.sentence(reason).end().end().end();
  }
}
