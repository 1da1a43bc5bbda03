package io.runnerbean.deploy.cost;

import java.math.BigDecimal;

/**
 * The price of one unit.
 *
 * @param usd for an hour, a GiB and month, or a month
 * @param source where the price comes from, and its date
 */
public record Price(BigDecimal usd, String source) {}
