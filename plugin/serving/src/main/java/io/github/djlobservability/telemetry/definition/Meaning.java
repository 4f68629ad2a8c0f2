package io.github.djlobservability.telemetry.definition;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what an attribute means; the tables of docs/telemetry.md are made from it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Meaning {
  /** Returns the meaning of its value, as Markdown for one cell of a table. */
  String value();

  /** Returns the spans that have it; empty for none. */
  String on() default "";

  /** Returns the events that have it. */
  Event[] events() default {};

  /** Returns the values that it can have, where they can be counted. */
  String[] values() default {};

  /** Returns the constants whose names in lower case are the values that it can have. */
  Class<? extends Enum<?>>[] valuesOf() default {};
}
