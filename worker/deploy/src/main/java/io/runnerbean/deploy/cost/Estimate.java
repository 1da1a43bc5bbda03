package io.runnerbean.deploy.cost;

import io.runnerbean.deploy.console.Console;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.pricing.PricingClient;

/**
 * What stacks with these parameters cost in a month, with as many instances as there always are.
 * Traffic, messages and logs come on top: they depend on the jobs.
 */
public final class Estimate {

  private static final int HOURS = 730;
  private static final int ROOT_VOLUME = 16;
  private static final int ENDPOINTS = 12;
  private static final int ALARMS = 12;
  private static final int METRICS = 4;

  private final Map<String, String> values;
  private final PriceList list;
  private final PriceTable table = PriceTable.read();
  private final List<CostLine> lines = new ArrayList<>();

  private Estimate(Map<String, String> values, PriceList list) {
    this.values = values;
    this.list = list;
  }

  /** Reckons it up from the parameters of all stacks. */
  public static Estimate of(Map<String, String> values, PricingClient pricing, String region) {
    Estimate estimate = new Estimate(values, new PriceList(pricing, region));
    estimate.workers();
    estimate.database();
    estimate.network();
    estimate.rest();
    return estimate;
  }

  /** Shows it, line by line, with where the prices are from. */
  public void show(Console console) {
    console.say("In a month, without traffic, messages and logs:");
    lines.forEach(line -> console.say("  %s", line));
    console.say("  %8s USD  in all%s", total().toPlainString(), unknown());
  }

  /** Of what has a price. */
  BigDecimal total() {
    return lines.stream().map(CostLine::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void workers() {
    int instances = number("MinInstances");
    String type = text("InstanceTypes").replaceFirst(",.*", "");
    add(instances + " × " + type, instances * HOURS, first(list.instance(type), "ec2 " + type));
    add(instances + " volumes", instances * ROOT_VOLUME, table.find("volume GiB month"));
  }

  private void database() {
    boolean standby = is("DbMultiAz");
    String type = text("DbInstanceClass");
    int many = standby ? 2 : 1;
    Optional<Price> listed = list.database(type, standby);
    add(
        type + (standby ? " with a standby" : ""),
        listed.isPresent() ? HOURS : many * HOURS,
        first(listed, "rds " + type));
    add("its storage", many * number("DbStorage"), table.find("database GiB month"));
  }

  private void network() {
    int zones = number("ZoneCount");
    String egress = text("EgressMode");
    int gateways =
        switch (egress) {
          case "single-nat" -> 1;
          case "nat-per-az" -> zones;
          default -> 0;
        };
    add(gateways + " × NAT gateway", gateways * HOURS, table.find("nat gateway hour"));
    add(gateways + " × its address", gateways * HOURS, table.find("public address hour"));
    int endpoints = gateways == 0 ? ENDPOINTS : is("SqsEndpoint") ? 1 : 0;
    add(endpoints + " × endpoint", endpoints * zones * HOURS, table.find("endpoint hour"));
  }

  private void rest() {
    add("2 secrets", 2, table.find("secret month"));
    add("the alarms' key", 1, table.find("key month"));
    add(ALARMS + " alarms", ALARMS, table.find("alarm month"));
    add(METRICS + " metrics of theirs", METRICS, table.find("metric month"));
  }

  private void add(String what, int units, Optional<Price> price) {
    if (units > 0) {
      lines.add(CostLine.of(what, units, price));
    }
  }

  private Optional<Price> first(Optional<Price> listed, String item) {
    return listed.or(() -> table.find(item));
  }

  private String unknown() {
    return lines.stream().allMatch(CostLine::isKnown) ? "" : ", and what has no price here";
  }

  private String text(String parameter) {
    return values.getOrDefault(parameter, "");
  }

  private int number(String parameter) {
    return Integer.parseInt(text(parameter));
  }

  private boolean is(String parameter) {
    return "true".equals(text(parameter));
  }
}
