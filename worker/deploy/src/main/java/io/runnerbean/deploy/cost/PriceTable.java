package io.runnerbean.deploy.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The prices in {@code prices.csv}, which has their date. */
record PriceTable(String date, Map<String, BigDecimal> prices) {

  static PriceTable read() {
    try (InputStream in =
        Objects.requireNonNull(PriceTable.class.getResourceAsStream("prices.csv"))) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<Price> find(String item) {
    return Optional.ofNullable(prices.get(item))
        .map(usd -> new Price(usd, "built-in table of " + date + ", us-east-1"));
  }

  private static PriceTable parse(String text) {
    String date = text.lines().findFirst().orElseThrow().replaceFirst("^# .* of ", "");
    return new PriceTable(
        date,
        text.lines()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .map(line -> line.split(","))
            .collect(Collectors.toMap(cells -> cells[0], cells -> new BigDecimal(cells[1]))));
  }
}
