package io.github.djlobservability.programs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Leaves out a test, or all tests of a class, where a program is missing, and says so in one line
 * of the build's output. With {@code CI=true} in the environment the tests fail there instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsCondition.class)
public @interface Needs {

  /** Returns the programs, each of which must be there. */
  Program[] value();
}
