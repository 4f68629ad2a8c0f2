package io.github.djlobservability.suite.model;

import io.github.djlobservability.suite.translator.ChunkedTranslator;
import io.github.djlobservability.suite.translator.LengthTranslator;
import io.github.djlobservability.suite.translator.PublisherTranslator;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import io.github.djlobservability.suite.translator.ScriptedTranslatorFactory;
import java.io.IOException;
import java.nio.file.Path;

/** A model store with one model for every way to have a translator. */
public final class SuiteModels {

  private SuiteModels() {}

  /**
   * Writes the models below the folder:
   *
   * <ul>
   *   <li>{@code plain}: DJL's default translator, for tensors
   *   <li>{@code scripted}: {@code translator=}, classes in {@code libs/classes}
   *   <li>{@code jar}: no key, a jar in {@code libs}
   *   <li>{@code factory}: {@code translatorFactory=}; needs {@link TranslatorClasses#jar} in the
   *       server's {@code deps}
   *   <li>{@code stacked}, {@code padded}: scripted, with a batchifier
   *   <li>{@code chunked}, {@code published}: a streamed answer, of both sorts
   *   <li>{@code length}: bodies of any size
   * </ul>
   *
   * @return the folder
   */
  public static Path write(Path store) throws IOException {
    ModelFolder.onnx(store, "plain");
    ModelFolder.onnx(store, "scripted").withTranslator(ScriptedTranslator.class);
    ModelFolder.onnx(store, "jar").withTranslatorInJar();
    ModelFolder.onnx(store, "factory")
        .with("translatorFactory", ScriptedTranslatorFactory.class.getName());
    ModelFolder.onnx(store, "stacked")
        .withTranslator(ScriptedTranslator.class)
        .with("batchifier", "stack");
    ModelFolder.onnx(store, "padded")
        .withTranslator(ScriptedTranslator.class)
        .with("batchifier", "padding");
    ModelFolder.onnx(store, "chunked").withTranslator(ChunkedTranslator.class);
    ModelFolder.onnx(store, "published").withTranslator(PublisherTranslator.class);
    ModelFolder.onnx(store, "length").withTranslator(LengthTranslator.class);
    return store;
  }
}
