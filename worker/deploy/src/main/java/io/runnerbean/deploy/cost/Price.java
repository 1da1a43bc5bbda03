package io.runnerbean.deploy.cost;

import java.math.BigDecimal;

/**
 * What a unit of something costs.
 *
 * @param usd for an hour, a GiB and month, or a month
 * @param source who says so, and of when
 */
public record Price(BigDecimal usd, String source) {}
