package io.github.djlobservability.disclosure;

/** Says how the values of features are held from the moment they are read. Thread-safe. */
public interface HeldValues {

  /** Holds all values as they are. */
  HeldValues ALL =
      new HeldValues() {
        @Override
        public String held(String feature, String value) {
          return value;
        }

        @Override
        public boolean shows(String feature) {
          return true;
        }
      };

  /**
   * Returns a category as it is held: itself, or what {@link HiddenValue} makes of its hash. The
   * same for the same, and itself for what is hidden already.
   */
  String held(String feature, String value);

  /** Returns whether every value of a feature, and its name, may be seen. */
  boolean shows(String feature);
}
