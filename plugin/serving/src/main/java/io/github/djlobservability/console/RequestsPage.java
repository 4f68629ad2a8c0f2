package io.github.djlobservability.console;

import io.github.djlobservability.model.EndedRequest;
import io.github.djlobservability.model.RecentRequests;
import io.github.djlobservability.model.ServedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Responds to {@code GET /observability/models/{model}/requests}; the fields' names are the JSON's.
 * {@code ?slow} or {@code ?failed} asks for one list alone.
 *
 * @param slow the slowest of the last one to two minutes, the slowest first; null when not asked
 *     for
 * @param failed the last that failed, the last one first; null when not asked for
 */
record RequestsPage(
    String model, @Nullable List<EndedRequest> slow, @Nullable List<EndedRequest> failed) {

  static RequestsPage of(ServedModel model, PageRequest request) {
    boolean onlySlow = request.query().containsKey("slow");
    boolean onlyFailed = request.query().containsKey("failed");
    RecentRequests recent = model.statistics().recent();
    return new RequestsPage(
        model.id().toString(),
        onlyFailed && !onlySlow ? null : recent.slow(),
        onlySlow && !onlyFailed ? null : recent.failed());
  }
}
