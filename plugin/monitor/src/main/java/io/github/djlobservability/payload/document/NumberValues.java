package io.github.djlobservability.payload.document;

import java.util.Arrays;

/** An array of numbers that doubles hold exactly. */
final class NumberValues implements Values {
  private final double[] numbers;

  /**
   * @param numbers kept, not copied
   */
  NumberValues(double[] numbers) {
    this.numbers = numbers;
  }

  @Override
  public int size() {
    return numbers.length;
  }

  @Override
  public Double get(int index) {
    return numbers[index];
  }

  @Override
  public boolean isNumeric() {
    return numbers.length > 0;
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers);
  }
}
