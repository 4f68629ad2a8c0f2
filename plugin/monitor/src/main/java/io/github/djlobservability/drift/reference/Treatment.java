package io.github.djlobservability.drift.reference;

/**
 * How a feature is watched. Immutable.
 *
 * @param oddsFactors of categories, by which factors their odds change
 * @param figure whether values are worked out by the plugin, so that a factor is no other unit
 * @param bet whether values are bets, see {@link FeatureReference#bet}
 * @param quality the rules for its values
 * @param memory how many items are worth one independent item
 * @param alarmShare of the model's false alarms
 */
record Treatment(
    OddsFactors oddsFactors,
    boolean figure,
    boolean bet,
    QualityReference quality,
    Memory memory,
    AlarmShare alarmShare) {

  /** Treats items as independent, with as many of the false alarms as any other feature. */
  static Treatment of(OddsFactors factors, QualityReference quality) {
    return new Treatment(factors, false, false, quality, Memory.NONE, AlarmShare.EACH);
  }

  Treatment asFigure() {
    return new Treatment(oddsFactors, true, bet, quality, memory, alarmShare);
  }

  Treatment asBet() {
    return new Treatment(oddsFactors, figure, true, quality, memory, alarmShare);
  }

  Treatment with(OddsFactors other) {
    return new Treatment(other, figure, bet, quality, memory, alarmShare);
  }

  Treatment with(QualityReference other) {
    return new Treatment(oddsFactors, figure, bet, other, memory, alarmShare);
  }

  Treatment with(Memory other) {
    return new Treatment(oddsFactors, figure, bet, quality, other, alarmShare);
  }

  Treatment withDependence(double values) {
    return with(memory.withValues(values));
  }

  Treatment with(AlarmShare other) {
    return new Treatment(oddsFactors, figure, bet, quality, memory, other);
  }
}
