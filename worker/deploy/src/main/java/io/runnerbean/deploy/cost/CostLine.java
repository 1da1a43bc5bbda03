package io.runnerbean.deploy.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** One thing, and what so much of it costs. */
record CostLine(String what, BigDecimal usd, String source) {

  private static final String UNKNOWN = "no price known";

  static CostLine of(String what, int units, Optional<Price> price) {
    return new CostLine(
        what,
        price
            .map(one ->
                one.usd().multiply(BigDecimal.valueOf(units)).setScale(0, RoundingMode.HALF_UP))
            .orElse(BigDecimal.ZERO),
        price.map(Price::source).orElse(UNKNOWN));
  }

  boolean isKnown() {
    return !source.equals(UNKNOWN);
  }

  @Override
  public String toString() {
    return "%8s USD  %-28s (%s)".formatted(isKnown() ? usd.toPlainString() : "?", what, source);
  }
}
