package io.github.djlobservability.quality.measure;

import io.github.djlobservability.payload.text.TranscriptErrors;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An item whose label has come.
 *
 * @param item its number in the model's stream of items, from 1
 * @param id what a verdict names it by; null if it has no id
 * @param predictedAtMillis when the model answered, in milliseconds of the epoch
 * @param labelledAtMillis when its label came, in milliseconds of the epoch
 * @param prediction what the model said: a {@link Double} of a regression, else a class's name; of
 *     a transcript how far it is from its label, as {@code label}
 * @param probabilities the probabilities of the classes that the model told, by their names; empty
 *     if it told none
 * @param label what is right: a {@link Double} of a regression, else a class's name; of a
 *     transcript its {@link TranscriptErrors}, since many texts would take much room
 * @param weight how many items it stands for, above 0; 1 unless labels are collected selectively
 * @param segments its values of the features by which the model's quality is split, in their order;
 *     null where it has none
 */
public record LabelledItem(
    long item,
    @Nullable String id,
    long predictedAtMillis,
    long labelledAtMillis,
    Object prediction,
    Map<String, Double> probabilities,
    Object label,
    double weight,
    List<@Nullable String> segments) {

  /** Returns it without its id, if that is one of those that are erased. */
  public LabelledItem without(Predicate<String> ids) {
    return id == null || !ids.test(id)
        ? this
        : new LabelledItem(
            item,
            null,
            predictedAtMillis,
            labelledAtMillis,
            prediction,
            probabilities,
            label,
            weight,
            segments);
  }
}
