package io.runnerbean.engine.delivery;

import io.runnerbean.config.SettingsReader;
import java.time.Duration;

/**
 * Settings for deliveries.
 *
 * @param timeout how long the sender of a delivery waits for its answer
 * @param envelopes the queues whose messages are unwrapped
 */
public record DeliveryConfig(RetryOwner retryOwner, Duration timeout, Envelopes envelopes) {

  private static final int TIMEOUT = 290;

  /** The defaults. */
  public static DeliveryConfig standard() {
    return new DeliveryConfig(RetryOwner.POSTGRES, Duration.ofSeconds(TIMEOUT), Envelopes.none());
  }

  /** Reads them; the caller checks the settings. */
  public static DeliveryConfig from(SettingsReader settings) {
    return new DeliveryConfig(
        RetryOwner.from(settings),
        Duration.ofSeconds(settings.number("RUNNERBEAN_DELIVERY_TIMEOUT", TIMEOUT, 1, 43_200)),
        Envelopes.from(settings));
  }
}
