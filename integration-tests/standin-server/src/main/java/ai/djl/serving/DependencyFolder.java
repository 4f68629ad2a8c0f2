package ai.djl.serving;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;
import ai.djl.repository.zoo.ModelZoo;
import ai.djl.repository.zoo.ZooProvider;
import ai.djl.serving.util.MutableClassLoader;
import java.util.ServiceLoader;

/** Tells DJL of the engines and model zoos in the folder {@code deps}. */
final class DependencyFolder {

  private DependencyFolder() {}

  static void register() {
    ClassLoader loader = MutableClassLoader.getInstance();
    for (EngineProvider provider : ServiceLoader.load(EngineProvider.class, loader)) {
      if (!Engine.hasEngine(provider.getEngineName())) {
        Engine.registerEngine(provider);
      }
    }
    for (ZooProvider provider : ServiceLoader.load(ZooProvider.class, loader)) {
      ModelZoo.registerModelZoo(provider);
    }
  }
}
