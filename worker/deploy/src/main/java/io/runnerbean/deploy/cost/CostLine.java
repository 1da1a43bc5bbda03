package io.runnerbean.deploy.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** A line of the estimate: an item, its cost in a month, and the source of its price. */
record CostLine(String item, BigDecimal usd, String source) {

  private static final String UNKNOWN = "price unknown";

  static CostLine of(String item, int units, Optional<Price> price) {
    return new CostLine(
        item,
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
    return "%8s USD  %-28s (%s)".formatted(isKnown() ? usd.toPlainString() : "?", item, source);
  }
}
