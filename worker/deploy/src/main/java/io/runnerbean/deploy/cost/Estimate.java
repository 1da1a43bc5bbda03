package io.runnerbean.deploy.cost;

import io.runnerbean.deploy.console.Console;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.pricing.PricingClient;

/**
 * The cost of stacks with these parameters in a month, with the minimum number of instances.
 * Traffic, messages and logs are not included, because they depend on the jobs.
 */
public final class Estimate {

  private static final int HOURS = 730;
  private static final int ROOT_VOLUME = 16;
  private static final int ENDPOINTS = 12;
  private static final int ALARMS = 12;
  private static final int METRICS = 4;

  private final Map<String, String> values;
  private final PriceList priceList;
  private final PriceTable priceTable = PriceTable.read();
  private final List<CostLine> lines = new ArrayList<>();

  private Estimate(Map<String, String> values, PriceList priceList) {
    this.values = values;
    this.priceList = priceList;
  }

  /** Calculates the cost from the parameters of all stacks. */
  public static Estimate of(Map<String, String> values, PricingClient pricing, String region) {
    Estimate estimate = new Estimate(values, new PriceList(pricing, region));
    estimate.addWorkers();
    estimate.addDatabase();
    estimate.addNetwork();
    estimate.addOthers();
    return estimate;
  }

  /** Prints each line with the source of its price, and the total. */
  public void print(Console console) {
    console.print("Cost per month, without traffic, messages and logs:");
    lines.forEach(line -> console.print("  %s", line));
    console.print("  %8s USD  in total%s", total().toPlainString(), omission());
  }

  /** The sum of the items whose price is known. */
  BigDecimal total() {
    return lines.stream().map(CostLine::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void addWorkers() {
    int instances = number("MinInstances");
    String type = text("InstanceTypes").replaceFirst(",.*", "");
    add(
        instances + " × " + type,
        instances * HOURS,
        listedOrTable(priceList.instance(type), "ec2 " + type));
    add(instances + " × volume", instances * ROOT_VOLUME, priceTable.find("volume GiB month"));
  }

  private void addDatabase() {
    boolean standby = isTrue("DbMultiAz");
    String type = text("DbInstanceClass");
    int copies = standby ? 2 : 1;
    Optional<Price> listed = priceList.database(type, standby);
    add(
        type + (standby ? " with a standby" : ""),
        listed.isPresent() ? HOURS : copies * HOURS,
        listedOrTable(listed, "rds " + type));
    add("database storage", copies * number("DbStorage"), priceTable.find("database GiB month"));
  }

  private void addNetwork() {
    int zones = number("ZoneCount");
    String egress = text("EgressMode");
    int gateways =
        switch (egress) {
          case "single-nat" -> 1;
          case "nat-per-az" -> zones;
          default -> 0;
        };
    add(gateways + " × NAT gateway", gateways * HOURS, priceTable.find("nat gateway hour"));
    add(gateways + " × NAT address", gateways * HOURS, priceTable.find("public address hour"));
    int endpoints = gateways == 0 ? ENDPOINTS : isTrue("SqsEndpoint") ? 1 : 0;
    add(endpoints + " × endpoint", endpoints * zones * HOURS, priceTable.find("endpoint hour"));
  }

  private void addOthers() {
    add("2 secrets", 2, priceTable.find("secret month"));
    add("the alarms' key", 1, priceTable.find("key month"));
    add(ALARMS + " alarms", ALARMS, priceTable.find("alarm month"));
    add(METRICS + " metrics for alarms", METRICS, priceTable.find("metric month"));
  }

  private void add(String item, int units, Optional<Price> price) {
    if (units > 0) {
      lines.add(CostLine.of(item, units, price));
    }
  }

  private Optional<Price> listedOrTable(Optional<Price> listed, String item) {
    return listed.or(() -> priceTable.find(item));
  }

  private String omission() {
    return lines.stream().allMatch(CostLine::isKnown) ? "" : ", without the items of unknown price";
  }

  private String text(String parameter) {
    return values.getOrDefault(parameter, "");
  }

  private int number(String parameter) {
    return Integer.parseInt(text(parameter));
  }

  private boolean isTrue(String parameter) {
    return "true".equals(text(parameter));
  }
}
