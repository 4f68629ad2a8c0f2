package io.github.djlobservability.inference;

import org.jspecify.annotations.Nullable;

/**
 * The context class loader while a model is loading: the server's own, which in addition finds our
 * translator factory, and tells that factory which model it is made for.
 *
 * <p>DJL looks the factory up by its name through the context class loader, which during loading
 * does not see the plugin's jar.
 */
final class LoadingClassLoader extends ClassLoader {
  private final ModelObserver observer;
  private final @Nullable String originalFactory;

  /**
   * @param parent the context class loader as the server set it
   * @param observer of the model that is loading
   * @param originalFactory the translator factory that the model asks for, or null
   */
  LoadingClassLoader(ClassLoader parent, ModelObserver observer, @Nullable String originalFactory) {
    super(parent);
    this.observer = observer;
    this.originalFactory = originalFactory;
  }

  /** Finds the one that is in force on this thread, if any. */
  static @Nullable LoadingClassLoader current() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    while (loader != null && !(loader instanceof LoadingClassLoader)) {
      loader = loader.getParent();
    }
    return (LoadingClassLoader) loader;
  }

  ModelObserver observer() {
    return observer;
  }

  @Nullable String originalFactory() {
    return originalFactory;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.equals(ObservedTranslatorFactory.class.getName())) {
      return ObservedTranslatorFactory.class;
    }
    throw new ClassNotFoundException(name);
  }
}
