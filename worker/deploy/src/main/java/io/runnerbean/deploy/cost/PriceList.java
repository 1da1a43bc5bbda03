package io.runnerbean.deploy.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * AWS's current prices, for credentials with {@code pricing:GetProducts}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html">GetProducts</a>
 */
record PriceList(PricingClient pricing, String region) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** An instance, for an hour. */
  Optional<Price> instance(String type) {
    return hourly(
        "AmazonEC2",
        Map.of(
            "instanceType", type,
            "operatingSystem", "Linux",
            "tenancy", "Shared",
            "preInstalledSw", "NA",
            "capacitystatus", "Used"));
  }

  /** A database, for an hour, with a standby or without. */
  Optional<Price> database(String instanceClass, boolean standby) {
    return hourly(
        "AmazonRDS",
        Map.of(
            "instanceType",
            instanceClass,
            "databaseEngine",
            "PostgreSQL",
            "deploymentOption",
            standby ? "Multi-AZ" : "Single-AZ"));
  }

  /** Empty if the call is denied or fails: {@link PriceTable} replaces it. */
  private Optional<Price> hourly(String service, Map<String, String> attributes) {
    try {
      return pricing
          .getProducts(products -> products.serviceCode(service).filters(filters(attributes)))
          .priceList()
          .stream()
          .flatMap(product -> usd(product).stream())
          .filter(usd -> usd.signum() > 0)
          .findFirst()
          .map(usd -> new Price(usd, "AWS Price List, current"));
    } catch (SdkException e) {
      return Optional.empty();
    }
  }

  private List<Filter> filters(Map<String, String> attributes) {
    return Stream.concat(
            attributes.entrySet().stream(), Map.of("regionCode", region).entrySet().stream())
        .map(attribute ->
            Filter.builder()
                .type(FilterType.TERM_MATCH)
                .field(attribute.getKey())
                .value(attribute.getValue())
                .build())
        .toList();
  }

  private static Optional<BigDecimal> usd(String product) {
    for (JsonNode offer : JSON.readTree(product).path("terms").path("OnDemand")) {
      for (JsonNode dimension : offer.path("priceDimensions")) {
        return Optional.of(
            new BigDecimal(dimension.path("pricePerUnit").path("USD").asString("0")));
      }
    }
    return Optional.empty();
  }
}
